"""The kept values of a table of needs, one row per territory and indicator."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.data.needs.columns import NeedColumn, RecognisedNeeds
from dashboard.data.needs.places import Placed
from dashboard.data.needs.values import NeedValues, districts
from dashboard.data.stores.dataset import NEED_COLUMNS
from dashboard.data.tabular.table import TextTable


def long_table(
    table: TextTable,
    recognised: RecognisedNeeds,
    placed: Placed,
    values: Mapping[str, NeedValues],
    rows: pd.Series[bool],
) -> pd.DataFrame:
    """Lay out the kept values as ``NEED_COLUMNS``, by indicator then in the order of the file.

    Args:
        table: the file.
        recognised: its columns.
        placed: the territory of each row.
        values: per indicator, those of the cells of the rows on the map.
        rows: the rows kept.
    """
    index = rows.index[rows]
    parts = []
    for column in recognised.columns:
        column_values = values[column.indicator.code]
        part = pd.DataFrame(
            {
                "level": placed.level[index],
                "code": placed.code[index],
                "indicator": column.indicator.code,
                "value": column_values.value[index],
                "label": _labels(table, column, column_values)[index],
                "state": column_values.state[index],
            }
        ).astype({"indicator": "str"})
        if column.indicator.counts_names:
            part = _united(part, table.cells[column.header])
        parts.append(part)
    return pd.concat(parts, ignore_index=True)[list(NEED_COLUMNS)]


def _labels(table: TextTable, column: NeedColumn, column_values: NeedValues) -> pd.Series[str]:
    if not column.names:
        return column_values.label
    names: pd.Series[str] = table.cells.loc[column_values.label.index, column.names]
    return names.str.replace("|", ", ", regex=False)


def _united(part: pd.DataFrame, cells: pd.Series[str]) -> pd.DataFrame:
    """Make one row of those of a commune, which list different districts, or some of the same."""
    if not part["code"].duplicated().any():
        return part
    listed = districts(cells.loc[part.index]).groupby(part["code"]).agg("sum")
    names = part["label"].groupby(part["code"]).agg(list)
    first = part[~part["code"].duplicated()]
    label = first["code"].map(names).map(_joined).astype("str")
    value = first["code"].map(listed).map(_distinct).astype("float64")
    return first.assign(value=value, label=label)


def _joined(names: list[str]) -> str:
    return ", ".join(name for name in names if name)


def _distinct(codes: list[str]) -> int:
    return len(set(codes))
