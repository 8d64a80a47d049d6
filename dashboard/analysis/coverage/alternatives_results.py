"""What is told of the services beside gaps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scheme:
    """An initiative near gaps: who runs it, where, and how to reach it; empty where unknown.

    ``distance_m`` is that of its nearest place to the nearest gap, ``None`` without a place.
    """

    id: str
    name: str
    operators: tuple[str, ...]
    commune: str
    distance_m: float | None
    phone: str
    website: str


@dataclass(frozen=True)
class HallLine:
    """A town hall to call."""

    commune: str
    phone: str
    email: str
