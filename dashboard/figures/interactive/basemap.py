"""Our own base map: background, outlines and town names, drawn offline.

The style has no ``glyphs``: labels are drawn with the reader's own fonts and nothing is fetched
from a third party. An online base map is one raster source, proxied by our server.
"""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.figures import palette

TERRITORIES_BELOW = "outline-epci"
"""The style layer under which territories are filled."""

NAMES = "towns"
"""The style layer of the names of towns, which stand above all that is drawn."""

FONT = "sans-serif"

_BUFFER = 16
"""How far lines go beyond the edge of a tile, of the 512 it measures: they are thin, and drawn in each they
reach."""

ALL_NAMES_FROM_ZOOM = 8.0
"""From where on the names of all communes are asked for; until then those of the main towns do."""

_LEAST_INHABITANTS = {ALL_NAMES_FROM_ZOOM: 5_000, 9.0: 1_500, 10.0: 500, 11.0: 0}
"""By zoom, how many people a named commune has: what fits, the largest first."""


def map_style(
    addresses: Mapping[str, str], *, all_names: str, tiles: str = "", tiles_credit: str = ""
) -> dict[str, object]:
    """Write the MapLibre style of the base map.

    Args:
        addresses: ``epci``, ``departements`` and ``towns`` → address of their GeoJSON.
        all_names: address of the names of all communes, which the page asks for when it comes near.
        tiles: absolute address of raster tiles with ``{z}/{x}/{y}``, empty for none.
        tiles_credit: whom the tiles are owed to, shown on the map.
    """
    sources: dict[str, object] = {
        name: {"type": "geojson", "data": address, **({} if name == NAMES else {"buffer": _BUFFER})}
        for name, address in addresses.items()
    }
    layers: list[dict[str, object]] = [
        {"id": "outside", "type": "background", "paint": {"background-color": palette.OUTSIDE}}
    ]
    if tiles:
        sources["tiles"] = {
            "type": "raster",
            "tiles": [tiles],
            "tileSize": 256,
            "attribution": tiles_credit,
        }
        layers.append({"id": "tiles", "type": "raster", "source": "tiles"})
    layers += [
        _line(TERRITORIES_BELOW, "epci", palette.TERRITORY_EDGE, 0.5),
        _line("outline-departements", "departements", palette.OUTLINE, 1.6),
        _town_names(),
    ]
    # A change is painted once, not faded in over a third of a second.
    transition = {"duration": 0, "delay": 0}
    metadata = {"names": {"source": "towns", "data": all_names, "from": ALL_NAMES_FROM_ZOOM}}
    return {
        "version": 8,
        "metadata": metadata,
        "transition": transition,
        "sources": sources,
        "layers": layers,
    }


def _line(identifier: str, source: str, colour: str, width: float) -> dict[str, object]:
    return {
        "id": identifier,
        "type": "line",
        "source": source,
        "paint": {"line-color": colour, "line-width": width},
    }


def _town_names() -> dict[str, object]:
    return {
        "id": NAMES,
        "type": "symbol",
        "source": "towns",
        "filter": ["step", ["zoom"], True, *_named_from()],
        "layout": {
            "text-field": ["get", "name"],
            "text-font": [FONT],
            "text-size": ["interpolate", ["linear"], ["zoom"], 6, 11, 10, 15],
            "symbol-sort-key": ["-", ["get", "population"]],
            "text-padding": 6,
        },
        "paint": {
            "text-color": palette.TEXT,
            "text-halo-color": palette.HALO,
            "text-halo-width": 1.6,
        },
    }


def _named_from() -> list[object]:
    return [
        part
        for zoom, inhabitants in _LEAST_INHABITANTS.items()
        for part in (zoom, [">=", ["get", "population"], inhabitants])
    ]


def town_features(
    *,
    names: list[str],
    populations: list[int],
    longitudes: list[float],
    latitudes: list[float],
) -> dict[str, object]:
    """Write town names as a GeoJSON collection of points, degrees; all lists of one length."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": name, "population": population},
                "geometry": {
                    "type": "Point",
                    "coordinates": [round(longitude, 5), round(latitude, 5)],
                },
            }
            for name, population, longitude, latitude in zip(
                names, populations, longitudes, latitudes, strict=True
            )
        ],
    }
