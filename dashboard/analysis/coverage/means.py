"""Means over the inhabitants of a territory."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.coverage.ground import CoverageGround
from dashboard.analysis.results import FloatArray
from dashboard.domain.territory import Level


def inhabitants_mean(ground: CoverageGround, values: FloatArray, level: Level) -> FloatArray:
    """Average what communes are worth over the inhabitants of each territory, shape ``(n,)``.

    Communes whose value is NaN are left out; a territory none of whose inhabitants has a value is NaN.
    """
    if level is Level.COMMUNE:
        return values
    parent, populations = ground.communes.parents[level], ground.communes.populations
    known = np.isfinite(values) & (parent >= 0)
    size = len(ground.observatory.territories[level])
    total = np.bincount(parent[known], populations[known], minlength=size)
    weighted = np.bincount(parent[known], (values * populations)[known], minlength=size)
    means = np.full(size, np.nan)
    np.divide(weighted, total, out=means, where=total > 0)
    return means
