"""A good choice at once: each new place where it adds most people."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.siting.problem import SitingProblem
from dashboard.analysis.siting.results import Placement


def place_greedily(problem: SitingProblem, count: int) -> Placement:
    """Open up to ``count`` places one after the other, each where it adds most people.

    The people covered are a submodular function of the places: the choice covers at least 1 − 1/e of
    what the best covers, and no choice covers more than what is covered at any step, the last included,
    plus the ``count`` largest gains then left (Nemhauser, Wolsey and Fisher, 1978, « An analysis of
    approximations for maximizing submodular set functions », Mathematical Programming 14). Among equals
    the first is taken.
    """
    left, bound = problem.weights.copy(), int(problem.weights.sum())
    chosen: list[int] = []
    gains: list[int] = []
    while True:
        adds = problem.covers @ left
        bound = min(bound, sum(gains) + int(_largest(adds, count).sum()))
        if len(chosen) >= count or not adds.any():
            return Placement(tuple(problem.rows[chosen].tolist()), tuple(gains), bound)
        best = int(np.argmax(adds))
        chosen.append(best)
        gains.append(int(adds[best]))
        left[problem.covers[[best]].indices] = 0


def in_order(problem: SitingProblem, chosen: NDArray[np.int64], bound: int) -> Placement:
    """Order some candidates so that each adds most people to those before, and count what they add."""
    only = replace(problem, covers=problem.covers[chosen], rows=problem.rows[chosen])
    ordered = place_greedily(only, len(chosen))
    return Placement(ordered.rows, ordered.gains, bound)


def _largest(values: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    return np.sort(values)[max(len(values) - count, 0) :]
