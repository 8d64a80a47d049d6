"""One source at several dates: what opened, what closed, what moved, and the years that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.data.stores.dataset import RECORD_COLUMNS
from dashboard.domain.vocabulary import Status

MOVED_BEYOND_M = 500.0
"""Distance from which the same record is said to have moved within its commune."""
_METRES_PER_DEGREE = 111_320.0
_KEY = ["source", "id"]


@dataclass(frozen=True, eq=False)
class EditionChanges:
    """What differs between two editions: tables of ``source, id, name, commune_code``.

    ``moved`` has ``commune_code_before`` and ``distance_m`` too (NaN where a position is unknown).
    """

    opened: pd.DataFrame
    closed: pd.DataFrame
    moved: pd.DataFrame


def merge_editions(editions: Sequence[tuple[str, pd.DataFrame]]) -> pd.DataFrame:
    """Make one set of records of a source's editions.

    Args:
        editions: ISO date and records (``RECORD_COLUMNS``) of each edition, in any order.

    Returns:
        One row per (source, id) with the values of its latest edition, ``first_edition``,
        ``last_edition``, ``start_year`` and ``end_year`` (``Int16``, missing where unknown), index
        from 0. A record begins in the year it says, else in that of the first edition that has it,
        unless this is the earliest imported: it may be much older. It ends in the year it says,
        else in that of the last edition that has it when a later one has it no more.
    """
    ordered = sorted(editions, key=lambda pair: pair[0])
    if not ordered:
        return pd.DataFrame(columns=[*RECORD_COLUMNS, "first_edition", "last_edition"])
    stacked = pd.concat(
        [table.assign(edition=edition) for edition, table in ordered], ignore_index=True
    )
    seen = stacked.groupby(_KEY, sort=False)["edition"].agg(["first", "last"]).reset_index()
    latest = stacked.drop_duplicates(_KEY, keep="last")
    merged = latest.drop(columns="edition").merge(seen, on=_KEY)
    merged = merged.rename(columns={"first": "first_edition", "last": "last_edition"})
    earliest, newest = ordered[0][0], ordered[-1][0]
    appeared = merged["first_edition"].where(merged["first_edition"] > earliest, "")
    gone = merged["last_edition"] < newest
    vanished = merged["last_edition"].where(gone, "")
    return merged.assign(
        start_year=_year(merged["started_on"].where(merged["started_on"] != "", appeared)),
        end_year=_year(merged["ended_on"].where(merged["ended_on"] != "", vanished)),
        status=merged["status"].mask(gone, str(Status.ENDED)),
    )


def compare_editions(before: pd.DataFrame, after: pd.DataFrame) -> EditionChanges:
    """Tell what opened, closed and moved from one edition of a source to the next.

    Args:
        before: the records (``RECORD_COLUMNS``) of the earlier edition.
        after: those of the later one. The same (source, id) is the same record.
    """
    told = [*_KEY, "name", "commune_code"]
    both = before.merge(after, on=_KEY, suffixes=("_before", ""))
    distance = _distance_m(both)
    other = (both["commune_code"] != both["commune_code_before"]) | (distance > MOVED_BEYOND_M)
    moved = both.assign(distance_m=distance)[other.to_numpy()]
    return EditionChanges(
        opened=_absent(after, before)[told],
        closed=_absent(before, after)[told],
        moved=moved[[*told, "commune_code_before", "distance_m"]].reset_index(drop=True),
    )


def _absent(records: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    known = pd.MultiIndex.from_frame(others[_KEY])
    return records[~pd.MultiIndex.from_frame(records[_KEY]).isin(known)].reset_index(drop=True)


def _distance_m(both: pd.DataFrame) -> pd.Series[float]:
    """Return the distance between both positions, metres on a local plane, NaN where unknown."""
    north = (both["latitude"] - both["latitude_before"]) * _METRES_PER_DEGREE
    east = (both["longitude"] - both["longitude_before"]) * _METRES_PER_DEGREE
    distance: pd.Series[float] = np.hypot(north, east * np.cos(np.radians(both["latitude"])))
    return distance


def _year(texts: pd.Series[str]) -> pd.Series:
    years = texts.str[:4]
    return pd.to_numeric(years.where(years != "")).astype("Int16")
