"""The same service under several sources: numbered alike, never erased.

Thresholds and a judged sample are in ``docs/decisions/12-duplicates.md``.
"""

from __future__ import annotations

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
_Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]


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
    left, right, floor = _candidates(table, records)
    likeness = process.cpdist(
        table["name"].to_numpy(object)[left].tolist(),
        table["name"].to_numpy(object)[right].tolist(),
        scorer=fuzz.token_sort_ratio,
    )
    alike = likeness >= floor
    order = np.lexsort((right[alike], left[alike], -likeness[alike]))
    pairs = zip(left[alike][order].tolist(), right[alike][order].tolist(), strict=True)
    return _joined(pairs, table["source"].tolist())


def _candidates(
    table: pd.DataFrame, records: pd.DataFrame
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return pairs of rows of different sources, each once, and the likeness asked of their names."""
    addressed = (table["address"] != "") & (table["commune"] != "")
    vague = ~table["placed"] & ~addressed & (table["commune"] != "")
    at_place = [_near(table, records), _equal(table[addressed], ["commune", "address"])]
    named = _equal(table[table["commune"] != ""], ["commune", "name"])
    either = vague.to_numpy()[named[0]] | vague.to_numpy()[named[1]]
    somewhere = (named[0][either], named[1][either])
    left = np.concatenate([pairs[0] for pairs in (*at_place, somewhere)])
    right = np.concatenate([pairs[1] for pairs in (*at_place, somewhere)])
    floor = np.full(left.size, ALIKE)
    floor[left.size - somewhere[0].size :] = ALIKE_WITHOUT_PLACE
    source = table["source"].to_numpy()
    chosen = source[left] != source[right]
    found = pd.DataFrame({"left": left[chosen], "right": right[chosen], "floor": floor[chosen]})
    found = found.groupby(["left", "right"], sort=False)[["floor"]].min().reset_index()
    return (
        found["left"].to_numpy(np.int64),
        found["right"].to_numpy(np.int64),
        found["floor"].to_numpy(np.float64),
    )


def _near(table: pd.DataFrame, records: pd.DataFrame) -> _Pairs:
    """Pair the rows within ``NEAR_M``: reprojected once, as distances need metres."""
    rows = np.flatnonzero(table["placed"])
    placed = records.iloc[rows]
    degrees = gpd.points_from_xy(placed["longitude"], placed["latitude"], crs="EPSG:4326")
    points = np.asarray(shapely.points(shapely.get_coordinates(degrees.to_crs("EPSG:2154"))))
    if not rows.size:
        return rows, rows
    first, second = shapely.STRtree(points).query(points, predicate="dwithin", distance=NEAR_M)
    once = first < second
    return rows[first[once]], rows[second[once]]


def _equal(table: pd.DataFrame, columns: list[str]) -> _Pairs:
    """Pair the rows that agree on ``columns`` and not on their source."""
    keyed = table[[*columns, "source"]].assign(row=table.index)
    several = keyed[keyed.duplicated(columns, keep=False)]
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
