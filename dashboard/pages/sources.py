"""The page « Sources et méthode »: where every number comes from and what is not known."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.comparison.claims import claims_table
from dashboard.components.layout.page_parts import contents
from dashboard.components.layout.shell import page
from dashboard.components.shared.page_data import DataSummary, Experience, PageData, SourceSummary
from dashboard.components.shared.tables import plain_table
from dashboard.components.shared.wording import dates_text, old_lists_text, sentence
from dashboard.components.sources import glossary
from dashboard.domain.formats import counted, french_number, listed
from dashboard.domain.pages import DATA_PAGE, SOURCES_PAGE
from dashboard.domain.sources import edition_text

_SECTIONS = (
    ("documents", "Les sources des fiches"),
    ("definitions", "Définitions"),
    ("lexique", "Lexique"),
    ("annonces", "Chiffres annoncés sur les territoires"),
    ("ailleurs", "Expériences d’ailleurs"),
    ("inconnu", "Ce qui n’est pas connu"),
    ("licences", "Licences"),
    ("accessibilite", "Accessibilité"),
)


def layout(options: PageData, /, **_query: str | list[str]) -> Component:
    """Render the page; it answers to no filter."""
    bodies: dict[str, list[Component]] = {
        "documents": _documents(options.sources, options.basis),
        "definitions": [_terms(glossary.definitions(options.region))],
        "lexique": [_terms(glossary.glossary(options.region))],
        "annonces": _claims(options),
        "ailleurs": _experiences(options.experiences),
        "inconnu": _unknown(options.basis),
        "licences": [_terms((*glossary.LICENCES, *_imported_licences(options.sources)))],
        "accessibilite": [_items(glossary.ACCESSIBILITY)],
    }
    return page(
        [
            html.H1(SOURCES_PAGE.title),
            contents([(title, anchor) for anchor, title in _SECTIONS]),
            *(
                html.Section(
                    [html.H2(title), *bodies[anchor]], id=anchor, className="prose", tabIndex=-1
                )
                for anchor, title in _SECTIONS
            ),
        ],
        path=SOURCES_PAGE.path,
        site=options.region.site_name,
    )


def _documents(sources: Sequence[SourceSummary], basis: DataSummary) -> list[Component]:
    rows = [
        (
            f"« {source.title} »",
            source.publisher or "non renseigné",
            edition_text(source.date),
            source.kind,
            french_number(source.initiatives),
        )
        for source in sources
        if not source.licence
    ]
    titles = ("Titre", "Éditeur", "Date", "Nature", "Initiatives")
    return [
        html.P(
            f"{counted(basis.written, 'initiative relevée', 'initiatives relevées')} à la main, avec "
            f"nos mots, dans {counted(basis.documents, 'document')}.{_imported_text(basis)} "
            f"{sentence(dates_text(basis.dates))} Géographie : {basis.geography}."
        ),
        plain_table("Documents à l’origine du catalogue", titles, rows, label="Documents"),
        *_open_data([source for source in sources if source.licence]),
    ]


def _imported_text(basis: DataSummary) -> str:
    if not basis.datasets:
        return ""
    added = counted(basis.initiatives - basis.written, "autre reprise", "autres reprises")
    told = f" {added} de {counted(basis.datasets, 'liste')}, dans les mots de leurs auteurs."
    return " ".join(filter(None, (told, old_lists_text(basis))))


def _open_data(sources: Sequence[SourceSummary]) -> list[Component]:
    if not sources:
        return []
    rows = [
        (
            f"« {source.title} »",
            source.publisher or "non renseigné",
            edition_text(source.date),
            source.licence,
            french_number(source.initiatives),
        )
        for source in sources
    ]
    titles = ("Titre", "Éditeur", "Dernière édition", "Licence", "Initiatives")
    return [
        html.P(
            [
                "Une initiative connue de plusieurs sources est comptée dans chacune, et une seule "
                "fois sur la carte. Éditions, lignes écartées et couverture : ",
                html.A(DATA_PAGE.title, href=DATA_PAGE.path),
                ".",
            ]
        ),
        plain_table("Listes reprises", titles, rows, label="Listes reprises"),
    ]


def _imported_licences(sources: Sequence[SourceSummary]) -> list[tuple[str, str]]:
    """Name the licence of each open dataset in use, and what ODbL asks of who takes it further."""
    terms = [
        (source.title, f"{source.publisher or 'éditeur non renseigné'} : {source.licence}.")
        for source in sources
        if source.licence
    ]
    shared = [source.title for source in sources if "ODbL" in source.licence]
    return (
        [*terms, (glossary.ODBL, f"{listed(shared)}. {glossary.ODBL_TERMS}")] if shared else terms
    )


def _claims(options: PageData) -> list[Component]:
    return [
        html.P(
            "Ces chiffres sont ceux des documents, à leur date. Ils ne sont ni corrigés ni utilisés "
            "dans les calculs de la carte, qui reposent sur les données officielles."
        ),
        html.Div([claims_table(options.claims)], className="claims"),
    ]


def _experiences(experiences: Sequence[Experience]) -> list[Component]:
    return [
        html.P("Citées pour s’en inspirer : hors de la région, jamais sur la carte ni comptées."),
        html.Ul([html.Li(_experience(experience)) for experience in experiences]),
    ]


def _experience(experience: Experience) -> list[str | Component]:
    where = ", ".join(part for part in (experience.place, f"décrite en {experience.year}") if part)
    return [html.Strong(experience.name), f" ({where}). ", experience.summary]


def _unknown(basis: DataSummary) -> list[Component]:
    numbers = (
        f"{counted(basis.without_place, 'initiative')} sans lieu connu, seulement une zone desservie.",
        f"{counted(basis.somewhere, 'initiative')} dont nos sources ne disent que le département.",
        f"{counted(basis.approximate, 'initiative')} au secteur approximatif.",
        f"{counted(basis.unlisted, 'initiative')} qu’aucune source ne liste plus : ni comptées ni listées, "
        "sauf si l’on choisit la situation « Plus listée ».",
        f"{counted(basis.dates.undated, 'initiative')} dont aucune source ne donne la date.",
        f"{counted(basis.unknown_first_year, 'initiative')} dont la première année est inconnue.",
        f"{counted(basis.verified, 'initiative vérifiée', 'initiatives vérifiées')} hors de ses sources.",
        f"{counted(len(basis.unattached), 'fiche non rattachée', 'fiches non rattachées')} à un territoire"
        + (f" : {', '.join(basis.unattached)}." if basis.unattached else "."),
    )
    return [_items(glossary.UNKNOWN), html.H3("En nombres"), _items(numbers)]


def _terms(terms: Sequence[tuple[str, str]]) -> html.Dl:
    return html.Dl([part for term, text in terms for part in (html.Dt(term), html.Dd(text))])


def _items(items: Sequence[str]) -> html.Ul:
    return html.Ul([html.Li(item) for item in items])
