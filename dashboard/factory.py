"""Assembling the application: data loaded and checked once, then handed down."""

from __future__ import annotations

import datetime as dt
import gc
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache, partial

import dash
from dash import Dash, set_props
from dash.development.base_component import Component
from flask import Flask, current_app
from flask_compress import Compress

from dashboard import refresh
from dashboard.analysis.current import Current
from dashboard.analysis.desk import Desk
from dashboard.analysis.observatory import build_observatory
from dashboard.analysis.shelf import build_shelf
from dashboard.api import (
    compression,
    coverage_maps,
    downloads,
    errors,
    hashed_files,
    headers,
    health,
    repeated_answers,
    tiles,
    trials,
)
from dashboard.callbacks import listing, search, selection
from dashboard.callbacks import map as map_callbacks
from dashboard.components import ids
from dashboard.components.markup import markup
from dashboard.components.notices import failed_answer
from dashboard.components.options import Options
from dashboard.components.shell import SITE_NAME, provided
from dashboard.data.atlas import Atlas, joined_atlas, load_atlas
from dashboard.data.coverage import source_coverage
from dashboard.data.imports.pipeline import Importer, make_importer
from dashboard.data.linkage.gazetteer import build_gazetteer
from dashboard.data.stores.dataset import Store
from dashboard.data.stores.open import open_store
from dashboard.figures.svg_map import svg_shapes
from dashboard.options import page_options
from dashboard.pages import data as data_page
from dashboard.pages import map as map_page
from dashboard.pages import not_found_404
from dashboard.pages import sources as sources_page
from dashboard.refresh import Refresher
from dashboard.served import GEOJSON, Served, serve
from dashboard.settings import IMPORT_TEMPLATE, VOCABULARIES_FOLDER, Settings

LOGGER = logging.getLogger(__name__)
LARGEST_REQUEST_BYTES = 256 * 1024
OPTIONS = "dashboard-options"
"""Where a server keeps what its pages show."""

INDEX = """<!DOCTYPE html>
<html lang="fr">
  <head>
    {%metas%}
    <title>{%title%}</title>
    <link rel="icon" type="image/svg+xml" href="/assets/favicon.svg">
    {%css%}
  </head>
  <body>
    <noscript>Cette carte a besoin de JavaScript. Les données sont téléchargeables :
      <a href="/telecharger/carte.csv">tableau des intercommunalités (CSV)</a>.</noscript>
    {%app_entry%}
    <footer hidden>{%config%}{%scripts%}{%renderer%}</footer>
  </body>
</html>"""

_META = (
    {"name": "viewport", "content": "width=device-width, initial-scale=1"},
    {
        "name": "description",
        "content": "Initiatives de solidarité en Rhône-Alpes : carte, fiches et sources.",
    },
)


class FrenchDash(Dash):
    """Dash, with the one sentence it says by itself in French."""

    def interpolate_index(self, *parts: str, app_entry: str = "", **named: str) -> str:
        """Fill the page's frame; what is shown before the scripts run is translated."""
        entry = app_entry.replace("Loading...", "Chargement de la carte…")
        fill: Callable[..., str] = super().interpolate_index
        return fill(*parts, app_entry=entry, **named)


def create_app(settings: Settings) -> Dash:
    """Make the application from the data the settings name.

    Raises:
        MissingFileError: a file is not there.
        GeographyError: the boundaries break a rule the map relies on.
        CatalogueError: the catalogue has defects; the error carries all of them.
    """
    store = open_store(settings)
    watched = Watched(store, store.stamp())
    atlas = load_atlas(settings.geo_folder, settings.initiatives_folder, store.read())
    return build_app(atlas, settings, watched)


def keep_for_good() -> None:
    """Tell the garbage collector that what is loaded stays.

    It would walk a hundred thousand records again and again, in the middle of answers: at that
    size it took half the time of a table's answer.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class Watched:
    """A store whose changes are picked up, and its stamp before it was read."""

    store: Store
    stamp: str


def build_app(atlas: Atlas, settings: Settings, watched: Watched | None = None) -> Dash:
    """Make the application from an atlas; what is imported later into ``watched`` is picked up."""
    served = serve(atlas, settings)
    current = Current(build_desk(atlas, served, contact=settings.contact))
    app = _dash(settings, current)
    _register_pages(app.server, _options(atlas, current.desk, settings))
    app.layout = provided(dash.page_container)
    map_callbacks.register(app, current)
    listing.register(app, current)
    search.register(app, current)
    selection.register(app)
    _register_routes(app, current, served, settings)
    _register_data_routes(app.server, atlas, current, watched)
    if watched:
        renew = partial(_renew, app.server, current, atlas, served, settings, watched.store)
        refresh.register(app.server, Refresher(watched.store.stamp, renew, seen=watched.stamp))
        keep_for_good()
    return app


def _renew(  # noqa: PLR0913, PLR0917 - everything that new data do not change
    server: Flask, current: Current, atlas: Atlas, served: Served, settings: Settings, store: Store
) -> None:
    """Read catalogue and imports again, make everything from them, then swap it in."""
    renewed = joined_atlas(
        atlas.geography, atlas.boundaries, settings.initiatives_folder, store.read()
    )
    desk = build_desk(renewed, served, contact=settings.contact)
    options = _options(renewed, desk, settings)
    server.extensions[OPTIONS] = options
    current.swap(desk)
    keep_for_good()


def _options(atlas: Atlas, desk: Desk, settings: Settings) -> Options:
    return page_options(atlas, desk, settings, today=_today())


def build_desk(atlas: Atlas, served: Served, *, contact: str) -> Desk:
    """Compute and index everything that answers are made from."""
    return Desk(
        observatory=build_observatory(atlas.geography, atlas.catalogue, atlas.pairs),
        shelf=build_shelf(
            initiatives=atlas.catalogue.initiatives,
            places=atlas.catalogue.places,
            figures=atlas.catalogue.figures,
            organisations=atlas.catalogue.organisations,
            indicators=atlas.catalogue.indicators,
            sources=atlas.catalogue.sources,
            epci=atlas.geography.epci,
            town_halls=atlas.geography.town_halls,
        ),
        boundaries={level: file.address for level, file in served.boundaries.items()},
        style=served.style.address,
        contact=contact,
        catalogue_date=str(atlas.catalogue.initiatives["updated_on"].max()),
        geography_vintage=str(atlas.geography.provenance["vintage"]),
        coverage=source_coverage(atlas),
    )


def _dash(settings: Settings, current: Current) -> Dash:
    app = FrenchDash(
        __name__,
        assets_folder=str(settings.assets_folder),
        use_pages=True,
        pages_folder="",
        include_pages_meta=False,
        index_string=INDEX,
        meta_tags=list(_META),
        title=SITE_NAME,
        update_title="",
        on_error=_on_error,
        enable_mcp=False,
    )
    app.server.config["COMPRESS_MIMETYPES"] = ["application/json", "text/html", "text/csv", GEOJSON]
    app.server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST_BYTES
    app.server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    app.server.config["COMPRESS_BR_LEVEL"] = 6
    repeated_answers.register(app.server, edition=lambda: current.edition)
    Compress(app.server)
    return app


def _on_error(error: Exception) -> None:
    """Log a failed answer and tell the reader in a sentence; the page keeps what it shows."""
    LOGGER.error("A callback failed", exc_info=error)
    repeated_answers.forget_this_answer()
    set_props(ids.LISTING_MARKUP, {"data": {ids.NOTICE: markup(failed_answer())}})


def _register_pages(server: Flask, options: Options) -> None:
    """Register the pages; Dash keeps one list of them per process, so each asks its own server."""
    server.extensions[OPTIONS] = options
    for module, order in ((map_page, 0), (data_page, 1), (sources_page, 2), (not_found_404, 3)):
        dash.register_page(
            module.__name__,
            path=module.PATH,
            order=order,
            title=f"{module.TITLE} · {SITE_NAME}",
            layout=partial(_laid_out, module.layout),
        )


def _laid_out(layout: Callable[..., Component], **query: str) -> Component:
    return layout(current_app.extensions[OPTIONS], **query)


def _register_routes(app: Dash, current: Current, served: Served, settings: Settings) -> None:
    server = app.server
    hashed_files.register(server, served.files)
    downloads.register(
        server, current, {level: file.raw for level, file in served.boundaries.items()}
    )
    health.register(server, current)
    errors.register(server)
    errors.require_known_callbacks(server, lambda: app.callback_map)
    compression.register(server)
    headers.register(server, script_hashes=app.csp_hashes)
    if settings.tiles_url:
        tiles.register(server, settings.tiles_url)


def _register_data_routes(
    server: Flask, atlas: Atlas, current: Current, watched: Watched | None
) -> None:
    shapes = svg_shapes(atlas.geography.epci)
    coverage_maps.register(server, current, shapes, template=IMPORT_TEMPLATE)
    gazetteer = cache(partial(build_gazetteer, atlas.geography))

    @lru_cache(maxsize=1)
    def importer(_edition: int, today: dt.date) -> Importer:
        kept = watched.store.read() if watched else ()
        return make_importer(gazetteer(), kept, vocabularies=VOCABULARIES_FOLDER, today=today)

    trials.register(server, current, lambda: importer(current.edition, _today()), shapes)


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()
