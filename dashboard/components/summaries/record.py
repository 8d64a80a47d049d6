"""The sheet of one initiative."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.opening_hours.results import Hours
from dashboard.analysis.summaries.results import Citation, Figure, RecordDetail, RecordPlace
from dashboard.components.shared.contacts import email_link, phone_link, phone_map_link, site_link
from dashboard.components.shared.links import Children
from dashboard.components.shared.opening_hours import week_text
from dashboard.components.shared.tables import plain_table
from dashboard.components.summaries.opening_status import opening_card
from dashboard.components.summaries.town_hall import town_hall_card
from dashboard.domain.formats import french_figure, french_iso_date, listed, of_commune
from dashboard.domain.sources import edition_text


@dataclass(frozen=True)
class CardPage:
    """What a record's sheet takes from the page it stands on.

    ``closing`` leaves the sheet; ``commune_link`` leads to a commune by its code; ``opening`` says
    whether a place is open now, or nothing on a page whose answers do not depend on the time.
    """

    closing: Component
    commune_link: Callable[[Children, str], Component]
    opening: Callable[[Hours], list[Component]] = lambda _hours: []


def record_detail_card(sheet: RecordDetail, page: CardPage, *, contact: str) -> list[Component]:
    """Show one initiative: what, who, for whom, since when, where, its figures and sources.

    Args:
        sheet: everything known of it.
        page: what depends on the page it stands on.
        contact: the address « Signaler une erreur » leads to, empty for a text to copy.
    """
    at_first = (
        ("Pour qui", ", ".join(sheet.publics) or "non renseigné"),
        ("Portée par", ", ".join(sheet.operators) or "non renseigné"),
        ("Dessert", ", ".join(sheet.served) or "non renseigné"),
        *([("Où", f"quelque part dans {listed(sheet.somewhere)}")] if sheet.somewhere else []),
    )
    then = (
        ("Thèmes", ", ".join(sheet.themes) or "non renseigné"),
        ("Avec", ", ".join(sheet.partners) or "non renseigné"),
        ("Depuis", _since(sheet)),
        ("Situation", sheet.status),
        ("Localisation", sheet.precision),
    )
    return [
        html.P("Initiative", className="kicker"),
        html.H2(sheet.name),
        page.closing,
        *([html.P(sheet.summary, className="lead")] if sheet.summary else []),
        _facts(at_first),
        *_places(sheet.places, page),
        *_first_contact(sheet, page),
        html.H3("En savoir plus"),
        _facts(then),
        *_figures(sheet.figures),
        *_sources(sheet),
        _report(sheet, contact),
    ]


def _facts(rows: Sequence[tuple[str, str]]) -> html.Dl:
    return html.Dl([part for label, text in rows for part in (html.Dt(label), html.Dd(text))])


def _since(sheet: RecordDetail) -> str:
    start = str(sheet.start_year) if sheet.start_year else "année non renseignée"
    return f"{start}, jusqu’en {sheet.end_year}" if sheet.end_year else start


def _places(places: Sequence[RecordPlace], page: CardPage) -> list[Component]:
    if not places:
        return [html.H3("Où"), html.P("Aucun lieu précis dans nos sources.", className="note")]
    return [
        html.H3("Où et quand"),
        html.Ul([_place(place, page) for place in places], className="places"),
    ]


def _place(place: RecordPlace, page: CardPage) -> html.Li:
    return html.Li(
        [
            html.P(_place_name(place, page)),
            *_place_notes(place),
            *page.opening(place.hours),
            *_contacts(place),
            html.P(place.cost or "Coût non renseigné.", className="note"),
            *opening_card(place.hours),
            *_other_hours(place),
        ]
    )


def _other_hours(place: RecordPlace) -> list[Component]:
    """List what each source says, where they do not agree on the hours."""
    if not place.other_hours:
        return []
    said = [
        f"{week_text(one.hours.week) or one.hours.prose} — {one.source}, {edition_text(one.date)}"
        for one in place.other_hours
    ]
    return [
        html.P("Les sources ne donnent pas les mêmes horaires : à vérifier par téléphone."),
        html.Ul([html.Li(text) for text in said], className="other-hours"),
    ]


def _place_notes(place: RecordPlace) -> list[Component]:
    notes = [place.address]
    if place.head_office:
        notes.append("adresse du siège ?")
    if place.travelling:
        notes.append("étape d’une tournée")
    if place.commune and place.latitude is None:
        notes.append("environ, au centre de la commune")
    if place.somewhere:
        notes.append(f"quelque part dans {place.somewhere}, commune inconnue")
    elif not place.commune:
        notes.append("à distance, sans se déplacer")
    told = " · ".join(note for note in notes if note)
    return [html.Small(told)] if told else []


def _contacts(place: RecordPlace) -> list[Component]:
    links: list[Component | None] = [
        phone_link(place.phone, of=place.name) if place.phone else None,
        email_link(place.email) if place.email else None,
        site_link(place.website, of=place.name) if place.website else None,
        phone_map_link(
            label=place.name,
            address=f"{place.address}, {place.commune}" if place.address and place.commune else "",
            longitude=place.longitude,
            latitude=place.latitude,
        ),
    ]
    known = [html.Li(link) for link in links if link is not None]
    return [html.Ul(known, className="contacts")] if known else []


def _place_name(place: RecordPlace, page: CardPage) -> list[str | Component]:
    """Name a place and link its commune, once where the name already says it."""
    if not place.commune:
        return [html.Strong(place.name)]
    named = place.commune in place.name
    commune = page.commune_link(place.name if named else place.commune, place.commune_code)
    return [commune] if named or not place.name else [html.Strong(place.name), ", ", commune]


def _first_contact(sheet: RecordDetail, page: CardPage) -> list[Component]:
    """Lead to a town hall where the sources give no way to reach anybody."""
    reachable = any(place.phone or place.email or place.website for place in sheet.places)
    if reachable or sheet.first_contact is None:
        return []
    commune, hall = sheet.first_contact
    return [
        html.P("Nos sources ne donnent aucun contact. Premier contact possible :"),
        town_hall_card(
            hall, title=f"Mairie {of_commune(commune)}", beside=page.opening(hall.hours)
        ),
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
    document = f"« {figure.source} », {edition_text(figure.source_date)}"
    return f"{figure.quoted_source}, cité par {document}" if figure.quoted_source else document


def _figure_value(figure: Figure) -> str:
    return f"{french_figure(figure.value)}\u00a0{figure.unit}".strip()


def _sources(sheet: RecordDetail) -> list[Component]:
    verified = (
        french_iso_date(sheet.verified_on)
        if sheet.verified_on
        else "non vérifiée en dehors de ses sources"
    )
    return [
        html.H3("Sources"),
        html.Ul([html.Li(_citation(source)) for source in sheet.sources]),
        html.P(
            f"Mise à jour : {edition_text(sheet.updated_on)}. Vérification : {verified}.",
            className="note",
        ),
    ]


def _citation(source: Citation) -> str:
    cited = f"« {source.title} », {edition_text(source.date)}"
    return f"{cited}, {source.licence}" if source.licence else cited


def _report(sheet: RecordDetail, contact: str) -> Component:
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
