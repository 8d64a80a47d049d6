"""The search box's answers while the reader types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from dash import Dash, Input, Output, State

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.kernel.results import SearchAnswer
from dashboard.analysis.search.index import search
from dashboard.analysis.search.places import OUTSIDE, place_answers
from dashboard.analysis.snapshot import Snapshot
from dashboard.components.nearby.controls import HERE_FIRST, Group
from dashboard.components.shared.page_scripts import NEARBY_SCRIPT, PAGE_SCRIPTS
from dashboard.domain.addresses import Address, looks_like_address
from dashboard.domain.codes import is_territory_code
from dashboard.domain.selections.nearby import Position

FindAddresses = Callable[[str], Sequence[Address]]
LONGEST_QUERY = 80


def register(app: Dash, current: SnapshotHolder, find_addresses: FindAddresses) -> None:
    """Register the callbacks of the search boxes of every page.

    Args:
        app: the application.
        current: what answers are made from.
        find_addresses: asks a geocoder, or finds nothing.
    """

    def find(text: str | None, choices: list[Group], chosen: str | None) -> list[Group]:
        return answer_search(current.snapshot, text or "", choices, chosen)

    def find_place(text: str | None, choices: list[Group], chosen: str | None) -> list[Group]:
        return answer_place_search(current.snapshot, text or "", choices, chosen, find_addresses)

    for page in PAGE_SCRIPTS:
        box, answer = page.search_box, find_place if page is NEARBY_SCRIPT else find
        app.callback(
            Output(box, "data"),
            Input(box, "searchValue"),
            State(box, "data"),
            State(box, "value"),
            prevent_initial_call=True,
        )(answer)


def answer_place_search(
    snapshot: Snapshot,
    text: str,
    choices: list[Group],
    chosen: str | None,
    find_addresses: FindAddresses,
) -> list[Group]:
    """List the places to look from: the reader's own, those of the map, those outside, then addresses."""
    if chosen and text in labels(choices):
        return choices
    query = text[:LONGEST_QUERY]
    places = place_answers(snapshot, query)
    addresses = find_addresses(query) if looks_like_address(query) else ()
    return [*HERE_FIRST, *groups(places), *_addresses(addresses)]


def _addresses(addresses: Sequence[Address]) -> list[Group]:
    items = [
        {
            "value": f"position:{Position(address.latitude, address.longitude)}",
            "label": address.label,
        }
        for address in addresses
    ]
    return [{"group": "Adresses", "items": items}] if items else []


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


def _choice(answer: SearchAnswer) -> dict[str, Any]:
    """Write a line; one that no address leads to, beyond the border, is only read."""
    label = f"{answer.label}, {answer.hint}" if answer.hint else answer.label
    choice = {"value": answer.code, "label": label}
    known = is_territory_code(answer.code) or answer.group != OUTSIDE
    return choice if known else {**choice, "disabled": True}
