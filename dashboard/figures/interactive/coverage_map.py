"""The map of « Zones blanches »: territories by state, score or need, and the new places proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.domain.counting import ValueState
from dashboard.figures import palette
from dashboard.figures.interactive.encoding import typed_array
from dashboard.figures.interactive.region_map import CASING_PX, OUTLINE_PX, territories_trace
from dashboard.figures.interactive.traces import (
    Update,
    apply_update,
    dots_trace,
    halos_trace,
    map_layout,
    numbers_trace,
    outline_trace,
    points_trace,
    stipple_trace,
)
from dashboard.figures.interactive.viewport import Viewport

TERRITORIES, BORROWED, PLACES, CASING, CHOSEN, SITE_HALOS, SITES, SITE_NUMBERS = range(8)
"""The place of each layer in ``figure.data``."""

COVERAGE_COLOURS = (
    *palette.COVERAGE,
    palette.BORDER,
    palette.FRAGILE_NEAR,
    palette.FRAGILE_GAP,
    palette.NEIGHBOUR,
)
"""By code of the map of states: the four states, the border, the two fragile ones, what is not told of."""
UNTOLD = len(COVERAGE_COLOURS) - 1
"""The code of the communes that nothing is told of: those around the chosen territory, or all of them."""
_NUMBER_PX = 11
NEED_COLOURS = (
    *(colour for row in palette.NEED_BY_COVERAGE for colour in row),
    palette.STATE_COLOURS[ValueState.MISSING],
)
"""By cell of need and coverage; the last is unknown."""


def coloured_update(
    codes: NDArray[np.uint8], colours: tuple[str, ...], hovers: Sequence[str]
) -> Update:
    """Colour the territories.

    Args:
        codes: a place in ``colours`` per territory, shape ``(n,)``.
        colours: one per code.
        hovers: the text under each territory's name, length ``n``.
    """
    return {
        "z": typed_array(codes),
        "customdata": list(hovers),
        "colorscale": palette.stepped_scale(colours),
        "zmin": -0.5,
        "zmax": len(colours) - 0.5,
    }


def coverage_figure(
    updates: Mapping[int, Sequence[Update]], *, style: str, viewport: Viewport, focus: str
) -> dict[str, Any]:
    """Assemble the whole figure from the same updates that later replace its parts."""
    traces = [
        territories_trace(),
        stipple_trace("#empruntes", palette.OUTLINE),
        dots_trace("#lieux", palette.POINT),
        outline_trace(palette.HALO, CASING_PX),
        outline_trace(palette.SELECTED, OUTLINE_PX),
        halos_trace("#contours-lieux"),
        points_trace("#nouveaux-lieux", palette.SITE, opacity=1.0),
        numbers_trace("#rangs", size_px=_NUMBER_PX),
    ]
    for place, changes in updates.items():
        for change in changes:
            apply_update(traces[place], change)
    return {"data": traces, "layout": map_layout(style=style, viewport=viewport, focus=focus)}
