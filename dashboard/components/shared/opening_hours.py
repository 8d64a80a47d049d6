"""Opening hours in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from dashboard.analysis.opening_hours.results import UNSURE, DayHours, OpeningState
from dashboard.domain.formats import french_date
from dashboard.domain.hours import DAYS, french_time

UNKNOWN_HOURS = "Horaires non renseignés."
JOUR_FERIE_NOTE = "Sauf mention contraire, les jours fériés sont comptés comme fermés."

_MIDNIGHT = dt.time()
_ROUND_THE_CLOCK = "24\u202fh sur 24"
_SEVERAL = 2
_NEAR_DAYS = 6
"""Within so many days, the name of a weekday is unambiguous."""


def state_text(state: OpeningState, now: dt.datetime) -> str:
    """Write whether a place is open and until when, as seen at ``now``.

    ``ouvert, ferme à 17 h``; ``fermé (jour férié : Noël), ouvre lundi à 9 h``; where the rule
    leaves this unknown, its words instead: ``sur rendez-vous``.
    """
    if state.open is None:
        return state.comment or UNSURE
    holiday = "" if state.open else state.holiday
    notes = _notes(holiday, state.comment)
    if state.changes_at is None:
        return f"ouvert {_ROUND_THE_CLOCK}{notes}" if state.open else f"fermé{notes}"
    today = now.astimezone(state.changes_at.tzinfo).date()
    if state.open:
        return f"ouvert{notes}, ferme {_closing(state.changes_at, today)}"
    moment = state.changes_at
    return f"fermé{notes}, ouvre {_day(moment.date(), today)}à {french_time(moment.time())}"


def _closing(moment: dt.datetime, today: dt.date) -> str:
    """Midnight closes the day before."""
    day = (moment - dt.timedelta(minutes=1)).date()
    return f"{_day(day, today)}à {_closing_time(moment.time())}"


def _day(day: dt.date, today: dt.date) -> str:
    name = DAYS[day.weekday()]
    if day == today:
        return ""
    near = (day - today).days <= _NEAR_DAYS
    return f"{name} " if near else f"{name} {_day_and_month(day)} "


def week_title(days: Sequence[DayHours]) -> str:
    """Name a week: ``Semaine du 23 au 29 novembre 2026``."""
    first, last = days[0].date, days[-1].date
    if first.year != last.year:
        start = french_date(first)
    elif first.month != last.month:
        start = _day_and_month(first)
    else:
        start = _day_and_month(first).split(" ")[0]
    return f"Semaine du {start} au {french_date(last)}"


def _day_and_month(day: dt.date) -> str:
    return french_date(day).rsplit(" ", 1)[0]


def week_text(days: Sequence[DayHours]) -> str:
    """Write the hours of a week in a line: ``lundi au vendredi : 9 h – 12 h ; samedi, dimanche : fermé``."""
    runs = [(hours, list(run)) for hours, run in groupby(days, key=day_text)]
    return " ; ".join(f"{_run(run)} : {hours}" for hours, run in runs)


def _run(days: Sequence[DayHours]) -> str:
    names = [DAYS[day.date.weekday()] for day in days]
    if len(names) > _SEVERAL:
        return f"{names[0]} au {names[-1]}"
    return ", ".join(names)


def day_text(day: DayHours) -> str:
    """Write the hours of a day: ``8 h 30 – 11 h 45, 14 h – 17 h``."""
    if day.unsure and not day.spans:
        return day.comment
    spans = ", ".join(_span(opens, closes) for opens, closes in day.spans)
    return f"{spans or 'fermé'}{_notes(day.holiday, day.comment)}"


def _span(opens: dt.time, closes: dt.time) -> str:
    if opens == closes == _MIDNIGHT:
        return _ROUND_THE_CLOCK
    return f"{french_time(opens)} – {_closing_time(closes)}"


def _closing_time(moment: dt.time) -> str:
    return "minuit" if moment == _MIDNIGHT else french_time(moment)


def _notes(holiday: str, comment: str) -> str:
    notes = [f"jour férié : {holiday}"] * bool(holiday) + [comment] * bool(comment)
    return f" ({' ; '.join(notes)})" if notes else ""
