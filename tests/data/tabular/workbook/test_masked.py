import io
import struct

import openpyxl
import pytest

from dashboard.data.tabular.limits import Limits
from dashboard.data.tabular.read import read_tables
from dashboard.data.tabular.workbook.ole import ole_file, ole_stream
from dashboard.domain.errors import ImportFileError
from tests.helpers import workbooks as made
from tests.helpers.tabular_files import columns_of, parts_of, read_one, zipped

TEXTS = ("id", "nom", "note", "Église", "caché", "Œuvre", "secret")


def xlsx():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Lieux"
    for row in (["id", "nom", "note"], [1, "Église", "secret"], [2, "caché", ""], [3, "Œuvre", ""]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    for title, state in (("Ancienne", "hidden"), ("Secrète", "veryHidden")):
        other = book.create_sheet(title)
        other.append(["id"])
        other.append([9])
        other.sheet_state = state
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def ods():
    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
    )
    lieux = made.ods_table(
        made.ods_row("id", "nom", "note"),
        made.ods_row(1, "Église", "secret"),
        made.ods_row(2, "caché", about='table:visibility="filter"'),
        made.ods_row(3, "Œuvre"),
        name="Lieux",
        columns=columns,
    )
    others = [
        made.ods_table(
            made.ods_row("id"), made.ods_row(9), name=name, about='table:style-name="ta2"'
        )
        for name in ("Ancienne", "Secrète")
    ]
    return made.ods(lieux + "".join(others), hidden)


def xls():
    lieux = b"".join(
        [
            made.xls_size(4, 3),
            made.xls_hidden_column(2),
            made.xls_hidden_row(2),
            *[made.xls_text(0, place, place) for place in range(3)],
            made.xls_number(1, 0, 1),
            made.xls_text(1, 1, 3),
            made.xls_text(1, 2, 6),
            made.xls_number(2, 0, 2),
            made.xls_text(2, 1, 4),
            made.xls_number(3, 0, 3),
            made.xls_text(3, 1, 5),
        ]
    )
    other = made.xls_text(0, 0, 0) + made.xls_number(1, 0, 9)
    sheets = {"Lieux": lieux, "Ancienne": other, "Secrète": other}
    return ole_file("Workbook", made.xls_stream(sheets, texts=TEXTS, states=[0, 1, 2]))


def xlsb():
    lieux = [
        made.xlsb_hidden_column(2),
        made.xlsb_row(0),
        *[made.xlsb_text(place, place) for place in range(3)],
        made.xlsb_row(1),
        made.xlsb_number(0, 1),
        made.xlsb_text(1, 3),
        made.xlsb_text(2, 6),
        made.xlsb_row(2, hidden=True),
        made.xlsb_number(0, 2),
        made.xlsb_text(1, 4),
        made.xlsb_row(3),
        made.xlsb_number(0, 3),
        made.xlsb_text(1, 5),
    ]
    other = [b"", made.xlsb_row(0), made.xlsb_text(0, 0), made.xlsb_row(1), made.xlsb_number(0, 9)]
    sheets = {"Lieux": lieux, "Ancienne": other, "Secrète": other}
    return made.xlsb(sheets, texts=TEXTS, states=[0, 1, 2])


KINDS = {"xlsx": xlsx, "ods": ods, "xls": xls, "xlsb": xlsb}


@pytest.mark.parametrize("kind", KINDS)
def test_sheets_and_rows_that_a_workbook_hides_are_left_out_and_columns_told(kind):
    table = read_one(KINDS[kind]())
    assert columns_of(table) == {
        "id": ["1", "3"],
        "nom": ["Église", "Œuvre"],
        "note": ["secret", ""],
    }
    assert (table.lines.tolist(), table.sheet, table.container) == ([2, 4], "Lieux", kind)
    assert table.notes == (
        "Feuille masquée « Ancienne » laissée de côté (1\u00a0ligne).",
        "Feuille masquée « Secrète » laissée de côté (1\u00a0ligne).",
        "1\u00a0ligne masquée laissée de côté (ligne 3).",
        "Colonne masquée « note » lue comme les autres.",
    )


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_workbook_hides_is_read_when_asked_for(kind):
    tables = read_tables("f", KINDS[kind](), hidden=True)
    assert [(table.sheet, table.notes) for table in tables] == [
        ("Lieux", ()),
        ("Ancienne", ()),
        ("Secrète", ()),
    ]
    assert columns_of(tables[0]) == {
        "id": ["1", "2", "3"],
        "nom": ["Église", "caché", "Œuvre"],
        "note": ["secret", "", ""],
    }
    assert columns_of(tables[1]) == {"id": ["9"]}


def test_rows_that_a_filter_hides_are_numbered_in_ranges():
    book = openpyxl.Workbook()
    for number in range(12):
        book.active.append(["id"] if not number else [number])
    for row in (4, 5, 6, 9, 12):
        book.active.row_dimensions[row].hidden = True
    book.active.auto_filter.ref = "A1:A12"
    target = io.BytesIO()
    book.save(target)
    table = read_one(target.getvalue())
    assert table.lines.tolist() == [2, 3, 7, 8, 10, 11]
    assert table.notes == ("5\u00a0lignes masquées laissées de côté (lignes 4 à 6, 9 et 12).",)


def test_hidden_headers_still_name_their_columns():
    book = openpyxl.Workbook()
    for row in (["id", "nom"], [1, "A"], [2, "B"]):
        book.active.append(row)
    book.active.row_dimensions[1].hidden = True
    target = io.BytesIO()
    book.save(target)
    table = read_one(target.getvalue())
    assert (columns_of(table), table.notes) == ({"id": ["1", "2"], "nom": ["A", "B"]}, ())


def test_a_workbook_that_hides_all_it_holds_says_so():
    hidden = (
        '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    )
    table = made.ods_table(made.ods_row("id"), made.ods_row(9), about='table:style-name="h"')
    with pytest.raises(ImportFileError, match=r"vides ou masquées. Feuille masquée « A »"):
        read_tables("f", made.ods(table, hidden))


def test_cells_of_ods_are_written_as_those_of_other_workbooks():
    def typed(kind, value, text="", key="value"):
        about = f'office:value-type="{kind}" office:{key}="{value}" calcext:value-type="{kind}"'
        return f"<table:table-cell {about}><text:p>{text}</text:p></table:table-cell>"

    words = (
        '<table:table-cell office:value-type="string">'
        "<office:annotation><text:p>à vérifier</text:p></office:annotation>"
        '<text:p>une<text:s text:c="2"/>ligne</text:p><text:p>puis<text:tab/>deux &amp; trois</text:p>'
        "</table:table-cell>"
    )
    content = made.ods(
        made.ods_table(
            made.ods_row("cp", "part", "jour", "moment", "heure", "oui", "texte"),
            made.ods_row(
                typed("float", "1000", "1 000"),
                typed("percentage", "0.125", "12,5 %"),
                typed("date", "2023-01-05", "05/01/23", "date-value"),
                typed("date", "2023-01-05T10:30:00", "", "date-value"),
                typed("time", "PT09H30M00S", "09:30", "time-value"),
                typed("boolean", "true", "VRAI", "boolean-value"),
                words,
            ),
        )
    )
    assert read_one(content).cells.iloc[0].tolist() == [
        *["1000", "0.125", "2023-01-05", "2023-01-05T10:30:00", "09:30:00", "true"],
        "une  ligne\npuis\tdeux & trois",
    ]


def test_cells_and_rows_that_ods_repeats_stand_where_they_are_seen():
    twice = (
        '<table:table-cell office:value-type="string" table:number-columns-repeated="2">'
        "<text:p>x</text:p></table:table-cell>"
    )
    blank = '<table:table-cell table:number-columns-repeated="16381"/>'
    content = made.ods(
        made.ods_table(
            made.ods_row(blank, about='table:number-rows-repeated="3"'),
            made.ods_row("a", "b", "c", blank),
            made.ods_row(twice, None, about='table:number-rows-repeated="2"'),
            made.ods_row(blank, about='table:number-rows-repeated="1048500"'),
        )
    )
    table = read_one(content)
    assert columns_of(table) == {"a": ["x", "x"], "b": ["x", "x"], "c": ["", ""]}
    assert table.lines.tolist() == [5, 6]


@pytest.mark.parametrize(
    ("about", "cell", "why"),
    [
        ('table:number-rows-repeated="999999999"', "x", "lignes"),
        ("", '<table:table-cell table:number-columns-repeated="16000"/>', "colonnes"),
    ],
)
def test_what_ods_repeats_too_often_is_refused(about, cell, why):
    content = made.ods(made.ods_table(made.ods_row("a", cell, "b", about=about)))
    with pytest.raises(ImportFileError, match=f"trop de {why}"):
        read_tables("f", content)


def test_a_protected_ods_is_refused():
    parts = parts_of(made.ods("")) | {"META-INF/manifest.xml": b"<m><encryption-data/></m>"}
    with pytest.raises(ImportFileError, match="mot de passe"):
        read_tables("f", zipped(parts))


# The snapshot that reads them ends the process when asked for too many cells or texts.
LABEL = made.xls_text(0, 0, 0)


@pytest.mark.parametrize(
    ("records", "why"),
    [
        (LABEL + made.xls_number(65535, 65535, 1), "colonnes"),
        (LABEL + made.xls_number(65535, 1_999, 1), "cellules"),
        (made.xls_number(5, 0, 1) + LABEL, "abîmé"),
        (made.xls_number(7, 0, 1) + made.xls_record(0x207, b"\1\0\0x"), "abîmé"),
        (LABEL[:-1], "abîmé"),
    ],
)
def test_an_xls_whose_cells_would_fill_the_memory_is_refused(records, why):
    content = ole_file("Workbook", made.xls_stream({"A": records}, texts=["id"]))
    with pytest.raises(ImportFileError, match=why):
        read_tables("f", content, limits=Limits(cells=10_000_000))


def test_the_size_an_xls_announces_is_not_believed():
    records = made.xls_size(0xFFFFFFFF, 0xFFFF) + LABEL + made.xls_number(1, 0, 7)
    content = ole_file("Workbook", made.xls_stream({"A": records}, texts=["id"]))
    assert columns_of(read_one(content)) == {"id": ["7"]}


def test_the_number_of_texts_an_xls_or_xlsb_announces_is_not_believed():
    stream = made.xls_stream({"A": LABEL}, texts=["id"])
    lying = stream.replace(struct.pack("<II", 1, 1), struct.pack("<II", 1, 0x7FFFFFFF))
    with pytest.raises(ImportFileError, match="abîmé"):
        read_tables("f", ole_file("Workbook", lying))
    rows = [b"", made.xlsb_row(0), made.xlsb_text(0, 0), made.xlsb_row(1), made.xlsb_number(0, 7)]
    assert columns_of(read_one(made.xlsb({"A": rows}, texts=["id"], announced=0xFFFFFFFF))) == {
        "id": ["7"]
    }


def test_an_xlsb_that_ends_before_its_rows_is_refused():
    parts = parts_of(made.xlsb({"A": [b"", made.xlsb_row(0)]}))
    parts["xl/worksheets/sheet1.bin"] = made.xlsb_record(0x81)
    with pytest.raises(ImportFileError, match="abîmé"):
        read_tables("f", zipped(parts))


def test_an_xlsb_whose_cells_would_fill_the_memory_is_refused():
    far = [
        *(b"", made.xlsb_row(0), made.xlsb_text(0, 0)),
        *(made.xlsb_row(1_048_575), made.xlsb_number(16_383, 1)),
    ]
    with pytest.raises(ImportFileError, match="colonnes"):
        read_tables("f", made.xlsb({"A": far}, texts=["id"]))


@pytest.mark.parametrize("kind", ["xls", "xlsb"])
def test_a_long_text_repeated_often_is_refused(kind):
    if kind == "xls":
        cells = b"".join(made.xls_text(row, 0, 0) for row in range(200))
        content = ole_file("Workbook", made.xls_stream({"A": cells}, texts=["x" * 3_000]))
    else:
        rows = [part for row in range(200) for part in (made.xlsb_row(row), made.xlsb_text(0, 0))]
        content = made.xlsb({"A": [b"", *rows]}, texts=["x" * 1_500])
    with pytest.raises(ImportFileError, match="octets dans les textes répétés"):
        read_tables("f", content, limits=Limits(uncompressed=500_000))


def test_texts_of_an_xls_go_on_in_the_next_record():
    stream = made.xls_stream({"A": LABEL + made.xls_text(1, 0, 1)}, texts=["id", "Œuvre"])
    whole = struct.pack("<HB", 5, 1) + "Œuvre".encode("utf-16-le")
    start = stream.index(whole)
    cut = start + 3 + 4  # two letters, then one byte each in the next record
    table = stream.index(struct.pack("<H", 0xFC))
    length = struct.pack("<H", cut - table - 4)
    more = made.xls_record(0x3C, b"\0vre")
    grown = 3 + 4 + len(more) - len(whole)
    moved = (
        stream[: table + 2] + length + stream[table + 4 : cut] + more + stream[start + len(whole) :]
    )
    at = stream.index(struct.pack("<HH", 0x85, 10)) + 4
    (place,) = struct.unpack_from("<I", stream, at)
    moved = moved[:at] + struct.pack("<I", place + grown) + moved[at + 4 :]
    assert columns_of(read_one(ole_file("Workbook", moved))) == {"id": ["Œuvre"]}


def test_a_small_xls_keeps_its_stream_among_the_small_ones():
    stream = made.xls_stream({"A": LABEL + made.xls_number(1, 0, 7)}, texts=["id"])
    content = made.ole_of_small_streams("Workbook", stream)
    assert ole_stream(content, ("Workbook",)) == stream
    assert columns_of(read_one(content)) == {"id": ["7"]}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (ole_file("WordDocument", b"x" * 5_000), "pas un classeur"),
        (
            ole_file("Workbook", made.xls_stream({}, before=made.xls_record(0x2F, b"\1\0"))),
            "mot de passe",
        ),
    ],
)
def test_other_old_documents_are_refused_by_their_kind(content, why):
    with pytest.raises(ImportFileError, match=why):
        read_tables("f", content)
