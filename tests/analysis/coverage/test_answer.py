"""What one territory is answered, and the dates of the records that this rests on."""

import pytest

from dashboard.analysis.coverage.answer import coverage_answer
from dashboard.analysis.coverage.results import SourceDates
from dashboard.domain.territory import Level
from tests.helpers.small_coverage import EAST, WEST, Village, ask, villages_snapshot
from tests.helpers.small_nearby import initiative

VILLAGES = [
    Village("01001", "Avron", 0, 1000),
    Village("01002", "Bief", 12, 200),
    Village("42004", "Dun", 200, 30, epci=EAST),
]
RECORDS = [
    initiative("foire", commune_codes=("01001",), updated_on="2023-02-14"),
    initiative("fete", commune_codes=("01001",), updated_on="2019-06-01"),
    initiative("bus", served_codes=("01002",), updated_on="2025-10-25"),
    initiative("atelier", commune_codes=("42004",), updated_on=""),
    initiative("ancien", commune_codes=("42004",), updated_on="2001-01-01", end_year=2002),
]


@pytest.fixture
def asked(few_are_enough):  # noqa: ARG001 - tells of gaps from five records
    return ask(villages_snapshot(VILLAGES, RECORDS))


def test_a_commune_is_answered_with_its_line_and_the_dates_of_its_nearest_place(asked):
    answer = coverage_answer(asked, "01001")
    assert (answer.level, answer.commune.name) == (Level.COMMUNE, "Avron")
    assert (answer.totals.name, answer.totals.population) == ("Avron", 1000)
    # Both stand at the town hall.
    assert answer.dates == SourceDates("2019-06-01", "2023-02-14", 0)


def test_what_serves_a_territory_is_behind_its_answer_too(asked):
    answer = coverage_answer(asked, WEST)
    assert (answer.level, answer.commune, answer.totals.name) == (Level.EPCI, None, "CC Ouest")
    assert answer.dates == SourceDates("2019-06-01", "2025-10-25", 0)


def test_records_without_a_date_are_counted_and_ended_ones_are_not_told_of(asked):
    assert coverage_answer(asked, EAST).dates == SourceDates("", "", 1)


@pytest.mark.parametrize("code", ["R82", "D99", "zzz"])
def test_anything_else_is_the_region(asked, code):
    answer = coverage_answer(asked, code)
    assert (answer.level, answer.totals.code, answer.totals.population) == (None, "R82", 1230)
    assert answer.dates == SourceDates("2019-06-01", "2025-10-25", 1)


def test_where_the_evidence_is_not_enough_the_dates_are_those_of_all_that_is_located():
    asked = ask(villages_snapshot(VILLAGES, RECORDS))
    assert coverage_answer(asked, EAST).dates == SourceDates("2019-06-01", "2023-02-14", 1)
