"""Layers and layout that every map is made of: points with halos, outlines, one look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.figures import palette
from dashboard.figures.interactive.basemap import FONT
from dashboard.figures.interactive.viewport import Viewport

HALO_PX = 4.0
PLACE_DECIMALS = 5
"""Decimals of the degrees of a position: about a metre."""

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


def points_update(points: PointSet, *, cluster: bool) -> Update:
    """Place points."""
    return {
        "lon": np.round(points.longitudes, PLACE_DECIMALS).tolist(),
        "lat": np.round(points.latitudes, PLACE_DECIMALS).tolist(),
        "text": list(points.hovers),
        "customdata": list(points.targets),
        "marker.size": np.round(points.sizes, 1).tolist(),
        "cluster.enabled": cluster,
    }


def halos_update(points: PointSet, *, cluster: bool) -> Update:
    """Place a light ring behind each point, so that it stands out on dark and pale alike."""
    return {
        "cluster.enabled": cluster,
        "lon": np.round(points.longitudes, PLACE_DECIMALS).tolist(),
        "lat": np.round(points.latitudes, PLACE_DECIMALS).tolist(),
        "marker.size": np.round(points.sizes + HALO_PX, 1).tolist(),
    }


def outlined_update(code: str | None, boundaries: str) -> Update:
    """Outline the chosen territory, or none; for the outline and for its light casing."""
    return {
        "geojson": boundaries,
        "locations": [code] if code else [],
        "z": [0] if code else [],
    }


def map_layout(*, style: str, viewport: Viewport, focus: str) -> dict[str, Any]:
    """Build the layout of a map.

    Args:
        style: address of the base map's style.
        viewport: what it shows at first.
        focus: as long as it is the same, the reader's own zoom is kept.
    """
    return {
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
    }


def apply_update(trace: dict[str, Any], change: Update) -> None:
    """Write the changes of one update into a trace being assembled."""
    for path, value in change.items():
        *parents, leaf = path.split(".")
        part = trace
        for parent in parents:
            part = part.setdefault(parent, {})
        part[leaf] = value


def outline_trace(colour: str, width_px: float) -> dict[str, Any]:
    """Draw only the outline of chosen territories, as lines under the town names."""
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


def halos_trace(name: str, *, rim: str) -> dict[str, Any]:
    """Make the light rings behind a layer of points."""
    trace = points_trace(name, palette.HALO, opacity=1.0)
    cluster = _cluster(rim, larger_px=HALO_PX)
    return trace | {"hoverinfo": "skip", "hovertemplate": None, "cluster": cluster}


def clustered_trace(name: str, colour: str, *, pale: str) -> dict[str, Any]:
    """Make a layer of points; Plotly writes the number of a cluster in black, on a pale disc then."""
    return points_trace(name, colour, opacity=1.0) | {"cluster": _cluster(pale)}


def points_trace(name: str, colour: str, *, opacity: float) -> dict[str, Any]:
    """Make an empty layer of points."""
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
