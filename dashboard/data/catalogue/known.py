"""What a cell of the catalogue is checked against: territories of the map, ids of other files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """The rectangle around the map, in degrees, bounds included."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True)
class TerritoryCodes:
    """The territories a catalogue may name.

    ``departements`` are written ``01``, ``region`` ``R82``; ``former`` leads from a merged commune's code
    to the code of the commune it is now part of. A code in both ``communes`` and ``former`` is the living
    one.
    """

    communes: frozenset[str]
    epci: frozenset[str]
    departements: frozenset[str]
    former: Mapping[str, str]
    region: str
    box: Box


@dataclass(frozen=True)
class Known:
    """Territories, and per file the ids its rows have; a file that could not be read is absent."""

    codes: TerritoryCodes
    ids: Mapping[str, frozenset[str]]
