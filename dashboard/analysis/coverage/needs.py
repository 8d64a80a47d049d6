"""Need indicators laid out on the communes: their own value, else that published for their EPCI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.kernel.results import BoolArray, FloatArray, IntArray
from dashboard.analysis.kernel.territories import Territories
from dashboard.domain.needs import NEED_INDICATORS, PEOPLE_SHARES, PERCENT, NeedState, Sense
from dashboard.domain.territory import Level

THIRDS = 3


class NeedOrigin(IntEnum):
    """Where a commune's value comes from."""

    NONE = 0
    EPCI = 1
    COMMUNE = 2


@dataclass(frozen=True, eq=False)
class Need:
    """One indicator on every commune, shape ``(n,)``, and on every EPCI as published.

    A commune without a value, missing or under statistical secret, takes that published for its EPCI:
    the values of its neighbours mean nothing for it.

    Attributes:
        values: NaN without either.
        origin: ``NeedOrigin`` numbers.
    """

    code: str
    values: FloatArray
    origin: NDArray[np.uint8]
    epci_values: FloatArray
    edition: str
    publisher: str

    @property
    def weighable(self) -> bool:
        """Whether the indicator is a share of people, by which inhabitants can be multiplied."""
        return self.code in PEOPLE_SHARES

    @property
    def borrowed(self) -> BoolArray:
        """The communes whose value is that of their EPCI, shape ``(n,)``."""
        borrowed: BoolArray = self.origin == NeedOrigin.EPCI
        return borrowed


Needs = Mapping[str, Need]
"""The need indicators that were imported, by code."""


@dataclass(frozen=True)
class NeedTable:
    """An imported table of needs: ``level, code, indicator, value, state``, and where it is from."""

    table: pd.DataFrame
    edition: str
    publisher: str


def build_needs(tables: Sequence[NeedTable], territories: Mapping[Level, Territories]) -> Needs:
    """Lay out every imported indicator; of several editions the latest counts.

    Args:
        tables: what was imported, oldest edition first.
        territories: the communes and EPCI.
    """
    needs: dict[str, Need] = {}
    for need_table in tables:
        for code, rows in need_table.table.groupby("indicator"):
            needs[str(code)] = _laid_out(
                str(code), rows, need_table, territories, needs.get(str(code))
            )
    return needs


def need_pressure(need: Need) -> FloatArray:
    """Return the pressure of need of every commune, shape ``(n,)``, NaN where unknown."""
    return pressure(need.code, need.values)


def pressure(code: str, values: FloatArray) -> FloatArray:
    """Turn the values of an indicator so that more always means more need.

    A share of which little tells of need (households with a car) becomes its complement, any other
    such quantity its opposite.
    """
    indicator = NEED_INDICATORS[code]
    if indicator.sense is not Sense.LOW:
        return values
    turned: FloatArray = 100 - values if indicator.unit == PERCENT else -values
    return turned


def people_concerned(need: Need, populations: IntArray) -> FloatArray:
    """Estimate the inhabitants concerned: inhabitants × share, shape ``(n,)``, NaN where unknown.

    A share of households is applied to inhabitants, for want of better; the page says so.
    """
    shares: FloatArray = need_pressure(need) / 100
    return shares * populations


def thirds(values: FloatArray) -> tuple[NDArray[np.int64], tuple[float, float]]:
    """Cut known values into three groups of about equal size: 0 low, 1 middle, 2 high, -1 unknown.

    Returns:
        The groups, shape of ``values``, and the two bounds, each the highest value of its group; NaN
        where nothing is known.
    """
    known = np.isfinite(values)
    if not known.any():
        return np.full(values.shape, -1, dtype=np.int64), (np.nan, np.nan)
    low, high = np.quantile(values[known], [1 / THIRDS, 2 / THIRDS], method="inverted_cdf")
    groups = np.where(known, (values > low).astype(np.int64) + (values > high), -1)
    return groups, (float(low), float(high))


def _laid_out(
    code: str,
    rows: pd.DataFrame,
    imported: NeedTable,
    territories: Mapping[Level, Territories],
    before: Need | None,
) -> Need:
    communes, epci = territories[Level.COMMUNE], territories[Level.EPCI]
    own, of_epci = _values(rows, communes), _values(rows, epci)
    if before is not None:
        # Communes and EPCI may come from two files: a level absent from this one stays.
        if not _tells_of(rows, Level.COMMUNE):
            own = np.where(before.origin == NeedOrigin.COMMUNE, before.values, np.nan)
        if not _tells_of(rows, Level.EPCI):
            of_epci = before.epci_values
    around = _of_parents(of_epci, communes.parents[Level.EPCI])
    origin = np.select(
        [np.isfinite(own), np.isfinite(around)],
        [NeedOrigin.COMMUNE, NeedOrigin.EPCI],
        default=NeedOrigin.NONE,
    )
    return Need(
        code=code,
        values=np.where(np.isfinite(own), own, around),
        origin=origin.astype(np.uint8),
        epci_values=of_epci,
        edition=imported.edition,
        publisher=imported.publisher,
    )


def _tells_of(rows: pd.DataFrame, level: Level) -> bool:
    """Return whether a table is about a level, even with all its values under secret."""
    return bool((rows["level"] == level).any())


def _of_parents(of_epci: FloatArray, parents: IntArray) -> FloatArray:
    """Read the value of each commune's EPCI, NaN without one."""
    padded = np.append(of_epci, np.nan)
    return padded[parents]


def _values(rows: pd.DataFrame, territories: Territories) -> FloatArray:
    """Read a level's values in row order, NaN where the table has none."""
    known = rows[(rows["level"] == territories.level) & (rows["state"] == NeedState.VALUE)]
    values = np.full(len(territories), np.nan)
    places = pd.Index(territories.codes).get_indexer(pd.Index(known["code"].astype("str")))
    values[places[places >= 0]] = known["value"].to_numpy(np.float64)[places >= 0]
    return values
