"""Display boundaries: light, whole, and glued together."""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import Polygon, box

from dashboard.data.boundaries import (
    Boundary,
    display_geojson,
    read_boundaries,
    simplified,
    write_boundaries,
)
from dashboard.domain.errors import GeographyError, MissingFileError
from tests.helpers import ROOT

FOLDER = ROOT / "data" / "geo" / "boundaries"
BUDGETS = {"communes": 300_000, "epci": 75_000, "departements": 25_000}
COUNTS = {"communes": 2738, "epci": 126, "departements": 8}


@pytest.fixture(scope="module")
def boundaries() -> dict[str, Boundary]:
    return read_boundaries(FOLDER)


def shapes(boundary: Boundary) -> dict[str, shapely.Geometry]:
    """Read the geometries of a level back, by code."""
    features = json.loads(boundary.raw)["features"]
    return {item["id"]: shapely.from_geojson(json.dumps(item["geometry"])) for item in features}


def test_each_level_stays_within_its_budget(boundaries: dict[str, Boundary]) -> None:
    sizes = {level: len(boundary.brotli) for level, boundary in boundaries.items()}
    assert {level: size <= BUDGETS[level] for level, size in sizes.items()} == dict.fromkeys(
        BUDGETS, True
    )


@pytest.mark.parametrize("level", list(COUNTS))
def test_no_polygon_vanishes_and_the_coverage_stays_valid(
    boundaries: dict[str, Boundary], level: str
) -> None:
    drawn = shapes(boundaries[level])
    polygons = np.array(list(drawn.values()))
    assert len(drawn) == COUNTS[level]
    assert shapely.is_valid(polygons).all()
    assert shapely.area(polygons).min() > 0
    assert shapely.coverage_is_valid(polygons)
    points = shapely.get_coordinates(polygons)
    assert (points == points.round(5)).all()


def test_outlines_of_epci_and_departements_are_edges_of_communes(
    boundaries: dict[str, Boundary],
) -> None:
    communes = {
        tuple(point)
        for point in shapely.get_coordinates(list(shapes(boundaries["communes"]).values()))
    }
    for level in ("epci", "departements"):
        points = shapely.get_coordinates(list(shapes(boundaries[level]).values()))
        assert {tuple(point) for point in points} <= communes


def test_no_border_is_drawn_more_than_60_m_from_where_it_is(
    boundaries: dict[str, Boundary],
) -> None:
    drawn = gpd.GeoSeries(shapes(boundaries["communes"]), crs="EPSG:4326").to_crs("EPSG:2154")
    communes = gpd.read_parquet(FOLDER.parent / "communes.parquet").set_index("code")
    true = communes.geometry.to_crs("EPSG:2154").loc[drawn.index]
    assert true.boundary.hausdorff_distance(drawn.boundary, align=False).max() < 60


def test_features_hold_their_code_and_nothing_else(boundaries: dict[str, Boundary]) -> None:
    collection = json.loads(boundaries["departements"].raw)
    codes = ["D01", "D07", "D26", "D38", "D42", "D69", "D73", "D74"]
    assert [item["id"] for item in collection["features"]] == codes
    assert set(collection["features"][0]) == {"type", "id", "properties", "geometry"}
    assert collection["features"][0]["properties"] == {}


def test_a_boundary_carries_its_digest_and_a_gzip_that_never_varies(
    boundaries: dict[str, Boundary],
) -> None:
    epci = boundaries["epci"]
    assert epci.digest == sha256(epci.raw).hexdigest()[:16]
    assert gzip.decompress(epci.gzip) == epci.raw
    assert epci.gzip[4:8] == bytes(4)  # no time of compression


def test_geojson_is_compact_ordered_and_turned_the_right_way() -> None:
    clockwise = Polygon([(0, 0), (0, 1), (1, 1.1234567), (1, 0)])
    written = display_geojson(gpd.GeoSeries({"02": box(2, 2, 3, 3), "01": clockwise}, crs=4326))
    assert written.startswith(
        b'{"type":"FeatureCollection","features":[{"type":"Feature","id":"01","properties":{},'
        b'"geometry":{"type":"Polygon","coordinates":[[[0.0,0.0],[1.0,0.0],[1.0,1.12346]'
    )
    assert [item["id"] for item in json.loads(written)["features"]] == ["01", "02"]


def test_a_polygon_thinner_than_a_decimal_is_refused_and_named() -> None:
    thin = gpd.GeoSeries({"01001": box(0, 0, 1, 1), "01002": box(1, 0, 1.000001, 1)}, crs=4326)
    with pytest.raises(GeographyError, match=r"polygons lost: 01002"):
        display_geojson(thin)


def test_neighbours_stay_glued_when_their_common_edge_is_simplified() -> None:
    wavy = [(5.1, 45.0), (5.100001, 45.03), (5.1, 45.06), (5.100001, 45.09), (5.1, 45.1)]
    left = Polygon([(5.0, 45.0), *wavy, (5.0, 45.1)])
    right = Polygon([(5.2, 45.0), *wavy, (5.2, 45.1)])
    communes = gpd.GeoDataFrame({"code": ["01001", "01002"]}, geometry=[left, right], crs=4326)
    light = simplified(communes)
    assert (
        shapely.get_num_coordinates(light.geometry).sum()
        < shapely.get_num_coordinates([left, right]).sum()
    )
    assert shapely.coverage_is_valid(light.geometry.to_numpy())


def test_communes_without_polygon_are_left_out_and_two_writings_agree(tmp_path: Path) -> None:
    communes = gpd.GeoDataFrame(
        {
            "code": ["15031", "15032", "22016"],
            "epci_code": ["200000001", "200000001", None],
            "departement_code": ["15", "15", "22"],
        },
        geometry=[None, box(2, 45, 2.1, 45.1), box(-3, 48.8, -2.9, 48.9)],
        crs="EPSG:4326",
    )
    write_boundaries(communes, tmp_path / "a")
    write_boundaries(communes, tmp_path / "b")
    read = read_boundaries(tmp_path / "a")
    assert list(shapes(read["communes"])) == ["15032", "22016"]
    assert list(shapes(read["epci"])) == ["200000001"]
    assert list(shapes(read["departements"])) == ["D15", "D22"]
    assert read == read_boundaries(tmp_path / "b")


def test_a_missing_level_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match=r"communes.geojson.br is missing; run .*build-geo"):
        read_boundaries(tmp_path)


def test_a_file_that_is_not_brotli_is_refused(tmp_path: Path) -> None:
    (tmp_path / "communes.geojson.br").write_bytes(b"<html>")
    with pytest.raises(GeographyError, match=r"communes.geojson.br: not a Brotli file"):
        read_boundaries(tmp_path)
