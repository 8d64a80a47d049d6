"""From degrees to metres: distances are computed in EPSG:2154 (RGF93, Lambert-93)."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import ArrayLike
from pyproj import Transformer

from dashboard.analysis.kernel.results import FloatArray

DEGREES, METRES = "EPSG:4326", "EPSG:2154"


def to_metres(longitudes: ArrayLike, latitudes: ArrayLike) -> FloatArray:
    """Project points from EPSG:4326 to EPSG:2154.

    Args:
        longitudes: degrees, shape ``(n,)``.
        latitudes: degrees, shape ``(n,)``.

    Returns:
        Eastings and northings in metres, shape ``(n, 2)``; NaN where a coordinate is missing.
    """
    east, north = np.asarray(longitudes, dtype=np.float64), np.asarray(latitudes, dtype=np.float64)
    metres: FloatArray = np.column_stack(_to_lambert().transform(east, north))
    metres[~np.isfinite(metres).all(axis=1)] = np.nan
    return metres


def to_degrees(eastings: ArrayLike, northings: ArrayLike) -> FloatArray:
    """Project points from EPSG:2154 back to longitudes and latitudes, shape ``(n, 2)``."""
    east, north = np.asarray(eastings, dtype=np.float64), np.asarray(northings, dtype=np.float64)
    degrees: FloatArray = np.column_stack(_from_lambert().transform(east, north))
    return degrees


@cache
def _to_lambert() -> Transformer:
    return Transformer.from_crs(DEGREES, METRES, always_xy=True)


@cache
def _from_lambert() -> Transformer:
    return Transformer.from_crs(METRES, DEGREES, always_xy=True)
