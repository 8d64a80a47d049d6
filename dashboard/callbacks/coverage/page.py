"""The answers of « Zones blanches »: what is asked for of the map and of all that stands beside it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from dash import Dash, Input, Output

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.snapshot import Snapshot
from dashboard.callbacks.coverage.map import answer_coverage_map
from dashboard.callbacks.coverage.panel_and_table import (
    answer_coverage,
    answer_equity,
    answer_table,
)
from dashboard.callbacks.coverage.siting import answer_places
from dashboard.callbacks.page_scripts import register_script
from dashboard.components.shared import ids
from dashboard.components.shared.page_scripts import COVERAGE_SCRIPT
from dashboard.domain.clock import Clock
from dashboard.domain.selections.coverage import CoverageSelection


def register(app: Dash, current: SnapshotHolder, clock: Clock) -> None:
    """Register the callbacks of the page, and its script; ``clock`` gives the present time."""
    register_script(
        app,
        COVERAGE_SCRIPT,
        ("compute", ids.COVERAGE_COMPUTE, "n_clicks"),
        ("cancelled", ids.COVERAGE_CANCEL, "n_clicks"),
        ("clicked", ids.COVERAGE_MAP, "clickData"),
    )

    @app.callback(
        Output(ids.COVERAGE_MAP, "figure"),
        Output(COVERAGE_SCRIPT.answer_store, "data"),
        Input(ids.COVERAGE_REQUEST, "data"),
    )
    def draw_page(request: dict[str, Any]) -> tuple[object, ...]:
        return answer_page(
            current.snapshot,
            CoverageSelection.from_query(request["query"]),
            request["parts"],
            year=clock().year,
            sites=request.get("sites"),
        )


def answer_page(
    snapshot: Snapshot,
    selection: CoverageSelection,
    parts: Collection[str],
    *,
    year: int,
    sites: Sequence[str] | None = None,
) -> tuple[object, ...]:
    """Answer what ``parts`` names has changed of the page.

    Args:
        snapshot: what answers are made from.
        selection: what the reader asked for.
        parts: any of ``answer``, ``table``, ``places`` and ``equity``, and those of the map.
        year: the present one.
        sites: the communes of the new places on the map, those found at once unless given.
    """
    drawn = answer_coverage_map(snapshot, selection, parts, year=year, sites=sites)
    return drawn.with_markup(answer_beside(snapshot, selection, parts, year=year))


def answer_beside(
    snapshot: Snapshot, selection: CoverageSelection, parts: Collection[str], *, year: int
) -> dict[str, str]:
    """Answer the markup of what ``parts`` names beside the map."""
    told: dict[str, str] = {}
    if "answer" in parts:
        told |= answer_coverage(snapshot, selection, year=year)
    if "table" in parts:
        told |= answer_table(snapshot, selection, year=year)
    if "places" in parts:
        told |= answer_places(snapshot, selection, year=year)
    if "equity" in parts:
        told |= answer_equity(snapshot, selection, year=year)
    return told
