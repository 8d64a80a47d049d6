"""Assembling the application: data loaded and checked once, then handed down."""

from __future__ import annotations

import gc
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import dash
from dash import Dash, set_props
from dash.development.base_component import Component
from flask import Flask, current_app
from flask_compress import Compress

from dashboard.analysis.current import Current
from dashboard.analysis.desk import Desk
from dashboard.analysis.observatory import build_observatory
from dashboard.analysis.shelf import build_shelf
from dashboard.api import (
    compression,
    downloads,
    errors,
    hashed_files,
    headers,
    health,
    repeated_answers,
    tiles,
)
from dashboard.api.hashed_files import HashedFile
from dashboard.callbacks import listing, search, selection
from dashboard.callbacks import map as map_callbacks
from dashboard.components import ids
from dashboard.components.markup import markup
from dashboard.components.notices import failed_answer
from dashboard.components.options import Options
from dashboard.components.shell import SITE_NAME, provided
from dashboard.data.atlas import Atlas, load_atlas
from dashboard.data.boundaries import Boundary
from dashboard.domain.territory import Level
from dashboard.figures.basemap import map_style, town_features
from dashboard.options import page_options
from dashboard.pages import map as map_page
from dashboard.pages import not_found_404
from dashboard.pages import sources as sources_page
from dashboard.settings import Settings

LOGGER = logging.getLogger(__name__)
GEOJSON = "application/geo+json"
MAIN_TOWNS = 24
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


@dataclass(frozen=True, eq=False)
class Served:
    """The files that never change under their address, and the addresses figures refer to."""

    files: tuple[HashedFile, ...]
    boundaries: Mapping[Level, HashedFile]
    style: HashedFile


def create_app(settings: Settings) -> Dash:
    """Make the application from the data the settings name.

    Raises:
        MissingFileError: a file is not there.
        GeographyError: the boundaries break a rule the map relies on.
        CatalogueError: the catalogue has defects; the error carries all of them.
    """
    app = build_app(load_atlas(settings.geo_folder, settings.initiatives_folder), settings)
    keep_for_good()
    return app


def keep_for_good() -> None:
    """Tell the garbage collector that what is loaded stays.

    It would walk a hundred thousand records again and again, in the middle of answers: at that
    size it took half the time of a table's answer.
    """
    gc.collect()
    gc.freeze()


def build_app(atlas: Atlas, settings: Settings) -> Dash:
    """Make the application from an atlas."""
    served = serve(atlas, settings)
    desk = build_desk(atlas, served, contact=settings.contact)
    current = Current(desk)
    app = _dash(settings, current)
    _register_pages(app.server, page_options(atlas, desk.observatory, settings))
    app.layout = provided(dash.page_container)
    map_callbacks.register(app, current)
    listing.register(app, current)
    search.register(app, current)
    selection.register(app)
    _register_routes(app, current, served, settings)
    return app


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
    )


def serve(atlas: Atlas, settings: Settings) -> Served:
    """Prepare boundaries, town names and the style that refers to them."""
    boundaries = {level: _boundary_file(atlas.boundaries[level.value]) for level in Level}
    towns = HashedFile.of("villes", "geojson", GEOJSON, _json(_towns(atlas)))
    style = map_style(
        {
            "epci": boundaries[Level.EPCI].address,
            "departements": boundaries[Level.DEPARTEMENT].address,
            "towns": towns.address,
        },
        tiles=f"{tiles.PATH}/{{z}}/{{x}}/{{y}}" if settings.tiles_url else "",
        tiles_credit=settings.tiles_credit,
    )
    style_file = HashedFile.of("style", "json", "application/json", _json(style))
    return Served((*boundaries.values(), towns, style_file), boundaries, style_file)


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
    for module, order in ((map_page, 0), (sources_page, 1), (not_found_404, 2)):
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


def _boundary_file(boundary: Boundary) -> HashedFile:
    return HashedFile(boundary.level, "geojson", GEOJSON, boundary.raw, boundary.brotli)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _towns(atlas: Atlas) -> dict[str, object]:
    halls = atlas.geography.town_halls.dropna(subset=["longitude", "latitude"])
    communes = atlas.geography.communes
    placed = communes[communes["code"].isin(halls["commune_code"])]
    largest = placed.nlargest(MAIN_TOWNS, "population")
    halls = halls.set_index("commune_code").loc[largest["code"]]
    return town_features(
        names=largest["name"].tolist(),
        populations=largest["population"].tolist(),
        longitudes=halls["longitude"].tolist(),
        latitudes=halls["latitude"].tolist(),
    )
