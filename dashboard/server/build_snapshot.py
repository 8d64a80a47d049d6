"""Making a snapshot from an atlas: everything that answers are made from, computed and indexed once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from dashboard.analysis.catalogue_index import CatalogueIndex, build_catalogue_index
from dashboard.analysis.coverage.needs import NeedTable, build_needs
from dashboard.analysis.nearby.index import build_nearby_index
from dashboard.analysis.opening_hours.evaluate import open_at
from dashboard.analysis.region_index import RegionIndex, build_region_index
from dashboard.analysis.search.arrondissements import build_arrondissements
from dashboard.analysis.search.outside import build_outside_index
from dashboard.analysis.snapshot import Snapshot, build_snapshot
from dashboard.api.http.hashed_files import HashedFile
from dashboard.data.atlas import Atlas
from dashboard.data.needs.of_geography import SOURCE as OF_GEOGRAPHY
from dashboard.data.source_coverage import (
    exhaustive_sources,
    source_coverage,
    source_names,
    source_records,
)
from dashboard.data.stores.dataset import Dataset, DatasetKind
from dashboard.data.vocabularies.abroad import read_abroad
from dashboard.data.vocabularies.help_needs import read_help_needs
from dashboard.domain.clock import Clock
from dashboard.domain.territory import Level
from dashboard.server.places_file import places_address, places_json
from dashboard.server.static_geography import StaticGeography
from dashboard.settings import VOCABULARIES_FOLDER


def ready_snapshot(atlas: Atlas, served: StaticGeography, clock: Clock) -> Snapshot:
    """Make a snapshot that has read the opening hours of this week and the next.

    The first reader of a week would wait for them: a second for five thousand distinct rules.
    """
    snapshot = snapshot_of(atlas, served)
    for weeks in (0, 1):
        open_at(snapshot.nearby_index.hours, clock() + dt.timedelta(weeks=weeks))
    return snapshot


def snapshot_of(atlas: Atlas, served: StaticGeography | None = None) -> Snapshot:
    """Compute and index everything that answers are made from.

    Args:
        atlas: the territories, the catalogue and what was imported.
        served: the boundaries and the base map that pages refer to; commands refer to none.
    """
    geography, catalogue = atlas.geography, atlas.catalogue
    region_index = build_region_index(geography, catalogue, atlas.pairs)
    sources = source_records(atlas)
    catalogue_index = _catalogue_index(atlas)
    places = places_json(region_index, catalogue_index) if served else b""
    return build_snapshot(
        geography,
        region_index,
        catalogue_index,
        build_nearby_index(
            region_index,
            initiatives=catalogue.initiatives,
            places=catalogue.places,
            communes=geography.communes,
            town_halls=geography.town_halls,
            former_communes=geography.former_communes,
        ),
        needs=build_needs(_need_tables(atlas), region_index.territories),
        source_records=sources,
        source_epci=source_coverage(atlas, sources),
        source_names=source_names(atlas, sources),
        exhaustive_sources=exhaustive_sources(atlas, sources),
        last_year=_latest_year(atlas, region_index),
        help_needs=read_help_needs(VOCABULARIES_FOLDER),
        boundaries=_addresses(served.boundaries) if served else {},
        labels=_addresses(served.labels) if served else {},
        style=served.style.address if served else "",
        outside=build_outside_index(geography.elsewhere, read_abroad(VOCABULARIES_FOLDER)),
        arrondissements=build_arrondissements(geography.arrondissements),
        places=places_address(places),
        places_json=places,
    )


def _addresses(files: Mapping[Level, HashedFile]) -> dict[Level, str]:
    return {level: file.address for level, file in files.items()}


def _catalogue_index(atlas: Atlas) -> CatalogueIndex:
    """Index the tables that summaries and reports are gathered from."""
    return build_catalogue_index(
        initiatives=atlas.catalogue.initiatives,
        places=atlas.catalogue.places,
        figures=atlas.catalogue.figures,
        organisations=atlas.catalogue.organisations,
        indicators=atlas.catalogue.indicators,
        sources=atlas.catalogue.sources,
        claims=atlas.catalogue.claims,
        epci=atlas.geography.epci,
        town_halls=atlas.geography.town_halls,
        vintage=str(atlas.geography.provenance["vintage"]),
    )


def _need_tables(atlas: Atlas) -> list[NeedTable]:
    """List the tables of needs: that of the geography, then those imported, the oldest edition first."""
    return [
        NeedTable(dataset.table, dataset.provenance.edition, dataset.provenance.publisher)
        for dataset in sorted(atlas.imports, key=_order_of_needs)
        if dataset.provenance.kind is DatasetKind.NEEDS
    ]


def _order_of_needs(dataset: Dataset) -> tuple[bool, str]:
    return dataset.provenance.source != OF_GEOGRAPHY, dataset.provenance.edition


def _latest_year(atlas: Atlas, region_index: RegionIndex) -> int:
    """Return the year of the latest source, that of the records where no source is dated."""
    years = [int(date[:4]) for date in atlas.catalogue.sources["date"] if date]
    return max(years, default=region_index.years[1])
