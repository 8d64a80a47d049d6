"""What is put right in the rows of any list, whatever its format."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from dashboard.domain.importing import Remark
from dashboard.domain.vocabulary import Status

_AHEAD = "Cette date est à venir : elle ne peut dater une mise à jour, et est laissée de côté."


def mend_rows(rows: pd.DataFrame, *, today: dt.date) -> tuple[pd.DataFrame, tuple[Remark, ...]]:
    """Leave out updates that lie ahead, and say ended what a past date ends.

    Args:
        rows: the common table.
        today: the date of the import.

    Returns:
        The rows, and a remark per date left out.
    """
    now = today.isoformat()
    ahead = rows["updated_on"].str.slice(stop=len(now)) > now
    remarks = tuple(
        Remark(line, "updated_on", date, _AHEAD)
        for line, date in zip(
            rows.loc[ahead, "line"].tolist(), rows.loc[ahead, "updated_on"].tolist(), strict=True
        )
    )
    # A year alone is over when another has begun: ``2018`` sorts before ``2018-…`` but not before 2019.
    ended = (rows["ended_on"] != "") & (rows["ended_on"] + "-99" < now) & (rows["status"] == "")
    if not (ahead.any() or ended.any()):
        return rows, remarks
    mended = rows.assign(
        updated_on=rows["updated_on"].mask(ahead, ""),
        status=rows["status"].mask(ended, str(Status.ENDED)),
    )
    return mended, remarks
