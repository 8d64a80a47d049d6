"""What comparisons are computed from, gathered once per atlas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import geopandas as gpd
import numpy as np

from dashboard.analysis.catalogue_index import CatalogueIndex
from dashboard.analysis.comparison.results import LevelIndicators, Strata
from dashboard.analysis.comparison.strata import kinds_of, strata_of
from dashboard.analysis.coverage.context import CoverageContext
from dashboard.analysis.kernel.contiguity import neighbours_of
from dashboard.analysis.kernel.memo import Memo
from dashboard.analysis.kernel.results import FloatArray, IntArray
from dashboard.analysis.kernel.territories import Territories
from dashboard.analysis.region_index import RegionIndex
from dashboard.domain.territory import Level

_MANY = 64


@dataclass(frozen=True, eq=False)
class ComparisonContext:
    """The records, their organisations, and how the territories of each level lie and are grouped.

    ``years`` are the first and the last a reader chooses among: from the first one any record tells to that
    of the latest document, beyond which nothing is known. ``with_figures`` are the records some figure is
    known of. By level, in the order of its territories: ``areas_km2`` are those of the polygons (NaN
    without one), ``kinds`` are French names of types, ``neighbours`` are the rows of the territories that
    touch each one, and ``departements`` the row of the département where most of its inhabitants live (-1
    for départements themselves).
    """

    coverage: CoverageContext
    years: tuple[int, int]
    with_figures: IntArray
    areas_km2: Mapping[Level, FloatArray]
    kinds: Mapping[Level, tuple[str, ...]]
    neighbours: Mapping[Level, tuple[IntArray, ...]]
    departements: Mapping[Level, IntArray]
    strata: Mapping[Level, Strata]
    indicators: Memo[LevelIndicators] = field(default_factory=lambda: Memo(size=_MANY), repr=False)

    @property
    def region_index(self) -> RegionIndex:
        """The records and territories."""
        return self.coverage.region_index

    @property
    def catalogue_index(self) -> CatalogueIndex:
        """The tables that names are read from."""
        return self.coverage.catalogue_index


def build_comparison_context(
    coverage: CoverageContext,
    *,
    epci: gpd.GeoDataFrame,
    communes: gpd.GeoDataFrame,
    departements: gpd.GeoDataFrame,
    last_year: int,
) -> ComparisonContext:
    """Gather what no filter changes.

    Args:
        coverage: the records, territories and tables.
        epci: ``code, kind`` and polygons, EPSG:4326, in row order.
        communes: polygons, EPSG:4326, in row order.
        departements: the same.
        last_year: that of the latest document.
    """
    levels = coverage.region_index.territories
    epci_kinds = dict(zip(epci["code"], epci["kind"], strict=True))
    kinds = {level: kinds_of(level, one.codes, epci_kinds) for level, one in levels.items()}
    return ComparisonContext(
        coverage=coverage,
        years=(coverage.region_index.years[0], max(coverage.region_index.years[0], last_year)),
        with_figures=_with_figures(coverage.catalogue_index),
        areas_km2=MappingProxyType(_areas_km2(coverage)),
        kinds=MappingProxyType(kinds),
        neighbours=MappingProxyType(
            {
                Level.COMMUNE: neighbours_of(communes),
                Level.EPCI: coverage.neighbours,
                Level.DEPARTEMENT: neighbours_of(departements),
            }
        ),
        departements=MappingProxyType(_departements(levels)),
        strata=MappingProxyType(
            {level: strata_of(kinds[level], one.populations) for level, one in levels.items()}
        ),
    )


def _with_figures(catalogue_index: CatalogueIndex) -> IntArray:
    found = (
        catalogue_index.rows[identifier]
        for identifier in catalogue_index.figures
        if identifier in catalogue_index.rows
    )
    return np.array(sorted(set(found)), dtype=np.int64)


def _areas_km2(coverage: CoverageContext) -> dict[Level, FloatArray]:
    """Add up the areas of communes; one without a polygon adds nothing to what it lies in."""
    levels, areas = coverage.region_index.territories, coverage.areas_km2
    communes = levels[Level.COMMUNE]
    known = np.where(np.isnan(areas), 0.0, areas)
    found = {Level.COMMUNE: areas}
    for level in (Level.EPCI, Level.DEPARTEMENT):
        parent = communes.parents[level]
        inside = parent >= 0
        total = np.bincount(parent[inside], known[inside], minlength=len(levels[level]))
        found[level] = np.where(total > 0, total, np.nan)
    return found


def _departements(levels: Mapping[Level, Territories]) -> dict[Level, IntArray]:
    communes, epci = levels[Level.COMMUNE], levels[Level.EPCI]
    size = len(levels[Level.DEPARTEMENT])
    own, parent = communes.parents[Level.DEPARTEMENT], communes.parents[Level.EPCI]
    inside = (parent >= 0) & (own >= 0)
    cell = parent[inside] * size + own[inside]
    # A commune without inhabitants still tells where its EPCI lies.
    people = np.bincount(cell, communes.populations[inside] + 1, minlength=len(epci) * size)
    shared = people.reshape(len(epci), size)
    return {
        Level.COMMUNE: own,
        Level.EPCI: np.where(shared.any(axis=1), shared.argmax(axis=1), -1).astype(np.int64),
        Level.DEPARTEMENT: np.full(size, -1, dtype=np.int64),
    }
