"""The snapshot that answers are made from now: new data make a new one, swapped in whole."""

from __future__ import annotations

from dashboard.analysis.snapshot import Snapshot


class SnapshotHolder:
    """Holds one snapshot at a time; each answer takes it once, and so speaks of one state of the data.

    Attributes:
        snapshot: what answers are made from.
        edition: a number that rises with every swap.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        """Start with ``snapshot``."""
        self._state = (snapshot, 1)

    @property
    def snapshot(self) -> Snapshot:
        """Return what answers are made from."""
        return self._state[0]

    @property
    def edition(self) -> int:
        """Return the number of the state of the data."""
        return self._state[1]

    def swap(self, snapshot: Snapshot) -> None:
        """Answer from ``snapshot`` from now on; answers being made end with what they began with."""
        self._state = (snapshot, self._state[1] + 1)
