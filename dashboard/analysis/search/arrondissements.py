"""The arrondissements of towns, as people number them: « Lyon 8 », « Lyon 8e », « Lyon VIII », 69008."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from dashboard.analysis.kernel.results import SearchAnswer
from dashboard.domain.formats import spelled_number
from dashboard.domain.names import normalise_name

GROUP = "Arrondissements"
_ROMAN = (
    "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
    "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
)  # fmt: skip
_RANK = r"(?P<number>[0-9]{1,2}|[ivx]{1,5}) ?(?:ers?|ere|e|eme|emes|ieme|nd|nde)?"
_PART = r"(?:arrondissement|arrdt|ardt|arr)"
_AFTER_TOWN = re.compile(rf"(?P<town>.+?) (?:le )?{_RANK}(?: {_PART})?")
_BEFORE_TOWN = re.compile(rf"(?:le )?{_RANK} {_PART}(?: de| d)? (?P<town>.+)")


@dataclass(frozen=True)
class Arrondissement:
    """A part of a town: its codes and its middle in degrees, EPSG:4326."""

    code: str
    name: str
    number: int
    commune_code: str
    postal_code: str
    longitude: float
    latitude: float

    @property
    def answer(self) -> SearchAnswer:
        """The line of the search box that leads to it."""
        return SearchAnswer(code=self.code, label=self.name, hint=self.postal_code, group=GROUP)


@dataclass(frozen=True)
class Arrondissements:
    """Arrondissements by INSEE code, by postal code, and by town (its normalised name), in order."""

    by_code: Mapping[str, Arrondissement]
    by_postal_code: Mapping[str, Arrondissement]
    by_town: Mapping[str, tuple[Arrondissement, ...]]


NO_ARRONDISSEMENTS = Arrondissements({}, {}, {})
"""Those of a map where no town has any."""


def build_arrondissements(table: pd.DataFrame) -> Arrondissements:
    """Index arrondissements.

    Args:
        table: ``code, name, number, commune_code, postal_code, latitude, longitude``; may be empty.
    """
    columns = list(Arrondissement.__dataclass_fields__)
    parts = [Arrondissement(*row) for row in table[columns].itertuples(index=False, name=None)]
    ordered = sorted(parts, key=lambda part: (_town_of(part), part.number))
    return Arrondissements(
        by_code={part.code: part for part in parts},
        by_postal_code={part.postal_code: part for part in parts},
        by_town={town: tuple(members) for town, members in groupby(ordered, key=_town_of)},
    )


def numbered_town(
    known: Arrondissements, typed: str
) -> tuple[tuple[Arrondissement, ...], int] | None:
    """Read a town and a number: its arrondissements and the number, whether one of them has it or not.

    Args:
        known: the arrondissements.
        typed: as typed: ``Lyon 8ème``, ``8e arrondissement de Lyon``.
    """
    found = ((known.by_town.get(town), number) for town, number in towns_numbered(typed))
    return next(((parts, number) for parts, number in found if parts), None)


def towns_numbered(typed: str) -> list[tuple[str, int]]:
    """Read a normalised town and a number, in either order, whether such a town is known or not."""
    name = normalise_name(typed)
    matches = (pattern.fullmatch(name) for pattern in (_AFTER_TOWN, _BEFORE_TOWN))
    numbered = [(match["town"], _number(match["number"])) for match in matches if match]
    return [(town, number) for town, number in numbered if number]


def arrondissement_typed(known: Arrondissements, typed: str) -> Arrondissement | None:
    """Find the arrondissement a text names."""
    found = numbered_town(known, typed)
    parts, number = found or ((), 0)
    return next((part for part in parts if part.number == number), None)


def arrondissements_begun(known: Arrondissements, typed: str) -> list[SearchAnswer]:
    """List those that may be meant while a text is typed: that of a code, or all of a town and a digit."""
    digits = typed.replace(" ", "")
    coded = known.by_postal_code.get(digits) or known.by_code.get(digits)
    if coded:
        return [coded.answer]
    parts, number = numbered_town(known, typed) or ((), 0)
    first = [part for part in parts if part.number == number]
    return [part.answer for part in (*first, *(part for part in parts if part not in first))]


def none_such(parts: tuple[Arrondissement, ...]) -> str:
    """Write how many arrondissements a town has: « Lyon a neuf arrondissements »."""
    return f"{_town(parts[0])} a {spelled_number(len(parts))} arrondissements"


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _ROMAN.index(text) if text in _ROMAN else 0


def _town(part: Arrondissement) -> str:
    return part.name.rpartition(" ")[0]


def _town_of(part: Arrondissement) -> str:
    return normalise_name(_town(part))
