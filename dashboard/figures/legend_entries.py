"""What a legend says of one colour, whether a page or a picture shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LegendEntry:
    """One line of a legend: a colour, what it means, and the kind of mark it is.

    Kinds: ``class``, the value states by name (``zero`` …) and ``outside`` are areas; ``dot`` is a
    point, ``outline`` and ``ring`` are lines.
    """

    colour: str
    text: str
    kind: str = "class"
