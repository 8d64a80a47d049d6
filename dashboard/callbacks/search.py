"""The search box's answers while the reader types."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from dash import Dash, Input, Output, State

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.kernel.results import SearchAnswer
from dashboard.analysis.search.index import search
from dashboard.analysis.snapshot import Snapshot
from dashboard.components.shared.page_scripts import NEARBY_SCRIPT, PAGE_SCRIPTS

Choice = dict[str, str]
Group = dict[str, Any]
"""``group``, its French name, and ``items``, the choices in it."""
LONGEST_QUERY = 80


def register(app: Dash, current: SnapshotHolder) -> None:
    """Register the callbacks of the search boxes of every page that has one."""

    def find(text: str | None, choices: list[Group], chosen: str | None) -> list[Group]:
        return answer_search(current.snapshot, text or "", choices, chosen)

    for page in PAGE_SCRIPTS:
        if page is NEARBY_SCRIPT:  # its fields are a form's
            continue
        box = page.search_box
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
    return groups(search(snapshot.region_index.search, text[:LONGEST_QUERY]))


def groups(answers: list[SearchAnswer]) -> list[Group]:
    """Arrange answers by group, groups in the order of their best answer."""
    order = list(dict.fromkeys(answer.group for answer in answers))
    ranked = sorted(answers, key=lambda answer: order.index(answer.group))
    return [
        {"group": group, "items": [_choice(answer) for answer in members]}
        for group, members in groupby(ranked, key=lambda answer: answer.group)
    ]


def labels(choices: list[Group]) -> set[str]:
    """Return the words of all choices of a list."""
    return {
        choice["label"]
        for group in choices
        for choice in group["items"]
        if isinstance(choice, dict)
    }


def _choice(answer: SearchAnswer) -> Choice:
    label = f"{answer.label}, {answer.hint}" if answer.hint else answer.label
    return {"value": answer.code, "label": label}
