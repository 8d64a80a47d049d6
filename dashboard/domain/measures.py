"""What a territory is measured by, on « Comparer », on its sheet, and in the passport of a number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.indicator import INDICATOR_TEXTS, Indicator


class Measure(StrEnum):
    """A measure of a territory; the value is the word used in addresses."""

    NUMBER = "nombre"
    RATE = "taux"
    SHARE = "part"
    ORGANISATIONS = "organisations"
    SHARED = "partagees"

    @property
    def words(self) -> MeasureWords:
        """How the measure is told."""
        return _WORDS[self]


class Reference(StrEnum):
    """What a territory is set beside; the value is the word used in addresses."""

    REGION = "region"
    STRATUM = "strate"
    DEPARTEMENT = "departement"
    NEIGHBOURS = "voisins"

    @property
    def label(self) -> str:
        """The French name of the reference."""
        return _REFERENCES[self]


@dataclass(frozen=True)
class MeasureWords:
    """A measure in French: its title, the unit after a value, how it is computed, its decimals."""

    title: str
    unit: str
    formula: str
    decimals: int


_WORDS = {
    Measure.NUMBER: MeasureWords(
        "Initiatives recensées",
        "initiatives",
        "nombre d’initiatives distinctes implantées dans le territoire ou desservant au moins une "
        "de ses communes",
        0,
    ),
    Measure.RATE: MeasureWords(
        INDICATOR_TEXTS[Indicator.RATE].title,
        INDICATOR_TEXTS[Indicator.RATE].unit,
        "10\u202f000 × initiatives distinctes ÷ habitants du territoire dans la région",
        2,
    ),
    Measure.SHARE: MeasureWords(
        INDICATOR_TEXTS[Indicator.SHARE].title,
        "%",
        "habitants des communes où au moins une initiative est recensée ÷ habitants du territoire "
        "dans la région",
        1,
    ),
    Measure.ORGANISATIONS: MeasureWords(
        "Organisations distinctes",
        "organisations",
        "nombre d’organisations distinctes qui portent ces initiatives ou en sont partenaires ; un groupe "
        "que la source ne nomme pas (« non nommés ») compte pour une organisation",
        0,
    ),
    Measure.SHARED: MeasureWords(
        "Initiatives partagées avec une autre intercommunalité",
        "initiatives",
        "initiatives recensées dans le territoire et dans au moins deux intercommunalités",
        0,
    ),
}
_REFERENCES = {
    Reference.REGION: "Moyenne régionale",
    Reference.STRATUM: "Médiane de la strate",
    Reference.DEPARTEMENT: "Moyenne du département",
    Reference.NEIGHBOURS: "Moyenne des voisins",
}
