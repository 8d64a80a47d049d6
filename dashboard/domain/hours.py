"""Opening hours: days and times in French, and the town halls' form written in OpenStreetMap's."""

from __future__ import annotations

import datetime as dt
import json
import re
from itertools import groupby

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def french_time(moment: dt.time) -> str:
    """Write a time of day with narrow no-break spaces: ``17 h``, ``8 h 30``."""
    minutes = f"\u202f{moment:%M}" if moment.minute else ""
    return f"{moment.hour}\u202fh{minutes}"


_OSM_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?=:[0-5]\d$)|24:00(?=:00$)")
_MIDNIGHT, _END_OF_DAY = "00:00", "24:00"
_DAYS_OF_WEEK = 7


def osm_hours(published: str) -> str:
    """Write a town hall's hours in the OpenStreetMap form.

    Args:
        published: JSON, ``[[first day, last day, [[opens, closes], …]], …]`` with French days and
            ``HH:MM:SS``; seconds are left out.

    Returns:
        ``Mo-Th 08:30-11:45; Fr 08:30-11:45,14:00-17:00``: a day published several times has all
        the hours published for it. Empty where the text has another form, a span that closes
        before it opens, or no hours at all.
    """
    try:
        week = _week(json.loads(published))
    # Lists nested deeper than Python reads are another form too.
    except (ValueError, TypeError, LookupError, RecursionError):
        return ""
    named = zip(_OSM_DAYS, week, strict=True)
    runs = [(list(run), spans) for spans, run in groupby(named, key=lambda day: day[1]) if spans]
    return "; ".join(f"{_osm_range(run[0][0], run[-1][0])} {spans}" for run, spans in runs)


def _week(ranges: list[tuple[str, str, list[tuple[str, str]]]]) -> list[str]:
    """Gather the spans of each day, Monday first: ``08:30-11:45,14:00-17:00``."""
    days: list[set[str]] = [set() for _ in DAYS]
    for first, last, spans in ranges:
        start, end = DAYS.index(first), DAYS.index(last)
        for day in range(start, start + (end - start) % _DAYS_OF_WEEK + 1):
            days[day % _DAYS_OF_WEEK].update(_osm_span(*span) for span in spans)
    return [",".join(sorted(spans - {""})) for spans in days]


def _osm_span(opens: str, closes: str) -> str:
    """Write a span; empty where it closes as it opens: a form that was not filled in.

    Raises:
        ValueError: it closes before it opens, which no town hall does by night.
    """
    start, end = _clock(opens), _clock(closes)
    if start == end:
        return ""
    if end == _MIDNIGHT:
        end = _END_OF_DAY
    if start > end:
        raise ValueError(opens, closes)
    return f"{start}-{end}"


def _clock(text: str) -> str:
    match = _CLOCK.match(text)
    if not match:
        raise ValueError(text)
    return match[0]


def _osm_range(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"
