"""What a reader of « Zones blanches » asked for: who is reached, how far, and where a service would help."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from dashboard.domain.codes import is_commune_code
from dashboard.domain.needs import NEED_INDICATORS, Sense
from dashboard.domain.selections.map import View
from dashboard.domain.selections.query import (
    FILTERABLE_PUBLICS,
    Query,
    known_words,
    page_of,
    query_words,
    slug_of,
    sort_of,
    sort_text,
    territory_of,
    value_of,
    values_of,
    word_of,
    year_text,
    years_of,
)
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import THEME_LABELS

MOST_SITES, USUAL_SITES = 10, 3
"""New places a reader may ask for, and how many are proposed at first."""
MOST_EXCLUDED = 50
"""Communes a reader may exclude from them; what an address names beyond is not read."""
FRAGILE_SHARE = 0.2
"""How far the radius is moved, both ways, to tell a fragile state from a robust one."""
STOP_SHARE = 0.5
"""Share of the radius that people travel to a stop of a round, which is open for some hours only."""

WEIGHABLE_NEEDS = tuple(
    code
    for code, indicator in NEED_INDICATORS.items()
    if indicator.sense is not Sense.NEITHER and not indicator.categories
)
"""The need indicators that say which end tells of need, and are quantities."""


class CoverageState(IntEnum):
    """How services reach a commune; the order is that of tables and legends."""

    SERVED = 0
    NEAR = 1
    FAR = 2
    NONE = 3


class Distance(StrEnum):
    """The radius within which a place is near; the value is the word used in addresses."""

    KM_5 = "5"
    KM_10 = "10"
    KM_20 = "20"
    KM_30 = "30"

    @property
    def metres(self) -> float:
        """The radius in metres."""
        return 1000.0 * float(self)


class CoverageIndicator(StrEnum):
    """What the map shows; the value is the word used in addresses."""

    COVERAGE = "couverture"
    ACCESS = "acces"
    NEED = "besoin"


class SiteKind(StrEnum):
    """What is added: a place that stays, or the stops of a round."""

    FIXED = "fixe"
    TRAVELLING = "itinerant"


class CoverageSort(StrEnum):
    """A column of the table; the value is the word used in addresses."""

    NAME = "nom"
    POPULATION = "habitants"
    UNCOVERED = "non-couverts"
    DISTANCE = "distance"
    ACCESS = "acces"


@dataclass(frozen=True)
class CoverageSelection:
    """The whole view of « Zones blanches ».

    ``themes`` and ``publics`` are codes in the vocabulary's order, empty for all; ``sources`` are codes
    of datasets, empty for all; ``years`` is an inclusive range, ``None`` for what has not ended.
    ``sites`` new places are looked for, none of them in a commune of ``excluded``; with ``exact`` the
    best choice is computed. ``sort`` is ``None`` for the usual order.
    """

    level: Level = Level.COMMUNE
    shown: CoverageIndicator = CoverageIndicator.COVERAGE
    radius: Distance = Distance.KM_10
    themes: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    wide: bool = False
    fragile: bool = False
    need: str = WEIGHABLE_NEEDS[0]
    territory: str | None = None
    sites: int = USUAL_SITES
    kind: SiteKind = SiteKind.FIXED
    excluded: tuple[str, ...] = ()
    exact: bool = False
    sort: CoverageSort | None = None
    descending: bool = True
    page: int = 1
    view: View = View.LIST

    @classmethod
    def from_query(cls, query: Query) -> CoverageSelection:
        """Read an address's query; unknown keys and wrong values are ignored, never an error."""
        sort, descending = sort_of(CoverageSort, value_of(query, "tri"))
        return cls(
            level=word_of(Level, value_of(query, "niveau"), Level.COMMUNE),
            shown=word_of(
                CoverageIndicator, value_of(query, "indicateur"), CoverageIndicator.COVERAGE
            ),
            radius=word_of(Distance, value_of(query, "rayon"), Distance.KM_10),
            themes=known_words(values_of(query, "theme"), THEME_LABELS),
            publics=known_words(values_of(query, "public"), FILTERABLE_PUBLICS),
            sources=tuple(sorted({word for word in values_of(query, "source") if slug_of(word)})),
            years=years_of(value_of(query, "annee")),
            wide=value_of(query, "elargi") == "oui",
            fragile=value_of(query, "fragile") == "oui",
            need=_need(value_of(query, "besoin")),
            territory=territory_of(value_of(query, "territoire")),
            sites=_sites(value_of(query, "lieux")),
            kind=word_of(SiteKind, value_of(query, "service"), SiteKind.FIXED),
            excluded=_communes(values_of(query, "exclure")),
            exact=value_of(query, "optimum") == "oui",
            sort=sort,
            descending=descending,
            page=page_of(value_of(query, "page")),
            view=word_of(View, value_of(query, "vue"), View.LIST),
        )

    def to_query(self) -> dict[str, list[str]]:
        """Write the query of this view: only what differs from the default, French keys."""
        default = _DEFAULT
        words: dict[str, list[str]] = {
            "niveau": [self.level] if self.level != default.level else [],
            "indicateur": [self.shown] if self.shown != default.shown else [],
            "rayon": [self.radius] if self.radius != default.radius else [],
            "theme": list(self.themes),
            "public": list(self.publics),
            "source": list(self.sources),
            "annee": [year_text(self.years)] if self.years else [],
            "elargi": ["oui"] if self.wide else [],
            "fragile": ["oui"] if self.fragile else [],
            "besoin": [self.need] if self.need != default.need else [],
            "territoire": [self.territory] if self.territory else [],
            "lieux": [str(self.sites)] if self.sites != default.sites else [],
            "service": [self.kind] if self.kind != default.kind else [],
            "exclure": list(self.excluded),
            "optimum": ["oui"] if self.exact else [],
            "tri": [sort_text(self.sort, descending=self.descending)] if self.sort else [],
            "page": [str(self.page)] if self.page != 1 else [],
            "vue": [self.view] if self.view != default.view else [],
        }
        return query_words(words)

    @property
    def reach_m(self) -> float:
        """How far a new place or stop reaches, metres."""
        share = STOP_SHARE if self.kind is SiteKind.TRAVELLING else 1.0
        return share * self.radius.metres

    def filters(self) -> CoverageSelection:
        """Keep only what decides which records count: the key of what is computed from them."""
        return replace(
            CoverageSelection(),
            themes=self.themes,
            publics=self.publics,
            sources=self.sources,
            years=self.years,
            wide=self.wide,
        )


_DEFAULT = CoverageSelection()


def _need(text: str) -> str:
    return text if text in WEIGHABLE_NEEDS else WEIGHABLE_NEEDS[0]


def _sites(text: str) -> int:
    known = {str(number): number for number in range(1, MOST_SITES + 1)}
    return known.get(text, USUAL_SITES)


def _communes(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted({word for word in words if is_commune_code(word)}))[:MOST_EXCLUDED]
