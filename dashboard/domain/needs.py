"""The need indicators that INSEE and ANCT publish: what each one says, and how to read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.territory import Level

PERCENT = "%"
EUROS_A_YEAR = "€ par an"


class Sense(StrEnum):
    """Which end of an indicator means need."""

    HIGH = "high"
    LOW = "low"
    NEITHER = "neither"


class NeedState(StrEnum):
    """What a table gives of an indicator in a territory; the words of ``NEED_COLUMNS``."""

    VALUE = "value"
    SECRET = "secret"  # noqa: S105 - statistical secret, no password
    MISSING = "missing"

    @property
    def label(self) -> str:
        """The French wording."""
        return _STATE_LABELS[self]


_STATE_LABELS = {
    NeedState.VALUE: "valeur",
    NeedState.SECRET: "secret statistique",
    NeedState.MISSING: "non renseigné",
}


@dataclass(frozen=True)
class Category:
    """A value of an indicator that is no quantity: its rank, French label and other spellings."""

    rank: int
    label: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class NeedIndicator:
    """What a published indicator says.

    Attributes:
        code: its name in our tables and addresses.
        label: French name shown to readers.
        unit: written after a value; empty for a ratio or a category.
        levels: the territories it may be published for.
        source: who publishes it, in French.
        definition: one French sentence.
        sense: which end means need.
        lowest, highest: bounds of a plausible value, included; ``None`` for no bound.
        categories: its values when it is no quantity, ``value`` being their rank.
        counts_names: whether its value is a number of named things, listed in ``label``.
    """

    code: str
    label: str
    unit: str
    levels: tuple[Level, ...]
    source: str
    definition: str
    sense: Sense
    lowest: float | None = 0
    highest: float | None = None
    categories: tuple[Category, ...] = ()
    counts_names: bool = False


_BOTH = (Level.COMMUNE, Level.EPCI)
_COMMUNES = (Level.COMMUNE,)
_FILOSOFI = "INSEE, DGFiP, Cnaf, Cnav, CCMSA : Fichier localisé social et fiscal (Filosofi)"
_CENSUS = "INSEE, recensement de la population"
_ANCT = "Agence nationale de la cohésion des territoires (ANCT)"


def _share(code: str, label: str, definition: str, sense: Sense, source: str) -> NeedIndicator:
    return NeedIndicator(code, label, PERCENT, _BOTH, source, definition, sense, highest=100)


def _income(code: str, label: str, definition: str) -> NeedIndicator:
    return NeedIndicator(
        code, label, EUROS_A_YEAR, _BOTH, _FILOSOFI, definition, Sense.LOW, lowest=1_000
    )


INDICATORS: tuple[NeedIndicator, ...] = (
    _share(
        "taux-pauvrete",
        "Taux de pauvreté",
        "Part des habitants dont le niveau de vie est inférieur à 60 % du niveau de vie médian "
        "national.",
        Sense.HIGH,
        _FILOSOFI,
    ),
    _share(
        "taux-pauvrete-moins-30-ans",
        "Taux de pauvreté des ménages jeunes",
        "Taux de pauvreté des ménages dont le référent fiscal a moins de 30 ans.",
        Sense.HIGH,
        _FILOSOFI,
    ),
    _share(
        "taux-pauvrete-75-ans",
        "Taux de pauvreté des ménages âgés",
        "Taux de pauvreté des ménages dont le référent fiscal a 75 ans ou plus.",
        Sense.HIGH,
        _FILOSOFI,
    ),
    _income(
        "niveau-vie-median",
        "Niveau de vie médian",
        "Niveau de vie annuel au-dessous duquel se trouve la moitié des habitants.",
    ),
    _income(
        "niveau-vie-premier-decile",
        "Niveau de vie du premier décile",
        "Niveau de vie annuel au-dessous duquel se trouvent les 10 % d’habitants les plus modestes.",
    ),
    NeedIndicator(
        "rapport-interdecile",
        "Rapport interdécile",
        "",
        _BOTH,
        _FILOSOFI,
        "Niveau de vie plancher des 10 % les plus aisés, rapporté au plafond des 10 % les plus "
        "modestes.",
        Sense.HIGH,
        lowest=1,
    ),
    _share(
        "part-menages-imposes",
        "Ménages imposés",
        "Part des ménages fiscaux qui paient l’impôt sur le revenu.",
        Sense.LOW,
        _FILOSOFI,
    ),
    _share(
        "part-prestations-sociales",
        "Prestations sociales dans le revenu",
        "Part des prestations sociales dans le revenu disponible des habitants.",
        Sense.HIGH,
        _FILOSOFI,
    ),
    _share(
        "part-minima-sociaux",
        "Minima sociaux dans le revenu",
        "Part des minima sociaux dans le revenu disponible des habitants.",
        Sense.HIGH,
        _FILOSOFI,
    ),
    _share(
        "part-indemnites-chomage",
        "Indemnités de chômage dans le revenu",
        "Part des indemnités de chômage dans le revenu disponible des habitants.",
        Sense.HIGH,
        _FILOSOFI,
    ),
    _share(
        "part-menages-voiture",
        "Ménages ayant une voiture",
        "Part des ménages qui disposent d’au moins une voiture.",
        Sense.LOW,
        _CENSUS,
    ),
    _share(
        "part-actifs-transports-commun",
        "Trajets domicile-travail en transports en commun",
        "Part des actifs occupés de 15 ans ou plus qui vont au travail en transports en commun.",
        Sense.NEITHER,
        _CENSUS,
    ),
    _share(
        "part-actifs-voiture",
        "Trajets domicile-travail en voiture",
        "Part des actifs occupés de 15 ans ou plus qui vont au travail en voiture.",
        Sense.NEITHER,
        _CENSUS,
    ),
    _share(
        "part-actifs-velo",
        "Trajets domicile-travail à vélo",
        "Part des actifs occupés de 15 ans ou plus qui vont au travail à vélo.",
        Sense.NEITHER,
        _CENSUS,
    ),
    NeedIndicator(
        "densite-population",
        "Densité de population",
        "hab./km²",
        _BOTH,
        _CENSUS,
        "Nombre d’habitants rapporté à la superficie du territoire. Plus il est faible, plus les "
        "services sont loin.",
        Sense.LOW,
    ),
    NeedIndicator(
        "population-municipale",
        "Population municipale",
        "hab.",
        _BOTH,
        _CENSUS,
        "Nombre d’habitants qui ont leur résidence habituelle sur le territoire. Moins ils sont "
        "nombreux, plus les services sont loin.",
        Sense.LOW,
    ),
    NeedIndicator(
        "grille-densite",
        "Grille de densité en 7 niveaux",
        "",
        _COMMUNES,
        "INSEE, grille communale de densité ; diffusion ANCT",
        "Type de commune selon la répartition de ses habitants, du plus dense au plus dispersé.",
        Sense.NEITHER,
        # The rank is ours, the densest first: INSEE numbered levels 3 and 4 both ways over the
        # editions, hence no bare number is read.
        categories=(
            Category(1, "Grands centres urbains", ("Grand centre urbain",)),
            Category(2, "Centres urbains intermédiaires", ("Centre urbain intermédiaire",)),
            Category(3, "Ceintures urbaines", ("Ceinture urbaine",)),
            Category(4, "Petites villes", ("Petite ville",)),
            Category(5, "Bourgs ruraux", ("Bourg rural",)),
            Category(6, "Rural à habitat dispersé"),
            Category(7, "Rural à habitat très dispersé"),
        ),
    ),
    NeedIndicator(
        "zrr",
        "Zone de revitalisation rurale",
        "",
        _COMMUNES,
        _ANCT,
        "Classement de la commune en zone de revitalisation rurale, dispositif remplacé en "
        "juillet 2024 par France ruralités revitalisation.",
        Sense.HIGH,
        categories=(
            Category(0, "Non classée", ("NC", "N", "Commune non classée", "NC - Non classée")),
            Category(
                1, "Partiellement classée", ("PC", "P", "Commune partiellement classée en ZRR")
            ),
            Category(2, "Classée", ("C", "Classée en ZRR", "Commune classée en ZRR")),
        ),
    ),
    NeedIndicator(
        "quartiers-prioritaires",
        "Quartiers prioritaires de la politique de la ville",
        "quartiers",
        _COMMUNES,
        _ANCT,
        "Nombre de quartiers prioritaires de la politique de la ville (QPV) situés, en tout ou "
        "partie, dans la commune.",
        Sense.HIGH,
        counts_names=True,
    ),
)

NEED_INDICATORS = {indicator.code: indicator for indicator in INDICATORS}

PEOPLE_SHARES = frozenset({"taux-pauvrete", "part-menages-voiture", "part-menages-imposes"})
"""Indicators that are a share of all inhabitants or households, by which inhabitants can be multiplied.

The others are shares of a part of them, or of their income.
"""
