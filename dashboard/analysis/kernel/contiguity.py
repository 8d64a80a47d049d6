"""Which territories touch which."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
from shapely import STRtree

from dashboard.analysis.kernel.results import IntArray

_TOUCHING_DEGREES = 1e-6


def neighbours_of(territories: gpd.GeoDataFrame) -> tuple[IntArray, ...]:
    """List, for each territory, the rising rows of those that touch it, be it at one point only.

    Args:
        territories: polygons, EPSG:4326, that share their boundaries to the last decimal; one without
            a polygon has no neighbour.
    """
    shapes = territories.geometry.to_numpy()
    row, neighbour = STRtree(shapes).query(shapes, predicate="dwithin", distance=_TOUCHING_DEGREES)
    distinct = row != neighbour
    order = np.lexsort((neighbour[distinct], row[distinct]))
    touching = neighbour[distinct][order].astype(np.int64)
    starts = np.searchsorted(row[distinct][order], np.arange(1, len(shapes)))
    return tuple(np.split(touching, starts)) if len(shapes) else ()
