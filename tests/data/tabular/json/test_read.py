import json

import pytest

from dashboard.data.tabular.json import chunks as json_chunks
from dashboard.data.tabular.read import read_tables
from dashboard.domain.errors import ImportFileError
from tests.helpers.tabular_files import columns_of, read_one


def test_values_are_written_as_codes_are():
    record = {
        "cp": 1000,
        "siret": 82454114801871.0,
        "part": 12.5,
        "oui": True,
        "rien": None,
        "code": "01",
        "liste": ["a", None, 3],
        "heures": {"lundi": {"matin": "9h"}, "jours": [{"j": 1}]},
    }
    table = read_one(json.dumps([record, {"cp": "01000"}]).encode())
    assert table.cells.iloc[0].to_dict() == {
        "cp": "1000",
        "siret": "82454114801871",
        "part": "12.5",
        "oui": "true",
        "rien": "",
        "code": "01",
        "liste": "a|3",
        "heures.lundi.matin": "9h",
        "heures.jours": '[{"j":1}]',
    }
    assert table.cells.iloc[1].tolist() == ["01000", *[""] * 8]
    assert (table.container, table.encoding) == ("json", "utf-8")


def test_a_key_may_hold_an_object_or_a_text():
    table = read_one(b'[{"o": "x"}, {"o": {"k": 1}}]')
    assert columns_of(table) == {"o": ["x", ""], "o.k": ["", "1"]}


def test_an_item_that_is_no_object_is_named_by_its_rank():
    table = read_one(b'[{"a": 1}, 7, {"a": 2}, null]')
    assert (table.cells["a"].tolist(), table.lines.tolist()) == (["1", "2"], [1, 3])
    assert [(one.line, one.value, one.fatal) for one in table.unreadable] == [
        (2, "7", True),
        (4, "null", True),
    ]


def test_an_object_may_wrap_lists():
    content = b'{"n": 2, "structures": [{"id": 1}], "services": [{"id": 2}, {"id": 3}], "v": [1]}'
    tables = read_tables("f", content)
    assert {table.sheet: table.cells["id"].tolist() for table in tables} == {
        "structures": ["1"],
        "services": ["2", "3"],
    }
    assert read_one(b'{"result": {"records": [{"id": 9}]}}').cells["id"].tolist() == ["9"]


def test_lists_inside_records_are_not_taken_for_tables():
    table = read_one(b'{"data": [{"id": 1, "in": [{"id": 2}]}]}')
    assert columns_of(table) == {"id": ["1"], "in": ['[{"id":2}]']}
    # The first list met is in another object: the document is then read whole.
    first, second = read_tables("f", b'{"meta": {"x": [{"k": 1}]}, "data": [{"id": 1}]}')
    assert (first.sheet, columns_of(first)) == ("meta.x", {"k": ["1"]})
    assert (second.sheet, columns_of(second)) == ("data", {"id": ["1"]})


def test_one_object_per_line():
    table = read_one(b'{"a": 1}\n\n{"a": 2, "b": "x"}\n{"a":\n')
    assert columns_of(table) == {"a": ["1", "2"], "b": ["", "x"]}
    assert (table.lines.tolist(), [one.line for one in table.unreadable]) == ([1, 3], [4])


def test_django_fixtures_are_unfolded():
    table = read_one(
        b'[{"model": "geo.zrr", "pk": 2, "fields": {"insee": "01001", "status": "NC"}}]'
    )
    assert columns_of(table) == {
        "model": ["geo.zrr"],
        "pk": ["2"],
        "insee": ["01001"],
        "status": ["NC"],
    }


SQUARE = {"type": "Polygon", "coordinates": [[[4, 45], [6, 45], [6, 46], [4, 46], [4, 45]]]}


def features(*geometries, **more):
    listed = [
        {"type": "Feature", "properties": {"n": place}, "geometry": geometry}
        for place, geometry in enumerate(geometries)
    ]
    return json.dumps({"type": "FeatureCollection", "features": listed} | more).encode()


def test_features_give_their_properties_and_a_point_inside():
    point = {"type": "Point", "coordinates": [5.371861414995603, 45.96]}
    broken = {"type": "Point", "coordinates": ["x"]}
    table = read_one(features(point, SQUARE, None, broken))
    assert columns_of(table) == {
        "n": ["0", "1", "2", "3"],
        "geometry.longitude": ["5.371861414995603", "5.0", "", ""],
        "geometry.latitude": ["45.96", "45.5", "", ""],
    }
    assert table.container == "geojson"


def test_coordinates_in_metres_become_degrees():
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}
    table = read_one(features({"type": "Point", "coordinates": [842000, 6519000]}, crs=crs))
    assert table.cells["geometry.longitude"][0].startswith("4.82685")
    assert table.cells["geometry.latitude"][0].startswith("45.75581")
    unknown = {"type": "name", "properties": {"name": "EPSG:0"}}
    with pytest.raises(ImportFileError, match=r"système de coordonnées « EPSG:0 »"):
        read_one(features(SQUARE, crs=unknown))


@pytest.mark.parametrize("wrapping", ['{{"k": 1, "data": [{}], "after": "]}}"}}', "[{}]"])
def test_a_document_cut_in_pieces_reads_the_same(monkeypatch, wrapping):
    records = [{"id": n, "t": 'é},{"[', "l": [{"x": 1}, {"y": [{}]}]} for n in range(100)]
    content = wrapping.format(
        ", ".join(json.dumps(one, ensure_ascii=False) for one in records)
    ).encode()
    whole = columns_of(read_one(content))
    for size in (1, 30, 90, 1_000):
        monkeypatch.setattr(json_chunks, "CHUNK_BYTES", size)
        assert columns_of(read_one(content)) == whole
    assert whole["id"] == [str(n) for n in range(100)]
    assert set(whole["t"]) == {'é},{"['}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ('[{"a": 1},\n {"é": "b', "ligne 2, colonne 10 : le fichier est tronqué"),
        ('[{"a": 1},\n {"é": nul}]', "ligne 2, colonne 8"),
        ('[{"a": 1}]\n x', "ligne 2, colonne 2 : du texte suit"),
        ('{"data": [{"a": 1}],\n "é": }', "ligne 2, colonne 7"),
        ("[" * 5_000, "imbriqués"),
    ],
)
@pytest.mark.parametrize("size", [1, 1_000_000])
def test_broken_json_is_refused_with_its_place(monkeypatch, content, place, size):
    monkeypatch.setattr(json_chunks, "CHUNK_BYTES", size)
    with pytest.raises(ImportFileError, match=r"^f\.json : JSON illisible") as refusal:
        read_one(content.encode(), name="f.json")
    assert place in str(refusal.value)
