"""The search box's answers while the reader types."""

from __future__ import annotations

from itertools import groupby

from dash import Dash, Input, Output, State

from dashboard.analysis.current import Current
from dashboard.analysis.desk import Desk
from dashboard.analysis.results import Answer
from dashboard.analysis.search import search
from dashboard.components import ids

LONGEST_QUERY = 80
Choice = dict[str, str]
Group = dict[str, str | list[Choice]]


def register(app: Dash, current: Current) -> None:
    """Register the callback of the search box."""

    @app.callback(
        Output(ids.SEARCH, "data"),
        Input(ids.SEARCH, "searchValue"),
        State(ids.SEARCH, "data"),
        State(ids.SEARCH, "value"),
        prevent_initial_call=True,
    )
    def find(text: str | None, shown: list[Group], chosen: str | None) -> list[Group]:
        return answer_search(current.desk, text or "", shown, chosen)


def answer_search(desk: Desk, text: str, shown: list[Group], chosen: str | None) -> list[Group]:
    """List what ``text`` finds, by group; what is chosen stays as long as its own words stand."""
    if chosen and text in labels(shown):
        return shown
    return groups(search(desk.observatory.search, text[:LONGEST_QUERY]))


def groups(answers: list[Answer]) -> list[Group]:
    """Arrange answers by group, groups in the order of their best answer."""
    order = list(dict.fromkeys(answer.group for answer in answers))
    ranked = sorted(answers, key=lambda answer: order.index(answer.group))
    return [
        {"group": group, "items": [_choice(answer) for answer in members]}
        for group, members in groupby(ranked, key=lambda answer: answer.group)
    ]


def labels(shown: list[Group]) -> set[str]:
    """Return the words of all choices of a list."""
    return {
        choice["label"] for group in shown for choice in group["items"] if isinstance(choice, dict)
    }


def _choice(answer: Answer) -> Choice:
    label = f"{answer.label}, {answer.hint}" if answer.hint else answer.label
    return {"value": answer.code, "label": label}
