"""The kernel of « Près de chez vous »: which wanted places lie near a point, nearest first.

A k-d tree over all places, in metres, is built once; a search looks only at what it returns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dashboard.analysis.nearby.index import NearbyIndex
from dashboard.analysis.results import BoolArray, FloatArray, IntArray

Wanted = Callable[[IntArray], BoolArray]
"""Tells which of some places (rows of ``index.places``) are wanted, in their order."""

_FIRST_LOOK, _WIDER = 64, 8
"""Neighbours asked of the tree at first, and how many times more at each further look."""


@dataclass(frozen=True, eq=False)
class Ranked:
    """Places, one per record, nearest first: rows of ``index.places`` and metres from the origin."""

    rows: IntArray
    distances_m: FloatArray

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.rows)


def places_within(index: NearbyIndex, origin: tuple[float, float], *, radius_m: float) -> IntArray:
    """Return the places up to ``radius_m`` metres away, bound included, in no order.

    Args:
        index: the places.
        origin: easting and northing, EPSG:2154.
        radius_m: farthest distance, metres.
    """
    return np.array(index.tree.query_ball_point(origin, radius_m), dtype=np.int64)


def nearest_places(
    index: NearbyIndex, origin: tuple[float, float], wanted: Wanted, *, limit: int
) -> Ranked:
    """Rank the ``limit`` records with the nearest wanted places, however far.

    The tree is asked for more and more neighbours until enough of them are wanted; when the wanted
    ones are rare, all places are looked at.
    """
    size = len(index.coordinates)
    asked = min(_FIRST_LOOK, size)
    while True:
        rows = _neighbours(index, origin, asked)
        found = ranked(index, origin, rows[wanted(rows)])
        if len(found) >= limit or asked == size:
            return Ranked(found.rows[:limit], found.distances_m[:limit])
        # Beyond an eighth of the places, a look at all of them costs less than the tree.
        asked = size if asked * _WIDER > size // 8 else asked * _WIDER


def ranked(index: NearbyIndex, origin: tuple[float, float], rows: IntArray) -> Ranked:
    """Put places in order: nearest first, by the metre, exact ones before those at a town hall.

    Each record is kept once, at its first place; records at equal distance keep their order.
    """
    distances = np.hypot(*(index.coordinates[rows] - np.asarray(origin)).T)
    record = index.places.record[rows]
    order = np.lexsort((record, index.places.approximate[rows], np.rint(distances)))
    _, first = np.unique(record[order], return_index=True)
    kept = order[np.sort(first)]
    return Ranked(rows[kept], distances[kept])


def _neighbours(index: NearbyIndex, origin: tuple[float, float], number: int) -> IntArray:
    if number == len(index.coordinates):
        return np.arange(number)
    _, rows = index.tree.query(origin, k=number)
    neighbours: IntArray = np.atleast_1d(rows).astype(np.int64)
    return neighbours
