"""What is put right in the rows of any list, whatever its format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd

from dashboard.domain.importing import Remark
from dashboard.domain.vocabulary import Status

_AHEAD = "Cette date est à venir : elle ne peut dater une mise à jour, et est laissée de côté."


def mend_rows(rows: pd.DataFrame, *, today: dt.date) -> tuple[pd.DataFrame, tuple[Remark, ...]]:
    """Leave out updates that lie ahead, and mark as ended the rows that a past date ends.

    Args:
        rows: the common table.
        today: the date of the import.

    Returns:
        The rows, and a remark per date left out.
    """
    now = today.isoformat()
    # Days are few and rows may be a million: days are looked at once each.
    ahead = rows["updated_on"].isin(_days(rows["updated_on"], lambda day: day[: len(now)] > now))
    # A year alone is over when another has begun: ``2018`` sorts before ``2018-…`` but not before 2019.
    past = _days(rows["ended_on"], lambda day: bool(day) and f"{day}-99" < now)
    if not (past or ahead.any()):
        return rows, ()
    remarks = tuple(
        Remark(line, "updated_on", date, _AHEAD)
        for line, date in zip(
            rows.loc[ahead, "line"].tolist(), rows.loc[ahead, "updated_on"].tolist(), strict=True
        )
    )
    ended = rows["ended_on"].isin(past) & (rows["status"] == "")
    mended = rows.assign(
        updated_on=rows["updated_on"].mask(ahead, ""),
        status=rows["status"].mask(ended, str(Status.ENDED)),
    )
    return mended, remarks


def _days(cells: pd.Series[str], wanted: Callable[[str], bool]) -> list[str]:
    """List the distinct days that are ``wanted``."""
    return [day for day in cells.unique() if wanted(day)]
