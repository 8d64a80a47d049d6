"""The two maps of « Comparer »: the same classes, legend and scale on both sides."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, NamedTuple

from dash import no_update
from markupsafe import Markup

from dashboard.analysis.comparison.compare import accepted
from dashboard.analysis.comparison.map_pair import PairedMap, shown_on_sides, sides, with_sides
from dashboard.analysis.indicators.classification import Analysed, analyse
from dashboard.analysis.indicators.ordering import table_row
from dashboard.analysis.snapshot import Snapshot
from dashboard.callbacks.map.drawing import (
    MapChange,
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


class MapsTexts(NamedTuple):
    """What is around the two maps, in the order of ``MapsAnswer``."""

    left_title: str
    right_title: str
    left_sentence: str
    right_sentence: str
    title: str
    filters: str
    markup: dict[str, Markup]
    """The legend and the table, by the ids of their places."""


class MapsAnswer(NamedTuple):
    """The two maps and what is around them, in the order of the callback's outputs, or nothing new."""

    left: object = no_update
    right: object = no_update
    changes: object = no_update
    """By the id of each map, what changes on it where it is not drawn whole."""
    left_title: object = no_update
    right_title: object = no_update
    left_sentence: object = no_update
    right_sentence: object = no_update
    title: object = no_update
    filters: object = no_update
    markup: Mapping[str, str] = MappingProxyType({})
    """The legend and the table, by the ids of their places."""


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
        return MapsAnswer(changes={})
    paired = with_sides(snapshot, selection)
    left, right = (_draw(snapshot, paired, side) for side in sides(snapshot, paired))
    texts = _texts(snapshot, selection, left, right)
    if "sides" not in parts:
        changes = {
            ids.COMPARISON_LEFT: _change(snapshot, left),
            ids.COMPARISON_RIGHT: _change(snapshot, right),
        }
        return MapsAnswer(no_update, no_update, changes, *texts)
    viewports = _same_scale(snapshot, left.selection, right.selection)
    left_figure, right_figure = (
        _figure(snapshot, drawn, viewport)
        for drawn, viewport in zip((left, right), viewports, strict=True)
    )
    return MapsAnswer(left_figure, right_figure, no_update, *texts)


def maps_texts(snapshot: Snapshot, selection: ComparisonSelection) -> MapsTexts:
    """Write what is around the two maps, without drawing them."""
    paired = with_sides(snapshot, selection)
    left, right = (_draw(snapshot, paired, side) for side in sides(snapshot, paired))
    return _texts(snapshot, selection, left, right)


def _texts(
    snapshot: Snapshot, selection: ComparisonSelection, left: _Drawn, right: _Drawn
) -> MapsTexts:
    paired, level = with_sides(snapshot, selection), left.selection.level
    return MapsTexts(
        left_title=left.wording.title,
        right_title=right.wording.title,
        left_sentence=side_sentence(left.wording, level, paired.indicator),
        right_sentence=side_sentence(right.wording, level, paired.indicator),
        title=maps_title(paired, level),
        filters=maps_filters(paired, left.selection, right.selection),
        markup={
            ids.COMPARISON_LEGEND: map_legend(
                snapshot,
                left.selection,
                left.analysed,
                more_notes=counts_note(paired, left.wording.title),
            ),
            ids.COMPARISON_POINTS_LEGEND: points_legend(left.selection, right.selection),
            ids.COMPARISON_MAP_TABLE: pair_table(left.wording, right.wording, paired, level)
            + maps_downloads(selection),
            **_choices(snapshot, paired),
        },
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
