"""What is counted in every territory, in one year and in all of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dashboard.analysis.indicators.classification import analyse
from dashboard.analysis.indicators.counting import (
    count_in_region,
    counts_by_territory,
    pooled_counts,
)
from dashboard.analysis.kernel.records import Pairs
from dashboard.analysis.region_index import RegionIndex
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.counting import Counting, ValueState
from dashboard.domain.indicators import USUAL, Indicator
from dashboard.domain.selections.filters import NO_FILTERS, Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.selections.order import SortOrder
from dashboard.domain.territory import Level

COUNTED = (Indicator.NUMBER, Indicator.SHARED, Indicator.ORGANISATIONS)


def organised(region_index: RegionIndex, organisations: list[tuple[int, ...]]) -> RegionIndex:
    """Return the same records, each with the organisations listed."""
    many = len(region_index.records) - len(organisations)
    listed = [*organisations, *[()] * many]
    starts = np.concatenate([[0], np.cumsum([len(one) for one in listed])]).astype(np.int32)
    record = np.repeat(np.arange(len(listed), dtype=np.int32), np.diff(starts))
    flat = np.array([number for one in listed for number in one], dtype=np.int32)
    named = tuple("abcdef"[: int(flat.max()) + 1])
    return replace(region_index, organisations=Pairs(record, flat, starts), organisation_ids=named)


def by_year(
    region_index: RegionIndex, indicator: Indicator, level: Level, filters: Filters
) -> list[list[int]]:
    """Count every single year by itself, then all that is listed."""
    first, last = region_index.years
    periods = [*((year, year) for year in range(first - 1, last + 2)), None]
    return [
        counts_by_territory(
            region_index,
            indicator,
            region_index.keep(replace(filters, years=period)),
            level=level,
            counting=filters.counting,
        ).tolist()
        for period in periods
    ]


@pytest.mark.parametrize("indicator", COUNTED)
@pytest.mark.parametrize("counting", Counting)
@pytest.mark.parametrize("level", Level)
def test_counts_of_every_year_are_those_counted_year_by_year(
    region_index: RegionIndex, indicator: Indicator, counting: Counting, level: Level
) -> None:
    assert region_index.years == (2010, 2020)
    shared = organised(region_index, [(0, 1), (1,), (0,), (2, 0), (1, 2), (0,)])
    filters = Filters(counting=counting)
    assert pooled_counts(shared, indicator, level, filters).tolist() == by_year(
        shared, indicator, level, filters
    )


@pytest.mark.parametrize("indicator", COUNTED)
@pytest.mark.parametrize("level", Level)
def test_counts_of_every_year_hold_on_the_catalogue(
    snapshot: Snapshot, indicator: Indicator, level: Level
) -> None:
    region_index = snapshot.region_index
    pooled = pooled_counts(region_index, indicator, level, NO_FILTERS)
    assert pooled.any()
    assert pooled.tolist() == by_year(region_index, indicator, level, NO_FILTERS)


def test_an_organisation_that_runs_two_initiatives_counts_once(region_index: RegionIndex) -> None:
    everywhere = [(0,)] * len(region_index.records)
    told = organised(region_index, everywhere)
    kept = told.keep(NO_FILTERS)
    numbers, organisations = (
        counts_by_territory(told, one, kept, level=Level.EPCI, counting=Counting.PRESENT)
        for one in (Indicator.NUMBER, Indicator.ORGANISATIONS)
    )
    assert numbers.max() > 1
    assert organisations.tolist() == np.minimum(numbers, 1).tolist()
    assert count_in_region(told, Indicator.ORGANISATIONS, kept, Counting.PRESENT) == 1


def test_nobody_named_counts_nobody(region_index: RegionIndex) -> None:
    kept = region_index.keep(NO_FILTERS)
    found = pooled_counts(region_index, Indicator.ORGANISATIONS, Level.EPCI, NO_FILTERS)
    assert not found.any()
    assert count_in_region(region_index, Indicator.ORGANISATIONS, kept, Counting.PRESENT) == 0


def test_organisations_are_rated_by_inhabitant_in_classes_that_hold_for_every_year(
    snapshot: Snapshot,
) -> None:
    region_index = snapshot.region_index
    asked = MapSelection(indicator=Indicator.ORGANISATION_RATE)
    analysed = analyse(region_index, asked)
    populations = region_index.territories[Level.EPCI].populations
    organisations = counts_by_territory(
        region_index,
        Indicator.ORGANISATIONS,
        region_index.keep(NO_FILTERS),
        level=Level.EPCI,
        counting=Counting.PRESENT,
    )
    assert analysed.values.shown == pytest.approx(10_000 * organisations / populations)
    assert len(analysed.classes.counts) == 5
    for year in range(region_index.years[0], region_index.years[1] + 1):
        one = analyse(region_index, asked.filtered(years=(year, year)))
        assert one.classes.bounds == analysed.classes.bounds
        sound = one.values.shown[one.values.state == ValueState.VALUE]
        assert (sound <= one.classes.bounds[-1]).all()


def test_a_number_that_tables_do_not_usually_show_is_there_while_the_map_shows_it() -> None:
    columns = MapSelection(indicator=Indicator.ORGANISATION_RATE).shown_indicators
    assert columns == (*USUAL, Indicator.ORGANISATION_RATE)
    sorted_by = MapSelection(order=SortOrder(Indicator.ORGANISATION_RATE))
    assert sorted_by.shown_indicators == columns
    assert MapSelection().shown_indicators == USUAL
