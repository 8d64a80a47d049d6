"""The two maps of « Comparer »: the same classes, legend and scale on both sides."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from dash import no_update
from markupsafe import Markup

from dashboard.analysis.comparison.compare import accepted
from dashboard.analysis.comparison.map_pair import PairedMap, shown_on_sides, sides, with_sides
from dashboard.analysis.indicators.classification import Analysed, analyse
from dashboard.analysis.indicators.ordering import table_row
from dashboard.analysis.snapshot import Snapshot
from dashboard.callbacks.answers import MapChange, MapsAnswer, written
from dashboard.callbacks.map.drawing import (
    by_trace,
    focus_on,
    map_change,
    viewport_on,
)
from dashboard.callbacks.map.layers import changed_layers, changed_territories, whole_layers
from dashboard.callbacks.map.map import map_legend
from dashboard.components.comparison.downloads import maps_downloads
from dashboard.components.comparison.maps import (
    MapRow,
    MapSide,
    counts_note,
    maps_filters,
    maps_title,
    pair_table,
    side_choices,
    side_sentence,
    side_title,
)
from dashboard.components.shared import ids
from dashboard.components.shared.legend import points_legend
from dashboard.components.shared.wording import undated_text
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.map import MapSelection
from dashboard.figures.interactive import region_map
from dashboard.figures.interactive.viewport import Viewport

_AS_THEY_ARE = (no_update, no_update)


@dataclass(frozen=True, eq=False)
class _Drawn:
    """One of the two maps: its side, the values it shows, and its title and rows in words."""

    side: PairedMap
    analysed: Analysed
    wording: MapSide

    @property
    def selection(self) -> MapSelection:
        """What the map shows."""
        return self.side.selection


def answer_maps(
    snapshot: Snapshot, selection: ComparisonSelection, parts: Collection[str]
) -> MapsAnswer:
    """Answer what the two maps show.

    Args:
        snapshot: what answers are made from.
        selection: what the reader asked for.
        parts: ``sides`` where the territories, their level or the years have changed, ``values`` where the
            values have; without either nothing changes on the maps.
    """
    if not {"sides", "values"} & {*parts}:
        return MapsAnswer(_AS_THEY_ARE, {})
    paired = with_sides(snapshot, selection)
    left, right = (_draw(snapshot, paired, side) for side in sides(snapshot, paired))
    texts = _texts(snapshot, selection, left, right)
    if "sides" not in parts:
        changes = {
            ids.COMPARISON_LEFT: _change(snapshot, left),
            ids.COMPARISON_RIGHT: _change(snapshot, right),
        }
        return MapsAnswer(_AS_THEY_ARE, changes, texts)
    viewports = _same_scale(snapshot, left.selection, right.selection)
    figures = (
        _figure(snapshot, drawn, viewport)
        for drawn, viewport in zip((left, right), viewports, strict=True)
    )
    return MapsAnswer((*figures,), markup=texts)


def maps_texts(snapshot: Snapshot, selection: ComparisonSelection) -> dict[str, Markup]:
    """Write what is around the two maps, without drawing them."""
    paired = with_sides(snapshot, selection)
    left, right = (_draw(snapshot, paired, side) for side in sides(snapshot, paired))
    return _texts(snapshot, selection, left, right)


def _texts(
    snapshot: Snapshot, selection: ComparisonSelection, left: _Drawn, right: _Drawn
) -> dict[str, Markup]:
    paired, level = with_sides(snapshot, selection), left.selection.level
    legend = map_legend(
        snapshot,
        left.selection,
        left.analysed,
        more_notes=counts_note(paired, left.wording.title),
    )
    table = pair_table(left.wording, right.wording, paired, level) + maps_downloads(selection)
    return written(
        {
            ids.COMPARISON_LEFT_TITLE: left.wording.title,
            ids.COMPARISON_RIGHT_TITLE: right.wording.title,
            ids.COMPARISON_LEFT_SENTENCE: side_sentence(left.wording, level, paired.indicator),
            ids.COMPARISON_RIGHT_SENTENCE: side_sentence(right.wording, level, paired.indicator),
            ids.COMPARISON_MAP_TITLE: maps_title(paired, level),
            ids.COMPARISON_MAP_FILTERS: maps_filters(paired, left.selection, right.selection),
            ids.COMPARISON_LEGEND: legend,
            ids.COMPARISON_POINTS_LEGEND: points_legend(left.selection, right.selection),
            ids.COMPARISON_MAP_TABLE: table,
            **_choices(snapshot, paired),
        }
    )


def _choices(snapshot: Snapshot, selection: ComparisonSelection) -> dict[str, Markup]:
    """Write what each map can show: the territories compared, and the region."""
    region_index = snapshot.region_index
    _, codes, _ = accepted(snapshot, selection.territories)
    region = region_index.region.code
    left, right = shown_on_sides(snapshot, selection)
    names = {code: region_index.name_of(code) for code in (*codes, region)}
    return side_choices(selection, names, (left or region, right or region))


def _draw(snapshot: Snapshot, selection: ComparisonSelection, side: PairedMap) -> _Drawn:
    analysed = analyse(snapshot.region_index, side.selection)
    values = analysed.values
    territories = snapshot.region_index.territories[side.selection.level]
    rows = tuple(
        MapRow(
            territories.labels[row],
            table_row(territories, values, row).values,
            cautious=bool(territories.low_population[row]),
        )
        for row in side.members.tolist()
    )
    undated = undated_text(side.selection, side.undated)
    title = side_title(side.name, selection, side.selection)
    return _Drawn(side, analysed, MapSide(title, rows, undated))


def _same_scale(
    snapshot: Snapshot, left: MapSelection, right: MapSelection
) -> tuple[Viewport, Viewport]:
    """Show both territories at the scale of the larger one; beside the region, each at its own."""
    left_viewport, right_viewport = (
        viewport_on(snapshot, side.territory) for side in (left, right)
    )
    if None in {left.territory, right.territory}:
        return left_viewport, right_viewport
    zoom = min(left_viewport.zoom, right_viewport.zoom)
    return replace(left_viewport, zoom=zoom), replace(right_viewport, zoom=zoom)


def _figure(snapshot: Snapshot, drawn: _Drawn, viewport: Viewport) -> dict[str, Any]:
    updates = list(whole_layers(snapshot, drawn.selection, drawn.analysed))
    return region_map.region_map(
        by_trace(updates),
        style=snapshot.style,
        viewport=viewport,
        focus=focus_on(drawn.selection.territory),
    )


def _change(snapshot: Snapshot, drawn: _Drawn) -> MapChange:
    selection, parts = drawn.selection, ("points",)
    return map_change(
        list(changed_layers(snapshot, selection, parts)),
        snapshot,
        selection.territory,
        parts,
        territories=changed_territories(snapshot, selection, drawn.analysed),
    )
