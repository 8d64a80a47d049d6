"""A sum over territories of which only some have a value, and how it is worded."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

from dashboard.domain.formats import counted, french_number

NOT_KNOWN, NOBODY = "non connu", "aucune personne"


@dataclass(frozen=True)
class PartialSum:
    """A sum over the territories that have a value; the others are not zero but not known.

    Attributes:
        value: NaN where no inhabitant lives in a territory that has a value.
        known_population: inhabitants of the territories that have one.
        population: inhabitants of all of them.
    """

    value: float
    known_population: int
    population: int

    @property
    def known(self) -> bool:
        """Whether anything is known."""
        return not isnan(self.value)

    @property
    def rounded(self) -> int | None:
        """The sum as a whole number; ``None`` where nothing is known."""
        return round(self.value) if self.known else None


def people_text(total: PartialSum) -> str:
    """Write an estimated number of people: ``environ 1 240 personnes``, ``non connu``.

    A number known for some only is followed by for how many: « (connu pour 12 300 habitants sur 20 000) ».
    """
    if not total.population:
        return NOBODY
    if total.rounded is None:
        return NOT_KNOWN
    people = f"environ {counted(total.rounded, 'personne')}"
    part = known_for_text(total.known_population, total.population)
    return f"{people} ({part})" if part else people


def known_for_text(known_population: int, population: int) -> str:
    """Write for how many inhabitants something is known; empty where it is for all of them."""
    if known_population >= population:
        return ""
    known = counted(known_population, "habitant")
    return f"connu pour {known} sur {french_number(population)}"
