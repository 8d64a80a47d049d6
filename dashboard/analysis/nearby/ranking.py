"""The kernel of « Près de chez vous »: which wanted places lie near a point, nearest first.

A k-d tree over all places, in metres, is built once; a search looks only at what it returns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dashboard.analysis.kernel.results import BoolArray, FloatArray, IntArray
from dashboard.analysis.nearby.index import NearbyIndex

Wanted = Callable[[IntArray], BoolArray]
"""Gives which of some places (rows of ``index.places``) are wanted, in their order."""

SAME_DISTANCE_M = 500.0
"""Places are nearly at the same distance within so many metres."""
NO_PHONE_M = 5_000.0
"""What cannot be called is read as so much farther: a call spares the way there."""
_FIRST_LOOK, _WIDER = 64, 8
"""Neighbours asked of the tree at first, and how many times more at each further look."""


@dataclass(frozen=True, eq=False)
class RankedRecords:
    """Places, one per record, nearest first: rows of ``index.places`` and metres from the origin."""

    rows: IntArray
    distances_m: FloatArray

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.rows)


def places_within(index: NearbyIndex, origin: tuple[float, float], *, radius_m: float) -> IntArray:
    """Return the places up to ``radius_m`` metres away, bound included, in the order of the index.

    Args:
        index: the places.
        origin: easting and northing, EPSG:2154.
        radius_m: farthest distance, metres.
    """
    return np.sort(np.array(index.tree.query_ball_point(origin, radius_m), dtype=np.int64))


def nearest_places(
    index: NearbyIndex, origin: tuple[float, float], wanted: Wanted, *, limit: int
) -> RankedRecords:
    """Rank the ``limit`` records with the nearest wanted places, however far.

    The tree is asked for more and more neighbours until enough of them are wanted and nearer, by the
    metre, than any it has not returned; when the wanted ones are rare, all places are looked at.
    """
    size = len(index.coordinates)
    number = min(_FIRST_LOOK, size)
    while True:
        rows, reach_m = _neighbours(index, origin, number)
        nearest = ranked(index, origin, rows[wanted(rows)])
        if np.count_nonzero(np.rint(nearest.distances_m) < reach_m) >= limit or number == size:
            return RankedRecords(nearest.rows[:limit], nearest.distances_m[:limit])
        # Beyond an eighth of the places, a look at all of them costs less than the tree.
        number = size if number * _WIDER > size // 8 else number * _WIDER


def ranked(index: NearbyIndex, origin: tuple[float, float], rows: IntArray) -> RankedRecords:
    """Put places in order: nearest first, by the metre, exact ones before those at a town hall.

    Each record is kept once, at its first place; records at equal distance keep their order.
    """
    distances = distances_to(index, origin, rows)
    record = index.places.record[rows]
    # One whole number to sort by: the metre, then exact before approximate.
    order = np.argsort(
        2 * np.rint(distances).astype(np.int64) + index.places.approximate[rows], kind="stable"
    )
    kept = order[_first_of_each(record[order])]
    return RankedRecords(rows[kept], distances[kept])


def in_reading_order(
    index: NearbyIndex,
    origin: tuple[float, float],
    rows: IntArray,
    *,
    later: BoolArray,
    years: IntArray,
) -> RankedRecords:
    """Put places in the order in which a reader in need of help reads them.

    Exact places come before those known to their commune only; then what answers the need precisely,
    then what has a phone or known hours, then the nearest, without a phone ``NO_PHONE_M`` farther. At
    nearly the same distance the one that says more comes first, then the more recent one.

    Args:
        index: the places.
        origin: easting and northing, EPSG:2154.
        rows: the places to rank.
        later: of places, in the order of ``rows``: whether they come after those that answer precisely.
        years: of places, in the order of ``rows``: the year of what their sources say.

    Returns:
        Each record once, at its first place.
    """
    distances = distances_to(index, origin, rows)
    keys = (
        np.rint(distances),
        -years,
        -index.filled[rows],
        np.floor((distances + NO_PHONE_M * ~index.callable[rows]) / SAME_DISTANCE_M),
        ~index.reachable[rows],
        later,
        index.places.approximate[rows],
    )
    order = np.lexsort(keys)
    kept = order[_first_of_each(index.places.record[rows][order])]
    return RankedRecords(rows[kept], distances[kept])


def distances_to(index: NearbyIndex, origin: tuple[float, float], rows: IntArray) -> FloatArray:
    """Return the distance of each place from ``origin``, metres, in the order of ``rows``."""
    east, north = (index.coordinates[rows] - np.asarray(origin)).T
    metres: FloatArray = np.hypot(east, north)
    return metres


def _first_of_each(records: IntArray) -> BoolArray:
    """Mark the first place of each record, shape of ``records``."""
    places = np.arange(len(records))
    first = np.empty(int(records.max(initial=-1)) + 1, dtype=np.int64)
    # Written from last to first, so that the first place stays.
    first[records[::-1]] = places[::-1]
    marked: BoolArray = first[records] == places
    return marked


def _neighbours(
    index: NearbyIndex, origin: tuple[float, float], number: int
) -> tuple[IntArray, float]:
    """Return the nearest places, in the order of the index, and the metre that the others begin at."""
    if number == len(index.coordinates):
        return np.arange(number), np.inf
    distances, rows = index.tree.query(origin, k=number)
    neighbours: IntArray = np.sort(np.atleast_1d(rows).astype(np.int64))
    return neighbours, float(np.rint(np.max(distances)))
