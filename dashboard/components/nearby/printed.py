"""The list of « Près de chez vous » as a page without scripts: to print on A4, or to read while they load."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from markupsafe import Markup

from dashboard.analysis.nearby.results import Nearby, NearbyEntry, NoOrigin
from dashboard.analysis.opening_hours.results import DayHours
from dashboard.analysis.summaries.results import TownHall
from dashboard.components.nearby.find_form import find_form
from dashboard.components.nearby.results import nearby_answers, without_origin
from dashboard.components.nearby.wording import (
    DIFFERENT_HOURS,
    count_text,
    dated_text,
    entry_distance,
    filters_text,
    reach_text,
    serving_title,
    somewhere_title,
    title_text,
    why_text,
)
from dashboard.components.shared.links import address
from dashboard.components.shared.opening_hours import (
    UNKNOWN_HOURS,
    state_text,
    week_text,
    week_title,
)
from dashboard.components.shared.templates import render
from dashboard.components.shared.wording import sentence
from dashboard.domain.formats import counted, french_date, of_commune
from dashboard.domain.hours import french_time
from dashboard.domain.selections.nearby import NearbySelection

Weeks = Mapping[str, Sequence[DayHours]]


def printed_list(
    answer: Nearby | NoOrigin,
    selection: NearbySelection,
    *,
    now: dt.datetime,
    site: str,
    weeks: Weeks = MappingProxyType({}),
) -> Markup:
    """Write the list for paper: every contact in full, no link needed.

    Args:
        answer: who was found, or why nobody was.
        selection: what the reader asked for.
        now: the present time, printed on the page.
        site: the name of the site, printed too.
        weeks: the present week by recorded hours; those missing are printed as they are recorded.
    """
    if isinstance(answer, NoOrigin):
        return _without_origin(answer, selection)
    reach = reach_text(answer.origin, selection.radius)
    return render(
        "nearby/printed.html.j2",
        page=address(selection),
        answer=answer,
        title=title_text(answer.origin),
        about=f"{count_text(answer, selection.radius)} {filters_text(selection)}. Liste du {_moment(now)}.",
        located_title=f"Initiatives {reach}",
        serving_title=serving_title(answer.origin),
        somewhere_title=somewhere_title(answer),
        entry_lines=lambda entry: _entry_lines(entry, answer, weeks),
        of_commune=of_commune,
        contacts_text=_contacts_text,
        hours_text=_hours_text,
        site=site,
    )


def printed_chosen(
    answer: Nearby | NoOrigin,
    selection: NearbySelection,
    *,
    now: dt.datetime,
    site: str,
    weeks: Weeks = MappingProxyType({}),
) -> Markup:
    """Write for paper the records that the reader keeps, and nothing else; see ``printed_list``."""
    if isinstance(answer, NoOrigin):
        return _without_origin(answer, selection)
    kept = counted(len(answer.chosen), "service gardé", "services gardés")
    return render(
        "nearby/printed_chosen.html.j2",
        page=address(selection),
        entries=answer.chosen,
        about=f"{title_text(answer.origin)} : {kept}. Liste du {_moment(now)}.",
        entry_lines=lambda entry: _known_lines(entry, answer, weeks),
        site=site,
    )


def _without_origin(missing: NoOrigin, selection: NearbySelection) -> Markup:
    return render(
        "nearby/printed_without_origin.html.j2",
        page=address(selection),
        answers=without_origin(missing, selection),
        form=find_form(missing, selection),
    )


def _moment(now: dt.datetime) -> str:
    return f"{french_date(now.date())} à {french_time(now.time())}"


def plain_list(
    answer: Nearby | NoOrigin, selection: NearbySelection, *, opened: Markup | None = None
) -> Markup:
    """Write what the page shows before its scripts run: a form that works without them, and the list.

    Args:
        answer: who was found, or why nobody was.
        selection: what the reader asked for.
        opened: the detail of the record beside the list, if one is opened.
    """
    answers = nearby_answers(answer, selection, opened)
    return render("nearby/plain.html.j2", answers=answers, form=find_form(answer, selection))


def _entry_lines(entry: NearbyEntry, answer: Nearby, weeks: Weeks) -> tuple[str, ...]:
    """Write why an initiative is there and what is known of it, a text for each line."""
    far = "".join(entry_distance(entry))
    why = " ; ".join(part for part in (far, why_text(entry, answer.origin)) if part)
    return sentence(why), *_known_lines(entry, answer, weeks)


def _known_lines(entry: NearbyEntry, answer: Nearby, weeks: Weeks) -> tuple[str, ...]:
    """Write what is known of an initiative, a text for each line; empty ones for what is not."""
    hours = state_text(entry.opening, answer.asked_at) if entry.opening else ""
    return (
        f"Thèmes : {', '.join(entry.themes)}" if entry.themes else "",
        f"Portée par : {', '.join(entry.operators)}" if entry.operators else "",
        entry.address,
        _contacts_text(entry),
        _hours_text(entry.opening_hours, weeks.get(entry.opening_hours, ())),
        f"À l’heure de cette liste : {hours}" if hours else "",
        sentence(DIFFERENT_HOURS) if entry.hours_differ else "",
        sentence(dated_text(entry.dated, answer.asked_at)),
    )


def _contacts_text(known: NearbyEntry | TownHall) -> str:
    return " · ".join(text for text in (known.phone, known.email, known.website) if text)


def _hours_text(recorded: str, week: Sequence[DayHours] = ()) -> str:
    if week:
        return f"{week_title(week)} : {week_text(week)}"
    return f"Horaires : {recorded}" if recorded else UNKNOWN_HOURS
