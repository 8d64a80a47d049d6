"""Everything the callbacks are handed: computed once from the tables, never written to again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol

import geopandas as gpd
import numpy as np
import pandas as pd

from dashboard.analysis.kernel.memo import Memo
from dashboard.analysis.kernel.places import Places, build_places
from dashboard.analysis.kernel.records import (
    NO_LAST,
    UNKNOWN_FIRST,
    JoinedTerritories,
    Kept,
    Pairs,
    Records,
    keep_records,
    pack_records,
)
from dashboard.analysis.kernel.results import Breaks
from dashboard.analysis.kernel.territories import (
    Territories,
    build_territories,
    territory_name,
)
from dashboard.analysis.search.index import SearchIndex, build_search_index
from dashboard.domain.region import Region
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.query import FIRST_YEAR, LAST_YEAR
from dashboard.domain.territory import Level

_FEW = 8
"""Filters whose records are remembered: megabytes each where there are a million."""


class GeographyTables(Protocol):
    """The tables of the territories, EPSG:4326, each sorted by code."""

    @property
    def communes(self) -> gpd.GeoDataFrame:
        """``code, name, departement_code, epci_code, population, geometry``."""

    @property
    def epci(self) -> gpd.GeoDataFrame:
        """``code, name, population_inside, communes_inside, communes_total, …``."""

    @property
    def departements(self) -> gpd.GeoDataFrame:
        """``code`` (``01``), ``name, population, geometry``."""

    @property
    def town_halls(self) -> pd.DataFrame:
        """``commune_code, latitude, longitude``."""

    @property
    def postal_codes(self) -> pd.DataFrame:
        """``postal_code, commune_code``."""

    @property
    def former_communes(self) -> pd.DataFrame:
        """``name, commune_code``: the commune of today."""

    @property
    def region(self) -> Region:
        """What they make together."""


class CatalogueTables(Protocol):
    """The tables of the initiatives."""

    @property
    def initiatives(self) -> pd.DataFrame:
        """One row per record, numbered from 0; lists are tuples, unknown years missing."""

    @property
    def places(self) -> pd.DataFrame:
        """``initiative_id, commune_code, latitude, longitude``, missing where not known."""


@dataclass(frozen=True, eq=False)
class RegionIndex:
    """The region as it is observed: what it is called, records, territories, places, search.

    Attributes:
        population: the region's inhabitants.
        years: the known first and last years of the records, bounds included (the widest range an address
            takes where none is known).
        organisations: each record with those that run it or are its partners, as numbers in
            ``organisation_ids``.
        breaks: class breaks already computed.
        kept: what the latest filters keep.
    """

    region: Region
    records: Records
    territories: Mapping[Level, Territories]
    places: Places
    search: SearchIndex
    population: int
    years: tuple[int, int]
    organisations: Pairs
    organisation_ids: tuple[str, ...]
    breaks: Memo[Breaks] = field(default_factory=Memo, repr=False)
    kept: Memo[Kept] = field(default_factory=lambda: Memo(size=_FEW), repr=False)

    def keep(self, filters: Filters) -> Kept:
        """Return the records that pass the filters: found once for all that an answer is made of."""
        return self.kept.recall(filters, lambda: Kept.of(keep_records(self.records, filters)))

    def name_of(self, code: str) -> str:
        """Return the label of a territory or of the region, the code itself where it is neither."""
        return (
            self.region.label
            if code == self.region.code
            else territory_name(self.territories, code)
        )


def build_region_index(
    geography: GeographyTables, catalogue: CatalogueTables, joined: JoinedTerritories
) -> RegionIndex:
    """Compute what no filter changes.

    Args:
        geography: the territories, their town halls and postal codes.
        catalogue: the initiatives and their places.
        joined: the territories of the same initiatives.
    """
    territories = build_territories(geography.communes, geography.epci, geography.departements)
    records = pack_records(
        catalogue.initiatives,
        joined,
        departement_codes=territories[Level.DEPARTEMENT].codes,
        region_code=geography.region.code,
    )
    organisations, organisation_ids = _organisations(catalogue.initiatives)
    return RegionIndex(
        region=geography.region,
        records=records,
        territories=territories,
        places=build_places(
            catalogue.places, catalogue.initiatives, town_halls=geography.town_halls
        ),
        search=build_search_index(
            territories,
            postal_codes=geography.postal_codes,
            former_communes=geography.former_communes,
        ),
        population=int(territories[Level.COMMUNE].populations.sum()),
        years=known_years(records),
        organisations=organisations,
        organisation_ids=organisation_ids,
    )


def known_years(records: Records) -> tuple[int, int]:
    """Return the earliest and latest year of any record, first and last years alike."""
    years = np.concatenate(
        [records.first[records.first != UNKNOWN_FIRST], records.last[records.last != NO_LAST]]
    )
    return (int(years.min()), int(years.max())) if years.size else (FIRST_YEAR, LAST_YEAR)


def _organisations(initiatives: pd.DataFrame) -> tuple[Pairs, tuple[str, ...]]:
    """Pair records with the organisations they name, each once."""
    named = [
        tuple(dict.fromkeys((*run, *helped)))
        for run, helped in zip(initiatives["operators"], initiatives["partners"], strict=True)
    ]
    identifiers = tuple(dict.fromkeys(chain.from_iterable(named)))
    numbers = {identifier: number for number, identifier in enumerate(identifiers)}
    starts = np.concatenate([[0], np.cumsum([len(names) for names in named])]).astype(np.int32)
    record = np.repeat(np.arange(len(named), dtype=np.int32), np.diff(starts))
    organisations = (numbers[name] for name in chain.from_iterable(named))
    return Pairs(
        record, np.fromiter(organisations, dtype=np.int32, count=int(starts[-1])), starts
    ), identifiers
