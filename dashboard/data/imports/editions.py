"""One source at several dates: what opened, what closed, what moved, and the years that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.data.imports.followed import distance_m, follow, record_keys
from dashboard.data.stores.dataset import RECORD_COLUMNS
from dashboard.domain.vocabulary import Status

MOVED_BEYOND_M = 500.0
"""Distance from which the same record is said to have moved within its commune."""
_TOLD = ["source", "id", "name", "commune_code"]
_SEEN = ["first_edition", "last_edition"]


@dataclass(frozen=True, eq=False)
class EditionChanges:
    """What differs between two editions: tables of ``source, id, name, commune_code``.

    ``moved`` has ``commune_code_before`` and ``distance_m`` too (NaN where a position is unknown).
    """

    opened: pd.DataFrame
    closed: pd.DataFrame
    moved: pd.DataFrame


def merge_editions(editions: Sequence[tuple[str, pd.DataFrame]]) -> pd.DataFrame:
    """Make one set of records of a format's editions.

    Args:
        editions: ISO date and records (``RECORD_COLUMNS``) of each edition, in any order.

    Returns:
        One row per record with the values of its latest edition, ``first_edition``,
        ``last_edition``, ``start_year`` and ``end_year`` (``Int64``, missing where unknown), index
        from 0. A record begins in the year it says, else in that of the first edition that has it,
        unless this is the earliest of its source: it may be much older. It ends in the year it
        says, else in that of the last edition that has it when a later one of its source has it no
        more. (source, id) is unique: a record whose id was given to another one is told apart by
        the edition that had it last, as ``12@2020-01-31``.
    """
    known = pd.DataFrame(columns=[*RECORD_COLUMNS, *_SEEN])
    for rank, (edition, table) in enumerate(sorted(editions, key=lambda pair: pair[0])):
        seen = table.reset_index(drop=True).assign(first_edition=edition, last_edition=edition)
        known = _continued(known, seen) if rank else seen
    first, last = known["first_edition"], known["last_edition"]
    earliest = first.groupby(known["source"]).transform("min")
    gone = last < last.groupby(known["source"]).transform("max")
    appeared, vanished = first.where(first > earliest, ""), last.where(gone, "")
    return known.assign(
        start_year=_year(known["started_on"].where(known["started_on"] != "", appeared)),
        end_year=_year(known["ended_on"].where(known["ended_on"] != "", vanished)),
        status=known["status"].mask(gone, str(Status.ENDED)),
    )


def compare_editions(before: pd.DataFrame, after: pd.DataFrame) -> EditionChanges:
    """Tell what opened, closed and moved from one edition of a source to the next.

    Args:
        before: the records (``RECORD_COLUMNS``) of the earlier edition.
        after: those of the later one; see ``followed.follow`` for which is which.

    Returns:
        Records that are in another commune, or more than ``MOVED_BEYOND_M`` away, have moved; one
        whose commune is not known in both editions moves by its position only.
    """
    before, after = before.reset_index(drop=True), after.reset_index(drop=True)
    rows = follow(before, after)
    stayed = rows >= 0
    old = before.iloc[rows[stayed]].reset_index(drop=True)
    new = after[stayed].reset_index(drop=True)
    distance = distance_m(old, new)
    other = (old["commune_code"] != new["commune_code"]) & (old["commune_code"] != "")
    other &= new["commune_code"] != ""
    moved = new[_TOLD].assign(commune_code_before=old["commune_code"], distance_m=distance)
    return EditionChanges(
        opened=after.loc[~stayed, _TOLD].reset_index(drop=True),
        closed=_without(before, rows[stayed])[_TOLD].reset_index(drop=True),
        moved=moved[other | (distance > MOVED_BEYOND_M)].reset_index(drop=True),
    )


def _continued(known: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Add the next edition to what is known: its own rows stand for the records they continue."""
    rows = follow(known, table)
    stayed = rows >= 0
    first = table["first_edition"].to_numpy(copy=True)
    first[stayed] = known["first_edition"].to_numpy()[rows[stayed]]
    left = _without(known, rows[stayed])
    reused = record_keys(left).isin(record_keys(table))
    left = left.assign(id=left["id"].mask(reused, left["id"] + "@" + left["last_edition"]))
    return pd.concat([left, table.assign(first_edition=first)], ignore_index=True)


def _without(records: pd.DataFrame, rows: NDArray[np.int64]) -> pd.DataFrame:
    kept = np.ones(len(records), dtype=np.bool_)
    kept[rows] = False
    return records[kept]


def _year(texts: pd.Series[str]) -> pd.Series[int]:
    years: pd.Series[int] = pd.to_numeric(texts.str[:4], errors="coerce").astype("Int64")
    return years
