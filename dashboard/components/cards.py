"""The panel beside the map: the sheet of a territory or of a record."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.sheets import (
    Figure,
    Place,
    RecordLine,
    RecordSheet,
    TerritorySheet,
    TownHall,
)
from dashboard.components.attributes import aria
from dashboard.components.links import RECORD_KEYS, TERRITORY_KEYS, in_page_link
from dashboard.components.tables import plain_table
from dashboard.components.wording import NOT_AN_ABSENCE, territory_kind
from dashboard.domain.formats import (
    counted,
    french_figure,
    french_iso_date,
    french_number,
    french_percent,
)
from dashboard.domain.indicator import ValueState
from dashboard.domain.selection import Selection

SHOWN_AT_ONCE = 10


def territory_card(sheet: TerritorySheet, selection: Selection) -> list[Component]:
    """Show a territory: who lives there, how many initiatives, by theme, and which ones."""
    head = [
        html.P(" · ".join((territory_kind(sheet.level), *sheet.parents)), className="kicker"),
        html.H2(sheet.name),
    ]
    if sheet.level is not None:
        head.append(_close("Revenir à la région", replace(selection, territory=None, record=None)))
    return [
        *head,
        html.P(_population(sheet)),
        _key_numbers(sheet),
        *_breakdown(sheet),
        *_lists(sheet, selection),
        *([_town_hall(sheet.town_hall)] if sheet.town_hall else []),
    ]


def record_card(sheet: RecordSheet, selection: Selection, *, contact: str) -> list[Component]:
    """Show one initiative: what, who, for whom, since when, where, its figures and sources."""
    rows = [
        ("Thèmes", ", ".join(sheet.themes)),
        ("Publics", ", ".join(sheet.publics)),
        ("Depuis", _since(sheet)),
        ("Situation", sheet.status),
        ("Portée par", ", ".join(sheet.operators) or "non renseigné"),
        ("Avec", ", ".join(sheet.partners) or "non renseigné"),
        ("Dessert", ", ".join(sheet.served) or "non renseigné"),
        ("Localisation", sheet.precision),
    ]
    return [
        html.P("Initiative", className="kicker"),
        html.H2(sheet.name),
        _close("Fermer la fiche", replace(selection, record=None)),
        html.P(sheet.summary, className="lead"),
        html.Dl([part for label, text in rows for part in (html.Dt(label), html.Dd(text))]),
        *_places(sheet.places, selection),
        *_figures(sheet.figures),
        *_sources(sheet),
        _report(sheet, contact),
    ]


def _close(label: str, selection: Selection) -> html.P:
    return html.P(in_page_link(label, selection, keys=TERRITORY_KEYS, class_name="quiet-button"))


def _population(sheet: TerritorySheet) -> str:
    inside = f"{counted(sheet.population, 'habitant')} dans la région"
    if sheet.level is None or sheet.communes_total == 0:
        return f"{counted(sheet.population, 'habitant')}."
    if sheet.communes_inside == sheet.communes_total:
        communes = (
            "" if sheet.communes_total == 1 else f", {counted(sheet.communes_total, 'commune')}"
        )
        return f"{counted(sheet.population, 'habitant')}{communes}."
    return (
        f"{inside}, {sheet.communes_inside} de ses {sheet.communes_total} communes ; "
        f"{french_number(sheet.population_total)} habitants en tout. "
        "Les valeurs ne portent que sur la partie située dans la région."
    )


def _key_numbers(sheet: TerritorySheet) -> html.Dl:
    region = sheet.level is None
    rate = _known(sheet.rate, french_number(sheet.rate, 2) if not math.isnan(sheet.rate) else "")
    share = _known(sheet.share, french_percent(sheet.share) if not math.isnan(sheet.share) else "")
    beside_rate = "" if region else f"région : {french_number(sheet.region_rate, 2)}"
    beside_share = "" if region else f"région : {french_percent(sheet.region_share)}"
    if sheet.state is ValueState.LOW_POPULATION:
        beside_rate += " · effectif faible"
    return html.Dl(
        [
            _key("Initiatives", french_number(sheet.number) if sheet.number else "0 recensé", ""),
            _key("Pour 10 000 habitants", rate, beside_rate),
            _key("Habitants desservis", share, beside_share),
        ],
        className="key-numbers",
    )


def _known(value: float, text: str) -> str:
    return ValueState.MISSING.label if math.isnan(value) else text


def _key(label: str, value: str, beside: str) -> html.Div:
    return html.Div(
        [html.Dt(label), html.Dd(html.Strong(value)), *([html.Dd(beside)] if beside else [])]
    )


def _breakdown(sheet: TerritorySheet) -> list[Component]:
    if not sheet.breakdown:
        return []
    most = max(number for _, number in sheet.breakdown)
    bars = [
        html.Li(
            [
                html.Span(label, className="bar-label"),
                html.Span(
                    html.Span(className="bar", style={"width": f"{100 * number / most:.0f}%"}),
                    className="bar-track",
                    **aria(hidden="true"),
                ),
                html.Span(french_number(number), className="bar-value"),
            ]
        )
        for label, number in sheet.breakdown
    ]
    return [
        html.H3("Par thème"),
        html.P("Une initiative peut relever de plusieurs thèmes.", className="note"),
        html.Ul(bars, className="bars"),
    ]


def _lists(sheet: TerritorySheet, selection: Selection) -> list[Component]:
    groups: tuple[tuple[str, tuple[RecordLine, ...]], ...] = (
        ("Implantées ici", sheet.located),
        ("Desservent ce territoire", sheet.serving),
        ("Dispositifs départementaux et régionaux", sheet.wide),
    )
    if sheet.level is None:
        groups = (("Toutes les initiatives retenues", sheet.located),)
    parts: list[Component] = []
    if not sheet.number:
        parts.append(html.P(["Aucune initiative recensée ici avec ces filtres. ", NOT_AN_ABSENCE]))
    for title, lines in groups:
        if lines:
            parts += [
                html.H3(f"{title} ({french_number(len(lines))})"),
                *_folded([_line(line, selection) for line in lines]),
            ]
    return parts


def _folded(lines: list[html.Li]) -> list[Component]:
    """Show the first lines, the others behind one button that works without a script."""
    first, others = lines[:SHOWN_AT_ONCE], lines[SHOWN_AT_ONCE:]
    shown: list[Component] = [html.Ul(first, className="records")]
    if others:
        shown.append(
            html.Details(
                [
                    html.Summary(f"Voir les {french_number(len(others))} autres"),
                    html.Ul(others, className="records"),
                ]
            )
        )
    return shown


def _line(line: RecordLine, selection: Selection) -> html.Li:
    notes = [", ".join(line.themes), line.status]
    if line.scope:
        notes.append(line.scope)
    if line.approximate:
        notes.append("secteur approximatif")
    return html.Li(
        [
            in_page_link(line.name, replace(selection, record=line.id), keys=RECORD_KEYS),
            html.Small(" · ".join(note for note in notes if note)),
        ]
    )


def _town_hall(hall: TownHall) -> html.Section:
    lines: list[Component] = []
    if hall.address:
        lines.append(html.P(hall.address))
    if hall.phone:
        lines.append(html.P(html.A(hall.phone, href=f"tel:{hall.phone.replace(' ', '')}")))
    if hall.email:
        lines.append(html.P(html.A(hall.email, href=f"mailto:{hall.email}")))
    if hall.website:
        lines.append(html.P(html.A("Site de la commune", href=hall.website, rel="noopener")))
    if hall.hours:
        lines.append(html.Ul([html.Li(line) for line in hall.hours], className="hours"))
    else:
        lines.append(html.P("Horaires non renseignés.", className="note"))
    if hall.approximate:
        lines.append(html.P("Position sur la carte approximative.", className="note"))
    return html.Section([html.H3("Mairie, premier contact"), *lines], className="town-hall")


def _since(sheet: RecordSheet) -> str:
    start = str(sheet.start_year) if sheet.start_year else "année non renseignée"
    return f"{start}, jusqu’en {sheet.end_year}" if sheet.end_year else start


def _places(places: Sequence[Place], selection: Selection) -> list[Component]:
    if not places:
        return [html.H3("Où"), html.P("Aucun lieu précis dans le document.", className="note")]
    return [
        html.H3("Où"),
        html.Ul([_place(place, selection) for place in places], className="places"),
    ]


def _place(place: Place, selection: Selection) -> html.Li:
    commune = in_page_link(
        place.commune,
        replace(selection, territory=place.commune_code, record=None),
        keys=TERRITORY_KEYS,
    )
    parts: list[str | Component] = [commune]
    if place.name and place.name != place.commune:
        parts = [html.Strong(place.name), ", ", commune]
    details = [place.address, place.opening_hours, place.cost]
    if place.travelling:
        details.append("étape d’une tournée, horaires à demander")
    if not place.located_exactly:
        details.append("environ, au centre de la commune")
    contacts: list[str | Component] = []
    if place.phone:
        contacts += [" · ", html.A(place.phone, href=f"tel:{place.phone.replace(' ', '')}")]
    if place.email:
        contacts += [" · ", html.A(place.email, href=f"mailto:{place.email}")]
    if place.website:
        contacts += [" · ", html.A("site", href=place.website, rel="noopener")]
    return html.Li([*parts, html.Small(" · ".join(d for d in details if d)), *contacts])


def _figures(figures: Sequence[Figure]) -> list[Component]:
    if not figures:
        return []
    rows = [
        (
            figure.label,
            _figure_value(figure),
            figure.period.replace("/", "–") or "non précisée",
            figure.quoted_source or "le document",
        )
        for figure in figures
    ]
    return [
        html.H3("Chiffres donnés par les documents"),
        plain_table(
            "Valeurs écrites dans le document, souvent arrondies.",
            ("Indicateur", "Valeur", "Période", "D’après"),
            rows,
            label="Chiffres de l’initiative",
        ),
    ]


def _figure_value(figure: Figure) -> str:
    return f"{french_figure(figure.value)}\u00a0{figure.unit}".strip()


def _sources(sheet: RecordSheet) -> list[Component]:
    verified = (
        french_iso_date(sheet.verified_on) if sheet.verified_on else "non vérifiée hors du document"
    )
    return [
        html.H3("Sources"),
        html.Ul(
            [html.Li(f"« {title} », {french_iso_date(date)}") for title, date in sheet.sources]
        ),
        html.P(
            f"Mise à jour : {french_iso_date(sheet.updated_on)}. Vérification : {verified}.",
            className="note",
        ),
    ]


def _report(sheet: RecordSheet, contact: str) -> Component:
    subject = f"Erreur sur la fiche {sheet.id}"
    if not contact:
        return html.P(
            [
                "Signaler une erreur : aucune adresse n’est réglée sur ce serveur. Texte à copier : ",
                html.Code(f"{subject} ({sheet.name}) : "),
            ],
            className="note",
        )
    if contact.startswith(("http://", "https://")):
        target = f"{contact}{'&' if '?' in contact else '?'}fiche={quote(sheet.id)}"
    else:
        target = f"mailto:{contact.removeprefix('mailto:')}?subject={quote(subject)}"
    return html.P(html.A("Signaler une erreur", href=target, className="quiet-button"))
