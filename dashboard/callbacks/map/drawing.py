"""What answers that draw a map of the region share: changes of its layers, and where it looks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from dashboard.analysis.kernel.territories import box_of, region_box
from dashboard.analysis.snapshot import Snapshot
from dashboard.callbacks.answers import MapChange
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


def map_change(
    updates: Updates,
    snapshot: Snapshot,
    territory: str | None,
    parts: Collection[str],
    **territories: object,
) -> MapChange:
    """Write what changes on the map that the page shows; it looks elsewhere where ``parts`` has ``focus``.

    Args:
        updates: layers whose attributes are replaced as they are.
        snapshot: what answers are made from.
        territory: what the map looks at.
        parts: what has changed.
        territories: ``level`` and ``territories``, where they have changed.
    """
    change: MapChange = {key: value for key, value in territories.items() if value is not None}
    if updates:
        change["updates"] = written_once([list(update) for update in updates])
    if "focus" in parts:
        viewport = viewport_on(snapshot, territory)
        change["focus"] = {
            "meta": viewport.to_meta(),
            "map": viewport.to_layout(),
            "uirevision": focus_on(territory),
        }
    return change


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
