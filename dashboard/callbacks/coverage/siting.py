"""Where new places would reach most people: at once, and the best choice in the background."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any

from dashboard.analysis.coverage.assessment import CoverageAssessment, assess_coverage
from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.siting.exact import place_exactly
from dashboard.analysis.siting.new_places import greedy_places, new_places_problem
from dashboard.analysis.siting.results import Placement
from dashboard.analysis.snapshot import Snapshot
from dashboard.components.coverage.answer_strip import no_answer
from dashboard.components.coverage.siting import (
    comparison_text,
    exact_panel,
    longer_panel,
    proposal_panel,
)
from dashboard.components.shared import ids
from dashboard.domain.clock import Clock
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.exports.contents.coverage_sites import proposal_of
from dashboard.subprocess_runner import OutOfTime, run_in_subprocess

TIME_LIMIT_S = 60.0
"""Seconds the best choice may take; then the best one found is shown, with its distance to the optimum."""
TRY_LIMIT_S = 3.0
"""Seconds it may take where the address does not ask for it: a page tries by itself what comes soon."""
_PROGRESS_STEP_S = 5

Solve = Callable[[CoverageAssessment], Placement]


def answer_places(snapshot: Snapshot, selection: CoverageSelection, *, year: int) -> dict[str, str]:
    """Answer the markup of the choice made at once."""
    assessment = assess_coverage(snapshot, selection, year=year)
    if not assessment.evidence.enough:
        return {ids.COVERAGE_PLACES: no_answer()}
    proposal = proposal_of(assessment, greedy_places(assessment), exact=False)
    return {ids.COVERAGE_PLACES: proposal_panel(proposal, selection, _excluded(assessment))}


def compute_exact(
    current: SnapshotHolder, clock: Clock, query: dict[str, Any], stop: Callable[[], bool]
) -> dict[str, object]:
    """Answer the best choice for what an address asks, until ``stop`` returns that nobody waits any more.

    An address that does not ask for the best choice gets it where it comes within ``TRY_LIMIT_S``.
    """
    selection = CoverageSelection.from_query(query)
    within_s = math.inf if selection.exact else TRY_LIMIT_S
    solve = partial(solve_apart, stop=stop, within_s=within_s)
    return answer_exact(current.snapshot, selection, year=clock().year, solve=solve)


def answer_exact(
    snapshot: Snapshot, selection: CoverageSelection, *, year: int, solve: Solve
) -> dict[str, object]:
    """Answer the markup of the best choice, and the communes of its places.

    Where ``solve`` is out of time the markup says so, and the communes are ``None``.

    Args:
        snapshot: what answers are made from.
        selection: what the reader asked for.
        year: the present one.
        solve: finds the best choice.
    """
    assessment = assess_coverage(snapshot, selection, year=year)
    if not assessment.evidence.enough:
        return {"markup": {ids.COVERAGE_OPTIMUM: no_answer()}, "sites": []}
    try:
        best = solve(assessment)
    except OutOfTime:
        return {"markup": {ids.COVERAGE_OPTIMUM: longer_panel(TRY_LIMIT_S)}, "sites": None}
    exact = proposal_of(assessment, best, exact=True)
    gain_text = comparison_text(exact, greedy_places(assessment).total)
    panel = exact_panel(exact, selection, gain_text)
    return {
        "markup": {ids.COVERAGE_OPTIMUM: panel},
        "sites": [site.code for site in exact.sites],
    }


def solve_apart(
    assessment: CoverageAssessment, *, stop: Callable[[], bool], within_s: float
) -> Placement:
    """Find the best choice in a process of its own, ended once ``stop`` is true.

    Raises:
        OutOfTime: it did not come within that many seconds.
    """
    problem, sites = new_places_problem(assessment), assessment.selection.sites
    placement: Placement = run_in_subprocess(
        place_exactly, problem, sites, TIME_LIMIT_S, stop=stop, within_s=within_s
    )
    return placement


def progress_text(seconds: float) -> str:
    """Write how long the computation has run, every five seconds: a screen reader reads it aloud."""
    rounded = int(seconds) // _PROGRESS_STEP_S * _PROGRESS_STEP_S
    since = f" depuis {rounded} secondes" if rounded else ""
    return f"Calcul en cours{since}, {TIME_LIMIT_S:.0f} secondes au plus."


def _excluded(assessment: CoverageAssessment) -> list[tuple[str, str]]:
    communes = assessment.snapshot.communes
    return [
        (code, communes.labels[communes.rows[code]])
        for code in assessment.selection.excluded
        if code in communes.rows
    ]
