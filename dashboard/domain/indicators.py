"""The numbers of a territory: the one table of what each is called, how it is computed and written.

The map, its table, « Comparer », the report of a territory, the lineage of a number, the files and the
commands read this table; nothing else says what a number is called or how it is rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.coverage import USUAL_RADIUS, CoverageState


class Scale(StrEnum):
    """How values are written, classed and averaged."""

    COUNT = "count"
    RATE = "rate"
    """Per 10,000 inhabitants."""
    SHARE = "share"
    """Between 0 and 1, written in percent."""

    @property
    def decimals(self) -> int:
        """The decimals a value is written with."""
        return _DECIMALS[self]

    @property
    def by_inhabitant(self) -> bool:
        """Whether values divide by inhabitants, who then weigh them in a mean."""
        return self is not Scale.COUNT


_DECIMALS = {Scale.COUNT: 0, Scale.RATE: 2, Scale.SHARE: 1}


class Indicator(StrEnum):
    """A number of a territory; the value is the word used in addresses."""

    NUMBER = "nombre"
    RATE = "taux"
    SHARE = "part"
    ORGANISATIONS = "organisations"
    ORGANISATION_RATE = "organisations-taux"
    SHARED = "partagees"
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
    def entry(self) -> IndicatorEntry:
        """What the table says of it."""
        return _ENTRIES[self]

    @property
    def scale(self) -> Scale:
        """How its values are written, classed and averaged."""
        return self.entry.scale

    @property
    def counted(self) -> Indicator:
        """What a rate counts per inhabitant; any other number counts itself."""
        return self.entry.numerator or self


@dataclass(frozen=True)
class IndicatorEntry:
    """What is said of a number, in French.

    Attributes:
        title: its name.
        formula: how it is computed.
        noun: what is counted, singular; for a rate or a share, what follows a value.
        nouns: the plural, where it is not the noun with an « s ».
        scale: how values are written, classed and averaged.
        numerator: what a rate counts per 10,000 inhabitants.
        located_formula: how it is computed where only initiatives located in a territory count, where
            that is said otherwise.
        short: its name where there is little room.
        column: its name in files; empty for what « Comparer » does not set side by side.
        choice: what a reader of « Carte » chooses it by; empty for what no map shows.
        map_title: its name on maps, where that is another.
    """

    title: str
    formula: str
    noun: str
    nouns: str | None = None
    scale: Scale = Scale.COUNT
    numerator: Indicator | None = None
    located_formula: str = ""
    short: str = ""
    column: str = ""
    choice: str = ""
    map_title: str = ""


STATE_INDICATORS = {
    CoverageState.SERVED: Indicator.SERVED,
    CoverageState.NEAR: Indicator.NEAR,
    CoverageState.FAR: Indicator.FAR,
    CoverageState.NONE: Indicator.NOTHING,
}
"""The number that counts the inhabitants of each state."""
COVERAGE_INDICATORS = (*STATE_INDICATORS.values(), Indicator.BORDER, Indicator.GAPS)
"""The numbers that « Zones blanches » gives, at its usual radius."""

_SUM = "somme des habitants des communes"
_RADIUS = f"{USUAL_RADIUS}\u202fkm"
_ENTRIES = {
    Indicator.NUMBER: IndicatorEntry(
        title="Initiatives recensées",
        formula="nombre d’initiatives distinctes implantées dans le territoire ou desservant au moins une "
        "de ses communes",
        located_formula="nombre d’initiatives distinctes implantées dans le territoire",
        noun="initiative",
        short="Initiatives",
        column="initiatives",
        choice="Nombre (cercles)",
        map_title="Nombre d’initiatives",
    ),
    Indicator.RATE: IndicatorEntry(
        title="Initiatives pour 10\u202f000 habitants",
        formula="10\u202f000 × initiatives distinctes ÷ habitants du territoire dans la région",
        located_formula="10\u202f000 × initiatives distinctes implantées ÷ habitants du territoire dans la "
        "région",
        noun="pour 10\u202f000 hab.",
        scale=Scale.RATE,
        numerator=Indicator.NUMBER,
        short="Pour 10\u202f000 habitants",
        column="initiatives_pour_10000_habitants",
        choice="Initiatives pour 10\u202f000 habitants",
    ),
    Indicator.SHARE: IndicatorEntry(
        title="Part des habitants desservis",
        formula="habitants des communes où au moins une initiative est recensée ÷ habitants du territoire "
        "dans la région",
        located_formula="habitants des communes où au moins une initiative est implantée ÷ habitants du "
        "territoire dans la région",
        noun="des habitants desservis",
        scale=Scale.SHARE,
        short="Habitants desservis",
        column="part_habitants_desservis",
        choice="Part des habitants desservis",
    ),
    Indicator.ORGANISATIONS: IndicatorEntry(
        title="Organisations distinctes",
        formula="nombre d’organisations distinctes qui portent ces initiatives ou en sont partenaires ; un "
        "groupe que la source ne nomme pas (« non nommés ») compte pour une organisation",
        noun="organisation",
        short="Organisations",
        column="organisations",
    ),
    Indicator.ORGANISATION_RATE: IndicatorEntry(
        title="Organisations distinctes pour 10\u202f000 habitants",
        formula="10\u202f000 × organisations distinctes qui portent ces initiatives ou en sont partenaires ÷ "
        "habitants du territoire dans la région",
        noun="organisations pour 10\u202f000 hab.",
        scale=Scale.RATE,
        numerator=Indicator.ORGANISATIONS,
        short="Organisations pour 10\u202f000 habitants",
        column="organisations_pour_10000_habitants",
        choice="Organisations pour 10\u202f000 habitants",
    ),
    Indicator.SHARED: IndicatorEntry(
        title="Initiatives partagées avec une autre intercommunalité",
        formula="initiatives recensées dans le territoire et dans au moins deux intercommunalités",
        located_formula="initiatives implantées dans le territoire et dans au moins deux intercommunalités",
        noun="initiative partagée",
        nouns="initiatives partagées",
        short="Partagées",
        column="initiatives_partagees",
    ),
    Indicator.INHABITANTS: IndicatorEntry(
        title="Habitants dans la région",
        formula=f"{_SUM} du territoire situées dans la région",
        noun="habitant",
    ),
    Indicator.ALL_INHABITANTS: IndicatorEntry(
        title="Habitants en tout",
        formula=f"{_SUM} membres, dans la région et au-delà",
        noun="habitant",
    ),
    Indicator.COMMUNES: IndicatorEntry(
        title="Communes dans la région",
        formula="nombre de communes du territoire situées dans la région",
        noun="commune",
    ),
    Indicator.GAPS: IndicatorEntry(
        title="Habitants en zone blanche",
        formula=f"{_SUM} qui ne sont ni desservies ni proches d’un lieu, celles de la limite de la région "
        "à part",
        noun="habitant",
    ),
    Indicator.SERVED: IndicatorEntry(
        title="Habitants d’une zone desservie",
        formula=f"{_SUM} qui sont dans la zone desservie d’au moins une initiative ; y être implantée ne "
        "suffit pas",
        noun="habitant",
    ),
    Indicator.NEAR: IndicatorEntry(
        title="Habitants proches d’un lieu",
        formula=f"{_SUM} non desservies dont la mairie est à {_RADIUS} au plus d’un lieu, à vol d’oiseau",
        noun="habitant",
    ),
    Indicator.FAR: IndicatorEntry(
        title="Habitants loin de tout lieu",
        formula=f"{_SUM} non desservies dont la mairie est à plus de {_RADIUS} de tout lieu, celles de la "
        "limite de la région à part",
        noun="habitant",
    ),
    Indicator.NOTHING: IndicatorEntry(
        title="Habitants d’une commune où rien n’est recensé",
        formula=f"{_SUM} non desservies, quand aucun lieu n’est connu, celles de la limite de la région à "
        "part",
        noun="habitant",
    ),
    Indicator.BORDER: IndicatorEntry(
        title="Habitants à la limite de la région, à part",
        formula=f"{_SUM} qui ne sont ni desservies ni proches d’un lieu, et dont l’intercommunalité "
        "s’étend hors de la région",
        noun="habitant",
    ),
}

COMPARED = tuple(indicator for indicator in Indicator if indicator.entry.column)
"""What « Comparer », the reports of territories and the files set side by side, in their order."""
USUAL = (Indicator.NUMBER, Indicator.RATE, Indicator.SHARE)
"""What every table of territories shows; another number joins them where it is the one on the map."""
MAPPED = (
    Indicator.RATE,
    *(
        indicator
        for indicator in Indicator
        if indicator.entry.choice and indicator is not Indicator.RATE
    ),
)
"""What « Carte » can show, the usual one first."""
