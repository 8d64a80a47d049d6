"""What is not on the map, and the arrondissements of what is."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point, box

from dashboard.data.geo_build.arrondissements import arrondissement_table, centres
from dashboard.data.geo_build.elsewhere import places_elsewhere

EVERYWHERE = pd.DataFrame(
    {
        "name": ["Bourg-en-Bresse", "Clermont-Ferrand", "Riom", "Îles Australes"],
        "departement_code": ["01", "63", "63", None],
        "population": [42_000.0, 147_000.0, 19_000.0, None],
        "postal_codes": [["01000"], ["63100", "63000"], ["63200"], None],
    },
    index=["01053", "63113", "63300", "98411"],
)
DEPARTEMENTS = pd.DataFrame({"code": ["63", "01"], "name": ["Puy-de-Dôme", "Ain"]})


def test_what_is_not_built_is_listed_communes_first_then_departements() -> None:
    table = places_elsewhere(EVERYWHERE, DEPARTEMENTS, inside=pd.Index(["01053"]))
    assert table.to_numpy().tolist() == [
        ["63113", "Clermont-Ferrand", "63", 147_000, "63000|63100"],
        ["63300", "Riom", "63", 19_000, "63200"],
        ["98411", "Îles Australes", "984", 0, ""],
        ["D63", "Puy-de-Dôme", "63", 166_000, ""],
    ]


def test_a_departement_one_commune_of_which_is_built_is_not_elsewhere() -> None:
    table = places_elsewhere(EVERYWHERE, DEPARTEMENTS, inside=pd.Index(["01053", "63300"]))
    assert table["code"].tolist() == ["63113", "98411"]


OFFICIAL = pd.DataFrame(
    {
        "code": ["69388", "69381", "75101"],
        "name": ["Lyon 8e Arrondissement", "Lyon 1er Arrondissement", "Paris 1er Arrondissement"],
        "commune_code": ["69123", "69123", "75056"],
        "postal_code": ["69008", "69001", "75001"],
        "population": [86_000.0, 28_000.0, 15_000.0],
    }
)
SQUARES = gpd.GeoSeries(
    {"69381": box(4.8, 45.7, 4.82, 45.72), "69388": box(4.9, 45.7, 4.92, 45.72)}, crs="EPSG:4326"
)


def test_the_arrondissements_of_a_town_built_have_a_number_and_their_middle() -> None:
    table = arrondissement_table(OFFICIAL, SQUARES, inside=pd.Index(["69123"]))
    assert table[["code", "name", "number", "postal_code"]].to_numpy().tolist() == [
        ["69381", "Lyon 1er", 1, "69001"],
        ["69388", "Lyon 8e", 8, "69008"],
    ]
    assert table["longitude"].tolist() == pytest.approx([4.81, 4.91], abs=1e-5)
    assert table["latitude"].tolist() == pytest.approx([45.71, 45.71], abs=1e-5)


def test_a_region_without_such_a_town_has_a_table_without_a_row() -> None:
    table = arrondissement_table(OFFICIAL, SQUARES, inside=pd.Index(["01053"]))
    assert table.empty
    assert list(table.columns)[:3] == ["code", "name", "number"]


def test_a_middle_outside_its_polygon_gives_way_to_a_point_inside() -> None:
    horseshoe = box(4, 45, 5, 46) - box(4.2, 45.2, 5, 46)
    shapes = gpd.GeoSeries({"69381": horseshoe, "69388": box(4.9, 45.7, 4.92, 45.72)}, crs=4326)
    assert not horseshoe.contains(Point(horseshoe.centroid))
    assert centres(shapes).within(shapes).all()
