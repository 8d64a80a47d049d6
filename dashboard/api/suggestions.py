"""What search fields offer while somebody types: needs, places to look from, territories."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from flask import Flask, Response, jsonify, request

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.kernel.results import SearchAnswer
from dashboard.analysis.search.entries import EPCI
from dashboard.analysis.search.groups import by_group
from dashboard.analysis.search.help_needs import find_needs
from dashboard.analysis.search.index import search
from dashboard.analysis.search.places import OUTSIDE, place_answers, territory_answers
from dashboard.analysis.snapshot import Snapshot
from dashboard.components.shared.links import SUGGESTIONS_PATH
from dashboard.domain.addresses import Address, looks_like_address
from dashboard.domain.names import normalise_name
from dashboard.domain.position import Position
from dashboard.domain.selections.map import MAP
from dashboard.domain.selections.nearby import LONGEST_PLACE, NEARBY

FindAddresses = Callable[[str], Sequence[Address]]
Suggestion = dict[str, object]
"""``label``, what is shown, and ``asks``, the keys of the address it sets; none: it is but named."""
TERRITORIES = MAP.keys("territory")
"""The key that every page of territories has."""
MOST_NEEDS = 6


def register(server: Flask, current: SnapshotHolder, find_addresses: FindAddresses) -> None:
    """Serve the suggestions; ``find_addresses`` asks a geocoder, or finds nothing."""

    @server.get(SUGGESTIONS_PATH)
    def suggest() -> Response:
        text = request.args.get("texte", "")[:LONGEST_PLACE]
        searched = request.args.get("champ")
        if searched == NEARBY.keys("need"):
            groups = suggested_needs(current.snapshot, text)
        elif searched == TERRITORIES:
            groups = suggested_territories(current.snapshot, text)
        else:
            groups = suggested_places(current.snapshot, text, find_addresses)
        answer = jsonify(groups)
        answer.headers["Cache-Control"] = "no-store"
        return answer


def suggested_needs(snapshot: Snapshot, text: str) -> list[Suggestion]:
    """List the needs that a text may mean; where it is also a place, that place too, after them."""
    needs = find_needs(snapshot.help_index.needs, text, limit=MOST_NEEDS)
    key, place = NEARBY.keys("need"), NEARBY.keys("territory")
    named = normalise_name(text)
    exact = [
        answer
        for answer in search(snapshot.region_index.search, text, limit=3)
        if named and normalise_name(answer.label).startswith(named)
    ]
    return [
        *_group("Besoins", [(need.label, {key: need.label}) for need in needs]),
        *_group("Lieux", [(one.line, {place: one.code, key: ""}) for one in exact]),
    ]


def suggested_places(
    snapshot: Snapshot, text: str, find_addresses: FindAddresses
) -> list[Suggestion]:
    """List the places that a text may mean: territories by kind, then addresses."""
    position = NEARBY.keys("position")
    # One lives in a commune: the EPCI named after it, which has more inhabitants, comes after.
    places = [
        suggestion
        for group, members in by_group(place_answers(snapshot, text), last=EPCI)
        for suggestion in _group(group, [(one.line, _asking(one)) for one in members])
    ]
    addresses = find_addresses(text) if looks_like_address(text) else ()
    found = [
        (one.label, {position: str(Position(one.latitude, one.longitude))}) for one in addresses
    ]
    return [*places, *_group("Adresses", found)]


def suggested_territories(snapshot: Snapshot, text: str) -> list[Suggestion]:
    """List the territories that a text may mean, by kind; what is outside is named and asks nothing."""
    return [
        suggestion
        for group, members in by_group(territory_answers(snapshot, text))
        for suggestion in _group(
            group, [(one.line, {} if group == OUTSIDE else _asking(one)) for one in members]
        )
    ]


def _asking(answer: SearchAnswer) -> dict[str, str]:
    """Ask a territory by its code, and what is outside the map by its name: the answer says that it is."""
    if answer.group == OUTSIDE:
        return {NEARBY.keys("typed"): answer.label}
    return {NEARBY.keys("territory"): answer.code}


def _group(title: str, members: Iterable[tuple[str, dict[str, str]]]) -> list[Suggestion]:
    items = [{"label": label, "asks": asks} for label, asks in members]
    return [{"group": title, "items": items}] if items else []
