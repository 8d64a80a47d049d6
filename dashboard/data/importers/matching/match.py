"""What each column of a table is taken for, how sure that is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.data.importers.matching.wanted import BY_CODE

LEAST_SURENESS = 0.5
"""Below, a column or its use is left for a person to confirm."""


class MatchReason(StrEnum):
    """What a column was taken by."""

    NAME = "name"
    CONTENT = "content"
    BOTH = "both"
    CHOSEN = "chosen"
    NOTHING = ""

    @property
    def label(self) -> str:
        """The French wording."""
        return _WHY_LABELS[self]


_WHY_LABELS = {
    MatchReason.NAME: "par son nom",
    MatchReason.CONTENT: "par ses cellules",
    MatchReason.BOTH: "par son nom et ses cellules",
    MatchReason.CHOSEN: "choisie",
    MatchReason.NOTHING: "non reprise",
}


@dataclass(frozen=True)
class HeaderMatch:
    """A column of the file.

    Attributes:
        header: as the file spells it.
        wanted: code of the wanted column it is taken for, empty for none.
        sureness: 0 to 1; 0 for none.
        why: what it was taken by.
        note: a French sentence on what does not fit, else empty.
        samples: its first distinct values, three at most.
    """

    header: str
    wanted: str
    sureness: float
    why: MatchReason
    note: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class ColumnMatch:
    """A table, column by column, in the order of the file.

    Attributes:
        headers: its columns; that of the points of a drawn map is none.
        drawn: whether its rows have points of their own, as those of GeoJSON.
        statistics: whether it looks like figures per commune rather than like a list of places.
    """

    headers: tuple[HeaderMatch, ...]
    drawn: bool = False
    statistics: bool = False

    @property
    def used(self) -> dict[str, tuple[str, ...]]:
        """The headers of each wanted column, in our order of columns then in that of the file."""
        by_code: dict[str, list[str]] = {code: [] for code in BY_CODE}
        for match in self.headers:
            if match.wanted:
                by_code[match.wanted].append(match.header)
        return {code: tuple(headers) for code, headers in by_code.items() if headers}

    @property
    def unused(self) -> tuple[str, ...]:
        """The headers of columns that hold something and are not read."""
        return tuple(match.header for match in self.headers if not match.wanted and match.samples)

    @property
    def named(self) -> bool:
        """Whether rows have a name, be it that of who runs them."""
        return not {"name", "operator"}.isdisjoint(self.used)

    @property
    def lacking(self) -> str:
        """What is missing, in French, before rows can be placed on a map; empty when nothing is."""
        if not self.named:
            return "le nom"
        if self.drawn or any(set(clues) <= set(self.used) for clues in _LOCATING):
            return ""
        return "de quoi situer (commune, code postal, code INSEE ou coordonnées)"

    @property
    def sufficient(self) -> bool:
        """Whether a table is recognised as a list of places without a person confirming it."""
        guessed = any(match.sureness < LEAST_SURENESS for match in self.headers if match.wanted)
        return not (self.lacking or self.statistics or guessed)


_LOCATING = (
    ("latitude", "longitude"),
    ("lambert_x", "lambert_y"),
    ("point",),
    ("insee_code",),
    ("postal_code",),
    ("postal_city",),
    ("city",),
    ("served_codes",),
    ("address",),
)
"""Wanted columns that, together, may locate a row."""
