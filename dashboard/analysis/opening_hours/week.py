"""The opening hours of a week, day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache

from opening_hours import State

from dashboard.analysis.opening_hours.evaluate import (
    Stretch,
    holiday_name,
    monday_of,
    stretches,
    timetable,
)
from dashboard.analysis.opening_hours.results import UNSURE, DayHours

_DAY = dt.timedelta(days=1)


@lru_cache(maxsize=16_384)
def week_of(recorded: str, day: dt.date) -> tuple[DayHours, ...]:
    """List the hours of the seven days, Monday first, of the week that holds ``day``.

    A span that ends after midnight belongs to the day it starts on. Empty when the hours are not
    known.
    """
    hours = timetable(recorded)
    if hours is None:
        return ()
    days = [monday_of(day) + number * _DAY for number in range(7)]
    # A day more on both sides: the nights of Sundays are whole.
    parts = [
        part
        for stretch in stretches(hours, days[0] - _DAY, days[-1] + 2 * _DAY)
        for part in _daily(stretch)
    ]
    return tuple(
        _day_hours(day, [part for part in parts if part.starts.date() == day]) for day in days
    )


def _day_hours(day: dt.date, parts: list[Stretch]) -> DayHours:
    unsure = any(part.state == State.UNKNOWN for part in parts)
    comments = dict.fromkeys(part.comment for part in parts if part.comment)
    return DayHours(
        date=day,
        holiday=holiday_name(day),
        spans=tuple((part.starts.time(), part.ends.time()) for part in parts if _is_span(part)),
        unsure=unsure,
        comment=" ; ".join(comments) or (UNSURE if unsure else ""),
    )


def _is_span(part: Stretch) -> bool:
    """Return whether a stretch is hours that a rule gives, not the rest of a day, possibly unknown."""
    bounded = dt.time() not in (part.starts.time(), part.ends.time())
    return part.state == State.OPEN or (part.state == State.UNKNOWN and bounded)


def _daily(stretch: Stretch) -> Iterator[Stretch]:
    """Cut at midnight what lasts longer than a day."""
    starts, ends = stretch.starts, stretch.ends
    while ends - starts > _DAY:
        midnight = dt.datetime.combine(starts.date() + _DAY, dt.time(), starts.tzinfo)
        yield stretch._replace(starts=starts, ends=midnight)
        starts = midnight
    yield stretch._replace(starts=starts)
