"""What a reader of « Comparer » asked for: which territories, on which records, and how they are shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.domain.codes import is_region_code
from dashboard.domain.indicator import Counting, Indicator
from dashboard.domain.selections.map import MapSelection, View
from dashboard.domain.selections.query import (
    FILTERABLE_PUBLICS,
    Query,
    known_words,
    query_words,
    territory_of,
    value_of,
    values_of,
    word_of,
    year_text,
    years_of,
)
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import THEME_LABELS

MOST_COMPARED = 5
"""Territories set side by side."""
MOST_NAMED = 10
"""Territories an address may name: those that cannot be compared are told; what follows is not read."""


class PairKind(StrEnum):
    """What the two maps set side by side; the value is the word used in addresses."""

    TERRITORIES = "territoires"
    YEARS = "annees"


@dataclass(frozen=True)
class ComparisonSelection:
    """The whole view of « Comparer ».

    ``territories`` are codes in the order chosen, whatever their levels; ``themes`` and ``publics`` are
    codes in the vocabulary's order, empty for all; ``years`` is an inclusive range, ``None`` for all
    years. ``between`` are the two years whose maps and changes are shown, ``None`` for the first and the
    last known.
    """

    territories: tuple[str, ...] = ()
    counting: Counting = Counting.PRESENT
    themes: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    wide: bool = False
    indicator: Indicator = Indicator.RATE
    sides: PairKind = PairKind.TERRITORIES
    between: tuple[int, int] | None = None
    view: View = View.LIST

    @classmethod
    def from_query(cls, query: Query) -> ComparisonSelection:
        """Read an address's query; unknown keys and wrong values are ignored, never an error."""
        return cls(
            territories=_territories(values_of(query, "territoire")),
            counting=word_of(Counting, value_of(query, "compte"), Counting.PRESENT),
            themes=known_words(values_of(query, "theme"), THEME_LABELS),
            publics=known_words(values_of(query, "public"), FILTERABLE_PUBLICS),
            years=years_of(value_of(query, "annee")),
            wide=value_of(query, "elargi") == "oui",
            indicator=word_of(Indicator, value_of(query, "indicateur"), Indicator.RATE),
            sides=word_of(PairKind, value_of(query, "cartes"), PairKind.TERRITORIES),
            between=years_of(value_of(query, "entre")),
            view=word_of(View, value_of(query, "vue"), View.LIST),
        )

    def to_query(self) -> dict[str, list[str]]:
        """Write the query of this view: only what differs from the default, French keys."""
        default = _DEFAULT
        words: dict[str, list[str]] = {
            "territoire": list(self.territories),
            "compte": [self.counting] if self.counting != default.counting else [],
            "theme": list(self.themes),
            "public": list(self.publics),
            "annee": [year_text(self.years)] if self.years else [],
            "elargi": ["oui"] if self.wide else [],
            "indicateur": [self.indicator] if self.indicator != default.indicator else [],
            "cartes": [self.sides] if self.sides != default.sides else [],
            "entre": [year_text(self.between)] if self.between else [],
            "vue": [self.view] if self.view != default.view else [],
        }
        return query_words(words)

    def at(self, level: Level) -> MapSelection:
        """Return the same filters as « Carte » has them, at a level."""
        return replace(
            MapSelection(),
            level=level,
            counting=self.counting,
            indicator=self.indicator,
            themes=self.themes,
            publics=self.publics,
            years=self.years,
            wide=self.wide,
        )


_DEFAULT = ComparisonSelection()


def _territories(words: list[str]) -> tuple[str, ...]:
    """Read the codes in their order, each once; the region stands beside all of them anyway."""
    known = [word for word in words if territory_of(word) and not is_region_code(word)]
    return tuple(dict.fromkeys(known))[:MOST_NAMED]
