"""The best choice, by mixed-integer programming. Started in a process of its own: imports are few."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack

from dashboard.analysis.siting.greedy import in_order, place_greedily
from dashboard.analysis.siting.problem import SitingProblem, reduced
from dashboard.analysis.siting.results import Placement

_OPEN = 0.5
_ROUNDING = 1e-6


def place_exactly(problem: SitingProblem, count: int, time_limit_s: float) -> Placement:
    """Choose the up to ``count`` places that together cover most people.

    Maximise ``Σ w_g y_g`` with ``y_g ≤ Σ x_c`` over the candidates ``c`` that cover group ``g`` and
    ``Σ x_c ≤ count``, ``x`` being 0 or 1 and ``y`` between them: HiGHS by ``scipy.optimize.milp``. At the
    time limit the best choice found so far is returned, with the bound then proven.

    Args:
        problem: the problem; it is reduced first.
        count: new places.
        time_limit_s: seconds the solver may take.
    """
    quick = place_greedily(problem, count)
    if quick.proven:
        return quick
    problem = reduced(problem)
    solution = _solved(problem, count, time_limit_s)
    bound = quick.bound
    if solution.mip_dual_bound is not None and np.isfinite(solution.mip_dual_bound):
        bound = min(bound, int(np.floor(-solution.mip_dual_bound + _ROUNDING)))
    # The solver's own bound may fall short of a whole person by rounding.
    bound = max(bound, quick.total)
    if solution.x is None:
        return Placement(quick.rows, quick.gains, bound)
    chosen = np.flatnonzero(solution.x[: len(problem.rows)] > _OPEN)
    best = in_order(problem, chosen, bound)
    if best.total < quick.total:
        return Placement(quick.rows, quick.gains, bound)
    return Placement(best.rows, best.gains, max(bound, best.total))


def _solved(problem: SitingProblem, count: int, time_limit_s: float) -> OptimizeResult:
    candidates, groups = problem.covers.shape
    covered = hstack([-problem.covers.T, eye_array(groups)])
    number = hstack([csr_array(np.ones((1, candidates))), csr_array((1, groups))])
    limits = np.append(np.zeros(groups), count)
    return milp(
        np.concatenate([np.zeros(candidates), -problem.weights.astype(np.float64)]),
        integrality=np.append(np.ones(candidates), np.zeros(groups)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(vstack([covered, number]).tocsc(), -np.inf, limits),
        options={"time_limit": time_limit_s, "mip_rel_gap": 0},
    )
