"""The map: territories as one layer, circles, initiative points, town halls and the chosen outline.

Boundaries are referred to by address and never carried. Each layer is one trace in a fixed
place, so that a change of filter only replaces the arrays of the layers it concerns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.results import FIRST_CLASS, Classes
from dashboard.domain.indicator import Indicator, ValueState
from dashboard.figures import palette
from dashboard.figures.basemap import FONT, TERRITORIES_BELOW
from dashboard.figures.encoding import typed_array
from dashboard.figures.viewport import Viewport

(
    TERRITORIES,
    CIRCLES,
    TOWN_HALL_HALOS,
    TOWN_HALLS,
    INITIATIVE_HALOS,
    INITIATIVES,
    CASING,
    CHOSEN,
) = range(8)
"""The place of each layer in ``figure.data``."""

HALO_PX = 4.0
OUTLINE_PX, CASING_PX = 3.0, 7.0
CLUSTER_ABOVE = 150
"""Positions above which initiative points are clustered."""

Update = dict[str, Any]
"""Attributes of one trace to replace, ready for JSON."""


@dataclass(frozen=True)
class PointSet:
    """Points to draw: degrees, one hover text and one identifier each, all of length ``n``."""

    longitudes: NDArray[np.float64]
    latitudes: NDArray[np.float64]
    hovers: Sequence[str]
    targets: Sequence[str]
    sizes: NDArray[np.float64]


def territories_update(classes: Classes, hovers: Sequence[str], indicator: Indicator) -> Update:
    """Colour the territories.

    Args:
        classes: class or state per territory, shape ``(n,)``.
        hovers: the text under each territory's name, length ``n``.
        indicator: with ``NUMBER`` the fill only tells the state: circles carry the number.
    """
    colours = territory_colours(classes, indicator)
    return {
        "z": typed_array(classes.codes),
        "customdata": list(hovers),
        "colorscale": palette.stepped_scale(colours),
        "zmin": -0.5,
        "zmax": len(colours) - 0.5,
    }


def territory_colours(classes: Classes, indicator: Indicator) -> tuple[str, ...]:
    """Return the fill of every code of ``classes.codes``: states first, then classes."""
    states = tuple(palette.STATE_COLOURS[ValueState(code)] for code in range(FIRST_CLASS))
    if indicator is Indicator.NUMBER:
        return (*states, *(palette.CIRCLE_BASE for _ in classes.counts))
    return (*states, *palette.class_colours(len(classes.counts)))


def level_update(
    codes: Sequence[str], names: Sequence[str], boundaries: str, *, edge_px: float
) -> Update:
    """Point the territory layer to a level's boundaries, in the order of its table."""
    return {
        "geojson": boundaries,
        "locations": list(codes),
        "text": list(names),
        "marker": {"line": {"color": palette.TERRITORY_EDGE, "width": edge_px}},
    }


def points_update(points: PointSet, *, cluster: bool) -> Update:
    """Place points; positions are rounded to about a metre."""
    return {
        "lon": np.round(points.longitudes, 5).tolist(),
        "lat": np.round(points.latitudes, 5).tolist(),
        "text": list(points.hovers),
        "customdata": list(points.targets),
        "marker.size": np.round(points.sizes, 1).tolist(),
        "cluster.enabled": cluster,
    }


def halos_update(points: PointSet, *, cluster: bool) -> Update:
    """Place a light ring behind each point, so that it stands out on dark and pale alike."""
    return {
        "cluster.enabled": cluster,
        "lon": np.round(points.longitudes, 5).tolist(),
        "lat": np.round(points.latitudes, 5).tolist(),
        "marker.size": np.round(points.sizes + HALO_PX, 1).tolist(),
    }


def outlined_update(code: str | None, boundaries: str) -> Update:
    """Outline the chosen territory, or none; for the outline and for its light casing."""
    return {
        "geojson": boundaries,
        "locations": [code] if code else [],
        "z": [0] if code else [],
    }


def region_map(
    updates: Mapping[int, Sequence[Update]], *, style: str, viewport: Viewport, focus: str
) -> dict[str, Any]:
    """Assemble the whole figure from the same updates that later replace its parts."""
    traces = _empty_traces()
    for place, changes in updates.items():
        for change in changes:
            _apply(traces[place], change)
    return {
        "data": traces,
        "layout": {
            "map": {"style": style, **viewport.to_layout(), "uirevision": focus},
            "uirevision": focus,
            "meta": viewport.to_meta(),
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "separators": ",\u202f",
            "showlegend": False,
            "clickmode": "event",
            "dragmode": "pan",
            "hoverlabel": {
                "bgcolor": "#ffffff",
                "bordercolor": palette.OUTLINE,
                "font": {"color": palette.TEXT, "size": 14, "family": FONT},
                "align": "left",
            },
            "autosize": True,
        },
    }


def _apply(trace: dict[str, Any], change: Update) -> None:
    for path, value in change.items():
        *parents, leaf = path.split(".")
        part = trace
        for parent in parents:
            part = part.setdefault(parent, {})
        part[leaf] = value


def _empty_traces() -> list[dict[str, Any]]:
    return [
        {
            "type": "choroplethmap",
            "featureidkey": "id",
            "below": TERRITORIES_BELOW,
            "showscale": False,
            "hovertemplate": "<b>%{text}</b><br>%{customdata}<extra></extra>",
            "locations": [],
            "z": [],
        },
        _points_trace("#circles", palette.CIRCLE, opacity=0.72),
        _halos_trace("#contours-mairies", rim=palette.TOWN_HALL),
        _clustered_trace("#mairies", palette.TOWN_HALL, pale=palette.TOWN_HALLS),
        _halos_trace("#contours-initiatives", rim=palette.POINT),
        _clustered_trace("#initiatives", palette.POINT, pale=palette.POINTS),
        _outline_trace(palette.HALO, CASING_PX),
        _outline_trace(palette.SELECTED, OUTLINE_PX),
    ]


def _outline_trace(colour: str, width_px: float) -> dict[str, Any]:
    return {
        "type": "choroplethmap",
        "featureidkey": "id",
        "below": "towns",
        "showscale": False,
        "hoverinfo": "skip",
        "locations": [],
        "z": [],
        "colorscale": [[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]],
        "marker": {"line": {"color": colour, "width": width_px}},
    }


def _halos_trace(name: str, *, rim: str) -> dict[str, Any]:
    trace = _points_trace(name, palette.HALO, opacity=1.0)
    cluster = _cluster(rim, larger_px=HALO_PX)
    return trace | {"hoverinfo": "skip", "hovertemplate": None, "cluster": cluster}


def _clustered_trace(name: str, colour: str, *, pale: str) -> dict[str, Any]:
    """Make a layer of points; Plotly writes the number of a cluster in black, on a pale disc then."""
    return _points_trace(name, colour, opacity=1.0) | {"cluster": _cluster(pale)}


def _points_trace(name: str, colour: str, *, opacity: float) -> dict[str, Any]:
    return {
        "type": "scattermap",
        "below": "",
        "mode": "markers",
        "name": name,
        "lon": [],
        "lat": [],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"color": colour, "size": 10, "opacity": opacity, "allowoverlap": True},
    }


def _cluster(colour: str, *, larger_px: float = 0) -> dict[str, Any]:
    return {
        "enabled": False,
        "color": colour,
        "size": [size + larger_px for size in (18, 26, 34)],
        "step": [10, 100],
        "maxzoom": 11,
        "opacity": 1.0,
    }
