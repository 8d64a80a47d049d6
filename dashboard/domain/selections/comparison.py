"""What a reader of « Comparer » asked for: which territories, on which records, and how they are shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.domain.codes import is_region_code
from dashboard.domain.indicators import Indicator
from dashboard.domain.selections.fields import (
    AddressField,
    Control,
    ControlKind,
    PageFields,
    PageSelection,
    Words,
)
from dashboard.domain.selections.filter_fields import (
    COUNTING_FIELD,
    WIDE_FIELD,
    YEARS_FIELD,
    common_filters,
    first,
    word_field,
    years_field,
)
from dashboard.domain.selections.filters import NO_FILTERS, Filters
from dashboard.domain.selections.map import INDICATOR_FIELD, MapSelection
from dashboard.domain.selections.query import Query, territory_of
from dashboard.domain.selections.shown import View, tab_field, view_field
from dashboard.domain.territory import Level

MOST_COMPARED = 5
"""Territories set side by side."""
MOST_NAMED = 10
"""Territories an address may name: those that cannot be compared are listed as such; the rest is not read."""


class PairKind(StrEnum):
    """What the two maps set side by side; the value is the word used in addresses."""

    TERRITORIES = "territoires"
    YEARS = "annees"


PAIR_LABELS = {
    PairKind.TERRITORIES: "Deux territoires",
    PairKind.YEARS: "Deux années",
}


class ComparisonTab(StrEnum):
    """What of the comparison is read; the value is the word used in addresses."""

    SYNTHESIS = "synthese"
    THEMES = "themes"
    PUBLICS = "publics"
    TIME = "temps"
    MAPS = "cartes"
    WRITTEN = "ecrits"
    DOWNLOADS = "emporter"


@dataclass(frozen=True)
class ComparisonSelection(PageSelection):
    """The whole view of « Comparer ».

    Attributes:
        territories: codes in the order chosen, whatever their levels.
        between: the two years whose maps and changes are shown, ``None`` for the first and the last known.
        left: the code of what the first map shows, one of those compared or the region; ``None``, or another
            one, for the first of them.
        right: the same of the second map, and for the second one compared.
    """

    filters: Filters = NO_FILTERS
    territories: tuple[str, ...] = ()
    indicator: Indicator = Indicator.RATE
    sides: PairKind = PairKind.TERRITORIES
    between: tuple[int, int] | None = None
    left: str | None = None
    right: str | None = None
    view: View = View.LIST
    tab: ComparisonTab = ComparisonTab.SYNTHESIS

    @classmethod
    def from_query(cls, query: Query) -> ComparisonSelection:
        """Read an address's query; unknown keys and wrong values are ignored, never an error."""
        return COMPARISON.read(query)

    def to_query(self) -> dict[str, list[str]]:
        """Write the query of this view: only what differs from the default, French keys."""
        return COMPARISON.write(self)

    def at(self, level: Level) -> MapSelection:
        """Return the same filters as « Carte » has them, at a level."""
        return replace(MapSelection(), filters=self.filters, level=level, indicator=self.indicator)


def _territories(words: Words) -> tuple[str, ...]:
    """Read the codes in their order, each once; the region is beside all of them anyway."""
    known = [word for word in words if territory_of(word) and not is_region_code(word)]
    return tuple(dict.fromkeys(known))[:MOST_NAMED]


def _side_field(key: str, attribute: str) -> AddressField:
    """Describe the field of what one of the two maps shows; each has its list above it."""
    return AddressField(
        key,
        attribute,
        parse=lambda words: territory_of(first(words)),
        write=lambda code: [code],
        default=None,
        redraws=("sides",),
    )


_COMPARED = ("standing", "synthesis", "themes", "publics", "time", "written", "downloads")
_RECORDS = (*_COMPARED, "changes", "values")

COMPARISON: PageFields[ComparisonSelection] = PageFields(
    "comparison",
    ComparisonSelection,
    (
        AddressField(
            "territoire",
            "territories",
            parse=_territories,
            write=lambda codes: codes,
            default=(),
            redraws=(*_COMPARED, "changes", "sides"),
        ),
        COUNTING_FIELD.on(redraws=_RECORDS).with_control(place=40),
        *common_filters(*_RECORDS),
        YEARS_FIELD.on(redraws=_RECORDS, control=Control(ControlKind.YEAR, "Année d’activité", 30)),
        WIDE_FIELD.on(redraws=_RECORDS).with_control(place=50),
        INDICATOR_FIELD.on(redraws=("values",)).with_control(place=65),
        word_field(
            "cartes",
            "sides",
            PairKind.TERRITORIES,
            redraws=("sides",),
            control=Control(
                ControlKind.ONE, "Mettre côte à côte", 60, PAIR_LABELS, initial=PairKind.TERRITORIES
            ),
        ),
        years_field(
            "entre",
            "between",
            redraws=("changes", "sides"),
            control=Control(
                ControlKind.YEARS, "Les deux années (des cartes, et de ce qui a changé)", 70
            ),
        ),
        _side_field("gauche", "left"),
        _side_field("droite", "right"),
        view_field(),
        tab_field(ComparisonTab.SYNTHESIS),
    ),
)
"""The fields of the addresses of « Comparer »; it has no list of pages."""
