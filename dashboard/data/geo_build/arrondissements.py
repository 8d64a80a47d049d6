"""The arrondissements of the towns that have some: their number, postal code and centre."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from dashboard.data.geometry import GEOGRAPHIC, in_metres

COLUMNS = [
    "code",
    "name",
    "number",
    "commune_code",
    "postal_code",
    "population",
    "latitude",
    "longitude",
]
DECIMALS = 6
_NUMBERED = r"^(?P<name>.+? (?P<number>\d+)(?:er|e))\b"


def arrondissement_table(
    official: pd.DataFrame, polygons: gpd.GeoSeries, *, inside: pd.Index[str]
) -> pd.DataFrame:
    """List the arrondissements of the communes built, each with its centre.

    Args:
        official: ``code``, ``name`` (« Lyon 8e Arrondissement »), ``commune_code``,
            ``postal_code`` and ``population``.
        polygons: EPSG:4326, indexed by code of arrondissement.
        inside: the communes built.

    Returns:
        The published columns, sorted by code; ``name`` is « Lyon 8e »; no row where no commune
        built has arrondissements.
    """
    kept = official[official["commune_code"].isin(inside)].sort_values("code", ignore_index=True)
    points = centres(gpd.GeoSeries(polygons.reindex(kept["code"]), crs=GEOGRAPHIC))
    table = kept.assign(
        **kept["name"].str.extract(_NUMBERED),
        latitude=points.y.round(DECIMALS).to_numpy(),
        longitude=points.x.round(DECIMALS).to_numpy(),
    ).astype({"number": "int64", "population": "int64"})
    return table[COLUMNS]


def centres(polygons: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return the middle of each polygon, or a point inside it where the middle lies outside."""
    middles = (
        in_metres(polygons, lambda part: gpd.GeoSeries(part.centroid))
        if len(polygons)
        else polygons
    )
    return gpd.GeoSeries(middles.where(middles.within(polygons), polygons.representative_point()))
