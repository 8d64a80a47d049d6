"""A choice of new places, and how far from the best it may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Placement:
    """Where to put new places.

    Attributes:
        rows: rows of the candidates in the order to open them, each the one that adds most people to those
            before; a place that would add no one is left out.
        gains: the people each adds.
        bound: no choice of as many places covers more people.
    """

    rows: tuple[int, ...]
    gains: tuple[int, ...]
    bound: int

    @property
    def total(self) -> int:
        """People newly covered by all of them."""
        return sum(self.gains)

    @property
    def proven(self) -> bool:
        """Whether no choice covers more."""
        return self.total >= self.bound

    @property
    def gap(self) -> float:
        """The share (0 to 1) of ``bound`` that the choice may miss."""
        return (self.bound - self.total) / self.bound if self.bound else 0.0
