"""Opening hours: from the published forms to words a reader understands."""

from __future__ import annotations

import json
import re

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
