"""Parquet files, GeoParquet included."""

from __future__ import annotations

from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from dashboard.data.tabular.cells import clean_cells, given_up
from dashboard.data.tabular.limits import Limits, refused, require_at_most, require_shape
from dashboard.data.tabular.maps.points import Drawings, Located, Projector
from dashboard.data.tabular.maps.wkb import from_wkb
from dashboard.data.tabular.parquet.arrow_text import Unfolded, unfolded
from dashboard.data.tabular.table import LATITUDE, LONGITUDE, TextTable
from dashboard.domain.importing import Remark

_BATCH_CELLS = 80_000
_GEOMETRY_NAMES = {"geometry", "geom", "the_geom", "wkb_geometry"}


def read_parquet(name: str, content: bytes, *, limits: Limits) -> tuple[TextTable, ...]:
    """Read a parquet file.

    Lists are joined by ``|``, structures become ``parent.child``, a geometry becomes ``LONGITUDE``
    and ``LATITUDE`` of a point inside it.

    Args:
        name: the file's, for errors.
        content: its bytes.
        limits: see there; what is announced, then what comes out.

    Raises:
        ImportFileError: it is broken, empty or exceeds a limit.
    """
    try:
        return (_table(name, pq.ParquetFile(pa.BufferReader(content)), limits),)
    except (pa.ArrowException, OSError, UnicodeDecodeError, OverflowError) as error:
        raise refused(
            name, "le fichier parquet est abîmé ou incomplet ; téléchargez-le à nouveau."
        ) from error


def _table(name: str, file: pq.ParquetFile, limits: Limits) -> TextTable:
    schema = file.schema_arrow
    require_shape(name, file.metadata.num_rows, file.metadata.num_columns, limits)
    if not len(schema):
        raise refused(name, "le fichier parquet n’a aucune colonne.")
    geometry, crs = _geometry(schema)
    chunks = _chunks(name, file, limits)
    lines = np.arange(1, sum(map(len, chunks[0])) + 1, dtype=np.int64)
    require_shape(name, len(lines), len(chunks), limits)
    columns: list[Unfolded] = []
    remarks: tuple[Remark, ...] = ()
    notes: tuple[str, ...] = ()
    for place, field in enumerate(schema):
        column = pa.chunked_array(chunks[place], field.type)
        chunks[place] = []
        if place == geometry:
            located = located_wkb(column, Projector(name, crs), lines)
            columns += [
                Unfolded(LONGITUDE, located.longitude),
                Unfolded(LATITUDE, located.latitude),
            ]
            remarks, notes = located.remarks, located.notes
        else:
            columns += unfolded(name, field.name, column, limits)
    headers = [column.header for column in columns]
    texts = [column.text for column in columns]
    del columns
    cells, lines = clean_cells(name, headers, given_up(texts), lines, limits)
    return TextTable(cells, lines, "parquet", remarks=remarks, notes=notes)


def _chunks(name: str, file: pq.ParquetFile, limits: Limits) -> list[list[pa.Array]]:
    """Read a few rows at a time: a text repeated by a dictionary takes no place in the file."""
    width = len(file.schema_arrow)
    chunks: list[list[pa.Array]] = [[] for _ in range(width)]
    size = 0
    for batch in file.iter_batches(batch_size=max(_BATCH_CELLS // width, 1)):
        size += batch.nbytes
        require_at_most(name, "octets une fois décompressé", size, limits.uncompressed)
        for chunk, column in zip(chunks, batch.columns, strict=True):
            chunk.append(column)
    return chunks


def _geometry(schema: pa.Schema) -> tuple[int, object]:
    """Return the place of the column of geometries, -1 for none, and its coordinate system."""
    described = _described(schema)
    wanted = described.get("primary_column")
    about = described.get("columns")
    for place, field in enumerate(schema):
        if not (pa.types.is_binary(field.type) or pa.types.is_large_binary(field.type)):
            continue
        if field.name == wanted or (wanted is None and field.name.lower() in _GEOMETRY_NAMES):
            own = about.get(field.name) if isinstance(about, dict) else None
            return place, _crs(own.get("crs") if isinstance(own, dict) else None)
    return -1, None


def _described(schema: pa.Schema) -> dict[str, Any]:
    try:
        described = orjson.loads((schema.metadata or {}).get(b"geo", b"{}"))
    except orjson.JSONDecodeError:
        return {}
    return described if isinstance(described, dict) else {}


def _crs(crs: object) -> object:
    match crs:
        case {"id": {"code": 4326 | "CRS84"}}:
            return None
    return crs


def located_wkb(column: pa.ChunkedArray, projector: Projector, lines: NDArray[np.int64]) -> Located:
    """Locate drawings written in well-known binary."""
    geometries = from_wkb(column.to_numpy(zero_copy_only=False))
    drawn = column.is_valid().to_numpy()
    return projector.located(Drawings.of(geometries, drawn), lines)
