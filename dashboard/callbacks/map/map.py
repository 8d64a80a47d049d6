"""The map's answers: colours, points and outline for a selection, with title, legend, sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from dash import Dash, Input, Output
from markupsafe import Markup

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.indicators.aggregation import region_totals
from dashboard.analysis.indicators.classification import Analysed, analyse, circle_reference
from dashboard.analysis.kernel.circles import circle_scale
from dashboard.analysis.snapshot import Snapshot
from dashboard.callbacks.answers import MapsAnswer, written
from dashboard.callbacks.map.drawing import (
    Updates,
    by_trace,
    focus_on,
    map_change,
    viewport_on,
)
from dashboard.callbacks.map.layers import (
    changed_layers,
    changed_level,
    changed_territories,
    whole_layers,
)
from dashboard.callbacks.map.table_and_panel import answer_listing
from dashboard.callbacks.page_scripts import register_script
from dashboard.components.shared import ids
from dashboard.components.shared.legend import legend, points_legend
from dashboard.components.shared.page_scripts import MAP_SCRIPT
from dashboard.components.shared.wording import map_sentence, map_title
from dashboard.domain.clock import Clock
from dashboard.domain.indicators import Scale
from dashboard.domain.selections.map import MAP, MapSelection
from dashboard.figures.interactive import region_map

_MARKED = frozenset({"points", "halls", "focus"})
"""The parts of a map that the legend of its points follows."""


def register(app: Dash, current: SnapshotHolder, clock: Clock) -> None:
    """Register the callbacks of the page, and its script; ``clock`` gives the present time."""
    register_script(app, MAP_SCRIPT, ("clicked", ids.MAP, "clickData"))

    @app.callback(
        Output(ids.MAP, "figure"),
        Output(MAP_SCRIPT.answer_store, "data"),
        Input(ids.MAP_REQUEST, "data"),
    )
    def draw_page(request: dict[str, Any]) -> tuple[object, ...]:
        selection = MapSelection.from_query(request["query"])
        return answer_page(current.snapshot, selection, request["parts"], now=clock())


def answer_page(
    snapshot: Snapshot, selection: MapSelection, parts: list[str], *, now: dt.datetime
) -> tuple[object, ...]:
    """Answer what ``parts`` names has changed of the page; of ``now`` only the day counts."""
    drawn = answer_map(snapshot, selection, parts)
    return drawn.with_markup(answer_listing(snapshot, selection, parts, now=now))


def answer_map(snapshot: Snapshot, selection: MapSelection, parts: list[str]) -> MapsAnswer:
    """Answer what ``parts`` names has changed of the map, its texts where values change.

    Args:
        snapshot: what answers are made from.
        selection: what the reader asked for.
        parts: ``all``, or any of ``values``, ``level``, ``points``, ``halls``, ``focus``.
    """
    index = snapshot.region_index
    if "all" in parts:
        analysed = analyse(index, selection)
        figure = _figure(list(whole_layers(snapshot, selection, analysed)), snapshot, selection)
        return MapsAnswer((figure,), markup=map_texts(snapshot, selection, analysed))
    valued = analyse(index, selection) if "values" in parts else None
    change = map_change(
        list(changed_layers(snapshot, selection, parts)),
        snapshot,
        selection.territory,
        parts,
        level=changed_level(snapshot, selection.level) if "level" in parts else None,
        territories=changed_territories(snapshot, selection, valued) if valued else None,
    )
    changes = {ids.MAP: change}
    if valued:
        return MapsAnswer(changes=changes, markup=map_texts(snapshot, selection, valued))
    marks = {ids.POINTS_LEGEND: points_legend(selection)} if _MARKED & set(parts) else {}
    return MapsAnswer(changes=changes, markup=marks)


def map_texts(snapshot: Snapshot, selection: MapSelection, analysed: Analysed) -> dict[str, Markup]:
    """Write what is around the map, from the very values that colour it."""
    index = snapshot.region_index
    totals, names = region_totals(index, selection), index.territories[selection.level].labels
    return written(
        {
            ids.MAP_TITLE: map_title(selection),
            ids.MAP_FILTERS: MAP.sentence(selection),
            ids.MAP_SENTENCE: map_sentence(
                selection, analysed.values, totals, names, region=index.region
            ),
            ids.LEGEND: map_legend(snapshot, selection, analysed),
            ids.POINTS_LEGEND: points_legend(selection),
        }
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
