"""The rows behind a number: initiatives, organisations, communes, and the documents they come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from dashboard.analysis.catalogue_index import CatalogueIndex, year_of
from dashboard.analysis.coverage.assessment import CoverageAssessment
from dashboard.analysis.indicators.aggregation import presence
from dashboard.analysis.kernel.records import UNKNOWN_FIRST, keep_records, known_year, spread
from dashboard.analysis.kernel.results import BoolArray, IntArray
from dashboard.analysis.lineage.results import CommuneRow, OrganisationRow, Question, RecordRow
from dashboard.analysis.region_index import RegionIndex
from dashboard.analysis.snapshot import Snapshot
from dashboard.analysis.summaries.results import Citation
from dashboard.domain.counting import Counting
from dashboard.domain.coverage import CoverageState
from dashboard.domain.territory import Level, level_of
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS, status_text


@dataclass(frozen=True, eq=False)
class TerritoryPlace:
    """A territory as its numbers are computed: its level and row, its communes' rows, its inhabitants.

    Attributes:
        level: ``None`` for the region.
        row: without meaning for the region.
    """

    code: str
    name: str
    level: Level | None
    row: int
    communes: IntArray
    population: int


def place_of(region_index: RegionIndex, code: str) -> TerritoryPlace | None:
    """Find a territory by its code; ``None`` where the map does not hold it."""
    communes = region_index.territories[Level.COMMUNE]
    name = region_index.name_of(code)
    if code == region_index.region.code:
        every = np.arange(len(communes))
        return TerritoryPlace(code, name, None, 0, every, region_index.population)
    level = level_of(code)
    row = region_index.territories[level].row_of(code) if level else None
    if level is None or row is None:
        return None
    inside = (
        np.array([row])
        if level is Level.COMMUNE
        else np.flatnonzero(communes.parents[level] == row)
    )
    people = int(region_index.territories[level].populations[row])
    return TerritoryPlace(code, name, level, row, inside, people)


def kept_among(region_index: RegionIndex, question: Question) -> BoolArray:
    """Return a mask of the records that pass the filters and have the theme and public asked about."""
    records = region_index.records
    kept = keep_records(records, question.selection.filters)
    for masks, word, vocabulary in (
        (records.themes, question.theme, THEME_LABELS),
        (records.publics, question.public, PUBLIC_LABELS),
    ):
        if word:
            kept &= (masks >> list(vocabulary).index(word)) & 1 == 1
    return kept


def counted_records(
    region_index: RegionIndex, code: str, question: Question
) -> tuple[tuple[int, ...], frozenset[int]]:
    """List the records counted in a territory, those located there first, and name the located ones."""
    present = presence(region_index, question.selection.filters, code)
    kept = kept_among(region_index, question)
    located = tuple(row for row in (*present.located, *present.somewhere) if kept[row])
    if question.selection.filters.counting is Counting.LOCATED:
        return located, frozenset(located)
    serving = tuple(row for row in present.serving if kept[row])
    return (*located, *serving), frozenset(located)


def record_rows(
    catalogue_index: CatalogueIndex,
    region_index: RegionIndex,
    rows: Iterable[int],
    located: frozenset[int],
) -> tuple[RecordRow, ...]:
    """Describe the records, in the order of ``rows``."""
    records = region_index.records
    return tuple(
        RecordRow(
            id=record["id"],
            name=record["name"],
            located=row in located,
            first_year=known_year(int(records.first[row]), unknown=UNKNOWN_FIRST),
            last_year=year_of(record["end_year"]),
            status=status_text(record["status"], record["delisted_on"]),
            themes=tuple(THEME_LABELS[code] for code in record["themes"]),
            sources=citations(catalogue_index, [row]),
            updated_on=record["updated_on"],
        )
        for row, record in ((row, catalogue_index.record(row)) for row in rows)
    )


def organisation_rows(snapshot: Snapshot, rows: Iterable[int]) -> tuple[OrganisationRow, ...]:
    """Count the records that each organisation runs or helps, the most first, then by name."""
    region_index = snapshot.region_index
    _, organisations = spread(region_index.organisations, np.array([*rows], dtype=np.int32))
    numbers = np.bincount(organisations, minlength=len(region_index.organisation_ids))
    listed = [
        OrganisationRow(
            operator,
            snapshot.catalogue_index.organisations.get(operator, operator),
            int(numbers[place]),
        )
        for place, operator in enumerate(region_index.organisation_ids)
        if numbers[place]
    ]
    return tuple(sorted(listed, key=lambda line: (-line.number, line.name)))


def unnamed_records(snapshot: Snapshot, rows: Iterable[int]) -> int:
    """Count the records whose source names no organisation."""
    starts, chosen = snapshot.region_index.organisations.starts, np.array([*rows], dtype=np.int64)
    return int((starts[chosen + 1] == starts[chosen]).sum())


def commune_rows(
    region_index: RegionIndex, rows: IntArray, served: BoolArray | None = None
) -> tuple[CommuneRow, ...]:
    """Describe some communes, the most inhabitants first; ``served`` has shape ``(communes,)``."""
    communes = region_index.territories[Level.COMMUNE]
    return tuple(
        CommuneRow(
            code=communes.codes[row],
            name=communes.labels[row],
            population=int(communes.populations[row]),
            served=None if served is None else bool(served[row]),
        )
        for row in _largest(region_index, rows)
    )


def covered_rows(assessment: CoverageAssessment, rows: IntArray) -> tuple[CommuneRow, ...]:
    """Describe how services reach some communes, the most inhabitants first."""
    communes, covered = assessment.snapshot.communes, assessment.covered
    return tuple(
        CommuneRow(
            code=communes.codes[row],
            name=communes.labels[row],
            population=int(communes.populations[row]),
            state=CoverageState(int(covered.states[row])),
            border=bool(covered.border[row]),
        )
        for row in _largest(assessment.snapshot.region_index, rows)
    )


def citations(catalogue_index: CatalogueIndex, rows: Iterable[int]) -> tuple[Citation, ...]:
    """List the documents and datasets some records come from, each once."""
    column = catalogue_index.columns["source_ids"]
    identifiers = dict.fromkeys(identifier for row in rows for identifier in column[row])
    return tuple(catalogue_index.sources[identifier] for identifier in identifiers)


def _largest(region_index: RegionIndex, rows: IntArray) -> list[int]:
    communes = region_index.territories[Level.COMMUNE]
    order = np.lexsort((communes.alphabetical_rank[rows], -communes.populations[rows]))
    largest: list[int] = rows[order].tolist()
    return largest
