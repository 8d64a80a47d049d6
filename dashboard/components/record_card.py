"""The sheet of one initiative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.sheets import Citation, Figure, Place, RecordSheet
from dashboard.components.links import TERRITORY_KEYS, closing_link, in_page_link
from dashboard.components.tables import plain_table
from dashboard.components.town_hall_card import town_hall_card
from dashboard.domain.formats import french_figure, french_iso_date
from dashboard.domain.selection import Selection


def record_card(sheet: RecordSheet, selection: Selection, *, contact: str) -> list[Component]:
    """Show one initiative: what, who, for whom, since when, where, its figures and sources."""
    rows = [
        ("Thèmes", ", ".join(sheet.themes) or "non renseigné"),
        ("Publics", ", ".join(sheet.publics) or "non renseigné"),
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
        closing_link("Fermer la fiche", replace(selection, record=None)),
        *([html.P(sheet.summary, className="lead")] if sheet.summary else []),
        html.Dl([part for label, text in rows for part in (html.Dt(label), html.Dd(text))]),
        *_places(sheet.places, selection),
        *_first_contact(sheet),
        *_figures(sheet.figures),
        *_sources(sheet),
        _report(sheet, contact),
    ]


def _since(sheet: RecordSheet) -> str:
    start = str(sheet.start_year) if sheet.start_year else "année non renseignée"
    return f"{start}, jusqu’en {sheet.end_year}" if sheet.end_year else start


def _places(places: Sequence[Place], selection: Selection) -> list[Component]:
    if not places:
        return [html.H3("Où"), html.P("Aucun lieu précis dans nos sources.", className="note")]
    return [
        html.H3("Où"),
        html.Ul([_place(place, selection) for place in places], className="places"),
    ]


def _place(place: Place, selection: Selection) -> html.Li:
    parts = _place_name(place, selection)
    details = [place.address, place.opening_hours, place.cost]
    if place.travelling:
        details.append("étape d’une tournée, horaires à demander")
    if place.commune and not place.located_exactly:
        details.append("environ, au centre de la commune")
    contacts: list[str | Component] = []
    if place.phone:
        contacts += [" · ", html.A(place.phone, href=f"tel:{place.phone.replace(' ', '')}")]
    if place.email:
        contacts += [" · ", html.A(place.email, href=f"mailto:{place.email}")]
    if place.website:
        contacts += [" · ", html.A("site", href=place.website, rel="noopener")]
    # The details stand on a line of their own: what follows starts one.
    return html.Li([*parts, html.Small(" · ".join(d for d in details if d)), *contacts[1:]])


def _place_name(place: Place, selection: Selection) -> list[str | Component]:
    """Name a place and link its commune, once where the name already says it."""
    if not place.commune:
        return [html.Strong(place.name)]
    named = place.commune in place.name
    commune = in_page_link(
        place.name if named else place.commune,
        replace(selection, territory=place.commune_code, record=None),
        keys=TERRITORY_KEYS,
    )
    return [commune] if named or not place.name else [html.Strong(place.name), ", ", commune]


def _first_contact(sheet: RecordSheet) -> list[Component]:
    """Lead to a town hall where the sources give no way to reach anybody."""
    reachable = any(place.phone or place.email or place.website for place in sheet.places)
    if reachable or sheet.first_contact is None:
        return []
    commune, hall = sheet.first_contact
    return [
        html.P("Nos sources ne donnent aucun contact. Premier contact possible :"),
        town_hall_card(hall, title=f"Mairie de {commune}"),
    ]


def _figures(figures: Sequence[Figure]) -> list[Component]:
    if not figures:
        return []
    rows = [
        (
            figure.label,
            _figure_value(figure),
            figure.period.replace("/", "–") or "non précisée",
            _figure_source(figure),
        )
        for figure in figures
    ]
    return [
        html.H3("Chiffres donnés par les sources"),
        plain_table(
            "Valeurs écrites dans la source, souvent arrondies.",
            ("Indicateur", "Valeur", "Période", "D’après"),
            rows,
            label="Chiffres de l’initiative",
        ),
    ]


def _figure_source(figure: Figure) -> str:
    document = f"« {figure.source} », {french_iso_date(figure.source_date)}"
    return f"{figure.quoted_source}, cité par {document}" if figure.quoted_source else document


def _figure_value(figure: Figure) -> str:
    return f"{french_figure(figure.value)}\u00a0{figure.unit}".strip()


def _sources(sheet: RecordSheet) -> list[Component]:
    verified = (
        french_iso_date(sheet.verified_on)
        if sheet.verified_on
        else "non vérifiée en dehors de ses sources"
    )
    return [
        html.H3("Sources"),
        html.Ul([html.Li(_citation(source)) for source in sheet.sources]),
        html.P(
            f"Mise à jour : {french_iso_date(sheet.updated_on)}. Vérification : {verified}.",
            className="note",
        ),
    ]


def _citation(source: Citation) -> str:
    cited = f"« {source.title} », {french_iso_date(source.date)}"
    return f"{cited}, {source.licence}" if source.licence else cited


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
