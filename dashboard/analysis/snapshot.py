"""What every callback and route is handed: precomputed arrays, tables and addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.analysis.catalogue_index import CatalogueIndex
from dashboard.analysis.comparison.context import ComparisonContext
from dashboard.analysis.coverage.context import CoverageContext
from dashboard.analysis.nearby.context import NearbyContext
from dashboard.analysis.region_index import RegionIndex
from dashboard.domain.territory import Level


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The region_index, the catalogue_index of tables, and the addresses a figure refers to.

    ``boundaries`` gives each level the address of its GeoJSON; ``style`` is that of the base map.
    """

    region_index: RegionIndex
    catalogue_index: CatalogueIndex
    nearby: NearbyContext
    coverage: CoverageContext
    comparison: ComparisonContext
    boundaries: Mapping[Level, str]
    style: str
    contact: str
    catalogue_date: str
    """When the latest record was written or changed, ISO."""
    geography_vintage: str
    source_epci: Mapping[str, frozenset[str]]
    """By source in use, the codes of the EPCI where one of its records is located."""
    source_names: Mapping[str, str]
    """The French name of each source in use."""
