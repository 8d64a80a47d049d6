"""The page « Données »: the sources in use, what they leave out, and a file to try."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components import ids
from dashboard.components.datasets import dataset_sheet, datasets_table, needs_table
from dashboard.components.links import DATA_PATH, SOURCES_PATH, TEMPLATE_ADDRESS
from dashboard.components.options import Options
from dashboard.components.shell import page
from dashboard.domain.formats import counted

PATH = DATA_PATH
TITLE = "Données"


def layout(options: Options, /, **_query: str | list[str]) -> Component:
    """Render the page; it answers to no filter."""
    return page(
        [
            html.H1(TITLE),
            _section("sources", "Sources utilisées", _sources(options)),
            _section("essai", "Essayer un fichier", _trial()),
            _section("couverture", "Ce que chaque source renseigne et couvre", _coverage(options)),
            _section("besoins", "Indicateurs de besoin", _needs(options)),
        ],
        path=PATH,
    )


def _section(anchor: str, title: str, content: list[Component]) -> Component:
    return html.Section([html.H2(title), *content], id=anchor, className="prose wide", tabIndex=-1)


def _sources(options: Options) -> list[Component]:
    imported = len(options.datasets) - 1
    told = (
        "Aucun jeu de données ouvertes n’est importé pour l’instant : la carte repose sur le seul "
        "catalogue écrit à la main."
        if imported == 0
        else f"La carte repose sur le catalogue écrit à la main et sur "
        f"{counted(imported, 'jeu de données importé', 'jeux de données importés')}."
    )
    return [
        html.P(
            [
                told,
                " Un même service connu de plusieurs sources est montré une fois, avec toutes ses "
                "sources. Licences et méthode : ",
                html.A("Sources et méthode", href=SOURCES_PATH),
                ".",
            ]
        ),
        datasets_table(options.datasets),
    ]


def _trial() -> list[Component]:
    return [
        html.P(
            [
                "Choisissez un fichier publié (France Services, data·inclusion, lieux de médiation "
                "numérique, Hinaura, conseillers numériques, Aidants Connect, SIAE…) ou un fichier "
                "à vous d’après notre ",
                html.A("modèle", href=TEMPLATE_ADDRESS, download=""),
                ". Il est lu en mémoire, montré ci-dessous et oublié aussitôt : rien n’est conservé. "
                "20 Mo au plus.",
            ]
        ),
        html.Div(id=ids.TRIAL, className="trial"),
    ]


def _coverage(options: Options) -> list[Component]:
    return [dataset_sheet(dataset) for dataset in options.datasets]


def _needs(options: Options) -> list[Component]:
    if not options.needs:
        return [
            html.P(
                "Aucun indicateur de besoin importé (INSEE : pauvreté, voiture ; ANCT : densité, "
                "quartiers prioritaires). Commande : python -m dashboard import-needs FICHIER."
            )
        ]
    return [needs_table(options.needs)]
