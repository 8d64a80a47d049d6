"""Circles whose area, not their width, is proportional to a number."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.kernel.results import FloatArray, IntArray


def circle_radii(numbers: IntArray, *, largest_px: float, reference: int) -> FloatArray:
    """Return a radius in pixels for every number, shape ``(n,)``: nothing has radius 0.

    Args:
        numbers: what the areas stand for, shape ``(n,)``.
        largest_px: the radius of ``reference``.
        reference: the number that has the largest circle, the same for every year.
    """
    if reference <= 0:
        return np.zeros(numbers.shape)
    return largest_px * np.sqrt(numbers / reference)


def legend_numbers(reference: int) -> tuple[int, ...]:
    """Return up to three numbers to draw in a legend, rising: one, a quarter, the largest."""
    sizes = {1, round(reference / 4), reference}
    return tuple(sorted(number for number in sizes if 0 < number <= reference))


def circle_scale(reference: int, *, largest_px: float) -> list[tuple[int, float]]:
    """List the numbers a legend draws, each with its radius in pixels."""
    numbers = np.array(legend_numbers(reference), dtype=np.int64)
    radii = circle_radii(numbers, largest_px=largest_px, reference=reference)
    return list(zip(numbers.tolist(), radii.tolist(), strict=True))
