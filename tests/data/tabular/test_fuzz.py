"""Any bytes, any sheet: tables or a refusal in words, never another error."""

import io
import json
import struct

import geopandas as gpd
import hypothesis
import hypothesis.strategies as st
import openpyxl
import pytest
import shapely

from dashboard.data.tabular.limits import Limits
from dashboard.data.tabular.read import read_tables
from dashboard.data.tabular.workbook.ole import ole_file
from dashboard.domain.errors import ImportFileError
from tests.helpers import workbooks as made
from tests.helpers.tabular_files import parquet, parts_of, workbook, zipped

CSV = 'id;nom;ville\n1;Église;Lyon\n2;"a\nb";\n3;C;\'\n4;D\n'.encode()
JSON = '[{"id": 1, "nom": "é", "o": {"x": [1, {"y": 2}]}}, {"l": ["a", null]}, 3]'.encode()
LINES = b'{"a": 1}\n{"b": [2]}\n{"c":\n'
GEOJSON = (
    b'{"type": "FeatureCollection", "crs": {"properties": {"name": "EPSG:2154"}}, "features": ['
    b'{"type": "Feature", "properties": {"n": 1}, "geometry": {"type": "Polygon", "coordinates": '
    b"[[[4, 45], [6, 45], [6, 46], [4, 45]]]}}, "
    b'{"type": "Feature", "properties": null, "geometry": {"type": "Point", "coordinates": [5, 45]}}]}'
)
UMAP = json.dumps(
    {
        "type": "umap",
        "layers": [
            {"features": [{"properties": {}, "geometry": None}], "_umap_options": {"name": "a"}}
        ],
    }
).encode()
KML = (
    b'<?xml version="1.0"?><kml><Document><Folder><name>a</name><Placemark><name>b</name>'
    b'<ExtendedData><Data name="c"><value>d</value></Data></ExtendedData>'
    b"<Point><coordinates>5,45,0</coordinates></Point></Placemark></Folder></Document></kml>"
)
GPX = b'<gpx><wpt lat="45" lon="5"><name>a</name></wpt><trk/></gpx>'
XLSX = workbook(A=[["id", "nom"], [1, "é"], [2, True]], B=[["", "k"], [0, "v"]])
PARQUET = parquet(
    {"id": [1, 2], "l": [["a"], None], "o": [{"x": 1}, None], "geometry": [b"\1", None]}
)
ODS = made.ods(
    made.ods_table(
        made.ods_row("id", "nom"),
        made.ods_row(1, "é", about='table:visibility="filter" table:number-rows-repeated="2"'),
        made.ods_row(2, "<table:table-cell/>", "b"),
        columns='<table:table-column table:visibility="collapse"/>',
    )
)
XLS_STREAM = made.xls_stream(
    {
        "A": made.xls_size(2, 2)
        + made.xls_hidden_column(1)
        + made.xls_hidden_row(2)
        + made.xls_text(0, 0, 0)
        + made.xls_number(1, 0, 1)
        + made.xls_record(0xBD, struct.pack("<HHHIHIH", 2, 0, 0, 2, 0, 6, 1))
        + made.xls_record(6, struct.pack("<HHHdHI", 3, 0, 0, 1.5, 0, 0) + b"\0\0"),
        "B": made.xls_text(0, 0, 1),
    },
    texts=["id", "é"],
    states=[0, 1],
)
XLS = ole_file("Workbook", XLS_STREAM)
SMALL_XLS = made.ole_of_small_streams("Workbook", XLS_STREAM)
XLSB = made.xlsb(
    {
        "A": [
            made.xlsb_hidden_column(1),
            made.xlsb_row(0),
            made.xlsb_text(0, 0),
            made.xlsb_row(1, hidden=True),
            made.xlsb_number(0, 1),
            made.xlsb_text(1, 1),
        ]
    },
    texts=["id", "é"],
)
ZIP = zipped({"a.csv": CSV, "b.json": JSON, "c.txt": b"c"})

SMALL = Limits(uncompressed=50_000_000, rows=100_000, cells=2_000_000)
FUZZ = hypothesis.settings(deadline=None, max_examples=300)
ODDITIES = [
    *[b"", b'"', b",", b";", b"\n", b"\r", b"\0", b"\xff", b"\xc3", b"{", b"}", b"[", b"]", b":"],
    *[
        b"null",
        b"-1",
        b"1e400",
        b"NaN",
        b"\\u0000",
        b"\\ud800",
        b"9" * 30,
        b'<c r="ZZ99">',
        b"&#0;",
    ],
    *[
        b"<",
        b">",
        b"/>",
        b"<!DOCTYPE a>",
        b"<table:table>",
        b"</table:table>",
        b"<Folder>",
        b"true",
    ],
    *[b"\xff\xff\xff\xff", b"\x7f", b"\x80", b"\0\0\0\0", b"\xfe\xff\xff\xff", b"99999999"],
]
CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.sampled_from([0, 1, 2, 4, 5, 40]),
        st.one_of(st.sampled_from(ODDITIES), st.binary(max_size=8)),
        st.integers(1, 20),
    ),
    min_size=1,
    max_size=5,
)


def mutated(content, changes):
    for place, length, new, times in changes:
        start = int(place * (len(content) + 1))
        content = content[:start] + new * times + content[start + length :]
    return content


def require_tables_or_refusal(content, **options):
    try:
        tables = read_tables("f", content, limits=SMALL, **options)
    except ImportFileError as error:
        refusal = str(error)
    else:
        refusal = "f : "
        for table in tables:
            require_true(table)
    assert refusal.startswith(("f : ", "f › "))


def require_true(table):
    assert len(table.lines) == len(table.cells)
    assert table.cells.columns.is_unique
    assert {str(dtype) for dtype in table.cells.dtypes} <= {"str"}
    assert not table.cells.isna().any().any()
    assert not any(remark.fatal for remark in table.remarks)
    assert all(remark.fatal for remark in table.unreadable)
    assert all(note.endswith((".", "citées.")) for note in table.notes)


@FUZZ
@hypothesis.given(
    start=st.sampled_from(
        [
            *[b"", b"{", b"[", b"[{", b"PK\x03\x04", b"PAR1", b"\xff\xfe", b"\xef\xbb\xbf"],
            *[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<kml>", b"<gpx>", b"SQLite format 3\0"],
            *[XLS[:100], XLS[:600], b'{"type": "umap", "layers": ['],
        ]
    ),
    content=st.binary(max_size=200),
)
def test_any_bytes_are_read_or_refused(start, content):
    require_tables_or_refusal(start + content)


@FUZZ
@hypothesis.given(
    content=st.sampled_from(
        [
            *[CSV, JSON, LINES, GEOJSON, UMAP, KML, GPX, XLSX, PARQUET, ZIP],
            *[ODS, XLS, SMALL_XLS, XLSB],
        ]
    ),
    changes=CHANGES,
    hidden=st.booleans(),
)
def test_a_file_changed_anywhere_is_read_or_refused(content, changes, hidden):
    require_tables_or_refusal(mutated(content, changes), hidden=hidden)


@FUZZ
@hypothesis.given(
    inside=st.sampled_from(
        [(book, path) for book in (XLSX, ODS, XLSB) for path in sorted(parts_of(book))]
    ),
    changes=CHANGES,
)
def test_a_workbook_changed_inside_is_read_or_refused(inside, changes):
    book, path = inside
    parts = parts_of(book)
    require_tables_or_refusal(zipped(parts | {path: mutated(parts[path], changes)}))


@FUZZ
@hypothesis.given(changes=CHANGES)
def test_an_old_workbook_changed_inside_is_read_or_refused(changes):
    require_tables_or_refusal(ole_file("Workbook", mutated(XLS_STREAM, changes)))


@FUZZ
@hypothesis.given(text=st.text(alphabet='ab;,"\n\r\t| 1é', max_size=60))
def test_any_mixture_of_quotes_and_separators_is_read_or_refused(text):
    require_tables_or_refusal(text.encode())


@pytest.fixture(scope="module")
def geopackage(tmp_path_factory):
    path = tmp_path_factory.mktemp("gpkg") / "x.gpkg"
    points = [shapely.Point(842_000, 6_519_000), None, shapely.LineString()]
    frame = gpd.GeoDataFrame({"nom": ["é", "b", "c"]}, geometry=points, crs=2154)
    frame.to_file(path, driver="GPKG")
    return path.read_bytes()


@hypothesis.settings(deadline=None, max_examples=100)
@hypothesis.given(changes=CHANGES)
def test_a_geopackage_changed_anywhere_is_read_or_refused(geopackage, changes):
    require_tables_or_refusal(mutated(geopackage, changes))


CELLS = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.text(
        st.characters(
            codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"
        ),
        max_size=8,
    ),
)
SHEETS = st.lists(
    st.tuples(
        st.lists(st.lists(CELLS, max_size=4), max_size=6),
        st.sets(st.integers(1, 7)),
        st.sets(st.sampled_from("ABCDE")),
        st.sampled_from(["visible", "visible", "hidden", "veryHidden"]),
    ),
    min_size=1,
    max_size=3,
)


@FUZZ
@hypothesis.given(sheets=SHEETS, hidden=st.booleans())
def test_any_sheet_is_read_or_refused(sheets, hidden):
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.create_sheet("Première")
    for rows, hidden_rows, hidden_columns, state in sheets:
        sheet = book.create_sheet()
        for place, row in enumerate(rows, start=1):
            for column, cell in enumerate(row, start=1):
                sheet.cell(place, column).value = cell
                if isinstance(cell, str):
                    sheet.cell(place, column).data_type = "s"
        for row in hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for column in hidden_columns:
            sheet.column_dimensions[column].hidden = True
        sheet.sheet_state = state
    target = io.BytesIO()
    book.save(target)
    require_tables_or_refusal(target.getvalue(), hidden=hidden)


ODS_CELLS = st.one_of(
    st.none(),
    st.integers(-1000, 1000),
    st.text(st.sampled_from("abé &#;1"), max_size=5).map(lambda text: text.replace("&", "&amp;")),
    st.tuples(
        st.sampled_from(["float", "date", "time", "boolean", "string", "currency", "x"]),
        st.sampled_from(["value", "date-value", "time-value", "boolean-value", "string-value"]),
        st.sampled_from(["1", "1e999", "-inf", "nan", "2023-01-05", "PT9H", "true", "", "é"]),
        st.sampled_from(["1", "0", "2", "-1", "20000", "99999999999", "x"]),
    ).map(
        lambda parts: (
            f'<table:table-cell office:value-type="{parts[0]}" office:{parts[1]}="{parts[2]}" '
            f'table:number-columns-repeated="{parts[3]}"><text:p>t</text:p></table:table-cell>'
        )
    ),
)
ODS_ROWS = st.tuples(
    st.lists(ODS_CELLS, max_size=4),
    st.sampled_from(
        [
            "",
            'table:visibility="collapse"',
            'table:number-rows-repeated="3"',
            'table:number-rows-repeated="1048576"',
        ]
    ),
).map(lambda row: made.ods_row(*row[0], about=row[1]))


@FUZZ
@hypothesis.given(tables=st.lists(st.lists(ODS_ROWS, max_size=5), min_size=1, max_size=2))
def test_any_open_document_is_read_or_refused(tables):
    body = "".join(made.ods_table(*rows, name=str(place)) for place, rows in enumerate(tables))
    require_tables_or_refusal(made.ods(body))
