"""What the reader asked for: one frozen value behind the address, the map, the table, the exports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.domain.indicator import Counting, Indicator
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


class PointLayer(StrEnum):
    """A layer of points; the value is the word used in addresses."""

    INITIATIVES = "initiatives"
    TOWN_HALLS = "mairies"


class SortKey(StrEnum):
    """A column the table can be sorted by; the value is the word used in addresses."""

    NAME = "nom"
    POPULATION = "habitants"
    NUMBER = "nombre"
    RATE = "taux"
    SHARE = "part"


class View(StrEnum):
    """The tab shown on a narrow screen, or both in the page of another site.

    The value is the word used in addresses.
    """

    LIST = "liste"
    MAP = "carte"
    EMBEDDED = "integree"


NO_POINTS = "aucun"


@dataclass(frozen=True)
class MapSelection:
    """The whole view: filters, what is shown and how, what is opened.

    ``themes`` and ``publics`` are codes in the vocabulary's order, empty for all; ``years`` is an
    inclusive range, ``None`` for all years.
    """

    level: Level = Level.EPCI
    counting: Counting = Counting.PRESENT
    indicator: Indicator = Indicator.RATE
    themes: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    wide: bool = False
    points: tuple[PointLayer, ...] = (PointLayer.INITIATIVES,)
    territory: str | None = None
    record: str | None = None
    sort: SortKey | None = None
    descending: bool = True
    page: int = 1
    view: View = View.LIST

    @classmethod
    def from_query(cls, query: Query) -> MapSelection:
        """Read an address's query; unknown keys and wrong values are ignored, never an error."""
        sort, descending = sort_of(SortKey, value_of(query, "tri"))
        return cls(
            level=word_of(Level, value_of(query, "niveau"), Level.EPCI),
            counting=word_of(Counting, value_of(query, "compte"), Counting.PRESENT),
            indicator=word_of(Indicator, value_of(query, "indicateur"), Indicator.RATE),
            themes=known_words(values_of(query, "theme"), THEME_LABELS),
            publics=known_words(values_of(query, "public"), FILTERABLE_PUBLICS),
            years=years_of(value_of(query, "annee")),
            wide=value_of(query, "elargi") == "oui",
            points=_points(values_of(query, "points")),
            territory=territory_of(value_of(query, "territoire")),
            record=slug_of(value_of(query, "fiche")),
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
            "compte": [self.counting] if self.counting != default.counting else [],
            "indicateur": [self.indicator] if self.indicator != default.indicator else [],
            "theme": list(self.themes),
            "public": list(self.publics),
            "annee": [year_text(self.years)] if self.years else [],
            "elargi": ["oui"] if self.wide else [],
            "points": _points_words(self.points) if self.points != default.points else [],
            "territoire": [self.territory] if self.territory else [],
            "fiche": [self.record] if self.record else [],
            "tri": [sort_text(self.sort, descending=self.descending)] if self.sort else [],
            "page": [str(self.page)] if self.page != 1 else [],
            "vue": [self.view] if self.view != default.view else [],
        }
        return query_words(words)

    def filters(self) -> MapSelection:
        """Keep only what decides which records count, and where."""
        return replace(
            MapSelection(),
            counting=self.counting,
            themes=self.themes,
            publics=self.publics,
            years=self.years,
            wide=self.wide,
        )

    def over_all_years(self) -> MapSelection:
        """Drop the year filter and everything that does not change which records count."""
        return replace(self.filters(), level=self.level, indicator=self.indicator, years=None)


_DEFAULT = MapSelection()


def _points(words: list[str]) -> tuple[PointLayer, ...]:
    known = tuple(layer for layer in PointLayer if layer in words)
    if known or NO_POINTS in words:
        return known
    return (PointLayer.INITIATIVES,)


def _points_words(points: tuple[PointLayer, ...]) -> list[str]:
    return [str(layer) for layer in points] or [NO_POINTS]
