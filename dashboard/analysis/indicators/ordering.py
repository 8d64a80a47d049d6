"""The rows of the table and their order."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.kernel.results import IntArray, TableRow, TerritoryValues
from dashboard.analysis.kernel.territories import Territories
from dashboard.domain.counting import ValueState
from dashboard.domain.indicators import Indicator, Scale
from dashboard.domain.selections.map import NameColumn, TerritoryColumn
from dashboard.domain.selections.order import SortOrder


def row_order(
    territories: Territories, values: TerritoryValues, order: SortOrder[TerritoryColumn]
) -> IntArray:
    """Return the rows of a level in the order asked for, shape ``(n,)``.

    Among equal values the most inhabitants come first. Whichever the direction, rates that rest on
    few inhabitants come after the sound ones, and rows without a value last.
    """
    names, key, descending = territories.alphabetical_rank, order.column, order.descending
    if isinstance(key, NameColumn):
        return np.argsort(-names if descending else names, kind="stable")
    column = (
        territories.populations.astype(np.float64)
        if key is Indicator.INHABITANTS
        else values.values[key]
    )
    missing = np.isnan(column)
    signed = np.where(missing, 0, -column if descending else column)
    doubtful = (key.scale is Scale.RATE) & territories.low_population & (values.number > 0)
    return np.lexsort((names, -territories.populations, signed, doubtful, missing))


def table_row(territories: Territories, values: TerritoryValues, row: int) -> TableRow:
    """Read one territory's values as a row of the table."""
    return TableRow(
        code=territories.codes[row],
        name=territories.labels[row],
        population=int(territories.populations[row]),
        values={indicator: known(float(array[row])) for indicator, array in values.values.items()},
        state=ValueState(int(values.state[row])),
        cautious=bool(
            territories.low_population[row]
            and territories.populations[row]
            and values.values[Indicator.NUMBER][row]
        ),
    )


def known(value: float) -> float | None:
    """Return a value, ``None`` for NaN."""
    return None if np.isnan(value) else value
