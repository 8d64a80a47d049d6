"""Services written at the address of who runs them, and those that are where they are said."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard.data.linkage.head_offices import find_head_offices

COMMUNES = pd.DataFrame(
    [
        ("26113", "Die"),
        ("26362", "Valence"),
        ("74010", "Annecy"),
        ("74010", "Seynod"),
        ("74056", "Chamonix-Mont-Blanc"),
        ("74081", "Cluses"),
        ("74236", "Saint-Gervais-les-Bains"),
        ("74256", "Sallanches"),
    ],
    columns=["code", "name"],
)
HOUSE = {
    "source": "un réseau",
    "address": "1 rue de l’Exemple",
    "postal_code": "74000",
    "commune_code": "74010",
    "departement_code": "74",
    "longitude": np.nan,
    "latitude": np.nan,
}
NAMES = ("Permanence de Sallanches", "Antenne Cluses", "Point d’accueil – Chamonix Mont Blanc")


def named(*rows: dict[str, object]) -> list[str]:
    found = find_head_offices(pd.DataFrame(rows), COMMUNES)
    assert found["head_office"].tolist() == [code != "" for code in found["named_commune"]]
    return found["named_commune"].tolist()


def at(name: str, **others: object) -> dict[str, object]:
    return HOUSE | {"name": name} | others


def test_three_services_named_after_communes_elsewhere_are_at_a_head_office():
    assert named(*map(at, NAMES)) == ["74256", "74081", "74056"]


def test_the_services_of_the_house_itself_are_left_where_they_are():
    rows = [*map(at, NAMES), at("Siège d’Annecy"), at("Permanence de Seynod"), at("Accueil")]
    assert named(*rows) == ["74256", "74081", "74056", "", "", ""]


def test_two_communes_elsewhere_prove_nothing_however_often_they_are_named():
    assert named(*map(at, NAMES[:2]), at("Garderie de Cluses")) == ["", "", ""]


@pytest.mark.parametrize(
    "others",
    [{"address": "2 rue Autre"}, {"source": "un autre"}, {"commune_code": "74081"}],
    ids=["another address", "another source", "the same street of another commune"],
)
def test_the_three_are_of_one_source_and_one_address(others):
    assert named(*map(at, NAMES[:2]), at(NAMES[2], **others)) == ["", "", ""]


def test_one_point_is_one_place_whatever_the_addresses_say():
    rows = [
        at(name, address=f"{n} rue A", longitude=6.1294 + n / 1e6, latitude=45.8992)
        for n, name in enumerate(NAMES)
    ]
    assert named(*rows) == ["74256", "74081", "74056"]
    assert named(*rows[:2], rows[2] | {"longitude": 6.14}) == ["", "", ""]


def test_without_commune_the_postal_code_and_the_address_are_a_place():
    rows = [at(name, commune_code="") for name in NAMES]
    assert named(*rows) == ["74256", "74081", "74056"]
    assert named(*(row | {"postal_code": ""} for row in rows)) == ["", "", ""]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("CCAS de Saint Gervais les Bains", "74236"),
        ("Sallanches : permanence", "74256"),
        ("Permanence (Sallanches)", "74256"),
        ("Amis de Sallanches et d’ailleurs", ""),
        ("Sallancherie", ""),
        ("Permanence de Valence", ""),
    ],
    ids=[
        "several words",
        "in front",
        "in brackets",
        "in the middle",
        "part of a word",
        "a commune of another département",
    ],
)
def test_a_name_ends_with_a_whole_commune_of_its_departement(name, code):
    rows = [at(text) for text in ("Antenne Cluses", "Chamonix-Mont-Blanc", "À Sallanches")]
    assert named(*rows, at(name))[-1] == code


def test_a_short_name_is_a_commune_after_a_preposition_only():
    communes = pd.DataFrame(
        [("26113", "Die"), ("26198", "Montélimar"), ("26220", "Nyons")], columns=["code", "name"]
    )
    house = {"departement_code": "26", "commune_code": "26362", "postal_code": "26000"}
    rows = [at(name, **house) for name in ("Antenne Montélimar", "Antenne Nyons")]
    for name, code in (("Antenne de Die", "26113"), ("Ateliers Die", "")):
        found = find_head_offices(pd.DataFrame([*rows, at(name, **house)]), communes)
        assert found["named_commune"].iloc[-1] == code


def test_a_name_of_two_communes_of_a_departement_says_none():
    twice = pd.concat([COMMUNES, pd.DataFrame([("74999", "Cluses")], columns=["code", "name"])])
    found = find_head_offices(pd.DataFrame(list(map(at, NAMES))), twice)
    assert found["named_commune"].tolist() == ["", "", ""]


def test_no_record_names_nothing_and_the_index_is_kept():
    rows = pd.DataFrame(list(map(at, NAMES)), index=[7, 8, 9])
    assert find_head_offices(rows, COMMUNES).index.tolist() == [7, 8, 9]
    assert find_head_offices(rows[:0], COMMUNES).empty
