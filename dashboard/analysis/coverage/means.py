"""Means over the inhabitants of a territory."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dashboard.analysis.aggregation import ratios
from dashboard.analysis.results import FloatArray
from dashboard.analysis.territories import Territories
from dashboard.domain.territory import Level


def inhabitants_mean(
    territories: Mapping[Level, Territories], values: FloatArray, level: Level
) -> FloatArray:
    """Average what communes are worth over the inhabitants of each territory, shape ``(n,)``.

    Communes whose value is NaN are left out; a territory none of whose inhabitants has a value is NaN.
    """
    communes = territories[Level.COMMUNE]
    if level is Level.COMMUNE:
        return values
    parent, size = communes.parents[level], len(territories[level])
    known = np.isfinite(values) & (parent >= 0)
    people = np.bincount(parent[known], communes.populations[known], minlength=size)
    total = np.bincount(parent[known], (values * communes.populations)[known], minlength=size)
    return ratios(total, people)
