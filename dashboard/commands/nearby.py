"""Who can help near a place, for scripts: ``nearby PLACE --json``."""

from __future__ import annotations

import json

import click

from dashboard.analysis.nearby.origin import coded_origin, named_origin
from dashboard.analysis.nearby.results import (
    HallFound,
    HelpFound,
    Nearby,
    NearbyEntry,
    NoOrigin,
    Origin,
    Unplaced,
)
from dashboard.analysis.nearby.search import nearby
from dashboard.analysis.snapshot import Snapshot
from dashboard.commands.asking import WITH_JSON, radius_metres, stored_snapshot, with_filters
from dashboard.components.nearby.wording import (
    entry_distance,
    hall_title,
    help_sentences,
    no_origin_text,
    why_text,
)
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.nearby import LONGEST_NEED, LONGEST_PLACE, NEARBY, NearbySelection
from dashboard.factory import paris_now

UNKNOWN, ELSEWHERE = 1, 2
_UNKNOWN = {Unplaced.NOTHING_ASKED, Unplaced.UNKNOWN, Unplaced.UNREADABLE}


@click.command("nearby", context_settings={"ignore_unknown_options": True})
@click.argument("place")
@click.option(
    "--need", default="", help="What help is needed with, as « CAF » or « cours de français »."
)
@click.option("--radius-km", default=10.0, show_default=True, type=float, help="How far to look.")
@with_filters(NEARBY)
@WITH_JSON
def find_nearby(
    place: str, need: str, radius_km: float, filters: Filters, *, as_json: bool
) -> None:
    """List who can help near PLACE: a name, an INSEE or postal code, or « latitude,longitude ».

    Exit 2: PLACE is ambiguous or too wide, and its candidates are listed, or it is outside the
    region; exit 1: it is unknown.
    """
    selection = NearbySelection(filters=filters, need=" ".join(need.split())[:LONGEST_NEED])
    radius_m = radius_metres(radius_km)
    snapshot = stored_snapshot()
    origin = _origin(snapshot, " ".join(place.split())[:LONGEST_PLACE])
    if isinstance(origin, NoOrigin):
        _refuse(origin, as_json=as_json)
        return
    answer = nearby(snapshot, selection, origin, now=paris_now(), radius_m=radius_m, limit=None)
    click.echo(json.dumps(to_json(answer), ensure_ascii=False) if as_json else to_text(answer))


def _origin(snapshot: Snapshot, place: str) -> Origin | NoOrigin:
    """Find the place; scripts know communes by INSEE code, which may be others' postal code.

    Those of an arrondissement are postal codes first: 69008 is Lyon 8e for everybody.
    """
    meant = named_origin(snapshot, place)
    coded = coded_origin(snapshot, place)
    if isinstance(meant, Origin) and meant.arrondissement_code:
        if coded and coded.commune_code != meant.commune_code:
            others = f"code INSEE aussi de : {coded.name} ({coded.code})"
            click.echo(f"{place} est ici {meant.name} ; {others}.", err=True)
        return meant
    if coded and isinstance(meant, NoOrigin) and meant.why is Unplaced.AMBIGUOUS:
        others = ", ".join(
            candidate.code for candidate in meant.candidates if candidate.code != coded.code
        )
        click.echo(f"{place} est ici un code INSEE ; code postal aussi de : {others}.", err=True)
    return coded or meant


def to_json(answer: Nearby) -> dict[str, object]:
    """Write the answer for scripts; distances in kilometres, ``null`` where no place is known."""
    return {
        "place": {"code": answer.origin.code, "name": answer.origin.name},
        "need": _need(answer.help) if answer.help else None,
        "located": [_line(entry, answer) for entry in answer.located],
        "serving": [_line(entry, answer) for entry in answer.serving],
        "somewhere": [_line(entry, answer) for entry in answer.somewhere],
        "town_hall": _hall(answer.hall) if answer.hall else None,
    }


def to_text(answer: Nearby) -> str:
    """Write the answer for people."""
    lines = [answer.origin.name]
    if answer.help:
        lines += help_sentences(answer.help, answer.hall)
    groups = (
        ("À proximité", answer.located),
        ("Desservent", answer.serving),
        ("Quelque part dans le département", answer.somewhere),
    )
    for title, members in groups:
        lines.append(f"{title} : {len(members)}")
        for entry in members:
            far = "".join(entry_distance(entry))
            lines.append(
                f"  {entry.name}{', ' if far else ''}{far} : {why_text(entry, answer.origin)}"
            )
    if answer.hall:
        lines.append(f"{hall_title(answer.hall)} : {answer.hall.hall.phone or 'téléphone inconnu'}")
    return "\n".join(lines)


def _line(entry: NearbyEntry, answer: Nearby) -> dict[str, object]:
    return {
        "id": entry.id,
        "name": entry.name,
        "commune_code": entry.commune_code or None,
        "distance_km": _kilometres(entry.distance_m),
        "precision": _precision(entry),
        "why": why_text(entry, answer.origin),
        "phone": entry.phone or None,
        "hours": entry.opening_hours or None,
        "dated": entry.dated or None,
        "source": " ; ".join(entry.sources) or None,
        "precise": entry.precise,
    }


def _precision(entry: NearbyEntry) -> str | None:
    """Return how exactly the place is known: ``exact``, to its ``commune``, or ``None`` for no place."""
    if not entry.commune_code:
        return None
    return "commune" if entry.approximate else "exact"


def _need(found: HelpFound) -> dict[str, object]:
    return {
        "text": found.text,
        "label": found.label or None,
        "records": found.records,
        "places": found.places,
        "emergency": list(found.emergency),
    }


def _hall(hall_found: HallFound) -> dict[str, object]:
    hall = hall_found.hall
    return {
        "name": hall_title(hall_found),
        "commune_code": hall_found.commune_code,
        "distance_km": _kilometres(hall_found.distance_m),
        "address": hall.address,
        "phone": hall.phone,
        "email": hall.email,
        "website": hall.website,
    }


def _kilometres(metres: float | None) -> float | None:
    return None if metres is None else round(metres / 1000, 3)


def _refuse(missing: NoOrigin, *, as_json: bool) -> None:
    """Print why nothing is listed, with the places that may be meant, and exit."""
    candidates = [
        {"code": candidate.code, "name": candidate.label, "hint": candidate.hint}
        for candidate in missing.candidates
    ]
    if as_json:
        click.echo(json.dumps({"candidates": candidates}, ensure_ascii=False))
    click.echo(no_origin_text(missing), err=True)
    if not as_json:
        for candidate in candidates:
            click.echo(f"{candidate['code']}\t{candidate['name']}\t{candidate['hint']}")
    raise SystemExit(UNKNOWN if missing.why in _UNKNOWN else ELSEWHERE)
