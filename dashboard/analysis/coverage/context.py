"""What coverage is computed from, gathered once per atlas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np

from dashboard.analysis.catalogue_index import CatalogueIndex
from dashboard.analysis.coverage.accessibility import Catchments
from dashboard.analysis.coverage.needs import Needs
from dashboard.analysis.coverage.results import Reached
from dashboard.analysis.kernel.contiguity import neighbours_of
from dashboard.analysis.kernel.memo import Memo
from dashboard.analysis.kernel.projection import METRES, to_metres
from dashboard.analysis.kernel.results import BoolArray, FloatArray, IntArray
from dashboard.analysis.kernel.territories import Territories
from dashboard.analysis.nearby.index import NearbyIndex
from dashboard.analysis.region_index import RegionIndex
from dashboard.analysis.siting.problem import SitingProblem
from dashboard.domain.territory import Level

_FEW, _MANY = 4, 64
"""Answers remembered: long ones, and those that are small."""


@dataclass(frozen=True, eq=False)
class CoverageContext:
    """The communes, their town halls, the EPCI around them, and which source tells of what.

    ``points`` are the town halls, EPSG:2154, shape ``(communes, 2)``, a point inside the commune where
    the town hall is unknown; ``areas_km2`` are those of the polygons, NaN without one. ``neighbours``
    gives the rows of the EPCI that touch each EPCI, and ``cut`` marks those with communes outside the
    region. ``sources`` tells the records of each source, shape ``(records,)``, and ``source_epci`` the
    codes of the EPCI where it locates one.
    """

    region_index: RegionIndex
    index: NearbyIndex
    catalogue_index: CatalogueIndex
    needs: Needs
    points: FloatArray
    areas_km2: FloatArray
    neighbours: tuple[IntArray, ...]
    cut: BoolArray
    sources: Mapping[str, BoolArray]
    source_epci: Mapping[str, frozenset[str]]
    reached: Memo[Reached] = field(default_factory=lambda: Memo(size=_MANY), repr=False)
    catchments: Memo[Catchments] = field(default_factory=lambda: Memo(size=_FEW), repr=False)
    access: Memo[FloatArray] = field(default_factory=lambda: Memo(size=_MANY), repr=False)
    problems: Memo[SitingProblem] = field(default_factory=lambda: Memo(size=_FEW), repr=False)

    @property
    def communes(self) -> Territories:
        """The communes."""
        return self.region_index.territories[Level.COMMUNE]

    @property
    def epci_rows(self) -> IntArray:
        """The EPCI of each commune, -1 for none."""
        return self.communes.parents[Level.EPCI]


def build_coverage_context(  # noqa: PLR0913 - one table each
    region_index: RegionIndex,
    *,
    index: NearbyIndex,
    catalogue_index: CatalogueIndex,
    needs: Needs,
    communes: gpd.GeoDataFrame,
    epci: gpd.GeoDataFrame,
    sources: Mapping[str, BoolArray],
    source_epci: Mapping[str, frozenset[str]],
) -> CoverageContext:
    """Gather what no filter changes.

    Args:
        region_index: the records and territories.
        index: the places and town halls.
        catalogue_index: the tables that names are read from.
        needs: the need indicators.
        communes: polygons, EPSG:4326, in row order.
        epci: ``communes_inside, communes_total`` and polygons, EPSG:4326, in row order.
        sources: by source, its records.
        source_epci: by source, the codes of the EPCI where it locates a record.
    """
    inside = to_metres(*region_index.territories[Level.COMMUNE].centres.T)
    known = np.isfinite(index.halls).all(axis=1, keepdims=True)
    return CoverageContext(
        region_index=region_index,
        index=index,
        catalogue_index=catalogue_index,
        needs=needs,
        points=np.where(known, index.halls, inside),
        areas_km2=_areas_km2(communes),
        neighbours=neighbours_of(epci),
        cut=(epci["communes_inside"] < epci["communes_total"]).to_numpy(np.bool_),
        sources=sources,
        source_epci=source_epci,
    )


def _areas_km2(communes: gpd.GeoDataFrame) -> FloatArray:
    areas = communes.geometry.to_crs(METRES).area.to_numpy(np.float64) / 1e6
    return np.where(areas > 0, areas, np.nan)
