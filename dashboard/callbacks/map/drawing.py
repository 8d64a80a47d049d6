"""What answers that draw a map of the region share: patches of its layers, and where it looks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from dash import Patch

from dashboard.analysis.kernel.territories import box_of, region_box
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.territory import Level, level_of
from dashboard.figures.interactive.encoding import written_once
from dashboard.figures.interactive.traces import Update
from dashboard.figures.interactive.viewport import Viewport, bounds_of, viewport_of

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


def patched_map(
    updates: Iterable[tuple[int, Update]],
    snapshot: Snapshot,
    territory: str | None,
    parts: Collection[str],
) -> Patch:
    """Write updates as changes to the map on the page; it looks elsewhere where ``parts`` has ``focus``."""
    patch = patched(updates)
    if "focus" in parts:
        _refocus(patch, snapshot, territory)
    return patch


def _refocus(patch: Patch, snapshot: Snapshot, territory: str | None) -> None:
    """Make a figure look at a territory, or at the whole region."""
    viewport, focus = viewport_on(snapshot, territory), focus_on(territory)
    patch["layout"]["meta"] = viewport.to_meta()
    layout = patch["layout"]["map"]
    for key, value in viewport.to_layout().items():
        layout[key] = value
    layout["uirevision"] = focus
    patch["layout"]["uirevision"] = focus


def viewport_on(snapshot: Snapshot, territory: str | None) -> Viewport:
    """Show a territory with its neighbours; the region for none and for one without a polygon."""
    territories = snapshot.region_index.territories
    box, level = box_of(territories, territory), level_of(territory or "")
    if box is not None and level is not None:
        return viewport_of(bounds_of(box), margin=_MARGINS[level])
    return viewport_of(bounds_of(region_box(territories)))


def focus_on(territory: str | None) -> str:
    """Name what a figure looks at: as long as it is the same, the reader's own zoom is kept."""
    return territory or REGION_FOCUS
