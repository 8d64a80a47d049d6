"""One source at several dates: what is new, no longer listed or moved, and the years that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.data.imports.followed import distance_m, follow, record_keys
from dashboard.data.stores.dataset import RECORD_COLUMNS

MOVED_BEYOND_M = 500.0
"""Distance from which the same record counts as moved within its commune."""
_TOLD = ["source", "id", "name", "commune_code"]
_FOLLOWED = ["first_edition", "last_edition", "dropped_on", "withdrawn", "appeared_on"]


@dataclass(frozen=True, eq=False)
class Edition:
    """One dated state of a source.

    Attributes:
        date: ISO, empty where unknown: such an edition drops nothing, and nothing of it is dropped.
        table: its records (``RECORD_COLUMNS``).
        exhaustive: whether it lists every service of its kind.
    """

    date: str
    table: pd.DataFrame
    exhaustive: bool = False


@dataclass(frozen=True, eq=False)
class EditionChanges:
    """What differs between two editions: tables of ``source, id, name, commune_code``.

    ``moved`` has ``commune_code_before`` and ``distance_m`` too (NaN where a position is unknown).
    """

    new: pd.DataFrame
    dropped: pd.DataFrame
    moved: pd.DataFrame


def merge_editions(editions: Sequence[Edition]) -> pd.DataFrame:
    """Make one set of records of a source's editions.

    What a later edition does not list any more has not ended for that: only an exhaustive edition
    withdraws what it leaves out. An edition without any record of a source within the list (data·inclusion
    gathers several) proves nothing about it.

    Args:
        editions: in any order.

    Returns:
        One row per record with the values of its latest edition, index from 0, and:

        - ``first_edition`` and ``last_edition``, the dates of the editions that list it;
        - ``dropped_on``, the date of the first edition since that lists it no more, else empty;
        - ``withdrawn``, whether that edition is exhaustive;
        - ``start_year`` and ``end_year`` (``Int64``, missing where unknown): its own. A record that
          has none begins in the year of the first edition that has it when the one before was
          exhaustive and had it not.

        (source, id) is unique: a record whose id was given to another one is distinguished by the
        edition that had it last, as ``12@2020-01-31``.
    """
    known = pd.DataFrame(columns=[*RECORD_COLUMNS, *_FOLLOWED])
    before = Edition("", known)
    for rank, edition in enumerate(sorted(editions, key=lambda edition: edition.date)):
        seen = edition.table.reset_index(drop=True).assign(
            first_edition=edition.date,
            last_edition=edition.date,
            dropped_on="",
            withdrawn=False,
            appeared_on="",
        )
        known = _continued(known, seen, edition, before) if rank else seen
        before = edition
    begun = known["started_on"].where(known["started_on"] != "", known["appeared_on"])
    return known.drop(columns="appeared_on").assign(
        start_year=_year(begun), end_year=_year(known["ended_on"])
    )


def compare_editions(before: pd.DataFrame, after: pd.DataFrame) -> EditionChanges:
    """Return what is new, no longer listed and moved from one edition of a source to the next.

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
        new=after.loc[~stayed, _TOLD].reset_index(drop=True),
        dropped=_without(before, rows[stayed])[_TOLD].reset_index(drop=True),
        moved=moved[other | (distance > MOVED_BEYOND_M)].reset_index(drop=True),
    )


def _continued(
    known: pd.DataFrame, table: pd.DataFrame, edition: Edition, before: Edition
) -> pd.DataFrame:
    """Add the next edition to what is known: its own rows replace the records they continue."""
    rows = follow(known, table)
    stayed = rows >= 0
    table = table.assign(
        first_edition=_carried(known, table, "first_edition", rows),
        appeared_on=_carried(known, table, "appeared_on", rows),
    )
    new = ~stayed & table["source"].isin(known["source"]).to_numpy()
    if before.exhaustive:
        table = table.assign(appeared_on=table["appeared_on"].mask(new, edition.date))
    left = _without(known, rows[stayed])
    # What nobody dates may be later than this edition: it is not dropped by it.
    dropped = (left["dropped_on"] == "") & (left["last_edition"] != "")
    dropped &= left["source"].isin(table["source"])
    reused = record_keys(left).isin(record_keys(table))
    left = left.assign(
        id=left["id"].mask(reused, left["id"] + "@" + left["last_edition"]),
        dropped_on=left["dropped_on"].mask(dropped, edition.date),
        withdrawn=left["withdrawn"].mask(dropped, edition.exhaustive).astype("bool"),
    )
    return pd.concat([left, table], ignore_index=True)


def _carried(
    known: pd.DataFrame, table: pd.DataFrame, column: str, rows: NDArray[np.int64]
) -> NDArray[np.object_]:
    """Copy a column from the records that ``table`` continues."""
    values = table[column].to_numpy(object, copy=True)
    values[rows >= 0] = known[column].to_numpy(object)[rows[rows >= 0]]
    return values


def _without(records: pd.DataFrame, rows: NDArray[np.int64]) -> pd.DataFrame:
    remaining = np.ones(len(records), dtype=np.bool_)
    remaining[rows] = False
    return records[remaining]


def _year(texts: pd.Series[str]) -> pd.Series[int]:
    years: pd.Series[int] = pd.to_numeric(texts.str[:4], errors="coerce").astype("Int64")
    return years
