"""What one source says twice, and neighbours that one source tells apart."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard.data.duplicates.across import link_across_sources, link_records
from dashboard.data.duplicates.describe import sirets

VIF = {"city": "Vif", "commune_code": "38545", "postal_code": "38450"}
HERE = {"source": "a", "address": "1 rue Haute", "phone": "04 65 71 00 12", "id": "1"}
EAST_80_M, EAST_790_M = 0.001, 0.01  # degrees of longitude in Vif


def record(name, longitude=np.nan, **others):
    """A record of source a, at one address and one phone in Vif unless said otherwise."""
    return (
        VIF | HERE | {"name": name, "longitude": longitude, "latitude": longitude * 0 + 45} | others
    )


def table(*rows):
    return pd.DataFrame(rows).astype(dict.fromkeys([*VIF, *HERE, "name"], "str"))


def groups(*rows):
    return link_records(table(*rows)).tolist()


@pytest.mark.parametrize(
    "other",
    [
        "ASSOC Bou Sol",
        "Bou Sol (association)",
        "Bou’Sol",
        "Boux Sol",
    ],
    ids=["another legal form", "words in another order", "other signs", "another spelling"],
)
def test_the_same_words_at_one_address_and_one_phone_are_one_service(other):
    assert groups(record("Assoc Bou Sol"), record(other)) == [0, 0]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Permanence 1 – Maison des Exemples", "Permanence 2 – Maison des Exemples"),
        ("Permanence A", "Permanence D"),
        ("Permanence du lundi", "Permanence du jeudi"),
        ("Tremplin Emplois", "Tremplin Ateliers"),
        ("Accueil de jour", "Accueil de nuit"),
        ("Relais Nord", "Relais Sud"),
        ("CATM", "CATM Events"),
        ("France services de Vif", "CCAS de Vif"),
        ("CCAS de Vif", "Mairie de Vif"),
        ("Médiathèque de Vif", "France services"),
    ],
)
def test_services_of_one_house_and_one_phone_stay_apart(name, other):
    assert groups(record(name), record(other)) == [0, 1]


def test_four_services_of_one_house_and_one_phone_stay_four():
    names = [f"Permanence {number} – Maison des Exemples" for number in range(1, 5)]
    assert groups(*map(record, names)) == [0, 1, 2, 3]


def test_the_same_words_need_no_phone_but_not_two_of_them():
    assert groups(record("La Source", phone=""), record("La Source")) == [0, 0]
    assert groups(record("La Source", phone="04 65 71 00 13"), record("La Source")) == [0, 1]


def test_another_spelling_needs_a_phone_or_the_siret_of_the_establishment():
    rows = [record("Espace Dioise", phone=""), record("Espace Dioise", phone="")]
    rows[1] |= {"name": "Espace Diois"}
    assert groups(*rows) == [0, 1]
    sirets = [{"id": f"{kind}-35099233500025"} for kind in ("ACI", "AI")]
    assert groups(*(row | siret for row, siret in zip(rows, sirets, strict=True))) == [0, 0]
    wrong = [{"id": f"{kind}-35099233500026"} for kind in ("ACI", "AI")]
    assert groups(*(row | siret for row, siret in zip(rows, wrong, strict=True))) == [0, 1]


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ({"address": "2 rue Basse", "longitude": 5.67 + EAST_80_M}, [0, 0]),
        ({"address": "2 rue Basse", "longitude": 5.67 + EAST_790_M}, [0, 1]),
        ({"address": "1 rue Haute", "longitude": 5.67 + EAST_790_M}, [0, 0]),
        ({"address": "2 rue Haute", "longitude": np.nan}, [0, 1]),
        ({"address": "", "longitude": np.nan}, [0, 0]),
        ({"commune_code": "38185", "postal_code": "38000"}, [0, 1]),
    ],
    ids=[
        "80 m away",
        "790 m away",
        "one address, points apart",
        "two numbers of a street",
        "no place but the commune",
        "another commune",
    ],
)
def test_one_place_is_an_address_or_100_m(place, found):
    assert groups(record("La Source", 5.67), record("La Source", 5.67) | place) == found


def test_what_a_source_repeats_joins_its_twin_of_another_source():
    rows = [
        record("Latelier", source="b"),
        record("LATELIER", address="1 R HAUTE", phone=""),
        record("LATELIER", address="1 R HAUTE"),
    ]
    assert groups(*rows) == [0, 0, 0]
    assert link_across_sources(table(*rows)).tolist() == [0, 1, 0]


def test_a_town_hall_said_twice_is_still_the_only_one_of_its_commune():
    vague = record("Mairie de Vif", source="b", address="", phone="")
    twice = [record("Mairie de Vif", phone="") for _ in range(2)]
    assert groups(vague, *twice) == [0, 0, 0]


def test_sources_known_to_say_each_service_once_are_left_as_they_are():
    rows = table(record("La Source"), record("La Source"), record("La Source", source="b"))
    assert link_records(rows).tolist() == [0, 0, 0]
    assert link_records(rows, distinct=["a"]).tolist() == [0, 1, 0]


def test_records_without_commune_nor_postal_code_are_not_compared():
    lost = record("La Source", commune_code="", postal_code="")
    assert groups(lost, lost) == [0, 1]


def test_the_siret_of_an_id_is_what_it_ends_with_if_its_check_digit_is_right():
    ids = [
        "35099233500025",
        "ACI-35099233500025",
        "35099233500026",
        "135099233500025",
        "٣" * 14,
        "",
    ]
    found = sirets(pd.Series(ids, dtype="str"))
    assert found.tolist() == ["35099233500025"] * 2 + [""] * 4
