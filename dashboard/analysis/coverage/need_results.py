"""What need crossed with coverage is told with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.kernel.results import BoolArray, IntArray, PartialValues


@dataclass(frozen=True, eq=False)
class NeedMap:
    """Need and coverage of every territory of a level, shape ``(n,)`` each but for the counts.

    Attributes:
        needs: the indicator as published, or the mean of the communes that have a value.
        borrowed: communes whose value is that published for their EPCI.
        reach: 0 for the best coverage, 2 for the least, -1 where it is not known.
        cells: ``3 × reach + need``, need being 0 for the least; -1 where either is not known.
        counts: territories per cell, shape ``(3, 3)``.
        bounds: what cuts the need in thirds, turned so that more says more need.
    """

    needs: PartialValues
    borrowed: BoolArray
    reach: IntArray
    cells: IntArray
    counts: NDArray[np.int64]
    bounds: tuple[float, float]

    @property
    def from_epci(self) -> int:
        """How many communes have the value of their EPCI."""
        return int(self.borrowed.sum())

    @property
    def partial(self) -> int:
        """How many territories have a mean that is known for a part of their inhabitants."""
        needs = self.needs
        part = np.isfinite(needs.values) & (needs.known_populations < needs.populations)
        return int(part.sum())

    @property
    def unknown(self) -> int:
        """How many territories are in no cell."""
        return int((self.cells < 0).sum())
