"""What the analysis answers with: frozen results that figures, components and exports read.

Arrays run in parallel with the rows of one level's table, in its order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.domain.counting import ValueState
from dashboard.domain.indicators import Indicator
from dashboard.domain.partial import PartialSum
from dashboard.domain.territory import Level

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True)
class TerritoryValues:
    """What the table shows of every territory of a level, shape ``(n,)`` each.

    Attributes:
        indicator: the one on the map.
        values: rates per 10,000 inhabitants inside the region, shares between 0 and 1; both are NaN where
            the territory has no inhabitants recorded.
        state: ``ValueState`` numbers of ``indicator``.
    """

    level: Level
    indicator: Indicator
    values: Mapping[Indicator, FloatArray]
    state: NDArray[np.uint8]

    @property
    def shown(self) -> FloatArray:
        """The values on the map, shape ``(n,)``."""
        return self.values[self.indicator]

    @property
    def number(self) -> IntArray:
        """The distinct initiatives, shape ``(n,)``."""
        return self.values[Indicator.NUMBER].astype(np.int64)


@dataclass(frozen=True, eq=False)
class PartialValues:
    """A sum or a mean per territory, and for how many inhabitants it is known, shape ``(n,)`` each.

    Attributes:
        values: NaN where no inhabitant's is known.
        populations: all inhabitants.
    """

    values: FloatArray
    known_populations: IntArray
    populations: IntArray

    def at(self, row: int) -> PartialSum:
        """Return what is known of one territory."""
        return PartialSum(
            float(self.values[row]), int(self.known_populations[row]), int(self.populations[row])
        )

    def known_for_half(self) -> FloatArray:
        """Return the values known for at least half of the inhabitants, the others NaN."""
        enough = 2 * self.known_populations >= self.populations
        return np.where(enough, self.values, np.nan)


@dataclass(frozen=True)
class DateSpan:
    """The oldest and newest year of the dates sources give, ``None`` where none does.

    ``undated`` counts the records whose sources give none.
    """

    oldest: int | None
    newest: int | None
    undated: int


@dataclass(frozen=True)
class RegionTotals:
    """The region's own line: distinct initiatives, not a sum over territories."""

    values: Mapping[Indicator, float]
    """What the table shows of each territory, over the region."""
    sure_share: float
    """The share without the initiatives whose source gives only a rough area."""
    population: int
    unknown_first_year: int
    """Initiatives kept although their first year is unknown."""
    dates: DateSpan
    """The dates of the sources of what is counted."""
    ended: int
    """Initiatives counted although a source says that they ended."""
    unsure: int
    """Initiatives counted although no source says whether they still run."""
    unnamed: int
    """Initiatives counted although no source names an organisation that runs or helps them."""
    territories_with: int
    """Territories of the level shown with at least one initiative."""

    @property
    def number(self) -> int:
        """The distinct initiatives."""
        return round(self.values[Indicator.NUMBER])


@dataclass(frozen=True)
class Breaks:
    """How values are classed: the method in French, and ``k + 1`` bounds of ``k`` classes.

    The bounds hold for every year of one selection. The first two are equal where the first class
    holds a single value. ``bounds`` is empty where there is nothing to classify.
    """

    method: str
    bounds: tuple[float, ...]


@dataclass(frozen=True)
class Classes:
    """Class breaks and who falls where; the map, the legend and the table read this one object.

    Attributes:
        bounds: class ``i`` holds values above ``bounds[i]`` (included for the first class) up to
            ``bounds[i + 1]`` included; empty where there is nothing to classify.
        counts: the territories in each class.
        states: the territories that are in no class, by state.
    """

    method: str
    bounds: tuple[float, ...]
    counts: tuple[int, ...]
    states: Mapping[int, int]
    codes: NDArray[np.uint8]
    """Per territory, shape ``(n,)``: its ``ValueState`` below ``FIRST_CLASS``, else its class."""


FIRST_CLASS = 3
"""``Classes.codes`` from here on are classes: code 3 is class 0."""


@dataclass(frozen=True)
class TableRow:
    """One territory of the table; a value is ``None`` where it is not known.

    ``cautious`` is whether its rates rest on few inhabitants, whichever indicator is shown.
    """

    code: str
    name: str
    population: int
    values: Mapping[Indicator, float | None]
    state: ValueState
    cautious: bool


@dataclass(frozen=True)
class SearchAnswer:
    """One line of the search box: a territory, the words that show it, and a hint."""

    code: str
    label: str
    hint: str
    group: str

    @property
    def line(self) -> str:
        """The words and the hint: ``Romans-sur-Isère, Drôme``."""
        return f"{self.label}, {self.hint}" if self.hint else self.label


@dataclass(frozen=True)
class Presence:
    """Which kept records concern one territory, as row numbers of the records table.

    Attributes:
        located: in one of its communes.
        serving: serve it from elsewhere.
        wide: serve its département or the region as a whole; not counted there.
        somewhere: in it, the place unknown; counted there.
        around: somewhere in a larger territory that contains it; not counted there.
    """

    located: tuple[int, ...]
    serving: tuple[int, ...]
    wide: tuple[int, ...]
    somewhere: tuple[int, ...] = ()
    around: tuple[int, ...] = ()
