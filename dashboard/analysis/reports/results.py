"""What the report of a territory shows, gathered once for the page and for the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.analysis.comparison.results import ClaimBeside, KnownFigure, Rank
from dashboard.analysis.coverage.results import CoverageAnswer
from dashboard.analysis.kernel.results import FloatArray
from dashboard.analysis.summaries.results import Citation, TownHall
from dashboard.domain.indicators import Indicator
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import FormerCommune, Level


@dataclass(frozen=True)
class Parent:
    """A territory that another one lies in."""

    code: str
    name: str
    level: Level


@dataclass(frozen=True)
class ReportRecord:
    """One initiative of a report.

    Attributes:
        dated: the date its sources give, ISO, empty where they give none.
        scope: « dispositif départemental » or « régional », else empty.
    """

    id: str
    name: str
    themes: tuple[str, ...]
    first_year: int | None
    last_year: int | None
    status: str
    operators: tuple[str, ...]
    dated: str
    scope: str
    approximate: bool


@dataclass(frozen=True)
class ReportRecords:
    """Initiatives to list: the first of them, and how many there are."""

    lines: tuple[ReportRecord, ...]
    total: int


@dataclass(frozen=True)
class ThemeLine:
    """The initiatives of one theme; ``rate`` is ``None`` where not known."""

    code: str
    label: str
    number: int
    rate: float | None


@dataclass(frozen=True)
class HallContact:
    """How to reach a town hall, on one line; empty where unknown."""

    code: str
    commune: str
    phone: str
    email: str


@dataclass(frozen=True, eq=False)
class ReportMap:
    """What the map of a report draws.

    Attributes:
        located: codes of communes; each commune is in one of the three sets.
        serving: as ``located``.
        nothing: as ``located``.
        outlined: the commune that the report is about, empty for larger territories.
        around: where a commune is outlined, the name of the EPCI drawn.
        points: places in degrees, longitude and latitude, shape ``(p, 2)``.
    """

    located: frozenset[str]
    serving: frozenset[str]
    nothing: frozenset[str]
    outlined: str
    around: str
    points: FloatArray

    @property
    def codes(self) -> tuple[str, ...]:
        """The communes drawn, sorted."""
        return tuple(sorted(self.located | self.serving | self.nothing))


@dataclass(frozen=True, eq=False)
class TerritoryReport:
    """Everything a territory's report shows.

    Attributes:
        kind: the French name of its type.
        population: of what is in the region; ``population_total`` of all members.
        communes_inside: those in the region; ``communes_total`` all members.
        ranks: every measure.
        stratum: the name of the group the medians are those of.
        stratum_size: how many territories that group has.
        coverage: how services reach it, as « Zones blanches » answers at the usual radius.
        figures_total: all figures, listed or not.
        halls_left: the town halls that are not listed.
        unknown_first_year: the initiatives present whose first year is unknown.
        asked_as: the former commune that was asked for, if any.
    """

    code: str
    name: str
    level: Level
    kind: str
    parents: tuple[Parent, ...]
    selection: MapSelection
    population: int
    population_total: int
    communes_inside: int
    communes_total: int
    ranks: Mapping[Indicator, Rank]
    stratum: str
    stratum_size: int
    map: ReportMap
    located: ReportRecords
    serving: ReportRecords
    wide: ReportRecords
    somewhere: ReportRecords
    around: ReportRecords
    themes: tuple[ThemeLine, ...]
    coverage: CoverageAnswer
    figures: tuple[KnownFigure, ...]
    figures_total: int
    claims: tuple[ClaimBeside, ...]
    town_hall: TownHall | None
    halls: tuple[HallContact, ...]
    halls_left: int
    sources: tuple[Citation, ...]
    catalogue_date: str
    vintage: str
    unknown_first_year: int
    asked_as: FormerCommune | None = None

    @property
    def border(self) -> bool:
        """Whether some of its communes are outside the region."""
        return self.communes_inside < self.communes_total
