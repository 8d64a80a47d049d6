"""KML and GPX: maps written in XML, turned into GeoJSON features.

GDAL reads KML too, but leaves out addresses and phone numbers, and layers of one name but the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from dashboard.data.tabular.json.table import TableBuilder
from dashboard.data.tabular.limits import Limits, refused, require_at_most
from dashboard.data.tabular.maps.xml_walk import Attributes, Steps, walk
from dashboard.data.tabular.table import TextTable
from dashboard.domain.formats import counted

_Feature = dict[str, Any]
_FOLDERS = {"Folder", "Document"}
_SHOWN_AS = {
    *{"Style", "StyleMap", "styleUrl", "LookAt", "Camera", "Region", "visibility", "open"},
    *{"extrude", "altitudeMode", "tessellate", "drawOrder"},
}
"""Elements about how a place is drawn; they are no data."""

_WAYS = {"trk": "tracé", "rte": "itinéraire"}


@dataclass(frozen=True)
class _Element:
    tag: str
    attributes: Attributes
    children: list[_Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.texts).strip()

    def first(self, tag: str) -> _Element | None:
        return next((child for child in self.children if child.tag == tag), None)

    def all(self, tag: str) -> Iterator[_Element]:
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.all(tag)


class _Gathered:
    """Places met on a walk, each with the folders around it."""

    def __init__(self, name: str, places: set[str], limits: Limits) -> None:
        self.places: list[tuple[str, _Element]] = []
        self.others: dict[str, int] = {}
        self._name, self._limits = name, limits
        self._wanted = places
        self._around: list[_Element] = []
        self._open: list[_Element] = []

    def steps(self) -> Steps:
        return Steps(self._start, self._end, self._text)

    def _start(self, tag: str, attributes: Attributes) -> None:
        element = _Element(tag, attributes)
        if self._open:
            self._open[-1].children.append(element)
            self._open.append(element)
        elif tag in self._wanted or (tag == "name" and self._in_folder()):
            self._open.append(element)
        else:
            self._around.append(element)
            self.others[tag] = self.others.get(tag, 0) + 1

    def _in_folder(self) -> bool:
        return bool(self._around) and self._around[-1].tag in _FOLDERS

    def _end(self, _: str) -> None:
        if not self._open:
            self._around.pop()
            return
        element = self._open.pop()
        if self._open:
            return
        if element.tag in self._wanted:
            self.places.append((self._layer(), element))
            require_at_most(self._name, "lignes", len(self.places), self._limits.rows)
        else:
            self._around[-1].children.append(element)

    def _layer(self) -> str:
        folders = [element for element in self._around if element.tag == "Folder"]
        names = [folder.first("name") for folder in folders]
        return " / ".join(named.text for named in names if named is not None)

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].texts.append(text)


def read_kml(name: str, content: bytes, *, limits: Limits) -> tuple[TextTable, ...]:
    """Read a KML file: placemarks are rows, their folders the column ``LAYER``.

    Extended data become columns beside name, description, address, phone number …

    Args:
        name: the file's, for errors.
        content: its bytes.
        limits: see there.

    Raises:
        ImportFileError: it is broken, holds no placemark, or exceeds a limit.
    """
    gathered = _Gathered(name, {"Placemark"}, limits)
    walk(name, content, gathered.steps())
    linked = gathered.others.get("NetworkLink", 0)
    notes = (
        [f"{counted(linked, 'lien')} vers d’autres fichiers KML : ils ne sont pas lus."]
        if linked
        else []
    )
    return _table(
        name, "kml", [(layer, _placemark(place)) for layer, place in gathered.places], notes, limits
    )


def read_gpx(name: str, content: bytes, *, limits: Limits) -> tuple[TextTable, ...]:
    """Read the waypoints of a GPX file; tracks and routes are counted in a note.

    Args:
        name: the file's, for errors.
        content: its bytes.
        limits: see there.

    Raises:
        ImportFileError: it is broken, holds no waypoint, or exceeds a limit.
    """
    gathered = _Gathered(name, {"wpt"}, limits)
    walk(name, content, gathered.steps())
    ways = [
        counted(gathered.others[tag], noun) for tag, noun in _WAYS.items() if tag in gathered.others
    ]
    notes = (
        [f"{' et '.join(ways)} du fichier GPX ne sont pas des lieux : laissés de côté."]
        if ways
        else []
    )
    return _table(
        name, "gpx", [(layer, _waypoint(place)) for layer, place in gathered.places], notes, limits
    )


def _table(
    name: str,
    container: str,
    places: list[tuple[str, _Feature]],
    notes: list[str],
    limits: Limits,
) -> tuple[TextTable, ...]:
    if not places:
        raise refused(name, " ".join(["le fichier ne contient aucun lieu.", *notes]))
    builder = TableBuilder(name, limits)
    layered = any(layer for layer, _ in places)
    for layer, group in groupby(places, key=lambda place: place[0]):
        features = [feature for _, feature in group]
        ranks = range(builder.read + 1, builder.read + len(features) + 1)
        builder.add(features, ranks, layer=layer if layered else None)
    return (builder.table(encoding="", container=container, notes=notes),)


def _feature(properties: dict[str, str], geometry: object) -> _Feature:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _placemark(placemark: _Element) -> _Feature:
    properties: dict[str, str] = {}
    if "id" in placemark.attributes:
        properties["id"] = placemark.attributes["id"]
    drawn = None
    for child in placemark.children:
        if child.tag == "ExtendedData":
            _add(properties, _extended(child))
        elif child.tag in _GEOMETRIES:
            drawn = drawn or _geometry(child)
        elif child.tag not in _SHOWN_AS:
            _add(properties, _described(child))
    return _feature(properties, drawn)


def _add(properties: dict[str, str], more: dict[str, str]) -> None:
    """Add columns; one that is there already keeps its text and the other gets a name of its own."""
    for header, text in more.items():
        rank, named = 1, header
        while named in properties:
            rank += 1
            named = f"{header} ({rank})"
        properties[named] = text


def _extended(data: _Element) -> dict[str, str]:
    own = {}
    for element in data.all("Data"):
        value = element.first("value")
        own[element.attributes.get("name", "")] = value.text if value is not None else element.text
    return own | {
        element.attributes.get("name", ""): element.text for element in data.all("SimpleData")
    }


def _described(element: _Element) -> dict[str, str]:
    if element.children:
        return {f"{element.tag}.{child.tag}": child.text for child in element.children}
    return {element.tag: element.text or element.attributes.get("href", "")}


def _waypoint(waypoint: _Element) -> _Feature:
    properties: dict[str, str] = {}
    for child in waypoint.children:
        if child.tag == "link":
            _add(properties, {"link": child.attributes.get("href", "")})
        else:
            _add(properties, _described(child))
    position = _numbers([waypoint.attributes.get("lon", ""), waypoint.attributes.get("lat", "")])
    return _feature(properties, {"type": "Point", "coordinates": position})


def _geometry(element: _Element) -> dict[str, Any]:
    match element.tag:
        case "Point":
            positions = _positions(element)
            return {"type": "Point", "coordinates": positions[0] if positions else []}
        case "Polygon":
            rings = [_positions(ring) for ring in element.all("LinearRing")]
            return {"type": "Polygon", "coordinates": rings}
        case "MultiGeometry" | "MultiTrack":
            inner = [_geometry(child) for child in element.children if child.tag in _GEOMETRIES]
            return {"type": "GeometryCollection", "geometries": inner}
    return {"type": "LineString", "coordinates": _positions(element)}


_GEOMETRIES = {
    "Point",
    "LineString",
    "LinearRing",
    "Polygon",
    "MultiGeometry",
    "Track",
    "MultiTrack",
}


def _positions(element: _Element) -> list[list[float]]:
    """Read « longitude,latitude,altitude » several times, or « longitude latitude altitude » of tracks."""
    tracked = [child.text.split() for child in element.all("coord")]
    written = [
        position.split(",")
        for child in element.all("coordinates")
        for position in child.text.split()
    ]
    return [_numbers(position) for position in tracked + written]


def _numbers(texts: list[str]) -> list[float]:
    try:
        return [float(text) for text in texts if text.strip()]
    except ValueError:
        return []
