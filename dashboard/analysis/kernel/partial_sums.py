"""Sums and means over territories of which only some have a value.

Whatever adds the values of communes up goes through here: what is not known is never counted as
zero, and the answer says for how many inhabitants it is known.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dashboard.analysis.indicators.aggregation import ratios
from dashboard.analysis.kernel.results import FloatArray, IntArray, PartialValues
from dashboard.analysis.kernel.territories import Territories
from dashboard.domain.territory import Level


def partial_sums(
    values: FloatArray, populations: IntArray, groups: IntArray, *, size: int
) -> PartialValues:
    """Add values up per group.

    Args:
        values: NaN where not known, shape ``(n,)``.
        populations: inhabitants, shape ``(n,)``.
        groups: group of each value, -1 for none, shape ``(n,)``.
        size: number of groups.

    Returns:
        The sums, shape ``(size,)``: NaN where a group has inhabitants and a value for none of them.
    """
    inside = groups >= 0
    known = inside & np.isfinite(values)
    totals = np.bincount(groups[known], values[known], minlength=size)
    people_known = _people(populations, groups, known, size)
    people = _people(populations, groups, inside, size)
    nobody = (people_known == 0) & (people > 0)
    return PartialValues(np.where(nobody, np.nan, totals), people_known, people)


def partial_means(
    territories: Mapping[Level, Territories], values: FloatArray, level: Level
) -> PartialValues:
    """Average what communes are worth over the inhabitants of each territory, shape ``(n,)``.

    Communes whose value is NaN are left out, as ``known_populations`` shows; a territory none of whose
    inhabitants has a value is NaN.
    """
    communes = territories[Level.COMMUNE]
    people = communes.populations
    if level is Level.COMMUNE:
        return PartialValues(values, np.where(np.isfinite(values), people, 0), people)
    parents, size = communes.parents[level], len(territories[level])
    sums = partial_sums(values * people, people, parents, size=size)
    return PartialValues(
        ratios(sums.values, sums.known_populations), sums.known_populations, sums.populations
    )


def _people(
    populations: IntArray, groups: IntArray, rows: np.typing.NDArray[np.bool_], size: int
) -> IntArray:
    counts: IntArray = np.bincount(groups[rows], populations[rows], minlength=size).astype(np.int64)
    return counts
