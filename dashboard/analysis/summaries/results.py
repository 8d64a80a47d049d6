"""What the panel shows of one record or one territory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from dashboard.analysis.opening_hours.results import Hours
from dashboard.domain.indicators import Indicator
from dashboard.domain.territory import Level


class Citation(NamedTuple):
    """A source as it is cited.

    Attributes:
        date: ISO.
        licence: the one an ``imported`` list was given.
    """

    title: str
    date: str
    licence: str = ""
    imported: bool = False


@dataclass(frozen=True)
class RecordLine:
    """One initiative in a list."""

    id: str
    name: str
    themes: tuple[str, ...]
    status: str
    approximate: bool
    dated: str
    """The date its sources give, ISO; empty where they give none."""
    scope: str
    """« dispositif départemental » or « dispositif régional », empty otherwise."""


@dataclass(frozen=True)
class RecordList:
    """Initiatives to list: the first of them, and how many there are."""

    lines: tuple[RecordLine, ...]
    total: int


NOTHING_LISTED = RecordList((), 0)


@dataclass(frozen=True)
class PositionSummary:
    """What stands at one point of the map.

    Attributes:
        code: the commune it is in, empty where none is known.
        commune: its name.
        located: the initiatives there.
        approximate: whether none of them is known beyond its commune, whose town hall is the point.
    """

    code: str
    commune: str
    located: RecordList
    approximate: bool


@dataclass(frozen=True)
class TownHall:
    """How to reach a commune's town hall; empty where unknown."""

    address: str
    phone: str
    email: str
    website: str
    hours: Hours
    approximate: bool


@dataclass(frozen=True)
class TerritorySummary:
    """A territory, its values beside the region's, and its initiatives.

    Attributes:
        values: what the table shows, ``None`` where not known.
        cautious: whether rates rest on few inhabitants.
    """

    code: str
    name: str
    level: Level | None
    """``None`` for the region."""
    parents: tuple[str, ...]
    population: int
    population_total: int
    communes_inside: int
    communes_total: int
    values: Mapping[Indicator, float | None]
    region_values: Mapping[Indicator, float | None]
    cautious: bool
    breakdown: tuple[tuple[str, int], ...]
    """French theme label and number, most frequent first, themes at zero left out."""
    located: RecordList
    serving: RecordList
    wide: RecordList
    somewhere: RecordList
    """Somewhere in the territory, counted there; or in a larger one that contains it, not counted."""
    town_hall: TownHall | None

    @property
    def number(self) -> int:
        """The distinct initiatives."""
        return round(self.values[Indicator.NUMBER] or 0)


@dataclass(frozen=True)
class Figure:
    """A number a document gives about an initiative."""

    label: str
    value: float
    unit: str
    period: str
    source: str
    source_date: str
    quoted_source: str


@dataclass(frozen=True)
class OtherHours:
    """Hours as one source writes them; ``date`` is ISO, empty where unknown."""

    hours: Hours
    source: str
    date: str


@dataclass(frozen=True)
class RecordPlace:
    """A place or stop of an initiative; empty where the document is silent."""

    commune_code: str
    commune: str
    name: str
    address: str
    phone: str
    email: str
    website: str
    hours: Hours
    cost: str
    travelling: bool
    head_office: bool
    """Whether the address may be that of who runs it, elsewhere."""
    other_hours: tuple[OtherHours, ...]
    """What the sources say where they do not agree."""
    somewhere: str
    """The département or EPCI it is somewhere in, where its commune is not known."""
    longitude: float | None
    latitude: float | None
    """Degrees of an exact position, ``None`` where only the commune is known."""


@dataclass(frozen=True)
class RecordDetail:
    """Everything the catalogue says of one initiative, in reading order."""

    id: str
    name: str
    summary: str
    themes: tuple[str, ...]
    publics: tuple[str, ...]
    start_year: int | None
    end_year: int | None
    status: str
    precision: str
    operators: tuple[str, ...]
    partners: tuple[str, ...]
    places: tuple[RecordPlace, ...]
    served: tuple[str, ...]
    somewhere: tuple[str, ...]
    figures: tuple[Figure, ...]
    sources: tuple[Citation, ...]
    updated_on: str
    verified_on: str
    first_contact: tuple[str, TownHall] | None
    """A commune and its town hall, to ask where no other contact is known."""


class Relation(Enum):
    """What a record is to the territory whose records are listed."""

    LOCATED = auto()
    SERVING = auto()
    """It serves it, from elsewhere."""
    SOMEWHERE = auto()
    """It is somewhere in it."""
    WIDE = auto()
    """It serves its whole département or the region, and is not counted there."""
    AROUND = auto()
    """It is somewhere in a larger territory, and is not counted there."""
    UNATTACHED = auto()
    """It has no territory of the region."""

    @property
    def counted(self) -> bool:
        """Whether it is one of the number of the territory."""
        return self in {Relation.LOCATED, Relation.SERVING, Relation.SOMEWHERE}


class PlacePoint(Enum):
    """How well the point of a place is known."""

    EXACT = auto()
    COMMUNE = auto()
    """The town hall of its commune, of which alone it is known."""
    NONE = auto()


class PlaceTerritory(NamedTuple):
    """A territory that a place is in: code and name, empty where not known."""

    code: str
    name: str


@dataclass(frozen=True)
class ListedPlace:
    """A place of a record, or its only row where it has no place; texts are empty where not known.

    Attributes:
        record: its row number.
        number: which of its places it is, from 1.
        point: longitude and latitude, degrees; ``None`` for none.
        head_office: whether the address may be that of who runs it, elsewhere.
    """

    record: int
    number: int
    relation: Relation
    kind: PlacePoint
    point: tuple[float, float] | None
    commune: PlaceTerritory
    epci: PlaceTerritory
    departement: PlaceTerritory
    travelling: bool
    head_office: bool
    name: str
    address: str
    postal_code: str
    phone: str
    email: str
    website: str
    opening_hours: str
    cost: str


@dataclass(frozen=True)
class ListedPlaces:
    """The places of the records of a territory.

    Attributes:
        rows: one per place.
        records: how many records they are of.
        counted: how many of these are the number of the territory.
        elsewhere: how many other places those located in the territory have outside it.
    """

    rows: tuple[ListedPlace, ...]
    records: int
    counted: int
    elsewhere: int

    def count(self, kind: PlacePoint) -> int:
        """Count the rows whose point is known so well."""
        return sum(row.kind is kind for row in self.rows)
