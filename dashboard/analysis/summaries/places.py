"""The places of the records of a territory, one row each, for files: none is lost for want of a point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from dashboard.analysis.catalogue_index import CatalogueIndex, rows_of
from dashboard.analysis.indicators.aggregation import presence
from dashboard.analysis.kernel.results import BoolArray
from dashboard.analysis.kernel.territories import Territories, members_of
from dashboard.analysis.region_index import RegionIndex
from dashboard.analysis.summaries.results import (
    ListedPlace,
    ListedPlaces,
    PlacePoint,
    PlaceTerritory,
    Relation,
)
from dashboard.domain.counting import Counting
from dashboard.domain.selections.filters import Filters
from dashboard.domain.territory import Level

_TEXTS = (
    "name", "address", "postal_code", "phone", "email", "website", "opening_hours", "cost",
)  # fmt: skip
NOWHERE = PlaceTerritory("", "")
"""A territory that is not known."""


def listed_places(
    catalogue_index: CatalogueIndex, region_index: RegionIndex, filters: Filters, code: str
) -> ListedPlaces:
    """List the places of the kept records that concern a territory, in the order of the records.

    A record located in the territory has its places there; one that serves it from elsewhere, or is
    somewhere in it, has all that is known of it. A record without any place has one row without a point.

    Args:
        catalogue_index: the tables.
        region_index: the precomputed arrays.
        filters: which records are kept.
        code: a territory, or the region for all that is kept, even what is attached to no territory.
    """
    relations = _relations(region_index, catalogue_index, filters, code)
    table = _places_of(catalogue_index, relations)
    inside = _inside(region_index, table["commune_code"], code)
    located = np.array(
        [relations[record] is Relation.LOCATED for record in table["record"]], np.bool_
    )
    shown = table[inside | ~located]
    halls = _hall_points(catalogue_index)
    rows = tuple(_listed(row, relations, region_index, halls) for row in rows_of(shown))
    counted = sum(relation.counted for relation in relations.values())
    return ListedPlaces(rows, len(relations), counted, len(table) - len(shown))


def _relations(
    region_index: RegionIndex, catalogue_index: CatalogueIndex, filters: Filters, code: str
) -> dict[int, Relation]:
    """Return the records to list, rising, and what each is to the territory."""
    present = presence(region_index, filters, code)
    # Counted by location alone, what merely serves a territory is not on the page either.
    serving = present.serving if filters.counting is Counting.PRESENT else ()
    found = {
        **dict.fromkeys(present.located, Relation.LOCATED),
        **dict.fromkeys(serving, Relation.SERVING),
        **dict.fromkeys(present.wide, Relation.WIDE),
        **dict.fromkeys(present.somewhere, Relation.SOMEWHERE),
        **dict.fromkeys(present.around, Relation.AROUND),
    }
    if code == region_index.region.code:
        found = _of_region(region_index, catalogue_index, filters, found)
    return dict(sorted(found.items()))


def _of_region(
    region_index: RegionIndex,
    catalogue_index: CatalogueIndex,
    filters: Filters,
    found: Mapping[int, Relation],
) -> dict[int, Relation]:
    """Separate what is somewhere in the region from what serves it; add what is attached to nothing."""
    columns = catalogue_index.columns
    somewhere = (
        record
        for record, relation in found.items()
        if columns["somewhere_codes"][record]
        and not (relation is Relation.SERVING and columns["served_codes"][record])
    )
    relations = {**found, **dict.fromkeys(somewhere, Relation.SOMEWHERE)}
    attached = region_index.records.attached[Counting.PRESENT]
    lost = region_index.keep(filters).mask & ~attached
    return relations | dict.fromkeys(np.flatnonzero(lost).tolist(), Relation.UNATTACHED)


def _places_of(catalogue_index: CatalogueIndex, records: Iterable[int]) -> pd.DataFrame:
    """List the places of some records: those described, the communes only named, else one empty row."""
    records = [*records]
    ids = catalogue_index.columns["id"]
    tables = [
        catalogue_index.places[ids[record]].assign(record=record)
        for record in records
        if ids[record] in catalogue_index.places
    ]
    described = pd.concat(tables) if tables else pd.DataFrame(columns=["record", "commune_code"])
    known = set(zip(described["record"], described["commune_code"], strict=True))
    named = catalogue_index.columns["commune_codes"]
    only_named = [
        (record, code)
        for record in records
        for code in named[record]
        if (record, code) not in known
    ]
    placed = set(chain(described["record"], (record for record, _ in only_named)))
    without = [(record, "") for record in records if record not in placed]
    others = pd.DataFrame([*only_named, *without], columns=["record", "commune_code"])
    table = pd.concat([described, others]).sort_values("record", kind="stable")
    return table.assign(number=table.groupby("record").cumcount() + 1)


def _inside(region_index: RegionIndex, codes: pd.Series, territory: str) -> BoolArray:
    """Return which communes are in a territory, shape ``(places,)``; all of them in the region."""
    if territory == region_index.region.code:
        return np.ones(len(codes), dtype=np.bool_)
    rows_by_code = region_index.territories[Level.COMMUNE].rows
    rows = np.array([rows_by_code.get(code, -1) for code in codes.fillna("")], dtype=np.int64)
    return (rows >= 0) & members_of(region_index.territories, territory)[rows]


def _hall_points(catalogue_index: CatalogueIndex) -> dict[str, tuple[float, float]]:
    halls = catalogue_index.town_halls[["longitude", "latitude"]].dropna()
    return dict(zip(halls.index, halls.itertuples(index=False, name=None), strict=True))


def _listed(
    row: Mapping[str, Any],
    relations: Mapping[int, Relation],
    region_index: RegionIndex,
    halls: Mapping[str, tuple[float, float]],
) -> ListedPlace:
    code = _text(row["commune_code"])
    kind, point = _point(row, halls.get(code))
    commune, epci, departement = _territories(region_index, code)
    return ListedPlace(
        record=row["record"],
        number=row["number"],
        relation=relations[row["record"]],
        kind=kind,
        point=point,
        commune=commune,
        epci=epci,
        departement=departement,
        travelling=row.get("travelling") is True,
        head_office=row.get("head_office") is True,
        **{name: _text(row.get(name)) for name in _TEXTS},
    )


def _point(
    row: Mapping[str, Any], hall: tuple[float, float] | None
) -> tuple[PlacePoint, tuple[float, float] | None]:
    """Return where a place is drawn: its own point, else the town hall of its commune, else nowhere."""
    longitude, latitude = row.get("longitude"), row.get("latitude")
    if pd.notna(longitude) and pd.notna(latitude):
        return PlacePoint.EXACT, (float(longitude), float(latitude))
    return (PlacePoint.COMMUNE, hall) if hall else (PlacePoint.NONE, None)


def _territories(
    region_index: RegionIndex, code: str
) -> tuple[PlaceTerritory, PlaceTerritory, PlaceTerritory]:
    """Name a commune, its EPCI and its département; a commune outside the region has its code alone."""
    levels = region_index.territories
    communes = levels[Level.COMMUNE]
    row = communes.row_of(code)
    if row is None:
        return PlaceTerritory(code, ""), NOWHERE, NOWHERE
    epci, departement = (
        _parent(levels[level], int(communes.parents[level][row]))
        for level in (Level.EPCI, Level.DEPARTEMENT)
    )
    return PlaceTerritory(code, communes.names[row]), epci, departement


def _parent(territories: Territories, row: int) -> PlaceTerritory:
    return PlaceTerritory(territories.codes[row], territories.names[row]) if row >= 0 else NOWHERE


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""
