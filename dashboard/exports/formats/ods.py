"""Tables as an OpenDocument spreadsheet, which administrations read and write; each row names its sources."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pandas as pd
import pyogrio

from dashboard.exports.formats.table import FileTable

_FORMULA = "of:"
"""What begins a text that GDAL would write as a formula."""


def ods_bytes(table: FileTable, about: Mapping[str, str]) -> bytes:
    """Write one sheet; every row repeats ``about``, so that a row copied elsewhere names its sources.

    Codes and other texts stay texts, numbers are numbers; what is not known makes no cell. The same table
    makes the same bytes.

    Args:
        table: what the sheet holds.
        about: contents, filters, dates, sources, licence: one more column each.
    """
    columns = [*table.columns, *about]
    rows = [[_cell(cell) for cell in (*row, *about.values())] for row in table.rows]
    if not rows:
        rows = [[None] * len(columns)]  # GDAL writes the heads with the first row
    body = io.BytesIO()
    pyogrio.write_dataframe(
        pd.DataFrame(rows, columns=columns).convert_dtypes(),
        body,
        layer=table.title,
        driver="ODS",
    )
    return _tidy(body.getvalue())


def _tidy(written: bytes) -> bytes:
    """Take out what GDAL adds: line breaks that some readers take for cells, and the time of writing."""
    body = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as archive, zipfile.ZipFile(body, "w") as tidied:
        for part in archive.infolist():
            content = archive.read(part).replace(b">\n<", b"><")
            tidied.writestr(zipfile.ZipInfo(part.filename), content, part.compress_type)
    return body.getvalue()


def _cell(cell: object) -> object:
    """Keep a text a text: an apostrophe marks one that a spreadsheet would run."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
