"""The lineage of a number: the number of the pages, computed again with the rows behind it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from dashboard.analysis.coverage.assessment import CoverageAssessment, assess_coverage
from dashboard.analysis.indicators.aggregation import served_communes
from dashboard.analysis.indicators.counting import shared_records
from dashboard.analysis.kernel.records import Kept
from dashboard.analysis.kernel.results import BoolArray
from dashboard.analysis.lineage.references import reference_lineage
from dashboard.analysis.lineage.results import LineagePart, NumberLineage, Question
from dashboard.analysis.lineage.rows import (
    TerritoryPlace,
    citations,
    commune_rows,
    counted_records,
    covered_rows,
    kept_among,
    organisation_rows,
    place_of,
    record_rows,
    unnamed_records,
)
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.counting import PER_INHABITANTS, Counting
from dashboard.domain.coverage import CoverageState
from dashboard.domain.indicators import (
    COMPARED,
    COVERAGE_INDICATORS,
    STATE_INDICATORS,
    Indicator,
    Scale,
)
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level

_INHABITANTS = "habitants du territoire dans la région"
_UNNAMED = "initiatives sans aucune organisation indiquée"


def number_lineage(
    snapshot: Snapshot, code: str, question: Question, *, year: int
) -> NumberLineage | None:
    """Describe what a number is made of.

    Args:
        snapshot: the records, territories and tables.
        code: a territory of the map, or the region.
        question: which number, under which filters.
        year: the present one: coverage counts what has not ended.

    Returns:
        The lineage; ``None`` where the map does not hold the territory, or the number has no
        meaning: what the region is set beside, or a share or organisations by theme.
    """
    place = place_of(snapshot.region_index, code)
    among = bool(question.theme or question.public)
    if place is None:
        return None
    if question.subject not in COMPARED:
        return None if among or question.reference else _of_report(snapshot, place, question, year)
    if among and question.subject.counted is not Indicator.NUMBER:
        return None
    if question.reference:
        return reference_lineage(snapshot, place, question, question.subject, question.reference)
    return _BY_SCALE[question.subject.scale](snapshot, place, question)


def coverage_filters(selection: MapSelection) -> CoverageSelection:
    """Ask « Zones blanches » with the filters of « Carte », at the usual radius."""
    return CoverageSelection(filters=selection.filters)


def _of_records(snapshot: Snapshot, place: TerritoryPlace, question: Question) -> NumberLineage:
    """Describe a number of initiatives, of shared ones, or of organisations; for a rate, what it counts."""
    indicator = question.subject.counted
    region_index = snapshot.region_index
    rows, located = counted_records(region_index, place.code, question)
    present = LineagePart(_present_label(question.selection), len(rows))
    if indicator is Indicator.SHARED:
        shared = shared_records(region_index.records, question.selection.filters.counting)
        rows = tuple(row for row in rows if shared[row])
    lineage = replace(
        _lineage(snapshot, place, question, float(len(rows))),
        sources=citations(snapshot.catalogue_index, rows),
    )
    if indicator is Indicator.ORGANISATIONS:
        organisations = organisation_rows(snapshot, rows)
        parts = (present, LineagePart(_UNNAMED, unnamed_records(snapshot, rows)))
        value = float(len(organisations))
        return replace(lineage, value=value, parts=parts, organisations=organisations)
    behind = replace(
        lineage, records=record_rows(snapshot.catalogue_index, region_index, rows, located)
    )
    return replace(behind, parts=(present,))


def _of_rate(snapshot: Snapshot, place: TerritoryPlace, question: Question) -> NumberLineage:
    """Divide what is counted by the inhabitants, with the rows behind what is counted."""
    lineage, people = _of_records(snapshot, place, question), place.population
    count, counted = round(lineage.value or 0), question.subject.counted
    title = counted.entry.title
    initiatives = counted is Indicator.NUMBER
    label = _present_label(question.selection) if initiatives else title[:1].lower() + title[1:]
    return replace(
        lineage,
        value=PER_INHABITANTS * count / people if people else None,
        parts=(
            LineagePart(label, count),
            LineagePart(_INHABITANTS, people),
            *(() if initiatives else lineage.parts),
        ),
    )


def _of_share(snapshot: Snapshot, place: TerritoryPlace, question: Question) -> NumberLineage:
    """Describe the share of inhabitants whose commune has an initiative."""
    region_index = snapshot.region_index
    kept = Kept.of(kept_among(region_index, question))
    served = served_communes(region_index, question.selection.filters, kept)
    populations = region_index.territories[Level.COMMUNE].populations
    reached = int(populations[place.communes[served[place.communes]]].sum())
    rows, _ = counted_records(region_index, place.code, question)
    return replace(
        _lineage(
            snapshot, place, question, reached / place.population if place.population else None
        ),
        parts=(
            LineagePart("habitants des communes où une initiative est recensée", reached),
            LineagePart(_INHABITANTS, place.population),
        ),
        sources=citations(snapshot.catalogue_index, rows),
        communes=commune_rows(region_index, place.communes, served),
    )


_BY_SCALE = {Scale.COUNT: _of_records, Scale.RATE: _of_rate, Scale.SHARE: _of_share}


def _of_report(
    snapshot: Snapshot, place: TerritoryPlace, question: Question, year: int
) -> NumberLineage:
    """Describe who lives there, or how services reach them."""
    number = question.subject
    if number in COVERAGE_INDICATORS:
        return _of_coverage(snapshot, place, question, number, year)
    region_index = snapshot.region_index
    rows = commune_rows(region_index, place.communes)
    if number is Indicator.COMMUNES:
        lineage = _lineage(snapshot, place, question, float(len(rows)))
        return replace(lineage, communes=rows)
    inside = LineagePart("habitants des communes de la région", place.population)
    outside = 0
    if number is Indicator.ALL_INHABITANTS and place.level is Level.EPCI:
        total = int(snapshot.catalogue_index.epci.loc[[place.code]].iloc[0]["population_total"])
        outside = total - place.population
    beyond = [LineagePart("habitants des communes hors de la région", outside)] if outside else []
    return replace(
        _lineage(snapshot, place, question, float(place.population + outside)),
        parts=(inside, *beyond),
        communes=rows,
    )


def _of_coverage(
    snapshot: Snapshot,
    place: TerritoryPlace,
    question: Question,
    number: Indicator,
    year: int,
) -> NumberLineage:
    asked = question.coverage or coverage_filters(question.selection)
    assessment = assess_coverage(snapshot, asked, year=year)
    kept = np.flatnonzero(assessment.reached.kept).tolist()
    untold = replace(
        _lineage(snapshot, place, question, None),
        sources=citations(snapshot.catalogue_index, kept),
        asked=COVERAGE.sentence(asked, snapshot.source_names),
        told=assessment.evidence.enough,
    )
    if not untold.told:
        return untold
    counted = place.communes[_in_state(assessment, number)[place.communes]]
    people = int(snapshot.communes.populations[counted].sum())
    return replace(
        untold,
        value=float(people),
        parts=(
            LineagePart("habitants concernés", people),
            LineagePart(_INHABITANTS, place.population),
        ),
        communes=covered_rows(assessment, counted),
    )


def _in_state(assessment: CoverageAssessment, number: Indicator) -> BoolArray:
    """Return a mask of the communes a number of coverage counts, shape ``(n,)``."""
    covered = assessment.covered
    if number is Indicator.GAPS:
        return covered.gaps
    if number is Indicator.BORDER:
        return covered.border
    state = next(state for state, indicator in STATE_INDICATORS.items() if indicator is number)
    inside: BoolArray = (covered.states == state) & ~(
        covered.border if state >= CoverageState.FAR else np.zeros_like(covered.border)
    )
    return inside


def _lineage(
    snapshot: Snapshot, place: TerritoryPlace, question: Question, value: float | None
) -> NumberLineage:
    """Start a lineage with what all have."""
    subject = question.subject
    inhabited = subject not in COMPARED or subject.scale.by_inhabitant
    return NumberLineage(
        code=place.code,
        name=place.name,
        level=place.level,
        question=question,
        value=value,
        parts=(),
        sources=(),
        catalogue_date=snapshot.catalogue_index.date,
        vintage=snapshot.catalogue_index.vintage,
        counts_inhabitants=inhabited and subject is not Indicator.COMMUNES,
    )


def _present_label(selection: MapSelection) -> str:
    located = selection.filters.counting is Counting.LOCATED
    return "initiatives distinctes implantées" if located else "initiatives distinctes recensées"
