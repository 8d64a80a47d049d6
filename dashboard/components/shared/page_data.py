"""What pages need to know to set their controls, prepared once by the factory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.analysis.comparison.results import ClaimBeside
from dashboard.analysis.kernel.results import DateSpan
from dashboard.domain.region import Region


@dataclass(frozen=True)
class Experience:
    """An initiative outside the region, shown as inspiration and never counted."""

    name: str
    summary: str
    place: str
    year: str


@dataclass(frozen=True)
class SourceSummary:
    """A document the catalogue was written from, or open data; only these have a ``licence``.

    ``date`` is that of the document, or of the latest edition imported.
    """

    title: str
    publisher: str
    date: str
    kind: str
    description: str
    initiatives: int
    licence: str = ""


@dataclass(frozen=True)
class DatasetSummary:
    """A source in use: an imported dataset, or the hand-written catalogue.

    Attributes:
        code: its name in addresses.
        edition: an ISO date, empty where unknown.
        rows_read: rows of its file.
        rows_kept: those that became records.
        completeness: by French label of a field, the share (0 to 1) of its records that fill it.
        without: names of the EPCI none of its records is located in.
        age_days: days from its edition to the day the data was loaded.
    """

    code: str
    title: str
    publisher: str
    licence: str
    edition: str
    rows_read: int
    rows_kept: int
    outside: int
    duplicates: int
    rejected: int
    unattached: int
    completeness: tuple[tuple[str, float], ...]
    epci: int
    without: tuple[str, ...]
    remarks: tuple[str, ...]
    age_days: int | None
    shipped: bool = False
    """Whether it comes with the program: nobody imported it."""
    changes: str = ""
    """What is new, no longer listed and moved since the edition before; empty for the first."""


@dataclass(frozen=True)
class NeedsDataset:
    """A table of need indicators: its numbers of territories with a value, secret and missing."""

    title: str
    publisher: str
    edition: str
    indicators: tuple[str, ...]
    values: int
    secret: int
    missing: int
    shipped: bool = False
    """Whether the geography tells it by itself: nobody imported it."""


@dataclass(frozen=True)
class OldList:
    """A list so old that what it says is to be confirmed, and the years of what it says."""

    title: str
    first_year: int
    last_year: int


@dataclass(frozen=True)
class DataSummary:
    """What the map rests on, for the banner and the page of sources.

    Attributes:
        unlisted: initiatives that no source lists any more, counted nowhere else.
        written: initiatives that a document describes; the others are in open data alone.
        documents: sources read by hand.
        datasets: sources that are open data.
        old_lists: those of them that are to be confirmed.
    """

    initiatives: int
    unlisted: int
    written: int
    documents: int
    datasets: int
    epci_with: int
    epci: int
    communes: int
    population: int
    without_place: int
    somewhere: int
    approximate: int
    unknown_first_year: int
    verified: int
    unattached: tuple[str, ...]
    dates: DateSpan
    geography: str
    old_lists: tuple[OldList, ...] = ()


@dataclass(frozen=True)
class PageData:
    """Everything a layout shows that does not depend on the reader's selection."""

    region: Region
    first_year: int
    last_year: int
    contact: str
    basis: DataSummary
    sources: tuple[SourceSummary, ...]
    claims: tuple[ClaimBeside, ...]
    experiences: tuple[Experience, ...]
    datasets: tuple[DatasetSummary, ...]
    needs: tuple[NeedsDataset, ...]
    need_codes: tuple[str, ...] = ()
    """The indicators by which gaps can be weighed or crossed, that were imported."""
    overview: Mapping[str, float] = field(default_factory=dict)
    """Where a map shows the whole region: ``lon``, ``lat``, ``zoom``, on ``width`` by ``height`` pixels."""
    frame_ancestors: str = "'self'"
    """The sites that may show a view in their pages, as the content security policy writes them."""
