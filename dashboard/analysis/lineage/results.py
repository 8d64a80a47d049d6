"""What the lineage of a number holds: what it is made of, where it comes from, and the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis.summaries.results import Citation
from dashboard.domain.coverage import CoverageState
from dashboard.domain.indicators import Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import FormerCommune, Level


@dataclass(frozen=True)
class Question:
    """Which number is asked about.

    Attributes:
        reference: with one, the number is what the territory is set beside, not its own.
        theme: a code of the vocabulary: of the initiatives the filters keep, only those of this theme count.
        public: a code of the vocabulary: only those for this beneficiary type count.
        coverage: what « Zones blanches » is asked, where the number is one of its; ``None`` for the filters
            of ``selection`` at the usual radius.
    """

    subject: Indicator
    selection: MapSelection
    reference: Reference | None = None
    theme: str = ""
    public: str = ""
    coverage: CoverageSelection | None = None


@dataclass(frozen=True)
class LineagePart:
    """What a number is computed from, named and counted."""

    label: str
    value: int


@dataclass(frozen=True)
class RecordRow:
    """One initiative behind a number; ``located`` is false for one that only serves the territory."""

    id: str
    name: str
    located: bool
    first_year: int | None
    last_year: int | None
    status: str
    themes: tuple[str, ...]
    sources: tuple[Citation, ...]
    updated_on: str


@dataclass(frozen=True)
class OrganisationRow:
    """One organisation behind a number, and how many of the initiatives name it."""

    id: str
    name: str
    number: int


@dataclass(frozen=True)
class CommuneRow:
    """One commune behind a number.

    Attributes:
        served: whether an initiative is present there, ``None`` where the number does not depend on it.
        state: how services reach it, ``None`` where the number does not depend on it.
        border: whether it is one of the border, counted separately.
    """

    code: str
    name: str
    population: int
    served: bool | None = None
    state: CoverageState | None = None
    border: bool = False


@dataclass(frozen=True)
class MemberRow:
    """One territory a mean or a median is computed over.

    ``weight`` is its share (0 to 1) of the mean, ``None`` in a median.
    """

    code: str
    name: str
    population: int
    value: float
    weight: float | None


@dataclass(frozen=True)
class NumberLineage:
    """A number of a territory and everything it comes from.

    One of the four kinds of rows is filled, none where nothing is recorded.

    Attributes:
        level: ``None`` for the region.
        value: ``None`` where it is not known.
        parts: the numerator and, where there is one, the denominator.
        counts_inhabitants: whether legal populations enter the number.
        stratum: the name of the stratum a median is that of.
        asked: what « Zones blanches » is asked, in words, where the number is one of its.
        told: whether the sources hold enough to tell of it, where the number is one of « Zones blanches »;
            it has neither a value, parts nor rows otherwise.
        asked_as: the former commune that was asked for, if any.
    """

    code: str
    name: str
    level: Level | None
    question: Question
    value: float | None
    parts: tuple[LineagePart, ...]
    sources: tuple[Citation, ...]
    catalogue_date: str
    vintage: str
    counts_inhabitants: bool
    stratum: str = ""
    asked: str = ""
    told: bool = True
    records: tuple[RecordRow, ...] = ()
    organisations: tuple[OrganisationRow, ...] = ()
    communes: tuple[CommuneRow, ...] = ()
    members: tuple[MemberRow, ...] = ()
    asked_as: FormerCommune | None = None
