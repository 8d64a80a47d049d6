"""Metric systems of the French territories: Lambert-93, and one per overseas département."""

from __future__ import annotations

from collections.abc import Callable

import geopandas as gpd
import pandas as pd

GEOGRAPHIC = 4326
LAMBERT_93 = 2154
OVERSEAS = {"971": 5490, "972": 5490, "973": 2972, "974": 2975, "976": 4471}


def metric_zones(codes: pd.Index[str]) -> pd.Series[int]:
    """Return the EPSG code of the metric system of each commune, indexed by position in ``codes``."""
    return codes.str[:3].to_series(index=codes).map(OVERSEAS).fillna(LAMBERT_93).astype("int64")


def by_zone(geometries: gpd.GeoSeries) -> list[gpd.GeoSeries]:
    """Split geometries by territory, each part in its own metric system.

    Args:
        geometries: EPSG:4326, indexed by commune code.
    """
    zones = metric_zones(geometries.index)
    return [
        gpd.GeoSeries(geometries[zones == zone]).to_crs(zone) for zone in sorted(zones.unique())
    ]


def in_metres(
    geometries: gpd.GeoSeries, treat: Callable[[gpd.GeoSeries], gpd.GeoSeries]
) -> gpd.GeoSeries:
    """Apply ``treat`` in the metric system of each territory and come back to degrees.

    Args:
        geometries: EPSG:4326, indexed by commune code.
        treat: takes and gives geometries of one metric system, index kept.

    Returns:
        EPSG:4326, index and order of ``geometries``.
    """
    parts = [treat(part).to_crs(GEOGRAPHIC) for part in by_zone(geometries)]
    return gpd.GeoSeries(pd.concat(parts).reindex(geometries.index))


def distances_m(origins: gpd.GeoSeries, targets: gpd.GeoSeries) -> pd.Series[float]:
    """Measure each origin to the target of the same index, in metres; NaN when one is missing.

    Args:
        origins: EPSG:4326, indexed by commune code.
        targets: EPSG:4326, same index.
    """
    pairs = zip(by_zone(origins), by_zone(targets), strict=True)
    parts = [origin.distance(target, align=False) for origin, target in pairs]
    return pd.concat(parts).reindex(origins.index)
