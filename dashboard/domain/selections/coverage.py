"""What a reader of « Zones blanches » asked for: who is reached, how far, and where a service would help."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.domain.codes import is_commune_code
from dashboard.domain.coverage import USUAL_RADIUS, Distance
from dashboard.domain.formats import counted, french_percent
from dashboard.domain.needs import NEED_INDICATORS, Sense
from dashboard.domain.selections.fields import (
    YES,
    AddressField,
    Control,
    ControlKind,
    Names,
    Option,
    PageFields,
    PageSelection,
    Removable,
    Words,
)
from dashboard.domain.selections.filter_fields import (
    NOT_ENDED_OPTION,
    SOURCES_FIELD,
    WIDE_FIELD,
    YEARS_FIELD,
    active_text,
    common_filters,
    first,
    number_field,
    switch_field,
    word_field,
)
from dashboard.domain.selections.filters import NO_FILTERS, Filters
from dashboard.domain.selections.order import SortOrder, order_field
from dashboard.domain.selections.query import Query
from dashboard.domain.selections.shown import (
    View,
    level_field,
    page_field,
    tab_field,
    territory_field,
    view_field,
)
from dashboard.domain.territory import Level

MOST_SITES, USUAL_SITES = 10, 3
"""New places a reader may ask for, and how many are proposed at first."""
MOST_EXCLUDED = 50
"""Communes a reader may exclude from them; what an address names beyond is not read."""
ANY_POPULATION = 0
HOST_POPULATIONS = (ANY_POPULATION, 500, 1_000, 2_000, 5_000, 10_000)
"""Inhabitants that a commune has at least to get a new place, as readers choose them."""
FRAGILE_SHARE = 0.2
"""How far the radius is moved, both ways, to distinguish a fragile state from a robust one."""
STOP_SHARE = 0.5
"""Share of the radius that people travel to a stop of a round, which is open for some hours only."""

WEIGHABLE_NEEDS = tuple(
    code
    for code, indicator in NEED_INDICATORS.items()
    if indicator.sense is not Sense.NEITHER and not indicator.categories
)
"""The need indicators whose direction of need is known, and that are quantities."""
USUAL_NEED = WEIGHABLE_NEEDS[0]
"""The need that coverage is crossed with at first; the first one known stands for it where it is not."""


class CoverageIndicator(StrEnum):
    """What the map shows; the value is the word used in addresses."""

    COVERAGE = "couverture"
    ACCESS = "acces"
    NEED = "besoin"


class CoverageTab(StrEnum):
    """What stands beside the map; the value is the word used in addresses."""

    ANSWER = "reponse"
    SITES = "ou-ouvrir"
    EQUITY = "villages-et-villes"
    COMMUNES = "communes"
    WIDE_COMMUNES = "communes-large"
    """The list of communes in the place of the map."""


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


TODAY = "aujourdhui"
"""The choice of no year: what has not ended."""
SHOWN_LABELS = {
    CoverageIndicator.COVERAGE: "Couverture",
    CoverageIndicator.ACCESS: "Accès (services pour 10\u202f000 habitants)",
    CoverageIndicator.NEED: "Besoin et couverture",
}
RADIUS_LABELS = {radius: f"{radius}\u202fkm" for radius in Distance}
KIND_LABELS = {
    SiteKind.FIXED: "Lieux fixes",
    SiteKind.TRAVELLING: "Arrêts d’une tournée (rayon divisé par deux)",
}
HOST_LABELS = {
    str(population): counted(population, "habitant") if population else "toutes les communes"
    for population in HOST_POPULATIONS
}


@dataclass(frozen=True)
class CoverageSelection(PageSelection):
    """The whole view of « Zones blanches »; without years, what has not ended is kept.

    Attributes:
        sites: how many new places are looked for.
        host_population: inhabitants that a commune has at least to get one of them.
        excluded: the communes that get none of them.
        exact: whether the best choice is computed.
        order: ``None`` for the usual one.
    """

    filters: Filters = NO_FILTERS
    level: Level = Level.COMMUNE
    shown: CoverageIndicator = CoverageIndicator.COVERAGE
    radius: Distance = USUAL_RADIUS
    fragile: bool = False
    need: str = USUAL_NEED
    territory: str | None = None
    sites: int = USUAL_SITES
    kind: SiteKind = SiteKind.FIXED
    host_population: int = ANY_POPULATION
    excluded: tuple[str, ...] = ()
    exact: bool = False
    order: SortOrder[CoverageSort] | None = None
    page: int = 1
    view: View = View.LIST
    tab: CoverageTab = CoverageTab.ANSWER

    @classmethod
    def from_query(cls, query: Query) -> CoverageSelection:
        """Read an address's query; unknown keys and wrong values are ignored, never an error."""
        return COVERAGE.read(query)

    def to_query(self) -> dict[str, list[str]]:
        """Write the query of this view: only what differs from the default, French keys."""
        return COVERAGE.write(self)

    @property
    def covering(self) -> CoverageSelection:
        """What of it decides who is covered: its filters and its radius."""
        return CoverageSelection(filters=self.filters, radius=self.radius)

    @property
    def reach_m(self) -> float:
        """How far a new place or stop reaches, metres."""
        share = STOP_SHARE if self.kind is SiteKind.TRAVELLING else 1.0
        return share * self.radius.metres


def chosen(selection: CoverageSelection, territory: str | None) -> CoverageSelection:
    """Return the view of another territory, the region for ``None``, with what is told of it opened."""
    return replace(selection, territory=territory, page=1, exact=False, tab=CoverageTab.ANSWER)


def today_or_years(selection: CoverageSelection, _: Names) -> str:
    """Write which years are asked for: without any nor a status, what has not ended."""
    if selection.filters.years is None:
        if selection.filters.statuses:
            return ""
        return "En activité aujourd’hui, annoncées ou de situation inconnue"
    return active_text(selection.filters.years)


def _communes(words: Words) -> tuple[str, ...]:
    return tuple(sorted({word for word in words if is_commune_code(word)}))[:MOST_EXCLUDED]


_ASSESSED = ("answer", "table", "values")
_RECORDS = (*_ASSESSED, "sites", "places", "equity")
_PLACES = ("sites", "places")
_NUMBERS_OF_SITES = range(1, MOST_SITES + 1)
_RADIUS = word_field(
    "rayon",
    "radius",
    USUAL_RADIUS,
    redraws=_RECORDS,
    control=Control(ControlKind.SELECT, "Proche jusqu’à", 30, RADIUS_LABELS, initial=USUAL_RADIUS),
    sentence=lambda selection, _: f"Rayon : {RADIUS_LABELS[selection.radius]}",
    rank=35,
    asks=True,
)
_SHOWN = word_field(
    "indicateur",
    "shown",
    CoverageIndicator.COVERAGE,
    redraws=("values",),
    control=Control(
        ControlKind.SELECT, "Carte", 50, SHOWN_LABELS, initial=CoverageIndicator.COVERAGE
    ),
)
_FRAGILE = switch_field(
    "fragile",
    "fragile",
    redraws=_ASSESSED,
    control=Control(
        ControlKind.SWITCH,
        f"Montrer ce qui change à {french_percent(FRAGILE_SHARE, 0)} de rayon près",
        65,
    ),
)
_NEED = AddressField(
    "besoin",
    "need",
    parse=lambda words: first(words) if first(words) in WEIGHABLE_NEEDS else None,
    write=lambda need: [need],
    default=USUAL_NEED,
    redraws=_ASSESSED,
    control=Control(ControlKind.SELECT, "Besoin", 60, initial=USUAL_NEED),
)
_SITES = number_field(
    "lieux",
    "sites",
    USUAL_SITES,
    _NUMBERS_OF_SITES,
    redraws=_PLACES,
    control=Control(
        ControlKind.SELECT,
        "Nombre de nouveaux lieux",
        92,
        {str(number): str(number) for number in _NUMBERS_OF_SITES},
        initial=str(USUAL_SITES),
    ),
    asks=True,
)
_KIND = word_field(
    "service",
    "kind",
    SiteKind.FIXED,
    redraws=_PLACES,
    control=Control(ControlKind.ONE, "Ce que l’on ajoute", 94, KIND_LABELS, initial=SiteKind.FIXED),
    asks=True,
)
_HOST_POPULATION = number_field(
    "accueil",
    "host_population",
    ANY_POPULATION,
    HOST_POPULATIONS,
    redraws=_PLACES,
    control=Control(
        ControlKind.SELECT,
        "Ouvrir dans une commune d’au moins",
        96,
        HOST_LABELS,
        initial=str(ANY_POPULATION),
    ),
    asks=True,
)
_EXCLUDED = AddressField(
    "exclure",
    "excluded",
    parse=_communes,
    write=lambda codes: codes,
    default=(),
    redraws=_PLACES,
    asks=True,
)
_YEAR = YEARS_FIELD.on(
    control=Control(ControlKind.SELECT, "Année d’activité", 70, initial=TODAY),
    sentence=today_or_years,
    removables=lambda years, _: [Removable("Année", None)] if years else [],
    option=NOT_ENDED_OPTION,
    redraws=_RECORDS,
)
_WIDE = WIDE_FIELD.on(
    control=Control(ControlKind.SWITCH, "Compter les dispositifs départementaux et régionaux", 90),
    option=Option(
        "--wide", "Services of a whole département or the region reach its communes.", word=YES
    ),
    redraws=_RECORDS,
)

COVERAGE: PageFields[CoverageSelection] = PageFields(
    "coverage",
    CoverageSelection,
    (
        level_field(Level.COMMUNE, *_ASSESSED, "level"),
        _SHOWN,
        _RADIUS,
        *common_filters(*_RECORDS, of_today=True),
        SOURCES_FIELD.on(redraws=_RECORDS),
        _YEAR,
        _WIDE,
        _FRAGILE,
        _NEED,
        territory_field(*_RECORDS, "focus", asks=True),
        _SITES,
        _KIND,
        _HOST_POPULATION,
        _EXCLUDED,
        switch_field("optimum", "exact", keeps_page=True),
        order_field(CoverageSort, "table"),
        page_field("table"),
        view_field(),
        tab_field(CoverageTab.ANSWER),
    ),
)
"""The fields of the addresses of « Zones blanches »."""
