import numpy as np
import pytest

from dashboard.domain.errors import ImportFileError
from tests.helpers.tabular_files import columns_of, read_one

PLACES = "id;nom;ville\n01;Église;NA\n02;L’Œuvre;\n"
READ = {"id": ["01", "02"], "nom": ["Église", "L’Œuvre"], "ville": ["NA", ""]}


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (PLACES.encode(), "utf-8"),
        (PLACES.encode("utf-8-sig"), "utf-8-sig"),
        (PLACES.encode("cp1252"), "cp1252"),
        (PLACES.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + PLACES.encode("utf-16-be"), "utf-16"),
        (PLACES.replace("\n", "\r\n").encode(), "utf-8"),
        (PLACES.replace("\n", "\r").encode(), "utf-8"),
    ],
)
def test_encodings_and_line_ends_change_nothing(content, encoding):
    table = read_one(content)
    assert columns_of(table) == READ
    assert table.lines.tolist() == [2, 3]
    assert (table.container, table.encoding, table.separator) == ("csv", encoding, ";")


def test_a_few_windows_bytes_do_not_spoil_a_utf8_file():
    accents = "é".encode() * 3
    table = read_one(b"nom\n" + b"\n".join([accents] * 9) + b"\n\xe9t\xe9\n")
    assert (table.encoding, set(table.cells["nom"])) == ("utf-8 + cp1252", {"ééé", "été"})


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_makes_columns(separator):
    others = "".join({",", ";", "|"} - {separator})
    rows = [["code", "part"], ["01", f'"12{others}5"'], ["02", f"a{others}b"]]
    table = read_one("\n".join(separator.join(row) for row in rows).encode())
    assert table.separator == separator
    assert columns_of(table) == {"code": ["01", "02"], "part": [f"12{others}5", f"a{others}b"]}


def test_semicolons_win_over_decimal_commas():
    assert list(read_one(b"code;part\n01001;12,5\n01002;13,5\n").cells) == ["code", "part"]


def test_headers_are_found_under_title_rows():
    content = (
        "Insee - Statistiques; ; \nFrance par commune; ; \nCode;Nom;2021\n01001;A;1\n01002;B;s\n"
    )
    table = read_one(content.encode("utf-8-sig"))
    assert columns_of(table) == {"Code": ["01001", "01002"], "Nom": ["A", "B"], "2021": ["1", "s"]}
    assert table.lines.tolist() == [4, 5]


def test_a_row_of_numbers_is_no_header():
    table = read_one(b"1;2;3\nid;nom;2021\n01;A;5\n")
    assert columns_of(table) == {"id": ["01"], "nom": ["A"], "2021": ["5"]}


def test_titles_without_separators_are_no_headers():
    table = read_one(b"Mes lieux\n\nid,nom\n1,A\n2,B\n")
    assert (columns_of(table), table.lines.tolist()) == (
        {"id": ["1", "2"], "nom": ["A", "B"]},
        [4, 5],
    )


def test_lines_are_those_of_the_file_with_line_feeds_in_cells_and_blank_lines():
    table = read_one(b'id,nom\n1,"a\nb\nc"\n\n2,"say ""x"""\n   \n3,d')
    assert columns_of(table) == {"id": ["1", "2", "3"], "nom": ["a\nb\nc", 'say "x"', "d"]}
    assert table.lines.tolist() == [2, 6, 8]


def test_a_row_of_another_width_is_named_by_its_line():
    table = read_one(b'id;nom;ville\n1;"A\nB";Lyon\n2;B;Bron;x\n3;C\n4;D;Vaise\n')
    assert table.cells["id"].tolist() == ["1", "4"]
    assert [(one.line, one.value, one.fatal) for one in table.unreadable] == [
        (4, "2 | B | Bron | x", True),
        (5, "3 | C", True),
    ]
    assert "4\u00a0cellules" in table.unreadable[0].reason
    assert "en annoncent 3" in table.unreadable[0].reason


def test_rows_that_lack_or_add_only_empty_cells_are_read_in_their_place():
    table = read_one(b"id;nom;ville\n1;A;\n2;B\n3;C;Lyon;;\n4;D;Bron\n")
    assert columns_of(table) == {
        "id": ["1", "2", "3", "4"],
        "nom": ["A", "B", "C", "D"],
        "ville": ["", "", "Lyon", "Bron"],
    }
    assert (table.lines.tolist(), table.unreadable) == ([2, 3, 4, 5], ())


def test_a_quote_never_closed_costs_its_line_only():
    table = read_one(b'id;nom\n1;"A\n2;B\n3;"C" c\n4;"D\n5;E\n')
    assert columns_of(table) == {"id": ["2", "3", "5"], "nom": ["B", "C c", "E"]}
    assert [one.line for one in table.unreadable] == [2, 5]
    assert "guillemet" in table.unreadable[0].reason


def test_quotes_inside_a_cell_are_text():
    table = read_one(b'id;nom\n1;tube 5" de\n2;B\n3;tube 6" de\n')
    assert table.cells["nom"].tolist() == ['tube 5" de', "B", 'tube 6" de']
    assert table.lines.tolist() == [2, 3, 4]


def test_headers_repeated_or_blank_get_a_name_of_their_own():
    table = read_one(b"a,a,,a (2),\n1,2,3,4,\n5,6,7,8,\n")
    assert list(table.cells) == ["a", "a (3)", "colonne 3", "a (2)"]
    assert table.cells.iloc[0].tolist() == ["1", "2", "3", "4"]


def test_empty_rows_are_left_out_and_cells_are_stripped():
    table = read_one("id;nom\n;\n 1 ;\u00a0A\u00a0\n;;\n".encode())
    assert (columns_of(table), table.lines.tolist()) == ({"id": ["1"], "nom": ["A"]}, [3])


def test_headers_alone_make_a_table_without_rows():
    table = read_one(b"id;nom\r\n")
    assert (list(table.cells), len(table.cells)) == (["id", "nom"], 0)
    assert [str(dtype) for dtype in table.cells.dtypes] == ["str", "str"]
    assert table.lines.dtype == np.int64


def test_a_file_most_lines_of_which_are_unreadable_is_refused():
    content = b"a;b\n" + b"1;2\n" * 90 + b"1;2;3\n" * 1_001
    with pytest.raises(
        ImportFileError, match=r"^f\.csv : 1\u202f001 lignes sont illisibles.*ligne 92"
    ):
        read_one(content, name="f.csv")
