"""One point inside each geometry, as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyproj
import shapely
from numpy.typing import NDArray
from pyproj.exceptions import CRSError, ProjError

from dashboard.data.tabular.cells import text_array
from dashboard.data.tabular.limits import refused
from dashboard.domain.formats import counted
from dashboard.domain.importing import Remark

DRAWING = "geometry"
"""Column that remarks about drawings name."""

UNREADABLE = "le dessin est vide ou illisible"
_NO_DRAWING = "le lieu n’est pas dessiné"
_OUTSIDE = (
    "le dessin est hors du globe ; des longitudes et latitudes en degrés (EPSG:4326) sont attendues"
)
_LAMBERT_NOTE = (
    "Les coordonnées sont en mètres sans que le fichier dise dans quel système : elles ont été lues "
    "en Lambert-93 (EPSG:2154)."
)
_MOST_REMARKS = 1_000
_SHOWN = 80
_NUMBERS = {int, float}
"""Exact types of coordinates: ``true`` is no number, though Python has it as one."""

_MEANS_WGS84 = ("CRS84", "4326")
_DEGREES = "EPSG:4326"
_LAMBERT = "EPSG:2154"
_FRANCE_IN_LAMBERT = (90_000, 6_030_000, 1_260_000, 7_130_000)
"""West, south, east, north of metropolitan France with Corsica, in metres."""


@dataclass(frozen=True, eq=False)
class Located:
    """Longitude and latitude of rows as columns of text, with their remarks and notes."""

    longitude: pa.ChunkedArray
    latitude: pa.ChunkedArray
    remarks: tuple[Remark, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Drawings:
    """What is drawn in each row of a table.

    Attributes:
        points: a point inside each drawing, shape ``(n, 2)``; NaN where there is none.
        drawn: where a drawing is given, be it broken, shape ``(n,)``.
        broken: beginnings of the drawings that cannot be read, by row, where they are text.
    """

    points: NDArray[np.float64]
    drawn: NDArray[np.bool_]
    broken: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, geometries: NDArray[np.object_], drawn: NDArray[np.bool_]) -> Drawings:
        """Return a point in each geometry."""
        return cls(points_inside(geometries), drawn)

    @classmethod
    def of_geojson(cls, values: Sequence[Any]) -> Drawings:
        """Return a point in each geometry of GeoJSON."""
        points = points_inside(from_geojson(values))
        drawn = np.array([value is not None for value in values], dtype=bool)
        unread = np.flatnonzero(drawn & np.isnan(points).any(axis=1))
        return cls(points, drawn, {row: _shown(values[row]) for row in unread[:_MOST_REMARKS]})

    @classmethod
    def concatenated(cls, parts: Sequence[Drawings]) -> Drawings:
        """Concatenate the rows of several tables."""
        broken: dict[int, str] = {}
        before = 0
        for part in parts:
            broken |= {row + before: text for row, text in part.broken.items()}
            before += len(part.points)
        points = np.concatenate([part.points for part in parts])
        return cls(points, np.concatenate([part.drawn for part in parts]), broken)


class Projector:
    """Brings geometries of a file to longitude and latitude (EPSG:4326)."""

    def __init__(self, name: str, crs: object) -> None:
        """Read the coordinate system of a file; nothing means degrees.

        Raises:
            ImportFileError: it is no known system.
        """
        self._transformer: pyproj.Transformer | None = None
        if crs is None or str(crs).endswith(_MEANS_WGS84):
            return
        try:
            self._transformer = pyproj.Transformer.from_crs(crs, _DEGREES, always_xy=True)
        except (CRSError, ProjError, TypeError, ValueError) as error:
            raise refused(
                name,
                f"le système de coordonnées « {str(crs)[:80]} » n’est pas connu ; exportez le "
                "fichier en WGS 84 (EPSG:4326).",
            ) from error

    def located(self, drawings: Drawings, lines: NDArray[np.int64]) -> Located:
        """Write where drawings are; ``lines`` is the line of each row in the file.

        Metres that no system explains are Lambert-93 when that puts all of them in France.
        """
        x, y = drawings.points[:, 0], drawings.points[:, 1]
        transformer, notes = self._transformer, []
        if transformer is None and _are_lambert(x, y):
            transformer = pyproj.Transformer.from_crs(_LAMBERT, _DEGREES, always_xy=True)
            notes = [_LAMBERT_NOTE]
        readable = np.isfinite(x) & np.isfinite(y)
        if transformer is not None:
            x, y = transformer.transform(x, y, errcheck=False)
        known = readable & (np.abs(x) <= 180) & (np.abs(y) <= 90)  # noqa: PLR2004 - degrees of the globe
        remarks = _remarks(drawings, lines, readable, known)
        unknown = int((~known).sum())
        if unknown > len(remarks):
            notes.append(
                f"{counted(unknown, 'ligne')} sans dessin lisible, dont les premières sont citées."
            )
        return Located(_texts(x, known), _texts(y, known), tuple(remarks), tuple(notes))


def points_inside(geometries: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return a point inside each geometry, shape ``(n, 2)``; NaN where there is none."""
    points = np.array(geometries, dtype=object)
    others = np.flatnonzero(shapely.get_type_id(points) > 0)
    shapes = points[others]
    shapes[shapely.is_empty(shapes) | ~_are_finite(shapes)] = None
    points[others] = [_inside(shape) for shape in shapes]
    return np.column_stack([shapely.get_x(points), shapely.get_y(points)])


def _are_finite(geometries: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Check which geometries have no infinite coordinate: those that have one have no inside."""
    coordinates, places = shapely.get_coordinates(geometries, return_index=True)
    finite = np.ones(len(geometries), dtype=bool)
    finite[places[~np.isfinite(coordinates).all(axis=1)]] = False
    return finite


def _inside(shape: shapely.Geometry | None) -> shapely.Geometry | None:
    if shape is None:
        return None
    try:
        whole = shape if shapely.is_valid(shape) else shapely.make_valid(shape)
        return shapely.point_on_surface(whole)
    except shapely.errors.GEOSException:  # as coordinates too large to compute with
        return None


def from_geojson(values: Sequence[Any]) -> NDArray[np.object_]:
    """Build the geometries of GeoJSON, ``None`` where there is none or a broken one."""
    points = [_position(value) for value in values]
    geometries = np.full(len(values), None, dtype=object)
    at = np.array([point is not None for point in points], dtype=bool)
    geometries[at] = shapely.points(
        np.array([point for point in points if point is not None]).reshape(-1, 2)
    )
    others = [
        place
        for place, value in enumerate(values)
        if not at[place] and isinstance(value, dict) and value.get("type") != "Point"
    ]
    if others:
        texts = [_geometry_text(values[place]) for place in others]
        geometries[others] = shapely.from_geojson(texts, on_invalid="ignore")
    return geometries


def _geometry_text(value: object) -> str | None:
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError:  # hundreds of lists inside one another
        return None


def _position(value: object) -> tuple[float, float] | None:
    if not isinstance(value, dict) or value.get("type") != "Point":
        return None
    match value.get("coordinates"):
        case [x, y, *_] if type(x) in _NUMBERS and type(y) in _NUMBERS:
            return float(x), float(y)
    return None


def _are_lambert(x: NDArray[np.float64], y: NDArray[np.float64]) -> bool:
    west, south, east, north = _FRANCE_IN_LAMBERT
    complete = np.isfinite(x) & np.isfinite(y)
    inside = (x >= west) & (x <= east) & (y >= south) & (y <= north)
    return bool(complete.any() and inside[complete].all())


def _remarks(
    drawings: Drawings,
    lines: NDArray[np.int64],
    readable: NDArray[np.bool_],
    known: NDArray[np.bool_],
) -> list[Remark]:
    remarks = []
    for row in np.flatnonzero(~known)[:_MOST_REMARKS].tolist():
        value, reason = drawings.broken.get(row, ""), UNREADABLE
        if not drawings.drawn[row]:
            reason = _NO_DRAWING
        elif readable[row]:
            x, y = drawings.points[row].tolist()
            value, reason = f"{x!r} {y!r}", _OUTSIDE
        remarks.append(Remark(int(lines[row]), DRAWING, value, reason))
    return remarks


def _shown(value: object) -> str:
    return (_geometry_text(value) or "…")[:_SHOWN]


def _texts(values: NDArray[np.float64], known: NDArray[np.bool_]) -> pa.ChunkedArray:
    numbers = values.tolist()
    texts = [
        repr(number) if is_known else "" for number, is_known in zip(numbers, known, strict=True)
    ]
    return pa.chunked_array([text_array(texts)], pa.large_string())
