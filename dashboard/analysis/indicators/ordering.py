"""The rows of the table and their order."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.kernel.results import FloatArray, IntArray, TableRow, TerritoryValues
from dashboard.analysis.kernel.territories import Territories
from dashboard.domain.indicator import ValueState
from dashboard.domain.selections.map import SortKey
from dashboard.domain.selections.order import SortOrder


def row_order(
    territories: Territories, values: TerritoryValues, order: SortOrder[SortKey]
) -> IntArray:
    """Return the rows of a level in the order asked for, shape ``(n,)``.

    Among equal values the most inhabitants come first. Whichever the direction, rates that rest on
    few inhabitants come after the sound ones, and rows without a value last.
    """
    names, key, descending = territories.alphabetical_rank, order.column, order.descending
    if key is SortKey.NAME:
        return np.argsort(-names if descending else names, kind="stable")
    column = _column(territories, values, key)
    missing = np.isnan(column)
    signed = np.where(missing, 0, -column if descending else column)
    doubtful = (key is SortKey.RATE) & territories.low_population & (values.number > 0)
    return np.lexsort((names, -territories.populations, signed, doubtful, missing))


def table_row(territories: Territories, values: TerritoryValues, row: int) -> TableRow:
    """Read one territory's values as a row of the table."""
    rate, share = float(values.rate[row]), float(values.share[row])
    return TableRow(
        code=territories.codes[row],
        name=territories.labels[row],
        population=int(territories.populations[row]),
        number=int(values.number[row]),
        rate=None if np.isnan(rate) else rate,
        share=None if np.isnan(share) else share,
        state=ValueState(int(values.state[row])),
        cautious=bool(rate > 0 and territories.low_population[row]),
    )


def _column(territories: Territories, values: TerritoryValues, key: SortKey) -> FloatArray:
    columns = {
        SortKey.POPULATION: territories.populations.astype(np.float64),
        SortKey.NUMBER: values.number.astype(np.float64),
        SortKey.RATE: values.rate,
        SortKey.SHARE: values.share,
    }
    return columns[key]
