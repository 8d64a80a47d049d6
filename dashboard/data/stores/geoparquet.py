"""A dataset's table as a Parquet file that GIS software opens, and back."""

from __future__ import annotations

import io

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from dashboard.data.stores.dataset import Dataset, DatasetKind
from dashboard.data.stores.refusals import damaged
from dashboard.data.stores.tables import COLUMNS, frame_of


def encode_table(dataset: Dataset) -> bytes:
    """Write the table: GeoParquet for records (points, EPSG:4326), plain Parquet for needs.

    Coordinates stay columns too: they are what we read back; the points are for other software.
    """
    buffer = io.BytesIO()
    if dataset.provenance.kind is DatasetKind.RECORDS:
        _with_points(dataset.table).to_parquet(buffer, index=False, compression="zstd")
    else:
        dataset.table.to_parquet(buffer, index=False, compression="zstd")
    return buffer.getvalue()


def decode_table(content: bytes, kind: DatasetKind, place: object) -> pd.DataFrame:
    """Read the table back.

    Raises:
        StoreError: it is no Parquet, or not with our columns; ``place`` names it.
    """
    try:
        with pq.ParquetFile(pa.BufferReader(content)) as file:
            present = [name for name in COLUMNS[kind] if name in file.schema_arrow.names]
            table = file.read(columns=present)
    except (pa.ArrowException, OSError) as error:
        raise damaged(place, str(error)) from error
    return frame_of(table, kind, place)


def _with_points(records: pd.DataFrame) -> gpd.GeoDataFrame:
    known = (records["longitude"].notna() & records["latitude"].notna()).to_numpy()
    points = np.full(len(records), None, dtype=object)
    points[known] = shapely.points(records.loc[known, ["longitude", "latitude"]].to_numpy())
    return gpd.GeoDataFrame(records, geometry=points, crs="EPSG:4326")
