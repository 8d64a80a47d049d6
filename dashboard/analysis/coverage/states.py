"""The kernel of « Zones blanches »: what records reach, and the state of every commune."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from dashboard.analysis.coverage.results import CommuneCoverage, Reached, Robustness, StateArray
from dashboard.analysis.indicators.aggregation import communes_of_wide
from dashboard.analysis.kernel.records import Kept, keep_current, kept_territories
from dashboard.analysis.kernel.results import BoolArray, FloatArray, IntArray
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.coverage import CoverageState
from dashboard.domain.selections.coverage import FRAGILE_SHARE, CoverageSelection
from dashboard.domain.selections.filters import Filters

_NOWHERE = -1


def reached(snapshot: Snapshot, selection: CoverageSelection, *, year: int) -> Reached:
    """Compute what the records of a selection reach; remembered per filters.

    Args:
        snapshot: what coverage is computed from.
        selection: the filters; without years, what has not ended in ``year``.
        year: the present one.
    """
    key = (selection.filters, year)
    return snapshot.reached.recall(
        key,
        lambda: reached_by(
            snapshot, kept_records(snapshot, selection.filters, year=year), wide=key[0].wide
        ),
    )


def kept_records(snapshot: Snapshot, filters: Filters, *, year: int) -> BoolArray:
    """Return a mask of the records that pass the filters, shape ``(records,)``.

    Without years, those still active in ``year`` or announced, as on « Près de chez vous ».
    """
    kept = keep_current(
        snapshot.region_index.records, filters, over=snapshot.nearby_index.over, year=year
    )
    return kept & from_sources(snapshot, filters.sources)


def from_sources(snapshot: Snapshot, sources: tuple[str, ...]) -> BoolArray:
    """Return a mask of the records of any of some sources, all of them where none is named or known."""
    chosen = [
        snapshot.source_records[source] for source in sources if source in snapshot.source_records
    ]
    size = len(snapshot.region_index.records)
    return np.logical_or.reduce(chosen) if chosen else np.ones(size, dtype=np.bool_)


def reached_by(snapshot: Snapshot, kept: BoolArray, *, wide: bool) -> Reached:
    """Compute what some records reach.

    Args:
        snapshot: what coverage is computed from.
        kept: the records, shape ``(records,)``.
        wide: whether those that serve a whole département or the region serve its communes.
    """
    distance_m, nearest = _nearest(snapshot, kept)
    return Reached(kept, _served(snapshot, kept, wide=wide), distance_m, nearest)


def coverage(snapshot: Snapshot, reach: Reached, *, radius_m: float) -> CommuneCoverage:
    """Compute the state of every commune at one radius; a served area wins over distance.

    A state is fragile where it is another at a radius a fifth shorter or longer.
    """
    states = states_at(reach, radius_m)
    near, far = ((1 - FRAGILE_SHARE) * radius_m, (1 + FRAGILE_SHARE) * radius_m)
    uncovered = states > CoverageState.NEAR
    parents = snapshot.epci_rows
    cut = (parents >= 0) & snapshot.cut_epci[parents]
    return CommuneCoverage(
        radius_m=radius_m,
        states=states,
        border=uncovered & cut,
        fragile=(states_at(reach, near) != states) | (states_at(reach, far) != states),
        unsure=_unsure(snapshot, reach, states),
    )


def states_at(reach: Reached, radius_m: float) -> StateArray:
    """Return the ``CoverageState`` of every commune, shape ``(n,)``; the bound is near."""
    conditions = [reach.served, reach.distance_m <= radius_m, np.isfinite(reach.distance_m)]
    states = [CoverageState.SERVED, CoverageState.NEAR, CoverageState.FAR]
    return np.select(conditions, states, default=CoverageState.NONE).astype(np.uint8)


def robustness(
    snapshot: Snapshot, reach: Reached, inside: BoolArray, *, radius_m: float
) -> Robustness:
    """Count the gaps among some communes that a longer radius closes, and those a shorter one opens."""
    shorter_m, longer_m = (1 - FRAGILE_SHARE) * radius_m, (1 + FRAGILE_SHARE) * radius_m
    gaps = coverage(snapshot, reach, radius_m=radius_m).gaps & inside
    closed = gaps & ~coverage(snapshot, reach, radius_m=longer_m).gaps
    opened = inside & ~gaps & coverage(snapshot, reach, radius_m=shorter_m).gaps
    populations = snapshot.communes.populations
    return Robustness(
        shorter_m=shorter_m,
        longer_m=longer_m,
        closed=int(closed.sum()),
        closed_population=int(populations[closed].sum()),
        opened=int(opened.sum()),
        opened_population=int(populations[opened].sum()),
    )


def _served(snapshot: Snapshot, kept: BoolArray, *, wide: bool) -> BoolArray:
    records = snapshot.region_index.records
    served = np.zeros(len(snapshot.communes), dtype=np.bool_)
    served[kept_territories(records.served, Kept.of(kept))] = True
    return served | communes_of_wide(snapshot.region_index, kept) if wide else served


def _nearest(snapshot: Snapshot, kept: BoolArray) -> tuple[FloatArray, IntArray]:
    """Find the nearest place of the kept records to every town hall: metres, and its row.

    Many records share a position: only distinct ones enter the tree.
    """
    places = snapshot.nearby_index.places
    rows = np.flatnonzero(kept[places.record])
    rows = rows[np.diff(places.position[rows], prepend=_NOWHERE) != 0]
    size = len(snapshot.hall_points)
    if not rows.size:
        return np.full(size, np.inf), np.full(size, _NOWHERE, dtype=np.int64)
    # A tree asked once per commune is cheaper unbalanced.
    tree = cKDTree(
        snapshot.nearby_index.coordinates[rows], balanced_tree=False, compact_nodes=False
    )
    distances, nearest = tree.query(snapshot.hall_points)
    return distances, rows[nearest]


def _unsure(snapshot: Snapshot, reach: Reached, states: StateArray) -> BoolArray:
    """Return a mask of the communes nearest to a travelling service whose rounds are unknown.

    Where another kept record stands at the same position and stays, or has a known served area, nothing
    is unsure.
    """
    known = reach.nearest >= 0
    if not known.any():
        return known
    places, served = snapshot.nearby_index.places, snapshot.region_index.records.served
    rows = np.flatnonzero(reach.kept[places.record])
    record = places.record[rows]
    described = served.starts[record + 1] > served.starts[record]
    steady = np.zeros(int(places.position.max()) + 1, dtype=np.bool_)
    steady[places.position[rows[described | ~snapshot.nearby_index.travelling[rows]]]] = True
    return known & ~steady[places.position[reach.nearest]] & (states > CoverageState.SERVED)
