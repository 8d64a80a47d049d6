"""The files that never change under their address: boundaries, town names, the base map's style."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.api import tiles
from dashboard.api.hashed_files import HashedFile
from dashboard.data.atlas import Atlas
from dashboard.data.boundaries import Boundary
from dashboard.domain.territory import Level
from dashboard.figures.basemap import map_style, town_features
from dashboard.settings import Settings

GEOJSON = "application/geo+json"
MAIN_TOWNS = 24


@dataclass(frozen=True, eq=False)
class Served:
    """The files that never change under their address, and the addresses figures refer to."""

    files: tuple[HashedFile, ...]
    boundaries: Mapping[Level, HashedFile]
    style: HashedFile

    @property
    def shapes(self) -> Mapping[Level, bytes]:
        """The boundaries of each level as GeoJSON, not compressed."""
        return {level: file.raw for level, file in self.boundaries.items()}


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
