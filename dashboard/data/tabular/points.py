"""One point inside each geometry, as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import orjson
import pyproj
import shapely
from numpy.typing import NDArray
from pyproj.exceptions import CRSError, ProjError

from dashboard.data.tabular.limits import refused

_MEANS_WGS84 = ("CRS84", "4326")


class Projector:
    """Brings geometries of a file to longitude and latitude (EPSG:4326)."""

    def __init__(self, name: str, crs: object) -> None:
        """Read what a file says of its coordinate system; nothing means degrees.

        Raises:
            ImportFileError: it is no known system.
        """
        self._transformer: pyproj.Transformer | None = None
        if crs is None or str(crs).endswith(_MEANS_WGS84):
            return
        try:
            self._transformer = pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
        except (CRSError, ProjError, TypeError, ValueError) as error:
            raise refused(
                name,
                f"le système de coordonnées « {str(crs)[:80]} » n’est pas connu ; exportez le "
                "fichier en WGS 84 (EPSG:4326).",
            ) from error

    def texts(self, points: NDArray[np.float64]) -> tuple[list[str], list[str]]:
        """Write the longitude and latitude of points, shape ``(n, 2)``; nothing for NaN."""
        x, y = points[:, 0], points[:, 1]
        if self._transformer is not None:
            x, y = self._transformer.transform(x, y, errcheck=False)
        known = np.isfinite(x) & np.isfinite(y)
        return _texts(x, known), _texts(y, known)


def points_inside(geometries: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return a point inside each geometry, shape ``(n, 2)``; NaN where there is none."""
    points = np.array(geometries, dtype=object)
    others = np.flatnonzero(shapely.get_type_id(points) > 0)
    points[others] = [_inside(shape) for shape in points[others]]
    return np.column_stack([shapely.get_x(points), shapely.get_y(points)])


def _inside(shape: shapely.Geometry) -> shapely.Geometry | None:
    try:
        whole = shape if shapely.is_valid(shape) else shapely.make_valid(shape)
        return shapely.point_on_surface(whole)
    except shapely.errors.GEOSException:  # as infinite coordinates have no inside
        return None


def from_geojson(values: Sequence[Any]) -> NDArray[np.object_]:
    """Build the geometries of GeoJSON, ``None`` where there is none or a broken one."""
    points = [_position(value) for value in values]
    found = np.full(len(values), None, dtype=object)
    at = np.array([one is not None for one in points], dtype=bool)
    found[at] = shapely.points(np.array([one for one in points if one is not None]).reshape(-1, 2))
    others = [
        place
        for place, value in enumerate(values)
        if not at[place] and isinstance(value, dict) and value.get("type") != "Point"
    ]
    if others:
        texts = [_geometry_text(values[place]) for place in others]
        found[others] = shapely.from_geojson(texts, on_invalid="ignore")
    return found


def _geometry_text(value: object) -> str | None:
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError:  # hundreds of lists inside one another
        return None


def _position(value: object) -> tuple[float, float] | None:
    if not isinstance(value, dict) or value.get("type") != "Point":
        return None
    match value.get("coordinates"):
        case [int() | float() as x, int() | float() as y, *_]:
            return float(x), float(y)
    return None


def _texts(values: NDArray[np.float64], known: NDArray[np.bool_]) -> list[str]:
    numbers = values.tolist()
    return [repr(one) if there else "" for one, there in zip(numbers, known, strict=True)]
