"""The desk that answers are made from now: new data make a new one, swapped in whole."""

from __future__ import annotations

from dashboard.analysis.snapshot import Desk


class Current:
    """Holds one desk at a time; each answer takes it once, and so speaks of one state of the data.

    Attributes:
        desk: what answers are made from.
        edition: a number that rises with every swap.
    """

    def __init__(self, desk: Desk) -> None:
        """Start with ``desk``."""
        self._state = (desk, 1)

    @property
    def desk(self) -> Desk:
        """Return what answers are made from."""
        return self._state[0]

    @property
    def edition(self) -> int:
        """Return the number of the state of the data."""
        return self._state[1]

    def swap(self, desk: Desk) -> None:
        """Answer from ``desk`` from now on; answers being made end with what they began with."""
        self._state = (desk, self._state[1] + 1)
