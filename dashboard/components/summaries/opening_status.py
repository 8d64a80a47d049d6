"""Opening hours on a sheet: open now or not, then the table of the week, or that nobody knows."""

from __future__ import annotations

import datetime as dt

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.opening_hours.results import Hours, OpeningState
from dashboard.components.shared.opening_hours import (
    JOUR_FERIE_NOTE,
    UNKNOWN_HOURS,
    hours_table,
    state_text,
    week_title,
)


def opening_card(hours: Hours) -> list[Component]:
    """Show the hours of this week; prose as it was published; unknown hours as unknown."""
    if hours.week:
        table = hours_table(hours.week, caption=week_title(hours.week), today=hours.asked_at.date())
        return [table, html.P(JOUR_FERIE_NOTE, className="note")]
    if hours.prose:
        return [html.P(f"Horaires : {hours.prose}.".replace("..", "."), className="prose-hours")]
    return [html.P(UNKNOWN_HOURS, className="note")]


def opening_now(hours: Hours) -> list[Component]:
    """Say whether it is open now; nothing where the hours are not known."""
    return [state_mark(hours.state, hours.asked_at)] if hours.state else []


def state_mark(state: OpeningState, now: dt.datetime) -> Component:
    """Say whether a place is open at ``now``, in words and with a mark of its own."""
    text = state_text(state, now)
    kind = {True: "open", False: "closed", None: "unsure"}[state.open]
    return html.Span(f"{text[:1].upper()}{text[1:]}", className=f"state {kind}")
