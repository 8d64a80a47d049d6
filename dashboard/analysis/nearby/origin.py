"""From what the reader asked for to a point on the ground, or to the reason there is none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pyproj import Geod
from shapely import Point

from dashboard.analysis.kernel.projection import to_degrees, to_metres
from dashboard.analysis.kernel.results import FloatArray, SearchAnswer
from dashboard.analysis.nearby.positions import both_ways, looks_like_position, readings_of
from dashboard.analysis.nearby.results import NoOrigin, Origin, OriginKind, Unplaced
from dashboard.analysis.nearby.typed import PlaceMeant, outside_of, place_meant, too_wide
from dashboard.analysis.search.arrondissements import Arrondissement
from dashboard.analysis.search.outside import outside_coded
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.codes import is_commune_code, is_epci_code
from dashboard.domain.formats import decimals_of, french_number, of_commune
from dashboard.domain.position import Position
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.domain.territory import Level, level_of

_EARTH = Geod(ellps="GRS80")
_NEAR_KM = 50.0
"""Coordinates that far from the region at most may be a place near it, typed the other way round."""
_STREET = "La rue n’est pas utilisée"


def origin_of(snapshot: Snapshot, selection: NearbySelection) -> Origin | NoOrigin:
    """Find the point the reader asks from.

    A commune is asked from its town hall, an EPCI from the town hall of its most populated commune;
    where a town hall has no position, from the middle of the commune.
    """
    if selection.position is not None:
        return _at_position(snapshot, both_ways(selection.position))
    if selection.territory is not None:
        return _at_territory(snapshot, selection.territory)
    return named_origin(snapshot, selection.typed)


def named_origin(snapshot: Snapshot, typed: str) -> Origin | NoOrigin:
    """Find the point that a name, a code or ``latitude,longitude`` means, as readers type them.

    A postal code or a name of several communes is ambiguous, and so are a text that only resembles
    names and a postal code that is also some other commune's INSEE code. What is outside the map is
    named; a département or the region gives its largest communes to choose from.
    """
    if not typed:
        return NoOrigin(Unplaced.NOTHING_ASKED, region=snapshot.region_index.region)
    positions = readings_of(typed)
    if positions:
        return _at_position(snapshot, positions)
    if looks_like_position(typed):
        return NoOrigin(Unplaced.UNREADABLE, text=typed, region=snapshot.region_index.region)
    return _meant_or_coded(snapshot, typed, place_meant(snapshot, typed))


def coded_origin(snapshot: Snapshot, code: str) -> Origin | None:
    """Find the point of an INSEE code, or of an EPCI's; ``None`` where it is neither, in the region."""
    part = snapshot.arrondissements.by_code.get(code)
    if part is not None:
        return _at_arrondissement(snapshot, part)
    known = _known_code(snapshot, code.upper())
    return None if known is None else _at_known(snapshot, known)


def _meant_or_coded(snapshot: Snapshot, typed: str, meant: PlaceMeant) -> Origin | NoOrigin:
    """Go to the place meant; a former INSEE code, which no search finds, leads to the commune of today."""
    if meant.why is None:
        origin = _at_known(snapshot, meant.candidates[0].code)
        return replace(origin, note=_street_note(origin)) if meant.street else origin
    if meant.why is Unplaced.UNKNOWN:
        return coded_origin(snapshot, typed) or _nowhere(snapshot, typed, meant)
    return _nowhere(snapshot, typed, meant)


def _nowhere(snapshot: Snapshot, text: str, meant: PlaceMeant) -> NoOrigin:
    return NoOrigin(
        meant.why or Unplaced.UNKNOWN,
        text=text,
        candidates=meant.candidates,
        subject=meant.subject,
        region=snapshot.region_index.region,
    )


def _street_note(origin: Origin) -> str:
    if origin.kind is OriginKind.ARRONDISSEMENT:
        return f"{_STREET} : distances comptées depuis le centre de {origin.name}."
    return f"{_STREET} : distances comptées depuis la mairie {of_commune(origin.commune)}."


def _at_territory(snapshot: Snapshot, code: str) -> Origin | NoOrigin:
    return coded_origin(snapshot, code) or _unknown_code(snapshot, code)


def _at_known(snapshot: Snapshot, code: str) -> Origin:
    if code in snapshot.arrondissements.by_code:
        return _at_arrondissement(snapshot, snapshot.arrondissements.by_code[code])
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
    """Explain why a code leads nowhere: outside, too wide, a postal code, or nothing of the region."""
    if level_of(code) in {Level.DEPARTEMENT, None}:
        place = outside_coded(snapshot.outside, code)
        wide = outside_of(place) if place else too_wide(snapshot, code)
        return _nowhere(snapshot, code, wide)
    return _meant_or_coded(snapshot, code, place_meant(snapshot, code))


def _at_arrondissement(snapshot: Snapshot, part: Arrondissement) -> Origin:
    """Ask from the middle of an arrondissement; its commune is the town."""
    row = snapshot.communes.rows[part.commune_code]
    middle = to_metres([part.longitude], [part.latitude])[0]
    town = _at_point(snapshot, OriginKind.ARRONDISSEMENT, part.commune_code, row, middle)
    note = f"Distances comptées depuis le centre de {part.name}."
    return replace(town, name=part.name, arrondissement_code=part.code, note=note)


def _at_epci(snapshot: Snapshot, code: str) -> Origin:
    epci = snapshot.region_index.territories[Level.EPCI]
    members = np.flatnonzero(snapshot.communes.parents[Level.EPCI] == epci.rows[code])
    main = int(members[np.argmax(snapshot.communes.populations[members])])
    return _at_point(snapshot, OriginKind.EPCI, code, main, _hall(snapshot, main))


def _at_position(snapshot: Snapshot, readings: tuple[Position, ...]) -> Origin | NoOrigin:
    """Ask from coordinates, taken the other way round where only that lies on the map, or near it."""
    found = [_read_at(snapshot, position) for position in readings]
    origin = next((origin for origin in found if isinstance(origin, Origin)), None)
    if origin is None:
        return min(found, key=_too_far) if len(found) > 1 else found[0]
    if origin is found[0]:
        return origin
    return replace(origin, note=_swapped_note(readings[found.index(origin)]))


def _read_at(snapshot: Snapshot, position: Position) -> Origin | NoOrigin:
    point = Point(position.longitude, position.latitude)
    rows = snapshot.nearby_index.shapes.query(point, predicate="intersects")
    metres = to_metres([position.longitude], [position.latitude])[0]
    if rows.size == 0 or not np.isfinite(metres).all():
        return _outside(snapshot, position, point)
    row = int(rows[0])
    return _at_point(snapshot, OriginKind.POSITION, snapshot.communes.codes[row], row, metres)


def _too_far(missing: Origin | NoOrigin) -> bool:
    return isinstance(missing, NoOrigin) and missing.away_km > _NEAR_KM


def _swapped_note(position: Position) -> str:
    latitude, longitude = (
        french_number(degrees, decimals_of(degrees))
        for degrees in (position.latitude, position.longitude)
    )
    return f"Position lue comme latitude {latitude}, longitude {longitude}."


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
