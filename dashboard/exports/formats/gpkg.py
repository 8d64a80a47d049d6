"""Territories and their values as a GeoPackage, which desktop maps read."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
from shapely.geometry import shape

from dashboard.domain.names import normalise_name
from dashboard.exports.formats.table import FileTable

_DEGREES = "EPSG:4326"


def gpkg_bytes(
    table: FileTable, shapes: bytes, about: Mapping[str, str], *, prefix: str = ""
) -> bytes:
    """Write one layer, named after the table, with its sources.

    Args:
        table: its first column holds codes. A column of whole numbers with gaps becomes decimal.
        shapes: the display boundaries, GeoJSON, EPSG:4326, whose ids are codes; a territory without
            one keeps its row, without a shape.
        about: contents, filters, dates, sources, licence.
        prefix: what ids have before the codes of the table: ``D`` for départements.
    """
    geometries = {
        feature["id"]: shape(feature["geometry"])
        for feature in json.loads(shapes)["features"]
        if feature["geometry"]
    }
    frame = gpd.GeoDataFrame(
        pd.DataFrame(table.rows, columns=list(table.columns)),
        geometry=np.array(
            [geometries.get(f"{prefix}{row[0]}") for row in table.rows], dtype=object
        ),
        crs=_DEGREES,
    )
    body = io.BytesIO()
    pyogrio.write_dataframe(
        frame,
        body,
        layer=layer_name(table.title),
        driver="GPKG",
        geometry_type="MultiPolygon",
        promote_to_multi=True,
        layer_metadata=dict(about),
    )
    return body.getvalue()


def layer_name(title: str) -> str:
    """Name a layer as every program reads it: lower case, no accent, ``_`` between words."""
    return "_".join(normalise_name(title).split()) or "territoires"
