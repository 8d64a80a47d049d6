import contextlib
import json
import struct

import hypothesis
import hypothesis.strategies as st
import pyarrow as pa
import pytest
import shapely

from dashboard.data.tabular.read import read_tables
from dashboard.domain.errors import ImportFileError
from tests.helpers.tabular_files import columns_of, parquet, read_one

GOOD = {"type": "Point", "coordinates": [5.25, 46.5]}
UNREADABLE = "le dessin est vide ou illisible"
UNDRAWN = "le lieu n’est pas dessiné"
OUTSIDE = "hors du globe"
CURVE = b"\1" + struct.pack("<II6d", 8, 3, 0, 0, 1, 1, 2, 0)
"""An arc of circle in well-known binary, which is not ``LineString`` nor understood."""


def features(*geometries, **more):
    listed = [
        {"type": "Feature", "properties": {"n": place}, "geometry": geometry}
        for place, geometry in enumerate(geometries)
    ]
    return json.dumps({"type": "FeatureCollection", "features": listed} | more).encode()


def places(table):
    return [
        (float(x), float(y)) if x else None
        for x, y in zip(
            table.cells["geometry.longitude"], table.cells["geometry.latitude"], strict=True
        )
    ]


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (None, UNDRAWN),
        ({"type": "LineString", "coordinates": []}, UNREADABLE),
        ({"type": "LineString", "coordinates": [[5, 45]]}, UNREADABLE),
        ({"type": "Polygon", "coordinates": []}, UNREADABLE),
        ({"type": "Polygon", "coordinates": [[]]}, UNREADABLE),
        ({"type": "Polygon", "coordinates": [[[5, 45], [6, 45]]]}, UNREADABLE),
        ({"type": "MultiPoint", "coordinates": []}, UNREADABLE),
        ({"type": "GeometryCollection", "geometries": []}, UNREADABLE),
        (
            {
                "type": "GeometryCollection",
                "geometries": [{"type": "GeometryCollection", "geometries": []}],
            },
            UNREADABLE,
        ),
        ({"type": "Point", "coordinates": []}, UNREADABLE),
        ({"type": "Point", "coordinates": ["5.2", "46.2"]}, UNREADABLE),
        ({"type": "Point", "coordinates": [True, False]}, UNREADABLE),
        ({"type": "LineString", "coordinates": [["5", "45"], ["6", "45"]]}, UNREADABLE),
        ({"type": "Point", "coordinates": [1e300, 46]}, OUTSIDE),
        ({"type": "Point", "coordinates": [5, 246.2]}, OUTSIDE),
        ({"type": "Sphère", "coordinates": [5, 46]}, UNREADABLE),
        ("POINT (5 46)", UNREADABLE),
        ([5, 46], UNREADABLE),
        (12, UNREADABLE),
    ],
)
def test_a_drawing_that_gives_no_place_is_told_on_its_row_and_the_others_stay(geometry, reason):
    table = read_one(features(GOOD, geometry, GOOD))
    assert places(table) == [(5.25, 46.5), None, (5.25, 46.5)]
    (remark,) = table.remarks
    assert (remark.line, remark.fatal) == (2, False)
    assert reason in remark.reason


def test_what_cannot_be_read_is_shown_in_its_remark():
    empty, far = (
        {"type": "LineString", "coordinates": []},
        {"type": "Point", "coordinates": [500, 9]},
    )
    remarks = read_one(features(empty, far)).remarks
    assert [one.value for one in remarks] == ['{"type":"LineString","coordinates":[]}', "500.0 9.0"]


def test_shapes_of_every_kind_have_a_point_inside():
    square = [[4, 45], [6, 45], [6, 46], [4, 46], [4, 45]]
    bow_tie = [[4, 45], [6, 46], [6, 45], [4, 46], [4, 45]]
    high = {"type": "Point", "coordinates": [5.25, 46.5, 212.0]}
    table = read_one(
        features(
            high,
            {"type": "LineString", "coordinates": [[4, 45], [5, 45], [6, 45]]},
            {"type": "Polygon", "coordinates": [square]},
            {"type": "Polygon", "coordinates": [bow_tie]},
            {"type": "GeometryCollection", "geometries": [GOOD]},
        )
    )
    high_up, line, whole, crossed, collected = places(table)
    assert (high_up, line, whole, collected) == ((5.25, 46.5), (5, 45), (5, 45.5), (5.25, 46.5))
    assert crossed is not None
    assert table.remarks == ()


def test_metres_that_fall_in_france_are_lambert_93_and_it_is_said():
    lyon = {"type": "Point", "coordinates": [842_000, 6_519_000]}
    table = read_one(features(lyon, None))
    ((x, y), nowhere) = places(table)
    assert (round(x, 4), round(y, 4), nowhere) == (4.8269, 45.7558, None)
    assert "Lambert-93 (EPSG:2154)" in table.notes[0]


def test_metres_that_fall_elsewhere_or_beside_degrees_are_outside_of_the_globe():
    lyon = {"type": "Point", "coordinates": [842_000, 6_519_000]}
    table = read_one(features(lyon, GOOD))
    assert (places(table), table.notes) == ([None, (5.25, 46.5)], ())
    assert OUTSIDE in table.remarks[0].reason


def test_many_rows_without_drawing_are_counted():
    table = read_one(features(*[None] * 1_200))
    assert len(table.remarks) == 1_000
    assert "1\u202f200\u00a0lignes" in table.notes[0]


def test_drawings_of_parquet_are_told_alike():
    drawings = [
        shapely.to_wkb(shapely.Point(5.25, 46.5)),
        shapely.to_wkb(shapely.LineString()),
        b"\1",
        None,
        shapely.to_wkb(shapely.LineString([(0, 0), (float("inf"), 1)])),
        CURVE,
    ]
    table = read_one(parquet({"geometry": pa.array(drawings)}))
    assert (places(table), table.lines.tolist()) == ([(5.25, 46.5)], [1])
    assert [(one.line, one.reason) for one in table.remarks] == [
        (2, UNREADABLE),
        (3, UNREADABLE),
        (4, UNDRAWN),
        (5, UNREADABLE),
        (6, UNREADABLE),
    ]


def nested(depth, order="<"):
    """Write collections inside one another, each of which holds a point first."""
    mark = {"<": b"\1", ">": b"\0"}[order]
    point = mark + struct.pack(f"{order}Idd", 1, 5.25, 46.5)
    return (mark + struct.pack(f"{order}II", 7, 2) + point) * depth + point + point


# Some hundred thousand of them end the process that reads them.
@pytest.mark.parametrize("order", ["<", ">"])
def test_collections_far_inside_one_another_are_told_and_not_read(order):
    plain = shapely.to_wkb(shapely.MultiPoint([(5.25, 46.5)] * 1_000))
    rings = shapely.to_wkb(shapely.MultiPolygon([shapely.box(5, 45, 6, 46)] * 200))
    drawings = [nested(200_000, order), nested(500, order), plain, rings]
    table = read_one(parquet({"n": ["a", "b", "c", "d"], "geometry": pa.array(drawings)}))
    assert [bool(place) for place in places(table)] == [False, True, True, True]
    assert [(one.line, one.reason) for one in table.remarks] == [(1, UNREADABLE)]


# Any JSON in the place of a geometry, and nearly right ones: a place or a remark, never an error.
NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(2**63), 2**63),
    st.sampled_from([0, 5.2, 45, 1e308, -1e308, 842_000, 6_519_000, None, True, "5", []]),
)
POSITIONS = st.lists(NUMBERS, max_size=4)
NESTED = st.recursive(st.one_of(POSITIONS, st.none()), lambda inner: st.lists(inner, max_size=5))
KINDS = st.sampled_from(
    [
        *["Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"],
        *["GeometryCollection", "Feature", "FeatureCollection", "", None, 7],
    ]
)
SHAPES = st.recursive(
    st.fixed_dictionaries({"type": KINDS, "coordinates": NESTED}),
    lambda inner: st.fixed_dictionaries(
        {"type": KINDS, "geometries": st.lists(st.one_of(inner, st.none()), max_size=3)}
    ),
    max_leaves=5,
)
ANY_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=12), inner, max_size=3)
    ),
    max_leaves=5,
)
CRS = st.one_of(
    st.none(),
    ANY_JSON.filter(lambda value: not isinstance(value, list | dict)),
    st.sampled_from(["EPSG:2154", "EPSG:3857", "EPSG:4979", "+proj=merc", "\0", "é"]).map(
        lambda name: {"type": "name", "properties": {"name": name}}
    ),
)
FUZZ = hypothesis.settings(deadline=None, max_examples=300)


@FUZZ
@hypothesis.given(geometries=st.lists(st.one_of(SHAPES, ANY_JSON), min_size=1, max_size=4), crs=CRS)
def test_any_geometry_is_a_place_or_a_remark(geometries, crs):
    more = {} if crs is None else {"crs": crs}
    with contextlib.suppress(ImportFileError):  # of a coordinate system nobody knows
        (table,) = read_tables("f", features(*geometries, **more))
        told = [one.line for one in table.remarks]
        unplaced = [rank for rank, place in enumerate(places(table), start=1) if place is None]
        assert told == unplaced
        assert columns_of(table)["n"] == [str(place) for place in range(len(geometries))]


@FUZZ
@hypothesis.given(
    shapes=st.lists(
        st.one_of(
            st.none(),
            st.just(CURVE),
            st.binary(max_size=30),
            st.tuples(st.sampled_from([0, 1]), st.integers(0, 20), st.binary(max_size=60)).map(
                lambda parts: bytes([parts[0]]) + parts[1].to_bytes(4, "little") + parts[2]
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_well_known_binary_is_a_place_or_a_remark(shapes):
    content = parquet({"n": ["x"] * len(shapes), "geometry": pa.array(shapes, pa.binary())})
    table = read_one(content)
    unplaced = [rank for rank, place in enumerate(places(table), start=1) if place is None]
    assert [one.line for one in table.remarks] == unplaced
