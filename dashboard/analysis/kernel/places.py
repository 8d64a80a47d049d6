"""Where initiatives are drawn: one point per distinct position."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.kernel.results import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Places:
    """The places of all records, one row per distinct (position, record), sorted by position.

    Attributes:
        position: the number of its distinct coordinates, from 0.
        approximate: true where only the commune is known and the point is its town hall.
        row: the row of the place's table, -1 where an initiative only names the commune.
        unplaced: how many places have neither.
    """

    position: IntArray
    record: IntArray
    longitude: FloatArray
    latitude: FloatArray
    commune_code: NDArray[np.object_]
    approximate: BoolArray
    row: IntArray
    unplaced: int


def build_places(
    places: pd.DataFrame, initiatives: pd.DataFrame, *, town_halls: pd.DataFrame
) -> Places:
    """Set the position of every place: its own, or the town hall of its commune.

    A commune that an initiative names without describing a place there counts as a place too.

    Args:
        places: ``initiative_id, commune_code, latitude, longitude``, missing where not known.
        initiatives: one row per record, numbered from 0; ``id`` and ``commune_codes``.
        town_halls: ``commune_code, latitude, longitude``, one row per commune.
    """
    listed = pd.concat(
        [_described(places, initiatives), _only_named(places, initiatives)], ignore_index=True
    )
    located = _positioned(listed, town_halls)
    known = located.dropna(subset=["longitude", "latitude"])
    position = known.groupby(["longitude", "latitude"]).ngroup()
    rows = (
        known.assign(position=position)
        .sort_values(["position", "record", "approximate"], kind="stable")
        .drop_duplicates(["position", "record"])
    )
    return Places(
        position=rows["position"].to_numpy(np.int64),
        record=rows["record"].to_numpy(np.int64),
        longitude=rows["longitude"].to_numpy(np.float64),
        latitude=rows["latitude"].to_numpy(np.float64),
        commune_code=rows["commune_code"].fillna("").to_numpy(object),
        approximate=rows["approximate"].to_numpy(np.bool_),
        row=rows["row"].to_numpy(np.int64),
        unplaced=len(located) - len(known),
    )


def position_count(places: Places, kept: BoolArray) -> int:
    """Count the distinct positions of the kept records; ``kept`` has shape ``(records,)``."""
    return int((np.diff(places.position[kept[places.record]], prepend=-1) != 0).sum())


def initiative_points(places: Places, kept: BoolArray) -> pd.DataFrame:
    """Gather the places of the kept records by position.

    Args:
        places: the places of all records.
        kept: which records pass the filters, shape ``(records,)``.

    Returns:
        One row per distinct position: ``longitude`` and ``latitude`` in degrees, ``records`` (a
        tuple of record numbers, rising), ``commune_code`` and ``approximate``, true where every
        initiative there is known to its commune only.
    """
    rows = np.flatnonzero(kept[places.record])
    starts = np.flatnonzero(np.diff(places.position[rows], prepend=-1))
    heads = rows[starts]
    stops = np.append(starts[1:], rows.size)
    records = places.record[rows].tolist()
    groups = [tuple(records[a:b]) for a, b in zip(starts.tolist(), stops.tolist(), strict=False)]
    rough = places.approximate[rows]
    return pd.DataFrame(
        {
            "longitude": places.longitude[heads],
            "latitude": places.latitude[heads],
            "records": pd.Series(groups, dtype=object),
            "commune_code": pd.Series(places.commune_code[heads], dtype="str"),
            "approximate": np.logical_and.reduceat(rough, starts) if starts.size else rough,
        }
    )


def _described(places: pd.DataFrame, initiatives: pd.DataFrame) -> pd.DataFrame:
    record = pd.Index(initiatives["id"]).get_indexer(places["initiative_id"])
    described = places.assign(record=record, row=np.arange(len(places)))
    columns = ["record", "row", "commune_code", "latitude", "longitude"]
    return described.loc[described["record"] >= 0, columns]


def _only_named(places: pd.DataFrame, initiatives: pd.DataFrame) -> pd.DataFrame:
    """List the (record, commune) pairs of the initiatives that no place describes."""
    named = initiatives["commune_codes"].reset_index(drop=True).explode().dropna()
    pairs = pd.DataFrame({"record": named.index, "commune_code": named.astype("str").to_numpy()})
    described = _described(places, initiatives)
    known = pd.MultiIndex.from_frame(described[["record", "commune_code"]])
    unknown = ~pd.MultiIndex.from_frame(pairs[["record", "commune_code"]]).isin(known)
    return pairs.loc[unknown].assign(row=-1, latitude=np.nan, longitude=np.nan)


def _positioned(listed: pd.DataFrame, town_halls: pd.DataFrame) -> pd.DataFrame:
    own = listed["longitude"].notna() & listed["latitude"].notna()
    halls = town_halls.set_index("commune_code")
    return listed.assign(
        longitude=listed["longitude"].where(own, listed["commune_code"].map(halls["longitude"])),
        latitude=listed["latitude"].where(own, listed["commune_code"].map(halls["latitude"])),
        approximate=~own,
    )
