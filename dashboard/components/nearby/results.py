"""The answers of « Près de chez vous » as lists: near, serving, the town hall; or why there is none."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from dashboard.analysis.nearby.results import HallFound, Nearby, NearbyEntry, NoOrigin, OriginKind
from dashboard.components.nearby.wording import (
    DIFFERENT_HOURS,
    dated_text,
    entry_distance,
    hall_title,
    no_origin_text,
    reach_text,
    refused_words,
    serving_title,
    somewhere_title,
    title_text,
    why_text,
)
from dashboard.components.shared.downloads import files
from dashboard.components.shared.links import (
    PAGE_KEYS,
    PLACE_KEYS,
    RADIUS_KEYS,
    RECORD_KEYS,
    address_by_record,
    printed_list_address,
)
from dashboard.components.shared.templates import render
from dashboard.domain.downloads import NEARBY_DOWNLOAD
from dashboard.domain.formats import distance_text, french_number
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.selections.nearby import NEARBY, RADIUS_LABELS, NearbySelection, Radius

PER_PAGE = 10
"""Initiatives listed at once; « Voir plus » adds as many."""
FARTHEST_PAGE = 20
"""Pages after which the list asks readers to narrow the search."""


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
    return render(
        "nearby/results.html.j2",
        answer=answer,
        refused=refused_words(selection),
        title=title_text(answer.origin),
        reach=reach_text(answer.origin, selection.radius),
        left=left,
        more=replace(selection, page=selection.page + 1) if more else None,
        more_text=f"Voir plus ({french_number(min(PER_PAGE, left))} de {french_number(left)})",
        filters=NEARBY.removals(selection),
        wider=_wider(answer, selection),
        serving_title=serving_title(answer.origin),
        reached=[entry for entry in answer.serving if entry.commune or not entry.remote],
        remote=[entry for entry in answer.serving if entry.remote and not entry.commune],
        hall_title=_hall_title(answer.hall) if answer.hall else "",
        somewhere_title=somewhere_title(answer),
        printed=printed_list_address(selection),
        files=files(NEARBY_DOWNLOAD, selection),
        on_the_map=MapSelection(territory=answer.origin.code),
        distance=entry_distance,
        why_text=why_text,
        facts_text=lambda entry: _facts_text(entry, answer),
        address_of=address_by_record(selection),
        record_keys=RECORD_KEYS,
        page_keys=PAGE_KEYS,
        filter_keys=NEARBY.filter_keys(),
        radius_keys=RADIUS_KEYS,
        DIFFERENT_HOURS=DIFFERENT_HOURS,
        PER_PAGE=PER_PAGE,
    )


def without_origin(missing: NoOrigin, selection: NearbySelection) -> Markup:
    """Explain why nothing is listed, and offer the places that may be meant."""
    return render(
        "nearby/no_origin.html.j2",
        refused=refused_words(selection),
        reason=no_origin_text(missing),
        candidates=missing.candidates,
        at=selection.at,
        keys=PLACE_KEYS,
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
    facts = (", ".join(entry.themes), entry.status, dated_text(entry.dated, answer.asked_at))
    return " · ".join(fact for fact in facts if fact)
