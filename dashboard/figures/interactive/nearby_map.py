"""The map of « Près de chez vous »: the place asked from, how far, and what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.domain.territory import Level
from dashboard.figures import palette
from dashboard.figures.interactive.basemap import TERRITORIES_BELOW
from dashboard.figures.interactive.traces import (
    PointSet,
    apply_update,
    halos_trace,
    halos_update,
    map_layout,
    numbers_trace,
    outline_trace,
    outlined_update,
    points_trace,
    points_update,
)
from dashboard.figures.interactive.viewport import Viewport

GROUND, OUTLINE, CIRCLE, HALOS, POINTS, NUMBERS, HALL, ORIGIN = range(8)
"""The place of each layer in ``figure.data``."""

_NUMBER_FONT_PX = 12
_OUTLINE_PX, _CIRCLE_PX, _ORIGIN_PX, _HALL_PX = 2.5, 2.0, 12.0, 11.0
_CIRCLE_STEPS = 90
_EARTH_RADIUS_M = 6_371_008.8


@dataclass(frozen=True)
class Around:
    """What the map is drawn around: a point in degrees.

    Attributes:
        radius_m: in metres, ``None`` for no circle.
        epci: the one outlined, empty for none.
        boundaries: the address of each level's.
        ground: the départements, drawn unlike what lies outside.
        name: of the place asked from, empty where none is: then no point is drawn for it.
    """

    longitude: float
    latitude: float
    radius_m: float | None
    epci: str
    boundaries: Mapping[Level, str]
    ground: Sequence[str]
    name: str


def nearby_map(  # noqa: PLR0913 - what is drawn, and how
    around: Around,
    points: PointSet,
    hall: PointSet,
    *,
    numbers: Sequence[str] = (),
    style: str,
    viewport: Viewport,
) -> dict[str, Any]:
    """Draw what was found around a place.

    Args:
        around: the place asked from.
        points: one point per position, with what is found there.
        hall: the town hall, one point or none.
        numbers: what is written on each of ``points``, as in the list; empty for nothing.
        style: address of the base map's style.
        viewport: what the map shows at first.
    """
    traces = [
        _ground_trace(around.ground, around.boundaries[Level.DEPARTEMENT]),
        outline_trace(palette.SELECTED, _OUTLINE_PX),
        _circle_trace(around),
        halos_trace("#contours"),
        points_trace("#initiatives", palette.POINT, opacity=1.0),
        _numbers_trace(points, numbers),
        points_trace("#mairie", palette.TOWN_HALL, opacity=1.0),
        _origin_trace(around),
    ]
    apply_update(
        traces[OUTLINE], outlined_update(around.epci or None, around.boundaries[Level.EPCI])
    )
    apply_update(traces[HALOS], halos_update(points))
    apply_update(traces[POINTS], points_update(points))
    apply_update(traces[HALL], points_update(hall))
    focus = f"{around.longitude:.4f},{around.latitude:.4f},{around.radius_m}"
    return {"data": traces, "layout": map_layout(style=style, viewport=viewport, focus=focus)}


def circle_line(
    longitude: float, latitude: float, radius_m: float
) -> tuple[list[float], list[float]]:
    """Return the longitudes and latitudes of a circle on the ground, closed.

    On a sphere of the Earth's mean radius, small circles only: a degree of longitude shrinks with the
    cosine of the latitude. At 50 km the line is within 200 m of the circle in Lambert-93.
    """
    turn = np.linspace(0, 2 * np.pi, _CIRCLE_STEPS + 1)
    north = np.degrees(radius_m / _EARTH_RADIUS_M)
    east = north / np.cos(np.radians(latitude))
    return (
        np.round(longitude + east * np.sin(turn), 5).tolist(),
        np.round(latitude + north * np.cos(turn), 5).tolist(),
    )


def _ground_trace(codes: Sequence[str], boundaries: str) -> dict[str, Any]:
    return {
        "type": "choroplethmap",
        "featureidkey": "id",
        "below": TERRITORIES_BELOW,
        "showscale": False,
        "hoverinfo": "skip",
        "geojson": boundaries,
        "locations": list(codes),
        "z": [0] * len(codes),
        "colorscale": [[0, palette.CIRCLE_BASE], [1, palette.CIRCLE_BASE]],
        "marker": {"line": {"width": 0}},
    }


def _circle_trace(around: Around) -> dict[str, Any]:
    longitudes, latitudes = (
        circle_line(around.longitude, around.latitude, around.radius_m)
        if around.radius_m is not None
        else ([], [])
    )
    return {
        "type": "scattermap",
        "below": "",
        "mode": "lines",
        "name": "#rayon",
        "lon": longitudes,
        "lat": latitudes,
        "hoverinfo": "skip",
        "line": {"color": palette.OUTLINE, "width": _CIRCLE_PX},
    }


def _numbers_trace(points: PointSet, numbers: Sequence[str]) -> dict[str, Any]:
    """Write the numbers of the list on the points that have one."""
    numbered = [place for place, number in enumerate(numbers) if number]
    return numbers_trace("#numeros", size_px=_NUMBER_FONT_PX) | {
        "lon": np.round(points.longitudes[numbered], 5).tolist(),
        "lat": np.round(points.latitudes[numbered], 5).tolist(),
        "text": [numbers[place] for place in numbered],
    }


def _origin_trace(around: Around) -> dict[str, Any]:
    trace = points_trace("#depart", palette.SELECTED, opacity=1.0)
    if not around.name:
        apply_update(trace, points_update(NO_POINT))
        return trace
    point = PointSet(
        longitudes=np.array([around.longitude]),
        latitudes=np.array([around.latitude]),
        hovers=[around.name],
        targets=[""],
        sizes=np.array([_ORIGIN_PX]),
    )
    apply_update(trace, points_update(point))
    return trace


def hall_point(longitude: float, latitude: float, name: str) -> PointSet:
    """Make the point of a town hall."""
    return PointSet(np.array([longitude]), np.array([latitude]), [name], [""], np.array([_HALL_PX]))


NO_POINT = PointSet(np.zeros(0), np.zeros(0), (), (), np.zeros(0))
"""A layer with nothing on it."""
