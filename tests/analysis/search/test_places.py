"""The search box of places, on the real region."""

import pytest

from dashboard.analysis.search.places import place_answers
from dashboard.analysis.snapshot import Snapshot


def labels(snapshot: Snapshot, text: str) -> list[str]:
    return [answer.label for answer in place_answers(snapshot, text)]


def test_the_nine_arrondissements_are_offered_once_a_digit_is_typed(snapshot: Snapshot) -> None:
    found = place_answers(snapshot, "lyon 8")
    assert found[0].label == "Lyon 8e"
    assert [answer.group for answer in found] == ["Arrondissements"] * 9
    assert labels(snapshot, "lyon")[0] == "Lyon"


def test_the_postal_code_of_an_arrondissement_offers_it_first(snapshot: Snapshot) -> None:
    assert labels(snapshot, "69008")[:2] == ["Lyon 8e", "Lyon"]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("ain", "Ain"),
        ("drôme", "Drôme"),
        ("26", "Drôme"),
        ("rhône-alpes", "Rhône-Alpes"),
        ("rhône", "Rhône"),
    ],
)
def test_a_departement_and_the_region_are_offered_first(
    snapshot: Snapshot, typed: str, label: str
) -> None:
    assert labels(snapshot, typed)[0] == label


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("clermont-ferrand", "Clermont-Ferrand (63)"),
        ("clermont ferrnd", "Clermont-Ferrand (63)"),
        ("63000", "Clermont-Ferrand (63)"),
        ("63", "Puy-de-Dôme (63)"),
        ("genève", "Genève (Suisse)"),
        ("paris", "Paris (75)"),
    ],
)
def test_a_place_outside_is_first_where_nothing_here_has_its_name(
    snapshot: Snapshot, typed: str, label: str
) -> None:
    assert labels(snapshot, typed)[0] == label


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("valence", "Valence"),
        ("saint-priest", "Saint-Priest (69)"),
        ("clermont", "Clermont"),
        ("bourg", "Bourg-en-Bresse"),
        ("la motte", "La Motte-Servolex"),
        ("aoste", "Aoste"),
    ],
)
def test_a_place_outside_never_hides_the_one_here(
    snapshot: Snapshot, typed: str, label: str
) -> None:
    assert labels(snapshot, typed)[0] == label


def test_a_name_outside_that_is_begun_comes_last(snapshot: Snapshot) -> None:
    assert labels(snapshot, "clermont-f") == ["Clermont", "Clermont-Ferrand (63)"]


@pytest.mark.parametrize(
    "typed", ["douche", "cours de français", "resto du cœur", "ggg", "épicerie solidaire", "", "l"]
)
def test_a_need_is_no_place(snapshot: Snapshot, typed: str) -> None:
    assert labels(snapshot, typed) == []


def test_a_place_is_listed_once(snapshot: Snapshot) -> None:
    for typed in ("69008", "lyon 1", "rhone", "26", "bourg"):
        codes = [answer.code for answer in place_answers(snapshot, typed)]
        assert len(codes) == len(set(codes))
