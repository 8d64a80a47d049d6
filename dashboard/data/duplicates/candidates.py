"""Which records are compared at all: those of one place that share a word or an address."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dashboard.data.duplicates.describe import Rows

MOST_SHARED = 40
"""A word that more records of one place share distinguishes nothing; comparing all would take hours."""
CELL_M = 400.0
"""Side of the cells in which records are compared across the border of communes: in four grids
shifted by half of it, two points within half a cell of each other always share one."""


def pairs_sharing(area: Rows, row: Rows, word: Rows, source: Rows) -> tuple[Rows, Rows]:
    """Pair the records of different sources that share a word in the same area, each pair once.

    Args:
        area: per record, -1 for one that is compared with none.
        row: records, one item per word of each.
        word: numbers of their words, parallel with ``row``.
        source: per record.

    Returns:
        Rows of the first and of the second record, the first the smaller.
    """
    known = area[row] >= 0
    row, word = row[known], word[known]
    if not row.size:
        return row, row
    key = area[row] * (int(word.max()) + 1) + word
    order = np.lexsort((row, key))
    key, row = key[order], row[order]
    starts = np.flatnonzero(np.r_[True, key[1:] != key[:-1]])
    size = np.diff(np.r_[starts, key.size])
    comparable = np.repeat((size > 1) & (size <= MOST_SHARED), size)
    key, row = key[comparable], row[comparable]
    pairs_by_size = []
    for step in range(1, MOST_SHARED):
        together = np.flatnonzero(key[step:] == key[:-step])
        if not together.size:
            break
        left, right = row[together], row[together + step]
        apart = (source[left] != source[right]) & (left != right)
        pairs_by_size.append(left[apart] * area.size + right[apart])
    if not pairs_by_size:
        return row[:0], row[:0]
    pairs = np.unique(np.concatenate(pairs_by_size))
    return pairs // area.size, pairs % area.size


def border_cells(x: NDArray[np.float64], y: NDArray[np.float64], commune: Rows) -> list[Rows]:
    """Number, in four shifted grids, the cells that hold records of several communes.

    Args:
        x: metres eastward, NaN where unknown.
        y: metres northward.
        commune: numbers, -1 where unknown.

    Returns:
        Per grid, the cell of each record, -1 where it is in none.
    """
    rows = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    grids = []
    for east, north in ((0, 0), (0.5, 0), (0, 0.5), (0.5, 0.5)):
        column = np.floor(x[rows] / CELL_M + east).astype(np.int64)
        line = np.floor(y[rows] / CELL_M + north).astype(np.int64)
        _, number = np.unique(column * 1_000_003 + line, return_inverse=True)
        cells = np.full(x.size, -1, dtype=np.int64)
        if rows.size:
            lowest = np.full(int(number.max()) + 1, np.iinfo(np.int64).max)
            highest = np.full(lowest.size, -2)
            np.minimum.at(lowest, number, commune[rows])
            np.maximum.at(highest, number, commune[rows])
            cells[rows] = np.where((lowest < highest)[number], number, -1)
        grids.append(cells)
    return grids
