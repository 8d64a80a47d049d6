"""Which record of an edition is which of the one before: by id, unless ids were given anew."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from dashboard.data.duplicates.across import link_across_sources
from dashboard.data.duplicates.names import NO_WORDS, spell_kinds, take_apart

UNLIKE = 50.0
"""Likeness of the own words of two names (0 to 100) under which they have nothing in common."""
STAYED_M = 2_000.0
"""Nearer than this an id means the same record, whatever commune and name have become."""
_METRES_PER_DEGREE = 111_320.0
_JOINT = "\N{UNIT SEPARATOR}"


def follow(before: pd.DataFrame, after: pd.DataFrame) -> NDArray[np.int64]:
    """Find each record of ``after`` in ``before``.

    The same (source, id) is the same record, unless commune, place and name all disagree: then the
    id was given to another one, and what is left of its source is matched by name and place. So is
    a source none of whose ids is known: it is numbered anew, as where its list is written otherwise.

    Args:
        before: records of earlier editions, each (source, id) once, index from 0.
        after: records of the next edition, each (source, id) once, index from 0.

    Returns:
        Shape ``(len(after),)``: row of ``before``, -1 for a record it does not have.
    """
    rows = pd.Index(record_keys(before)).get_indexer(pd.Index(record_keys(after)))
    rows = rows.astype(np.int64)
    reused = _reused(before, after, rows)
    rows[reused] = -1
    numbered_anew = _numbered_anew(before, after, rows) | frozenset(after.loc[reused, "source"])
    _match_left(before, after, rows, numbered_anew)
    return rows


def _numbered_anew(
    before: pd.DataFrame, after: pd.DataFrame, rows: NDArray[np.int64]
) -> frozenset[str]:
    """List the sources that both have, and not one id of which is the same."""
    return frozenset(
        set(after["source"]) & set(before["source"]) - set(after.loc[rows >= 0, "source"])
    )


def record_keys(records: pd.DataFrame) -> pd.Series[str]:
    """Join source and id: an id alone may be another source's too."""
    return records["source"].str.cat(records["id"], sep=_JOINT)


def distance_m(before: pd.DataFrame, after: pd.DataFrame) -> NDArray[np.float64]:
    """Return the distance between rows side by side: metres on a local plane, NaN if unknown."""
    latitude = after["latitude"].to_numpy(np.float64)
    north = latitude - before["latitude"].to_numpy(np.float64)
    east = (after["longitude"].to_numpy() - before["longitude"].to_numpy()).astype(np.float64)
    metres: NDArray[np.float64] = _METRES_PER_DEGREE * np.hypot(
        north, east * np.cos(np.radians(latitude))
    )
    return metres


def _reused(
    before: pd.DataFrame, after: pd.DataFrame, rows: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Mark the records of ``after`` whose id meant something else entirely, shape ``(len(after),)``."""
    reused = np.zeros(len(after), dtype=np.bool_)
    identified = np.flatnonzero(rows >= 0)
    old, new = before.iloc[rows[identified]], after.iloc[identified]
    ours, theirs = old["commune_code"].to_numpy(), new["commune_code"].to_numpy()
    elsewhere = (ours != theirs) & (ours != "") & (theirs != "")
    elsewhere &= ~(distance_m(old, new) <= STAYED_M)
    old, new, identified = old[elsewhere], new[elsewhere], identified[elsewhere]
    names = [_own_words(records["name"]) for records in (old, new)]
    likeness = process.cpdist(*names, scorer=fuzz.token_set_ratio)
    both_named = np.array(
        [bool(old_name and new_name) for old_name, new_name in zip(*names, strict=True)], np.bool_
    )
    reused[identified[(likeness < UNLIKE) & both_named]] = True
    return reused


def _own_words(names: pd.Series[str]) -> list[str]:
    """Remove from names what all those of a source share, as « France services »: it is no agreement."""
    return [take_apart(spell_kinds(name), NO_WORDS).core for name in names.tolist()]


def _match_left(
    before: pd.DataFrame, after: pd.DataFrame, rows: NDArray[np.int64], sources: frozenset[str]
) -> None:
    """Fill ``rows`` for the records of ``sources`` not found yet, linked as two sources would be."""
    matched = np.zeros(len(before), dtype=np.bool_)
    matched[rows[rows >= 0]] = True
    for source in sorted(sources):
        old = np.flatnonzero(~matched & (before["source"] == source).to_numpy())
        new = np.flatnonzero((rows < 0) & (after["source"] == source).to_numpy())
        both = pd.concat(
            [before.iloc[old].assign(source="before"), after.iloc[new].assign(source="after")],
            ignore_index=True,
        )
        clusters = link_across_sources(both)[len(old) :]
        linked = clusters < len(old)
        rows[new[linked]] = old[clusters[linked]]
