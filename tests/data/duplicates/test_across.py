import numpy as np
import pandas as pd
import pytest

from dashboard.data.duplicates.across import link_across_sources
from dashboard.data.duplicates.keys import address_keys, name_keys

FAR = 0.01  # degrees: some 800 m
COLUMNS = ["source", "name", "address", "city", "commune_code", "longitude", "latitude"]


def groups(*rows):
    """Number records given as source, name, address, longitude in Vif; an empty one: no position."""
    table = pd.DataFrame(
        [
            (source, name, address, "Vif", "38545", longitude, 45.05 if longitude else np.nan)
            for source, name, address, longitude in rows
        ],
        columns=COLUMNS,
    )
    table["longitude"] = table["longitude"].astype(float)
    return link_across_sources(table).tolist()


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("France services de Vif", "Maison France Services Vif"),
        ("MSAP de Vif", "France services Vif"),
        ("CCAS de Vif", "Centre communal d’action sociale"),
        ("Médiathèque Le Trait d’union", "MEDIATHEQUE TRAIT D'UNION"),
    ],
)
def test_one_service_under_two_sources_at_one_place(name, other):
    assert groups(("fs", name, "", 5.67), ("di", other, "", 5.671)) == [0, 0]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("CCAS de Vif", "Mairie de Vif"),
        ("Centre social Le Pot au noir", "Régie de quartier Le Pot au noir"),
        ("Emmaüs Connect", "Secours populaire"),
    ],
)
def test_neighbours_under_one_roof_stay_apart(name, other):
    assert groups(("fs", name, "1 rue Haute", 5.67), ("di", other, "1 rue Haute", 5.67)) == [0, 1]


def test_the_same_name_farther_away_is_another_place():
    assert groups(
        ("fs", "France services", "", 5.67), ("di", "France services", "", 5.67 + FAR)
    ) == [
        0,
        1,
    ]


def test_the_same_number_and_street_do_without_position():
    rows = (
        ("fs", "Mission locale", "3, av. du Vercors", 5.67),
        (
            "di",
            "MISSION LOCALE",
            "3 Avenue du Vercors 38450 VIF",
            None,
        ),
    )
    assert groups(*rows) == [0, 0]
    other = ("di", "MISSION LOCALE", "4 avenue du Vercors", None)
    assert groups(rows[0], other) == [0, 1]


@pytest.mark.parametrize(("other", "found"), [("LA SOURCE", [0, 0]), ("La Sauce", [0, 1])])
def test_a_record_with_nothing_but_its_commune_needs_the_same_name(other, found):
    vague = ("catalogue", "Épicerie La Source", "", None)
    assert groups(vague, ("di", f"epicerie {other}", "2 rue B", 5.6)) == found


def test_two_records_of_one_source_never_come_together_through_a_third():
    found = groups(
        ("fs", "France services A", "", 5.67),
        ("di", "France services A", "", 5.6705),
        ("fs", "France services A", "", 5.671),
        ("hinaura", "France services A", "", 5.6705),
    )
    assert found == [0, 0, 2, 0]


def test_a_source_is_not_compared_with_itself():
    assert groups(("fs", "France services", "", 5.67), ("fs", "France services", "", 5.67)) == [
        0,
        1,
    ]


def test_keys_keep_what_tells_services_apart():
    names = pd.Series(["CCAS de Vif", "Association Les Amis de Vif", "Vif", "MSAP Vif"])
    keys = name_keys(names, pd.Series(["Vif"] * 4))
    assert keys.tolist() == ["ccas", "amis", "vif", "france services"]
    addresses = pd.Series(
        ["12 bis, R. de la Gare", "Place du Marché", "Bât B 3 bd Foch 69000 LYON"]
    )
    assert address_keys(addresses).tolist() == ["12 bis rue gare", "", "3 boulevard foch"]
