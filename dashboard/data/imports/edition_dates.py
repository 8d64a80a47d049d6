"""The edition of a file: the date its publisher gave it, or the latest one it holds."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

_IN_NAME = re.compile(
    r"(?<![0-9])(20[0-9]{2})(?:[-_]?(0[1-9]|1[0-2])(?:[-_]?(0[1-9]|[12][0-9]|3[01]))?)?(?![0-9])"
)
_ISO_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def edition_of(name: str, rows: pd.DataFrame, *, today: dt.date) -> str:
    """Return an ISO date: the one in the file's name, else the latest update, else today.

    Args:
        name: the file's name, as ``fs_20221201.csv``; ``202211`` and ``2020`` give their first day.
        rows: the common table, whose ``updated_on`` holds ISO dates.
        today: the date of the import; a later date in the file is a mistake and does not count.
    """
    for year, month, day in _IN_NAME.findall(name):
        if named := _date(year, month or "01", day or "01"):
            return named.isoformat()
    updated = rows["updated_on"]
    updated = updated[updated.str.match(_ISO_DATE) & (updated <= today.isoformat())]
    return str(updated.max()) if len(updated) else today.isoformat()


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
