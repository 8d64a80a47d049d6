"""The map's answers: colours, points and outline for a selection, with title, legend, sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from dash import Dash, Input, Output, Patch, no_update

from dashboard.analysis.aggregation import region_totals, territory_values
from dashboard.analysis.circles import circle_radii, legend_numbers
from dashboard.analysis.classification import circle_reference, class_breaks, classify
from dashboard.analysis.desk import Desk
from dashboard.analysis.places import initiative_points
from dashboard.analysis.records import keep_records
from dashboard.analysis.results import Classes, Values
from dashboard.components import ids
from dashboard.components.legend import legend
from dashboard.components.wording import filters_text, map_sentence, map_title
from dashboard.domain.indicator import Indicator
from dashboard.domain.selection import PointLayer, Selection
from dashboard.domain.territory import Level, level_of
from dashboard.figures import region_map
from dashboard.figures.hover import hover_texts, point_hover, point_sizes
from dashboard.figures.region_map import PointSet, Update
from dashboard.figures.viewport import Bounds, Viewport, viewport_of

REGION_FOCUS = "region"
LARGEST_CIRCLE_PX = {Level.COMMUNE: 9.0, Level.EPCI: 24.0, Level.DEPARTEMENT: 34.0}
"""Radius of the largest number: neighbours of a level must stay apart."""
_EDGE_PX = {Level.COMMUNE: 0.3, Level.EPCI: 0.8, Level.DEPARTEMENT: 1.2}
_MARGINS = {Level.COMMUNE: 5.0, Level.EPCI: 0.8, Level.DEPARTEMENT: 0.2}
"""Room left around a chosen territory, so that its neighbours are seen."""
_NO_POINTS = PointSet(np.zeros(0), np.zeros(0), (), (), np.zeros(0))

Updates = list[tuple[int, Update]]


@dataclass(frozen=True)
class Analysed:
    """The values of a selection and the classes they fall in."""

    values: Values
    classes: Classes


def register(app: Dash, desk: Desk) -> None:
    """Register the callback of the map."""

    @app.callback(
        Output(ids.MAP, "figure"),
        Output(ids.MAP_TITLE, "children"),
        Output(ids.MAP_FILTERS, "children"),
        Output(ids.MAP_SENTENCE, "children"),
        Output(ids.LEGEND, "children"),
        Input(ids.MAP_REQUEST, "data"),
    )
    def draw_map(request: dict[str, Any]) -> tuple[object, ...]:
        return answer_map(desk, Selection.from_query(request["query"]), request["parts"])


def answer_map(desk: Desk, selection: Selection, parts: list[str]) -> tuple[object, ...]:
    """Answer figure, title, filters, sentence and legend: only what ``parts`` names has changed.

    Args:
        desk: what answers are made from.
        selection: what the reader asked for.
        parts: ``all``, or any of ``values``, ``level``, ``points``, ``halls``, ``focus``.
    """
    whole = "all" in parts
    if not whole and "values" not in parts:
        updates = _updates(desk, selection, parts, None)
        return (_patch(updates, desk, selection, parts), *(no_update,) * 4)
    analysed = analyse(desk, selection)
    updates = _updates(desk, selection, parts, analysed)
    figure = _figure(updates, desk, selection) if whole else _patch(updates, desk, selection, parts)
    return (figure, *_texts(desk, selection, analysed))


def analyse(desk: Desk, selection: Selection) -> Analysed:
    """Count, rate and classify every territory of the level shown."""
    values = territory_values(desk.observatory, selection)
    return Analysed(values, classify(values, class_breaks(desk.observatory, selection)))


def _texts(desk: Desk, selection: Selection, analysed: Analysed) -> tuple[object, ...]:
    names = desk.observatory.territories[selection.level].labels
    totals = region_totals(desk.observatory, selection)
    return (
        map_title(selection),
        filters_text(selection),
        map_sentence(selection, analysed.values, totals, names),
        legend(
            analysed.classes,
            indicator=selection.indicator,
            level=selection.level,
            circles=_legend_circles(desk, selection),
        ),
    )


def _figure(updates: Updates, desk: Desk, selection: Selection) -> dict[str, Any]:
    by_trace: dict[int, list[Update]] = {}
    for trace, update in updates:
        by_trace.setdefault(trace, []).append(update)
    return region_map.region_map(
        by_trace, style=desk.style, viewport=_viewport(desk, selection), focus=_focus(selection)
    )


def _patch(updates: Updates, desk: Desk, selection: Selection, parts: list[str]) -> Patch:
    patch = Patch()
    for trace, update in updates:
        for path, value in update.items():
            place = patch["data"][trace]
            *parents, leaf = path.split(".")
            for parent in parents:
                place = place[parent]
            place[leaf] = value
    if "focus" in parts:
        viewport = _viewport(desk, selection)
        patch["layout"]["meta"] = viewport.to_meta()
        layout = patch["layout"]["map"]
        for key, value in viewport.to_layout().items():
            layout[key] = value
        layout["uirevision"] = _focus(selection)
        patch["layout"]["uirevision"] = _focus(selection)
    return patch


def _updates(
    desk: Desk, selection: Selection, parts: list[str], analysed: Analysed | None
) -> Updates:
    return list(_each_update(desk, selection, set(parts), analysed))


def _each_update(
    desk: Desk, selection: Selection, parts: set[str], analysed: Analysed | None
) -> Iterator[tuple[int, Update]]:
    whole = "all" in parts
    if whole or "level" in parts:
        yield region_map.TERRITORIES, _level(desk, selection)
    if analysed is not None:
        hovers = hover_texts(analysed.values)
        yield (
            region_map.TERRITORIES,
            region_map.territories_update(analysed.classes, hovers, selection.indicator),
        )
        circles = _circles(desk, selection, analysed.values, hovers)
        yield region_map.CIRCLES, region_map.points_update(circles, cluster=False)
    if whole or "points" in parts:
        points = _initiatives(desk, selection)
        clustered = len(points.longitudes) > region_map.CLUSTER_ABOVE
        yield region_map.INITIATIVE_HALOS, region_map.halos_update(points, cluster=clustered)
        yield region_map.INITIATIVES, region_map.points_update(points, cluster=clustered)
    if whole or "halls" in parts:
        halls = _town_halls(desk, selection)
        yield region_map.TOWN_HALL_HALOS, region_map.halos_update(halls, cluster=True)
        yield region_map.TOWN_HALLS, region_map.points_update(halls, cluster=True)
    if whole or "focus" in parts:
        outlined = _outlined(desk, selection)
        yield region_map.CASING, outlined
        yield region_map.CHOSEN, outlined


def _level(desk: Desk, selection: Selection) -> Update:
    territories = desk.observatory.territories[selection.level]
    return region_map.level_update(
        territories.codes,
        territories.labels,
        desk.boundaries[selection.level],
        edge_px=_EDGE_PX[selection.level],
    )


def _outlined(desk: Desk, selection: Selection) -> Update:
    level = level_of(selection.territory) if selection.territory else None
    known = level is not None and selection.territory in desk.observatory.territories[level].rows
    boundaries = desk.boundaries[level if level and known else selection.level]
    return region_map.outlined_update(selection.territory if known else None, boundaries)


def _circles(desk: Desk, selection: Selection, values: Values, hovers: list[str]) -> PointSet:
    if selection.indicator is not Indicator.NUMBER:
        return _NO_POINTS
    territories = desk.observatory.territories[selection.level]
    rows = np.flatnonzero(values.number)
    reference = circle_reference(desk.observatory, selection)
    radii = circle_radii(
        values.number[rows], largest_px=LARGEST_CIRCLE_PX[selection.level], reference=reference
    )
    chosen = rows.tolist()
    return PointSet(
        longitudes=territories.centres[rows, 0],
        latitudes=territories.centres[rows, 1],
        hovers=[f"<b>{territories.labels[row]}</b><br>{hovers[row]}" for row in chosen],
        targets=[f"territoire:{territories.codes[row]}" for row in chosen],
        sizes=2 * radii,
    )


def _legend_circles(desk: Desk, selection: Selection) -> list[tuple[int, float]]:
    if selection.indicator is not Indicator.NUMBER:
        return []
    reference = circle_reference(desk.observatory, selection)
    numbers = np.array(legend_numbers(reference), dtype=np.int64)
    radii = circle_radii(
        numbers, largest_px=LARGEST_CIRCLE_PX[selection.level], reference=reference
    )
    return [(int(number), 2 * float(radius)) for number, radius in zip(numbers, radii, strict=True)]


def _initiatives(desk: Desk, selection: Selection) -> PointSet:
    if PointLayer.INITIATIVES not in selection.points:
        return _NO_POINTS
    kept = keep_records(desk.observatory.records, selection)
    points = initiative_points(desk.observatory.places, kept)
    names, identifiers = desk.shelf.names, desk.shelf.ids
    communes = desk.observatory.territories[Level.COMMUNE]
    return PointSet(
        longitudes=points["longitude"].to_numpy(),
        latitudes=points["latitude"].to_numpy(),
        hovers=[
            point_hover(
                [names[record] for record in records],
                communes.names[communes.rows[code]],
                approximate=bool(rough),
            )
            for records, code, rough in zip(
                points["records"], points["commune_code"], points["approximate"], strict=True
            )
        ],
        targets=[
            f"fiche:{identifiers[records[0]]}" if len(records) == 1 else f"territoire:{code}"
            for records, code in zip(points["records"], points["commune_code"], strict=True)
        ],
        sizes=point_sizes(points["records"].map(len).to_numpy(np.int64)),
    )


def _town_halls(desk: Desk, selection: Selection) -> PointSet:
    if PointLayer.TOWN_HALLS not in selection.points:
        return _NO_POINTS
    halls = desk.shelf.town_halls
    communes = desk.observatory.territories[Level.COMMUNE]
    return PointSet(
        longitudes=halls["longitude"].to_numpy(),
        latitudes=halls["latitude"].to_numpy(),
        hovers=[f"Mairie : {communes.labels[communes.rows[code]]}" for code in halls.index],
        targets=[f"territoire:{code}" for code in halls.index],
        sizes=np.full(len(halls), 7.0),
    )


def _viewport(desk: Desk, selection: Selection) -> Viewport:
    level = level_of(selection.territory) if selection.territory else None
    if level is not None and selection.territory is not None:
        territories = desk.observatory.territories[level]
        row = territories.row_of(selection.territory)
        if row is not None and not np.isnan(territories.bounds[row]).any():
            return viewport_of(_bounds(territories.bounds[row]), margin=_MARGINS[level])
    departements = desk.observatory.territories[Level.DEPARTEMENT].bounds
    return viewport_of(
        _bounds(np.concatenate([departements[:, :2].min(axis=0), departements[:, 2:].max(axis=0)]))
    )


def _bounds(corners: np.typing.NDArray[np.float64]) -> Bounds:
    west, south, east, north = (float(corner) for corner in corners)
    return west, south, east, north


def _focus(selection: Selection) -> str:
    return selection.territory or REGION_FOCUS
