"""The results of assessing coverage; arrays run in the order of the communes' rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.kernel.results import BoolArray, FloatArray, IntArray, PartialValues
from dashboard.domain.coverage import LEAST_EPCI_SHARE, LEAST_LOCATED, CoverageState
from dashboard.domain.partial import PartialSum
from dashboard.domain.territory import Level

StateArray = NDArray[np.uint8]
NO_INEQUALITY = 1e-12
"""Theil indices below this are what rounding leaves of perfect equality."""


@dataclass(frozen=True, eq=False)
class Reached:
    """What some records reach, whatever the radius; per commune, shape ``(n,)``, but for ``kept``.

    Attributes:
        kept: a mask of the records, shape ``(records,)``.
        served: whether the commune is in a served area.
        distance_m: from the town hall to the nearest place, metres, infinite where there is none.
        nearest: that place, a row of the index's places, -1 for none.
    """

    kept: BoolArray
    served: BoolArray
    distance_m: FloatArray
    nearest: IntArray


@dataclass(frozen=True, eq=False)
class CommuneCoverage:
    """The state of every commune at one radius, shape ``(n,)`` each.

    Attributes:
        border: the communes that are not covered and whose EPCI is cut by the regional border: what serves
            them may lie outside, so they are counted separately and are no gap.
        fragile: the states that change when the radius moves by a fifth.
        unsure: the communes whose nearest place is a stop of a round of unknown stops.
    """

    radius_m: float
    states: StateArray
    border: BoolArray
    fragile: BoolArray
    unsure: BoolArray

    @property
    def covered(self) -> BoolArray:
        """The communes that are served or near."""
        covered: BoolArray = self.states <= CoverageState.NEAR
        return covered

    @property
    def gaps(self) -> BoolArray:
        """The communes that are neither served nor near, those of the border left out."""
        return ~self.covered & ~self.border


@dataclass(frozen=True)
class Evidence:
    """What the sources of a selection hold in the whole region: whether they can tell of gaps at all.

    Attributes:
        located: the distinct kept records located in the region.
        places: their distinct positions.
        epci_with: the EPCI where one of them is located, among ``epci``.
        exhaustive: whether one of the kept records comes from a source declared complete.
    """

    located: int
    places: int
    epci_with: int
    epci: int
    exhaustive: bool

    @property
    def enough(self) -> bool:
        """Whether a gap in these records says anything of what exists."""
        spread = self.exhaustive or self.epci_with >= LEAST_EPCI_SHARE * self.epci
        return spread and self.located >= LEAST_LOCATED


@dataclass(frozen=True)
class ThemeEvidence:
    """What the sources hold of one theme: its places, and whether they can tell of gaps."""

    theme: str
    places: int
    enough: bool


@dataclass(frozen=True)
class CoverageTotals:
    """Inhabitants of one territory by state.

    Attributes:
        evidence: whether these numbers may be told, the same for every territory of a selection.
        nearest_m: from the nearest of its town halls to the nearest place, metres; ``None`` without any.
        records: the distinct records located there.
        border: the inhabitants of ``far`` and ``none`` at the border.
        gaps: the communes concerned.
        concerned: an estimate of the inhabitants of gaps that have the chosen need; ``None`` where it is no
            share of people, or was not imported.
    """

    code: str
    name: str
    population: int
    records: int
    inhabitants: tuple[int, int, int, int]
    border: int
    communes: int
    gaps: int
    evidence: Evidence
    nearest_m: float | None
    concerned: PartialSum | None = None

    @property
    def uncovered(self) -> int:
        """Inhabitants of the gaps."""
        return sum(self.inhabitants[CoverageState.FAR :]) - self.border

    def inside(self, state: CoverageState) -> int:
        """Inhabitants in a state, those at the border left out.

        Where any place is known the uncovered are far, else nothing is recorded: never both.
        """
        people = self.inhabitants[state]
        return people - self.border if state >= CoverageState.FAR and people else people

    def share(self, state: CoverageState) -> float | None:
        """The share (0 to 1) of the inhabitants in a state; ``None`` without inhabitants."""
        return self.inhabitants[state] / self.population if self.population else None

    @property
    def uncovered_share(self) -> float | None:
        """The share (0 to 1) of the inhabitants in gaps; ``None`` without inhabitants."""
        return self.uncovered / self.population if self.population else None


@dataclass(frozen=True)
class SourceDates:
    """The oldest and the newest date (ISO) that sources give of some records, empty where none does.

    ``undated`` counts the records whose sources give none.
    """

    oldest: str
    newest: str
    undated: int


@dataclass(frozen=True)
class Robustness:
    """How many communes change state when the radius moves by a fifth, and their inhabitants."""

    shorter_m: float
    longer_m: float
    closed: int
    closed_population: int
    opened: int
    opened_population: int


class GapCause(Enum):
    """Why a commune is not covered, or what the data lack about it."""

    NOTHING = auto()
    NO_PLACE = auto()
    NEAREST = auto()
    OTHER_PUBLIC = auto()
    ENDED = auto()
    NEIGHBOUR = auto()
    WIDE = auto()
    NO_SOURCE = auto()
    BORDER = auto()
    ROUNDS = auto()


@dataclass(frozen=True)
class GapReason:
    """One reason: the record it rests on and its place, where there is one.

    Attributes:
        territory: the name of the commune of the nearest place, or of the neighbouring EPCI.
        year: the last year of an ended record, ``None`` where the source gives only that it ended.
        status: in words, what became of a record that ended or is listed no more.
    """

    why: GapCause
    record_id: str = ""
    record: str = ""
    territory: str = ""
    distance_m: float | None = None
    year: int | None = None
    status: str = ""


@dataclass(frozen=True)
class CommuneLine:
    """One commune of the table.

    Attributes:
        concerned: an estimate of who has the chosen need, ``None`` where it is not known.
        borrowed: whether that is from the share published for its EPCI.
    """

    code: str
    name: str
    epci: str
    population: int
    state: CoverageState
    border: bool
    fragile: bool
    distance_m: float | None
    access: float
    concerned: int | None
    borrowed: bool
    reasons: tuple[GapReason, ...]


@dataclass(frozen=True)
class CoverageAnswer:
    """What a territory is answered, all that its sentence is made of.

    Attributes:
        level: ``None`` for the region.
        commune: its line where it is a commune.
        dates: of the records that serve its communes or are nearest to them; of all that are located where
            the evidence is not enough.
    """

    level: Level | None
    totals: CoverageTotals
    commune: CommuneLine | None
    dates: SourceDates


@dataclass(frozen=True)
class ListedRows:
    """One page of the table: communes at their own level, else territories; and its size in all."""

    level: Level
    communes: tuple[CommuneLine, ...]
    territories: tuple[CoverageTotals, ...]
    size: int


@dataclass(frozen=True)
class TheilSplit:
    """A Theil index and what of it lies between groups and within them; NaN where undefined."""

    total: float
    between: float
    within: float

    @property
    def between_share(self) -> float:
        """The part of the whole that lies between groups, 0 to 1; NaN where all is even."""
        return self.between / self.total if self.total > NO_INEQUALITY else np.nan


@dataclass(frozen=True)
class ClassShare:
    """One class of communes: how many they are, their inhabitants, and how many are covered."""

    label: str
    communes: int
    population: int
    covered: int

    @property
    def share(self) -> float:
        """The share of the inhabitants who are covered, 0 to 1; NaN without inhabitants."""
        return self.covered / self.population if self.population else np.nan


@dataclass(frozen=True)
class Scheme:
    """An initiative near gaps: who runs it, where, and how to reach it; empty where unknown.

    ``distance_m`` is that of its nearest place to the nearest gap, ``None`` without a place.
    """

    id: str
    name: str
    operators: tuple[str, ...]
    commune: str
    distance_m: float | None
    phone: str
    website: str


@dataclass(frozen=True)
class NearestPlace:
    """An existing place, and how to reach it; texts are empty where unknown.

    Attributes:
        approximate: whether only its commune is known, in the middle of which it is put.
        dated: the date (ISO) its source gives.
        longitude, latitude: degrees.
    """

    record: int
    id: str
    name: str
    commune: str
    distance_m: float
    approximate: bool
    phone: str
    dated: str
    longitude: float
    latitude: float


@dataclass(frozen=True)
class NearestPlaces:
    """The existing places nearest to one commune: of the gaps of a territory the one of most inhabitants.

    ``concerned`` is whether that commune is a gap.
    """

    commune: str
    concerned: bool
    places: tuple[NearestPlace, ...]


@dataclass(frozen=True)
class HallLine:
    """A town hall to call."""

    commune: str
    phone: str
    email: str


@dataclass(frozen=True, eq=False)
class NeedMap:
    """Need and coverage of every territory of a level, shape ``(n,)`` each but for the counts.

    Attributes:
        needs: the indicator as published, or the mean of the communes that have a value.
        borrowed: communes whose value is that published for their EPCI.
        reach: 0 for the best coverage, 2 for the least, -1 where it is not known.
        cells: ``3 × reach + need``, need being 0 for the least; -1 where either is not known.
        counts: territories per cell, shape ``(3, 3)``.
        bounds: what cuts the need in thirds, turned so that more says more need.
    """

    needs: PartialValues
    borrowed: BoolArray
    reach: IntArray
    cells: IntArray
    counts: NDArray[np.int64]
    bounds: tuple[float, float]

    @property
    def from_epci(self) -> int:
        """How many communes have the value of their EPCI."""
        return int(self.borrowed.sum())

    @property
    def partial(self) -> int:
        """How many territories have a mean that is known for a part of their inhabitants."""
        needs = self.needs
        part = np.isfinite(needs.values) & (needs.known_populations < needs.populations)
        return int(part.sum())

    @property
    def unknown(self) -> int:
        """How many territories are in no cell."""
        return int((self.cells < 0).sum())


@dataclass(frozen=True, eq=False)
class EquityReport:
    """How evenly a selection reaches people.

    Attributes:
        grid: whether the densities are those of the published grid.
        lorenz: shape ``(k, 2)``; empty, and the indices NaN, where nothing is within anybody's reach.
    """

    by_size: tuple[ClassShare, ...]
    by_density: tuple[ClassShare, ...]
    grid: bool
    gini: float
    lorenz: FloatArray
    theil: TheilSplit
    without: float
    """Share (0 to 1) of the inhabitants within reach of no place at all."""
