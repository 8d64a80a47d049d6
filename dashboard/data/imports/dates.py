"""The edition of a file: the date its publisher gave it, or the latest one it holds."""

from __future__ import annotations

import datetime as dt

import pandas as pd

_ISO_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def latest_update(rows: pd.DataFrame, *, today: dt.date) -> str:
    """Return the latest update of a file's rows, as an ISO date; empty where none has one.

    Args:
        rows: the common table, whose ``updated_on`` holds ISO dates.
        today: the date of the import; a later date in the file is a mistake and does not count.
    """
    updated = rows["updated_on"]
    updated = updated[updated.str.match(_ISO_DATE) & (updated <= today.isoformat())]
    return str(updated.max()) if len(updated) else ""
