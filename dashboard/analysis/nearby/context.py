"""What « Près de chez vous » looks up: names and codes, places, and what is told of a record."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis.catalogue_index import CatalogueIndex
from dashboard.analysis.kernel.territories import Territories
from dashboard.analysis.nearby.index import NearbyIndex
from dashboard.analysis.region_index import RegionIndex
from dashboard.domain.territory import Level


@dataclass(frozen=True, eq=False)
class NearbyContext:
    """The indexes that a place is looked up in and that answers are gathered from."""

    region_index: RegionIndex
    index: NearbyIndex
    catalogue_index: CatalogueIndex

    @property
    def communes(self) -> Territories:
        """The communes."""
        return self.region_index.territories[Level.COMMUNE]
