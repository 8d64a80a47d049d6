"""Rows and where they are as a GeoPackage, which desktop maps read."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
from shapely.geometry import shape

from dashboard.domain.names import normalise_name
from dashboard.exports.formats.geojson import Geometry
from dashboard.exports.formats.table import FileTable

_DEGREES = "EPSG:4326"
POINTS, AREAS = "Point", "MultiPolygon"
"""What the geometries of a layer are."""


def gpkg_bytes(
    table: FileTable,
    geometries: Sequence[Geometry | None],
    about: Mapping[str, str],
    *,
    kind: str = AREAS,
) -> bytes:
    """Write one layer, named after the table, with its sources.

    Args:
        table: a column of whole numbers with gaps becomes decimal.
        geometries: that of each row, EPSG:4326; a row without one stays, without a shape.
        about: contents, filters, dates, sources, licence.
        kind: ``AREAS`` or ``POINTS``.
    """
    frame = gpd.GeoDataFrame(
        pd.DataFrame(table.rows, columns=list(table.columns)),
        geometry=np.array([geometry and shape(geometry) for geometry in geometries], np.object_),
        crs=_DEGREES,
    )
    body = io.BytesIO()
    pyogrio.write_dataframe(
        frame,
        body,
        layer=layer_name(table.title),
        driver="GPKG",
        geometry_type=kind,
        promote_to_multi=kind == AREAS,
        layer_metadata=dict(about),
    )
    return body.getvalue()


def layer_name(title: str) -> str:
    """Name a layer as every program reads it: lower case, no accent, ``_`` between words."""
    return "_".join(normalise_name(title).split()) or "territoires"
