"""Making a desk from an atlas: everything that answers are made from, computed and indexed once."""

from __future__ import annotations

import datetime as dt

from dashboard.analysis.catalogue_index import Shelf, build_shelf
from dashboard.analysis.comparison.context import ComparisonGround, build_comparison_ground
from dashboard.analysis.coverage.context import CoverageGround, build_coverage_ground
from dashboard.analysis.coverage.needs import NeedTable, build_needs
from dashboard.analysis.lineage.rows import catalogue_date
from dashboard.analysis.nearby.entries import Library
from dashboard.analysis.nearby.index import build_nearby_index
from dashboard.analysis.nearby.origin import Ground
from dashboard.analysis.opening_hours.evaluate import open_at
from dashboard.analysis.region_index import Observatory, build_observatory
from dashboard.analysis.snapshot import Desk
from dashboard.data.atlas import Atlas
from dashboard.data.source_coverage import source_coverage, source_names, source_records
from dashboard.data.stores.dataset import Kind
from dashboard.domain.clock import Clock
from dashboard.server.static_geography import Served
from dashboard.settings import Settings


def ready_desk(atlas: Atlas, served: Served, settings: Settings, clock: Clock) -> Desk:
    """Make a desk that has read the opening hours of this week and the next.

    The first reader of a week would wait for them: a second for five thousand distinct rules.
    """
    desk = build_desk(atlas, served, contact=settings.contact)
    for weeks in (0, 1):
        open_at(desk.nearby.index.hours, clock() + dt.timedelta(weeks=weeks))
    return desk


def build_desk(atlas: Atlas, served: Served, *, contact: str) -> Desk:
    """Compute and index everything that answers are made from."""
    observatory = build_observatory(atlas.geography, atlas.catalogue, atlas.pairs)
    shelf = catalogue_shelf(atlas)
    library = build_library(atlas, observatory, shelf)
    gaps = build_gaps(atlas, library)
    return Desk(
        observatory=observatory,
        shelf=shelf,
        nearby=library,
        gaps=gaps,
        comparison=build_comparison(atlas, gaps),
        boundaries={level: file.address for level, file in served.boundaries.items()},
        style=served.style.address,
        contact=contact,
        catalogue_date=catalogue_date(shelf),
        geography_vintage=str(atlas.geography.provenance["vintage"]),
        coverage=gaps.source_epci,
        source_names=source_names(atlas, gaps.sources),
    )


def catalogue_shelf(atlas: Atlas) -> Shelf:
    """Index the tables that sheets are gathered from."""
    return build_shelf(
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


def build_library(atlas: Atlas, observatory: Observatory, shelf: Shelf) -> Library:
    """Index what « Près de chez vous » looks up."""
    index = build_nearby_index(
        observatory,
        initiatives=atlas.catalogue.initiatives,
        places=atlas.catalogue.places,
        communes=atlas.geography.communes,
        town_halls=atlas.geography.town_halls,
        former_communes=atlas.geography.former_communes,
    )
    return Library(Ground(observatory, index), shelf)


def build_gaps(atlas: Atlas, library: Library) -> CoverageGround:
    """Gather what « Zones blanches » is computed from."""
    observatory, sources = library.ground.observatory, source_records(atlas)
    tables = [
        NeedTable(one.table, one.provenance.edition, one.provenance.publisher)
        for one in sorted(atlas.imports, key=lambda one: one.provenance.edition)
        if one.provenance.kind is Kind.NEEDS
    ]
    return build_coverage_ground(
        observatory,
        index=library.index,
        shelf=library.shelf,
        needs=build_needs(tables, observatory.territories),
        communes=atlas.geography.communes,
        epci=atlas.geography.epci,
        sources=sources,
        source_epci=source_coverage(atlas, sources),
    )


def build_comparison(atlas: Atlas, gaps: CoverageGround) -> ComparisonGround:
    """Gather what « Comparer » and the sheets of territories are computed from."""
    geography = atlas.geography
    return build_comparison_ground(
        gaps,
        epci=geography.epci,
        communes=geography.communes,
        departements=geography.departements,
        last_year=int(atlas.catalogue.sources["date"].str[:4].max()),
    )
