"""Which territories touch which."""

import geopandas as gpd
import pytest
from shapely import box

from dashboard.analysis.kernel.contiguity import neighbours_of


def neighbours(*shapes):
    table = gpd.GeoDataFrame(geometry=list(shapes), crs="EPSG:4326")
    return [rows.tolist() for rows in neighbours_of(table)]


def test_a_side_or_a_corner_is_enough_and_rows_rise():
    # 2 | 3
    # 0 | 1 | gap | 4
    assert neighbours(
        box(0, 0, 1, 1), box(1, 0, 2, 1), box(0, 1, 1, 2), box(1, 1, 2, 2), box(3, 0, 4, 1)
    ) == [[1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2], []]


def test_a_centimetre_apart_is_together_and_a_metre_is_not():
    centimetre, metre = 1e-7, 1e-5
    assert neighbours(box(0, 0, 1, 1), box(1 + centimetre, 0, 2, 1)) == [[1], [0]]
    assert neighbours(box(0, 0, 1, 1), box(1 + metre, 0, 2, 1)) == [[], []]


def test_a_territory_inside_another_touches_it():
    assert neighbours(box(0, 0, 3, 3).difference(box(1, 1, 2, 2)), box(1, 1, 2, 2)) == [[1], [0]]


def test_without_a_polygon_there_is_no_neighbour():
    assert neighbours(box(0, 0, 1, 1), None, box(1, 0, 2, 1)) == [[2], [], [0]]


def test_alone_and_none():
    assert neighbours(box(0, 0, 1, 1)) == [[]]
    assert neighbours() == []


@pytest.mark.parametrize("level", ["epci", "communes", "departements"])
def test_the_region_s_neighbours_are_those_a_spatial_join_finds(atlas, level):
    table = getattr(atlas.geography, level)[["geometry"]].reset_index(drop=True)
    joined = table.sjoin(table, predicate="intersects")
    expected = [[] for _ in range(len(table))]
    for one, other in sorted(zip(joined.index, joined["index_right"], strict=True)):
        if one != other:
            expected[one].append(other)
    assert [rows.tolist() for rows in neighbours_of(table)] == expected


def test_neighbours_of_bourg_are_those_on_a_paper_map(atlas):
    epci = atlas.geography.epci
    row = epci.index[epci["code"] == "200071751"][0]
    names = set(epci["name"].iloc[neighbours_of(epci)[row]])
    assert "CC de la Dombes" in names
    assert "CA Valence Romans Agglo" not in names
