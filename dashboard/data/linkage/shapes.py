"""Points and polygons: which commune holds a point, and how far a point is from a commune."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from dashboard.data.geometry import metric_zones

GEOGRAPHIC = "EPSG:4326"
CHUNK = 200_000
"""Points made at once: a million points as objects would take hundreds of megabytes."""

_MARGIN_DEGREES = 0.02

Numbers = NDArray[np.int32]
Degrees = NDArray[np.float64]
Metres = NDArray[np.float64]
Flags = NDArray[np.bool_]
Geometries = NDArray[Any]


@dataclass(frozen=True, eq=False)
class CommuneShapes:
    """The polygons of the communes, numbered as in the geography; null where unknown.

    Attributes:
        degrees: polygons in EPSG:4326.
        metres: polygons in the metric system of each commune.
        zone: EPSG code of that system (2154 but overseas).
    """

    degrees: Geometries
    metres: Geometries
    zone: NDArray[np.int64]


def build_shapes(communes: gpd.GeoDataFrame) -> CommuneShapes:
    """Prepare the polygons of ``communes`` (EPSG:4326, may be null)."""
    zone = metric_zones(pd.Index(communes["code"])).to_numpy().astype(np.int64)
    polygons = communes.geometry.reset_index(drop=True)
    metres = np.full(len(polygons), None, dtype=object)
    for epsg in np.unique(zone):
        of_zone = zone == epsg
        metres[of_zone] = polygons[of_zone].to_crs(int(epsg)).to_numpy()
    return CommuneShapes(degrees=np.asarray(polygons, dtype=object), metres=metres, zone=zone)


def communes_at(shapes: CommuneShapes, longitude: Degrees, latitude: Degrees) -> Numbers:
    """Number the commune that holds each point, -1 where none does; the first on a shared border.

    Args:
        shapes: the polygons.
        longitude: degrees, shape ``(n,)``, NaN where unknown.
        latitude: degrees, shape ``(n,)``.
    """
    held = np.full(len(longitude), -1, dtype=np.int32)
    located = np.flatnonzero(np.isfinite(longitude) & np.isfinite(latitude))
    for start in range(0, len(located), CHUNK):
        rows = located[start : start + CHUNK]
        points: Geometries = np.asarray(shapely.points(longitude[rows], latitude[rows]))
        commune, point = shapely.STRtree(points).query(shapes.degrees, predicate="intersects")
        held[rows[point[::-1]]] = commune[::-1]
    return held


def near_border(
    shapes: CommuneShapes, longitude: Degrees, latitude: Degrees, *, distance_m: float
) -> Flags:
    """Check which points are at most ``distance_m`` metres from some commune; False where unknown."""
    near = np.zeros(len(longitude), dtype=bool)
    for epsg in np.unique(shapes.zone):
        known = (shapes.zone == epsg) & ~shapely.is_missing(shapes.metres)
        tree = shapely.STRtree(shapes.metres[known])
        west, south, east, north = shapely.total_bounds(shapes.degrees[known])
        around = np.flatnonzero(
            (longitude > west - _MARGIN_DEGREES)
            & (longitude < east + _MARGIN_DEGREES)
            & (latitude > south - _MARGIN_DEGREES)
            & (latitude < north + _MARGIN_DEGREES)
        )
        for start in range(0, len(around), CHUNK):
            rows = around[start : start + CHUNK]
            points = _projected(longitude[rows], latitude[rows], int(epsg))
            near[rows[tree.query(points, predicate="dwithin", distance=distance_m)[0]]] = True
    return near


def distances_m(
    shapes: CommuneShapes, commune: Numbers, longitude: Degrees, latitude: Degrees
) -> Metres:
    """Measure each point to the polygon of its commune, in metres.

    Args:
        shapes: the polygons.
        commune: number of a commune, shape ``(n,)``; -1 for none.
        longitude: degrees, shape ``(n,)``, NaN where unknown.
        latitude: degrees, shape ``(n,)``.

    Returns:
        Shape ``(n,)``, 0 within; NaN without point, commune or polygon.
    """
    apart = np.full(len(commune), np.nan)
    measurable = (commune >= 0) & np.isfinite(longitude) & np.isfinite(latitude)
    for epsg in np.unique(shapes.zone):
        of_zone = np.flatnonzero(measurable & (shapes.zone[commune] == epsg))
        for start in range(0, len(of_zone), CHUNK):
            rows = of_zone[start : start + CHUNK]
            points = _projected(longitude[rows], latitude[rows], int(epsg))
            apart[rows] = shapely.distance(points, shapes.metres[commune[rows]])
    return apart


def _projected(longitude: Degrees, latitude: Degrees, epsg: int) -> Geometries:
    return gpd.GeoSeries.from_xy(longitude, latitude, crs=GEOGRAPHIC).to_crs(epsg).to_numpy()
