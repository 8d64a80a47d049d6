"""The list of « Près de chez vous » to print, and as it is before any script runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from flask import Flask, Response, request
from markupsafe import Markup

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.nearby.answer import answer
from dashboard.analysis.nearby.record import opened_record
from dashboard.analysis.nearby.results import Nearby, NoOrigin
from dashboard.analysis.opening_hours.results import DayHours
from dashboard.analysis.opening_hours.week import week_of
from dashboard.analysis.snapshot import Snapshot
from dashboard.components.layout.printed_page import printed_page
from dashboard.components.nearby.printed import plain_list, printed_chosen, printed_list
from dashboard.components.nearby.results import shown_at_once
from dashboard.components.shared.links import PRINTED_CHOSEN_PATH, PRINTED_LIST_PATH
from dashboard.components.summaries.record import on_nearby, record_detail_panel
from dashboard.domain.clock import Clock
from dashboard.domain.pages import NEARBY_PAGE
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.domain.selections.query import Query

MOST_PRINTED = 60
"""Initiatives of each list printed, some ten pages; the page gives their total number."""


def register(server: Flask, current: SnapshotHolder, clock: Clock) -> None:
    """Serve the list as a page to print; ``clock`` gives the present time."""

    @server.get(PRINTED_LIST_PATH)
    def print_list() -> Response:
        return printed(printed_list)

    @server.get(PRINTED_CHOSEN_PATH)
    def print_chosen() -> Response:
        return printed(printed_chosen)

    def printed(write: Callable[..., Markup]) -> Response:
        selection, now = NearbySelection.from_query(request.args.to_dict(flat=False)), clock()
        nearby = answer(current.snapshot, selection, now=now, limit=MOST_PRINTED)
        site = current.snapshot.region_index.region.site_name
        content = write(nearby, selection, now=now, site=site, weeks=_weeks(nearby, now.date()))
        return Response(printed_page(NEARBY_PAGE.title, content, site=site), mimetype="text/html")


def _weeks(nearby: Nearby | NoOrigin, day: dt.date) -> dict[str, tuple[DayHours, ...]]:
    """Read the present week of all hours that are printed, each text once."""
    if isinstance(nearby, NoOrigin):
        return {}
    recorded = {
        entry.opening_hours
        for entry in (*nearby.located, *nearby.serving, *nearby.somewhere, *nearby.chosen)
    }
    return {text: week_of(text, day) for text in recorded if text}


def first_paint(snapshot: Snapshot, query: Query, *, now: dt.datetime) -> str:
    """Write the list as it is before any script runs: a plain form, the first answers or a record."""
    selection = NearbySelection.from_query(query)
    nearby = answer(snapshot, selection, now=now, limit=shown_at_once(selection))
    detail = opened_record(snapshot, selection, now=now)
    opened = record_detail_panel(detail, on_nearby(selection)) if detail else None
    return plain_list(nearby, selection, opened=opened)
