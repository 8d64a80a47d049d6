"""The results of comparing territories side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from dashboard.analysis.kernel.results import BoolArray, DateSpan, FloatArray, IntArray
from dashboard.domain.indicators import Indicator
from dashboard.domain.references import Reference
from dashboard.domain.territory import Level


@dataclass(frozen=True, eq=False)
class LevelIndicators:
    """Every measure of the ``n`` territories of a level, shape ``(n,)`` each.

    Rates and shares are NaN where the territory has no inhabitants recorded. An initiative with several
    words counts under each, one for everybody (« tous publics ») under each public.

    Attributes:
        themes: distinct initiatives by word of the vocabulary, shape ``(themes, n)``.
        publics: distinct initiatives by word of the vocabulary, shape ``(publics, n)``.
    """

    level: Level
    values: Mapping[Indicator, FloatArray]
    themes: IntArray
    publics: IntArray


@dataclass(frozen=True, eq=False)
class Strata:
    """The strata of a level: their French labels, and the stratum of each territory, shape ``(n,)``.

    Strata gather territories of one type and of about the same size.
    """

    labels: tuple[str, ...]
    stratum: IntArray

    def members(self, row: int) -> BoolArray:
        """Return a mask of the territories of the stratum a territory is in, shape ``(n,)``."""
        members: BoolArray = self.stratum == self.stratum[row]
        return members


@dataclass(frozen=True)
class Rank:
    """One value of one territory among those of its level.

    Ranks count from 1, the largest first, equal values sharing the better one, which is then ``tied``;
    ``None`` for a territory that is not ranked: with few inhabitants, or where nothing is recorded.

    Attributes:
        value: ``None`` where not known.
        references: without those that have no meaning there: the département of a département, the
            neighbours of a territory that has none.
        stratum_counted: the territories the median of the stratum is taken over, without the unreliable.
    """

    value: float | None
    references: Mapping[Reference, float]
    cautious: bool
    rank: int | None
    ranked: int
    tied: bool
    stratum_rank: int | None
    stratum_ranked: int
    stratum_tied: bool
    stratum_counted: int

    def gap(self, reference: Reference) -> float | None:
        """Return the value less the reference, ``None`` where either is unknown."""
        beside = self.references.get(reference)
        return None if self.value is None or beside is None else self.value - beside


@dataclass(frozen=True)
class Share:
    """The number and rate of one theme or beneficiary type.

    Attributes:
        number: whole but for a mean.
        rate: ``None`` where not known.
    """

    number: float
    rate: float | None


@dataclass(frozen=True)
class Line:
    """One theme or beneficiary type: each territory's share of it, then the references.

    Attributes:
        region: the mean of the level's territories.
        medians: those of the strata, in the order of ``Comparison.strata``.
    """

    code: str
    label: str
    shares: tuple[Share, ...]
    region: Share
    medians: tuple[float | None, ...]
    """Median rates."""


@dataclass(frozen=True)
class FirstYears:
    """Initiatives of one territory by first year.

    Attributes:
        new: one number per year.
        begun: by then, one number per year.
        unknown: those whose first year is unknown, which are in neither.
    """

    new: tuple[int, ...]
    begun: tuple[int, ...]
    unknown: int


@dataclass(frozen=True)
class Example:
    """Territories of one level to compare, with their names in the same order."""

    level: Level
    codes: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Partner:
    """Another EPCI, and the initiatives that are present there too."""

    code: str
    name: str
    number: int


@dataclass(frozen=True)
class KnownFigure:
    """A number a document gives about an initiative present in a territory; never added to another."""

    record_id: str
    record: str
    label: str
    value: float
    unit: str
    period: str
    source: str
    source_date: str


@dataclass(frozen=True)
class Compared:
    """One of the territories set side by side.

    Attributes:
        kind: the French name of its type.
        density: inhabitants per km² inside the region, ``None`` without a polygon.
        wide: the initiatives for a whole département or the region that reach it and are not counted.
    """

    code: str
    name: str
    level: Level
    kind: str
    departement: str
    population: int
    density: float | None
    stratum: int
    ranks: Mapping[Indicator, Rank]
    first_years: FirstYears
    partners: tuple[Partner, ...]
    figures: tuple[KnownFigure, ...]
    wide: int
    border: bool
    """It has communes outside the region, which are left out of everything."""
    dates: DateSpan
    """The dates of the sources of what is counted there."""


@dataclass(frozen=True)
class Stratum:
    """A stratum of one or several of the territories: its label, its size, its medians.

    ``counted`` are the territories each median is taken over.
    """

    label: str
    size: int
    medians: Mapping[Indicator, float]
    counted: Mapping[Indicator, int]


class Refused(Enum):
    """Why a territory that was asked for is not set beside the others."""

    OTHER_LEVEL = auto()
    TOO_MANY = auto()
    UNKNOWN = auto()


@dataclass(frozen=True)
class Refusal:
    """A territory that was asked for and is not compared."""

    code: str
    name: str
    why: Refused


@dataclass(frozen=True)
class Comparison:
    """Territories of one level side by side; no territory at all is an empty ``territories``.

    Attributes:
        level: that of the first territory, EPCI for none.
        region: the mean of the level's territories.
        years: those of ``FirstYears``.
    """

    level: Level
    territories: tuple[Compared, ...]
    refused: tuple[Refusal, ...]
    region: Mapping[Indicator, float]
    strata: tuple[Stratum, ...]
    themes: tuple[Line, ...]
    publics: tuple[Line, ...]
    years: tuple[int, ...]


class Step(Enum):
    """How far a rate is from its reference, in the five classes of a diverging scale."""

    WELL_BELOW = auto()
    BELOW = auto()
    NEAR = auto()
    ABOVE = auto()
    WELL_ABOVE = auto()


@dataclass(frozen=True)
class Deviation:
    """A rate beside its reference.

    Attributes:
        share: the number and the rate.
        reference: ``None`` where there is none.
        initiatives: how many more there are than the reference would make of as many inhabitants.
        step: ``None`` where nothing is concluded: a value is not known, or of few inhabitants.
    """

    share: Share
    reference: float | None
    initiatives: float
    step: Step | None

    @property
    def gap(self) -> float | None:
        """The rate less its reference, ``None`` where either is unknown."""
        if self.share.rate is None or self.reference is None:
            return None
        return self.share.rate - self.reference


@dataclass(frozen=True)
class DeviationLine:
    """A theme, or all of them (both texts empty), and the deviation of each territory compared."""

    code: str
    label: str
    deviations: tuple[Deviation, ...]


@dataclass(frozen=True)
class TerritoryVerdict:
    """Where a territory stands.

    Attributes:
        reference: what its themes are set beside: its stratum, or the region.
        above: the labels of the themes it stands above the reference for, the widest gap first.
        below: those it stands below for.
    """

    territory: Compared
    stratum: Stratum
    reference: Reference
    above: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True)
class Peer:
    """A territory like another one, and what makes it so."""

    code: str
    name: str
    kind: str
    same_kind: bool
    population: int
    density: float | None


@dataclass(frozen=True)
class Change:
    """An initiative that began or ended between two years, and where among the territories compared.

    Attributes:
        year: of one that no list has any more, that of its last list.
        status: in words, what became of such a one; empty for others.
    """

    record_id: str
    record: str
    year: int
    territories: tuple[str, ...]
    status: str = ""


@dataclass(frozen=True)
class YearChanges:
    """What began and ended between two years.

    Attributes:
        new: the first of those that began; ``new_total`` counts them all.
        ended: the first of those that ended; ``ended_total`` counts them all.
        unknown: how many initiatives have no known first year.
    """

    first: int
    last: int
    new: tuple[Change, ...]
    ended: tuple[Change, ...]
    new_total: int
    ended_total: int
    unknown: int


@dataclass(frozen=True)
class ClaimBeside:
    """What a document writes of a territory beside what the reference data give of the same thing.

    Dates are as published: a year, a day, or a vintage (« COG 2026 »).

    Attributes:
        official: ``None`` where the reference data do not measure it.
        note: how the two differ in what they count.
    """

    territory: str
    label: str
    written: float
    unit: str
    written_on: str
    source: str
    quoted_source: str
    official: float | None
    official_on: str
    official_source: str
    note: str

    @property
    def difference(self) -> float | None:
        """The reference less what is written."""
        return None if self.official is None else self.official - self.written
