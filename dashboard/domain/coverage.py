"""How services reach a commune, and within which radius a place is near."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class CoverageState(IntEnum):
    """How services reach a commune; the order is that of tables and legends."""

    SERVED = 0
    NEAR = 1
    FAR = 2
    NONE = 3


class Distance(StrEnum):
    """The radius within which a place is near; the value is the word used in addresses."""

    KM_5 = "5"
    KM_10 = "10"
    KM_20 = "20"
    KM_30 = "30"

    @property
    def metres(self) -> float:
        """The radius in metres."""
        return 1000.0 * float(self)


USUAL_RADIUS = Distance.KM_10

LEAST_LOCATED = 30
"""Located records below which nothing is told of gaps: so few cannot have seen what exists."""
LEAST_EPCI_SHARE = 1 / 3
"""Share of the EPCI that partial lists must reach before anything is told of gaps."""
