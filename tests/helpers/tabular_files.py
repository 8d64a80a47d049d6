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


def parts_of(content):
    """Return the files of an archive by path."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {path: archive.read(path) for path in archive.namelist()}


def zipped(parts):
    """Make an archive of files by path."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, part in parts.items():
            archive.writestr(path, part)
    return target.getvalue()
