"""Initiatives by first year: new, begun by then, and those nobody knows the first year of."""

import pytest

from dashboard.analysis.kernel.results import DateSpan
from tests.helpers.small_comparison import A, B, C, D, alone, cells_snapshot, compared
from tests.helpers.small_nearby import initiative


@pytest.fixture(scope="module")
def snapshot():
    return cells_snapshot()


def new(snapshot, code, **facts):
    """Tell the years something began in."""
    years = compared(snapshot, code, **facts).years
    told = zip(years, alone(snapshot, code, **facts).first_years.new, strict=True)
    return {year: number for year, number in told if number}


def test_years_go_from_the_first_to_the_last_that_is_known(snapshot):
    assert compared(snapshot, A).years == (2015, 2016, 2017, 2018, 2019, 2020)


def test_each_initiative_is_new_once_and_begun_ever_after(snapshot):
    assert new(snapshot, A) == {2015: 1, 2018: 1}
    # That the bus ended in 2020 takes nothing from what has begun.
    assert alone(snapshot, A).first_years.begun == (1, 1, 1, 2, 2, 2)


def test_an_unknown_first_year_is_told_apart(snapshot):
    found = alone(snapshot, B).first_years
    assert (sum(found.new), found.unknown) == (1, 1)
    assert alone(snapshot, A).first_years.unknown == 0


def test_where_nothing_is_recorded_there_are_zeros(snapshot):
    found = alone(snapshot, D).first_years
    assert (found.new, found.begun, found.unknown) == ((0,) * 6, (0,) * 6, 0)


def test_first_years_are_told_whatever_the_years_chosen_and_of_the_themes_chosen(snapshot):
    assert new(snapshot, A, years=(2020, 2020)) == {2015: 1, 2018: 1}
    assert new(snapshot, A, themes=("mobilite",)) == {2018: 1}
    assert new(snapshot, C, publics=("familles",)) == {}


def test_what_is_for_a_whole_departement_began_there_only(snapshot):
    assert new(snapshot, "D01") == {2015: 1, 2016: 1, 2018: 1}


def test_a_last_year_beyond_all_first_years_makes_the_axis_longer():
    planned = initiative("un", commune_codes=("01001",), start_year=2015, end_year=2030)
    snapshot = cells_snapshot(records=[planned])
    assert compared(snapshot, A).years == tuple(range(2015, 2031))
    assert alone(snapshot, A).first_years.begun == (1,) * 16
    # A reader chooses up to the latest document, beyond which nothing is known.
    assert snapshot.years == (2015, 2025)


def test_the_dates_are_those_of_the_sources_of_what_is_counted_there():
    dated = [
        initiative("vieux", commune_codes=("01001",), updated_on="2019-05-01"),
        initiative("neuf", commune_codes=("01002",), updated_on="2024-05-01"),
        initiative("sans", commune_codes=("01001",), updated_on=""),
        initiative("ailleurs", commune_codes=("01003",), updated_on="2012-05-01"),
    ]
    assert alone(cells_snapshot(records=dated), A).dates == DateSpan(2019, 2024, 1)
