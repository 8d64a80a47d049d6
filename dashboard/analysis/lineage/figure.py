"""The passport of a number: the number of the pages, computed again with the rows behind it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from dashboard.analysis.comparison.context import ComparisonContext
from dashboard.analysis.comparison.measures import shared_records
from dashboard.analysis.coverage.assessment import CoverageAssessment, assess_coverage
from dashboard.analysis.indicators.aggregation import served_communes
from dashboard.analysis.kernel.records import Kept
from dashboard.analysis.kernel.results import BoolArray
from dashboard.analysis.lineage.references import PER_INHABITANT, reference_lineage
from dashboard.analysis.lineage.results import LineagePart, NumberLineage, Question
from dashboard.analysis.lineage.rows import (
    TerritoryPlace,
    catalogue_date,
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
from dashboard.domain.indicator import PER_INHABITANTS, Counting
from dashboard.domain.measures import Measure
from dashboard.domain.report_numbers import COVERAGE_NUMBERS, STATE_NUMBERS, ReportNumber
from dashboard.domain.selections.coverage import CoverageSelection, CoverageState
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level

_BY_WORD = frozenset({Measure.NUMBER, Measure.RATE})
"""The measures that are told by theme and by public."""
_INHABITANTS = "habitants du territoire dans la région"
_UNNAMED = "initiatives sans aucune organisation indiquée"


def number_lineage(
    ground: ComparisonContext, code: str, question: Question, *, year: int
) -> NumberLineage | None:
    """Tell what a number is made of.

    Args:
        ground: the records, territories and tables.
        code: a territory of the map, or the region.
        question: which number, under which filters.
        year: the present one: coverage counts what has not ended.

    Returns:
        The passport; ``None`` where the map does not hold the territory, or the number has no
        meaning: what the region is set beside, or a share or organisations by theme.
    """
    place = place_of(ground.region_index, code)
    among = bool(question.theme or question.public)
    if place is None:
        return None
    if isinstance(question.subject, ReportNumber):
        return None if among or question.reference else _of_report(ground, place, question, year)
    if among and question.subject not in _BY_WORD:
        return None
    if question.reference:
        return reference_lineage(ground, place, question, question.subject, question.reference)
    if question.subject is Measure.SHARE:
        return _of_share(ground, place, question)
    return _of_records(ground, place, question, question.subject)


def coverage_filters(selection: MapSelection) -> CoverageSelection:
    """Ask « Zones blanches » with the filters of « Carte », at the usual radius."""
    return CoverageSelection(filters=selection.filters)


def _of_records(
    ground: ComparisonContext, place: TerritoryPlace, question: Question, measure: Measure
) -> NumberLineage:
    """Tell a number of initiatives, of those shared, of organisations, or a rate."""
    region_index = ground.region_index
    rows, located = counted_records(region_index, place.code, question)
    present = LineagePart(_present_label(question.selection), len(rows))
    if measure is Measure.SHARED:
        shared = shared_records(region_index.records, question.selection)
        rows = tuple(row for row in rows if shared[row])
    told = replace(
        _lineage(ground, place, question, float(len(rows))),
        sources=citations(ground.catalogue_index, rows),
    )
    if measure is Measure.ORGANISATIONS:
        organisations = organisation_rows(ground, rows)
        parts = (present, LineagePart(_UNNAMED, unnamed_records(ground, rows)))
        value = float(len(organisations))
        return replace(told, value=value, parts=parts, organisations=organisations)
    behind = replace(told, records=record_rows(ground.catalogue_index, region_index, rows, located))
    if measure is Measure.RATE:
        people = place.population
        rate = PER_INHABITANTS * len(rows) / people if people else None
        parts = (present, LineagePart(_INHABITANTS, people))
        return replace(behind, value=rate, parts=parts)
    return replace(behind, parts=(present,))


def _of_share(
    ground: ComparisonContext, place: TerritoryPlace, question: Question
) -> NumberLineage:
    """Tell the share of inhabitants whose commune has an initiative."""
    region_index = ground.region_index
    kept = Kept.of(kept_among(region_index, question))
    served = served_communes(region_index, question.selection.filters, kept)
    populations = region_index.territories[Level.COMMUNE].populations
    reached = int(populations[place.communes[served[place.communes]]].sum())
    rows, _ = counted_records(region_index, place.code, question)
    return replace(
        _lineage(ground, place, question, reached / place.population if place.population else None),
        parts=(
            LineagePart("habitants des communes où une initiative est recensée", reached),
            LineagePart(_INHABITANTS, place.population),
        ),
        sources=citations(ground.catalogue_index, rows),
        communes=commune_rows(region_index, place.communes, served),
    )


def _of_report(
    ground: ComparisonContext, place: TerritoryPlace, question: Question, year: int
) -> NumberLineage:
    """Tell who lives there, or how services reach them."""
    number = ReportNumber(question.subject)
    if number in COVERAGE_NUMBERS:
        return _of_coverage(ground, place, question, number, year)
    region_index = ground.region_index
    rows = commune_rows(region_index, place.communes)
    if number is ReportNumber.COMMUNES:
        told = _lineage(ground, place, question, float(len(rows)))
        return replace(told, communes=rows)
    inside = LineagePart("habitants des communes de la région", place.population)
    outside = 0
    if number is ReportNumber.ALL_INHABITANTS and place.level is Level.EPCI:
        total = int(ground.catalogue_index.epci.loc[[place.code]].iloc[0]["population_total"])
        outside = total - place.population
    beyond = [LineagePart("habitants des communes hors de la région", outside)] if outside else []
    return replace(
        _lineage(ground, place, question, float(place.population + outside)),
        parts=(inside, *beyond),
        communes=rows,
    )


def _of_coverage(
    ground: ComparisonContext,
    place: TerritoryPlace,
    question: Question,
    number: ReportNumber,
    year: int,
) -> NumberLineage:
    asked = assess_coverage(ground.coverage, coverage_filters(question.selection), year=year)
    counted = place.communes[_in_state(asked, number)[place.communes]]
    people = int(ground.coverage.communes.populations[counted].sum())
    return replace(
        _lineage(ground, place, question, float(people)),
        parts=(
            LineagePart("habitants concernés", people),
            LineagePart(_INHABITANTS, place.population),
        ),
        sources=citations(ground.catalogue_index, np.flatnonzero(asked.found.kept).tolist()),
        communes=covered_rows(asked, counted),
    )


def _in_state(asked: CoverageAssessment, number: ReportNumber) -> BoolArray:
    """Tell the communes a number of coverage counts, shape ``(n,)``."""
    covered = asked.covered
    if number is ReportNumber.GAPS:
        return covered.gaps
    if number is ReportNumber.BORDER:
        return covered.border
    state = next(state for state, one in STATE_NUMBERS.items() if one is number)
    inside: BoolArray = (covered.states == state) & ~(
        covered.border if state >= CoverageState.FAR else np.zeros_like(covered.border)
    )
    return inside


def _lineage(
    ground: ComparisonContext, place: TerritoryPlace, question: Question, value: float | None
) -> NumberLineage:
    """Start a passport with what all have."""
    inhabited = isinstance(question.subject, ReportNumber) or question.subject in PER_INHABITANT
    return NumberLineage(
        code=place.code,
        name=place.name,
        level=place.level,
        question=question,
        value=value,
        parts=(),
        sources=(),
        catalogue_date=catalogue_date(ground.catalogue_index),
        vintage=ground.catalogue_index.vintage,
        counts_inhabitants=inhabited and question.subject is not ReportNumber.COMMUNES,
    )


def _present_label(selection: MapSelection) -> str:
    located = selection.filters.counting is Counting.LOCATED
    return "initiatives distinctes implantées" if located else "initiatives distinctes recensées"
