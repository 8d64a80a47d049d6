"""Do villages have the same as towns? One readable panel."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.coverage.results import ClassShare, EquityReport
from dashboard.components.coverage.wording import ACCESS_NOTE
from dashboard.components.shared.markup import Written
from dashboard.components.shared.tables import plain_table
from dashboard.domain.formats import french_number, french_percent


def equity_panel(found: EquityReport, *, place: str, lorenz: str) -> list[Component]:
    """Draw the panel; ``lorenz`` is the curve as SVG, empty where there is none."""
    grid = (
        "grille communale de densité (INSEE, ANCT)"
        if found.grid
        else "habitants par km², d’après les limites des communes"
    )
    return [
        html.P(_answer(found), className="lead"),
        html.Div(
            [
                _shares(
                    found.by_size, f"Habitants couverts selon la taille de la commune, {place}"
                ),
                _shares(found.by_density, f"Habitants couverts selon la densité ({grid}), {place}"),
            ],
            className="side-by-side",
        ),
        html.H3("L’accès est-il réparti également ?"),
        html.Div(
            [
                *([html.Div(Written(lorenz), className="lorenz")] if lorenz else []),
                html.Div([html.P(text) for text in _texts(found)]),
            ],
            className="side-by-side",
        ),
        html.P(ACCESS_NOTE, className="note"),
    ]


def _answer(found: EquityReport) -> str:
    known = [one for one in found.by_size if one.population]
    if len(known) < 2:  # noqa: PLR2004 - nothing to compare
        return "Une seule taille de commune ici : rien à comparer."
    small, large = known[0], known[-1]
    return (
        f"Communes de {small.label} : {french_percent(small.share)} des habitants couverts ; "
        f"de {large.label} : {french_percent(large.share)}."
    )


def _shares(classes: Sequence[ClassShare], caption: str) -> html.Div:
    rows = [
        (
            one.label,
            french_number(one.communes),
            french_number(one.population),
            french_number(one.covered),
            "–" if isnan(one.share) else french_percent(one.share),
        )
        for one in classes
    ]
    return plain_table(
        caption, ("Classe", "Communes", "Habitants", "Couverts", "Part"), rows, label=caption
    )


def _texts(found: EquityReport) -> list[str]:
    if isnan(found.gini):
        return ["Aucun lieu à portée de qui que ce soit : la répartition ne se mesure pas."]
    return [
        f"Indice de Gini : {french_number(found.gini, 2)} (0 : chacun a le même accès ; 1 : un seul a "
        f"tout). {french_percent(found.without)} des habitants n’ont aucun lieu à leur portée.",
        "La courbe de Lorenz part des habitants qui ont le moins d’accès : plus elle est loin de la "
        "diagonale, plus l’accès est inégal.",
        f"Indice de Theil : {french_number(found.theil.total, 2)}{_split(found.theil.between_share)}.",
    ]


def _split(between: float) -> str:
    """Say how much of the inequality lies between EPCI; nothing where there is none to split."""
    if isnan(between):
        return " : chacun a le même accès"
    return (
        f", dont {french_percent(between)} entre intercommunalités et {french_percent(1 - between)} "
        "entre communes d’une même intercommunalité"
    )
