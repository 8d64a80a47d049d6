"""The map: territories as one layer, circles, initiative points, town halls and the chosen outline.

Boundaries are referred to by address and never carried. Each layer is one trace in a fixed
place, so that a change of filter only replaces the arrays of the layers it concerns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.kernel.results import FIRST_CLASS, Classes
from dashboard.domain.counting import ValueState
from dashboard.domain.indicators import Scale
from dashboard.domain.territory import Level
from dashboard.figures import palette
from dashboard.figures.interactive.basemap import NAMES, TERRITORIES_BELOW
from dashboard.figures.interactive.encoding import typed_array
from dashboard.figures.interactive.hover_text import HoverTexts
from dashboard.figures.interactive.traces import (
    Update,
    apply_update,
    dots_trace,
    map_layout,
    outline_trace,
    points_trace,
)
from dashboard.figures.interactive.viewport import Viewport

(
    TERRITORIES,
    CIRCLES,
    TOWN_HALLS,
    INITIATIVES,
    CASING,
    CHOSEN,
) = range(6)
"""The place of each layer in ``figure.data``."""

TerritoriesChange = dict[str, Any]
"""What the territories of a map now show, as ``assets/map-changes.js`` reads it."""
OUTLINE_PX, CASING_PX = 3.0, 7.0
MOST_POSITIONS = 5_000
"""Positions above which places are gathered by commune: a page is not told of more."""
LARGEST_CIRCLE_PX = {Level.COMMUNE: 6.0, Level.EPCI: 24.0, Level.DEPARTEMENT: 34.0}
"""Radius of the largest number: circles of neighbours must not touch."""


def territories_update(classes: Classes, hovers: Sequence[str], scale: Scale) -> Update:
    """Colour the territories.

    Args:
        classes: class or state per territory, shape ``(n,)``.
        hovers: the text under each territory's name, length ``n``.
        scale: with ``COUNT`` the fill only shows the state: circles carry the number.
    """
    colours = territory_colours(classes, scale)
    return {
        "z": typed_array(classes.codes),
        "customdata": list(hovers),
        "colorscale": palette.stepped_scale(colours),
        "zmin": -0.5,
        "zmax": len(colours) - 0.5,
    }


def territory_colours(classes: Classes, scale: Scale) -> tuple[str, ...]:
    """Return the fill of every code of ``classes.codes``: states first, then classes."""
    states = tuple(palette.STATE_COLOURS[ValueState(code)] for code in range(FIRST_CLASS))
    if scale is Scale.COUNT:
        return (*states, *(palette.CIRCLE_BASE for _ in classes.counts))
    return (*states, *palette.class_colours(len(classes.counts)))


def territories_change(
    codes: NDArray[np.uint8], colours: Sequence[str], hovers: HoverTexts
) -> TerritoriesChange:
    """Describe what the territories of a map now show, for the page to draw and write.

    Args:
        codes: a place in ``colours`` per territory, shape ``(n,)``.
        colours: one per code.
        hovers: the texts under their names.
    """
    return {"colours": list(colours), **hovers.sent(codes)}


def circles_change(level: Level, reference: int) -> dict[str, float]:
    """Describe circles for the first number of the texts; ``reference`` has the largest, 0 for none."""
    return {"trace": CIRCLES, "largest": LARGEST_CIRCLE_PX[level], "reference": reference}


def level_update(uid: str, labels: str, boundaries: str, *, edge_px: float) -> Update:
    """Point the territory layer to a level's boundaries.

    Args:
        uid: names the level's own boundaries among those that the page keeps.
        labels: the address of the codes of the territories, of their labels, inhabitants and centres, in
            the same order, which the page's script writes and draws with: they weigh as much as all
            else, and never change.
        boundaries: the address of their GeoJSON.
        edge_px: how wide their edges are drawn.
    """
    return {
        "uid": uid,
        "geojson": boundaries,
        "meta": {"labels": labels},
        "marker": {"line": {"color": palette.TERRITORY_EDGE, "width": edge_px}},
    }


def region_map(
    updates: Mapping[int, Sequence[Update]], *, style: str, viewport: Viewport, focus: str
) -> dict[str, Any]:
    """Assemble the whole figure from the same updates that later replace its parts."""
    traces = _empty_traces()
    for place, changes in updates.items():
        for change in changes:
            apply_update(traces[place], change)
    return {
        "data": traces,
        "layout": map_layout(style=style, viewport=viewport, focus=focus),
    }


def territories_trace() -> dict[str, Any]:
    """Make the layer of territories, empty."""
    return {
        "type": "choroplethmap",
        "featureidkey": "id",
        "below": TERRITORIES_BELOW,
        "showscale": False,
        "hovertemplate": "<b>%{text}</b><br>%{customdata}<extra></extra>",
        "locations": [],
        "z": [],
    }


def _empty_traces() -> list[dict[str, Any]]:
    return [
        territories_trace(),
        points_trace("#circles", palette.CIRCLE, opacity=0.72) | {"below": NAMES},
        dots_trace("#mairies", palette.TOWN_HALL),
        dots_trace("#initiatives", palette.POINT),
        outline_trace(palette.HALO, CASING_PX),
        outline_trace(palette.SELECTED, OUTLINE_PX),
    ]
