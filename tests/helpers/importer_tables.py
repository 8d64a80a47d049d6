"""Text tables typed in a test, as the reader of files would give them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from dashboard.data.importers.columns import find_columns
from dashboard.data.importers.format import CommonTable, Format
from dashboard.data.tabular.table import TextTable


def text_table(rows: Sequence[dict[str, str]], *, container: str = "csv") -> TextTable:
    """Lay out dicts of text; the first row is line 2, under the headers."""
    cells = pd.DataFrame(rows).fillna("").astype("str")
    return TextTable(cells, np.arange(len(cells), dtype=np.int64) + 2, container)


def read_with(format_: Format, rows: Sequence[dict[str, str]], **options: Any) -> CommonTable:
    table = text_table(rows, **options)
    return format_.read(table, find_columns(table.cells.columns, format_.synonyms))


def recognised(format_: Format, *headers: str) -> int | None:
    """Tell how many telling columns are found, or ``None`` without the required ones."""
    found = find_columns(headers, format_.synonyms)
    missing = any(name not in found for name in format_.required)
    return None if missing else sum(name in found for name in format_.telling)


def text(*cells: str) -> pd.Series[str]:
    return pd.Series(list(cells), dtype="str")
