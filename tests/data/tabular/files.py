"""Small files of every container, made in memory."""

import io
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from dashboard.data.tabular.read import read_tables


def read_one(content, name="fichier", **options):
    """Read a file that has one table."""
    (table,) = read_tables(name, content, **options)
    return table


def columns_of(table):
    """Show the cells of a table, by column."""
    return table.cells.to_dict("list")


def workbook(**sheets):
    """Make a workbook of sheets given as lists of rows; ``None`` leaves a cell out."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"default_date_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def parquet(columns):
    """Make a parquet file of columns of values or Arrow arrays."""
    target = io.BytesIO()
    pq.write_table(pa.table(columns), target)
    return target.getvalue()


def rezipped(content, **changes):
    """Change files of an archive: bytes replace, ``None`` removes; ``__`` stands for ``/``, ``_`` for ``.``."""
    target = io.BytesIO()
    wanted = {name.replace("__", "/").replace("_", "."): new for name, new in changes.items()}
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for path in dict.fromkeys([*source.namelist(), *wanted]):
            new = wanted[path] if path in wanted else source.read(path)
            if new is not None:
                changed.writestr(path, new)
    return target.getvalue()
