"""The real region with as many made-up initiatives as wanted."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from benchmarks.kernel import Region, as_lists
from benchmarks.synthetic import synthetic_initiatives, synthetic_places
from dashboard.data.atlas import Atlas
from dashboard.data.join import join_territories
from dashboard.domain.territory import Level


@dataclass(frozen=True, eq=False)
class NaiveTables:
    """What a naive page starts from: records with lists of codes, and two tables of polygons."""

    records: pd.DataFrame
    region: Region
    atlas: Atlas

    @classmethod
    def of(cls, atlas: Atlas) -> NaiveTables:
        """Write the territories of every record as lists."""
        geography = atlas.geography
        region = Region(communes=geography.communes, epci=geography.epci)
        return cls(as_lists(atlas.catalogue.initiatives, atlas.pairs, region), region, atlas)


def synthetic_atlas(real: Atlas, size: int) -> Atlas:
    """Replace the catalogue of an atlas by ``size`` made-up initiatives; one in five has a place."""
    geography = real.geography
    initiatives = synthetic_initiatives(
        size,
        commune_codes=list(geography.communes["code"]),
        epci_codes=list(geography.epci["code"]),
        departement_codes=list("D" + geography.departements["code"]),
    )
    source = (str(real.catalogue.sources["id"].iloc[0]),)
    initiatives["source_ids"] = pd.Series([source] * size, dtype=object)
    catalogue = replace(
        real.catalogue,
        initiatives=initiatives,
        places=synthetic_places(initiatives, geography.town_halls),
        figures=real.catalogue.figures.iloc[:0],
    )
    pairs = join_territories(
        initiatives,
        communes=geography.communes,
        epci=geography.epci,
        region_code=geography.region.code,
    )
    return replace(real, catalogue=catalogue, pairs=pairs)


LEVELS = (Level.EPCI, Level.COMMUNE)
