"""GeoPackage: layers of places in an SQLite database."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pyarrow as pa
import pyogrio
import pyogrio.raw
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, GeometryError

from dashboard.data.tabular.cells import clean_cells, given_up
from dashboard.data.tabular.limits import Limits, refused, require_at_most, require_shape
from dashboard.data.tabular.maps.points import Projector
from dashboard.data.tabular.parquet.arrow_text import Unfolded, unfolded
from dashboard.data.tabular.parquet.read import located_wkb
from dashboard.data.tabular.table import LATITUDE, LONGITUDE, TextTable

_MOST_LAYERS = 100
_APPLICATION = slice(68, 72)
_GEOPACKAGES = (b"GPKG", b"GP10", b"GP11")
_ERRORS = (
    *(DataLayerError, DataSourceError, FeatureError, GeometryError),
    *(pa.ArrowException, UnicodeDecodeError, ValueError, OSError, RuntimeError),
)


def read_geopackage(name: str, content: bytes, *, limits: Limits) -> tuple[TextTable, ...]:
    """Read the layers of a GeoPackage that are not empty, one table each.

    Args:
        name: the file's, for errors.
        content: its bytes.
        limits: see there.

    Raises:
        ImportFileError: it is another database, is broken, holds nothing, or exceeds a limit.
    """
    if content[_APPLICATION] not in _GEOPACKAGES:
        raise refused(
            name, "c’est une base SQLite, pas un GeoPackage ; exportez-en les tables en CSV."
        )
    with _refusing(name):
        layers = [str(layer) for layer, _ in pyogrio.list_layers(content)]
    require_at_most(name, "couches", len(layers), _MOST_LAYERS)
    tables = [_table(name, content, layer, limits) for layer in layers]
    filled = tuple(table for table in tables if len(table.cells))
    if not filled:
        raise refused(name, "aucune couche du GeoPackage ne contient de ligne.")
    return filled


@contextmanager
def _refusing(name: str) -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is odd but read is remarked on its rows
            yield
    except _ERRORS as error:
        raise refused(
            name,
            "la base SQLite n’est pas un GeoPackage, ou elle est abîmée ; exportez-la à nouveau.",
        ) from error


def _table(name: str, content: bytes, layer: str, limits: Limits) -> TextTable:
    with _refusing(name):
        about = pyogrio.read_info(content, layer=layer)
        rows = int(about["features"])
        most = limits.rows + 1
        require_shape(name, rows, len(about["fields"]), limits)
        meta, arrow_table = pyogrio.raw.read_arrow(content, layer=layer, max_features=most)
    require_shape(name, arrow_table.num_rows, arrow_table.num_columns, limits)
    require_at_most(name, "octets une fois décompressé", arrow_table.nbytes, limits.uncompressed)
    lines = np.arange(1, arrow_table.num_rows + 1, dtype=np.int64)
    columns: list[Unfolded] = []
    located = None
    drawn = meta.get("geometry_name") or "wkb_geometry"
    for field, column in zip(arrow_table.schema, arrow_table.columns, strict=True):
        if field.name == drawn and meta.get("geometry_type"):
            located = located_wkb(column, Projector(name, meta.get("crs")), lines)
        else:
            columns += unfolded(name, field.name, column, limits)
    if located is not None:
        columns += [Unfolded(LONGITUDE, located.longitude), Unfolded(LATITUDE, located.latitude)]
    texts = [column.text for column in columns]
    cells, row_lines = clean_cells(
        name, [column.header for column in columns], given_up(texts), lines, limits
    )
    return TextTable(
        cells,
        row_lines,
        "gpkg",
        sheet=layer,
        remarks=located.remarks if located else (),
        notes=located.notes if located else (),
    )
