"""The whole answer to one view of « Près de chez vous »."""

from __future__ import annotations

import datetime as dt

from dashboard.analysis.nearby.origin import origin_of
from dashboard.analysis.nearby.results import Nearby, NoOrigin
from dashboard.analysis.nearby.search import nearby
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.selections.nearby import NearbySelection


def answer(
    snapshot: Snapshot, selection: NearbySelection, *, now: dt.datetime, limit: int | None
) -> Nearby | NoOrigin:
    """Find the place asked for and who can help near it, or explain why there is no place.

    Args:
        snapshot: what answers are gathered from.
        selection: what the reader asked for.
        now: the present time, Europe/Paris.
        limit: most initiatives in each list, ``None`` for all.
    """
    origin = origin_of(snapshot, selection)
    if isinstance(origin, NoOrigin):
        return origin
    return nearby(
        snapshot, selection, origin, now=now, radius_m=selection.radius.metres, limit=limit
    )
