"""The answers of « Près de chez vous » as lists: near, serving, the town hall; or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from markupsafe import Markup

from dashboard.analysis.nearby.results import HallFound, Nearby, NearbyEntry, NoOrigin, OriginKind
from dashboard.components.nearby.find_form import place_name
from dashboard.components.nearby.wording import (
    DIFFERENT_HOURS,
    chosen_text,
    dated_text,
    entry_distance,
    hall_title,
    help_sentences,
    hours_lines,
    no_origin_text,
    nothing_text,
    reach_text,
    refused_words,
    says_why,
    serving_title,
    somewhere_title,
    title_text,
    what_text,
    why_text,
)
from dashboard.components.shared.contacts import route_address
from dashboard.components.shared.downloads import files
from dashboard.components.shared.links import (
    PAGE_KEYS,
    PLACE_KEYS,
    RADIUS_KEYS,
    RECORD_KEYS,
    address_by_record,
    printed_chosen_address,
    printed_list_address,
)
from dashboard.components.shared.templates import render
from dashboard.domain.downloads import NEARBY_DOWNLOAD
from dashboard.domain.formats import capitalised, distance_text, french_number
from dashboard.domain.help_needs import emergency_text
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.selections.nearby import (
    NEARBY,
    RADIUS_LABELS,
    NearbySelection,
    Opening,
    Radius,
)

PER_PAGE = 10
"""Initiatives listed at once; « Voir plus » adds as many."""
FARTHEST_PAGE = 20
"""Pages after which the list asks readers to narrow the search."""
WORK = "emploi"
"""The word of the need that employers of the insertion sector answer."""
_SATURDAY = 5
CHOSEN_KEYS = NEARBY.keys("chosen")
NEED_KEYS = NEARBY.keys("need", "record", "page")


@dataclass(frozen=True)
class EntryGroup:
    """Entries under one heading; ``first`` is the number of the first among all that are listed."""

    title: str
    note: str
    entries: tuple[NearbyEntry, ...]
    first: int
    total: int


def shown_at_once(selection: NearbySelection) -> int:
    """Return how many initiatives the page lists: ten, and ten more at each « Voir plus »."""
    return PER_PAGE * min(selection.page, FARTHEST_PAGE)


def nearby_list(answer: Nearby, selection: NearbySelection) -> Markup:
    """List who can help: near, serving from elsewhere, and the town hall to ask first.

    Args:
        answer: who was found.
        selection: what the reader asked for.
    """
    left = answer.located_total - len(answer.located)
    more = left > 0 and selection.page < FARTHEST_PAGE
    found = answer.help
    return render(
        "nearby/results.html.j2",
        answer=answer,
        selection=selection,
        place=place_name(answer, selection),
        refused=refused_words(selection),
        title=title_text(answer.origin, found),
        help_sentences=help_sentences(found, answer.hall) if found else [],
        emergency=[(number, emergency_text(number)) for number in found.emergency] if found else [],
        chosen_panel=_chosen_panel(answer, selection),
        groups=_groups(answer, selection),
        serving_first=bool(found and found.travelling) or not answer.located,
        reach=reach_text(answer.origin, selection.radius),
        nothing_text=nothing_text(found),
        left=left,
        more=replace(selection, page=selection.page + 1) if more else None,
        more_text=f"Voir plus ({french_number(min(PER_PAGE, left))} de {french_number(left)})",
        filters=NEARBY.removals(selection),
        removable=NEARBY.removals(replace(selection, need="")) if answer.located else [],
        wider=_wider(answer, selection),
        serving_title=serving_title(answer.origin),
        reached=[entry for entry in answer.serving if entry.commune or not entry.remote],
        remote=[entry for entry in answer.serving if entry.remote and not entry.commune],
        to_work=replace(selection, need=WORK, record=None, page=1),
        hall_title=_hall_title(answer.hall) if answer.hall else "",
        somewhere_title=somewhere_title(answer),
        printed=printed_list_address(selection),
        files=files(NEARBY_DOWNLOAD, selection),
        on_the_map=MapSelection(territory=answer.origin.code),
        another_day=selection.opening is Opening.SATURDAY
        and answer.asked_at.weekday() != _SATURDAY,
        distance=entry_distance,
        why_text=why_text,
        says_why=says_why,
        what_text=what_text,
        hours_lines=lambda entry: hours_lines(entry, selection.opening),
        route_to=_route_to,
        facts_text=lambda entry: _facts_text(entry, answer),
        address_of=address_by_record(selection),
        having=lambda one: replace(selection, chosen=(*selection.chosen, one)),
        without=_without(selection),
        record_keys=RECORD_KEYS,
        page_keys=PAGE_KEYS,
        filter_keys=NEARBY.filter_keys(),
        radius_keys=RADIUS_KEYS,
        need_keys=NEED_KEYS,
        chosen_keys=CHOSEN_KEYS,
        DIFFERENT_HOURS=DIFFERENT_HOURS,
        PER_PAGE=PER_PAGE,
    )


def nearby_answers(
    answer: Nearby | NoOrigin, selection: NearbySelection, opened: Markup | None
) -> Markup:
    """Write what the page answers: a list, or why there is none, and the record that is opened.

    It stands beside the list, in which it is marked, and takes its place on narrow screens.

    Args:
        answer: who was found, or why nobody was.
        selection: what the reader asked for.
        opened: the detail of the record, if one is opened.
    """
    if isinstance(answer, NoOrigin):
        return opened or without_origin(answer, selection)
    listed = nearby_list(answer, selection)
    if opened is None:
        return listed
    return render("nearby/with_record.html.j2", listed=listed, opened=opened)


def without_origin(missing: NoOrigin, selection: NearbySelection) -> Markup:
    """Explain why nothing is listed, and offer the places that may be meant."""
    return render(
        "nearby/no_origin.html.j2",
        refused=refused_words(selection),
        place=place_name(missing, selection),
        reason=no_origin_text(missing),
        candidates=missing.candidates,
        at=selection.at,
        keys=PLACE_KEYS,
    )


def _route_to(entry: NearbyEntry) -> str:
    exact = bool(entry.commune) and not entry.approximate
    return route_address(
        entry.address if entry.commune else "",
        entry.longitude if exact else None,
        entry.latitude if exact else None,
    )


def _groups(answer: Nearby, selection: NearbySelection) -> list[EntryGroup]:
    """Part what is near: what answers the need, what has its theme, what is known to its commune only."""
    vague = tuple(entry for entry in answer.located if entry.approximate)
    precise = tuple(entry for entry in answer.located if entry.precise and not entry.approximate)
    broad = tuple(entry for entry in answer.located if not (entry.precise or entry.approximate))
    metres = selection.radius.metres is not None and answer.origin.kind is not OriginKind.EPCI
    reach = (
        f"à moins de {RADIUS_LABELS[selection.radius]}"
        if metres
        else reach_text(answer.origin, selection.radius)
    )
    near = capitalised(reach)
    precise_total = answer.located_total - answer.broad_total - answer.vague_total
    parts: Sequence[tuple[str, str, tuple[NearbyEntry, ...], int]] = (
        (near, "", precise, precise_total),
        (
            f"Peuvent aussi vous aider, {reach}",
            "Leurs fiches disent le même thème, sans nommer ce besoin : appelez avant d’y aller.",
            broad,
            answer.broad_total,
        ),
        (
            "Adresse à confirmer",
            "L’endroit exact n’est pas vérifié : aucune distance n’est donnée. Appelez avant d’y aller.",
            vague,
            answer.vague_total,
        ),
    )
    groups, first = [], 1
    for title, note, entries, total in parts:
        if entries:
            groups.append(EntryGroup(title, note, entries, first, total))
        first += len(entries)
    return groups


def _chosen_panel(answer: Nearby, selection: NearbySelection) -> Markup:
    """Show what the reader keeps, with the ways to take it along; nothing where nothing is kept."""
    if not answer.chosen:
        return Markup()
    text = chosen_text(answer.chosen, answer.asked_at)
    return render(
        "nearby/chosen.html.j2",
        entries=answer.chosen,
        text=text,
        sms=f"sms:?body={quote(text)}",
        email=f"mailto:?subject={quote('Services près de chez moi')}&body={quote(text)}",
        printed=printed_chosen_address(selection),
        without=_without(selection),
        chosen_keys=CHOSEN_KEYS,
    )


def _without(selection: NearbySelection) -> Callable[[str], NearbySelection]:
    return lambda one: replace(
        selection, chosen=tuple(kept for kept in selection.chosen if kept != one)
    )


def _wider(answer: Nearby, selection: NearbySelection) -> list[tuple[str, NearbySelection]]:
    """Offer the next radius that reaches the nearest initiative."""
    nearest = answer.beyond.distance_m if answer.beyond else None
    # An EPCI asked for is looked at whole, whatever the radius.
    if nearest is None or answer.origin.kind is OriginKind.EPCI:
        return []
    here = selection.radius.metres or 0
    return [
        (f"Chercher à {RADIUS_LABELS[radius]}", replace(selection, radius=radius, page=1))
        for radius in Radius
        if radius.metres and radius.metres > here and radius.metres >= nearest
    ][:1]


def _hall_title(hall: HallFound) -> str:
    near = f", {distance_text(hall.distance_m)}" if hall.distance_m else ""
    return f"{hall_title(hall)}{near}"


def _facts_text(entry: NearbyEntry, answer: Nearby) -> str:
    facts = (entry.status, dated_text(entry.dated, answer.asked_at))
    return " · ".join(fact for fact in facts if fact)
