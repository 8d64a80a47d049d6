"""The numbers of a sheet that no measure of « Comparer » gives: who lives there, and who is reached."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.selections.coverage import CoverageSelection, CoverageState


class ReportNumber(StrEnum):
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
    def words(self) -> ReportNumberWords:
        """How the number is told."""
        return _WORDS[self]


@dataclass(frozen=True)
class ReportNumberWords:
    """A number in French: its title, and how it is computed."""

    title: str
    formula: str


STATE_NUMBERS = {
    CoverageState.SERVED: ReportNumber.SERVED,
    CoverageState.NEAR: ReportNumber.NEAR,
    CoverageState.FAR: ReportNumber.FAR,
    CoverageState.NONE: ReportNumber.NOTHING,
}
"""The number that counts the inhabitants of each state."""
COVERAGE_NUMBERS = (*STATE_NUMBERS.values(), ReportNumber.BORDER, ReportNumber.GAPS)
"""The numbers that « Zones blanches » gives, at its usual radius."""

_SUM = "somme des habitants des communes"
_RADIUS = f"{CoverageSelection().radius}\u202fkm"
_WORDS = {
    ReportNumber.INHABITANTS: ReportNumberWords(
        "Habitants dans la région", f"{_SUM} du territoire situées dans la région"
    ),
    ReportNumber.ALL_INHABITANTS: ReportNumberWords(
        "Habitants en tout", f"{_SUM} membres, dans la région et au-delà"
    ),
    ReportNumber.COMMUNES: ReportNumberWords(
        "Communes dans la région", "nombre de communes du territoire situées dans la région"
    ),
    ReportNumber.GAPS: ReportNumberWords(
        "Habitants en zone blanche",
        f"{_SUM} qui ne sont ni desservies ni proches d’un lieu, celles de la limite de la région à part",
    ),
    ReportNumber.SERVED: ReportNumberWords(
        "Habitants d’une zone desservie",
        f"{_SUM} qui sont dans la zone desservie d’au moins une initiative ; y être implantée ne suffit pas",
    ),
    ReportNumber.NEAR: ReportNumberWords(
        "Habitants proches d’un lieu",
        f"{_SUM} non desservies dont la mairie est à {_RADIUS} au plus d’un lieu, à vol d’oiseau",
    ),
    ReportNumber.FAR: ReportNumberWords(
        "Habitants loin de tout lieu",
        f"{_SUM} non desservies dont la mairie est à plus de {_RADIUS} de tout lieu, celles de la limite "
        "de la région à part",
    ),
    ReportNumber.NOTHING: ReportNumberWords(
        "Habitants d’une commune où rien n’est recensé",
        f"{_SUM} non desservies, quand aucun lieu n’est connu, celles de la limite de la région à part",
    ),
    ReportNumber.BORDER: ReportNumberWords(
        "Habitants à la limite de la région, à part",
        f"{_SUM} qui ne sont ni desservies ni proches d’un lieu, et dont l’intercommunalité s’étend hors "
        "de la région",
    ),
}
