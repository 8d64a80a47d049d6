import datetime as dt

import pytest

from dashboard.data.tabular.limits import Limits
from dashboard.data.tabular.read import read_tables
from dashboard.domain.errors import ImportFileError
from tests.helpers.tabular_files import columns_of, parts_of, read_one, workbook, zipped

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
PLACES = workbook(Lieux=[["id", "nom"], [1, "Église"]])


def changed(path, old, new):
    parts = parts_of(PLACES)
    assert old in parts[path]
    return zipped(parts | {path: parts[path].replace(old, new)})


def test_cells_are_text_and_lines_are_rows_of_the_sheet():
    content = workbook(
        A=[
            ["Mes lieux"],
            [],
            ["", "code", "nom", "jour", "moment"],
            [0, 1000, "01000", dt.date(2023, 1, 5), dt.datetime(2023, 1, 5, 10, 30)],  # noqa: DTZ001
            [],
            [1, 82454114801871, True, 1.5],
        ]
    )
    table = read_one(content)
    assert columns_of(table) == {
        "colonne 1": ["0", "1"],
        "code": ["1000", "82454114801871"],
        "nom": ["01000", "true"],
        "jour": ["2023-01-05", "1.5"],
        "moment": ["2023-01-05T10:30:00", ""],
    }
    assert table.lines.tolist() == [4, 6]
    assert (table.container, table.sheet) == ("xlsx", "A")


def test_a_table_may_start_anywhere_in_its_sheet():
    table = read_one(workbook(A=[[], [], [None, None, "id"], [None, None, 7]]))
    assert (columns_of(table), table.lines.tolist()) == ({"id": ["7"]}, [4])
    far = read_one(workbook(A=[*[[]] * 200, ["id"], [7]]))
    assert (columns_of(far), far.lines.tolist()) == ({"id": ["7"]}, [202])


def test_every_sheet_that_holds_something_is_a_table():
    tables = read_tables("f", workbook(A=[["id"], [1]], Vide=[], B=[["nom"], ["x"]]))
    assert [(table.sheet, list(table.cells)) for table in tables] == [("A", ["id"]), ("B", ["nom"])]


def test_the_header_row_of_the_data_inclusion_model_is_found():
    rows = [
        ["__ignore__", "id", "2026-02-23", "nom", "siret"],
        [True, "Un identifiant unique", None, "Chaîne de caractères"],
        [None, "x-1", dt.date(2026, 2, 23), "Le Vélo", 60487647500499],
    ]
    assert columns_of(read_one(workbook(Structures=rows))) == {
        "__ignore__": ["true", ""],
        "id": ["Un identifiant unique", "x-1"],
        "2026-02-23": ["", "2026-02-23"],
        "nom": ["Chaîne de caractères", "Le Vélo"],
        "siret": ["", "60487647500499"],
    }


# The snapshot that reads sheets ends the process when asked for too many cells: these must not
# reach it.
@pytest.mark.parametrize(
    ("path", "old", "new", "why"),
    [
        (SHEET, b'r="B2"', b'r="XFD1048576"', "1\u202f048\u202f576 lignes et 16\u202f384 colonnes"),
        (SHEET, b'r="B2"', b"r = 'XFD1048576'", "colonnes"),
        (SHEET, b'<row r="2"', b'<row r="9999999"', "9\u202f999\u202f999 lignes"),
        (SHEET, b'r="B2"', b'r="BBBBBBBBBBBB2"', "enregistrez"),
        (SHEET, b'r="B2"', b'x=">" r="XFD1048576"', "enregistrez"),
        (SHEET, b'<c r="B2"', b'<x:c r="XFD9"', "colonnes"),
    ],
)
def test_a_cell_too_far_is_refused(path, old, new, why):
    with pytest.raises(ImportFileError, match=r"^f\.xlsx : ") as refusal:
        read_tables("f.xlsx", changed(path, old, new))
    assert why in str(refusal.value)


def test_the_number_of_texts_announced_is_not_believed():
    lying = changed(STRINGS, b'uniqueCount="3"', b'uniqueCount="4294967295"')
    assert columns_of(read_one(lying)) == {"id": ["1"], "nom": ["Église"]}


def test_cells_that_only_have_a_style_may_go_on_to_the_last_row():
    styled = changed(
        SHEET, b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    )
    assert columns_of(read_one(styled)) == {"id": ["1"], "nom": ["Église"]}


def test_cells_without_reference_follow_one_another():
    parts = parts_of(PLACES)
    bare = parts[SHEET]
    for place in (b"A1", b"B1", b"A2", b"B2"):
        bare = bare.replace(b' r="' + place + b'"', b"")
    table = read_one(zipped(parts | {SHEET: bare}))
    assert columns_of(table) == {"id": ["1"], "nom": ["Église"]}


def test_a_long_text_repeated_often_is_refused():
    content = workbook(A=[["nom"], *[["x" * 30_000]] * 400])
    assert len(read_one(content).cells) == 400
    with pytest.raises(ImportFileError, match="octets dans les textes répétés : 12"):
        read_one(content, limits=Limits(uncompressed=10_000_000))


def test_bombs_are_refused_before_they_are_uncompressed():
    parts = parts_of(PLACES) | {"xl/media.xml": bytes(30_000_000)}
    with pytest.raises(ImportFileError, match=r"grossit \d.* fois en se décompressant"):
        read_one(zipped(parts))
    with pytest.raises(ImportFileError, match=r"octets une fois décompressé : 30"):
        read_one(zipped(parts), limits=Limits(uncompressed=20_000_000))
    with pytest.raises(ImportFileError, match="fichiers dans l’archive"):
        read_one(PLACES, limits=Limits(entries=3))


def test_a_size_the_directory_hides_is_found_when_reading():
    parts = parts_of(PLACES) | {"xl/z.xml": b" " * 2_000_000}
    content = zipped(parts)
    hidden = content.replace((2_000_000).to_bytes(4, "little"), (2_000).to_bytes(4, "little"))
    with pytest.raises(ImportFileError, match="abîmée"):
        read_one(hidden, limits=Limits(uncompressed=500_000))


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"lisez-moi.pdf": b"bonjour"}, "« lisez-moi.pdf »"),
        ({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}, "bureautique"),
        ({"content.xml": b"<a/>", "META-INF/manifest.xml": b"<a/>"}, "OpenDocument"),
        ({"xl/workbook.bin": b"x"}, "abîmé"),
        (parts_of(PLACES) | {"xl/vbaProject.bin": b"x"}, "macros"),
        (
            parts_of(PLACES) | {SHEET: parts_of(PLACES)[SHEET].partition(b"</sheetData>")[0]},
            "abîmé",
        ),
        (parts_of(PLACES) | {"xl/_rels/workbook.xml.rels": b"\0"}, "UTF-8"),
        (parts_of(workbook(A=[], B=[], C=[[" "]])), "vides"),
    ],
)
def test_other_archives_are_refused_by_their_kind(parts, why):
    with pytest.raises(ImportFileError, match=r"^f : ") as refusal:
        read_tables("f", zipped(parts))
    assert why in str(refusal.value)


def test_a_protected_archive_is_refused():
    # Bit 0 of the flags of an entry of the directory (offset 8) says that it is encrypted.
    content = bytearray(PLACES)
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ImportFileError, match="mot de passe"):
        read_tables("f", bytes(content))
