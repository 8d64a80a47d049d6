"""CSV files: any encoding, separator and line end, whatever is above the headers."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
from numpy.typing import NDArray

from dashboard.data.tabular.cells import (
    clean_cells,
    given_up,
    require_readable,
    stripped,
    text_array,
)
from dashboard.data.tabular.delimited.layout import (
    Layout,
    all_well_quoted,
    layout_of,
    record_starts,
)
from dashboard.data.tabular.delimited.records import DelimitedRecord, TooManyQuotesError, records
from dashboard.data.tabular.encoding import to_utf8
from dashboard.data.tabular.limits import Limits, refused, require_shape
from dashboard.data.tabular.table import TextTable
from dashboard.domain.formats import counted
from dashboard.domain.importing import Remark

_SHOWN = 200
"""Characters of an unreadable row that are reported."""

_BLOCK_BYTES = 16_000_000
_NO_TEXT = pa.chunked_array([], pa.string())


@dataclass(frozen=True, eq=False)
class _Rows:
    """Columns of the rows of the right width, their lines, and the records of another width."""

    columns: list[pa.ChunkedArray]
    lines: NDArray[np.int64]
    others: list[DelimitedRecord]


def read_delimited(
    name: str, content: bytes, *, limits: Limits, encoding: str = ""
) -> tuple[TextTable, ...]:
    """Read a CSV file.

    A row shorter than the headers is completed when other rows leave the same last columns empty;
    else its line was cut, and it is unreadable. A longer one is unreadable unless its last cells
    are empty.

    Args:
        name: the file's, for errors.
        content: its bytes, not blank.
        limits: see there.
        encoding: of bytes that are not UTF-8; empty to find it.

    Raises:
        ImportFileError: it is not text, or exceeds a limit.
    """
    text, encoding = to_utf8(name, content, encoding)
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if not text.strip():
        raise refused(name, "le fichier ne contient que des blancs.")
    try:
        layout, rows = _parsed(name, text, limits)
    except TooManyQuotesError as error:
        raise refused(name, "trop de guillemets ouverts ne sont jamais refermés.") from error
    del text  # as large as the file; the cells are about to be copied
    rows, unreadable = _mended(rows)
    require_readable(name, len(rows.lines), unreadable)
    cells, lines = clean_cells(name, layout.headers, given_up(rows.columns), rows.lines, limits)
    table = TextTable(cells, lines, "csv", encoding, layout.separator, unreadable=tuple(unreadable))
    return (table,)


def _parsed(name: str, text: bytes, limits: Limits) -> tuple[Layout, _Rows]:
    layout = layout_of(text)
    if not layout.headers:
        raise refused(name, "le fichier ne contient que des séparateurs.")
    require_shape(name, text.count(b"\n", layout.start), len(layout.headers), limits)
    return layout, _fast(text, layout) or _slow(text, layout)


def _fast(text: bytes, layout: Layout) -> _Rows | None:
    """Read with Arrow; ``None`` when it may not understand the quotes as we do."""
    body = memoryview(text)[layout.start :]
    if not body:
        return _Rows([_NO_TEXT] * len(layout.headers), np.zeros(0, dtype=np.int64), [])
    starts = record_starts(body)
    if starts is None or not all_well_quoted(body, starts, layout.separator):
        return None
    lines = starts.lines + layout.line
    if not len(lines):
        return _Rows([_NO_TEXT] * len(layout.headers), lines, [])
    invalid: list[tuple[int, str]] = []

    def keep(row: pacsv.InvalidRow) -> str:
        invalid.append((row.number, row.text))
        return "skip"

    names = [str(place) for place in range(len(layout.headers))]
    try:
        table = pacsv.read_csv(
            pa.BufferReader(pa.py_buffer(body)),
            # In parallel, Arrow does not number the rows it refuses.
            read_options=pacsv.ReadOptions(
                column_names=names, use_threads=False, block_size=_BLOCK_BYTES
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=layout.separator, newlines_in_values=True, invalid_row_handler=keep
            ),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    if table.num_rows + len(invalid) != len(lines):
        return None
    wrong = np.array([number - 1 for number, _ in invalid], dtype=np.int64)
    others = [
        DelimitedRecord(
            next(csv.reader([row], delimiter=layout.separator), []), int(lines[place]), 1
        )
        for place, (_, row) in zip(wrong, invalid, strict=True)
    ]
    return _Rows(list(table.columns), np.delete(lines, wrong), others)


def _slow(text: bytes, layout: Layout) -> _Rows:
    right: list[list[str]] = []
    lines: list[int] = []
    others = []
    chunks: list[list[pa.Array]] = [[] for _ in layout.headers]

    def flush() -> None:
        for chunk, cells in zip(chunks, zip(*right, strict=True), strict=False):
            chunk.append(text_array(cells))
        right.clear()

    for record in records(text[layout.start :].decode(), layout.separator):
        line = record.line + layout.line - 1
        if record.wrong or len(record.cells) != len(layout.headers):
            others.append(DelimitedRecord(record.cells, line, record.lines, record.wrong))
            continue
        right.append(record.cells)
        lines.append(line)
        if len(right) == _CHUNK_ROWS:
            flush()
    flush()
    columns = [pa.chunked_array(chunk, pa.large_string()) for chunk in chunks]
    return _Rows(columns, np.array(lines, dtype=np.int64), others)


_CHUNK_ROWS = 20_000


def _mended(rows: _Rows) -> tuple[_Rows, list[Remark]]:
    """Add the rows of another width to the table when they lack or add nothing but empty cells."""
    width = len(rows.columns)
    shortest = min((len(record.cells) for record in rows.others), default=width)
    optional = _optional_from(rows.columns, shortest)
    mended, unreadable = [], []
    for record in rows.others:
        cells = _without_empty_end(record.cells, width)
        if not any(cell.strip() for cell in cells):
            continue
        if record.wrong:
            unreadable.append(_remark(record, record.wrong))
        elif len(cells) > width or not optional.get(len(cells), len(cells) == width):
            unreadable.append(_remark(record, _width_reason(len(record.cells), width)))
        else:
            mended.append((record.line, [*cells, *[""] * (width - len(cells))]))
    return _with_rows(rows, mended), unreadable


def _optional_from(columns: Sequence[pa.ChunkedArray], shortest: int) -> dict[int, bool]:
    """Return, per number of cells from ``shortest``, whether a row leaves all columns after empty."""
    if not columns or shortest >= len(columns):
        return {}
    empty = np.ones(len(columns[0]), dtype=bool)
    optional = {}
    for count in range(len(columns) - 1, shortest - 1, -1):
        if empty.any():
            empty &= pc.equal(stripped(columns[count]), "").to_numpy()
        optional[count] = bool(empty.any())
    return optional


def _without_empty_end(cells: list[str], width: int) -> list[str]:
    end = len(cells)
    while end > width and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _width_reason(cells: int, width: int) -> str:
    return (
        f"la ligne a {counted(cells, 'cellule')} alors que les en-têtes en annoncent {width} ; "
        "un séparateur, un guillemet ou un retour à la ligne est de trop ou manque"
    )


def _remark(record: DelimitedRecord, reason: str) -> Remark:
    return Remark(record.line, "", " | ".join(record.cells)[:_SHOWN], reason, fatal=True)


def _with_rows(rows: _Rows, added: Iterable[tuple[int, list[str]]]) -> _Rows:
    added = list(added)
    if not added:
        return rows
    lines = np.concatenate([rows.lines, [line for line, _ in added]])
    order = np.argsort(lines, kind="stable")
    columns = [
        pa.chunked_array(
            [*column.cast(pa.large_string()).chunks, text_array([row[place] for _, row in added])]
        ).take(order)
        for place, column in enumerate(rows.columns)
    ]
    return _Rows(columns, lines[order], rows.others)
