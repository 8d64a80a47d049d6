"""The kept values of a table of needs, one row per territory and indicator."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.data.needs.columns import NeedColumn, Recognised
from dashboard.data.needs.places import Placed
from dashboard.data.needs.values import Values
from dashboard.data.stores.dataset import NEED_COLUMNS
from dashboard.data.tabular.table import TextTable


def long_table(
    table: TextTable,
    found: Recognised,
    placed: Placed,
    values: Mapping[str, Values],
    rows: pd.Series[bool],
) -> pd.DataFrame:
    """Lay out the kept values as ``NEED_COLUMNS``, by indicator then in the order of the file.

    Args:
        table: the file.
        found: its columns.
        placed: the territory of each row.
        values: per indicator, what the cells of the rows on the map say.
        rows: the rows kept.
    """
    kept = rows.index[rows]
    parts = []
    for column in found.columns:
        read = values[column.indicator.code]
        part = pd.DataFrame(
            {
                "level": placed.level[kept],
                "code": placed.code[kept],
                "indicator": column.indicator.code,
                "value": read.value[kept],
                "label": _labels(table, column, read)[kept],
                "state": read.state[kept],
            }
        ).astype({"indicator": "str"})
        parts.append(_united(part) if column.indicator.counts_names else part)
    return pd.concat(parts, ignore_index=True)[list(NEED_COLUMNS)]


def _labels(table: TextTable, column: NeedColumn, read: Values) -> pd.Series[str]:
    if not column.names:
        return read.label
    return table.cells.loc[read.label.index, column.names].str.replace("|", ", ", regex=False)


def _united(part: pd.DataFrame) -> pd.DataFrame:
    """Add up the rows of a commune, which list different districts."""
    if not part["code"].duplicated().any():
        return part
    sums = part.groupby("code", sort=False, as_index=False).agg(
        {
            "level": "first",
            "indicator": "first",
            "value": "sum",
            "label": lambda names: ", ".join(name for name in names if name),
            "state": "first",
        }
    )
    return sums[list(part.columns)].astype({"label": "str"})
