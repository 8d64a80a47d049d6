"""Opening hours, from one column per weekday to the OpenStreetMap form, else to French prose.

The OpenStreetMap form (``Mo-Fr 09:00-12:00,13:30-17:00; Sa off``) is the one data·inclusion and the
« lieux de médiation numérique » publish in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

import pandas as pd

from dashboard.data.importers.cells.texts import mapped
from dashboard.domain.hours import DAYS

OSM_DAYS = dict(zip(DAYS, ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), strict=True))

_TIME = r"([01]?[0-9]|2[0-4])\s?(?:(?:[h:]|heures?)\s?([0-5][0-9])?)"
SPAN = rf"(?:de\s+)?{_TIME}\s?(?:-|–|—|/|à|a|au|jusqu'?à)\s?{_TIME}"
"""From when to when: ``9h - 12h30``, ``de 9 h à 12 h``."""

_SPAN = re.compile(SPAN, re.IGNORECASE)
_BETWEEN = re.compile(r"[\s/,;&+|–—.-]*(?:\b(?:et|puis)\b)?[\s/,;&+|-]*")
_CLOSED = re.compile(r"ferm[ée]e?s?(?: toute la journ[ée]e)?\.?", re.IGNORECASE)
_NOTHING = re.compile(
    r"[-–—_./x\s]*|0?0[:h]00 ?- ?0?0[:h]00|nan|none|null|"
    r"n\.?c\.?|(?:horaires? )?non (?:communiqu|renseign)[ée]e?s?\.?",
    re.IGNORECASE,
)
_CELLS = "\x1f"
"""Stands between the days of one row: control characters are not in cells."""


def weekly_hours(days: Mapping[str, pd.Series[str]]) -> pd.Series[str]:
    """Gather a week's opening hours in one text.

    Args:
        days: cells per French weekday (``lundi`` …), same index; days may be missing.

    Returns:
        ``Mo-Fr 09:00-12:00,13:30-17:00; Sa off`` when every day is understood (days without
        hours are left out, ``off`` is a closed day); else the file's own text, as French
        prose: ``lundi : sur rendez-vous ; du mardi au jeudi : 9:00 - 12:00``. Empty when no day
        has any.
    """
    known = [day for day in DAYS if day in days]
    weeks = days[known[0]].str.replace(_CELLS, " ", regex=False)
    for day in known[1:]:
        weeks = weeks + _CELLS + days[day].str.replace(_CELLS, " ", regex=False)
    return mapped(weeks, lambda week: _week(known, week.split(_CELLS)))


def _week(days: Sequence[str], cells: Sequence[str]) -> str:
    texts = {
        day: text
        for day, cell in zip(days, cells, strict=True)
        # « lundi » as a header and « : 9h à 12h » as its cell: the colon joins them.
        if not _NOTHING.fullmatch(text := " ".join(cell.split()).strip(" :"))
    }
    hours = {day: osm_day(text) for day, text in texts.items()}
    if all(hours.values()):
        return osm_week(hours)
    return " ; ".join(f"{_french_range(group)} : {text}" for group, text in _alike(texts))


def osm_week(hours: Mapping[str, str]) -> str:
    """Write a week from its days, in their order, each as ``osm_day`` writes it."""
    return "; ".join(f"{_osm_range(group)} {text}" for group, text in _alike(hours))


@lru_cache(maxsize=50_000)
def osm_day(text: str) -> str:
    """Write one day's hours as ``09:00-12:00,13:30-17:00`` or ``off``; empty if not understood.

    Repeated hours and ``00:00 - 00:00`` add nothing; hours that overlap are not understood.
    """
    if _CLOSED.fullmatch(text):
        return "off"
    spans, end = [], 0
    for span in _SPAN.finditer(text):
        if not _BETWEEN.fullmatch(text[end : span.start()]):
            return ""
        spans.append(tuple(_minutes(*span.groups()[at : at + 2]) for at in (0, 2)))
        end = span.end()
    if not spans or text[end:].strip(" .;,/-"):
        return ""
    spans = [span for span, _ in groupby(spans) if span != (0, 0)]
    edges = [edge for span in spans for edge in span]
    if (
        not edges
        or edges[-1] > _minutes("24", "")
        or any(left >= right for left, right in pairwise(edges))
    ):
        return ""
    return ",".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in spans)


def _minutes(hours: str, minutes: str | None) -> int:
    return int(hours) * 60 + int(minutes or 0)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _alike(days: Mapping[str, str]) -> list[tuple[list[str], str]]:
    """Group neighbouring days with the same hours."""
    runs = groupby(enumerate(days), key=lambda at: (DAYS.index(at[1]) - at[0], days[at[1]]))
    return [([day for _, day in run], text) for (_, text), run in runs]


def _osm_range(days: Sequence[str]) -> str:
    first, last = OSM_DAYS[days[0]], OSM_DAYS[days[-1]]
    return first if first == last else f"{first}-{last}"


def _french_range(days: Sequence[str]) -> str:
    if len(days) == 1:
        return days[0]
    return f"{days[0]} et {days[1]}" if len(days) == 2 else f"du {days[0]} au {days[-1]}"  # noqa: PLR2004
