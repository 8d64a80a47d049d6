"""What one selection reaches: the start of every answer of « Zones blanches »."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.analysis.coverage.context import CoverageGround
from dashboard.analysis.coverage.needs import Need
from dashboard.analysis.coverage.results import Coverage, Reached
from dashboard.analysis.coverage.states import coverage, reached
from dashboard.domain.selections.coverage import GapSelection, Shown


@dataclass(frozen=True, eq=False)
class Survey:
    """A question and its first answer: what the records reach, and the state of every commune."""

    ground: CoverageGround
    selection: GapSelection
    year: int
    found: Reached
    covered: Coverage


def survey(
    ground: CoverageGround, selection: GapSelection, *, year: int, radius_m: float | None = None
) -> Survey:
    """Survey the communes for a selection.

    Args:
        ground: what coverage is computed from.
        selection: what the reader asked for.
        year: the present one.
        radius_m: another radius than that of the selection, metres.
    """
    found = reached(ground, selection, year=year)
    metres = selection.radius.metres if radius_m is None else radius_m
    return Survey(ground, selection, year, found, coverage(ground, found, radius_m=metres))


def shown_in(ground: CoverageGround, selection: GapSelection) -> GapSelection:
    """Show the coverage instead of a need that was not imported."""
    if selection.shown is Shown.NEED and selection.need not in ground.needs:
        return replace(selection, shown=Shown.COVERAGE)
    return selection


def weighed_need(asked: Survey) -> Need | None:
    """Return the chosen need where it was imported and is a share of people."""
    need = asked.ground.needs.get(asked.selection.need)
    return need if need is not None and need.weighable else None
