"""What equity is told with."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis.coverage.equity import ClassShare, TheilSplit
from dashboard.analysis.kernel.results import FloatArray


@dataclass(frozen=True, eq=False)
class EquityReport:
    """How evenly a selection reaches people.

    ``lorenz`` has shape ``(k, 2)``; it is empty, and the indices NaN, where nothing is within reach of
    anybody. ``grid`` tells whether the densities are those of the published grid.
    """

    by_size: tuple[ClassShare, ...]
    by_density: tuple[ClassShare, ...]
    grid: bool
    gini: float
    lorenz: FloatArray
    theil: TheilSplit
    without: float
    """Share (0 to 1) of the inhabitants within reach of no place at all."""
