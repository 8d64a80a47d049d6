"""The list of « Près de chez vous » as a page without scripts: to print on A4, or to read while they load."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from html import escape
from types import MappingProxyType

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.nearby.results import HallFound, Nearby, NearbyEntry, NoOrigin
from dashboard.analysis.opening_hours.results import DayHours
from dashboard.components.nearby.results import nearby_list, without_origin
from dashboard.components.nearby.wording import (
    DIFFERENT_HOURS,
    OPENING_LABELS,
    RADIUS_LABELS,
    count_text,
    dated_text,
    filters_text,
    found_distance,
    hall_title,
    reach_text,
    serving_title,
    somewhere_title,
    title_text,
    why_text,
)
from dashboard.components.shared.links import NEARBY_PATH, address
from dashboard.components.shared.markup import Tree, Written, markup
from dashboard.components.shared.opening_hours import (
    JOUR_FERIE_NOTE,
    UNKNOWN_HOURS,
    hours_table,
    state_text,
    week_text,
    week_title,
)
from dashboard.components.shared.wording import SOMEWHERE_NOTE, sentence
from dashboard.domain.formats import counted, french_date
from dashboard.domain.hours import french_time
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS, TOUS_PUBLICS

Weeks = Mapping[str, Sequence[DayHours]]


def printed_list(
    found: Nearby | NoOrigin,
    selection: NearbySelection,
    *,
    now: dt.datetime,
    site: str,
    weeks: Weeks = MappingProxyType({}),
) -> list[Component]:
    """Write the list for paper: every contact in full, no link needed.

    Args:
        found: the answers, or why there is none.
        selection: what the reader asked for.
        now: the present time, told on the page.
        site: what the site is called, told too.
        weeks: the present week by recorded hours; those missing are printed as they are recorded.
    """
    back = html.P(
        [
            html.A("Revenir à la page", href=address(selection)),
            " · Pour imprimer : Ctrl + P, ou « Partager » puis « Imprimer » sur un téléphone.",
        ],
        className="screen-only",
    )
    if isinstance(found, NoOrigin):
        missing = without_origin(found, selection)
        return [html.H1("Près de chez vous"), back, *missing, _form(selection, found)]
    told = f"{french_date(now.date())} à {french_time(now.time())}"
    return [
        html.H1(title_text(found.origin)),
        back,
        html.P(
            f"{count_text(found, selection.radius)} {filters_text(selection)}. Liste du {told}."
        ),
        *_group(
            f"Initiatives {reach_text(found.origin, selection.radius)}", found.located, found, weeks
        ),
        *_left(found.located_total - len(found.located)),
        *_group(serving_title(found.origin), found.serving, found, weeks),
        *_left(found.serving_total - len(found.serving)),
        *_somewhere(found, weeks),
        *_hall(found.hall),
        html.P(
            f"{JOUR_FERIE_NOTE} Distances à vol d’oiseau. {site} ; chaque "
            "initiative cite ses sources sur sa fiche ; mairies : DILA, Licence Ouverte 2.0.",
            className="note",
        ),
    ]


def plain_list(found: Nearby | NoOrigin, selection: NearbySelection) -> list[Component]:
    """Write what the page shows before its scripts run: a form that works without them, and the list."""
    answers = (
        without_origin(found, selection)
        if isinstance(found, NoOrigin)
        else nearby_list(found, selection)
    )
    return [
        html.Div(
            [
                html.H1("Qui peut m’aider, près de chez moi ?"),
                _form(selection, found),
                html.Div(answers, className="panel answers"),
            ],
            className="plain",
        )
    ]


def _group(
    title: str, members: tuple[NearbyEntry, ...], found: Nearby, weeks: Weeks
) -> list[Component]:
    if not members:
        return [html.H2(title), html.P("Rien de recensé ; cela ne prouve pas qu’il n’existe rien.")]
    return [
        html.H2(title),
        html.Ol([_entry(one, found, weeks) for one in members], className="entries"),
    ]


def _somewhere(found: Nearby, weeks: Weeks) -> list[Component]:
    if not found.somewhere_total:
        return []
    return [
        *_group(somewhere_title(found), found.somewhere, found, weeks),
        html.P(SOMEWHERE_NOTE, className="note"),
        *_left(found.somewhere_total - len(found.somewhere)),
    ]


def _left(number: int) -> list[Component]:
    if number <= 0:
        return []
    told = counted(number, "autre n’est pas imprimée", "autres ne sont pas imprimées")
    return [html.P(f"{told} : réduisez le rayon ou choisissez un thème.", className="note")]


def _entry(one: NearbyEntry, found: Nearby, weeks: Weeks) -> html.Li:
    far = "".join(found_distance(one))
    why = " ; ".join(part for part in (far, why_text(one, found.origin)) if part)
    hours = state_text(one.opening, found.asked_at) if one.opening else ""
    lines = (
        f"{why[:1].upper()}{why[1:]}.",
        f"Thèmes : {', '.join(one.themes)}" if one.themes else "",
        f"Portée par : {', '.join(one.operators)}" if one.operators else "",
        one.address,
        " · ".join(text for text in (one.phone, one.email, one.website) if text),
        _hours(one.opening_hours, weeks),
        f"À l’heure de cette liste : {hours}" if hours else "",
        sentence(DIFFERENT_HOURS) if one.hours_differ else "",
        sentence(dated_text(one.dated, found.asked_at)),
    )
    return html.Li(
        [html.Strong(one.name), *(html.Div(line) for line in lines if line)], className="entry"
    )


def _hours(recorded: str, weeks: Weeks) -> str:
    week = weeks.get(recorded, ())
    if week:
        return f"{week_title(week)} : {week_text(week)}"
    return f"Horaires : {recorded}" if recorded else UNKNOWN_HOURS


def _hall(found: HallFound | None) -> list[Component]:
    if found is None:
        return []
    hall = found.hall
    contacts = " · ".join(text for text in (hall.phone, hall.email, hall.website) if text)
    week = hall.hours.week
    hours: list[Component] = (
        [hours_table(week, caption=week_title(week))]
        if week
        else [html.P(_hours(hall.hours.prose, {}))]
    )
    return [
        html.Section(
            [
                html.H2(
                    f"Premier contact : {hall_title(found).lower()[:1]}{hall_title(found)[1:]}"
                ),
                html.P(hall.address),
                html.P(contacts),
                *hours,
            ],
            className="entry",
        )
    ]


def _form(selection: NearbySelection, found: Nearby | NoOrigin) -> Component:
    """Make a form that asks the same page by its address, without any script."""
    named = found.asked if isinstance(found, NoOrigin) else found.origin.name
    typed = str(selection.position or named)
    fields: list[Tree] = [
        Written(
            '<div><label for="lieu">Commune, intercommunalité ou code postal</label>'
            f'<input id="lieu" name="lieu" type="search" value="{escape(typed)}" maxlength="80"></div>'
        ),
        _choice(
            "rayon",
            "Rayon",
            {str(key): text for key, text in RADIUS_LABELS.items()},
            selection.radius,
        ),
        _choice("theme", "Thème", {"": "Tous", **THEME_LABELS}, next(iter(selection.themes), "")),
        _choice(
            "public",
            "Public",
            {"": "Tous", **{k: v for k, v in PUBLIC_LABELS.items() if k != TOUS_PUBLICS}},
            next(iter(selection.publics), ""),
        ),
        _choice(
            "ouvert",
            "Horaires",
            {"": "Peu importe", **{str(key): text for key, text in OPENING_LABELS.items()}},
            selection.opening or "",
        ),
        Written('<button type="submit">Chercher</button>'),
    ]
    written = "".join(markup(field) for field in fields)
    return html.Div(
        Written(f'<form action="{NEARBY_PATH}" method="get" role="search">{written}</form>'),
        className="plain-form screen-only",
    )


def _choice(name: str, label: str, choices: Mapping[str, str], chosen: str) -> Written:
    options = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>'
        f"{escape(text, quote=False)}</option>"
        for value, text in choices.items()
    )
    return Written(
        f'<div><label for="choix-{name}">{label}</label>'
        f'<select id="choix-{name}" name="{name}">{options}</select></div>'
    )
