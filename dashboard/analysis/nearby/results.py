"""What « Près de chez vous » answers with, for components, exports and the command line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto

from dashboard.analysis.kernel.results import SearchAnswer
from dashboard.analysis.opening_hours.results import OpeningState
from dashboard.analysis.summaries.results import TownHall
from dashboard.domain.region import Region


class OriginKind(StrEnum):
    """What distances are counted from."""

    COMMUNE = "commune"
    EPCI = "epci"
    POSITION = "position"


@dataclass(frozen=True)
class Origin:
    """Where the reader is: distances are counted from its point, degrees EPSG:4326 and metres EPSG:2154.

    ``code`` and ``name`` are those of the commune, or of the EPCI asked for; ``commune_code`` is the
    commune whose town hall is the first contact (of an EPCI: its most populated one), ``epci_code`` the
    EPCI it belongs to, empty for none.
    """

    kind: OriginKind
    code: str
    name: str
    commune_code: str
    commune: str
    epci_code: str
    epci: str
    longitude: float
    latitude: float
    easting: float
    northing: float


class Unplaced(StrEnum):
    """Why there is no place to look from."""

    NOTHING_ASKED = "nothing asked"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    OUTSIDE = "outside"
    TOO_WIDE = "too wide"


@dataclass(frozen=True)
class NoOrigin:
    """No place to look from: why, and the territories the reader may have meant.

    ``text`` is what the reader typed or the code the address holds; ``away_km`` is the distance of a
    position outside ``region`` to its nearest commune, the only candidate then.
    """

    why: Unplaced
    text: str = ""
    candidates: tuple[SearchAnswer, ...] = ()
    away_km: float = 0.0
    region: Region = field(kw_only=True)


class EntryCause(Enum):
    """Why a result is there; those that serve come in this order."""

    PLACE = auto()
    STOP = auto()
    IN_TERRITORY = auto()
    SERVES_COMMUNE = auto()
    SERVES_EPCI = auto()
    SERVES_DEPARTEMENT = auto()
    SERVES_REGION = auto()
    SOMEWHERE = auto()


@dataclass(frozen=True)
class NearbyEntry:
    """One initiative found, at its nearest place; texts are empty where the sources are silent.

    ``also_serves`` tells that it is near *and* serves the commune. ``distance_m`` is as the crow
    flies, ``None`` where no place is known. ``approximate``: known to its commune only, the point is
    the town hall. ``through`` names the territory served that holds the commune, or the one it is somewhere
    in. ``hours_differ`` tells that its sources do not agree on the hours, ``head_office`` that its address
    may be that of who runs it; ``dated`` is the date its sources give, ISO.
    """

    id: str
    name: str
    themes: tuple[str, ...]
    status: str
    operators: tuple[str, ...]
    why: EntryCause
    through: str
    also_serves: bool
    distance_m: float | None
    place: str
    commune_code: str
    commune: str
    approximate: bool
    travelling: bool
    remote: bool
    address: str
    phone: str
    email: str
    website: str
    opening_hours: str
    opening: OpeningState | None
    hours_differ: bool
    head_office: bool
    dated: str
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True)
class HallFound:
    """The town hall to ask first: of which commune, and how far, ``None`` where it has no position."""

    commune_code: str
    commune: str
    distance_m: float | None
    hall: TownHall


@dataclass(frozen=True)
class Nearby:
    """Who can help near a place.

    ``located`` are the first of ``located_total`` initiatives with a place near enough, nearest first;
    ``serving`` the first of ``serving_total`` others that serve the commune from elsewhere or at home;
    ``somewhere`` the first of ``somewhere_total`` known only to be somewhere in its département or EPCI.
    ``beyond`` is the nearest one farther away, looked for where none is near enough. ``hours_unknown``
    counts the initiatives an opening filter left out because their hours are not known. ``asked_at`` is
    the moment the answer speaks of.
    """

    origin: Origin
    asked_at: dt.datetime
    located: tuple[NearbyEntry, ...]
    located_total: int
    serving: tuple[NearbyEntry, ...]
    serving_total: int
    somewhere: tuple[NearbyEntry, ...]
    somewhere_total: int
    hall: HallFound | None
    beyond: NearbyEntry | None
    hours_unknown: int
