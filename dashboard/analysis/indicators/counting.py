"""What indicators count in every territory: initiatives, those shared, organisations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from dashboard.analysis.kernel.records import (
    Int32Array,
    Kept,
    Records,
    keep_ever,
    kept_pairs,
    spread,
)
from dashboard.analysis.kernel.results import BoolArray, IntArray
from dashboard.analysis.region_index import RegionIndex
from dashboard.domain.counting import Counting
from dashboard.domain.indicators import Indicator
from dashboard.domain.selections.filters import Filters
from dashboard.domain.territory import Level


class Counted(NamedTuple):
    """Kept records by territory, and what is counted of them, shape ``(p,)`` each.

    Each pair of a record and a territory comes once for each thing of the record that is counted.
    ``thing`` is ``None`` where that is the record itself, which no other record shares.
    """

    record: Int32Array
    territory: Int32Array
    thing: Int32Array | None = None


def counts_by_territory(
    region_index: RegionIndex, indicator: Indicator, kept: Kept, *, level: Level, counting: Counting
) -> IntArray:
    """Count what an indicator counts in every territory of a level, each thing once, shape ``(n,)``."""
    counted = _COUNTED[indicator.counted](region_index, kept, level, counting)
    size = len(region_index.territories[level])
    if counted.thing is None:
        return np.bincount(counted.territory, minlength=size)
    many = int(counted.thing.max(initial=0)) + 1
    cells = np.sort(counted.territory.astype(np.int64) * many + counted.thing)
    distinct = cells[np.flatnonzero(np.diff(cells, prepend=-1))]
    # Sorted, they lie territory by territory: no need to divide each.
    return np.diff(np.searchsorted(distinct, many * np.arange(size + 1)))


def count_in_region(
    region_index: RegionIndex, indicator: Indicator, kept: Kept, counting: Counting
) -> int:
    """Count what an indicator counts over the whole region, each thing once, wide initiatives included."""
    counted = kept.mask & region_index.records.attached[counting]
    if indicator.counted is Indicator.SHARED:
        return int((counted & shared_records(region_index.records, counting)).sum())
    if indicator.counted is Indicator.ORGANISATIONS:
        rows = np.flatnonzero(counted).astype(np.int32)
        return len(np.unique(spread(region_index.organisations, rows)[1]))
    return int(counted.sum())


def pooled_counts(
    region_index: RegionIndex, indicator: Indicator, level: Level, filters: Filters
) -> IntArray:
    """Count what an indicator counts per territory in every single year at once, and over all years.

    A row per year from the one before ``region_index.years`` to the one after (they stand for any
    year outside the span), then a row for no year chosen, of all that is listed: shape
    ``(years + 3, n)``. What is counted adds one from its first year on and takes it back after its
    last: two counts and a running sum do for all years.
    """
    earliest, latest = region_index.years[0] - 1, region_index.years[1] + 1
    records, size = region_index.records, len(region_index.territories[level])
    ever = Kept.of(keep_ever(records, filters))
    counted = _COUNTED[indicator.counted](region_index, ever, level, filters.counting)
    spells = _Spells(
        counted.territory,
        np.clip(records.first[counted.record].astype(np.int64), earliest, latest + 1) - earliest,
        np.clip(records.last[counted.record].astype(np.int64) + 1, earliest, latest + 1) - earliest,
    )
    years = latest + 2 - earliest
    if counted.thing is not None:
        spells = _joined(spells, counted.thing, years)
    begun = np.bincount(spells.begun * size + spells.territory, minlength=years * size)
    over = np.bincount(spells.over * size + spells.territory, minlength=years * size)
    yearly = np.cumsum((begun - over).reshape(years, size), axis=0)[:-1]
    listed = region_index.keep(filters.over_all_years())
    present = counts_by_territory(
        region_index, indicator, listed, level=level, counting=filters.counting
    )
    return np.vstack([yearly, present])


def shared_records(records: Records, counting: Counting) -> BoolArray:
    """Return which records are present in at least two EPCI, shape ``(records,)``.

    An initiative for a whole département or the region is present in none by that alone.
    """
    shared: BoolArray = np.diff(records.pairs[Level.EPCI, counting].starts) > 1
    return shared


class _Spells(NamedTuple):
    """When something is there: its territory, the year it begins, the year after its last; ``(p,)`` each."""

    territory: Int32Array
    begun: IntArray
    over: IntArray


def _joined(spells: _Spells, thing: Int32Array, years: int) -> _Spells:
    """Join the spells of one thing in one territory that overlap: it is there once in any year.

    Args:
        spells: those of the records, years counted from 0.
        thing: what each counts, shape ``(p,)``.
        years: above every year.
    """
    if not len(thing):
        return spells
    cell = spells.territory.astype(np.int64) * (int(thing.max()) + 1) + thing
    order = np.lexsort((spells.begun, cell))
    territory, begun, over = spells.territory[order], spells.begun[order], spells.over[order]
    # Each thing of each territory has its own stretch of time: one running maximum does for all.
    stretch = years * np.cumsum(np.diff(cell[order], prepend=cell[order[0]]) != 0)
    reached = np.maximum.accumulate(stretch + over)
    opens = np.append(True, (stretch + begun)[1:] > reached[:-1])
    first = np.flatnonzero(opens)
    last = np.append(first[1:], len(opens)) - 1
    return _Spells(territory[first], begun[first], reached[last] - stretch[last])


def _initiatives(
    region_index: RegionIndex, kept: Kept, level: Level, counting: Counting
) -> Counted:
    pairs = region_index.records.pairs[level, counting]
    chosen = kept_pairs(pairs, kept)
    return Counted(pairs.record[chosen], pairs.territory[chosen])


def _shared(region_index: RegionIndex, kept: Kept, level: Level, counting: Counting) -> Counted:
    shared = shared_records(region_index.records, counting)
    return _initiatives(region_index, Kept.of(kept.mask & shared), level, counting)


def _organisations(
    region_index: RegionIndex, kept: Kept, level: Level, counting: Counting
) -> Counted:
    initiatives = _initiatives(region_index, kept, level, counting)
    place, organisation = spread(region_index.organisations, initiatives.record)
    return Counted(initiatives.record[place], initiatives.territory[place], organisation)


_COUNTED: Mapping[Indicator, Callable[[RegionIndex, Kept, Level, Counting], Counted]] = {
    Indicator.NUMBER: _initiatives,
    Indicator.SHARED: _shared,
    Indicator.ORGANISATIONS: _organisations,
}
