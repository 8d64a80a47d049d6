"""The town halls' opening hours: from the published form to lines a reader understands."""

from __future__ import annotations

import json

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
