"""The whole answer to one view of « Près de chez vous »."""

from __future__ import annotations

import datetime as dt

from dashboard.analysis.nearby.context import NearbyContext
from dashboard.analysis.nearby.origin import origin_of
from dashboard.analysis.nearby.results import Nearby, NoOrigin
from dashboard.analysis.nearby.search import nearby
from dashboard.domain.selections.nearby import NearbySelection


def answer(
    context: NearbyContext, selection: NearbySelection, *, now: dt.datetime, limit: int | None
) -> Nearby | NoOrigin:
    """Find the place asked for and who can help near it, or say why there is no place.

    Args:
        context: what answers are gathered from.
        selection: what the reader asked for.
        now: the present time, Europe/Paris.
        limit: most initiatives told in each list, ``None`` for all.
    """
    origin = origin_of(context, selection)
    if isinstance(origin, NoOrigin):
        return origin
    return nearby(
        context, selection, origin, now=now, radius_m=selection.radius.metres, limit=limit
    )
