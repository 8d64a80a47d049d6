"""XLSX workbooks: every sheet that holds something."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from dashboard.data.tabular.archive import repacked, workbook_parts
from dashboard.data.tabular.cells import clean_cells, given_up, number_text, text_array
from dashboard.data.tabular.headers import SAMPLE_ROWS, header_index
from dashboard.data.tabular.limits import Limits, refused, require_shape
from dashboard.data.tabular.sheet_guard import guarded_parts
from dashboard.data.tabular.table import TextTable
from dashboard.domain.errors import ImportFileError

_CHUNK_ROWS = 5_000


def read_workbook(name: str, content: bytes, *, limits: Limits) -> tuple[TextTable, ...]:
    """Read an XLSX workbook, one table per sheet that is not empty, in their order.

    Dates are ISO text, integral numbers have no decimals, formulas are their last values.

    Args:
        name: the file's, for errors.
        content: its bytes.
        limits: see there; bombs are refused before they are uncompressed.

    Raises:
        ImportFileError: it is no XLSX workbook, is protected, broken or empty, or exceeds a limit.
    """
    parts = guarded_parts(name, workbook_parts(name, content, limits), limits)
    try:
        with CalamineWorkbook.from_filelike(repacked(parts)) as workbook:
            tables = tuple(_tables(name, workbook, limits))
    except CalamineError as error:
        raise _broken(name) from error
    except BaseException as error:
        # A defect of the library on odd XML; it derives from BaseException and has no public name.
        if type(error).__name__ != "PanicException":
            raise
        raise _broken(name) from error
    if not tables:
        raise refused(name, "toutes les feuilles du classeur sont vides.")
    return tables


def _broken(name: str) -> ImportFileError:
    return refused(
        name, "le contenu du classeur est abîmé ; ouvrez-le dans un tableur et réenregistrez-le."
    )


def _tables(name: str, workbook: CalamineWorkbook, limits: Limits) -> Iterator[TextTable]:
    for index, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ == SheetTypeEnum.WorkSheet:
            opened = workbook.get_sheet_by_index(index)
            require_shape(name, opened.total_height, opened.total_width, limits)
            top, rows = _from_first_filled(opened)
            if top:
                yield _table(name, opened.name, top, rows, limits)


def _table(name: str, sheet: str, top: int, rows: Iterator[list[Any]], limits: Limits) -> TextTable:
    head = [_texts(row) for row in itertools.islice(rows, SAMPLE_ROWS)]
    header = header_index(head)
    width = len(head[header])
    chunks = [[text_array(texts)] for texts in _turned(head[header + 1 :], width)]
    while chunk := [_texts(row) for row in itertools.islice(rows, _CHUNK_ROWS)]:
        for column, texts in zip(chunks, _turned(chunk, width), strict=True):
            column.append(text_array(texts))
    columns = [pa.chunked_array(one, pa.large_string()) for one in chunks]
    first = top + header + 1
    numbers = np.arange(first, first + len(columns[0]), dtype=np.int64)
    cells, lines = clean_cells(name, head[header], given_up(columns), numbers, limits)
    return TextTable(cells, lines, "xlsx", sheet=sheet)


def _from_first_filled(sheet: CalamineSheet) -> tuple[int, Iterator[list[Any]]]:
    """Return the number of the first row that holds something (from 1, else 0), and the next ones."""
    rows = sheet.iter_rows()
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
