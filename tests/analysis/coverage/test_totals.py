"""Inhabitants by state, for every territory and for the region."""

import numpy as np
import pytest

from dashboard.analysis.coverage.results import CoverageTotals, Evidence
from dashboard.analysis.coverage.totals import (
    coverage_totals,
    covered_shares,
    inhabitants_by_state,
    region_coverage,
    territory_totals,
)
from dashboard.domain.coverage import CoverageState
from dashboard.domain.territory import Level
from tests.helpers.small_coverage import EAST, WEST, Village, ask, villages_snapshot
from tests.helpers.small_nearby import initiative

VILLAGES = [
    Village("01001", "Avron", 0, 1),
    Village("01002", "Bief", 100, 20),
    Village("01003", "Cize", 103, 300, epci=EAST),
    Village("42004", "Dun", 200, 4000, epci=EAST),
    Village("42005", "Isle", 300, 50_000, epci=None),
]
RECORDS = [
    initiative("bus", served_codes=("01001",)),
    initiative("fair", commune_codes=("01002", "01003")),
]
"""Avron is served; the fair is held in Bief and in Cize."""


@pytest.fixture(scope="module")
def snapshot():
    return villages_snapshot(VILLAGES, RECORDS, cut=[EAST])


@pytest.fixture(scope="module")
def asked(snapshot):
    return ask(snapshot)


def test_each_commune_has_its_inhabitants_in_its_own_state(asked):
    found = {one.name: one for one in coverage_totals(asked, Level.COMMUNE)}
    assert {name: one.inhabitants for name, one in found.items()} == {
        "Avron": (1, 0, 0, 0),
        "Bief": (0, 20, 0, 0),
        "Cize": (0, 300, 0, 0),
        "Dun": (0, 0, 4000, 0),
        "Isle": (0, 0, 50_000, 0),
    }
    assert [one.border for one in found.values()] == [0, 0, 0, 4000, 0]
    assert [one.gaps for one in found.values()] == [0, 0, 0, 0, 1]
    assert [one.records for one in found.values()] == [0, 1, 1, 0, 0]
    assert [one.communes for one in found.values()] == [1] * 5


@pytest.mark.parametrize("level", Level)
def test_one_territory_is_told_as_among_all_and_some_in_the_order_asked_for(asked, level):
    every = coverage_totals(asked, level)
    assert [territory_totals(asked, level, row) for row in range(len(every))] == list(every)
    backwards = np.arange(len(every))[::-1]
    assert coverage_totals(asked, level, backwards) == every[::-1]


def test_epci_add_up_their_communes_and_tell_the_border_apart(asked):
    west, east = coverage_totals(asked, Level.EPCI)
    assert west == CoverageTotals(
        code=WEST,
        name="CC Ouest",
        population=21,
        records=1,
        inhabitants=(1, 20, 0, 0),
        border=0,
        communes=2,
        gaps=0,
        # The fair, the only record that is located, is held in both.
        evidence=Evidence(located=1, places=2, epci_with=2, epci=2, exhaustive=False),
        nearest_m=west.nearest_m,
    )
    assert west.nearest_m == pytest.approx(0, abs=1)
    assert (east.inhabitants, east.border, east.gaps, east.uncovered) == (
        (0, 300, 4000, 0),
        4000,
        0,
        0,
    )


def test_departements_hold_the_communes_without_an_epci_too(asked):
    ain, loire = coverage_totals(asked, Level.DEPARTEMENT)
    assert (ain.code, ain.name, ain.population) == ("D01", "Département 01", 321)
    assert (ain.inhabitants, ain.communes, ain.gaps) == ((1, 320, 0, 0), 3, 0)
    assert (loire.inhabitants, loire.border) == ((0, 0, 54_000, 0), 4000)
    assert (loire.uncovered, loire.uncovered_share) == (50_000, 50_000 / 54_000)


def test_records_are_counted_once_however_many_communes_they_are_located_in(asked):
    assert [one.records for one in coverage_totals(asked, Level.DEPARTEMENT)] == [1, 0]
    # The bus is located nowhere, and the fair in two EPCI.
    assert [one.records for one in coverage_totals(asked, Level.EPCI)] == [1, 1]
    assert region_coverage(asked).records == 1


def test_records_the_filters_leave_out_are_not_counted(snapshot):
    asked = ask(snapshot, themes=("sante",))
    assert region_coverage(asked).records == 0
    assert {one.records for one in coverage_totals(asked, Level.COMMUNE)} == {0}


def test_the_region_is_the_sum_of_its_communes(asked):
    found = region_coverage(asked)
    assert (found.code, found.name, found.population) == ("R82", "Région Rhône-Alpes", 54_321)
    assert (found.inhabitants, found.border) == ((1, 320, 54_000, 0), 4000)
    assert (found.communes, found.gaps, found.uncovered) == (5, 1, 50_000)


def test_where_no_place_is_recorded_the_others_are_in_no_state_but_none():
    asked = ask(villages_snapshot(VILLAGES, RECORDS[:1]))
    assert region_coverage(asked).inhabitants == (1, 0, 0, 54_320)
    assert [one.inhabitants for one in coverage_totals(asked, Level.EPCI)] == [
        (1, 0, 0, 20),
        (0, 0, 0, 4300),
    ]


@pytest.mark.parametrize("level", [Level.COMMUNE, Level.EPCI, Level.DEPARTEMENT])
def test_the_four_states_add_up_to_the_population(asked, level):
    for one in coverage_totals(asked, level):
        assert sum(one.inhabitants) == one.population


def test_shares_are_those_of_the_inhabitants_and_there_is_none_without_any():
    asked = ask(
        villages_snapshot([*VILLAGES[:2], Village("42004", "Vide", 200, 0, epci=EAST)], RECORDS)
    )
    west, east = coverage_totals(asked, Level.EPCI)
    assert (west.share(CoverageState.SERVED), west.uncovered_share) == (1 / 21, 0)
    assert (east.share(CoverageState.FAR), east.uncovered_share) == (None, None)
    shares = covered_shares(asked.snapshot, asked.covered, Level.EPCI)
    assert shares == pytest.approx([1, np.nan], nan_ok=True)


def test_served_and_near_are_covered_and_those_told_apart_at_the_border_are_not(asked):
    snapshot, covered = asked.snapshot, asked.covered
    assert covered_shares(snapshot, covered, Level.EPCI) == pytest.approx([1, 300 / 4300])
    assert inhabitants_by_state(snapshot, covered, Level.EPCI).tolist() == [
        [1, 20, 0, 0],
        [0, 300, 4000, 0],
    ]


def test_epci_of_the_region_add_up_to_its_population():
    asked = ask(villages_snapshot(VILLAGES[:4], RECORDS))
    epci = [one.inhabitants for one in coverage_totals(asked, Level.EPCI)]
    assert tuple(np.sum(epci, axis=0)) == region_coverage(asked).inhabitants == (1, 320, 4000, 0)
