"""Initiatives found near a place, as lines of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.nearby.results import Nearby, NearbyEntry
from dashboard.components.nearby.wording import (
    DIFFERENT_HOURS,
    dated_text,
    found_distance,
    why_text,
)
from dashboard.components.shared.contacts import phone_link
from dashboard.components.shared.links import RECORD_KEYS, in_page_link
from dashboard.components.shared.markup import Written, markup
from dashboard.components.summaries.opening_status import state_mark
from dashboard.domain.selections.nearby import NearbySelection

_NAME, _ID = "{name}", "{id}"
"""What stands for a record's name and id in the link that all lines share."""


def found_lines(
    members: Sequence[NearbyEntry], answer: Nearby, selection: NearbySelection
) -> list[Written]:
    """Write initiatives as lines of a list.

    Written at once: dozens of them as components took most of an answer's time.
    """
    link = markup(
        in_page_link(_NAME, replace(selection, record=_ID), keys=RECORD_KEYS, class_name="name")
    )
    # Cut at the last marks: what the reader typed, which the address repeats, may hold the same words.
    head, _, end = link.rpartition(_NAME)
    start, _, between = head.rpartition(_ID)
    return [_line(one, answer, (start, between, end)) for one in members]


def _line(found: NearbyEntry, answer: Nearby, link: tuple[str, str, str]) -> Written:
    """Show one initiative in a few lines: its name, how far, why, whether it is open, a phone."""
    start, between, end = link
    head = f"{start}{escape(found.id)}{between}{escape(found.name, quote=False)}{end}"
    why = escape(_capitalised(why_text(found, answer.origin)), quote=False)
    told = (", ".join(found.themes), found.status, dated_text(found.dated, answer.asked_at))
    facts = " · ".join(fact for fact in told if fact)
    return Written(
        f'<li>{head}{_distance(found)}<span class="why">{why}</span>'
        f"<small>{escape(facts, quote=False)}</small>{_at_once(found, answer)}</li>"
    )


def _distance(found: NearbyEntry) -> str:
    far, about = found_distance(found)
    return f"<span><strong>{_capitalised(far)}</strong>{about}</span>" if far else ""


def _at_once(found: NearbyEntry, answer: Nearby) -> str:
    """Say what helps at once: whether it is open, and a number to call."""
    parts: list[Component] = []
    if found.opening is not None:
        parts.append(state_mark(found.opening, answer.asked_at))
    elif found.opening_hours:
        parts.append(html.Span(f"Horaires : {found.opening_hours}", className="state"))
    if found.hours_differ:
        parts.append(html.Span(DIFFERENT_HOURS, className="note"))
    if found.phone:
        parts.append(phone_link(found.phone, of=found.name))
    return markup(html.Div(parts, className="at-once")) if parts else ""


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
