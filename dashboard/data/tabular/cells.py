"""From columns of Arrow text to the cells of a ``TextTable``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from dashboard.data.tabular.headers import unique_headers
from dashboard.data.tabular.limits import Limits, refused
from dashboard.domain.formats import french_number
from dashboard.domain.importing import Remark

MOST_UNREADABLE = 1_000
"""Unreadable rows listed whatever their share of the file."""


def clean_cells(
    name: str,
    headers: Sequence[str],
    columns: Iterable[pa.ChunkedArray],
    lines: NDArray[np.int64],
    limits: Limits,
) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Strip cells, name columns, and leave out what holds nothing.

    Args:
        name: the file's, for errors.
        headers: one per column as the file spells it, blank and repeated ones included.
        columns: text of ``n`` rows each; see ``given_up``.
        lines: line of each row in the file, shape ``(n,)``.
        limits: of the length of a cell.

    Returns:
        ``cells`` and ``lines`` of a ``TextTable``, without the empty rows, nor the columns that
        have neither header nor cell.

    Raises:
        ImportFileError: a cell is too long.
    """
    cells: dict[str, pa.ChunkedArray] = {}
    empty = np.ones(len(lines), dtype=bool)
    for header, named, column in zip(headers, unique_headers(headers), columns, strict=True):
        text = stripped(column)
        _require_short(name, named, text, lines, limits)
        blank = pc.equal(text, "").to_numpy()
        if not header.strip() and blank.all():
            continue
        cells[named] = text
        empty &= blank
    frame = _frame(cells, len(lines))
    if empty.any():
        return frame[~empty].reset_index(drop=True), lines[~empty]
    return frame, lines


def given_up(columns: list[pa.ChunkedArray]) -> Iterator[pa.ChunkedArray]:
    """Yield columns and empty their list, so that none stays in memory once it is cleaned."""
    columns.reverse()
    while columns:
        yield columns.pop()


def require_readable(name: str, read: int, unreadable: Sequence[Remark]) -> None:
    """Refuse a file most rows of which cannot be read: it is not laid out as it was understood.

    Raises:
        ImportFileError: it has; a few unreadable rows are only remarks.
    """
    if len(unreadable) > max(MOST_UNREADABLE, read):
        first = unreadable[0]
        raise refused(
            name,
            f"{french_number(len(unreadable))} lignes sont illisibles, plus que de lignes lues ; "
            f"la première est la ligne {first.line} : {first.reason}.",
        )


def stripped(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Strip text of the blanks around it; nothing is empty text, and no cell holds a NUL."""
    text = pc.fill_null(column.cast(pa.large_string()), "")
    if pc.any(pc.match_substring(text, "\0")).as_py():
        text = pc.replace_substring(text, "\0", "")
    return pc.utf8_trim_whitespace(text)


def text_array(values: Sequence[str]) -> pa.Array:
    """Hold texts as Arrow does; lone surrogates, which are no text, become ``�``."""
    try:
        return pa.array(values, pa.large_string())
    except UnicodeEncodeError:
        mended = [value.encode("utf-16", "surrogatepass") for value in values]
        return pa.array([text.decode("utf-16", "replace") for text in mended], pa.large_string())


def number_text(value: float) -> str:
    """Write a number as a code is written: an integral one without decimals."""
    return str(int(value)) if value == value // 1 else repr(value)


def _frame(cells: dict[str, pa.ChunkedArray], rows: int) -> pd.DataFrame:
    index = pd.RangeIndex(rows)
    if not cells:
        return pd.DataFrame(index=index, columns=pd.Index([], dtype="str"))
    return pd.DataFrame(
        {name: pd.Series(column, index=index, dtype="str") for name, column in cells.items()}
    )


def _require_short(
    name: str, column: str, text: pa.ChunkedArray, lines: NDArray[np.int64], limits: Limits
) -> None:
    longest = pc.max(pc.utf8_length(text)).as_py() or 0
    if longest > limits.cell:
        row = pc.index(pc.greater(pc.utf8_length(text), limits.cell), value=True).as_py()
        raise refused(
            name,
            f"la cellule de la ligne {lines[row]}, colonne « {column[:80]} », a plus de "
            f"{french_number(limits.cell)} caractères ; un guillemet n’y est peut-être pas refermé.",
        )
