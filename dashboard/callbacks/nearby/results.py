"""The answers of « Près de chez vous »: the list or a record's detail, and the map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

import numpy as np
from dash import Dash, Input, Output
from markupsafe import Markup

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.kernel.projection import to_degrees
from dashboard.analysis.nearby.answer import answer
from dashboard.analysis.nearby.record import opened_record
from dashboard.analysis.nearby.results import Nearby, NearbyEntry, NoOrigin, Origin, OriginKind
from dashboard.analysis.snapshot import Snapshot
from dashboard.callbacks.answers import Told, written
from dashboard.callbacks.page_scripts import register_script
from dashboard.components.nearby.results import nearby_answers, shown_at_once
from dashboard.components.nearby.wording import count_text, map_sentence, map_title
from dashboard.components.shared import ids
from dashboard.components.shared.page_scripts import NEARBY_SCRIPT
from dashboard.components.summaries.record import on_nearby, record_detail_panel
from dashboard.domain.clock import Clock
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.domain.territory import Level
from dashboard.figures.interactive.hover import point_hover, point_sizes
from dashboard.figures.interactive.nearby_map import (
    NO_POINT,
    Around,
    circle_line,
    hall_point,
    nearby_map,
)
from dashboard.figures.interactive.traces import PointSet
from dashboard.figures.interactive.viewport import Bounds, viewport_of

_NUMBERED_PX = 20.0
"""A point that has a number written on it."""
MOST_ON_MAP = 150
"""Initiatives drawn, the nearest ones; the sentence under the map gives their total number."""


def register(app: Dash, current: SnapshotHolder, clock: Clock) -> None:
    """Register the callbacks of the page."""

    @app.callback(
        Output(NEARBY_SCRIPT.answer_store, "data"),
        Input(ids.NEARBY_REQUEST, "data"),
    )
    def draw_list(request: dict[str, Any]) -> Told:
        listed = answer_list(current.snapshot, selection_of(request), now=clock())
        return {"changes": None, "markup": listed}

    @app.callback(
        Output(ids.NEARBY_MAP, "figure"),
        Output(ids.NEARBY_MAP_TITLE, "children"),
        Output(ids.NEARBY_MAP_SENTENCE, "children"),
        Input(ids.NEARBY_MAP_REQUEST, "data"),
    )
    def draw_map(request: dict[str, Any]) -> tuple[object, str, str]:
        return answer_map(
            current.snapshot, NearbySelection.from_query(request["query"]), now=clock()
        )

    register_script(
        app,
        NEARBY_SCRIPT,
        ("clicked", ids.NEARBY_MAP, "clickData"),
    )


def selection_of(request: Mapping[str, Any]) -> NearbySelection:
    """Read what a request asks; the page's first one lists which words of its address were refused."""
    selection = NearbySelection.from_query(request["query"])
    return replace(selection, refused=frozenset(request.get("refused", ())))


def answer_list(
    snapshot: Snapshot, selection: NearbySelection, *, now: dt.datetime
) -> dict[str, Markup]:
    """Answer the markup of the results, with how many there are in words."""
    detail = opened_record(snapshot, selection, now=now)
    opened = None if detail is None else record_detail_panel(detail, on_nearby(selection))
    nearby = answer(snapshot, selection, now=now, limit=shown_at_once(selection))
    count = "" if isinstance(nearby, NoOrigin) else count_text(nearby, selection.radius)
    results = nearby_answers(nearby, selection, opened)
    return written({ids.NEARBY_RESULTS: results, ids.NEARBY_COUNT: count})


def answer_map(
    snapshot: Snapshot, selection: NearbySelection, *, now: dt.datetime
) -> tuple[object, str, str]:
    """Answer the figure, its title and the sentence that describes it."""
    nearby = answer(snapshot, selection, now=now, limit=MOST_ON_MAP)
    if isinstance(nearby, NoOrigin):
        title = f"Carte {snapshot.region_index.region.of}"
        return _region(snapshot), title, "Aucun lieu choisi : rien n’est dessiné."
    origin = nearby.origin
    around = Around(
        longitude=origin.longitude,
        latitude=origin.latitude,
        radius_m=None if origin.kind is OriginKind.EPCI else selection.radius.metres,
        epci=_outlined_epci(origin, selection),
        boundaries=snapshot.boundaries,
        ground=snapshot.region_index.territories[Level.DEPARTEMENT].codes,
        name=map_title(nearby, selection),
    )
    points, numbers = _points(nearby, shown_at_once(selection))
    figure = nearby_map(
        around,
        points,
        _hall(nearby, snapshot),
        numbers=numbers,
        style=snapshot.style,
        viewport=viewport_of(_bounds(snapshot, around, origin)),
    )
    return figure, map_title(nearby, selection), map_sentence(nearby, selection)


def _region(snapshot: Snapshot) -> object:
    bounds = snapshot.region_index.territories[Level.DEPARTEMENT].bounds
    west, south = bounds[:, :2].min(axis=0)
    east, north = bounds[:, 2:].max(axis=0)
    around = Around(
        longitude=float(west + east) / 2,
        latitude=float(south + north) / 2,
        radius_m=None,
        epci="",
        boundaries=snapshot.boundaries,
        ground=snapshot.region_index.territories[Level.DEPARTEMENT].codes,
        name="",
    )
    return nearby_map(
        around,
        NO_POINT,
        NO_POINT,
        style=snapshot.style,
        viewport=viewport_of((float(west), float(south), float(east), float(north))),
    )


def _outlined_epci(origin: Origin, selection: NearbySelection) -> str:
    """Outline the EPCI where all of it is listed.

    A commune is not: its boundaries would be the longest thing the page fetches, for one line.
    """
    whole = origin.kind is OriginKind.EPCI or selection.radius.metres is None
    return origin.epci_code if whole else ""


def _bounds(snapshot: Snapshot, around: Around, origin: Origin) -> Bounds:
    """Show the circle whole, or else the outlined EPCI."""
    if around.radius_m is not None:
        longitudes, latitudes = circle_line(around.longitude, around.latitude, around.radius_m)
        return min(longitudes), min(latitudes), max(longitudes), max(latitudes)
    epci = snapshot.region_index.territories[Level.EPCI]
    row = epci.row_of(origin.epci_code)
    if row is None:
        return origin.longitude, origin.latitude, origin.longitude, origin.latitude
    west, south, east, north = (float(corner) for corner in epci.bounds[row])
    return west, south, east, north


def _points(nearby: Nearby, listed: int) -> tuple[PointSet, list[str]]:
    """Gather what was found by position: one point each, with the names of all that are there.

    Returns:
        The points, and what is written on each: the number in the list of the first that is there,
        for the ``listed`` first of the list.
    """

    def position(numbered: tuple[int, NearbyEntry]) -> tuple[float, float]:
        return numbered[1].longitude or 0.0, numbered[1].latitude or 0.0

    ordered = sorted(enumerate(nearby.located, 1), key=position)
    gathered = [(place, list(members)) for place, members in groupby(ordered, key=position)]
    groups = [(place, [entry for _, entry in members]) for place, members in gathered]
    numbers = [str(members[0][0]) if members[0][0] <= listed else "" for _, members in gathered]
    sizes = np.array([len(members) for _, members in groups], dtype=np.int64)
    drawn = point_sizes(sizes) if groups else np.zeros(0)
    points = PointSet(
        longitudes=np.array([place[0] for place, _ in groups]),
        latitudes=np.array([place[1] for place, _ in groups]),
        hovers=[
            point_hover(
                [entry.name for entry in members],
                members[0].commune,
                approximate=all(entry.approximate for entry in members),
            )
            for _, members in groups
        ],
        targets=[_target(members) for _, members in groups],
        sizes=np.where(
            [number != "" for number in numbers], np.maximum(drawn, _NUMBERED_PX), drawn
        ),
    )
    return points, numbers


def _target(members: list[NearbyEntry]) -> str:
    """Open the record that is there; where several are, their cards in the list."""
    if len(members) == 1:
        return f"fiche:{members[0].id}"
    return f"cartes:{','.join(entry.id for entry in members)}"


def _hall(nearby: Nearby, snapshot: Snapshot) -> PointSet:
    if nearby.hall is None or nearby.hall.distance_m is None:
        return NO_POINT
    row = snapshot.communes.rows[nearby.hall.commune_code]
    easting, northing = snapshot.nearby_index.halls[row]
    longitude, latitude = to_degrees([easting], [northing])[0]
    return hall_point(float(longitude), float(latitude), f"Mairie : {nearby.hall.commune}")
