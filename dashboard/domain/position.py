"""Positions on Earth, as addresses write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

POSITION_DECIMALS = 4
"""Decimals of a position in addresses: about ten metres."""

_POSITION = re.compile(
    r"\s*([+-]?[0-9]{1,3}(?:\.[0-9]{1,12})?)\s*,\s*([+-]?[0-9]{1,3}(?:\.[0-9]{1,12})?)\s*"
)


@dataclass(frozen=True)
class Position:
    """A point in degrees, EPSG:4326."""

    latitude: float
    longitude: float

    def __str__(self) -> str:
        """Write the position as addresses do: ``44.9861,4.5792``."""
        return f"{self.latitude:.{POSITION_DECIMALS}f},{self.longitude:.{POSITION_DECIMALS}f}"


def position_of(text: str) -> Position | None:
    """Read ``45.19,5.72`` (latitude, longitude) as a position on Earth; ``None`` for anything else."""
    match = _POSITION.fullmatch(text)
    if match is None:
        return None
    latitude, longitude = (round(float(part), POSITION_DECIMALS) for part in match.groups())
    on_earth = -90 <= latitude <= 90 and -180 <= longitude <= 180  # noqa: PLR2004 - degrees
    return Position(latitude, longitude) if on_earth else None
