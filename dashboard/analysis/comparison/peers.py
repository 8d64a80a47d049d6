"""Which territories are like one: same type, then nearest in population and density."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from dashboard.analysis.comparison.results import Peer
from dashboard.analysis.indicators.ordering import known
from dashboard.analysis.kernel.results import BoolArray
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.territory import Level

MOST_PEERS = 4


def peers(
    snapshot: Snapshot, level: Level, row: int, *, without: Collection[str] = ()
) -> tuple[Peer, ...]:
    """List the territories most like one, the nearest first.

    Those of the same type come first; among them the nearest in population and density, by
    the length of the vector of the logarithms of both ratios, so that twice as many people weighs as
    much as twice as dense. Those mostly outside the region are left out.

    Args:
        snapshot: the territories.
        level: their level.
        row: the one whose peers are looked for.
        without: codes not to list.
    """
    territories = snapshot.region_index.territories[level]
    return _nearest(snapshot, level, row, np.isin(territories.codes, [*without]))


def stratum_peers(
    snapshot: Snapshot, level: Level, row: int, *, without: Collection[str] = ()
) -> tuple[Peer, ...]:
    """List the territories of a stratum most like one of it, the nearest first: see ``peers``."""
    territories = snapshot.region_index.territories[level]
    others = ~snapshot.strata[level].members(row)
    return _nearest(snapshot, level, row, others | np.isin(territories.codes, [*without]))


def _nearest(snapshot: Snapshot, level: Level, row: int, refused: BoolArray) -> tuple[Peer, ...]:
    """List the peers of a territory that are not ``refused``, a mask of shape ``(n,)``."""
    territories, kinds = snapshot.region_index.territories[level], np.array(snapshot.kinds[level])
    people = np.maximum(territories.populations, 1).astype(np.float64)
    density = people / snapshot.areas_km2[level]
    denser = np.log(density / density[row]) if density[row] > 0 else np.zeros(len(people))
    away = np.hypot(np.log(people / people[row]), denser)
    other_kind = kinds != kinds[row]
    left_out = territories.caution | (territories.populations == 0) | refused
    left_out |= np.arange(len(people)) == row
    # Without a polygon there is no density: such a territory comes last, and its own peers are
    # found by inhabitants alone.
    order = np.lexsort((np.nan_to_num(away, nan=np.inf), other_kind, left_out))
    return tuple(
        Peer(
            code=territories.codes[other],
            name=territories.labels[other],
            kind=str(kinds[other]),
            same_kind=not other_kind[other],
            population=int(territories.populations[other]),
            density=known(float(density[other])),
        )
        for other in order[:MOST_PEERS].tolist()
        if not left_out[other]
    )
