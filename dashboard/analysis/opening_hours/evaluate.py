"""Opening hours understood: open at a moment or not, and until when; open on Saturdays.

The syntax is OpenStreetMap's, read by ``opening-hours-py``. Hours are known or they are not: what
that library reads with more assurance than the text has is taken for prose.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import holidays
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from opening_hours import OpeningHours, State, validate

from dashboard.analysis.kernel.memo import Memo
from dashboard.analysis.kernel.results import BoolArray, FloatArray, IntArray
from dashboard.analysis.opening_hours.results import OpeningState
from dashboard.domain.hours import osm_hours

PARIS = ZoneInfo("Europe/Paris")

_DAY = dt.timedelta(days=1)
_WEEK = 7 * _DAY
_SATURDAY = 5 * _DAY
_YEAR = dt.timedelta(days=366)
_LONGEST_RULE = 1_000
"""Characters; longer texts are no rules, and would only take long to read."""
_COMMENT = re.compile(r'(?:\b(open|on|off|closed|unknown)\s*)?("[^"]*")')
_OPEN = re.compile(r"\b(?:open|on)\b", re.IGNORECASE)
_GUESSED = re.compile(
    r"""
      \bSH\b                             # school holidays, which the library does not know
    | \b(?:sunrise|sunset|dawn|dusk)\b   # read as 7 h and 19 h all year long
    | :\d\d\s*\+                        # no closing hour: read as midnight
    | \b(\d\d?:\d\d)\s*-\s*\1\b         # closes as it opens: read as 24 hours
    | \bMar[\s:]+\d\d?:                 # « mardi » to the French: read as March
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENDS_A_PART = re.compile(r"(?:\d:\d\d|24/7|\boff|\bclosed|\bunknown)$", re.IGNORECASE)
_SAYS_WHEN = re.compile(r"\d:\d\d|24/7|\bunknown\b|^(?:off|closed)$", re.IGNORECASE)
_HOLIDAYS_NAMED = re.compile(r"\bPH\b")


class Stretch(NamedTuple):
    """A time during which a place stays in one state, local times, end excluded."""

    starts: dt.datetime
    ends: dt.datetime
    state: State
    comment: str


@lru_cache(maxsize=65_536)
def timetable(recorded: str) -> OpeningHours | None:
    """Read opening hours.

    Args:
        recorded: OpenStreetMap syntax, or the JSON of the town halls.

    Returns:
        The rule, evaluated in Paris with the public holidays of France; None where the text is
        empty, prose, or says days without hours.
    """
    text = osm_hours(recorded) or " ".join(recorded.split()).strip(" ;")
    # A comment alone leaves a time unknown, says the syntax; the library reads it as open.
    rule = _COMMENT.sub(lambda match: match[0] if match[1] else f"unknown {match[2]}", text)
    if not _says_hours(rule):
        return None
    hours = _evaluated(rule)
    if _HOLIDAYS_NAMED.search(_COMMENT.sub("", rule)) or str(hours.normalize()).startswith("24/7"):
        return hours
    # These are public and social services, whose hours are written for ordinary weeks: those
    # that open on a public holiday say so. A door wrongly announced as open costs a journey.
    return _evaluated(f"{rule}; PH off")


def _says_hours(rule: str) -> bool:
    """Return whether a rule gives hours, in every part: « Mo-Fr », « mar » and « PH off » do not."""
    # Characters that cannot be encoded are not printable; the library fails on them.
    if len(rule) > _LONGEST_RULE or not rule.isprintable():
        return False
    bare = _OPEN.sub("", _COMMENT.sub(r"\1", rule)).strip()
    if _GUESSED.search(bare) or not _SAYS_WHEN.search(bare):
        return False
    parts = re.split(r";|\|\|", bare)
    return all(_ENDS_A_PART.search(part.strip()) for part in parts) and validate(rule)


def _evaluated(rule: str) -> OpeningHours:
    # Looking for a change farther than this takes half a second for a rule of past years.
    return OpeningHours(rule, timezone=PARIS, country="FR", max_interval_days=_YEAR.days)


@lru_cache(maxsize=16_384)
def opening_state(recorded: str, now: dt.datetime) -> OpeningState | None:
    """Return whether a place is open.

    Args:
        recorded: its opening hours, as published.
        now: the moment, with its time zone.

    Returns:
        None when its hours are not known.
    """
    hours = timetable(recorded)
    if hours is None:
        return None
    today = now.astimezone(PARIS).date()
    moment = now.astimezone(dt.UTC)  # local times that a clock shows twice do not compare
    ahead = (stretch for stretch in stretches(hours, today, today + _YEAR) if stretch.ends > moment)
    current = next(ahead)
    return OpeningState(
        open={State.OPEN: True, State.CLOSED: False}.get(current.state),
        changes_at=next((stretch.starts for stretch in ahead if _changes(current, stretch)), None),
        holiday=holiday_name(today),
        comment=current.comment,
    )


def _changes(current: Stretch, later: Stretch) -> bool:
    if current.state == State.CLOSED:
        return later.state == State.OPEN
    return later.state != current.state


def stretches(hours: OpeningHours, start: dt.date, end: dt.date) -> Iterator[Stretch]:
    """List the states of a place from one midnight to another, without gaps."""
    for stretch in map(Stretch._make, hours.intervals(_midnight(start), _midnight(end))):
        # Hours that the change to summer time skips would open for no time at all.
        if stretch.starts != stretch.ends:
            yield stretch


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), PARIS)


def monday_of(day: dt.date) -> dt.date:
    """Return the Monday of the week that holds ``day``."""
    return day - day.weekday() * _DAY


def holiday_name(day: dt.date) -> str:
    """Name the public holiday of the whole of France that ``day`` is, in French, else nothing."""
    return _holidays(day.year).get(day, "")


@lru_cache(maxsize=32)
def _holidays(year: int) -> dict[dt.date, str]:
    return dict(holidays.country_holidays("FR", years=year, language="fr"))


@dataclass(frozen=True)
class _Spans:
    """When places are open in a week, shape ``(n,)`` each; times in seconds since 1970, UTC."""

    rule: IntArray
    starts: FloatArray
    ends: FloatArray


@dataclass(frozen=True, eq=False)
class OpenHours:
    """The opening hours of many places."""

    rule: NDArray[np.int32]
    """Number of each place's rule, shape ``(n,)``; -1: its hours are not known."""
    rules: tuple[str, ...]
    """Distinct texts that are understood, in the order met."""
    weeks: Memo[_Spans] = field(default_factory=lambda: Memo(size=8), repr=False)


def build_open_hours(texts: Iterable[str]) -> OpenHours:
    """Read the opening hours of many places, each distinct text once."""
    codes, distinct = pd.factorize(np.array(list(texts), dtype=object))
    understood = np.array([timetable(text) is not None for text in distinct], dtype=bool)
    number = np.where(understood, understood.cumsum() - 1, -1).astype(np.int32)
    # The last stands for what is no text at all, which ``factorize`` numbers -1.
    return OpenHours(np.append(number, np.int32(-1))[codes], tuple(distinct[understood]))


def open_at(hours: OpenHours, now: dt.datetime) -> BoolArray:
    """Return a mask of the places open at a moment, shape ``(n,)``; unknown hours are not open."""
    moment = now.timestamp()
    spans = _week(hours, now.astimezone(PARIS).date())
    return _places(hours, spans, (spans.starts <= moment) & (moment < spans.ends))


def open_on_saturday(hours: OpenHours, day: dt.date) -> BoolArray:
    """Return a mask of the places that open on the Saturday of the week that holds ``day``, ``(n,)``.

    A public holiday is no usual Saturday: the next Saturday that is not one replaces it.
    """
    saturday = monday_of(day) + _SATURDAY
    while holiday_name(saturday):
        saturday += _WEEK
    spans = _week(hours, saturday)
    start, end = (
        dt.datetime.combine(midnight, dt.time(), PARIS).timestamp()
        for midnight in (saturday, saturday + _DAY)
    )
    return _places(hours, spans, (spans.starts < end) & (spans.ends > start))


def _places(hours: OpenHours, spans: _Spans, chosen: BoolArray) -> BoolArray:
    rules = np.zeros(len(hours.rules) + 1, dtype=bool)  # the last one, -1: hours not known
    rules[spans.rule[chosen]] = True
    return rules[hours.rule]


def _week(hours: OpenHours, day: dt.date) -> _Spans:
    monday = monday_of(day)
    return hours.weeks.recall(monday, lambda: _open_spans(hours.rules, monday))


def _open_spans(rules: tuple[str, ...], monday: dt.date) -> _Spans:
    spans = [
        (number, stretch.starts.timestamp(), stretch.ends.timestamp())
        for number, rule in enumerate(rules)
        if (hours := timetable(rule)) is not None
        for stretch in stretches(hours, monday, monday + _WEEK)
        if stretch.state == State.OPEN
    ]
    table = np.array(spans, dtype=np.float64).reshape(-1, 3)
    return _Spans(table[:, 0].astype(np.int64), table[:, 1].copy(), table[:, 2].copy())
