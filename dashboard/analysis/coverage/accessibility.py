"""How much supply each commune can reach, shared with all who reach it: the E2SFCA method."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from dashboard.analysis.kernel.results import FloatArray, IntArray
from dashboard.domain.counting import PER_INHABITANTS

DECAY = (1.0, 0.68, 0.22)
"""Weights of the three rings of a catchment, of equal width, from the centre outwards.

These are the steps of Luo and Qi (2009) that fall slowly; those that fall fast are 1, 0.42, 0.09.
"""


@dataclass(frozen=True, eq=False)
class Catchments:
    """What the ring between a demand point and a supply point is worth, where they are within a radius.

    Attributes:
        weights: shape ``(demand points, supply points)``, twelve bytes a pair.
        people: the inhabitants who reach each supply point, weighted by ring: they depend on no supply.
    """

    weights: csr_array
    people: FloatArray


def catchments(
    demand: FloatArray, supply: FloatArray, populations: IntArray, *, radius_m: float
) -> Catchments:
    """Find every pair within a radius and weigh it by its ring.

    Args:
        demand: where people live, EPSG:2154, shape ``(n, 2)``, no NaN; ``n`` may be 0.
        supply: where services are, EPSG:2154, shape ``(m, 2)``, no NaN; ``m`` may be 0.
        populations: inhabitants ``P_i`` of the demand points, shape ``(n,)``.
        radius_m: farthest distance kept, in metres, as the crow flies, bound included. Each ring
            goes up to a third, two thirds or the whole of it; that outer bound is in the ring.
    """
    distances = cKDTree(demand).sparse_distance_matrix(
        cKDTree(supply), radius_m, output_type="ndarray"
    )
    inner_bounds = radius_m * np.arange(1, len(DECAY)) / len(DECAY)
    ring = np.searchsorted(inner_bounds, distances["v"], side="left")
    pairs = (distances["i"].astype(np.int32), distances["j"].astype(np.int32))
    weights = csr_array((np.array(DECAY)[ring], pairs), shape=(len(demand), len(supply)))
    return Catchments(weights, weights.T @ populations.astype(np.float64))


def e2sfca(reach: Catchments, supply: IntArray) -> FloatArray:
    """Compute the enhanced two-step floating catchment area score of every demand point.

    Step 1 shares each supply ``S_j`` among the people who reach it: ``R_j = S_j / Σ_i P_i W_ij``,
    0 where nobody lives in its catchment. Step 2 adds up the shares that each demand point reaches:
    ``A_i = Σ_j R_j W_ij``. Weighted by inhabitants, the mean of ``A`` is all supply that people
    reach, over all inhabitants.

    Luo W., Qi Y. (2009), « An enhanced two-step floating catchment area (E2SFCA) method for
    measuring spatial accessibility to primary care physicians », Health & Place 15(4), 1100-1107.

    Args:
        reach: who reaches what, and the weights ``W_ij``.
        supply: services ``S_j`` at the supply points, shape ``(m,)``.

    Returns:
        Services per 10,000 inhabitants, shape ``(n,)``; 0 where none is within reach.
    """
    people = reach.people
    per_person = np.divide(supply, people, out=np.zeros(people.size), where=people > 0)
    reached: FloatArray = PER_INHABITANTS * (reach.weights @ per_person)
    return reached
