"""Every number of every territory of a level, in a few passes over the records."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.comparison.results import LevelIndicators
from dashboard.analysis.indicators.aggregation import indicator_values
from dashboard.analysis.kernel.records import Int32Array, MaskArray, kept_pairs
from dashboard.analysis.kernel.results import IntArray
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.indicators import COMPARED
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS

_BYTE = 256
_BITS = ((np.arange(_BYTE)[:, None] >> np.arange(8)) & 1).astype(np.float64)
"""Which bits are set in each byte, shape ``(256, 8)``; NumPy multiplies real numbers much faster."""


def level_indicators(snapshot: Snapshot, selection: MapSelection) -> LevelIndicators:
    """Compute the numbers of the level of ``selection``, remembered by its filters."""
    key = (selection.level, selection.filters)
    return snapshot.indicators.recall(key, lambda: _computed(snapshot, selection))


def _computed(snapshot: Snapshot, selection: MapSelection) -> LevelIndicators:
    region_index, level, filters = snapshot.region_index, selection.level, selection.filters
    records, size = region_index.records, len(region_index.territories[level])
    kept = region_index.keep(filters)
    pairs = records.pairs[level, filters.counting]
    chosen = kept_pairs(pairs, kept)
    record, territory = pairs.record[chosen], pairs.territory[chosen]
    return LevelIndicators(
        level=level,
        values=indicator_values(region_index, COMPARED, kept, level=level, filters=filters),
        themes=_by_word(records.themes[record], territory, size)[: len(THEME_LABELS)],
        publics=_by_word(records.publics[record], territory, size)[: len(PUBLIC_LABELS)],
    )


def _by_word(masks: MaskArray, territory: Int32Array, size: int) -> IntArray:
    """Count records by set bit and territory, shape ``(16, size)``.

    Records are counted by the value of each byte of their mask, 256 at most, before its bits are
    separated: two passes over the records instead of sixteen.
    """
    counted = []
    for shift in (0, 8):
        cell = territory.astype(np.int64) * _BYTE + ((masks >> shift) & (_BYTE - 1))
        bytes_ = np.bincount(cell, minlength=size * _BYTE).reshape(size, _BYTE)
        counted.append((bytes_.astype(np.float64) @ _BITS).T)
    return np.vstack(counted).astype(np.int64)
