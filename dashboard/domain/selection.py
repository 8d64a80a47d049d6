"""What the reader asked for: one frozen value behind the address, the map, the table, the exports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from dashboard.domain.codes import is_territory_code
from dashboard.domain.indicator import Counting, Indicator
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS, TOUS_PUBLICS

Query = Mapping[str, str | Sequence[str]]
"""An address's query: French key to one value or several."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years outside these bounds are ignored in addresses and refused in files."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")
_MAX_PAGE = 1000


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
    """The tab shown on a narrow screen; the value is the word used in addresses."""

    LIST = "liste"
    MAP = "carte"


NO_POINTS = "aucun"
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True)
class Selection:
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
    def from_query(cls, query: Query) -> Selection:
        """Read an address's query; unknown keys and wrong values are ignored, never an error."""
        sort, descending = _sort(_one(query, "tri"))
        return cls(
            level=_word(Level, _one(query, "niveau"), Level.EPCI),
            counting=_word(Counting, _one(query, "compte"), Counting.PRESENT),
            indicator=_word(Indicator, _one(query, "indicateur"), Indicator.RATE),
            themes=_known(_many(query, "theme"), THEME_LABELS),
            publics=_known(_many(query, "public"), _FILTERABLE_PUBLICS),
            years=_years(_one(query, "annee")),
            wide=_one(query, "elargi") == "oui",
            points=_points(_many(query, "points")),
            territory=_territory(_one(query, "territoire")),
            record=_slug(_one(query, "fiche")),
            sort=sort,
            descending=descending,
            page=_page(_one(query, "page")),
            view=_word(View, _one(query, "vue"), View.LIST),
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
            "tri": [f"-{self.sort}" if self.descending else str(self.sort)] if self.sort else [],
            "page": [str(self.page)] if self.page != 1 else [],
            "vue": [self.view] if self.view != default.view else [],
        }
        return {key: [str(word) for word in values] for key, values in words.items() if values}

    def over_all_years(self) -> Selection:
        """Drop the year filter and everything that does not change which records count."""
        return replace(
            Selection(),
            level=self.level,
            counting=self.counting,
            indicator=self.indicator,
            themes=self.themes,
            publics=self.publics,
            wide=self.wide,
        )


_DEFAULT = Selection()
_FILTERABLE_PUBLICS = [code for code in PUBLIC_LABELS if code != TOUS_PUBLICS]


def year_text(years: tuple[int, int]) -> str:
    """Write a range of years as addresses do: ``2019`` or ``2019-2024``."""
    first, last = years
    return str(first) if first == last else f"{first}-{last}"


def _many(query: Query, key: str) -> list[str]:
    values: object = query.get(key)
    if isinstance(values, str):
        return [values]
    several = values if isinstance(values, list | tuple) else ()
    return [value for value in several if isinstance(value, str)]


def _one(query: Query, key: str) -> str:
    return next(iter(_many(query, key)), "")


def _word(kind: type[_Word], text: str, default: _Word) -> _Word:
    return kind(text) if text in set(kind) else default


def _known(words: Iterable[str], vocabulary: Iterable[str]) -> tuple[str, ...]:
    asked = set(words)
    return tuple(code for code in vocabulary if code in asked)


def _years(text: str) -> tuple[int, int] | None:
    found = _YEARS.fullmatch(text)
    if found is None:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return (first, last) if FIRST_YEAR <= first <= last <= LAST_YEAR else None


def _points(words: list[str]) -> tuple[PointLayer, ...]:
    known = tuple(layer for layer in PointLayer if layer in words)
    if known or NO_POINTS in words:
        return known
    return (PointLayer.INITIATIVES,)


def _points_words(points: tuple[PointLayer, ...]) -> list[str]:
    return [str(layer) for layer in points] or [NO_POINTS]


def _territory(text: str) -> str | None:
    return text if is_territory_code(text) else None


def _slug(text: str) -> str | None:
    return text if _SLUG.fullmatch(text) else None


def _sort(text: str) -> tuple[SortKey | None, bool]:
    key = text.removeprefix("-")
    return (SortKey(key), text.startswith("-")) if key in set(SortKey) else (None, True)


def _page(text: str) -> int:
    return min(int(text), _MAX_PAGE) if re.fullmatch(r"[1-9][0-9]{0,3}", text) else 1
