"""What a reader of « Près de chez vous » asked for: a place, how far, for whom, and when open."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.domain.selections.map import View
from dashboard.domain.selections.query import (
    FILTERABLE_PUBLICS,
    Query,
    known_words,
    page_of,
    query_words,
    slug_of,
    territory_of,
    value_of,
    values_of,
    word_of,
    year_text,
    years_of,
)
from dashboard.domain.vocabulary import THEME_LABELS

LONGEST_PLACE = 80
"""Characters of a place typed; what follows is not read."""
POSITION_DECIMALS = 4
"""Decimals of a position in addresses: about ten metres."""

_POSITION = re.compile(
    r"\s*([+-]?[0-9]{1,3}(?:\.[0-9]{1,12})?)\s*,\s*([+-]?[0-9]{1,3}(?:\.[0-9]{1,12})?)\s*"
)


class Radius(StrEnum):
    """How far to look; the value is the word used in addresses."""

    KM_5 = "5"
    KM_10 = "10"
    KM_20 = "20"
    KM_50 = "50"
    EPCI = "intercommunalite"

    @property
    def metres(self) -> float | None:
        """The radius in metres, ``None`` for the whole EPCI."""
        return None if self is Radius.EPCI else 1000.0 * float(self)


class Opening(StrEnum):
    """When a place must be open; the value is the word used in addresses."""

    NOW = "maintenant"
    SATURDAY = "samedi"


@dataclass(frozen=True)
class Position:
    """A point in degrees, EPSG:4326."""

    latitude: float
    longitude: float

    def __str__(self) -> str:
        """Write the position as addresses do: ``44.9861,4.5792``."""
        return f"{self.latitude:.{POSITION_DECIMALS}f},{self.longitude:.{POSITION_DECIMALS}f}"


@dataclass(frozen=True)
class NearbySelection:
    """The whole view of « Près de chez vous ».

    The place is ``position`` where there is one, else ``territory`` (a commune or an EPCI), else what
    was typed, ``typed``. ``themes`` and ``publics`` are codes in the vocabulary's order, empty for all;
    ``years`` is an inclusive range, ``None`` for what has not ended. ``refused`` names the keys whose
    words could not be read: the page says so.
    """

    territory: str | None = None
    position: Position | None = None
    typed: str = ""
    radius: Radius = Radius.KM_10
    themes: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    opening: Opening | None = None
    travelling: bool = False
    record: str | None = None
    page: int = 1
    view: View = View.LIST
    refused: frozenset[str] = frozenset()

    @classmethod
    def from_query(cls, query: Query) -> NearbySelection:
        """Read an address's query; unknown keys and wrong values are ignored, never an error."""
        return cls(
            territory=territory_of(value_of(query, "territoire")),
            position=position_of(value_of(query, "position")),
            typed=" ".join(value_of(query, "lieu").split())[:LONGEST_PLACE],
            radius=word_of(Radius, value_of(query, "rayon"), Radius.KM_10),
            themes=known_words(values_of(query, "theme"), THEME_LABELS),
            publics=known_words(values_of(query, "public"), FILTERABLE_PUBLICS),
            years=years_of(value_of(query, "annee")),
            opening=_opening(value_of(query, "ouvert")),
            travelling=value_of(query, "itinerant") == "oui",
            record=slug_of(value_of(query, "fiche")),
            page=page_of(value_of(query, "page")),
            view=word_of(View, value_of(query, "vue"), View.LIST),
            refused=frozenset(key for key, read in _READ.items() if _is_refused(query, key, read)),
        )

    def to_query(self) -> dict[str, list[str]]:
        """Write the query of this view: only what differs from the default, French keys."""
        words: dict[str, list[str]] = {
            "territoire": [self.territory] if self.territory else [],
            "position": [str(self.position)] if self.position else [],
            "lieu": [self.typed] if self.typed else [],
            "rayon": [self.radius] if self.radius is not Radius.KM_10 else [],
            "theme": list(self.themes),
            "public": list(self.publics),
            "annee": [year_text(self.years)] if self.years else [],
            "ouvert": [self.opening] if self.opening else [],
            "itinerant": ["oui"] if self.travelling else [],
            "fiche": [self.record] if self.record else [],
            "page": [str(self.page)] if self.page != 1 else [],
            "vue": [self.view] if self.view is not View.LIST else [],
        }
        return query_words(words)

    @property
    def has_place(self) -> bool:
        """Tell whether a place was asked for, known or not."""
        return bool(self.territory or self.position or self.typed)

    def at(self, territory: str) -> NearbySelection:
        """Ask the same from a commune or an EPCI."""
        return replace(self, territory=territory, position=None, typed="", record=None, page=1)


def position_of(text: str) -> Position | None:
    """Read ``45.19,5.72`` (latitude, longitude) as a position on Earth; ``None`` for anything else."""
    found = _POSITION.fullmatch(text)
    if found is None:
        return None
    latitude, longitude = (round(float(part), POSITION_DECIMALS) for part in found.groups())
    on_earth = -90 <= latitude <= 90 and -180 <= longitude <= 180  # noqa: PLR2004 - degrees
    return Position(latitude, longitude) if on_earth else None


def _opening(text: str) -> Opening | None:
    return Opening(text) if text in set(Opening) else None


_READ = {
    "territoire": territory_of,
    "position": position_of,
    "rayon": lambda text: text if text in set(Radius) else None,
    "annee": years_of,
    "ouvert": _opening,
}
"""The keys whose wrong words are told, and what reads each."""


def _is_refused(query: Query, key: str, read: object) -> bool:
    text = value_of(query, key)
    return bool(text) and callable(read) and read(text) is None
