"""How a dataset in use is shown: what it holds, what it lost, what it does not cover."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from dashboard.components.links import coverage_address
from dashboard.components.options import Dataset, NeedsDataset
from dashboard.components.tables import plain_table
from dashboard.domain.formats import counted, french_iso_date, french_number, french_percent

_DAYS_PER_MONTH = 30.44
_MONTHS_PER_YEAR = 12


def datasets_table(datasets: Sequence[Dataset]) -> Component:
    """Draw one line per source: edition, licence, rows kept and lost, freshness."""
    rows = [
        (
            dataset.label,
            dataset.publisher,
            french_iso_date(dataset.edition),
            age_text(dataset.age_days),
            dataset.licence,
            french_number(dataset.read),
            french_number(dataset.kept),
            french_number(dataset.outside),
            french_number(dataset.duplicates),
            french_number(dataset.rejected),
            french_number(dataset.unattached),
        )
        for dataset in datasets
    ]
    titles = (
        "Source",
        "Éditeur",
        "Édition",
        "Âge",
        "Licence",
        "Lignes lues",
        "Conservées",
        "Hors périmètre",
        "Doublons",
        "Rejetées",
        "Non rattachées",
    )
    caption = (
        "Lues = conservées + hors périmètre + doublons + rejetées ; rien n’est perdu en silence."
    )
    return plain_table(caption, titles, rows, label="Sources utilisées")


def dataset_sheet(dataset: Dataset) -> Component:
    """Show what a source fills and where it has nothing."""
    missing = len(dataset.without)
    reached = dataset.epci - missing
    place = (
        f"{counted(reached, 'intercommunalité couverte', 'intercommunalités couvertes')} sur "
        f"{french_number(dataset.epci)} ; hachurées sur la carte, les {french_number(missing)} où "
        "cette source ne situe aucune fiche. Cela ne prouve pas que rien n’y existe."
    )
    return html.Section(
        [
            html.H3(dataset.label),
            html.Div(
                [
                    html.Figure(
                        [
                            html.Img(
                                src=coverage_address(dataset.code),
                                alt=f"Carte : {place}",
                                width=420,
                                className="small-map",
                            ),
                            html.Figcaption(place),
                        ]
                    ),
                    html.Div(
                        [
                            _completeness(dataset),
                            *_folded("Intercommunalités sans fiche", dataset.without),
                            *_folded("Remarques de l’import", dataset.remarks),
                        ]
                    ),
                ],
                className="dataset",
            ),
        ]
    )


def needs_table(needs: Sequence[NeedsDataset]) -> Component:
    """Draw one line per table of need indicators."""
    rows = [
        (
            one.label,
            one.publisher,
            french_iso_date(one.edition),
            ", ".join(one.indicators),
            french_number(one.values),
            french_number(one.secret),
            french_number(one.missing),
        )
        for one in needs
    ]
    titles = (
        "Table",
        "Éditeur",
        "Édition",
        "Indicateurs",
        "Valeurs",
        "Secret statistique",
        "Non renseignées",
    )
    caption = "Une valeur tenue secrète par l’INSEE reste non renseignée, jamais zéro."
    return plain_table(caption, titles, rows, label="Indicateurs de besoin")


def age_text(days: int) -> str:
    """Write how old an edition is: days, months, then years."""
    months = int(days / _DAYS_PER_MONTH)
    if months < 1:
        return counted(max(days, 0), "jour")
    if months < 2 * _MONTHS_PER_YEAR:
        return f"{french_number(months)}\u00a0mois"
    return counted(months // _MONTHS_PER_YEAR, "an")


def _completeness(dataset: Dataset) -> Component:
    bars = [
        html.Li(
            [
                html.Span(label, className="bar-label"),
                html.Span(
                    html.Span(className="bar", style={"width": f"{100 * share:.0f}%"}),
                    className="bar-track",
                    **aria(hidden="true"),
                ),
                html.Span(french_percent(share, 0), className="bar-value"),
            ]
        )
        for label, share in dataset.completeness
    ]
    return html.Div([html.H4("Part des fiches qui renseignent"), html.Ul(bars, className="bars")])


def _folded(title: str, lines: Sequence[str]) -> list[Component]:
    if not lines:
        return []
    summary = html.Summary(f"{title} ({french_number(len(lines))})")
    return [html.Details([summary, html.Ul([html.Li(line) for line in lines])])]
