"""What the map of a report draws: communes with an initiative, communes served by one, and the places."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.indicators.aggregation import served_communes
from dashboard.analysis.kernel.records import Kept, count_by_territory
from dashboard.analysis.kernel.results import BoolArray, FloatArray, IntArray
from dashboard.analysis.lineage.rows import TerritoryPlace
from dashboard.analysis.region_index import RegionIndex
from dashboard.analysis.reports.results import ReportMap
from dashboard.domain.counting import Counting
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level


def report_map(
    region_index: RegionIndex, selection: MapSelection, place: TerritoryPlace
) -> ReportMap:
    """Return what to draw of a territory: its communes; for a commune, those of its EPCI.

    A commune where an initiative is located is « implantée », else « desservie » where one serves it.
    """
    communes = region_index.territories[Level.COMMUNE]
    drawn, around = _drawn(region_index, place)
    kept = region_index.keep(selection.filters)
    located = _located(region_index, kept)
    served = served_communes(region_index, selection.filters, kept) & ~located
    codes = np.array(communes.codes)
    return ReportMap(
        located=frozenset(codes[drawn[located[drawn]]].tolist()),
        serving=frozenset(codes[drawn[served[drawn]]].tolist()),
        nothing=frozenset(codes[drawn[~(located | served)[drawn]]].tolist()),
        outlined=place.code if place.level is Level.COMMUNE else "",
        around=around,
        points=_points(region_index, kept.mask, frozenset(codes[drawn].tolist())),
    )


def _drawn(region_index: RegionIndex, place: TerritoryPlace) -> tuple[IntArray, str]:
    """Return the rows of the communes drawn, and the name of the EPCI where they are those of one."""
    if place.level is not Level.COMMUNE:
        return place.communes, ""
    parents = region_index.territories[Level.COMMUNE].parents[Level.EPCI]
    epci = int(parents[place.row])
    if epci < 0:
        return place.communes, ""
    return np.flatnonzero(parents == epci), region_index.territories[Level.EPCI].names[epci]


def _located(region_index: RegionIndex, kept: Kept) -> BoolArray:
    numbers = count_by_territory(
        region_index.records,
        kept,
        level=Level.COMMUNE,
        counting=Counting.LOCATED,
        size=len(region_index.territories[Level.COMMUNE]),
    )
    return numbers > 0


def _points(region_index: RegionIndex, kept: BoolArray, codes: frozenset[str]) -> FloatArray:
    """List the positions of the kept records in some communes, shape ``(p, 2)``."""
    places = region_index.places
    rows = np.flatnonzero(kept[places.record])
    inside = [row for row in rows.tolist() if places.commune_code[row] in codes]
    return np.column_stack([places.longitude[inside], places.latitude[inside]])
