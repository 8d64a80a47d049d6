"""The answers of « Comparer »: what is asked for of the two maps and of all the other tabs."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from dash import Dash, Input, Output

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.snapshot import Snapshot
from dashboard.callbacks.comparison.maps import answer_maps
from dashboard.callbacks.comparison.panels import answer_comparison
from dashboard.callbacks.page_scripts import register_script
from dashboard.components.shared import ids
from dashboard.components.shared.page_scripts import COMPARISON_SCRIPT
from dashboard.domain.clock import Clock
from dashboard.domain.selections.comparison import ComparisonSelection


def register(app: Dash, current: SnapshotHolder, _clock: Clock) -> None:
    """Register the callbacks of the page, whose answers depend on no time, and its script."""
    register_script(app, COMPARISON_SCRIPT, ("played", ids.COMPARISON_PLAY, "n_clicks"))

    @app.callback(
        Output(ids.COMPARISON_LEFT, "figure"),
        Output(ids.COMPARISON_RIGHT, "figure"),
        Output(COMPARISON_SCRIPT.answer_store, "data"),
        Input(ids.COMPARISON_REQUEST, "data"),
    )
    def draw_page(request: dict[str, Any]) -> tuple[object, ...]:
        selection = ComparisonSelection.from_query(request["query"])
        return answer_page(current.snapshot, selection, request["parts"])


def answer_page(
    snapshot: Snapshot, selection: ComparisonSelection, parts: Collection[str]
) -> tuple[object, ...]:
    """Answer what ``parts`` names has changed of the page, in the order of the callback's outputs.

    Args:
        snapshot: what answers are made from.
        selection: what the reader asked for.
        parts: those of the maps, and those of all the other tabs.
    """
    maps = answer_maps(snapshot, selection, parts)
    return maps.with_markup(answer_comparison(snapshot, selection, parts))
