"""The two maps of « Comparer »: the same classes, legend and scale on both sides."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from math import isnan
from typing import Any

from dash import Patch, html
from dash.development.base_component import Component

from dashboard.analysis.comparison.map_pair import Side, sides, with_sides
from dashboard.analysis.indicators.classification import Analysed, analyse
from dashboard.analysis.snapshot import Desk
from dashboard.callbacks.map.drawing import by_trace, focus_on, patched, viewport_on
from dashboard.callbacks.map.layers import changed_layers
from dashboard.callbacks.map.map import map_legend
from dashboard.components.comparison.downloads import maps_downloads
from dashboard.components.comparison.maps import (
    MapRow,
    MapSide,
    counts_note,
    maps_filters,
    maps_title,
    pair_table,
    side_sentence,
    side_title,
)
from dashboard.components.shared import ids
from dashboard.components.shared.markup import markup
from dashboard.components.shared.wording import undated_text
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.map import Selection
from dashboard.figures.interactive import region_map
from dashboard.figures.interactive.viewport import Viewport


@dataclass(frozen=True, eq=False)
class _Drawn:
    """A side, what it shows, and what it is told with."""

    side: Side
    analysed: Analysed
    told: MapSide

    @property
    def selection(self) -> Selection:
        """What the map shows."""
        return self.side.selection


def answer_maps(
    desk: Desk, asked: ComparisonSelection, parts: Collection[str]
) -> tuple[object, ...]:
    """Answer both figures, both titles and sentences, the common title, filters and markup.

    Args:
        desk: what answers are made from.
        asked: what the reader asked for.
        parts: ``sides`` where the territories, their level or the years have changed, else ``values``.
    """
    selection = with_sides(desk.comparison, asked)
    left, right = (_drawn(desk, selection, side) for side in sides(desk.comparison, selection))
    level = left.selection.level
    whole = "sides" in parts
    viewports = _same_scale(desk, left.selection, right.selection)
    figures = [
        _figure(desk, one, viewport) if whole else _patch(desk, one)
        for one, viewport in zip((left, right), viewports, strict=True)
    ]
    return (
        *figures,
        left.told.title,
        right.told.title,
        side_sentence(left.told, level, selection.indicator),
        side_sentence(right.told, level, selection.indicator),
        maps_title(selection, level),
        maps_filters(selection, left.selection, right.selection),
        {
            ids.COMPARISON_LEGEND: markup(_legend(desk, selection, left)),
            ids.COMPARISON_MAP_TABLE: markup(
                [pair_table(left.told, right.told, selection, level), maps_downloads(asked)]
            ),
        },
    )


def _drawn(desk: Desk, asked: ComparisonSelection, side: Side) -> _Drawn:
    analysed = analyse(desk.observatory, side.selection)
    values = analysed.values
    territories = desk.observatory.territories[side.selection.level]
    rows = tuple(
        MapRow(
            territories.labels[row],
            int(values.number[row]),
            _known(float(values.rate[row])),
            _known(float(values.share[row])),
            cautious=bool(territories.low_population[row]),
        )
        for row in side.members.tolist()
    )
    undated = undated_text(side.selection, side.undated)
    title = side_title(side.name, asked, side.selection)
    return _Drawn(side, analysed, MapSide(title, rows, undated))


def _same_scale(desk: Desk, left: Selection, right: Selection) -> tuple[Viewport, Viewport]:
    """Show both territories at the scale of the larger one; beside the region, each at its own."""
    one, other = (viewport_on(desk, side.territory) for side in (left, right))
    if None in {left.territory, right.territory}:
        return one, other
    zoom = min(one.zoom, other.zoom)
    return replace(one, zoom=zoom), replace(other, zoom=zoom)


def _figure(desk: Desk, drawn: _Drawn, viewport: Viewport) -> dict[str, Any]:
    updates = changed_layers(desk, drawn.selection, {"all"}, drawn.analysed)
    return region_map.region_map(
        by_trace(list(updates)),
        style=desk.style,
        viewport=viewport,
        focus=focus_on(drawn.selection.territory),
    )


def _patch(desk: Desk, drawn: _Drawn) -> Patch:
    return patched(changed_layers(desk, drawn.selection, {"values", "points"}, drawn.analysed))


def _legend(desk: Desk, selection: ComparisonSelection, left: _Drawn) -> list[Component]:
    legend = map_legend(desk, left.selection, left.analysed)
    notes = counts_note(selection, left.told.title)
    return [*legend, *(html.P(note, className="legend-note") for note in notes)]


def _known(value: float) -> float | None:
    return None if isnan(value) else value
