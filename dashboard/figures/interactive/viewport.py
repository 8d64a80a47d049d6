"""Where the map looks: centre and zoom that show a bounding box whole."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bounds = tuple[float, float, float, float]
"""West, south, east, north, in degrees (EPSG:4326)."""

WIDTH_PX, HEIGHT_PX = 440, 440
"""The size a zoom is given for; ``assets/map-fit.js`` fits it to the real one."""

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

    def to_meta(self) -> dict[str, float]:
        """Write the centre, the zoom and the size it is given for, which the page fits to the real one."""
        return {
            "lon": round(self.longitude, 4),
            "lat": round(self.latitude, 4),
            "zoom": round(self.zoom, 2),
            "width": WIDTH_PX,
            "height": HEIGHT_PX,
        }


def bounds_of(box: NDArray[np.float64]) -> Bounds:
    """Read west, south, east, north, shape ``(4,)``."""
    west, south, east, north = (float(edge) for edge in box)
    return west, south, east, north


def viewport_of(bounds: Bounds, *, margin: float = 0.08) -> Viewport:
    """Find the viewport that shows ``bounds`` with a margin, on a map of the reference size.

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
        math.log2(WIDTH_PX / _TILE_PX / width), math.log2(HEIGHT_PX / _TILE_PX / height), _CLOSEST
    )
    return Viewport((west + east) / 2, _latitude((top + bottom) / 2), zoom)


def _mercator(latitude: float) -> float:
    """Project a latitude to the unit square, growing northwards."""
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) / (2 * math.pi)


def _latitude(mercator: float) -> float:
    return math.degrees(2 * math.atan(math.exp(2 * math.pi * mercator)) - math.pi / 2)
