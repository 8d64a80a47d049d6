"""Layers and layout that every map is made of: points with halos, outlines, one look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.figures import palette
from dashboard.figures.interactive.basemap import FONT, NAMES
from dashboard.figures.interactive.encoding import typed_array
from dashboard.figures.interactive.viewport import Viewport

HALO_PX = 4.0
DOT_PX = 10
_STIPPLE_PX = 4
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


def points_update(points: PointSet) -> Update:
    """Place points."""
    return {
        "lon": np.round(points.longitudes, PLACE_DECIMALS).tolist(),
        "lat": np.round(points.latitudes, PLACE_DECIMALS).tolist(),
        "text": list(points.hovers),
        "customdata": list(points.targets),
        "marker.size": np.round(points.sizes, 1).tolist(),
    }


def halos_update(points: PointSet) -> Update:
    """Place a light ring behind each point, so that it stands out on dark and pale alike."""
    return {
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
        "below": NAMES,
        "showscale": False,
        "hoverinfo": "skip",
        "locations": [],
        "z": [],
        "colorscale": [[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]],
        "marker": {"line": {"color": colour, "width": width_px}},
    }


def halos_trace(name: str) -> dict[str, Any]:
    """Make the light rings behind a layer of points."""
    return points_trace(name, palette.HALO, opacity=1.0) | {
        "hoverinfo": "skip",
        "hovertemplate": None,
    }


def dots_trace(name: str, colour: str, *, size_px: int = DOT_PX) -> dict[str, Any]:
    """Make an empty layer of small points of one size, under the names of towns.

    Those that a file tells of are drawn by the map's script, which leaves out those that would touch another.
    The others are icons, of which the map library leaves out as many; the script draws them, each in the
    colour that it is called by.
    """
    return points_trace(name, colour, opacity=1.0) | {
        "below": NAMES,
        "marker": {
            "symbol": f"dot-{colour.removeprefix('#')}",
            "color": colour,
            "size": size_px,
            "allowoverlap": False,
        },
    }


def stipple_trace(name: str, colour: str) -> dict[str, Any]:
    """Make an empty layer of dots so small that they are a pattern over the territories they stand in.

    What is under them says all, and answers the pointer.
    """
    return dots_trace(name, colour, size_px=_STIPPLE_PX) | {
        "hoverinfo": "skip",
        "hovertemplate": None,
    }


def stipple_update(file: str, dotted: NDArray[np.bool_]) -> Update:
    """Put a dot in some territories; none for an empty address.

    Args:
        file: the address of the file about the territories of a level.
        dotted: whether each has one, shape ``(n,)``.
    """
    return numbers_update(file, dotted.astype(np.uint16), ("", ""))


def dots_update(points: PointSet) -> Update:
    """Place small points; their own sizes are not shown."""
    return {key: value for key, value in points_update(points).items() if key != "marker.size"}


def numbers_trace(name: str, *, size_px: int) -> dict[str, Any]:
    """Make an empty layer of numbers, written on the points of another one."""
    return {
        "type": "scattermap",
        "below": "",
        "mode": "text",
        "name": name,
        "lon": [],
        "lat": [],
        "text": [],
        "textposition": "middle center",
        "textfont": {"color": "#ffffff", "size": size_px, "family": FONT},
        "hoverinfo": "skip",
    }


def ranks_update(points: PointSet) -> Update:
    """Write on each point its rank, from 1."""
    placed = points_update(points)
    ranks = [str(rank) for rank in range(1, len(points.targets) + 1)]
    return {"lon": placed["lon"], "lat": placed["lat"], "text": ranks}


def places_update(file: str, shown: NDArray[np.uint8]) -> Update:
    """Show, of the places that a file tells the page of, those of some records.

    Args:
        file: its address, empty for no place.
        shown: by record of the file, whether it is shown, 1 or 0.
    """
    bits = np.packbits(shown, bitorder="little")
    return {"meta": {"places": file, "shown": typed_array(bits)}}


def numbers_update(file: str, numbers: NDArray[np.uint16], noun: tuple[str, str]) -> Update:
    """Show a point at the centre of each territory that has a number.

    Args:
        file: the address of the file about the territories of a level.
        numbers: by territory, what is counted there.
        noun: what is counted, one and several.
    """
    return {"meta": {"territories": file, "numbers": typed_array(numbers), "noun": list(noun)}}


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
