"""What need crossed with coverage is told with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class NeedMap:
    """Each territory's cell: ``3 × coverage + need``, -1 where either is unknown, shape ``(n,)``.

    ``coverage`` is 0 for the best and ``need`` 0 for the least. ``counts`` counts territories per cell,
    shape ``(3, 3)``; ``bounds`` cut the need in thirds, turned so that more says more need. ``from_epci``
    counts the communes whose value is that of their EPCI, ``unknown`` the territories without one.
    """

    cells: NDArray[np.int64]
    counts: NDArray[np.int64]
    bounds: tuple[float, float]
    from_epci: int
    unknown: int
    concerned: int | None
    """People concerned who live in gaps; ``None`` where the indicator is no share of people."""
