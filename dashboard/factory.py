"""Assembling the application: data loaded and checked once, then handed down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial

import dash
from dash import Dash
from dash.development.base_component import Component, ComponentRegistry
from flask import Flask, current_app, request

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.opening_hours.evaluate import PARIS
from dashboard.analysis.snapshot import Snapshot
from dashboard.api import (
    citations,
    editors,
    error_reports,
    health,
    import_preview,
    jobs,
    place_points,
    source_maps,
    suggestions,
    territory_search,
    tiles,
)
from dashboard.api.downloads import registry as downloads
from dashboard.api.downloads.request import FileShapes
from dashboard.api.http import (
    callback_inputs,
    compression,
    errors,
    hashed_files,
    headers,
    site_files,
)
from dashboard.api.http.site_name import site_address, site_name
from dashboard.api.reports import coverage as coverage_reports
from dashboard.api.reports import nearby as nearby_lists
from dashboard.api.reports import territory as territory_reports
from dashboard.callbacks.coverage import siting
from dashboard.callbacks.registry import CALLBACKS
from dashboard.components.layout.shell import in_theme
from dashboard.components.shared.links import OPTIMUM_PATH
from dashboard.components.shared.page_data import PageData
from dashboard.components.shared.templates import compile_templates
from dashboard.data.accounts.open import open_accounts
from dashboard.data.atlas import Atlas, joined_atlas, load_atlas
from dashboard.data.boundaries import Boundary
from dashboard.data.geocoding.batch import batch_geocoder
from dashboard.data.geography import Geography
from dashboard.data.imports.importer import Importer, make_importer
from dashboard.data.imports.publisher import ImportPublisher
from dashboard.data.job_store import JobFolder
from dashboard.data.linkage.gazetteer import build_gazetteer
from dashboard.data.remote.geocoder import Geocoder
from dashboard.data.stores.dataset import Dataset, Store
from dashboard.data.stores.open import open_store
from dashboard.domain.clock import Clock
from dashboard.domain.pages import NOT_FOUND_PAGE, PAGES, SELECTION_PAGES
from dashboard.exports.contents.picture_shapes import PictureShapes
from dashboard.figures.static.shapes import svg_shapes
from dashboard.pages.registry import LAYOUTS, Layout
from dashboard.server import reload
from dashboard.server.build_snapshot import ready_snapshot
from dashboard.server.dash_app import MAP_LIBRARY, FrenchDash, make_dash_app
from dashboard.server.first_paint import page_before_scripts
from dashboard.server.memory import keep_for_good, share_one_heap
from dashboard.server.page_data import page_options
from dashboard.server.pages_file import pages_file
from dashboard.server.share_head import share_head
from dashboard.server.static_geography import (
    StaticGeography,
    level_shapes,
    level_windows,
    report_shapes,
    static_geography,
)
from dashboard.settings import IMPORT_TEMPLATE, VOCABULARIES_FOLDER, Settings

OPTIONS = "dashboard-options"
"""Where a server keeps what its pages show."""


def paris_now() -> dt.datetime:
    """Return the present time in Europe/Paris, to the minute."""
    return dt.datetime.now(tz=PARIS).replace(second=0, microsecond=0)


def create_app(settings: Settings, *, clock: Clock = paris_now) -> Dash:
    """Make the application from the data the settings name; ``clock`` gives the present time.

    Raises:
        MissingFileError: a file is not there.
        GeographyError: the boundaries break a rule the map relies on.
        CatalogueError: the catalogue has defects; the error carries all of them.
    """
    share_one_heap()
    store = open_store(settings)
    watched = Watched(store, store.stamp())
    app = build_app(
        # Held by nobody here: its tables go once everything is made of them.
        load_atlas(settings.geo_folder, settings.initiatives_folder, store.read()),
        settings,
        watched,
        clock=clock,
    )
    keep_for_good()
    return app


@dataclass(frozen=True)
class Watched:
    """A store whose changes are picked up, and its stamp before it was read."""

    store: Store
    stamp: str


def build_app(
    atlas: Atlas,
    settings: Settings,
    watched: Watched | None = None,
    *,
    clock: Clock = paris_now,
) -> Dash:
    """Make the application from an atlas; what is imported later into ``watched`` is picked up.

    Editors publish there; without it, they only sign in and read their journal.
    """
    compile_templates()
    served = static_geography(atlas, settings)
    current = SnapshotHolder(ready_snapshot(atlas, served, clock))
    app = make_dash_app(settings, atlas.geography.region, current, clock)
    _register_pages(app, _options(atlas, current.snapshot, settings))
    app.layout = in_theme(dash.page_container)
    for page in SELECTION_PAGES:
        CALLBACKS[page](app, current, clock)
    territory_search.register(app.server, current)
    suggestions.register(app.server, current, _geocoder(atlas, settings).find)
    app.complete()
    _register_routes(app, current, served, settings, clock)
    importer = _importers(atlas, settings)
    _register_data_routes(app.server, atlas, current, served, watched, clock, importer)
    accounts = open_accounts(settings)
    error_reports.register(app.server, current, accounts, clock, contact=settings.contact)
    publisher = ImportPublisher(watched.store, importer) if watched else None
    editors.register(app.server, accounts, publisher, clock, proxies=settings.proxies)
    if watched:
        territories = _Territories(atlas.geography, atlas.boundaries, served)
        renew = partial(_renew, app.server, current, territories, settings, watched.store, clock)
        reload.register(app.server, reload.Reloader(watched.store.stamp, renew, seen=watched.stamp))
    return app


@dataclass(frozen=True)
class _Territories:
    """What new data do not change of an atlas, and the files made of it."""

    geography: Geography
    boundaries: Mapping[str, Boundary]
    served: StaticGeography


def _renew(  # noqa: PLR0913, PLR0917 - everything that new data do not change
    server: Flask,
    current: SnapshotHolder,
    territories: _Territories,
    settings: Settings,
    store: Store,
    clock: Clock,
) -> None:
    """Read catalogue and imports again, make everything from them, then swap it in."""
    current.swap(_renewed(server, territories, settings, store, clock))
    keep_for_good()


def _renewed(
    server: Flask, territories: _Territories, settings: Settings, store: Store, clock: Clock
) -> Snapshot:
    """Make a snapshot of what is stored now, and what the pages of ``server`` show beside it."""
    atlas = joined_atlas(
        territories.geography, territories.boundaries, settings.initiatives_folder, store.read()
    )
    snapshot = ready_snapshot(atlas, territories.served, clock)
    server.extensions[OPTIONS] = _options(atlas, snapshot, settings)
    return snapshot


def _options(atlas: Atlas, snapshot: Snapshot, settings: Settings) -> PageData:
    return page_options(atlas, snapshot, settings, today=_today())


def _geocoder(atlas: Atlas, settings: Settings) -> Geocoder:
    west, south, east, north = (float(edge) for edge in atlas.geography.communes.total_bounds)
    return Geocoder(settings.geocoder_url, box=(west, south, east, north))


def _register_pages(app: FrenchDash, options: PageData) -> None:
    """Register the pages; Dash keeps one list of them per process, so each asks its own server."""
    app.server.extensions[OPTIONS] = options
    for order, page in enumerate((*PAGES, NOT_FOUND_PAGE)):
        layout = LAYOUTS[page]
        dash.register_page(
            layout.__module__,
            path=page.path,
            order=order,
            title=partial(_window_title, page.title),
            layout=partial(_page_layout, layout),
        )
    name = options.region.site_name
    app.titles = {page.path: f"{page.title} · {name}" for page in PAGES}
    app.unknown_title = f"{NOT_FOUND_PAGE.title} · {name}"


def _window_title(words: str) -> str:
    return f"{words} · {site_name()}"


def _page_layout(layout: Layout, /, **query: str) -> Component:
    return layout(current_app.extensions[OPTIONS], **query)


def _first_paint(snapshot: Snapshot, clock: Clock) -> str:
    """Write what is read before any script runs."""
    query, options = request.args.to_dict(flat=False), current_app.extensions[OPTIONS]
    return page_before_scripts(request.path, query, snapshot, options, now=clock())


def _share_head(snapshot: Snapshot) -> str:
    """Write what the head of the page says to who shares it."""
    query = request.args.to_dict(flat=False)
    return share_head(request.path, query, snapshot, site=site_address())


def _register_routes(
    app: FrenchDash,
    current: SnapshotHolder,
    served: StaticGeography,
    settings: Settings,
    clock: Clock,
) -> None:
    server = app.server
    app.first_paint = lambda: _first_paint(current.snapshot, clock)
    app.share_tags = lambda: _share_head(current.snapshot)
    nearby_lists.register(server, current, clock)
    pages = pages_file(
        map_library=app.kept_asset(MAP_LIBRARY), children_props=ComponentRegistry.children_props
    )
    app.pages_script = pages.address
    app.keep_frame()
    hashed_files.register(server, (*served.files, pages))
    jobs.register(server, OPTIMUM_PATH, optimum_jobs(current, clock), siting.progress_text)
    health.register(server, current)
    citations.register(server, current, clock)
    site_files.register(server, settings.assets_folder)
    errors.register(server)
    callback_inputs.require_known_questions(
        server, lambda: app.callback_map, callback_inputs.VALUES
    )
    compression.register(server)
    headers.register(
        server, script_hashes=app.csp_hashes(), frame_ancestors=settings.frame_ancestors
    )
    if settings.tiles_url:
        tiles.register(server, settings.tiles_url)


def optimum_jobs(current: SnapshotHolder, clock: Clock) -> jobs.Jobs:
    """Return what computes best choices of new places; they depend on the data and the day."""
    compute = partial(siting.compute_exact, current, clock)
    return jobs.Jobs(JobFolder(), compute, edition=lambda: (current.edition, clock().date()))


def _register_data_routes(  # noqa: PLR0913, PLR0917 - what each route needs
    server: Flask,
    atlas: Atlas,
    current: SnapshotHolder,
    served: StaticGeography,
    watched: Watched | None,
    clock: Clock,
    importer_of: Callable[[Sequence[Dataset]], Importer],
) -> None:
    shapes, shapes_of = svg_shapes(atlas.geography.epci), report_shapes(atlas)
    windows_of = level_windows(atlas.geography)
    pictures = PictureShapes(level_shapes(atlas.geography), windows_of)
    downloads.register(server, current, clock, FileShapes(served.shapes, pictures))
    coverage_reports.register(server, current, clock, windows_of=windows_of)
    territory_reports.register(server, current, clock, shapes_of=shapes_of)
    source_maps.register(server, current, shapes, template=IMPORT_TEMPLATE)
    place_points.register(server, current)

    @lru_cache(maxsize=1)
    def importer(_edition: int, _today: dt.date) -> Importer:
        # Anybody may try a file: its addresses are not looked up.
        complete = importer_of(watched.store.read() if watched else ())
        return replace(complete, geocoder=None)

    import_preview.register(server, current, lambda: importer(current.edition, _today()), shapes)


def _importers(atlas: Atlas, settings: Settings) -> Callable[[Sequence[Dataset]], Importer]:
    """Return what makes an importer that knows some datasets; the gazetteer is built once, when asked."""
    gazetteer = cache(partial(build_gazetteer, atlas.geography))

    def importer(datasets: Sequence[Dataset]) -> Importer:
        return make_importer(
            gazetteer(),
            datasets,
            vocabularies=VOCABULARIES_FOLDER,
            today=_today(),
            geocoder=batch_geocoder(settings),
        )

    return importer


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()
