"""Where a new service would reach most of the people that nothing reaches today."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.coverage.assessment import CoverageAssessment
from dashboard.analysis.coverage.table import members
from dashboard.analysis.siting.greedy import place_greedily
from dashboard.analysis.siting.problem import SitingProblem, siting_problem
from dashboard.analysis.siting.results import Placement


def new_places_problem(assessment: CoverageAssessment) -> SitingProblem:
    """State the problem: a place at a town hall reaches the gaps around it; remembered.

    Existing places stay where they are: the people they cover weigh nothing. In a chosen territory both
    the places and the people are its own. Communes the reader excludes take no place, nor do those
    with fewer inhabitants than asked for, or of whom no number is known.
    """
    selection = assessment.selection
    key = (
        selection.filters,
        assessment.covered.radius_m,
        selection.radius,
        selection.kind,
        selection.territory,
        selection.host_population,
        selection.excluded,
        assessment.year,
    )
    return assessment.snapshot.problems.recall(
        key, lambda: state_problem(assessment, reach_m=selection.reach_m)
    )


def greedy_places(assessment: CoverageAssessment) -> Placement:
    """Choose places one after the other, each where it adds most people."""
    return place_greedily(new_places_problem(assessment), assessment.selection.sites)


def state_problem(assessment: CoverageAssessment, *, reach_m: float) -> SitingProblem:
    """State the problem for new places that reach so many metres."""
    snapshot, selection = assessment.snapshot, assessment.selection
    inside = members(snapshot, selection.territory)
    allowed = inside & (snapshot.communes.populations >= selection.host_population)
    rows = snapshot.communes.rows
    allowed[[rows[code] for code in selection.excluded if code in rows]] = False
    return siting_problem(
        snapshot.hall_points,
        np.where(assessment.covered.gaps & inside, snapshot.communes.populations, 0),
        allowed,
        reach_m=reach_m,
    )
