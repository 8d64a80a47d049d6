"""Workbooks, read back with another snapshot than the one that writes them."""

import io

import pytest
from openpyxl import load_workbook

from dashboard.exports.formats.table import FileTable
from dashboard.exports.formats.xlsx import ABOUT_SHEET, xlsx_bytes

ABOUT = {"contenu": "Initiatives", "filtres": "Thèmes : tous", "exporte_le": "2026-11-24"}
TABLE = FileTable(
    "Communes",
    ("code", "nom", "initiatives", "taux"),
    (("01053", "Bourg-en-Bresse", 24, 5.75), ("07129", "Lamastre", 0, None)),
)


def book(*tables, about=ABOUT):
    return load_workbook(io.BytesIO(xlsx_bytes(tables or (TABLE,), about)))


def cells(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_sheet_holds_the_table_and_the_last_one_what_the_file_says_of_itself():
    read = book()
    assert read.sheetnames == ["Communes", ABOUT_SHEET]
    assert cells(read["Communes"]) == [
        ["code", "nom", "initiatives", "taux"],
        ["01053", "Bourg-en-Bresse", 24, 5.75],
        ["07129", "Lamastre", 0, None],
    ]
    assert cells(read[ABOUT_SHEET])[1:] == [list(pair) for pair in ABOUT.items()]


def test_codes_are_texts_numbers_are_numbers_and_what_is_unknown_is_no_cell():
    sheet = book()["Communes"]
    assert [sheet.cell(2, place).data_type for place in (1, 2, 3, 4)] == ["s", "s", "n", "n"]
    assert sheet.cell(3, 3).value == 0
    assert sheet.cell(3, 4).value is None


@pytest.mark.parametrize(
    "hostile", ["=1+1", "+33", "-2", "@SUM(A1)", "{=1}", "https://exemple.fr", "01053", "\tx"]
)
def test_a_text_stays_the_same_text_and_is_never_run(hostile):
    sheet = book(FileTable("Liste", ("nom",), ((hostile,),)))["Liste"]
    cell = sheet.cell(2, 1)
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", hostile, None)


def test_the_head_stays_in_sight_and_columns_can_be_filtered():
    sheet = book()["Communes"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D3"
    assert sheet["A1"].font.bold


def test_a_table_without_rows_keeps_its_head():
    sheet = book(FileTable("Coopération", ("code", "nom"), ()))["Coopération"]
    assert cells(sheet) == [["code", "nom"]]


def test_titles_that_a_workbook_refuses_are_cut_and_told_apart():
    long = "Initiatives pour 10\u202f000 habitants, par commune"
    names = ["a/b", long, long, "'", "FILTRES ET SOURCES"]
    read = book(*(FileTable(name, ("x",), ()) for name in names))
    assert read.sheetnames == [
        "a b",
        "Initiatives pour 10\u202f000 habitan",
        "Initiatives pour 10\u202f000 hab (2)",
        "Tableau",
        "FILTRES ET SOURCES (2)",
        ABOUT_SHEET,
    ]


def test_the_document_s_properties_say_what_it_holds():
    properties = book().properties
    assert (properties.title, properties.subject) == ("Initiatives", "Thèmes : tous")
    assert properties.created.date().isoformat() == "2026-11-24"


def test_the_same_tables_make_the_same_bytes():
    assert xlsx_bytes([TABLE], ABOUT) == xlsx_bytes([TABLE], ABOUT)
