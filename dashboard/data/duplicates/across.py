"""The same service under several sources: numbered alike, never erased.

Thresholds and a judged sample are in ``docs/decisions/12-duplicates.md``.
"""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from dashboard.data.duplicates.keys import address_keys, name_keys

NEAR_M = 200.0
"""Positions of one building differ by as much from one geocoder to another."""
ALIKE = 85.0
"""Likeness of names (0 to 100, order of words left aside) at the same place."""
ALIKE_WITHOUT_PLACE = 95.0
"""The same where nothing but the commune tells where one of both is."""
AT_ONCE = 2_000
"""Rows whose neighbours are looked for together: the pairs found stay within memory."""
MOST_ALONE = 2
"""Sources from which there is something to compare."""
_Rows = NDArray[np.int64]
_Likeness = NDArray[np.float64]
_Pairs = tuple[_Rows, _Rows]


def link_across_sources(records: pd.DataFrame) -> NDArray[np.int64]:
    """Number the records so that the same service has one number under all its sources.

    Records of different sources are the same when their names are alike and they stand at the same
    place: within ``NEAR_M``, or at the same number of the same street of a commune. Where one of
    them has neither position nor address, the same commune and nearly the same name will do. Most
    alike pairs are joined first, and two records of one source never come together.

    Args:
        records: ``source, name, address, city, commune_code, longitude, latitude`` (degrees, NaN
            where unknown), index from 0.

    Returns:
        Shape ``(n,)``: the row of the first record of each group.
    """
    table = pd.DataFrame(
        {
            "name": name_keys(records["name"], records["city"]),
            "address": address_keys(records["address"]),
            "commune": records["commune_code"],
            "source": pd.factorize(records["source"])[0],
            "placed": records["longitude"].notna() & records["latitude"].notna(),
        }
    ).reset_index(drop=True)
    found = [
        _alike(table, pairs, floor) for pairs, floor in _candidates(table, records) if len(pairs[0])
    ]
    if not found:
        return np.arange(len(table), dtype=np.int64)
    left, right, likeness = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.lexsort((right, left, -likeness))
    ordered = zip(left[order].tolist(), right[order].tolist(), strict=True)
    return _joined(ordered, table["source"].tolist())


def _candidates(table: pd.DataFrame, records: pd.DataFrame) -> Iterator[tuple[_Pairs, float]]:
    """Yield pairs of rows of different sources, and the likeness asked of their names."""
    if table["source"].nunique() < MOST_ALONE:
        return
    addressed = (table["address"] != "") & (table["commune"] != "")
    for pairs in _near(table, records):
        yield pairs, ALIKE
    yield _equal(table[addressed], ["commune", "address"]), ALIKE
    vague = (~table["placed"] & ~addressed).to_numpy()
    left, right = _equal(table[table["commune"] != ""], ["commune", "name"], alone=True)
    either = vague[left] | vague[right]
    yield (left[either], right[either]), ALIKE_WITHOUT_PLACE


def _alike(table: pd.DataFrame, pairs: _Pairs, floor: float) -> tuple[_Rows, _Rows, _Likeness]:
    """Keep the pairs whose names are alike, with how much."""
    left, right = pairs
    names = table["name"].to_numpy(object)
    likeness = process.cpdist(
        names[left].tolist(), names[right].tolist(), scorer=fuzz.token_sort_ratio
    )
    kept = likeness >= floor
    return left[kept], right[kept], likeness[kept].astype(np.float64)


def _near(table: pd.DataFrame, records: pd.DataFrame) -> Iterator[_Pairs]:
    """Pair the rows of different sources within ``NEAR_M``, some thousands at a time.

    Positions are reprojected once, since distances need metres. Each source is compared with the
    smaller ones: many records of one source may share a town's centre.
    """
    rows = np.flatnonzero(table["placed"])
    source = table["source"].to_numpy()[rows]
    placed = records.iloc[rows]
    degrees = gpd.points_from_xy(placed["longitude"], placed["latitude"], crs="EPSG:4326")
    points = np.asarray(shapely.points(shapely.get_coordinates(degrees.to_crs("EPSG:2154"))))
    if not rows.size:
        return
    sources, sizes = np.unique(source, return_counts=True)
    largest_first = sources[np.argsort(-sizes, kind="stable")].tolist()
    for rank, one in enumerate(largest_first):
        own = np.flatnonzero(source == one)
        others = np.flatnonzero(np.isin(source, largest_first[rank + 1 :]))
        tree = shapely.STRtree(points[own])
        for start in range(0, others.size, AT_ONCE):
            asked = others[start : start + AT_ONCE]
            first, second = tree.query(points[asked], predicate="dwithin", distance=NEAR_M)
            pair = np.sort([rows[asked[first]], rows[own[second]]], axis=0)
            yield pair[0], pair[1]


def _equal(table: pd.DataFrame, columns: list[str], *, alone: bool = False) -> _Pairs:
    """Pair the rows that agree on ``columns`` and not on their source.

    With ``alone``, only rows that no other one of their source is like: which of two would be meant
    is not known.
    """
    keyed = table[[*columns, "source"]].assign(row=table.index)
    if alone:
        keyed = keyed[~keyed.duplicated([*columns, "source"], keep=False)]
    sources = keyed.groupby(columns)["source"].transform("nunique")
    several = keyed[sources > 1]
    pairs = several.merge(several, on=columns, suffixes=("", "_other"))
    pairs = pairs[(pairs["row"] < pairs["row_other"]) & (pairs["source"] != pairs["source_other"])]
    return pairs["row"].to_numpy(np.int64), pairs["row_other"].to_numpy(np.int64)


def _joined(pairs: zip[tuple[int, int]], source: list[int]) -> NDArray[np.int64]:
    """Join pairs in their order, unless two records of one source would come together."""
    head = list(range(len(source)))
    held: dict[int, set[int]] = {}

    def first(row: int) -> int:
        while head[row] != row:
            head[row] = head[head[row]]
            row = head[row]
        return row

    for left, right in pairs:
        a, b = sorted((first(left), first(right)))
        ours, theirs = held.get(a, {source[a]}), held.get(b, {source[b]})
        if a != b and not ours & theirs:
            head[b] = a
            held[a] = ours | theirs
    return np.array([first(row) for row in range(len(head))], dtype=np.int64)
