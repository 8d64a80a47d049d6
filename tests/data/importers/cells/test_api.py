import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.importers.cells import api as values
from dashboard.data.importers.format import COLUMNS
from tests.helpers.importer_tables import text, text_table

CELLS = st.lists(st.text(max_size=30), min_size=1, max_size=5)
WRITTEN = st.floats(-1e9, 1e9).map(lambda number: round(number, 6))


def test_rows_have_every_column_in_order_and_the_lines_of_the_file():
    table = text_table([{"n": "A"}, {"n": "B"}])
    rows = values.common_rows(table, name=table.cells["n"], source="ici")
    assert tuple(rows.columns) == COLUMNS
    assert rows[["line", "source", "name", "city"]].to_numpy().tolist() == [
        [2, "ici", "A", ""],
        [3, "ici", "B", ""],
    ]
    assert str(rows["line"].dtype) == "int64"
    assert str(rows["longitude"].dtype) == "float64"
    with pytest.raises(KeyError, match="colour"):
        values.common_rows(table, colour="red")


def test_a_column_the_file_has_not_got_is_empty():
    table = text_table([{"CODE": "01053"}])
    assert values.column(table, {"insee_code": "CODE"}, "insee_code").tolist() == ["01053"]
    assert values.column(table, {}, "city").tolist() == [""]


def test_lists_of_every_spelling_are_joined_the_same_way():
    cells = text(
        "['a', 'b']", '["a","b", "a"]', "a;;b| b ;", "['a' 'b']", "{a,b}", "[]", "None", "",
        """["l'eau", 'dit "non"']""", '["d\\u00e9jà"]', "a, b", "['a;b']",
    )  # fmt: skip
    assert values.split_terms(cells).tolist() == [
        "a|b", "a|b", "a|b", "a|b", "a|b", "", "", "", """l'eau|dit "non\"""", "déjà", "a, b", "a;b",
    ]  # fmt: skip
    assert values.split_terms(text("a, b;c"), ";,").tolist() == ["a|b|c"]


def test_numbers_have_french_or_english_decimals():
    cells = text("5,083785", "5.08", "1 234,5", "1.234,5", "1,234.5", "1\u202f234", "-0,5", "2.5e2")
    assert values.numbers(cells).tolist() == [
        5.083785,
        5.08,
        1234.5,
        1234.5,
        1234.5,
        1234,
        -0.5,
        250,
    ]
    unreadable = values.numbers(text("", "abc", "45.1.2", "1e400", "nan", "s", "1,2,3"))
    assert unreadable.isna().all()


@given(WRITTEN)
def test_a_number_is_read_back_whatever_its_decimal_mark(number):
    plain = f"{number:.6f}"
    assert values.numbers(text(plain, plain.replace(".", ","))).tolist() == [number, number]


def test_what_could_not_be_read_is_told_with_its_line_column_and_value():
    table = text_table([{"Lat.": "45"}, {"Lat.": "quarante"}, {"Lat.": "-"}])
    found = {"latitude": "Lat."}
    remarks = values.unread(table, found, "latitude", values.numbers(table.cells["Lat."]), "Non.")
    assert [(r.line, r.column, r.value, r.reason, r.fatal) for r in remarks] == [
        (3, "Lat.", "quarante", "Non.", False)
    ]


def test_points_are_put_right_or_left_out_with_a_remark():
    table = text_table(
        [
            {"lon": "5,22", "lat": "46,2"},
            {"lon": "46.2", "lat": "5.22"},
            {"lon": "0", "lat": "0"},
            {"lon": "-5.957", "lat": "60"},
            {"lon": "5.2", "lat": ""},
            {"lon": "", "lat": ""},
            {"lon": "55.5", "lat": "-21.1"},
            {"lon": "cinq", "lat": "46.2"},
        ]
    )
    lon, lat, remarks = values.coordinates(table, {"longitude": "lon", "latitude": "lat"})
    assert lon.fillna(0).tolist() == [5.22, 5.22, 0, 0, 0, 0, 55.5, 0]
    assert lat.fillna(0).tolist() == [46.2, 46.2, 0, 0, 0, 0, -21.1, 0]
    assert [(r.line, r.value, r.reason.split(" ")[0]) for r in remarks] == [
        (3, "46.2 / 5.22", "Longitude"),
        (4, "0.0 / 0.0", "Les"),
        (5, "-5.957 / 60.0", "Le"),
        (6, "5.2 / ?", "Une"),
        (9, "cinq", "Ce"),
    ]


def test_the_geometry_of_a_feature_comes_before_its_columns():
    row = {"lat": "1", "lon": "2", "geometry.longitude": "5.2", "geometry.latitude": "46.2"}
    lon, lat, remarks = values.coordinates(
        text_table([row]), {"longitude": "lon", "latitude": "lat"}
    )
    assert (lon[0], lat[0], remarks) == (5.2, 46.2, ())


def test_dates_of_every_spelling_become_iso():
    cells = text(
        "15/03/2021", "2022-04-24T10:00:00.123Z", "2022-04-24 00:00:00", "20210315", "15.3.2021",
        "Espace labellisé 01/02/2020", "1er août 2021", "15/03/21", "03/2021", "2021-03", "2020",
        "Espace labellisé 01/2020",
    )  # fmt: skip
    assert values.iso_dates(cells).tolist() == [
        "2021-03-15", "2022-04-24", "2022-04-24", "2021-03-15", "2021-03-15",
        "2020-02-01", "2021-08-01", "2021-03-15", "2021", "2021", "2020",
        "2020",
    ]  # fmt: skip
    impossible = text(
        "31/02/2021", "03/15/2021", "20223", "01/01/20223", "1/2/3", "0202", "bientôt", "13/2020"
    )
    assert values.iso_dates(impossible).tolist() == [""] * 8


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_a_date_is_read_back_from_every_spelling(date):
    spelled = text(
        date.isoformat(), f"{date:%d/%m/%Y}", f"Depuis le {date.day}.{date.month}.{date.year}"
    )
    assert values.iso_dates(spelled).tolist() == [date.isoformat()] * 3


def test_texts_lose_their_markup_and_keep_their_words():
    cells = text(
        '\\"\\"Accueil\\"\\"', "<p>Prêt &amp; <b>don</b><br/>ici</p>", "a < b > c", "&lt;p&gt;x&lt;/p&gt;",
        '"tout"', "a\x00b\u200b", "l’été\n\n  ici\u00a0!", "-", 'dit ""oui"" ici', "<script>a()</script>b",
    )  # fmt: skip
    assert values.plain_text(cells).tolist() == [
        "Accueil", "Prêt & don ici", "a < b > c", "x", "tout", "a b", "l’été ici !", "", 'dit "oui" ici', "b",
    ]  # fmt: skip


def test_yes_and_no_are_understood_in_every_spelling():
    cells = text("Oui", "non", "TRUE", "0", "1.0", "peut-être", "", "False")
    assert values.flags(cells).tolist() == [
        "true",
        "false",
        "true",
        "false",
        "true",
        "",
        "",
        "false",
    ]


@given(CELLS)
def test_no_text_whatever_breaks_the_readers(cells):
    texts = text(*cells)
    texts.index += 7
    for read in (
        values.numbers, values.iso_dates, values.plain_text, values.split_terms, values.flags,
        values.organisation_emails, values.phones, values.websites, values.public_text,
        lambda column: values.weekly_hours({"lundi": column, "samedi": column}),
    ):  # fmt: skip
        result = read(texts)
        assert result.index.equals(texts.index)
        assert result.dtype == ("float64" if read is values.numbers else "str")
        assert not any(isinstance(value, float) and math.isinf(value) for value in result)
