"""What one selection reaches: the start of every answer of « Zones blanches »."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.analysis.coverage.context import CoverageContext
from dashboard.analysis.coverage.needs import Need
from dashboard.analysis.coverage.results import CommuneCoverage, Reached
from dashboard.analysis.coverage.states import coverage, reached
from dashboard.domain.selections.coverage import CoverageIndicator, CoverageSelection


@dataclass(frozen=True, eq=False)
class CoverageAssessment:
    """A question and its first answer: what the records reach, and the state of every commune."""

    ground: CoverageContext
    selection: CoverageSelection
    year: int
    found: Reached
    covered: CommuneCoverage


def assess_coverage(
    ground: CoverageContext,
    selection: CoverageSelection,
    *,
    year: int,
    radius_m: float | None = None,
) -> CoverageAssessment:
    """Survey the communes for a selection.

    Args:
        ground: what coverage is computed from.
        selection: what the reader asked for.
        year: the present one.
        radius_m: another radius than that of the selection, metres.
    """
    found = reached(ground, selection, year=year)
    metres = selection.radius.metres if radius_m is None else radius_m
    return CoverageAssessment(
        ground, selection, year, found, coverage(ground, found, radius_m=metres)
    )


def shown_in(ground: CoverageContext, selection: CoverageSelection) -> CoverageSelection:
    """Show the coverage instead of a need that was not imported."""
    if selection.shown is CoverageIndicator.NEED and selection.need not in ground.needs:
        return replace(selection, shown=CoverageIndicator.COVERAGE)
    return selection


def weighed_need(asked: CoverageAssessment) -> Need | None:
    """Return the chosen need where it was imported and is a share of people."""
    need = asked.ground.needs.get(asked.selection.need)
    return need if need is not None and need.weighable else None
