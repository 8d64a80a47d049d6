"""What every callback, route and command is handed: all that answers are computed from, built once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import geopandas as gpd
import numpy as np

from dashboard.analysis.catalogue_index import CatalogueIndex
from dashboard.analysis.comparison.results import LevelIndicators, Strata
from dashboard.analysis.comparison.strata import kinds_of, strata_of
from dashboard.analysis.coverage.accessibility import Catchments
from dashboard.analysis.coverage.needs import Needs
from dashboard.analysis.coverage.results import Reached
from dashboard.analysis.kernel.contiguity import neighbours_of
from dashboard.analysis.kernel.memo import Memo
from dashboard.analysis.kernel.projection import METRES, to_metres
from dashboard.analysis.kernel.results import BoolArray, FloatArray, IntArray
from dashboard.analysis.kernel.territories import Territories
from dashboard.analysis.nearby.help import HelpIndex, build_help_index
from dashboard.analysis.nearby.index import NearbyIndex
from dashboard.analysis.region_index import GeographyTables, RegionIndex
from dashboard.analysis.search.arrondissements import NO_ARRONDISSEMENTS, Arrondissements
from dashboard.analysis.search.outside import NOWHERE_ELSE, OutsideIndex
from dashboard.analysis.siting.problem import SitingProblem
from dashboard.domain.help_needs import NO_HELP_NEEDS, HelpNeeds
from dashboard.domain.territory import Level

_FEW, _MANY = 4, 64
"""Answers remembered: long ones, and those that are small."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The records, places, tables and territories as they are until the next one is swapped in.

    Nothing writes to it but its memories of answers, which answer the same whether they remember or not.

    Attributes:
        region_index: the records and territories.
        catalogue_index: the tables that names and texts are read from.
        nearby_index: the places and town halls.
        hall_points: the town hall of each commune, EPSG:2154, shape ``(communes, 2)``; a point inside
            the commune where it is unknown.
        areas_km2: by level, those of the polygons, NaN without one.
        neighbours: by level, the rows of the territories that touch each one.
        kinds: by level, the French name of each territory's type.
        departements: by level, the row of the département where most inhabitants of each territory
            live, -1 for départements themselves.
        strata: by level, the stratum of each territory.
        cut_epci: the EPCI with communes outside the region, shape ``(epci,)``.
        needs: the need indicators that were imported.
        source_records: by source, its records, shape ``(records,)``.
        source_epci: by source, the codes of the EPCI where it locates a record.
        source_names: the French name of each source in use.
        exhaustive_sources: those of them whose latest edition is declared to list every service of its kind.
        years: the first and the last year a reader compares: from the first year of any record to that
            of the latest document, beyond which nothing is known.
        records_with_figures: the records some figure is known of.
        boundaries: by level, the address of its GeoJSON.
        labels: by level, the address of the labels of its territories.
        style: the address of the base map.
        outside: the places that are not on the map.
        arrondissements: those of the towns of the map.
        places: the address of the file about the places of all records, empty where they are too many.
        places_json: that file.
    """

    region_index: RegionIndex
    catalogue_index: CatalogueIndex
    nearby_index: NearbyIndex
    help_index: HelpIndex
    hall_points: FloatArray
    areas_km2: Mapping[Level, FloatArray]
    neighbours: Mapping[Level, tuple[IntArray, ...]]
    kinds: Mapping[Level, tuple[str, ...]]
    departements: Mapping[Level, IntArray]
    strata: Mapping[Level, Strata]
    cut_epci: BoolArray
    needs: Needs
    source_records: Mapping[str, BoolArray]
    source_epci: Mapping[str, frozenset[str]]
    source_names: Mapping[str, str]
    exhaustive_sources: frozenset[str]
    years: tuple[int, int]
    records_with_figures: IntArray
    boundaries: Mapping[Level, str]
    labels: Mapping[Level, str]
    style: str
    outside: OutsideIndex
    arrondissements: Arrondissements
    places: str
    places_json: bytes = field(repr=False)
    reached: Memo[Reached] = field(default_factory=lambda: Memo(size=_MANY), repr=False)
    catchments: Memo[Catchments] = field(default_factory=lambda: Memo(size=_FEW), repr=False)
    access: Memo[FloatArray] = field(default_factory=lambda: Memo(size=_MANY), repr=False)
    problems: Memo[SitingProblem] = field(default_factory=lambda: Memo(size=_FEW), repr=False)
    indicators: Memo[LevelIndicators] = field(default_factory=lambda: Memo(size=_MANY), repr=False)

    @property
    def communes(self) -> Territories:
        """The communes."""
        return self.region_index.territories[Level.COMMUNE]

    @property
    def epci_rows(self) -> IntArray:
        """The EPCI of each commune, -1 for none."""
        return self.communes.parents[Level.EPCI]


def build_snapshot(  # noqa: PLR0913 - one table each
    geography: GeographyTables,
    region_index: RegionIndex,
    catalogue_index: CatalogueIndex,
    nearby_index: NearbyIndex,
    *,
    needs: Needs,
    source_records: Mapping[str, BoolArray],
    source_epci: Mapping[str, frozenset[str]],
    source_names: Mapping[str, str],
    last_year: int,
    exhaustive_sources: frozenset[str] = frozenset(),
    help_needs: HelpNeeds = NO_HELP_NEEDS,
    boundaries: Mapping[Level, str] = MappingProxyType({}),
    labels: Mapping[Level, str] = MappingProxyType({}),
    style: str = "",
    outside: OutsideIndex = NOWHERE_ELSE,
    arrondissements: Arrondissements = NO_ARRONDISSEMENTS,
    places: str = "",
    places_json: bytes = b"",
) -> Snapshot:
    """Gather what no filter changes.

    Args:
        geography: the territories the indexes were built from.
        region_index: the records and territories.
        catalogue_index: the tables that names and texts are read from.
        nearby_index: the places and town halls.
        needs: the need indicators that were imported.
        source_records: by source, its records.
        source_epci: by source, the codes of the EPCI where it locates a record.
        source_names: the French name of each source.
        last_year: that of the latest document.
        exhaustive_sources: the sources declared to list every service of their kind.
        help_needs: the everyday words for what people need.
        boundaries: by level, the address of its GeoJSON; empty where nothing is served.
        labels: by level, the address of the labels of its territories; as well.
        style: the address of the base map.
        outside: the places that are not on the map.
        arrondissements: those of the towns of the map.
        places: the address of the file about the places of all records; empty for none.
        places_json: that file.
    """
    levels, epci = region_index.territories, geography.epci
    epci_kinds = dict(zip(epci["code"], epci["kind"], strict=True))
    kinds = {
        level: kinds_of(level, territories.codes, epci_kinds)
        for level, territories in levels.items()
    }
    shapes = {
        Level.COMMUNE: geography.communes,
        Level.EPCI: epci,
        Level.DEPARTEMENT: geography.departements,
    }
    first_year = region_index.years[0]
    return Snapshot(
        region_index=region_index,
        catalogue_index=catalogue_index,
        nearby_index=nearby_index,
        help_index=build_help_index(help_needs, region_index.records, catalogue_index),
        hall_points=_hall_points(levels[Level.COMMUNE], nearby_index),
        areas_km2=MappingProxyType(_areas_km2(levels, geography.communes)),
        neighbours=MappingProxyType(
            {level: neighbours_of(polygons) for level, polygons in shapes.items()}
        ),
        kinds=MappingProxyType(kinds),
        departements=MappingProxyType(_departements(levels)),
        strata=MappingProxyType(
            {
                level: strata_of(kinds[level], territories.populations)
                for level, territories in levels.items()
            }
        ),
        cut_epci=(epci["communes_inside"] < epci["communes_total"]).to_numpy(np.bool_),
        needs=needs,
        source_records=source_records,
        source_epci=source_epci,
        source_names=source_names,
        exhaustive_sources=exhaustive_sources,
        years=(first_year, max(first_year, last_year)),
        records_with_figures=_with_figures(catalogue_index),
        boundaries=boundaries,
        labels=labels,
        style=style,
        outside=outside,
        arrondissements=arrondissements,
        places=places,
        places_json=places_json,
    )


def _hall_points(communes: Territories, nearby_index: NearbyIndex) -> FloatArray:
    known = np.isfinite(nearby_index.halls).all(axis=1, keepdims=True)
    return np.where(known, nearby_index.halls, to_metres(*communes.centres.T))


def _with_figures(catalogue_index: CatalogueIndex) -> IntArray:
    rows = catalogue_index.rows
    records = {rows[identifier] for identifier in catalogue_index.figures if identifier in rows}
    return np.array(sorted(records), dtype=np.int64)


def _areas_km2(
    levels: Mapping[Level, Territories], polygons: gpd.GeoDataFrame
) -> dict[Level, FloatArray]:
    """Measure communes and add them up; one without a polygon adds nothing to what it lies in."""
    measured = polygons.geometry.to_crs(METRES).area.to_numpy(np.float64) / 1e6
    areas = {Level.COMMUNE: np.where(measured > 0, measured, np.nan)}
    for level in (Level.EPCI, Level.DEPARTEMENT):
        parent = levels[Level.COMMUNE].parents[level]
        inside = (parent >= 0) & (measured > 0)
        total = np.bincount(parent[inside], measured[inside], minlength=len(levels[level]))
        areas[level] = np.where(total > 0, total, np.nan)
    return areas


def _departements(levels: Mapping[Level, Territories]) -> dict[Level, IntArray]:
    communes, epci = levels[Level.COMMUNE], levels[Level.EPCI]
    size = len(levels[Level.DEPARTEMENT])
    own, parent = communes.parents[Level.DEPARTEMENT], communes.parents[Level.EPCI]
    inside = (parent >= 0) & (own >= 0)
    cell = parent[inside] * size + own[inside]
    # A commune without inhabitants still locates its EPCI.
    people = np.bincount(cell, communes.populations[inside] + 1, minlength=len(epci) * size)
    shared = people.reshape(len(epci), size)
    return {
        Level.COMMUNE: own,
        Level.EPCI: np.where(shared.any(axis=1), shared.argmax(axis=1), -1).astype(np.int64),
        Level.DEPARTEMENT: np.full(size, -1, dtype=np.int64),
    }
