"""Where the map looks: centre and zoom that show a bounding box whole."""

from __future__ import annotations

import math
from dataclasses import dataclass

Bounds = tuple[float, float, float, float]
"""West, south, east, north, in degrees (EPSG:4326)."""

_WIDTH_PX, _HEIGHT_PX = 440, 420
_TILE_PX = 512
_CLOSEST = 12.0


@dataclass(frozen=True)
class Viewport:
    """A centre (longitude, latitude in degrees) and a MapLibre zoom."""

    longitude: float
    latitude: float
    zoom: float

    def to_layout(self) -> dict[str, object]:
        """Write the viewport as the ``center`` and ``zoom`` of a Plotly map."""
        return {
            "center": {"lon": round(self.longitude, 4), "lat": round(self.latitude, 4)},
            "zoom": round(self.zoom, 2),
        }


def viewport_of(bounds: Bounds, *, margin: float = 0.06) -> Viewport:
    """Find the viewport that shows ``bounds`` with a margin, on the smallest map we draw wide.

    Args:
        bounds: west, south, east, north, in degrees.
        margin: share of the box left free around it.

    Returns:
        A viewport in the Web Mercator sense: a world of ``512 · 2^zoom`` pixels.
    """
    west, south, east, north = bounds
    top, bottom = _mercator(north), _mercator(south)
    width = max((east - west) / 360, 1e-6) * (1 + margin)
    height = max(top - bottom, 1e-6) * (1 + margin)
    zoom = min(
        math.log2(_WIDTH_PX / _TILE_PX / width), math.log2(_HEIGHT_PX / _TILE_PX / height), _CLOSEST
    )
    return Viewport((west + east) / 2, _latitude((top + bottom) / 2), zoom)


def _mercator(latitude: float) -> float:
    """Project a latitude to the unit square, growing northwards."""
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) / (2 * math.pi)


def _latitude(mercator: float) -> float:
    return math.degrees(2 * math.atan(math.exp(2 * math.pi * mercator)) - math.pi / 2)
