"""From what the reader asked for to a point on the ground, or to the reason there is none."""

from __future__ import annotations

import re

import numpy as np
from pyproj import Geod
from shapely import Point

from dashboard.analysis.kernel.projection import to_degrees, to_metres
from dashboard.analysis.kernel.results import FloatArray, SearchAnswer
from dashboard.analysis.nearby.results import NoOrigin, Origin, OriginKind, Unplaced
from dashboard.analysis.search.index import search
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.codes import is_commune_code, is_epci_code
from dashboard.domain.names import normalise_name
from dashboard.domain.selections.nearby import NearbySelection, Position, position_of
from dashboard.domain.territory import Level, level_of

MOST_CANDIDATES = 40
_EARTH = Geod(ellps="GRS80")
_OF_DEPARTEMENT = re.compile(r"(.+?)\s*[( ]\s*(\d{2}|2[ABab])\s*\)?")


def origin_of(snapshot: Snapshot, selection: NearbySelection) -> Origin | NoOrigin:
    """Find the point the reader asks from.

    A commune is asked from its town hall, an EPCI from the town hall of its most populated commune;
    where a town hall has no position, from the middle of the commune.
    """
    if selection.position is not None:
        return _at_position(snapshot, selection.position)
    if selection.territory is not None:
        return _at_territory(snapshot, selection.territory)
    return named_origin(snapshot, selection.typed)


def named_origin(snapshot: Snapshot, typed: str) -> Origin | NoOrigin:
    """Find the point that a name, a code or ``latitude,longitude`` means, as readers type them.

    A postal code or a name of several communes is ambiguous, and so are a text that only resembles
    names and a postal code that is also some other commune's INSEE code.
    """
    if not typed:
        return NoOrigin(Unplaced.NOTHING_ASKED, region=snapshot.region_index.region)
    position = position_of(typed)
    if position is not None:
        return _at_position(snapshot, position)
    answers = _meant(snapshot, typed)
    if answers:
        return _among(snapshot, typed, answers)
    return coded_origin(snapshot, typed) or _unknown(snapshot, typed)


def coded_origin(snapshot: Snapshot, code: str) -> Origin | None:
    """Find the point of an INSEE code, or of an EPCI's; ``None`` where it is neither, in the region."""
    known = _known_code(snapshot, code.upper())
    return None if known is None else _at_known(snapshot, known)


def _meant(snapshot: Snapshot, typed: str) -> list[SearchAnswer]:
    """List what a text means: the territories of that very name, else those that resemble it."""
    answers = _territories_like(snapshot, typed)
    exact = _spelled_so(answers, normalise_name(typed))
    of_departement = _OF_DEPARTEMENT.fullmatch(typed)
    if not exact and of_departement:
        name, departement = of_departement[1], of_departement[2].upper()
        named = _spelled_so(_territories_like(snapshot, name), normalise_name(name))
        exact = [answer for answer in named if answer.code.startswith(departement)]
    return exact or answers


def _territories_like(snapshot: Snapshot, typed: str) -> list[SearchAnswer]:
    answers = search(snapshot.region_index.search, typed, limit=MOST_CANDIDATES)
    return [answer for answer in answers if level_of(answer.code) in {Level.COMMUNE, Level.EPCI}]


def _spelled_so(answers: list[SearchAnswer], name: str) -> list[SearchAnswer]:
    """Keep the territories of that very name or label; a living commune hides a former one."""
    spelled = [
        answer
        for answer in answers
        if name in {normalise_name(_plain(answer.label)), normalise_name(answer.label)}
    ]
    living = [answer for answer in spelled if not answer.hint.startswith("ancienne")]
    return living or spelled


def _plain(label: str) -> str:
    """Drop what distinguishes homonyms: ``Saint-Priest (07)`` gives ``Saint-Priest``."""
    return label.partition(" (")[0]


def _among(snapshot: Snapshot, typed: str, answers: list[SearchAnswer]) -> Origin | NoOrigin:
    if not answers:
        return _unknown(snapshot, typed)
    if len(answers) == 1:
        return _at_known(snapshot, answers[0].code)
    return NoOrigin(
        Unplaced.AMBIGUOUS,
        text=typed,
        candidates=tuple(answers),
        region=snapshot.region_index.region,
    )


def _unknown(snapshot: Snapshot, typed: str) -> NoOrigin:
    return NoOrigin(Unplaced.UNKNOWN, text=typed, region=snapshot.region_index.region)


def _at_territory(snapshot: Snapshot, code: str) -> Origin | NoOrigin:
    return coded_origin(snapshot, code) or _unknown_code(snapshot, code)


def _at_known(snapshot: Snapshot, code: str) -> Origin:
    if is_epci_code(code):
        return _at_epci(snapshot, code)
    row = snapshot.communes.rows[code]
    return _at_point(snapshot, OriginKind.COMMUNE, code, row, _hall(snapshot, row))


def _known_code(snapshot: Snapshot, code: str) -> str | None:
    """Return the code of a commune or EPCI of the region, that of today for a former commune."""
    if is_epci_code(code):
        return code if code in snapshot.region_index.territories[Level.EPCI].rows else None
    if not is_commune_code(code):
        return None
    former = snapshot.nearby_index.former.get(code)
    today = former.today if former else code
    return today if today in snapshot.communes.rows else None


def _unknown_code(snapshot: Snapshot, code: str) -> NoOrigin | Origin:
    """Explain why a code leads nowhere: too wide, a postal code, or nothing of the region."""
    if level_of(code) in {Level.DEPARTEMENT, None}:
        return NoOrigin(Unplaced.TOO_WIDE, text=code, region=snapshot.region_index.region)
    return _among(
        snapshot, code, _territories_like(snapshot, code) if is_commune_code(code) else []
    )


def _at_epci(snapshot: Snapshot, code: str) -> Origin:
    epci = snapshot.region_index.territories[Level.EPCI]
    members = np.flatnonzero(snapshot.communes.parents[Level.EPCI] == epci.rows[code])
    main = int(members[np.argmax(snapshot.communes.populations[members])])
    return _at_point(snapshot, OriginKind.EPCI, code, main, _hall(snapshot, main))


def _at_position(snapshot: Snapshot, position: Position) -> Origin | NoOrigin:
    point = Point(position.longitude, position.latitude)
    rows = snapshot.nearby_index.shapes.query(point, predicate="intersects")
    metres = to_metres([position.longitude], [position.latitude])[0]
    if rows.size == 0 or not np.isfinite(metres).all():
        return _outside(snapshot, position, point)
    row = int(rows[0])
    return _at_point(snapshot, OriginKind.POSITION, snapshot.communes.codes[row], row, metres)


def _outside(snapshot: Snapshot, position: Position, point: Point) -> NoOrigin:
    """Return how far the region is, and its commune nearest to the position."""
    row = int(snapshot.nearby_index.shapes.nearest(point))
    edge = snapshot.nearby_index.shapes.geometries[row].boundary
    touched = edge.interpolate(edge.project(point))
    # On the ellipsoid: the projection stretches what is far from France, and never shows the pole.
    _, _, metres = _EARTH.inv(point.x, point.y, touched.x, touched.y)
    code = snapshot.communes.codes[row]
    nearest = SearchAnswer(
        code=code, label=snapshot.communes.labels[row], hint=code, group="Communes"
    )
    return NoOrigin(
        Unplaced.OUTSIDE,
        text=str(position),
        candidates=(nearest,),
        away_km=metres / 1e3,
        region=snapshot.region_index.region,
    )


def _hall(snapshot: Snapshot, row: int) -> FloatArray:
    """Return the position of a commune's town hall, else a point inside the commune, metres."""
    hall: FloatArray = snapshot.nearby_index.halls[row]
    if np.isfinite(hall).all():
        return hall
    longitude, latitude = snapshot.communes.centres[row]
    inside: FloatArray = to_metres([longitude], [latitude])[0]
    return inside


def _at_point(
    snapshot: Snapshot, kind: OriginKind, code: str, row: int, metres: FloatArray
) -> Origin:
    communes, epci = snapshot.communes, snapshot.region_index.territories[Level.EPCI]
    epci_row = int(communes.parents[Level.EPCI][row])
    longitude, latitude = to_degrees([metres[0]], [metres[1]])[0]
    return Origin(
        kind=kind,
        code=code,
        name=snapshot.region_index.name_of(code),
        commune_code=communes.codes[row],
        commune=communes.labels[row],
        epci_code=epci.codes[epci_row] if epci_row >= 0 else "",
        epci=epci.names[epci_row] if epci_row >= 0 else "",
        longitude=float(longitude),
        latitude=float(latitude),
        easting=float(metres[0]),
        northing=float(metres[1]),
    )
