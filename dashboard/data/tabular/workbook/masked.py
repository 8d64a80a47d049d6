"""Rows and sheets that a workbook hides are left out and noted; its hidden columns are noted.

Columns are read all the same: the model of data·inclusion hides the one that marks rows of help.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.domain.formats import counted, french_number

_MOST_RANGES = 5


@dataclass(frozen=True)
class Masked:
    """Numbers, from 1, of the rows and columns of a sheet that are not shown."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


SHOWN = Masked()
"""Of a sheet that shows everything."""


@dataclass(frozen=True, eq=False)
class MaskedSheet:
    """A sheet about to be read.

    Attributes:
        name: as its tab shows it.
        visible: whether the workbook shows it.
        masked: what of it is not shown.
        height: rows up to the last one that holds something.
        width: columns, likewise.
        rows: cells of every row from the first one of the sheet, all of one width.
    """

    name: str
    visible: bool
    masked: Masked
    height: int
    width: int
    rows: Iterator[list[Any]]


def masked_rows_note(lines: NDArray[np.int64]) -> str:
    """Write which rows were left out, by their numbers in ascending order (at least one)."""
    ranges = _ranges(lines)
    words = [
        french_number(first) if first == last else f"{french_number(first)} à {french_number(last)}"
        for first, last in ranges[:_MOST_RANGES]
    ]
    more = " …" if len(ranges) > _MOST_RANGES else ""
    noun = "ligne" if len(lines) == 1 else "lignes"
    of = counted(len(lines), "ligne masquée laissée", "lignes masquées laissées")
    return f"{of} de côté ({noun} {_enumerated(words, complete=not more)}{more})."


def masked_columns_note(headers: Sequence[str]) -> str:
    """Write which columns are hidden, by their headers (at least one)."""
    names = _enumerated([f"« {header[:80]} »" for header in headers], complete=True)
    if len(headers) == 1:
        return f"Colonne masquée {names} lue comme les autres."
    return f"Colonnes masquées {names} lues comme les autres."


def masked_sheet_note(sheet: str, rows: int) -> str:
    """Write that a sheet was left out."""
    return f"Feuille masquée « {sheet} » laissée de côté ({counted(rows, 'ligne')})."


def _ranges(numbers: NDArray[np.int64]) -> list[tuple[int, int]]:
    runs = np.split(numbers, np.flatnonzero(np.diff(numbers) != 1) + 1)
    return [(int(run[0]), int(run[-1])) for run in runs]


def _enumerated(words: Iterable[str], *, complete: bool) -> str:
    *first, last = words
    if not first:
        return last
    joined = ", ".join(first)
    return f"{joined} et {last}" if complete else f"{joined}, {last}"
