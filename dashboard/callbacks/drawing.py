"""What answers that draw a map of the region share: patches of its layers, and where it looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from dash import Patch

from dashboard.analysis.desk import Desk
from dashboard.analysis.results import FloatArray
from dashboard.domain.territory import Level, level_of
from dashboard.figures.encoding import written_once
from dashboard.figures.traces import Update
from dashboard.figures.viewport import Bounds, Viewport, viewport_of

REGION_FOCUS = "region"
_MARGINS = {Level.COMMUNE: 5.0, Level.EPCI: 0.8, Level.DEPARTEMENT: 0.2}
"""Room left around a chosen territory, so that its neighbours are seen."""

Updates = Sequence[tuple[int, Update]]
"""Layers, by their place in the figure, each with what it now shows."""


def by_trace(updates: Updates) -> Mapping[int, Sequence[Update]]:
    """Gather the updates of each layer."""
    gathered: dict[int, list[Update]] = {}
    for trace, update in updates:
        gathered.setdefault(trace, []).append(update)
    return gathered


def patched(updates: Iterable[tuple[int, Update]]) -> Patch:
    """Write updates as changes to the figure on the page."""
    patch = Patch()
    for trace, update in updates:
        for path, value in update.items():
            place = patch["data"][trace]
            *parents, leaf = path.split(".")
            for parent in parents:
                place = place[parent]
            place[leaf] = written_once(value)
    return patch


def refocus(patch: Patch, desk: Desk, territory: str | None) -> None:
    """Make a figure look at a territory, or at the whole region."""
    viewport, focus = viewport_on(desk, territory), focus_on(territory)
    patch["layout"]["meta"] = viewport.to_meta()
    layout = patch["layout"]["map"]
    for key, value in viewport.to_layout().items():
        layout[key] = value
    layout["uirevision"] = focus
    patch["layout"]["uirevision"] = focus


def viewport_on(desk: Desk, territory: str | None) -> Viewport:
    """Show a territory with its neighbours; the region for none and for one without a polygon."""
    level = level_of(territory) if territory else None
    if level is not None and territory is not None:
        territories = desk.observatory.territories[level]
        row = territories.row_of(territory)
        if row is not None and not np.isnan(territories.bounds[row]).any():
            return viewport_of(_bounds(territories.bounds[row]), margin=_MARGINS[level])
    departements = desk.observatory.territories[Level.DEPARTEMENT].bounds
    return viewport_of(
        _bounds(np.concatenate([departements[:, :2].min(axis=0), departements[:, 2:].max(axis=0)]))
    )


def focus_on(territory: str | None) -> str:
    """Name what a figure looks at: as long as it is the same, the reader's own zoom is kept."""
    return territory or REGION_FOCUS


def _bounds(corners: FloatArray) -> Bounds:
    west, south, east, north = (float(corner) for corner in corners)
    return west, south, east, north
