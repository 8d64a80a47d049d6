"""Dates as people and programs write them, brought to ISO dates."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from dashboard.data.importers.cells.texts import mapped
from dashboard.domain.names import normalise_name

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years believed; others are a slip of the keyboard."""

_CLOCK = r"^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.,+Z -]+$"
_EDGE, _END = r"(?<![0-9/.-])", r"(?![0-9/-]|\.[0-9])"
_YEAR_FIRST = re.compile(rf"{_EDGE}([0-9]{{4}})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){_END}")
_DAY_FIRST = re.compile(rf"{_EDGE}([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}){_END}")
_SHORT_YEAR = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{2})")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_MONTH = re.compile(
    rf"{_EDGE}(?:((?:19|20)[0-9]{{2}})[-/]([0-9]{{1,2}})|([0-9]{{1,2}})[-/]((?:19|20)[0-9]{{2}})){_END}"
)
_YEAR = re.compile(r"([0-9]{4})(?:\.0)?")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv", "fevrier fevr fev", "mars", "avril avr", "mai", "juin",
            "juillet juil", "aout", "septembre sept", "octobre oct", "novembre nov",
            "decembre dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_IN_WORDS = re.compile(rf"\b(?:([0-9]{{1,2}})(?:er)? )?({'|'.join(_MONTHS)}) ([0-9]{{4}})\b")


def iso_dates(cells: pd.Series[str]) -> pd.Series[str]:
    """Read dates as ISO text; where only the year (and perhaps the month) is known, the year.

    Known: ``15/03/2021``, ``2022-04-24T10:00:00Z``, ``Espace labellisé 01/01/2020``, ``20210315``,
    ``1er mars 2021``, ``03/2021``, ``Espace labellisé
    03/2021``, ``2020``. Two-digit years are of this century. What cannot be a
    date (31/02, month 15, year 20223) is empty.
    """
    return mapped(cells.str.replace(_CLOCK, r"\1", regex=True), _iso_date)


def _iso_date(text: str) -> str:  # noqa: PLR0911 - one way of writing dates after the other
    if not any(letter in text for letter in "0123456789"):
        return ""
    if match := _YEAR_FIRST.search(text):
        return _checked(match[1], match[3], match[4])
    if match := _DAY_FIRST.search(text):
        return _checked(match[4], match[3], match[1])
    if match := _SHORT_YEAR.fullmatch(text):
        return _checked("20" + match[3], match[2], match[1])
    if match := _COMPACT.fullmatch(text):
        return _checked(*match.groups())
    if match := _MONTH.search(text):
        return _year_of_month(match[1] or match[4], match[2] or match[3])
    if match := _YEAR.fullmatch(text):
        return match[1] if _believed(match[1]) else ""
    if match := _IN_WORDS.search(normalise_name(text)):
        month = str(_MONTHS[match[2]])
        return _checked(match[3], month, match[1]) if match[1] else _year_of_month(match[3], month)
    return ""


def _believed(year: str) -> bool:
    return FIRST_YEAR <= int(year) <= LAST_YEAR


def _year_of_month(year: str, month: str) -> str:
    return year if _checked(year, month, "1") else ""


def _checked(year: str, month: str, day: str) -> str:
    try:
        date = dt.date(int(year), int(month), int(day))
    except ValueError:
        return ""
    return date.isoformat() if _believed(year) else ""
