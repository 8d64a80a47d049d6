"""Opening hours as a page shows them: this week, and whether they are open now."""

from __future__ import annotations

import datetime as dt

from dashboard.analysis.opening_hours.evaluate import opening_state
from dashboard.analysis.opening_hours.results import Hours
from dashboard.analysis.opening_hours.week import week_of
from dashboard.domain.hours import osm_hours


def hours_at(recorded: str, now: dt.datetime) -> Hours:
    """Read recorded hours as of ``now``.

    Args:
        recorded: OpenStreetMap syntax, the JSON of the town halls, or prose; empty where unknown.
        now: the present time, with its time zone.
    """
    week = week_of(recorded, now.date())
    return Hours(
        prose="" if week or osm_hours(recorded) else recorded.strip(),
        week=week,
        state=opening_state(recorded, now),
        asked_at=now,
    )
