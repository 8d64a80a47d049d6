"""Every measure of every territory of a level, in a few passes over the records."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.comparison.context import ComparisonContext
from dashboard.analysis.comparison.results import LevelMeasures
from dashboard.analysis.indicators.aggregation import territory_values
from dashboard.analysis.kernel.records import (
    Int32Array,
    Kept,
    MaskArray,
    Pairs,
    Records,
    count_by_territory,
    kept_pairs,
)
from dashboard.analysis.kernel.results import BoolArray, IntArray
from dashboard.domain.measures import Measure
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS

_BYTE = 256
_BITS = ((np.arange(_BYTE)[:, None] >> np.arange(8)) & 1).astype(np.float64)
"""Which bits are set in each byte, shape ``(256, 8)``; NumPy multiplies real numbers much faster."""


def level_measures(ground: ComparisonContext, selection: MapSelection) -> LevelMeasures:
    """Measure the territories of the level of ``selection``, remembered by its filters."""
    key = (selection.level, selection.filters)
    return ground.measured.recall(key, lambda: _measured(ground, selection))


def shared_records(records: Records, selection: MapSelection) -> BoolArray:
    """Tell the records that are present in at least two EPCI, shape ``(records,)``.

    An initiative for a whole département or the region is present in none by that alone.
    """
    shared: BoolArray = np.diff(records.pairs[Level.EPCI, selection.filters.counting].starts) > 1
    return shared


def spread(pairs: Pairs, records: Int32Array) -> tuple[Int32Array, Int32Array]:
    """List what each of some records is paired with.

    Args:
        pairs: records and what they are paired with.
        records: record numbers, in any order, shape ``(k,)``.

    Returns:
        The place in ``records`` and the other member of every pair, shape ``(p,)`` each.
    """
    begins = pairs.starts[records]
    lengths = pairs.starts[records + 1] - begins
    ends = np.cumsum(lengths, dtype=np.int32)
    total = int(ends[-1]) if ends.size else 0
    number = np.repeat(begins - (ends - lengths), lengths)
    number += np.arange(total, dtype=np.int32)
    return np.repeat(np.arange(len(records), dtype=np.int32), lengths), pairs.territory[number]


def _measured(ground: ComparisonContext, selection: MapSelection) -> LevelMeasures:
    region_index = ground.region_index
    records, size = region_index.records, len(region_index.territories[selection.level])
    kept = region_index.keep(selection.filters)
    pairs = records.pairs[selection.level, selection.filters.counting]
    chosen = kept_pairs(pairs, kept)
    record, territory = pairs.record[chosen], pairs.territory[chosen]
    values = territory_values(region_index, selection)
    shared = count_by_territory(
        records,
        Kept.of(kept.mask & shared_records(records, selection)),
        level=selection.level,
        counting=selection.filters.counting,
        size=size,
    )
    return LevelMeasures(
        level=selection.level,
        values={
            Measure.NUMBER: values.number.astype(np.float64),
            Measure.RATE: values.rate,
            Measure.SHARE: values.share,
            Measure.ORGANISATIONS: _organisations(ground, record, territory, size),
            Measure.SHARED: shared.astype(np.float64),
        },
        themes=_by_word(records.themes[record], territory, size)[: len(THEME_LABELS)],
        publics=_by_word(records.publics[record], territory, size)[: len(PUBLIC_LABELS)],
    )


def _organisations(
    ground: ComparisonContext, record: Int32Array, territory: Int32Array, size: int
) -> np.typing.NDArray[np.float64]:
    """Count the distinct organisations of the records of each territory, shape ``(size,)``."""
    place, organisation = spread(ground.organisations, record)
    many = max(len(ground.organisation_ids), 1)
    cells = np.sort(territory[place].astype(np.int64) * many + organisation)
    distinct = cells[np.flatnonzero(np.diff(cells, prepend=-1))]
    # Sorted, they lie territory by territory: no need to divide each.
    bounds = np.searchsorted(distinct, many * np.arange(size + 1))
    return np.diff(bounds).astype(np.float64)


def _by_word(masks: MaskArray, territory: Int32Array, size: int) -> IntArray:
    """Count records by set bit and territory, shape ``(16, size)``.

    Records are counted by the value of each byte of their mask, 256 at most, before its bits are told
    apart: two passes over the records instead of sixteen.
    """
    counted = []
    for shift in (0, 8):
        cell = territory.astype(np.int64) * _BYTE + ((masks >> shift) & (_BYTE - 1))
        bytes_ = np.bincount(cell, minlength=size * _BYTE).reshape(size, _BYTE)
        counted.append((bytes_.astype(np.float64) @ _BITS).T)
    return np.vstack(counted).astype(np.int64)
