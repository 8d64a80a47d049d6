"""The files that never change under their address: boundaries, names, the base map's style."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import geopandas as gpd
import numpy as np

from dashboard.analysis.kernel.territories import Territories, build_territories
from dashboard.api import tiles
from dashboard.api.http.hashed_files import HashedFile
from dashboard.data.atlas import Atlas
from dashboard.data.boundaries import Boundary
from dashboard.data.geography import Geography
from dashboard.domain.territory import Level
from dashboard.figures.interactive.basemap import map_style, town_features
from dashboard.figures.interactive.traces import PLACE_DECIMALS
from dashboard.figures.interactive.viewport import Bounds
from dashboard.figures.static.region import MAP_PX
from dashboard.figures.static.shapes import SvgShapes, svg_shapes, window_shapes
from dashboard.settings import Settings

GEOJSON, JSON = "application/geo+json", "application/json"
MAIN_TOWNS = 24
_REPORTS, _REPORT_TOLERANCE_DEGREES = 32, 0.001
"""Maps of reports whose shapes are remembered, and how much their outlines may move."""
_PICTURE_TOLERANCE_DEGREES = 0.001
"""How much outlines may move in pictures: a fifth of a pixel."""
_WINDOWS, _WINDOW_TOLERANCE_PX = 48, 0.5
"""Maps around a place whose shapes are remembered, and how much their outlines may move."""


@dataclass(frozen=True, eq=False)
class StaticGeography:
    """The files that never change under their address, and the addresses figures refer to."""

    files: tuple[HashedFile, ...]
    boundaries: Mapping[Level, HashedFile]
    labels: Mapping[Level, HashedFile]
    style: HashedFile

    @property
    def shapes(self) -> Mapping[Level, bytes]:
        """The boundaries of each level as GeoJSON, not compressed."""
        return {level: file.raw for level, file in self.boundaries.items()}


def static_geography(atlas: Atlas, settings: Settings) -> StaticGeography:
    """Prepare boundaries, the names of territories and towns, and the style that refers to them."""
    boundaries = {level: _boundary_file(atlas.boundaries[level.value]) for level in Level}
    towns = HashedFile.of("villes", "geojson", GEOJSON, _json(_towns(atlas, MAIN_TOWNS)))
    names = HashedFile.of("noms", "geojson", GEOJSON, _json(_towns(atlas)))
    style = map_style(
        {
            "epci": boundaries[Level.EPCI].address,
            "departements": boundaries[Level.DEPARTEMENT].address,
            "towns": towns.address,
        },
        all_names=names.address,
        tiles=f"{tiles.PATH}/{{z}}/{{x}}/{{y}}" if settings.tiles_url else "",
        tiles_credit=settings.tiles_credit,
    )
    style_file = HashedFile.of("style", "json", JSON, _json(style))
    labels = _label_files(atlas.geography)
    files = (*boundaries.values(), *labels.values(), towns, names, style_file)
    return StaticGeography(files, boundaries, labels, style_file)


def report_shapes(atlas: Atlas) -> Callable[[tuple[str, ...]], SvgShapes]:
    """Return what gives the shapes of some communes for reports; the latest are remembered."""
    communes = atlas.geography.communes.set_index("code", drop=False)

    @lru_cache(maxsize=_REPORTS)
    def shapes_of(codes: tuple[str, ...]) -> SvgShapes:
        return svg_shapes(communes.loc[list(codes)], tolerance=_REPORT_TOLERANCE_DEGREES)

    return shapes_of


def level_shapes(geography: Geography) -> Callable[[Level], SvgShapes]:
    """Return what gives the shapes of a level for pictures; each is made once, when first asked for."""
    tables = _drawn_tables(geography)

    @cache
    def shapes_of(level: Level) -> SvgShapes:
        return svg_shapes(tables[level], tolerance=_PICTURE_TOLERANCE_DEGREES, width_px=MAP_PX)

    return shapes_of


def level_windows(geography: Geography) -> Callable[[Level, Bounds, float], SvgShapes]:
    """Return what gives the shapes of a level around a place for pictures; the latest are remembered.

    It is given the width they are drawn in, in pixels.
    """
    tables = _drawn_tables(geography)

    @lru_cache(maxsize=_WINDOWS)
    def shapes_of(level: Level, bounds: Bounds, width_px: float) -> SvgShapes:
        west, _, east, _ = bounds
        tolerance = (east - west) / width_px * _WINDOW_TOLERANCE_PX
        return window_shapes(tables[level], bounds, tolerance=tolerance, width_px=width_px)

    return shapes_of


def _drawn_tables(geography: Geography) -> Mapping[Level, gpd.GeoDataFrame]:
    departements = geography.departements
    return {
        Level.COMMUNE: geography.communes,
        Level.EPCI: geography.epci,
        Level.DEPARTEMENT: departements.assign(
            code=Level.DEPARTEMENT.code_prefix + departements["code"]
        ),
    }


def _boundary_file(boundary: Boundary) -> HashedFile:
    return HashedFile(boundary.level, "geojson", GEOJSON, boundary.raw, boundary.brotli)


def _label_files(geography: Geography) -> Mapping[Level, HashedFile]:
    """Write what the page knows of the territories of each level, as parallel lists in their order.

    Centres are in degrees, rounded as places are.
    """
    levels = build_territories(geography.communes, geography.epci, geography.departements)
    return {
        level: HashedFile.of(f"noms-{level.value}", "json", JSON, _json(_described(territories)))
        for level, territories in levels.items()
    }


def _described(territories: Territories) -> dict[str, object]:
    longitudes, latitudes = np.round(territories.centres, PLACE_DECIMALS).T.tolist()
    return {
        "codes": territories.codes,
        "labels": territories.labels,
        "populations": territories.populations.tolist(),
        "longitudes": longitudes,
        "latitudes": latitudes,
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _towns(atlas: Atlas, most: int | None = None) -> dict[str, object]:
    """Name communes at their town halls, the ``most`` inhabited first, or all of them."""
    halls = atlas.geography.town_halls.dropna(subset=["longitude", "latitude"])
    communes = atlas.geography.communes
    placed = communes[communes["code"].isin(halls["commune_code"])]
    largest = placed.nlargest(most or len(placed), "population")
    halls = halls.set_index("commune_code").loc[largest["code"]]
    return town_features(
        names=largest["name"].tolist(),
        populations=largest["population"].tolist(),
        longitudes=halls["longitude"].tolist(),
        latitudes=halls["latitude"].tolist(),
    )
