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

    Attributes:
        communes: codes of the living communes.
        epci: codes of the EPCI.
        departements: codes, written ``01``.
        former: code of the commune it is now part of, by the code of a merged commune; a code that is
            in ``communes`` too is the living one.
        region: code, written ``R82``.
        box: bounds of the map.
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
