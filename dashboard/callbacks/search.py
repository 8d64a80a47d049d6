"""The search box's answers while the reader types."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, State

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.search.groups import by_group
from dashboard.analysis.search.index import search
from dashboard.analysis.snapshot import Snapshot
from dashboard.components.shared.page_scripts import SEARCH_BOXES

Group = dict[str, Any]
"""``group``, its French name, and ``items``, the choices in it."""
LONGEST_QUERY = 80


def register(app: Dash, current: SnapshotHolder) -> None:
    """Register the callbacks of the search boxes of every page that has one."""

    def find(text: str | None, choices: list[Group], chosen: str | None) -> list[Group]:
        return answer_search(current.snapshot, text or "", choices, chosen)

    for box in SEARCH_BOXES:
        app.callback(
            Output(box, "data"),
            Input(box, "searchValue"),
            State(box, "data"),
            State(box, "value"),
            prevent_initial_call=True,
        )(find)


def answer_search(
    snapshot: Snapshot, text: str, choices: list[Group], chosen: str | None
) -> list[Group]:
    """List what ``text`` finds, by group; what is chosen stays as long as the text is its own label."""
    if chosen and text in labels(choices):
        return choices
    answers = search(snapshot.region_index.search, text[:LONGEST_QUERY])
    return [
        {"group": group, "items": [{"value": one.code, "label": one.line} for one in members]}
        for group, members in by_group(answers)
    ]


def labels(choices: list[Group]) -> set[str]:
    """Return the words of all choices of a list."""
    return {
        choice["label"]
        for group in choices
        for choice in group["items"]
        if isinstance(choice, dict)
    }
