"""What one selection reaches: the start of every answer of « Zones blanches »."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.analysis.coverage.enough import evidence_of
from dashboard.analysis.coverage.needs import Need
from dashboard.analysis.coverage.results import CommuneCoverage, Evidence, Reached
from dashboard.analysis.coverage.states import coverage, reached
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.selections.coverage import (
    USUAL_NEED,
    WEIGHABLE_NEEDS,
    CoverageIndicator,
    CoverageSelection,
)


@dataclass(frozen=True, eq=False)
class CoverageAssessment:
    """A question and its first answer: what the records reach, and the state of every commune."""

    snapshot: Snapshot
    selection: CoverageSelection
    year: int
    reached: Reached
    covered: CommuneCoverage

    @cached_property
    def evidence(self) -> Evidence:
        """What the kept records are as evidence of gaps."""
        return evidence_of(self.snapshot, self.reached.kept)


def assess_coverage(
    snapshot: Snapshot,
    selection: CoverageSelection,
    *,
    year: int,
    radius_m: float | None = None,
) -> CoverageAssessment:
    """Survey the communes for a selection.

    Args:
        snapshot: what coverage is computed from.
        selection: what the reader asked for.
        year: the present one.
        radius_m: another radius than that of the selection, metres.
    """
    reach = reached(snapshot, selection, year=year)
    metres = selection.radius.metres if radius_m is None else radius_m
    return CoverageAssessment(
        snapshot, selection, year, reach, coverage(snapshot, reach, radius_m=metres)
    )


def shown_in(snapshot: Snapshot, selection: CoverageSelection) -> CoverageSelection:
    """Show the first need known instead of the usual one, and coverage instead of any other unknown one."""
    if selection.shown is not CoverageIndicator.NEED or selection.need in snapshot.needs:
        return selection
    known = [code for code in WEIGHABLE_NEEDS if code in snapshot.needs]
    if selection.need == USUAL_NEED and known:
        return replace(selection, need=known[0])
    return replace(selection, shown=CoverageIndicator.COVERAGE)


def weighed_need(assessment: CoverageAssessment) -> Need | None:
    """Return the chosen need where it was imported and is a share of people."""
    need = assessment.snapshot.needs.get(assessment.selection.need)
    return need if need is not None and need.weighable else None
