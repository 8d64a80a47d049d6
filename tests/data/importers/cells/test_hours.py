import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.importers.cells.api import weekly_hours
from dashboard.domain.hours import DAYS
from tests.helpers.importer_tables import text

QUARTERS = st.lists(st.integers(0, 95), min_size=2, max_size=2, unique=True).map(sorted)


def week(*cells):
    return weekly_hours(dict(zip(DAYS, map(text, cells), strict=False)))[0]


def test_neighbouring_days_with_the_same_hours_are_gathered():
    usual = "9:00 - 12:00 / 13:30 - 17:00"
    assert week(usual, usual, usual, usual, usual, "-") == "Mo-Fr 09:00-12:00,13:30-17:00"
    assert week(usual, "", "9:00 - 12:00", "9:00 - 12:00", "Fermé", "") == (
        "Mo 09:00-12:00,13:30-17:00; We-Th 09:00-12:00; Fr off"
    )


@pytest.mark.parametrize(
    "cell",
    ["09:00-12:00/14:00-17:00", "9h à 12h et 14h à 17h", "9h-12h, 14h00-17h00", "de 9 h à 12 h puis 14h-17h",
     "09:00-12:00-14:00-17:00", "09 :00-12:00 14:00-17:00", "09:00-12:00 / 09:00-12:00 / 14:00-17:00"],
)  # fmt: skip
def test_hours_of_every_spelling_are_understood(cell):
    assert week(cell) == "Mo 09:00-12:00,14:00-17:00"


@pytest.mark.parametrize(
    "cell",
    ["sur rendez-vous", "14:00 - 12:00", "09:00-12:00 / 11:00-17:00", "9:00 - 12:00 (semaines paires)",
     "Excepté dernier samedi du mois : 8:45 - 12:15", "8:45", "25:00 - 26:00"],
)  # fmt: skip
def test_a_day_that_is_not_understood_leaves_the_whole_week_as_the_file_says_it(cell):
    assert week("9h-12h", cell, cell, cell, "-", "Fermé") == (
        f"lundi : 9h-12h ; du mardi au jeudi : {cell} ; samedi : Fermé"
    )


def test_a_colon_left_from_the_header_is_no_part_of_the_hours():
    assert week(": 16h30 à 18h45", ": Fermé") == "Mo 16:30-18:45; Tu off"
    assert week(": sur rendez-vous") == "lundi : sur rendez-vous"


def test_a_week_that_says_nothing_is_empty():
    assert week(*["Horaires non communiqués"] * 6) == ""
    assert week("-", "", "00:00 - 00:00", "nan", "NC", "Non renseigné") == ""


def test_each_row_has_its_own_week():
    rows = weekly_hours(
        {"lundi": text("9:00-12:00", "", "9:00-12:00"), "mardi": text("", "", "10h-11h")}
    )
    assert rows.tolist() == ["Mo 09:00-12:00", "", "Mo 09:00-12:00; Tu 10:00-11:00"]


@given(QUARTERS, QUARTERS)
def test_any_hours_are_read_back(monday, sunday):
    def spelled(span, mark):
        return " - ".join(f"{at // 4}{mark}{at % 4 * 15:02d}" for at in span)

    def osm(span):
        return "-".join(f"{at // 4:02d}:{at % 4 * 15:02d}" for at in span)

    found = weekly_hours(
        {"lundi": text(spelled(monday, "h")), "dimanche": text(spelled(sunday, ":"))}
    )
    assert found.tolist() == [f"Mo {osm(monday)}; Su {osm(sunday)}"]
