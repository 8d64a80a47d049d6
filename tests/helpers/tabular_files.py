"""Small files of every container, made in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from dashboard.data.tabular.read import read_tables
from dashboard.data.tabular.table import TextTable


def read_one(content: bytes, name: str = "fichier", **options: Any) -> TextTable:
    """Read a file that has one table."""
    (table,) = read_tables(name, content, **options)
    return table


def columns_of(table: TextTable) -> dict[Any, list[Any]]:
    """Show the cells of a table, by column."""
    return table.cells.to_dict("list")


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    """Make a workbook of sheets given as lists of rows; ``None`` leaves a cell out."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"default_date_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def parquet(columns: Mapping[str, object]) -> bytes:
    """Make a parquet file of columns of values or Arrow arrays."""
    target = io.BytesIO()
    pq.write_table(pa.table(columns), target)
    return target.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the files of an archive by path."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {path: archive.read(path) for path in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Make an archive of files by path."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, part in parts.items():
            archive.writestr(path, part)
    return target.getvalue()
