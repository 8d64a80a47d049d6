"""The numbers of a sheet that no measure of « Comparer » gives: who lives there, and who is reached."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.selections.coverage import CoverageSelection, CoverageState


class SheetNumber(StrEnum):
    """A number of a sheet; the value is the word used in addresses."""

    INHABITANTS = "habitants"
    ALL_INHABITANTS = "habitants-en-tout"
    COMMUNES = "communes"
    GAPS = "zone-blanche"
    SERVED = "desservis"
    NEAR = "proches"
    FAR = "loin"
    NOTHING = "rien-de-recense"
    BORDER = "limite-de-region"

    @property
    def words(self) -> SheetNumberWords:
        """How the number is told."""
        return _WORDS[self]


@dataclass(frozen=True)
class SheetNumberWords:
    """A number in French: its title, and how it is computed."""

    title: str
    formula: str


STATE_NUMBERS = {
    CoverageState.SERVED: SheetNumber.SERVED,
    CoverageState.NEAR: SheetNumber.NEAR,
    CoverageState.FAR: SheetNumber.FAR,
    CoverageState.NONE: SheetNumber.NOTHING,
}
"""The number that counts the inhabitants of each state."""
COVERAGE_NUMBERS = (*STATE_NUMBERS.values(), SheetNumber.BORDER, SheetNumber.GAPS)
"""The numbers that « Zones blanches » gives, at its usual radius."""

_SUM = "somme des habitants des communes"
_RADIUS = f"{CoverageSelection().radius}\u202fkm"
_WORDS = {
    SheetNumber.INHABITANTS: SheetNumberWords(
        "Habitants dans la région", f"{_SUM} du territoire situées dans la région"
    ),
    SheetNumber.ALL_INHABITANTS: SheetNumberWords(
        "Habitants en tout", f"{_SUM} membres, dans la région et au-delà"
    ),
    SheetNumber.COMMUNES: SheetNumberWords(
        "Communes dans la région", "nombre de communes du territoire situées dans la région"
    ),
    SheetNumber.GAPS: SheetNumberWords(
        "Habitants en zone blanche",
        f"{_SUM} qui ne sont ni desservies ni proches d’un lieu, celles de la limite de la région à part",
    ),
    SheetNumber.SERVED: SheetNumberWords(
        "Habitants d’une zone desservie",
        f"{_SUM} qui sont dans la zone desservie d’au moins une initiative ; y être implantée ne suffit pas",
    ),
    SheetNumber.NEAR: SheetNumberWords(
        "Habitants proches d’un lieu",
        f"{_SUM} non desservies dont la mairie est à {_RADIUS} au plus d’un lieu, à vol d’oiseau",
    ),
    SheetNumber.FAR: SheetNumberWords(
        "Habitants loin de tout lieu",
        f"{_SUM} non desservies dont la mairie est à plus de {_RADIUS} de tout lieu, celles de la limite "
        "de la région à part",
    ),
    SheetNumber.NOTHING: SheetNumberWords(
        "Habitants d’une commune où rien n’est recensé",
        f"{_SUM} non desservies, quand aucun lieu n’est connu, celles de la limite de la région à part",
    ),
    SheetNumber.BORDER: SheetNumberWords(
        "Habitants à la limite de la région, à part",
        f"{_SUM} qui ne sont ni desservies ni proches d’un lieu, et dont l’intercommunalité s’étend hors "
        "de la région",
    ),
}
