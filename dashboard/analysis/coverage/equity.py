"""Is what people have evenly spread? Gini, Lorenz, Theil, and who is covered by class of commune."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from scipy.special import xlogy

from dashboard.analysis.coverage.results import ClassShare, TheilSplit
from dashboard.analysis.kernel.results import BoolArray, FloatArray, IntArray
from dashboard.domain.formats import french_number

_BOUNDS = (0, 200, 500, 2_000, 10_000, 50_000)


def _size_labels() -> tuple[str, ...]:
    between = [
        f"{french_number(low)} à {french_number(high - 1)} hab."
        for low, high in pairwise(_BOUNDS[1:])
    ]
    first, last = french_number(_BOUNDS[1]), french_number(_BOUNDS[-1])
    return (f"moins de {first} hab.", *between, f"{last} hab. et plus")


SIZE_CLASSES: tuple[tuple[int, str], ...] = tuple(zip(_BOUNDS, _size_labels(), strict=True))
"""Classes of communes by inhabitants: the fewest of each class, and its French label."""


def gini(values: FloatArray, populations: IntArray) -> float:
    """Compute the Gini index of what each inhabitant has: 0 all alike, towards 1 all for one.

    Twice the area between the Lorenz curve and the diagonal, exact by trapezoids:
    ``G = 1 - Σ_k (p_k - p_{k-1}) (l_k + l_{k-1})`` over the points ``(p_k, l_k)`` of the curve.

    Gini C. (1912), « Variabilità e mutabilità ».

    Args:
        values: per inhabitant, at least 0, shape ``(n,)``.
        populations: inhabitants, shape ``(n,)``.

    Returns:
        The index; NaN where there are no inhabitants or nothing to spread.
    """
    curve = lorenz_curve(values, populations)
    if not curve.size:
        return np.nan
    people, total = curve.T
    return max(0.0, 1 - float(np.diff(people) @ (total[1:] + total[:-1])))


def lorenz_curve(values: FloatArray, populations: IntArray) -> FloatArray:
    """Draw which share of the total the least served share of the inhabitants has.

    Lorenz M. O. (1905), « Methods of measuring the concentration of wealth », Publications of the
    American Statistical Association 9(70), 209-219.

    Args:
        values: per inhabitant, at least 0, shape ``(n,)``.
        populations: inhabitants, shape ``(n,)``.

    Returns:
        Cumulated shares of the inhabitants and of the total, from ``(0, 0)`` to ``(1, 1)``, shape
        ``(k + 1, 2)`` for ``k`` communes with inhabitants; ``(0, 2)`` where there are no inhabitants
        or nothing to spread.
    """
    value, people = _inhabited(values, populations)
    order = np.argsort(value, kind="stable")
    parts = np.column_stack([people, people * value])[order]
    summed: FloatArray = np.vstack([np.zeros(2), np.cumsum(parts, axis=0)])
    return summed / summed[-1] if summed[-1, 1] > 0 else np.empty((0, 2))


def theil_split(values: FloatArray, populations: IntArray, groups: IntArray) -> TheilSplit:
    """Compute the Theil T index of what each inhabitant has, between groups and within them.

    With ``s_i = P_i v_i / Σ P v`` the share of commune ``i`` and ``m``, ``m_g`` the means per
    inhabitant of all and of its group: ``T = Σ s_i ln(v_i / m)``, between groups
    ``Σ s_i ln(m_g / m)``, within them ``Σ s_i ln(v_i / m_g)``, which add up to ``T``;
    ``0 ln 0`` is 0. The index goes from 0, all alike, to the logarithm of the inhabitants.

    Theil H. (1967), « Economics and Information Theory »; Shorrocks A. F. (1980), « The class of
    additively decomposable inequality measures », Econometrica 48(3), 613-625.

    Args:
        values: per inhabitant, at least 0, shape ``(n,)``.
        populations: inhabitants, shape ``(n,)``.
        groups: number of the group of each commune, -1 for one that stands alone, shape ``(n,)``.

    Returns:
        The three parts; NaN where there are no inhabitants or nothing to spread.
    """
    value, people = _inhabited(values, populations)
    had = people * value
    total = had.sum()
    if not total > 0:
        return TheilSplit(np.nan, np.nan, np.nan)
    alone = groups.max(initial=-1) + 1 + np.arange(groups.size)
    group = np.where(groups < 0, alone, groups)[populations > 0]
    group_people = np.bincount(group, weights=people)[group]
    group_mean = np.bincount(group, weights=had)[group] / group_people
    in_group = np.divide(value, group_mean, out=np.ones(value.size), where=group_mean > 0)
    share, mean = had / total, total / people.sum()
    ratios = (value / mean, group_mean / mean, in_group)
    return TheilSplit(*(max(0.0, float(xlogy(share, ratio).sum())) for ratio in ratios))


def size_class_of(populations: IntArray) -> IntArray:
    """Return the row in ``SIZE_CLASSES`` of each number of inhabitants, shape ``(n,)``."""
    rows: IntArray = np.searchsorted(_BOUNDS, populations, side="right") - 1
    return rows


def shares_by_class(
    covered: BoolArray, populations: IntArray, classes: IntArray, labels: Sequence[str]
) -> tuple[ClassShare, ...]:
    """Count communes, their inhabitants and those covered in each class.

    Args:
        covered: whether each commune is covered, shape ``(n,)``.
        populations: inhabitants, shape ``(n,)``.
        classes: row in ``labels`` of each commune, -1 for one whose class is unknown: it is left
            out; shape ``(n,)``.
        labels: the classes in French, in order.

    Returns:
        One share per label, in the order of the labels, empty classes too.
    """
    known = classes >= 0
    classed, people = classes[known], populations[known]
    weights = (np.ones(classed.size), people, people * covered[known])
    counts = [np.bincount(classed, weights=weight, minlength=len(labels)) for weight in weights]
    return tuple(
        ClassShare(label, int(communes), int(population), int(reached))
        for label, communes, population, reached in zip(labels, *counts, strict=True)
    )


def _inhabited(values: FloatArray, populations: IntArray) -> tuple[FloatArray, FloatArray]:
    """Keep the values and inhabitants of the communes that have inhabitants."""
    kept = populations > 0
    return values[kept], populations[kept].astype(np.float64)
