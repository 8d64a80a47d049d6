"""Territories of one type and of about the same size."""

import numpy as np
import pytest

from dashboard.analysis.comparison.strata import kinds_of, strata_of
from dashboard.domain.territory import Level


def label(kind, population):
    strata = strata_of([kind], np.array([population]))
    return strata.labels[strata.stratum[0]].replace("\u202f", " ")


@pytest.mark.parametrize(
    ("population", "expected"),
    [
        (0, "communes de moins de 500 habitants"),
        (499, "communes de moins de 500 habitants"),
        (500, "communes de 500 à 1 999 habitants"),
        (1_999, "communes de 500 à 1 999 habitants"),
        (2_000, "communes de 2 000 à 4 999 habitants"),
        (99_999, "communes de 50 000 à 99 999 habitants"),
        (100_000, "communes de 100 000 habitants et plus"),
    ],
)
def test_a_commune_enters_a_stratum_at_its_lower_bound(population, expected):
    assert label("commune", population) == expected


@pytest.mark.parametrize(
    ("kind", "population", "expected"),
    [
        ("communauté de communes", 14_999, "communautés de communes de moins de 15 000 habitants"),
        ("communauté de communes", 15_000, "communautés de communes de 15 000 à 29 999 habitants"),
        ("communauté de communes", 30_000, "communautés de communes de 30 000 habitants et plus"),
        (
            "communauté d’agglomération",
            99_999,
            "communautés d’agglomération de moins de 100 000 habitants",
        ),
        (
            "communauté d’agglomération",
            100_000,
            "communautés d’agglomération de 100 000 habitants et plus",
        ),
        ("communauté urbaine", 10, "communautés urbaines et métropoles"),
        ("métropole", 400_000, "communautés urbaines et métropoles"),
        ("métropole à statut particulier", 1_400_000, "communautés urbaines et métropoles"),
        ("département", 300_000, "départements"),
    ],
)
def test_types_have_bounds_of_their_own(kind, population, expected):
    assert label(kind, population) == expected


def test_members_of_a_stratum_are_of_one_type_and_size():
    kinds = ["communauté de communes", "communauté d’agglomération", "communauté de communes"]
    strata = strata_of(kinds, np.array([10_000, 10_000, 14_000]))
    assert strata.members(0).tolist() == [True, False, True]
    assert strata.members(1).tolist() == [False, True, False]


def test_types_are_told_in_french_and_unknown_ones_as_they_are():
    known = {"200000001": "CC", "200000002": "MET69", "200000003": "EPT"}
    assert kinds_of(Level.EPCI, list(known), known) == (
        "communauté de communes",
        "métropole à statut particulier",
        "EPT",
    )
    assert kinds_of(Level.COMMUNE, ["01001"], {}) == ("commune",)
    assert kinds_of(Level.DEPARTEMENT, ["D01"], {}) == ("département",)


def test_every_epci_of_the_region_has_a_type_in_french(snapshot):
    kinds = set(snapshot.kinds[Level.EPCI])
    assert kinds == {
        "communauté de communes",
        "communauté d’agglomération",
        "métropole",
        "métropole à statut particulier",
    }
