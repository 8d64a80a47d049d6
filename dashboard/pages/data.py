"""The page « Données »: the sources in use, what they leave out, and a file to try."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.layout.shell import page
from dashboard.components.shared import ids
from dashboard.components.shared.links import TEMPLATE_ADDRESS
from dashboard.components.shared.page_data import DatasetSummary, PageData
from dashboard.components.shared.wording import old_lists_text
from dashboard.components.sources.datasets import (
    by_source,
    datasets_table,
    needs_table,
    source_section,
)
from dashboard.domain.formats import counted, french_number, listed
from dashboard.domain.pages import DATA_PAGE, SOURCES_PAGE


def layout(options: PageData, /, **_query: str | list[str]) -> Component:
    """Render the page; it answers to no filter."""
    return page(
        [
            html.H1(DATA_PAGE.title),
            _section("sources", "Sources utilisées", _sources(options)),
            _section("essai", "Essayer un fichier", _trial()),
            _section("couverture", "Ce que chaque source renseigne et couvre", _coverage(options)),
            _section("besoins", "Indicateurs de besoin", _needs(options)),
        ],
        path=DATA_PAGE.path,
        site=options.region.site_name,
    )


def _section(anchor: str, title: str, content: list[Component]) -> Component:
    return html.Section([html.H2(title), *content], id=anchor, className="prose wide", tabIndex=-1)


def _sources(options: PageData) -> list[Component]:
    return [
        html.P(
            [
                f"{_imports_text(options.datasets)} {old_lists_text(options.basis)}".strip(),
                " Un même service connu de plusieurs sources est montré une fois, avec toutes ses "
                "sources. Licences et méthode : ",
                html.A(SOURCES_PAGE.title, href=SOURCES_PAGE.path),
                ".",
            ]
        ),
        html.P(
            "Rien n’est perdu en silence : lignes lues = conservées + hors périmètre + doublons + "
            "rejetées."
        ),
        datasets_table(options.datasets),
    ]


def _imports_text(datasets: Sequence[DatasetSummary]) -> str:
    parts = [
        f"{counted(len(by_source(lists)), *words)}{_editions_text(lists)}"
        for lists, words in (
            (
                [dataset for dataset in datasets if dataset.shipped],
                ("liste livrée avec le programme", "listes livrées avec le programme"),
            ),
            (
                [dataset for dataset in datasets[1:] if not dataset.shipped],
                ("liste importée", "listes importées"),
            ),
        )
        if lists
    ]
    if not parts:
        return (
            "Aucune liste n’est importée pour l’instant : la carte repose sur le "
            "seul catalogue écrit à la main."
        )
    return f"La carte repose sur {listed(['le catalogue écrit à la main', *parts])}."


def _editions_text(datasets: Sequence[DatasetSummary]) -> str:
    several = len(datasets) > len(by_source(datasets))
    return f", en {french_number(len(datasets))} éditions" if several else ""


def _trial() -> list[Component]:
    return [
        html.P(
            [
                "Choisissez votre liste (tableur, CSV, carte uMap…), avec les colonnes qu’elle a, ou un "
                "fichier publié (France services, data·inclusion, lieux de médiation numérique, "
                "Hinaura…). Ses colonnes sont reconnues, et vous pouvez corriger. Pour partir de rien, "
                "voici un ",
                html.A("modèle", href=TEMPLATE_ADDRESS, download=""),
                ". Le fichier est lu en mémoire, montré ci-dessous et oublié aussitôt : rien n’est "
                "conservé. "
                "20\u00a0Mo au plus.",
            ]
        ),
        html.Div(id=ids.TRIAL, className="trial"),
    ]


def _coverage(options: PageData) -> list[Component]:
    return [source_section(editions) for editions in by_source(options.datasets)]


def _needs(options: PageData) -> list[Component]:
    imported = [dataset for dataset in options.needs if not dataset.shipped]
    advice: list[str | Component] = [
        "Aucun indicateur de besoin n’est importé pour l’instant (INSEE : pauvreté, "
        "voiture ; ANCT : densité, quartiers prioritaires). Pour en importer : ",
        html.Code("python -m dashboard import-needs FICHIER"),
    ]
    known = "Une valeur tenue secrète par l’INSEE reste non renseignée, jamais zéro."
    return [html.P(known if imported else advice), needs_table(options.needs)]
