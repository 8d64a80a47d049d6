"""The answers of « Près de chez vous » as lists: near, serving, the town hall; or why there is none."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.nearby.results import HallFound, Nearby, NoOrigin, Origin, OriginKind
from dashboard.components.nearby.lines import found_lines
from dashboard.components.nearby.wording import (
    hall_title,
    no_origin_text,
    reach_text,
    refused_words,
    serving_title,
    somewhere_title,
    title_text,
)
from dashboard.components.shared.attributes import aria
from dashboard.components.shared.downloads import LIST_FORMATS, download_links
from dashboard.components.shared.links import (
    PAGE_KEYS,
    PLACE_KEYS,
    RADIUS_KEYS,
    address,
    in_page_link,
    nearby_download_address,
    printed_list_address,
)
from dashboard.components.shared.markup import Written
from dashboard.components.shared.wording import NOT_AN_ABSENCE, SOMEWHERE_NOTE
from dashboard.components.summaries.opening_status import opening_now
from dashboard.components.summaries.town_hall import town_hall_card
from dashboard.domain.formats import counted, distance_text, french_number
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.selections.nearby import NEARBY, RADIUS_LABELS, NearbySelection, Radius

PER_PAGE = 10
"""Initiatives listed at once; « Voir plus » adds as many."""
FARTHEST_PAGE = 20
"""Pages after which the list says to narrow the search."""


def shown_at_once(selection: NearbySelection) -> int:
    """Return how many initiatives the page lists: ten, and ten more at each « Voir plus »."""
    return PER_PAGE * min(selection.page, FARTHEST_PAGE)


def nearby_list(found: Nearby, selection: NearbySelection) -> list[Component]:
    """List who can help: near, serving from elsewhere, and the town hall to ask first.

    Args:
        found: the answers.
        selection: what the reader asked for.
    """
    return [
        *refusals(selection),
        html.H2(title_text(found.origin)),
        *_near(found, selection),
        *_serving(found, selection),
        *_first_contact(found.hall),
        *_somewhere(found, selection),
        _take_away(found.origin, selection),
    ]


def refusals(selection: NearbySelection) -> list[Component]:
    """Say what of the address could not be read; nothing where all could."""
    sentences = refused_words(selection)
    return [html.P(sentence, className="empty-answer") for sentence in sentences]


def without_origin(missing: NoOrigin, selection: NearbySelection) -> list[Component]:
    """Say why nothing is listed, and offer the places that may be meant."""
    choices = [
        html.Li(
            [
                in_page_link(one.label, selection.at(one.code), keys=PLACE_KEYS),
                html.Small(one.hint),
            ]
        )
        for one in missing.candidates
    ]
    return [
        *refusals(selection),
        html.Div(
            [
                html.P(html.Strong(no_origin_text(missing))),
                *([html.Ul(choices, className="candidates")] if choices else []),
            ],
            className="empty-answer",
        ),
    ]


def _near(found: Nearby, selection: NearbySelection) -> list[Component]:
    reach = reach_text(found.origin, selection.radius)
    title = html.H3(f"{_capitalised(reach)} ({french_number(found.located_total)})")
    if not found.located:
        return [title, *_nothing_near(found, selection)]
    lines = found_lines(found.located, found, selection)
    return [
        title,
        html.Ol(lines, className="results"),
        *_more(found, selection),
    ]


def _nothing_near(found: Nearby, selection: NearbySelection) -> list[Component]:
    removals = [
        html.Li(in_page_link(f"Retirer « {label} »", removed, keys=NEARBY.filter_keys()))
        for label, removed in NEARBY.removals(selection)
    ]
    farther = [
        html.Li(
            in_page_link(
                f"Chercher à {RADIUS_LABELS[wider]}",
                replace(selection, radius=wider, page=1),
                keys=RADIUS_KEYS,
            )
        )
        for wider in _wider(found, selection)
    ]
    choices = [*removals, *farther]
    return [
        html.Div(
            [
                html.P(
                    [
                        html.Strong("Aucune initiative recensée ne correspond à cette recherche. "),
                        NOT_AN_ABSENCE,
                    ]
                ),
                *([html.Ul(choices, className="removals")] if choices else []),
            ],
            className="empty-answer",
        ),
        *_beyond(found, selection),
    ]


def _wider(found: Nearby, selection: NearbySelection) -> list[Radius]:
    """Return the next radii that reach the nearest initiative, the smallest only."""
    nearest = found.beyond.distance_m if found.beyond else None
    # An EPCI asked for is looked at whole, whatever the radius.
    if nearest is None or found.origin.kind is OriginKind.EPCI:
        return []
    here = selection.radius.metres or 0
    return [one for one in Radius if one.metres and one.metres > here and one.metres >= nearest][:1]


def _beyond(found: Nearby, selection: NearbySelection) -> list[Component]:
    if found.beyond is None:
        return []
    return [
        html.P("La plus proche, plus loin :", className="note"),
        html.Ul(found_lines([found.beyond], found, selection), className="results"),
    ]


def _more(found: Nearby, selection: NearbySelection) -> list[Component]:
    left = found.located_total - len(found.located)
    if left <= 0:
        return []
    if selection.page >= FARTHEST_PAGE:
        told = counted(left, "autre n’est pas listée", "autres ne sont pas listées")
        return [html.P(f"{told} : réduisez le rayon ou choisissez un thème.", className="note")]
    more = min(PER_PAGE, left)
    return [
        html.P(
            in_page_link(
                f"Voir plus ({french_number(more)} de {french_number(left)})",
                replace(selection, page=selection.page + 1),
                keys=PAGE_KEYS,
                class_name="quiet-button",
            )
        )
    ]


def _serving(found: Nearby, selection: NearbySelection) -> list[Component]:
    if not found.serving_total:
        return []
    reached = [one for one in found.serving if one.commune or not one.remote]
    away = [one for one in found.serving if one.remote and not one.commune]
    left = found.serving_total - len(found.serving)
    parts: list[Component] = [
        html.H3(f"{serving_title(found.origin)} ({french_number(found.serving_total)})"),
        html.P(
            "Viennent d’ailleurs, se rendent à domicile ou s’adressent à tout un territoire.",
            className="note",
        ),
        *_folded(found_lines(reached, found, selection)),
    ]
    if away:
        parts += [
            html.H4("À distance, sans se déplacer"),
            *_folded(found_lines(away, found, selection)),
        ]
    if left > 0:
        told = counted(left, "autre n’est pas listée", "autres ne sont pas listées")
        parts.append(html.P(f"{told} : choisissez un thème ou un public.", className="note"))
    return parts


def _somewhere(found: Nearby, selection: NearbySelection) -> list[Component]:
    """List last, closed, those nobody knows the commune of: their own contact comes first."""
    if not found.somewhere_total:
        return []
    left = found.somewhere_total - len(found.somewhere)
    more = counted(left, "autre n’est pas listée", "autres ne sont pas listées")
    return [
        html.Details(
            [
                html.Summary(somewhere_title(found)),
                html.P(SOMEWHERE_NOTE, className="note"),
                html.Ul(found_lines(found.somewhere, found, selection), className="results"),
                *([html.P(f"{more} : choisissez un thème.", className="note")] if left > 0 else []),
            ],
            className="somewhere",
        )
    ]


def _folded(lines: list[Written]) -> list[Component]:
    """Show the first lines, the others behind one button that works without a script."""
    first, others = lines[:PER_PAGE], lines[PER_PAGE:]
    shown: list[Component] = [html.Ul(first, className="results")] if first else []
    if others:
        more = html.Summary(f"Voir {counted(len(others), 'autre')}")
        shown.append(html.Details([more, html.Ul(others, className="results")]))
    return shown


def _first_contact(found: HallFound | None) -> list[Component]:
    if found is None:
        return []
    near = f", {distance_text(found.distance_m)}" if found.distance_m else ""
    return [
        html.H3("Premier contact : la mairie"),
        town_hall_card(
            found.hall,
            title=f"{hall_title(found)}{near}",
            beside=opening_now(found.hall.hours),
        ),
    ]


def _take_away(origin: Origin, selection: NearbySelection) -> html.Div:
    def address_of(extension: str) -> str:
        return nearby_download_address(selection, extension=extension)

    return html.Div(
        [
            html.P(
                [
                    html.Span("Cette liste : "),
                    html.A("Imprimer", href=printed_list_address(selection)),
                ],
                className="downloads",
            ),
            html.P(
                download_links("Toute cette liste", LIST_FORMATS, address_of),
                className="downloads",
            ),
            html.P(
                html.A(
                    f"Voir {origin.name} sur la carte",
                    href=address(MapSelection(territory=origin.code)),
                ),
                className="downloads",
            ),
        ],
        **aria(label="Emporter la liste"),
        role="group",
    )


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
