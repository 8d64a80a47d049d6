"""What « Près de chez vous » looks things up in, built once per atlas."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial import cKDTree
from shapely import STRtree

from dashboard.analysis.kernel.places import Places
from dashboard.analysis.kernel.projection import to_metres
from dashboard.analysis.kernel.results import BoolArray, FloatArray, IntArray
from dashboard.analysis.opening_hours.evaluate import OpenHours, build_open_hours
from dashboard.analysis.region_index import RegionIndex
from dashboard.domain.territory import FormerCommune, Level
from dashboard.domain.vocabulary import OVER

_ARRONDISSEMENT = "ARM"
_TEXTS = ("name", "address", "phone", "email", "website", "opening_hours", "cost")


@dataclass(frozen=True, eq=False)
class NearbyIndex:
    """The ``p`` places of all records in metres, with what filters need of them.

    Attributes:
        coordinates: of places, EPSG:2154, shape ``(p, 2)``, in the order of ``places``.
        tree: the k-d tree of ``coordinates``.
        commune: of places, the row of their commune (-1: none).
        epci: of places, the row of their EPCI (-1: none).
        travelling: of places, whether it is a stop of a round.
        callable: of places, whether a phone is known.
        reachable: of places, whether a phone or hours are known.
        filled: of places, how many of the texts shown are known.
        hours: the opening hours of each place.
        by_record: the places of record ``i`` are ``by_record[starts[i]:starts[i + 1]]``.
        placed: of records, whether it has a place on the map.
        contact: of records, the row of a place without a commune (-1: none).
        remote: as ``contact``, where it is reached from afar, not merely somewhere in a département.
        remote_hours: of records, when the remote place answers.
        over: of records, whether it ended or no list has it any more.
        columns: the table of places by column, then row.
        halls: of communes, in row order, the town halls, metres, NaN where unknown.
        shapes: of communes, in row order, the polygons, degrees.
        former: the former communes by code; no living commune has it.
    """

    places: Places
    coordinates: FloatArray
    tree: cKDTree
    commune: IntArray
    epci: IntArray
    travelling: BoolArray
    callable: BoolArray
    reachable: BoolArray
    filled: IntArray
    hours: OpenHours
    by_record: IntArray
    starts: IntArray
    placed: BoolArray
    contact: IntArray
    remote: IntArray
    remote_hours: OpenHours
    over: BoolArray
    columns: Mapping[str, tuple[Any, ...]]
    halls: FloatArray
    shapes: STRtree
    former: Mapping[str, FormerCommune]


def build_nearby_index(  # noqa: PLR0913 - one table each
    region_index: RegionIndex,
    *,
    initiatives: pd.DataFrame,
    places: pd.DataFrame,
    communes: gpd.GeoDataFrame,
    town_halls: pd.DataFrame,
    former_communes: pd.DataFrame,
) -> NearbyIndex:
    """Project, index and join the places once.

    Args:
        region_index: the records and the distinct places of the same tables.
        initiatives: one row per record, numbered from 0; ``id`` and ``status``.
        places: ``initiative_id, commune_code, travelling`` and the texts shown of a place.
        communes: polygons in EPSG:4326, in the order of the communes' rows.
        town_halls: ``commune_code, longitude, latitude``.
        former_communes: ``code, name, kind, commune_code``: the commune of today.
    """
    located = region_index.places
    rows = region_index.territories[Level.COMMUNE]
    commune = np.array([rows.rows.get(code, -1) for code in located.commune_code], dtype=np.int64)
    coordinates = to_metres(located.longitude, located.latitude)
    order = np.argsort(located.record, kind="stable")
    placed = np.zeros(len(initiatives), dtype=np.bool_)
    placed[located.record] = True
    columns: dict[str, tuple[Any, ...]] = {name: _texts(places, name) for name in _TEXTS}
    columns |= {name: tuple(places[name]) for name in ("head_office", "other_hours", "postal_code")}
    contact = _contacts(places, initiatives)
    elsewhere = _at(contact, places["somewhere_code"].ne("").to_numpy(np.bool_))
    remote = np.where(elsewhere, -1, contact)
    return NearbyIndex(
        places=located,
        coordinates=coordinates,
        tree=cKDTree(coordinates),
        commune=commune,
        epci=np.where(commune >= 0, rows.parents[Level.EPCI][commune], -1),
        travelling=_at(located.row, places["travelling"].to_numpy(np.bool_)),
        callable=_known(located.row, columns, ("phone",)) > 0,
        reachable=_known(located.row, columns, ("phone", "opening_hours")) > 0,
        filled=_known(located.row, columns, _TEXTS),
        hours=build_open_hours(_recorded(located.row, columns["opening_hours"])),
        by_record=order,
        starts=np.searchsorted(located.record[order], np.arange(len(initiatives) + 1)),
        placed=placed,
        contact=contact,
        remote=remote,
        remote_hours=build_open_hours(_recorded(remote, columns["opening_hours"])),
        over=initiatives["status"].isin(OVER).to_numpy(np.bool_),
        columns=columns,
        halls=_halls(town_halls, rows.codes),
        shapes=STRtree(communes.geometry.to_numpy()),
        former=_former(former_communes, living=rows.rows),
    )


def places_of(index: NearbyIndex, records: IntArray) -> tuple[IntArray, IntArray]:
    """Return the places of some records: rows of ``index.places``, and whose each is in ``records``."""
    numbers = index.starts[records + 1] - index.starts[records]
    owner = np.repeat(np.arange(len(records)), numbers)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(numbers) - numbers, numbers)
    return index.by_record[index.starts[records][owner] + within], owner


def place_text(index: NearbyIndex, row: int, column: str) -> str:
    """Read a text of the table of places; empty for a place no row describes."""
    text: str = index.columns[column][row] if row >= 0 else ""
    return text


def _texts(places: pd.DataFrame, name: str) -> tuple[str, ...]:
    return tuple(places[name].fillna(""))


def _recorded(rows: IntArray, hours: tuple[str, ...]) -> list[str]:
    return [hours[row] if row >= 0 else "" for row in rows.tolist()]


def _known(
    rows: IntArray, columns: Mapping[str, tuple[str, ...]], names: Sequence[str]
) -> IntArray:
    """Count, for each place, the texts of some columns that are known; none where no row describes it."""
    numbers = sum(
        np.array([text != "" for text in columns[name]], dtype=np.int64) for name in names
    )
    padded = np.append(numbers, 0)
    return padded[rows]


def _at(rows: IntArray, marks: BoolArray) -> BoolArray:
    """Read a mark of the table of places for each place; false where no row describes it."""
    padded = np.append(marks, False)
    return padded[rows]


def _contacts(places: pd.DataFrame, initiatives: pd.DataFrame) -> IntArray:
    """Return the first place without a commune of each record."""
    away = places["commune_code"].fillna("").eq("") & places["latitude"].isna()
    rows = np.flatnonzero(away.to_numpy(np.bool_))
    record = pd.Index(initiatives["id"]).get_indexer(places["initiative_id"].iloc[rows])
    rows, record = rows[record >= 0], record[record >= 0]
    contact = np.full(len(initiatives), -1, dtype=np.int64)
    # Written from last to first, so that the first place stays.
    contact[record[::-1]] = rows[::-1]
    return contact


def _former(table: pd.DataFrame, *, living: Container[str]) -> dict[str, FormerCommune]:
    """Index former communes by code; a living commune goes before a former one of the same code."""
    names = table["name"].fillna("")
    return {
        code: FormerCommune(code, name, kind == _ARRONDISSEMENT, today)
        for code, name, kind, today in zip(
            table["code"], names, table["kind"], table["commune_code"], strict=True
        )
        if code not in living
    }


def _halls(town_halls: pd.DataFrame, codes: tuple[str, ...]) -> FloatArray:
    known = town_halls.set_index("commune_code").reindex(list(codes))
    return to_metres(known["longitude"], known["latitude"])
