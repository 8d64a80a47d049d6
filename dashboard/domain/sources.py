"""Sources: who publishes a list, and which dated state of it a file is.

See « source, format, edition » in ``docs/imports.md``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from dashboard.domain.formats import french_iso_date
from dashboard.domain.names import normalise_name

IMPORTED_LIST = "liste importée"
"""Kind of a source that was imported; any other is a document of the hand-written catalogue."""
EXHAUSTIVE_SOURCES = frozenset({"france-services", "conseillers-numeriques"})
"""Publications that list every service of their kind: what they drop is « retirée de la liste officielle ».

Any other list is taken for partial until the person who imports it declares it complete.
"""
UNDATED = "sans-date"
"""Stands for the edition of a list whose date is unknown."""
UNKNOWN_DATE = "date inconnue"
EMPLOYER_SOURCES = frozenset({"siae"})
"""Publications of employers: who looks for help with anything but work does not look for them."""
YEARS_TRUSTED = 3
"""Years after which what a source says is to be confirmed."""
NO_PUBLISHER = "éditeur non précisé"
NO_LICENCE = "licence non précisée"

_FIRST_EDITION = dt.date(1990, 1, 1)
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}$")
_COPY = re.compile(
    r"(?:\s*\([0-9]{1,3}\)|[\s_-]+(?:copie|copy)(?:[\s_-]*[0-9]+)?)+$", re.IGNORECASE
)
_SEPARATORS = re.compile(r"[\s_]+")
_YEAR, _MONTH, _DAY = "(?P<year>[12][0-9]{3})", "(?P<month>0[1-9]|1[0-2])", "(?P<day>[0-3][0-9])"
_APART, _BEFORE, _AFTER = r"[-_. ]?", r"(?<![0-9])", r"(?![0-9])"
_MONTH_WORDS = (
    "janvier", "f[ée]vrier", "mars", "avril", "mai", "juin", "juillet", "ao[uû]t", "septembre",
    "octobre", "novembre", "d[ée]cembre",
)  # fmt: skip
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        f"{_BEFORE}{_YEAR}{_APART}{_MONTH}{_APART}{_DAY}(?:[T_ -]?[0-9]{{4,6}})?{_AFTER}",
        f"{_BEFORE}{_DAY}{_APART}{_MONTH}{_APART}{_YEAR}{_AFTER}",
        f"{_BEFORE}{_YEAR}{_APART}{_MONTH}{_AFTER}",
        f"{_BEFORE}{_MONTH}[-_. ]{_YEAR}{_AFTER}",
        rf"(?i)(?<![^\W_])(?P<word>{'|'.join(_MONTH_WORDS)})[-_. ]?{_YEAR}{_AFTER}",
        f"{_BEFORE}{_YEAR}[-_. ](?P<next>(?:19|20)[0-9]{{2}})$",
        f"(?<![0-9])(?<!(?:19|20)[0-9][0-9][-_. ]){_YEAR}$",
    )
)
"""From the surest to the least: a full date, a month, a year or a school year at the end of the name."""


@dataclass(frozen=True)
class FileName:
    """What a file's name says: the ``title`` of its list and its ``edition`` (ISO date, or empty)."""

    title: str
    edition: str


def read_file_name(name: str, *, today: dt.date) -> FileName:
    """Part a file's name into a title and a date.

    A date is a full one, a month (its first day), or a year that ends the name (its first day); none
    lies in the future, and a year within a title is no date: ``agenda_2030_initiatives`` is undated.

    Args:
        name: the file's name, as ``fs_20221201 (1).csv``.
        today: after which there is no edition.
    """
    stem = name
    while _EXTENSION.search(stem):
        stem = _EXTENSION.sub("", stem)
    stem = _COPY.sub("", stem).strip()
    for match in (match for pattern in _DATES for match in pattern.finditer(stem)):
        date = _date(match.groupdict())
        if date and _FIRST_EDITION <= date <= today:
            left = f"{stem[: match.start()]} {stem[match.end() :]}"
            return FileName(_title(left) or _title(stem), date.isoformat())
    return FileName(_title(stem), "")


def read_edition(text: str, *, today: dt.date) -> str:
    """Read the date given to a list, ISO; empty where none is given.

    Raises:
        ValueError: it is no date, or one that no list of today can have.
    """
    if not text:
        return ""
    edition = dt.date.fromisoformat(text)
    if not _FIRST_EDITION <= edition <= today:
        message = f"{text} is not between {_FIRST_EDITION} and {today}."
        raise ValueError(message)
    return edition.isoformat()


def source_code(title: str) -> str:
    """Write a title as a code: ``CCAS de Vif`` gives ``ccas-de-vif``; empty where no letter is left."""
    return normalise_name(title.replace("_", " ")).replace(" ", "-")


def is_old(dated: str, today: dt.date) -> bool:
    """Return whether a date (ISO) is so far back that what was said then is to be confirmed."""
    return bool(dated) and today.isoformat() > f"{int(dated[:4]) + YEARS_TRUSTED}{dated[4:]}"


def edition_text(edition: str) -> str:
    """Write an edition (ISO date, empty where unknown) in French."""
    return french_iso_date(edition) if edition else UNKNOWN_DATE


def _date(parts: dict[str, str | None]) -> dt.date | None:
    year, following = int(parts["year"] or 0), parts.get("next")
    if following and int(following) != year + 1:
        return None  # a period, which dates nothing
    month = _month_of(parts.get("word")) or parts.get("month") or 1
    try:
        return dt.date(year, int(month), int(parts.get("day") or 1))
    except ValueError:
        return None


def _month_of(word: str | None) -> int:
    """Return the rank of a month's name, 0 for none."""
    spelled = (word or "").lower()
    ranks = (rank for rank, name in enumerate(_MONTH_WORDS, 1) if re.fullmatch(name, spelled))
    return next(ranks, 0)


def _title(text: str) -> str:
    return _SEPARATORS.sub(" ", text).strip(" -.·,;")
