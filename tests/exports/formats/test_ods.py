"""A table as an OpenDocument spreadsheet: read again as it was written."""

import io
import zipfile

from python_calamine import CalamineWorkbook

from dashboard.exports.formats.ods import ods_bytes
from dashboard.exports.formats.table import FileTable

ABOUT = {"contenu": "Taux", "sources": "5 documents"}
TABLE = FileTable(
    "Communes",
    ("code", "nom", "initiatives", "taux"),
    (("01053", "Bourg <b> & Cie", 3, 0.5), ("07129", "of:=1+1", 0, None)),
)


def sheet(written):
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(written))
    assert workbook.sheet_names == ["Communes"]
    return workbook.get_sheet_by_name("Communes").to_python()


def test_codes_stay_texts_numbers_numbers_and_each_row_says_where_it_comes_from():
    assert sheet(ods_bytes(TABLE, ABOUT)) == [
        ["code", "nom", "initiatives", "taux", "contenu", "sources"],
        ["01053", "Bourg <b> & Cie", 3, 0.5, "Taux", "5 documents"],
        ["07129", "'of:=1+1", 0, "", "Taux", "5 documents"],
    ]


def test_no_text_is_a_formula():
    with zipfile.ZipFile(io.BytesIO(ods_bytes(TABLE, ABOUT | {"filtres": "=A1"}))) as parts:
        assert b"table:formula" not in parts.read("content.xml")


def test_the_same_table_makes_the_same_bytes_and_begins_as_the_format_asks():
    written = ods_bytes(TABLE, ABOUT)
    assert written == ods_bytes(TABLE, ABOUT)
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        first = parts.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_an_empty_table_has_its_heads():
    empty = FileTable("Communes", TABLE.columns, ())
    assert sheet(ods_bytes(empty, ABOUT))[0] == [*TABLE.columns, *ABOUT]
