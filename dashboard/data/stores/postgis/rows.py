"""Rows of a dataset to and from a base, in bulk: PostgreSQL's COPY, with CSV made by Arrow."""

from __future__ import annotations

import io

import pandas as pd
import psycopg
import pyarrow as pa
from psycopg import sql
from pyarrow import csv

from dashboard.data.stores.dataset import DatasetKind
from dashboard.data.stores.postgis.tables import ROWS, SCHEMA
from dashboard.data.stores.refusals import damaged
from dashboard.data.stores.tables import COLUMNS, arrow_schema, frame_of

ROWS_AT_ONCE = 20_000
"""Rows made CSV at a time, so that a large dataset is never in memory twice."""
SMALLEST_BLOCK = 1 << 20


def copy_in(
    connection: psycopg.Connection, name: str, table: pd.DataFrame, kind: DatasetKind
) -> None:
    """Add the rows of dataset ``name``, in their order.

    In the CSV, a text is always quoted, so that empty ones differ from unknown numbers.
    """
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(
        _table(kind), _names("dataset", "rank", *COLUMNS[kind])
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for start in range(0, len(table), ROWS_AT_ONCE):
            copy.write(_csv(name, start, table.iloc[start : start + ROWS_AT_ONCE], kind))


def copy_out(connection: psycopg.Connection, name: str, kind: DatasetKind) -> pd.DataFrame:
    """Read the rows of dataset ``name``, in their order.

    Raises:
        StoreError: they are not what was written there.
    """
    statement = sql.SQL(
        "COPY (SELECT {} FROM {} WHERE dataset = {} ORDER BY rank) TO STDOUT (FORMAT csv)"
    ).format(_names(*COLUMNS[kind]), _table(kind), sql.Literal(name))
    content, longest = io.BytesIO(), SMALLEST_BLOCK
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in copy:
            content.write(row)
            longest = max(longest, len(row))
    place = f"{SCHEMA}.{ROWS[kind].name}, dataset {name}"
    return frame_of(_parsed(content.getvalue(), kind, longest, place), kind, place)


def _csv(name: str, start: int, rows: pd.DataFrame, kind: DatasetKind) -> bytes:
    arrow = pa.Table.from_pandas(rows, schema=arrow_schema(kind), preserve_index=False)
    ranks = pa.array(range(start, start + len(rows)))
    arrow = arrow.add_column(0, "rank", ranks)
    arrow = arrow.add_column(0, "dataset", pa.repeat(name, len(rows)))
    buffer = io.BytesIO()
    csv.write_csv(arrow, buffer, csv.WriteOptions(include_header=False))
    return buffer.getvalue()


def _parsed(content: bytes, kind: DatasetKind, longest: int, place: str) -> pa.Table:
    schema = arrow_schema(kind)
    if not content:
        return schema.empty_table()
    try:
        return csv.read_csv(
            pa.BufferReader(content),
            # Arrow refuses a row that is longer than a block.
            csv.ReadOptions(column_names=schema.names, block_size=2 * longest),
            csv.ParseOptions(newlines_in_values=True),
            csv.ConvertOptions(column_types=schema, null_values=[""], strings_can_be_null=False),
        )
    except pa.ArrowException as error:
        raise damaged(place, str(error)) from error


def _table(kind: DatasetKind) -> sql.Identifier:
    return sql.Identifier(SCHEMA, ROWS[kind].name)


def _names(*columns: str) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))
