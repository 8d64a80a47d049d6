"""Where a new service would reach most of the people that nothing reaches today."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.coverage.assessment import CoverageAssessment
from dashboard.analysis.coverage.table import members
from dashboard.analysis.siting.greedy import place_greedily
from dashboard.analysis.siting.problem import SitingProblem, siting_problem
from dashboard.analysis.siting.results import Placement


def new_places_problem(asked: CoverageAssessment) -> SitingProblem:
    """State the problem: a place at a town hall reaches the gaps around it; remembered.

    Existing places stay where they are: whoever they cover weighs nothing. In a chosen territory both
    the places and the people are its own. Communes the reader excludes take no place.
    """
    selection = asked.selection
    key = (
        selection.filters,
        asked.covered.radius_m,
        selection.radius,
        selection.kind,
        selection.territory,
        selection.excluded,
        asked.year,
    )
    return asked.ground.problems.recall(key, lambda: gaps_problem(asked, reach_m=selection.reach_m))


def greedy_places(asked: CoverageAssessment) -> Placement:
    """Choose places one after the other, each where it adds most people."""
    return place_greedily(new_places_problem(asked), asked.selection.sites)


def gaps_problem(asked: CoverageAssessment, *, reach_m: float) -> SitingProblem:
    """State the problem for new places that reach so many metres."""
    ground, selection = asked.ground, asked.selection
    inside = members(ground, selection.territory)
    allowed = inside.copy()
    rows = ground.communes.rows
    allowed[[rows[code] for code in selection.excluded if code in rows]] = False
    return siting_problem(
        ground.points,
        np.where(asked.covered.gaps & inside, ground.communes.populations, 0),
        allowed,
        reach_m=reach_m,
    )
