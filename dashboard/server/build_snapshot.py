"""Making a snapshot from an atlas: everything that answers are made from, computed and indexed once."""

from __future__ import annotations

import datetime as dt

from dashboard.analysis.catalogue_index import CatalogueIndex, build_catalogue_index
from dashboard.analysis.comparison.context import ComparisonContext, build_comparison_context
from dashboard.analysis.coverage.context import CoverageContext, build_coverage_context
from dashboard.analysis.coverage.needs import NeedTable, build_needs
from dashboard.analysis.lineage.rows import catalogue_date
from dashboard.analysis.nearby.context import NearbyContext
from dashboard.analysis.nearby.index import build_nearby_index
from dashboard.analysis.opening_hours.evaluate import open_at
from dashboard.analysis.region_index import RegionIndex, build_region_index
from dashboard.analysis.snapshot import Snapshot
from dashboard.data.atlas import Atlas
from dashboard.data.source_coverage import source_coverage, source_names, source_records
from dashboard.data.stores.dataset import DatasetKind
from dashboard.domain.clock import Clock
from dashboard.server.static_geography import StaticGeography
from dashboard.settings import Settings


def ready_snapshot(
    atlas: Atlas, served: StaticGeography, settings: Settings, clock: Clock
) -> Snapshot:
    """Make a snapshot that has read the opening hours of this week and the next.

    The first reader of a week would wait for them: a second for five thousand distinct rules.
    """
    snapshot = build_snapshot(atlas, served, contact=settings.contact)
    for weeks in (0, 1):
        open_at(snapshot.nearby.index.hours, clock() + dt.timedelta(weeks=weeks))
    return snapshot


def build_snapshot(atlas: Atlas, served: StaticGeography, *, contact: str) -> Snapshot:
    """Compute and index everything that answers are made from."""
    region_index = build_region_index(atlas.geography, atlas.catalogue, atlas.pairs)
    catalogue_index = catalogue_index_of(atlas)
    nearby = build_nearby(atlas, region_index, catalogue_index)
    gaps = build_coverage(atlas, nearby)
    return Snapshot(
        region_index=region_index,
        catalogue_index=catalogue_index,
        nearby=nearby,
        coverage=gaps,
        comparison=build_comparison(atlas, gaps),
        boundaries={level: file.address for level, file in served.boundaries.items()},
        style=served.style.address,
        contact=contact,
        catalogue_date=catalogue_date(catalogue_index),
        geography_vintage=str(atlas.geography.provenance["vintage"]),
        source_epci=gaps.source_epci,
        source_names=source_names(atlas, gaps.sources),
    )


def catalogue_index_of(atlas: Atlas) -> CatalogueIndex:
    """Index the tables that sheets are gathered from."""
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


def build_nearby(
    atlas: Atlas, region_index: RegionIndex, catalogue_index: CatalogueIndex
) -> NearbyContext:
    """Index what « Près de chez vous » looks up."""
    index = build_nearby_index(
        region_index,
        initiatives=atlas.catalogue.initiatives,
        places=atlas.catalogue.places,
        communes=atlas.geography.communes,
        town_halls=atlas.geography.town_halls,
        former_communes=atlas.geography.former_communes,
    )
    return NearbyContext(region_index, index, catalogue_index)


def build_coverage(atlas: Atlas, nearby: NearbyContext) -> CoverageContext:
    """Gather what « Zones blanches » is computed from."""
    region_index, sources = nearby.region_index, source_records(atlas)
    tables = [
        NeedTable(one.table, one.provenance.edition, one.provenance.publisher)
        for one in sorted(atlas.imports, key=lambda one: one.provenance.edition)
        if one.provenance.kind is DatasetKind.NEEDS
    ]
    return build_coverage_context(
        region_index,
        index=nearby.index,
        catalogue_index=nearby.catalogue_index,
        needs=build_needs(tables, region_index.territories),
        communes=atlas.geography.communes,
        epci=atlas.geography.epci,
        sources=sources,
        source_epci=source_coverage(atlas, sources),
    )


def build_comparison(atlas: Atlas, gaps: CoverageContext) -> ComparisonContext:
    """Gather what « Comparer » and the sheets of territories are computed from."""
    geography = atlas.geography
    return build_comparison_context(
        gaps,
        epci=geography.epci,
        communes=geography.communes,
        departements=geography.departements,
        last_year=_latest_year(atlas, gaps.region_index),
    )


def _latest_year(atlas: Atlas, region_index: RegionIndex) -> int:
    """Return the year of the latest source, that of the records where no source is dated."""
    years = [int(date[:4]) for date in atlas.catalogue.sources["date"] if date]
    return max(years, default=region_index.years[1])
