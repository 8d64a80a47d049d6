"""What « Près de chez vous » answers with, for components, exports and the command line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto

from dashboard.analysis.kernel.results import SearchAnswer
from dashboard.analysis.opening_hours.results import DayHours, OpeningState
from dashboard.analysis.summaries.results import TownHall
from dashboard.domain.region import Region


class OriginKind(StrEnum):
    """What distances are counted from."""

    COMMUNE = "commune"
    EPCI = "epci"
    POSITION = "position"
    ARRONDISSEMENT = "arrondissement"


@dataclass(frozen=True)
class Origin:
    """Where the reader is: distances are counted from its point, degrees EPSG:4326 and metres EPSG:2154.

    Attributes:
        code: that of the commune, or of the EPCI asked for.
        name: as ``code``; of an arrondissement, its own (« Lyon 8e »).
        commune_code: the commune whose town hall is the first contact (of an EPCI: its most populated one).
        epci_code: the EPCI the commune belongs to, empty for none.
        arrondissement_code: that of the arrondissement asked for, empty for anything else.
        note: what readers should know of how the place was understood; a sentence, empty for nothing.
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
    arrondissement_code: str = ""
    note: str = ""


class Unplaced(StrEnum):
    """Why there is no place to look from."""

    NOTHING_ASKED = "nothing asked"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    OUTSIDE = "outside"
    TOO_WIDE = "too wide"
    NO_ARRONDISSEMENT = "no such arrondissement"
    UNREADABLE = "unreadable position"


@dataclass(frozen=True)
class NoOrigin:
    """No place to look from: why, and the territories the reader may have meant.

    Attributes:
        text: what the reader typed, or the code the address holds.
        candidates: for a position outside ``region``, only its nearest commune.
        away_km: the distance of such a position to that commune.
        subject: the place outside (« Clermont-Ferrand (63) »), or what the town has (« Lyon a neuf
            arrondissements »).
    """

    why: Unplaced
    text: str = ""
    candidates: tuple[SearchAnswer, ...] = ()
    away_km: float = 0.0
    subject: str = ""
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

    Attributes:
        through: the territory served that holds the commune, or the one the record is somewhere in.
        also_serves: whether it is near *and* serves the commune.
        precise: whether it answers the need asked for, or only has its theme; true without a need.
        summary: what it does, in its source's words.
        sources: the titles of its sources.
        distance_m: as the crow flies, ``None`` where no place is known.
        approximate: whether it is known to its commune only; the point is then the town hall.
        day: the hours of the day asked about, ``None`` where they are not known.
        hours_differ: whether its sources disagree on the hours.
        head_office: whether its address may be that of the organisation that runs it.
        dated: the date its sources give, ISO.
    """

    id: str
    name: str
    themes: tuple[str, ...]
    status: str
    operators: tuple[str, ...]
    why: EntryCause
    through: str
    also_serves: bool
    precise: bool
    summary: str
    sources: tuple[str, ...]
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
    day: DayHours | None
    hours_differ: bool
    head_office: bool
    dated: str
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True)
class HelpFound:
    """What was asked for, as it was understood, and what the whole map holds of it.

    Attributes:
        text: what was typed or chosen.
        label: the need, in French; empty where the text is no need of ours.
        emergency: the numbers to call where it cannot wait.
        travelling: whether help of this kind commonly comes to people.
        records: how many records answer it.
        places: how many of them have a place on the map.
    """

    text: str
    label: str
    emergency: tuple[str, ...]
    travelling: bool
    records: int
    places: int


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

    Attributes:
        asked_at: the moment the answer is about.
        located: the first initiatives with a place near enough, in the order of
            ``ranking.in_reading_order``.
        located_total: how many there are.
        serving: the first of the others that serve the commune from elsewhere or at home.
        serving_total: how many there are.
        somewhere: the first of those known only to be somewhere in its département or EPCI.
        somewhere_total: how many there are.
        beyond: the nearest one farther away, looked for where none is near enough.
        hours_unknown: the initiatives an opening filter left out because their hours are not known.
        employers: the employers of the insertion sector near enough, left out of a search for anything
            but work.
        help: what was asked for, ``None`` where nothing was.
        chosen: the records the reader keeps.
        broad_total: of those near enough, how many have an exact place and only the theme of the need.
        vague_total: of those near enough, how many are known to their commune only.
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
    employers: int = 0
    help: HelpFound | None = None
    chosen: tuple[NearbyEntry, ...] = ()
    broad_total: int = 0
    vague_total: int = 0
