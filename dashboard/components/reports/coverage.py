"""The coverage of a territory's report: how services reach the inhabitants, or a commune and why."""

from __future__ import annotations

from dashboard.analysis.coverage.results import CommuneLine, CoverageTotals
from dashboard.analysis.reports.results import TerritoryReport
from dashboard.components.coverage.answer_wording import NO_ANSWER_NOTE, no_answer_text
from dashboard.components.coverage.wording import (
    ABSENCE_NOTE,
    BORDER_LABEL,
    BORDER_NOTE,
    STATE_LABELS,
    coverage_sentence,
    definition_text,
    reason_texts,
    state_text,
)
from dashboard.components.reports.blocks import (
    Block,
    Items,
    Line,
    Paragraph,
    Section,
    TableBlock,
    Words,
    paragraph,
    plain,
)
from dashboard.components.shared.links import coverage_report_address, lineage_address
from dashboard.domain.coverage import CoverageState
from dashboard.domain.formats import french_number, french_percent
from dashboard.domain.indicators import STATE_INDICATORS, Indicator
from dashboard.domain.selections.coverage import CoverageSelection, today_or_years
from dashboard.domain.selections.fields import NO_NAMES

SERVED_NOTE = (
    f"« {Indicator.SHARE.entry.title} », parmi les chiffres clés, compte aussi les communes où "
    "une initiative est implantée sans qu’une zone desservie soit connue, et ne tient pas compte des "
    "distances."
)


def coverage(report: TerritoryReport) -> list[Block]:
    """Describe how services reach the inhabitants, or the state of a commune and why."""
    selection = coverage_selection(report)
    line, tally = report.coverage.commune, report.coverage.totals
    told = (
        _territory_coverage(report, tally, selection)
        if line is None
        else _commune_coverage(line, tally, selection)
    )
    return [
        Section("Zones blanches"),
        *told,
        paragraph(" ".join((definition_text(selection), *_years(selection))), "note"),
        paragraph(ABSENCE_NOTE, "note"),
    ]


def _years(selection: CoverageSelection) -> list[str]:
    years = today_or_years(selection, NO_NAMES)
    return [f"{years}."] if years else []


def coverage_selection(report: TerritoryReport) -> CoverageSelection:
    """Ask « Zones blanches » with the filters of the report, at the usual radius."""
    return CoverageSelection(filters=report.selection.filters, territory=report.code)


def _territory_coverage(
    report: TerritoryReport, tally: CoverageTotals, selection: CoverageSelection
) -> list[Block]:
    rows = [
        (_state_label(state), STATE_INDICATORS[state], tally.inside(state))
        for state in CoverageState
    ]
    if tally.border:
        label = f"{BORDER_LABEL.capitalize()}, à part"
        rows.append((label, Indicator.BORDER, tally.border))
    rows.append(("En zone blanche", Indicator.GAPS, tally.uncovered))
    states = TableBlock(
        f"Habitants par état de leur commune, à {selection.radius}\u202fkm",
        ("État de la commune", "Habitants", "Part"),
        tuple(_state(report, *row) for row in rows),
        widths=(60, 20, 20),
        numeric_from=1,
    )
    return [
        paragraph(coverage_sentence(tally, selection)),
        *(
            [states, paragraph(SERVED_NOTE, "note")]
            if tally.evidence.enough
            else [paragraph(NO_ANSWER_NOTE, "note")]
        ),
        Paragraph(
            (
                Words("Communes concernées, raisons et services à côté : "),
                Words("fiche « Zones blanches »", coverage_report_address(selection, report.code)),
                Words("."),
            )
        ),
    ]


def _state_label(state: CoverageState) -> str:
    if state is CoverageState.SERVED:
        return "Dans une zone desservie"
    return STATE_LABELS[state].capitalize()


def _state(report: TerritoryReport, label: str, number: Indicator, people: int) -> tuple[Line, ...]:
    total = report.population
    return (
        plain(label),
        plain(french_number(people), lineage_address(report.code, number, report.selection)),
        plain(french_percent(people / total) if total else "–"),
    )


def _commune_coverage(
    line: CommuneLine, tally: CoverageTotals, selection: CoverageSelection
) -> list[Block]:
    if not tally.evidence.enough:
        return [paragraph(no_answer_text(tally, selection)), paragraph(NO_ANSWER_NOTE, "note")]
    state = state_text(line.state, border=line.border)
    reasons = [text for text, _ in reason_texts(line.reasons)]
    border = [paragraph(BORDER_NOTE)] if line.border and not reasons else []
    return [
        paragraph(f"État de la commune : {state}."),
        *([Items(tuple(plain(text) for text in reasons))] if reasons else []),
        *border,
    ]
