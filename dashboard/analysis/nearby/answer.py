"""The whole answer to one view of « Près de chez vous »."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dashboard.analysis.nearby.help import SMALL_WORDS, asked_help
from dashboard.analysis.nearby.origin import named_origin, origin_of
from dashboard.analysis.nearby.results import Nearby, NoOrigin, Origin
from dashboard.analysis.nearby.search import nearby
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.names import normalise_name
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
    selection = with_place_of_need(snapshot, selection)
    origin = origin_of(snapshot, selection)
    if isinstance(origin, NoOrigin):
        return origin
    return nearby(
        snapshot, selection, origin, now=now, radius_m=selection.radius.metres, limit=limit
    )


def with_place_of_need(snapshot: Snapshot, selection: NearbySelection) -> NearbySelection:
    """Part a need that names its place, where no place was asked for: ``mairie de Die``.

    The longest end that is a place by itself is taken for one, where what is left before it is a need or
    words that some record has. A need of several words stays whole.
    """
    asked = None if selection.has_place else asked_help(snapshot.help_index, selection.need)
    if asked is None or asked.need is not None:
        return selection
    words = selection.need.split()
    for cut in range(1, len(words)):
        need, place = _without_small_words(words[:cut]), " ".join(words[cut:])
        if need and isinstance(named_origin(snapshot, place), Origin) and _is_known(snapshot, need):
            return replace(selection, need=need, typed=place)
    return selection


def _without_small_words(words: list[str]) -> str:
    """Leave out the words that only lead to a place, at the end: ``mairie de``, ``CAF à``."""
    kept = list(words)
    while kept and normalise_name(kept[-1]) in SMALL_WORDS:
        kept.pop()
    return " ".join(kept)


def _is_known(snapshot: Snapshot, need: str) -> bool:
    asked = asked_help(snapshot.help_index, need)
    return asked is not None and (asked.need is not None or bool(asked.answer.precise.any()))
