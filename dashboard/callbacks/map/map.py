"""The map's answers: colours, points and outline for a selection, with title, legend, sentence."""

from __future__ import annotations

import datetime as dt
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
        Output(ids.MAP_CHANGES, "data"),
        Output(ids.MAP_TITLE, "children"),
        Output(ids.MAP_FILTERS, "children"),
        Output(ids.MAP_SENTENCE, "children"),
        Output(ids.MAP_MARKUP, "data"),
        Output(ids.RESULT_COUNT, "children"),
        Input(ids.MAP_REQUEST, "data"),
    )
    def draw_page(request: dict[str, Any]) -> PageAnswer:
        selection = MapSelection.from_query(request["query"])
        return answer_page(current.snapshot, selection, request["parts"], now=clock())


class MapAnswer(NamedTuple):
    """The map and what is around it; texts that do not change are left as they are."""

    figure: object = no_update
    """The whole figure, where it is asked for."""
    changes: object = no_update
    """Else, by the id of the map, what changes on it."""
    title: object = no_update
    filters: object = no_update
    sentence: object = no_update
    markup: object = no_update
    """The legends, by the ids of their places."""


class PageAnswer(NamedTuple):
    """The map and all that the page shows of it, in one answer: both are small."""

    figure: object
    changes: object
    title: object
    filters: object
    sentence: object
    markup: dict[str, str]
    """The legend, the table, the notice and the panel, by the ids of their places."""
    result_count: object


class MapTexts(NamedTuple):
    """What is around a map, in the order of ``MapAnswer``."""

    title: str
    filters: str
    sentence: str
    markup: dict[str, Markup]
    """The legend, by the id of its place."""


def answer_page(
    snapshot: Snapshot, selection: MapSelection, parts: list[str], *, now: dt.datetime
) -> PageAnswer:
    """Answer what ``parts`` names has changed of the page; of ``now`` only the day counts."""
    drawn = answer_map(snapshot, selection, parts)
    return page_answer(drawn, *answer_listing(snapshot, selection, parts, now=now))


def page_answer(drawn: MapAnswer, told: dict[str, str], count: object) -> PageAnswer:
    """Answer a map and what is told beside it together, each part of the markup by the id of its place."""
    legend_markup = drawn.markup if isinstance(drawn.markup, dict) else {}
    return PageAnswer(
        drawn.figure,
        drawn.changes,
        drawn.title,
        drawn.filters,
        drawn.sentence,
        legend_markup | told,
        count,
    )


def answer_map(snapshot: Snapshot, selection: MapSelection, parts: list[str]) -> MapAnswer:
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
        return MapAnswer(figure, no_update, *map_texts(snapshot, selection, analysed))
    valued = analyse(index, selection) if "values" in parts else None
    change = map_change(
        list(changed_layers(snapshot, selection, parts)),
        snapshot,
        selection.territory,
        parts,
        level=changed_level(snapshot, selection.level) if "level" in parts else None,
        territories=changed_territories(snapshot, selection, valued) if valued else None,
    )
    if valued:
        return MapAnswer(no_update, {ids.MAP: change}, *map_texts(snapshot, selection, valued))
    marks = {ids.POINTS_LEGEND: points_legend(selection)} if _MARKED & set(parts) else no_update
    return MapAnswer(changes={ids.MAP: change}, markup=marks)


def map_texts(snapshot: Snapshot, selection: MapSelection, analysed: Analysed) -> MapTexts:
    """Write what is around the map, from the very values that colour it."""
    index = snapshot.region_index
    totals, names = region_totals(index, selection), index.territories[selection.level].labels
    return MapTexts(
        map_title(selection),
        MAP.sentence(selection),
        map_sentence(selection, analysed.values, totals, names, region=index.region),
        {
            ids.LEGEND: map_legend(snapshot, selection, analysed),
            ids.POINTS_LEGEND: points_legend(selection),
        },
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
