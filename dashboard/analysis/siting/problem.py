"""The maximal covering location problem, and what is left of it to be solved exactly.

Church, R. and ReVelle, C. (1974), « The maximal covering location problem », Papers of the Regional
Science Association 32: choose ``p`` places that cover most people within a distance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

_ROUNDING_M = 1e-6
"""Metres by which a distance on the bound may be off."""


@dataclass(frozen=True, eq=False)
class SitingProblem:
    """What there is to choose from.

    Attributes:
        covers: the groups of people each candidate covers, ones in shape ``(candidates, groups)``.
        weights: the people of each group, shape ``(groups,)``.
        rows: from candidates to their points.
        wanting: all people to be covered, within reach or not.
    """

    covers: csr_array
    weights: NDArray[np.int64]
    rows: NDArray[np.int64]
    wanting: int


def siting_problem(
    points: NDArray[np.float64],
    weights: NDArray[np.int64],
    candidates: NDArray[np.bool_],
    *,
    reach_m: float,
) -> SitingProblem:
    """State the problem, every point with people to cover being a group.

    Args:
        points: where people live and places may stand, EPSG:2154 metres, shape ``(n, 2)``, no NaN.
        weights: people to be covered at each point, shape ``(n,)``; 0 for those covered already.
        candidates: where a place may be put, shape ``(n,)``.
        reach_m: how far a place reaches, metres, bound included.

    Raises:
        ValueError: a candidate, or a point with people to cover, lies nowhere (NaN or infinite).
    """
    rows, wanting = np.flatnonzero(candidates), np.flatnonzero(weights > 0)
    covers = _covers(points[rows], points[wanting], reach_m)
    return SitingProblem(covers, weights[wanting], rows, int(weights.sum()))


def reduced(problem: SitingProblem) -> SitingProblem:
    """Leave out what cannot matter; the best choice stays as good.

    In the result no candidate covers a part only of what another one covers, and no two groups are
    covered by the same candidates.
    """
    undominated = _undominated(problem.covers)
    # Merged last: people whom only left-out candidates distinguished are one group.
    covers, people = _groups(problem.covers[undominated], problem.weights)
    return SitingProblem(covers, people, problem.rows[undominated], problem.wanting)


def _covers(
    candidates: NDArray[np.float64], people: NDArray[np.float64], reach_m: float
) -> csr_array:
    """Write a one where a candidate is within reach, shape ``(candidates, people)``."""
    shape = (len(candidates), len(people))
    if not (len(candidates) and len(people)):
        return csr_array(shape, dtype=np.int64)
    pairs = cKDTree(candidates).sparse_distance_matrix(
        cKDTree(people), reach_m + _ROUNDING_M, output_type="ndarray"
    )
    ones = np.ones(len(pairs), dtype=np.int64)
    return csr_array((ones, (pairs["i"], pairs["j"])), shape=shape)


def _groups(covers: csr_array, weights: NDArray[np.int64]) -> tuple[csr_array, NDArray[np.int64]]:
    """Merge the people whom the same candidates cover, and leave out those whom none does."""
    within = np.flatnonzero(np.asarray(covers.sum(axis=0)).ravel())
    covers, weights = covers[:, within], weights[within]
    # Two sums of random numbers distinguish sets of candidates as surely as their names.
    marks = np.random.default_rng(0).integers(1, 2**62, (2, covers.shape[0]))
    _, first, group = np.unique(covers.T @ marks.T, axis=0, return_index=True, return_inverse=True)
    people = np.bincount(group.ravel(), weights, minlength=len(first)).astype(np.int64)
    return csr_array(covers[:, first]), people


def _undominated(covers: csr_array) -> NDArray[np.int64]:
    """Keep the candidates none of which covers a part of what another does; of equals the first."""
    sizes = np.asarray(covers.sum(axis=1)).ravel()
    shared = (covers @ covers.T).tocoo()
    candidate, other = shared.coords
    inside = (shared.data == sizes[candidate]) & (candidate != other)
    # A part of a larger set, or the later one of two equal sets.
    inside &= (sizes[other] > sizes[candidate]) | (
        (sizes[other] == sizes[candidate]) & (other < candidate)
    )
    keep = sizes > 0
    keep[candidate[inside]] = False
    return np.flatnonzero(keep)
