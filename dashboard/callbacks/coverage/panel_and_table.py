"""What is said beside the map of « Zones blanches »: the answer, the table, equity."""

from __future__ import annotations

from markupsafe import Markup, escape

from dashboard.analysis.coverage.answer import coverage_answer
from dashboard.analysis.coverage.assessment import CoverageAssessment, assess_coverage, weighed_need
from dashboard.analysis.coverage.enough import evidence_by_theme
from dashboard.analysis.coverage.equity_report import equity_report
from dashboard.analysis.coverage.results import CoverageAnswer, CoverageTotals
from dashboard.analysis.coverage.states import robustness
from dashboard.analysis.coverage.table import listed, members, size_of
from dashboard.analysis.coverage.totals import region_coverage, territory_totals
from dashboard.analysis.kernel.results import BoolArray
from dashboard.analysis.snapshot import Snapshot
from dashboard.components.coverage.answer_strip import answer_strip, no_answer, theme_chips
from dashboard.components.coverage.equity import LORENZ_TITLE, equity_panel
from dashboard.components.coverage.panel import (
    PanelNotes,
    commune_panel,
    no_record,
    territory_panel,
)
from dashboard.components.coverage.table import coverage_table
from dashboard.components.coverage.wording import (
    count_text,
    definition_text,
    fragile_text,
    table_title,
    unsure_text,
)
from dashboard.components.layout.notices import unknown_territory
from dashboard.components.shared import ids
from dashboard.components.shared.paging import page_slice
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection
from dashboard.domain.territory import Level, level_of
from dashboard.figures.static.lorenz import lorenz_svg


def answer_coverage(
    snapshot: Snapshot, selection: CoverageSelection, *, year: int
) -> dict[str, str]:
    """Answer the markup of what is said of a territory, with how many communes are concerned."""
    assessment = assess_coverage(snapshot, selection, year=year)
    answer = coverage_answer(assessment, selection.territory or "")
    notice, panel = _panel(snapshot, assessment, answer)
    return {
        ids.COVERAGE_DEFINITION: escape(definition_text(selection)),
        ids.COVERAGE_THEMES: theme_chips(
            evidence_by_theme(snapshot, selection, year=year), selection
        ),
        ids.COVERAGE_ANSWER: answer_strip(answer, selection),
        ids.COVERAGE_NOTICE: notice,
        ids.COVERAGE_PANEL: panel,
        ids.COVERAGE_COUNT: escape(count_text(_totals(snapshot, assessment))),
    }


def answer_table(snapshot: Snapshot, selection: CoverageSelection, *, year: int) -> dict[str, str]:
    """Answer the markup of the table of communes, or of territories."""
    assessment = assess_coverage(snapshot, selection, year=year)
    place = snapshot.region_index.name_of(_place(snapshot, selection))
    caption = (
        f"{table_title(selection, place)}. {COVERAGE.sentence(selection, snapshot.source_names)}"
    )
    table = coverage_table(
        listed(assessment, page_slice(selection, size_of(assessment))),
        region_coverage(assessment),
        selection,
        caption=caption,
        weighed=weighed_need(assessment) is not None,
    )
    return {ids.COVERAGE_LISTING: table}


def answer_equity(snapshot: Snapshot, selection: CoverageSelection, *, year: int) -> dict[str, str]:
    """Answer the markup of the panel on equity, for the chosen territory or the region."""
    assessment = assess_coverage(snapshot, selection, year=year)
    if not assessment.evidence.enough:
        return {ids.COVERAGE_EQUITY: no_answer()}
    report = equity_report(assessment)
    place = snapshot.region_index.name_of(_place(snapshot, selection))
    lorenz = lorenz_svg(report.lorenz, title=LORENZ_TITLE)
    return {ids.COVERAGE_EQUITY: equity_panel(report, selection, place=place, lorenz=lorenz)}


def _totals(snapshot: Snapshot, assessment: CoverageAssessment) -> CoverageTotals:
    """Tally the territory whose communes are listed, the region where rows are territories."""
    code = _place(snapshot, assessment.selection)
    level = level_of(code)
    if level is None or assessment.selection.level is not Level.COMMUNE:
        return region_coverage(assessment)
    row = snapshot.region_index.territories[level].rows[code]
    return territory_totals(assessment, level, row)


def _place(snapshot: Snapshot, selection: CoverageSelection) -> str:
    """Return the code of the territory whose communes are looked at: a commune's EPCI."""
    level = level_of(selection.territory) if selection.territory else None
    row = (
        snapshot.region_index.territories[level].row_of(selection.territory or "")
        if level
        else None
    )
    if level is None or row is None or selection.territory is None:
        return snapshot.region_index.region.code
    if level is not Level.COMMUNE:
        return selection.territory
    region_index, epci = snapshot.region_index, int(snapshot.epci_rows[row])
    return (
        region_index.territories[Level.EPCI].codes[epci] if epci >= 0 else region_index.region.code
    )


def _panel(
    snapshot: Snapshot, assessment: CoverageAssessment, answer: CoverageAnswer
) -> tuple[Markup, Markup]:
    selection, territory = assessment.selection, assessment.selection.territory
    notice = (
        Markup() if assessment.reached.kept.any() else no_record(selection, snapshot.source_names)
    )
    if answer.commune is not None:
        place = _place(snapshot, selection)
        return notice, commune_panel(answer, answer.commune, selection, place)
    if answer.level is None and territory not in (None, snapshot.region_index.region.code):
        notice += unknown_territory(territory)
    return notice, territory_panel(answer, selection, _notes(assessment))


def _notes(assessment: CoverageAssessment) -> PanelNotes:
    inside = members(assessment.snapshot, assessment.selection.territory)
    return PanelNotes(
        fragile=_fragile(assessment, inside) if assessment.selection.fragile else "",
        unsure=unsure_text(int((assessment.covered.unsure & inside).sum())),
    )


def _fragile(assessment: CoverageAssessment, inside: BoolArray) -> str:
    radius_m = assessment.covered.radius_m
    return fragile_text(
        robustness(assessment.snapshot, assessment.reached, inside, radius_m=radius_m)
    )
