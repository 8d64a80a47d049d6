"""The map's answers: colours, points and outline for a selection, with title, legend, sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from dash import Dash, Input, Output, no_update
from markupsafe import Markup

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.indicators.aggregation import region_totals
from dashboard.analysis.indicators.classification import Analysed, analyse, circle_reference
from dashboard.analysis.kernel.circles import circle_scale
from dashboard.analysis.snapshot import Snapshot
from dashboard.callbacks.map.drawing import (
    Updates,
    by_trace,
    focus_on,
    patched_map,
    viewport_on,
)
from dashboard.callbacks.map.layers import changed_layers
from dashboard.callbacks.map.table_and_panel import register_table_and_panel
from dashboard.callbacks.page_scripts import register_script
from dashboard.components.shared import ids
from dashboard.components.shared.legend import legend
from dashboard.components.shared.page_scripts import MAP_SCRIPT
from dashboard.components.shared.wording import map_sentence, map_title
from dashboard.domain.clock import Clock
from dashboard.domain.indicators import Scale
from dashboard.domain.selections.map import MAP, MapSelection
from dashboard.figures.interactive import region_map


def register(app: Dash, current: SnapshotHolder, clock: Clock) -> None:
    """Register the callbacks of the page, and its script; ``clock`` gives the present time."""
    register_script(app, MAP_SCRIPT, ("clicked", ids.MAP, "clickData"))

    @app.callback(
        Output(ids.MAP, "figure"),
        Output(ids.MAP_TITLE, "children"),
        Output(ids.MAP_FILTERS, "children"),
        Output(ids.MAP_SENTENCE, "children"),
        Output(ids.MAP_MARKUP, "data"),
        Input(ids.MAP_REQUEST, "data"),
    )
    def draw_map(request: dict[str, Any]) -> MapAnswer:
        return answer_map(
            current.snapshot, MapSelection.from_query(request["query"]), request["parts"]
        )

    register_table_and_panel(app, current, clock)


class MapAnswer(NamedTuple):
    """The map and what is around it; texts that do not change are left as they are."""

    figure: object
    title: object = no_update
    filters: object = no_update
    sentence: object = no_update
    markup: object = no_update
    """The legend, by the id of its place."""


class MapTexts(NamedTuple):
    """What is around a map, in the order of ``MapAnswer``."""

    title: str
    filters: str
    sentence: str
    markup: dict[str, Markup]
    """The legend, by the id of its place."""


def answer_map(snapshot: Snapshot, selection: MapSelection, parts: list[str]) -> MapAnswer:
    """Answer what ``parts`` names has changed of the map, its texts where values change.

    Args:
        snapshot: what answers are made from.
        selection: what the reader asked for.
        parts: ``all``, or any of ``values``, ``level``, ``points``, ``halls``, ``focus``.
    """
    whole = "all" in parts
    index = snapshot.region_index
    analysed = analyse(index, selection) if whole or "values" in parts else None
    updates = list(changed_layers(snapshot, selection, parts, analysed))
    figure = (
        _figure(updates, snapshot, selection)
        if whole
        else patched_map(updates, snapshot, selection.territory, parts)
    )
    return MapAnswer(figure, *(map_texts(snapshot, selection, analysed) if analysed else ()))


def map_texts(snapshot: Snapshot, selection: MapSelection, analysed: Analysed) -> MapTexts:
    """Write what is around the map, from the very values that colour it."""
    index = snapshot.region_index
    totals, names = region_totals(index, selection), index.territories[selection.level].labels
    return MapTexts(
        map_title(selection),
        MAP.sentence(selection),
        map_sentence(selection, analysed.values, totals, names, region=index.region),
        {ids.LEGEND: map_legend(snapshot, selection, analysed)},
    )


def map_legend(
    snapshot: Snapshot,
    selection: MapSelection,
    analysed: Analysed,
    *,
    more_notes: Sequence[str] = (),
) -> Markup:
    """Write the legend from the very classes that colour the map; ``more_notes`` are written below it."""
    return legend(
        analysed.classes,
        scale=selection.indicator.scale,
        level=selection.level,
        circles=_legend_circles(snapshot, selection),
        more_notes=more_notes,
    )


def _figure(updates: Updates, snapshot: Snapshot, selection: MapSelection) -> dict[str, Any]:
    return region_map.region_map(
        by_trace(updates),
        style=snapshot.style,
        viewport=viewport_on(snapshot, selection.territory),
        focus=focus_on(selection.territory),
    )


def _legend_circles(snapshot: Snapshot, selection: MapSelection) -> list[tuple[int, float]]:
    if selection.indicator.scale is not Scale.COUNT:
        return []
    reference = circle_reference(snapshot.region_index, selection)
    scale = circle_scale(reference, largest_px=region_map.LARGEST_CIRCLE_PX[selection.level])
    return [(number, 2 * radius) for number, radius in scale]
