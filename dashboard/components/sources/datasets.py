"""How a dataset in use is shown: what it holds, what it lost, what it does not cover."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.components.shared.attributes import aria
from dashboard.components.shared.links import coverage_address
from dashboard.components.shared.page_data import DatasetSummary, NeedsDataset
from dashboard.components.shared.tables import plain_table
from dashboard.domain.formats import counted, french_number, french_percent, listed
from dashboard.domain.sources import UNKNOWN_DATE, edition_text

_DAYS_PER_MONTH = 30.44
_MONTHS_PER_YEAR = 12


def by_source(datasets: Sequence[DatasetSummary]) -> list[tuple[DatasetSummary, ...]]:
    """Gather the editions of each source, the latest first; sources keep their order."""
    return [
        tuple(sorted(editions, key=lambda dataset: dataset.edition, reverse=True))
        for _, editions in groupby(datasets, key=lambda dataset: dataset.code)
    ]


def datasets_table(datasets: Sequence[DatasetSummary]) -> Component:
    """Draw one line per edition of a source: licence, rows kept and lost, freshness."""
    rows = [
        (
            dataset.title,
            dataset.publisher,
            edition_text(dataset.edition),
            UNKNOWN_DATE if dataset.age_days is None else age_text(dataset.age_days),
            dataset.licence,
            french_number(dataset.rows_read),
            french_number(dataset.rows_kept),
            french_number(dataset.outside),
            french_number(dataset.duplicates),
            french_number(dataset.rejected),
            french_number(dataset.unattached),
        )
        for editions in by_source(datasets)
        for dataset in editions
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
    table = plain_table("Une ligne par édition", titles, rows, label="Sources utilisées")
    return html.Div(table, className="datasets")


def source_section(editions: Sequence[DatasetSummary]) -> Component:
    """Show what a source fills and where it has nothing, all its editions together.

    Args:
        editions: of one source, the latest first; at least one.
    """
    dataset, *earlier = editions
    place = coverage_text(dataset)
    return html.Section(
        [
            html.H3(dataset.title),
            *([html.P(_editions_text(editions))] if earlier else []),
            *(html.P(edition.changes) for edition in editions if edition.changes),
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
                            html.H4("Part des fiches qui renseignent"),
                            _completeness(dataset),
                            *_folded("Intercommunalités sans fiche", dataset.without),
                            *_folded("Remarques de l’import", dataset.remarks),
                            *(part for edition in earlier for part in _earlier(edition)),
                        ]
                    ),
                ],
                className="dataset",
            ),
        ]
    )


def coverage_text(dataset: DatasetSummary) -> str:
    """Write how many EPCI a source reaches, and what the hatching of its map means."""
    missing = len(dataset.without)
    reached = counted(
        dataset.epci - missing, "intercommunalité couverte", "intercommunalités couvertes"
    )
    start = f"{reached} sur {french_number(dataset.epci)}"
    if missing == 0:
        return f"{start}."
    hatched = (
        "hachurée sur la carte, celle"
        if missing == 1
        else f"hachurées sur la carte, les {french_number(missing)}"
    )
    return (
        f"{start} ; {hatched} où cette source ne situe aucune fiche. "
        "Cela ne prouve pas que rien n’y existe."
    )


def needs_table(needs: Sequence[NeedsDataset]) -> Component:
    """Draw one line per table of need indicators."""
    rows = [
        (
            dataset.title,
            dataset.publisher,
            edition_text(dataset.edition),
            ", ".join(dataset.indicators),
            french_number(dataset.values),
            french_number(dataset.secret),
            french_number(dataset.missing),
        )
        for dataset in needs
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
    table = plain_table("Une ligne par table", titles, rows, label="Indicateurs de besoin")
    return html.Div(table, className="needs")


def age_text(days: int) -> str:
    """Write how old an edition is: days, months, then years."""
    months = int(days / _DAYS_PER_MONTH)
    if months < 1:
        return counted(max(days, 0), "jour")
    if months < 2 * _MONTHS_PER_YEAR:
        return f"{french_number(months)}\u00a0mois"
    return counted(months // _MONTHS_PER_YEAR, "an")


def _editions_text(editions: Sequence[DatasetSummary]) -> str:
    dates = listed([edition_text(edition.edition) for edition in reversed(editions)])
    return (
        f"{len(editions)} éditions réunies ({dates}) : carte et fiches d’après toutes, valeurs de "
        "la plus récente."
    )


def _earlier(dataset: DatasetSummary) -> list[Component]:
    """Fold what an edition gives that a later one follows."""
    date = edition_text(dataset.edition)
    summary = html.Summary(f"Édition ({date}) : part des fiches qui renseignent")
    return [
        html.Details([summary, _completeness(dataset)]),
        *_folded(f"Remarques de l’import ({date})", dataset.remarks),
    ]


def _completeness(dataset: DatasetSummary) -> Component:
    return _bar_list(
        (label, share, french_percent(share, 0)) for label, share in dataset.completeness
    )


def _folded(title: str, lines: Sequence[str]) -> list[Component]:
    if not lines:
        return []
    summary = html.Summary(f"{title} ({french_number(len(lines))})")
    return [html.Details([summary, html.Ul([html.Li(line) for line in lines])])]


def _bar_list(bars: Iterable[tuple[str, float, str]]) -> html.Ul:
    """Draw labels, bars filled by a share (0 to 1), and the values as they are written."""
    return html.Ul([_bar(*bar) for bar in bars], className="bars")


def _bar(label: str, share: float, value: str) -> html.Li:
    return html.Li(
        [
            html.Span(label, className="bar-label"),
            html.Span(
                html.Span(className="bar", style={"width": f"{100 * share:.0f}%"}),
                className="bar-track",
                **aria(hidden="true"),
            ),
            html.Span(value, className="bar-value"),
        ]
    )
