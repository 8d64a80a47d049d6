"""Workbooks: every sheet that holds something; hidden sheets and rows are left out and noted."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from dashboard.data.tabular.cells import clean_cells, given_up, number_text, text_array
from dashboard.data.tabular.headers import SAMPLE_ROWS, header_index, unique_headers
from dashboard.data.tabular.limits import Limits, refused, require_shape
from dashboard.data.tabular.table import TextTable
from dashboard.data.tabular.workbook.archive import archive_parts, repacked
from dashboard.data.tabular.workbook.masked import (
    SHOWN,
    Masked,
    MaskedSheet,
    masked_columns_note,
    masked_rows_note,
    masked_sheet_note,
)
from dashboard.data.tabular.workbook.ods import ods_sheets
from dashboard.data.tabular.workbook.sheet_guard import guarded_parts
from dashboard.data.tabular.workbook.xls import broken_workbook, xls_workbook
from dashboard.data.tabular.workbook.xlsb import xlsb_workbook
from dashboard.data.tabular.workbook.xlsx_masked import xlsx_masked

_CHUNK_ROWS = 5_000
_XLSX_PARTS = re.compile(r"(?:\.xml|\.rels)$", re.IGNORECASE)


def read_workbook(
    name: str, content: bytes, *, container: str, limits: Limits, hidden: bool
) -> tuple[TextTable, ...]:
    """Read a workbook, one table per sheet that is not empty, in their order.

    Dates are ISO text, integral numbers have no decimals, formulas are their last values. Hidden
    sheets and rows (those of a filter left on too) are left out and noted in ``notes``, those of
    sheets in the notes of the first table; hidden columns are only noted.

    Args:
        name: the file's, for errors.
        content: its bytes.
        container: ``xlsx``, ``xlsb``, ``xls`` or ``ods``.
        limits: see there; bombs are refused before they are uncompressed.
        hidden: read sheets and rows that are hidden like the rest, without a note.

    Raises:
        ImportFileError: it is no such workbook, is protected, broken or empty, or exceeds a limit.
    """
    try:
        return _read(
            name, container, _sheets(name, content, container, limits), limits, hidden=hidden
        )
    except PasswordError as error:
        raise refused(
            name, "le classeur est protégé par un mot de passe ; enregistrez-le sans protection."
        ) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise broken_workbook(name) from error
    except BaseException as error:
        # A defect of the library on odd files; it derives from BaseException and has no public name.
        if type(error).__name__ != "PanicException":
            raise
        raise broken_workbook(name) from error


def _sheets(name: str, content: bytes, container: str, limits: Limits) -> Iterator[MaskedSheet]:
    if container == "ods":
        return ods_sheets(name, content, limits)
    if container == "xls":
        return _calamine_sheets(*xls_workbook(name, content, limits))
    if container == "xlsb":
        return _calamine_sheets(*xlsb_workbook(name, content, limits))
    parts = guarded_parts(name, archive_parts(name, content, _XLSX_PARTS, limits), limits)
    return _calamine_sheets(repacked(parts), xlsx_masked(name, parts, limits))


def _calamine_sheets(file: io.BytesIO, masked: Sequence[Masked]) -> Iterator[MaskedSheet]:
    with CalamineWorkbook.from_filelike(file) as workbook:
        for index, about in enumerate(workbook.sheets_metadata):
            if about.typ == SheetTypeEnum.WorkSheet:
                sheet = workbook.get_sheet_by_index(index)
                yield MaskedSheet(
                    sheet.name,
                    about.visible == SheetVisibleEnum.Visible,
                    masked[index] if index < len(masked) else SHOWN,
                    sheet.total_height,
                    sheet.total_width,
                    sheet.iter_rows(),
                )


def _read(
    name: str, container: str, sheets: Iterator[MaskedSheet], limits: Limits, *, hidden: bool
) -> tuple[TextTable, ...]:
    tables, notes = [], []
    for sheet in sheets:
        require_shape(name, sheet.height, sheet.width, limits)
        unmasked = replace(sheet, masked=SHOWN) if hidden or not sheet.visible else sheet
        table = _table(name, container, unmasked, limits)
        if table is None:
            continue
        if sheet.visible or hidden:
            tables.append(table)
        else:
            notes.append(masked_sheet_note(sheet.name, len(table.cells)))
    if not tables:
        why = "vides ou masquées" if notes else "vides"
        raise refused(name, " ".join([f"toutes les feuilles du classeur sont {why}.", *notes]))
    return (replace(tables[0], notes=(*notes, *tables[0].notes)), *tables[1:])


def _table(name: str, container: str, sheet: MaskedSheet, limits: Limits) -> TextTable | None:
    """Read a sheet; ``None`` when it holds nothing."""
    top, rows = _from_first_filled(sheet.rows)
    if not top:
        return None
    head = [_texts(row) for row in itertools.islice(rows, SAMPLE_ROWS)]
    header = header_index(head)
    columns = _columns(head[header + 1 :], rows, len(head[header]))
    first = top + header + 1
    numbers = np.arange(first, first + len(columns[0]), dtype=np.int64)
    cells, lines = clean_cells(name, head[header], given_up(columns), numbers, limits)
    seen = _seen(lines, sheet.masked)
    visible = cells if seen.all() else cells[seen].reset_index(drop=True)
    notes = [masked_rows_note(lines[~seen])] if not seen.all() else []
    named = unique_headers(head[header])
    masked = [
        header
        for at, header in enumerate(named, 1)
        if at in sheet.masked.columns and header in cells
    ]
    notes += [masked_columns_note(masked)] if masked else []
    return TextTable(visible, lines[seen], container, sheet=sheet.name, notes=tuple(notes))


def _columns(
    head: Sequence[Sequence[str]], rows: Iterator[list[Any]], width: int
) -> list[pa.ChunkedArray]:
    chunks = [[text_array(texts)] for texts in _turned(head, width)]
    while chunk := [_texts(row) for row in itertools.islice(rows, _CHUNK_ROWS)]:
        for column, texts in zip(chunks, _turned(chunk, width), strict=True):
            column.append(text_array(texts))
    return [pa.chunked_array(column, pa.large_string()) for column in chunks]


def _seen(lines: NDArray[np.int64], masked: Masked) -> NDArray[np.bool_]:
    return ~np.isin(lines, np.fromiter(masked.rows, dtype=np.int64, count=len(masked.rows)))


def _from_first_filled(rows: Iterator[list[Any]]) -> tuple[int, Iterator[list[Any]]]:
    """Return the number of the first row that holds something (from 1, else 0), and the next ones."""
    for number, row in enumerate(rows, start=1):
        if any(text.strip() for text in _texts(row)):
            return number, itertools.chain([row], rows)
    return 0, rows


def _turned(rows: Sequence[Sequence[str]], width: int) -> list[tuple[str, ...]]:
    return list(zip(*rows, strict=True)) if rows else [()] * width


def _texts(row: Sequence[object]) -> list[str]:
    return [cell if type(cell) is str else _text(cell) for cell in row]


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return number_text(cell)
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return cell.date().isoformat() if midnight else cell.isoformat(timespec="seconds")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell)
