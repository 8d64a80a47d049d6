"""The levels of territory the map can show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.codes import is_commune_code, is_departement_code, is_epci_code


class Level(StrEnum):
    """A level of territory; the value is the word used in addresses."""

    EPCI = "epci"
    COMMUNE = "communes"
    DEPARTEMENT = "departements"

    @property
    def singular(self) -> str:
        """The French name of one territory of this level."""
        return _SINGULAR[self]

    @property
    def plural(self) -> str:
        """The French name of several."""
        return _PLURAL[self]

    @property
    def code_prefix(self) -> str:
        """What its codes begin with here, and not where INSEE writes them: ``D`` for départements."""
        return "D" if self is Level.DEPARTEMENT else ""


_SINGULAR = {
    Level.EPCI: "intercommunalité",
    Level.COMMUNE: "commune",
    Level.DEPARTEMENT: "département",
}
_PLURAL = {
    Level.EPCI: "intercommunalités",
    Level.COMMUNE: "communes",
    Level.DEPARTEMENT: "départements",
}


@dataclass(frozen=True)
class FormerCommune:
    """A code that no living commune has: of a commune merged since, or of an arrondissement.

    Attributes:
        code: the former code.
        name: empty where the publisher gives none.
        arrondissement: whether it is a part of a town that lives, not a commune of the past.
        today: the code of the commune it is part of today.
    """

    code: str
    name: str
    arrondissement: bool
    today: str


def level_of(code: str) -> Level | None:
    """Return the level of a territory code by its form; ``None`` for the region and anything else."""
    if is_epci_code(code):
        return Level.EPCI
    if is_commune_code(code):
        return Level.COMMUNE
    if is_departement_code(code):
        return Level.DEPARTEMENT
    return None
