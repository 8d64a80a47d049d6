"""From what the reader asked for to a point on the ground, or to the reason there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from pyproj import Geod
from shapely import Point

from dashboard.analysis.kernel.projection import to_degrees, to_metres
from dashboard.analysis.kernel.results import FloatArray, SearchAnswer
from dashboard.analysis.kernel.territories import Territories
from dashboard.analysis.nearby.index import NearbyIndex
from dashboard.analysis.nearby.results import NoOrigin, Origin, OriginKind, Unplaced
from dashboard.analysis.region_index import RegionIndex
from dashboard.analysis.search.index import search
from dashboard.domain.codes import is_commune_code, is_epci_code
from dashboard.domain.names import normalise_name
from dashboard.domain.region import Region
from dashboard.domain.selections.nearby import NearbySelection, Position, position_of
from dashboard.domain.territory import Level, level_of

MOST_CANDIDATES = 40
_EARTH = Geod(ellps="GRS80")
_OF_DEPARTEMENT = re.compile(r"(.+?)\s*[( ]\s*(\d{2}|2[ABab])\s*\)?")


@dataclass(frozen=True, eq=False)
class Ground:
    """What a place is looked up in: names and codes, and the shapes of communes."""

    region_index: RegionIndex
    index: NearbyIndex

    @property
    def communes(self) -> Territories:
        """The communes."""
        return self.region_index.territories[Level.COMMUNE]

    @property
    def region(self) -> Region:
        """What they make together."""
        return self.region_index.region


def origin_of(ground: Ground, selection: NearbySelection) -> Origin | NoOrigin:
    """Find the point the reader asks from.

    A commune is asked from its town hall, an EPCI from the town hall of its most populated commune;
    where a town hall has no position, from the middle of the commune.
    """
    if selection.position is not None:
        return _at_position(ground, selection.position)
    if selection.territory is not None:
        return _at_territory(ground, selection.territory)
    return named_origin(ground, selection.typed)


def named_origin(ground: Ground, typed: str) -> Origin | NoOrigin:
    """Find the point that a name, a code or ``latitude,longitude`` tells, as readers type them.

    A postal code or a name of several communes is ambiguous, and so are a text that only resembles
    names and a postal code that is also some other commune's INSEE code.
    """
    if not typed:
        return NoOrigin(Unplaced.NOTHING_ASKED, region=ground.region)
    position = position_of(typed)
    if position is not None:
        return _at_position(ground, position)
    found = _meant(ground, typed)
    if found:
        return _among(ground, typed, found)
    return coded_origin(ground, typed) or _unknown(ground, typed)


def coded_origin(ground: Ground, code: str) -> Origin | None:
    """Find the point of an INSEE code, or of an EPCI's; ``None`` where it is neither, in the region."""
    known = _known_code(ground, code.upper())
    return None if known is None else _at_known(ground, known)


def _meant(ground: Ground, typed: str) -> list[SearchAnswer]:
    """List what a text means: the territories of that very name, else those that resemble it."""
    found = _found(ground, typed)
    exact = _spelled_so(found, normalise_name(typed))
    of_departement = _OF_DEPARTEMENT.fullmatch(typed)
    if not exact and of_departement:
        name, departement = of_departement[1], of_departement[2].upper()
        named = _spelled_so(_found(ground, name), normalise_name(name))
        exact = [answer for answer in named if answer.code.startswith(departement)]
    return exact or found


def _found(ground: Ground, typed: str) -> list[SearchAnswer]:
    answers = search(ground.region_index.search, typed, limit=MOST_CANDIDATES)
    return [one for one in answers if level_of(one.code) in {Level.COMMUNE, Level.EPCI}]


def _spelled_so(answers: list[SearchAnswer], name: str) -> list[SearchAnswer]:
    """Keep the territories of that very name or label; a living commune hides a former one."""
    spelled = [
        one
        for one in answers
        if name in {normalise_name(_plain(one.label)), normalise_name(one.label)}
    ]
    living = [one for one in spelled if not one.hint.startswith("ancienne")]
    return living or spelled


def _plain(label: str) -> str:
    """Drop what tells homonyms apart: ``Saint-Priest (07)`` gives ``Saint-Priest``."""
    return label.partition(" (")[0]


def _among(ground: Ground, typed: str, answers: list[SearchAnswer]) -> Origin | NoOrigin:
    if not answers:
        return _unknown(ground, typed)
    if len(answers) == 1:
        return _at_known(ground, answers[0].code)
    return NoOrigin(
        Unplaced.AMBIGUOUS, asked=typed, candidates=tuple(answers), region=ground.region
    )


def _unknown(ground: Ground, typed: str) -> NoOrigin:
    return NoOrigin(Unplaced.UNKNOWN, asked=typed, region=ground.region)


def _at_territory(ground: Ground, code: str) -> Origin | NoOrigin:
    return coded_origin(ground, code) or _unknown_code(ground, code)


def _at_known(ground: Ground, code: str) -> Origin:
    if is_epci_code(code):
        return _at_epci(ground, code)
    row = ground.communes.rows[code]
    return _at_point(ground, OriginKind.COMMUNE, code, row, _hall(ground, row))


def _known_code(ground: Ground, code: str) -> str | None:
    """Return the code of a commune or EPCI of the region, that of today for a former commune."""
    if is_epci_code(code):
        return code if code in ground.region_index.territories[Level.EPCI].rows else None
    if not is_commune_code(code):
        return None
    former = ground.index.former.get(code)
    today = former.today if former else code
    return today if today in ground.communes.rows else None


def _unknown_code(ground: Ground, code: str) -> NoOrigin | Origin:
    """Say why a code leads nowhere: too wide, a postal code, or nothing of the region."""
    if level_of(code) in {Level.DEPARTEMENT, None}:
        return NoOrigin(Unplaced.TOO_WIDE, asked=code, region=ground.region)
    return _among(ground, code, _found(ground, code) if is_commune_code(code) else [])


def _at_epci(ground: Ground, code: str) -> Origin:
    epci = ground.region_index.territories[Level.EPCI]
    members = np.flatnonzero(ground.communes.parents[Level.EPCI] == epci.rows[code])
    main = int(members[np.argmax(ground.communes.populations[members])])
    return _at_point(ground, OriginKind.EPCI, code, main, _hall(ground, main))


def _at_position(ground: Ground, position: Position) -> Origin | NoOrigin:
    here = Point(position.longitude, position.latitude)
    rows = ground.index.shapes.query(here, predicate="intersects")
    metres = to_metres([position.longitude], [position.latitude])[0]
    if rows.size == 0 or not np.isfinite(metres).all():
        return _outside(ground, position, here)
    row = int(rows[0])
    return _at_point(ground, OriginKind.POSITION, ground.communes.codes[row], row, metres)


def _outside(ground: Ground, position: Position, here: Point) -> NoOrigin:
    """Tell how far the region is, and its commune nearest to the position."""
    row = int(ground.index.shapes.nearest(here))
    edge = ground.index.shapes.geometries[row].boundary
    touched = edge.interpolate(edge.project(here))
    # On the ellipsoid: the projection stretches what is far from France, and never shows the pole.
    _, _, metres = _EARTH.inv(here.x, here.y, touched.x, touched.y)
    code = ground.communes.codes[row]
    nearest = SearchAnswer(
        code=code, label=ground.communes.labels[row], hint=code, group="Communes"
    )
    return NoOrigin(
        Unplaced.OUTSIDE,
        asked=str(position),
        candidates=(nearest,),
        away_km=metres / 1e3,
        region=ground.region,
    )


def _hall(ground: Ground, row: int) -> FloatArray:
    """Return the position of a commune's town hall, else a point inside the commune, metres."""
    hall: FloatArray = ground.index.halls[row]
    if np.isfinite(hall).all():
        return hall
    longitude, latitude = ground.communes.centres[row]
    inside: FloatArray = to_metres([longitude], [latitude])[0]
    return inside


def _at_point(ground: Ground, kind: OriginKind, code: str, row: int, metres: FloatArray) -> Origin:
    communes, epci = ground.communes, ground.region_index.territories[Level.EPCI]
    epci_row = int(communes.parents[Level.EPCI][row])
    longitude, latitude = to_degrees([metres[0]], [metres[1]])[0]
    return Origin(
        kind=kind,
        code=code,
        name=ground.region_index.name_of(code),
        commune_code=communes.codes[row],
        commune=communes.labels[row],
        epci_code=epci.codes[epci_row] if epci_row >= 0 else "",
        epci=epci.names[epci_row] if epci_row >= 0 else "",
        longitude=float(longitude),
        latitude=float(latitude),
        easting=float(metres[0]),
        northing=float(metres[1]),
    )
