"""Opening hours: from the published forms to words a reader understands."""

from __future__ import annotations

import datetime as dt
import json
import re
from itertools import groupby

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def hours_lines(published: str) -> tuple[str, ...]:
    """Write published hours as lines: ``du lundi au jeudi : 8 h 30 – 11 h 45``.

    Args:
        published: JSON, ``[[first day, last day, [[opens, closes], …]], …]`` with ``HH:MM:SS``.

    Returns:
        One line per range of days; none where the text has another form.
    """
    try:
        ranges = sorted(json.loads(published), key=lambda days: DAYS.index(days[0]))
        return tuple(
            f"{_days(first, last)} : {', '.join(_span(*span) for span in spans)}"
            for first, last, spans in ranges
        )
    except (ValueError, TypeError, LookupError):
        return ()


def _days(first: str, last: str) -> str:
    if first == last:
        return first
    neighbours = DAYS.index(last) - DAYS.index(first) == 1
    return f"{first} et {last}" if neighbours else f"du {first} au {last}"


def _span(opens: str, closes: str) -> str:
    return f"{_time(opens)} – {_time(closes)}"


def _time(text: str) -> str:
    hours, minutes, *_ = str(text).split(":")
    return f"{int(hours)}\u202fh" + (f"\u202f{minutes}" if minutes != "00" else "")


def french_time(moment: dt.time) -> str:
    """Write a time of day with narrow no-break spaces: ``17 h``, ``8 h 30``."""
    return _time(f"{moment:%H:%M}")


_OSM_DAYS = dict(zip(("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), DAYS, strict=True))
_OSM_RULE = re.compile(
    r"(?P<days>(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su))*)\s+"
    r"(?P<spans>off|closed|\d\d:\d\d-\d\d:\d\d(?:,\s?\d\d:\d\d-\d\d:\d\d)*)"
)


def opening_text(recorded: str) -> str:
    """Write a place's opening hours in French.

    Args:
        recorded: the OpenStreetMap form (``Mo-Fr 09:00-12:00,14:00-17:00; Sa off``), or prose.

    Returns:
        ``du lundi au vendredi : 9 h – 12 h, 14 h – 17 h ; samedi : fermé``; a text of another form
        as it is: a rule that cannot be understood must not be lost.
    """
    rules = [_OSM_RULE.fullmatch(rule.strip()) for rule in recorded.split(";") if rule.strip()]
    if not all(rules):
        return recorded
    return " ; ".join(
        f"{_osm_days(rule['days'])} : {_osm_spans(rule['spans'])}" for rule in rules if rule
    )


def _osm_days(days: str) -> str:
    return ", ".join(
        _days(*(_OSM_DAYS[day] for day in (part[:2], part[-2:]))) for part in days.split(",")
    )


def _osm_spans(spans: str) -> str:
    if spans in {"off", "closed"}:
        return "fermé"
    return ", ".join(_span(*span.strip().split("-")) for span in spans.split(","))


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
    found = _CLOCK.match(text)
    if not found:
        raise ValueError(text)
    return found[0]


def _osm_range(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"
