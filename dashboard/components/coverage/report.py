"""The sheet « Zones blanches de … », to print on A4."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.coverage.results import CommuneLine, CoverageTotals, HallLine, Scheme
from dashboard.components.coverage.legend import state_list
from dashboard.components.coverage.wording import (
    ABSENCE_NOTE,
    coverage_sentence,
    definition_text,
    reason_texts,
    state_text,
)
from dashboard.components.shared.links import address
from dashboard.components.shared.markup import Written
from dashboard.components.shared.tables import plain_table
from dashboard.domain.formats import counted, distance_text, french_date, french_number
from dashboard.domain.selections.coverage import CoverageSelection


@dataclass(frozen=True)
class CoverageReport:
    """What the sheet shows: the territory, its communes concerned, what is beside, and whom to call.

    ``map`` is an SVG; ``left`` counts the communes concerned that are not listed.
    """

    tally: CoverageTotals
    map: str
    communes: tuple[CommuneLine, ...]
    left: int
    schemes: tuple[Scheme, ...]
    halls: tuple[HallLine, ...]
    filters: str
    sources: str


def gaps_sheet(
    sheet: CoverageReport, selection: CoverageSelection, *, day: dt.date
) -> list[Component]:
    """Write the sheet; ``day`` is told on it."""
    name = sheet.tally.name
    return [
        html.H1(f"Zones blanches : {name}"),
        html.P(
            [
                html.A("Revenir à la page", href=address(selection)),
                " · Pour imprimer : Ctrl + P, ou « Partager » puis « Imprimer » sur un téléphone.",
            ],
            className="screen-only",
        ),
        html.P(coverage_sentence(sheet.tally, selection), className="lead"),
        html.P(f"{sheet.filters}. Fiche du {french_date(day)}.", className="note"),
        html.Div(
            [html.Div(Written(sheet.map), className="small-map"), state_list(selection)],
            className="sheet-map",
        ),
        html.H2("Communes concernées"),
        *_communes(sheet),
        html.H2("Ce qui existe à côté, et qui appeler"),
        *_schemes(sheet.schemes),
        *_halls(sheet.halls),
        html.H2("Méthode et sources"),
        html.P(definition_text(selection)),
        html.P(ABSENCE_NOTE),
        html.P(sheet.sources, className="note"),
    ]


def _communes(sheet: CoverageReport) -> list[Component]:
    if not sheet.communes:
        return [html.P("Aucune commune en zone blanche pour ces choix.")]
    rows = [
        (
            line.name,
            french_number(line.population),
            state_text(line.state, border=line.border),
            " ".join(text for text, _ in reason_texts(line.reasons)),
        )
        for line in sheet.communes
    ]
    left = (
        [html.P(f"Et {counted(sheet.left, 'autre commune', 'autres communes')}.", className="note")]
        if sheet.left
        else []
    )
    return [
        plain_table(
            "Communes en zone blanche, la plus peuplée d’abord",
            ("Commune", "Habitants", "État", "Pourquoi"),
            rows,
            label="Communes concernées",
        ),
        *left,
    ]


def _schemes(schemes: Sequence[Scheme]) -> list[Component]:
    if not schemes:
        return [
            html.P(
                "Rien de recensé à côté pour ces choix ; cela ne prouve pas qu’il n’existe rien."
            )
        ]
    return [html.Ul([_scheme(one) for one in schemes], className="entries")]


def _scheme(one: Scheme) -> html.Li:
    near = (
        f"{distance_text(one.distance_m)} d’une zone blanche" if one.distance_m is not None else ""
    )
    facts = (
        one.commune,
        near or "sans lieu connu ; présente à côté",
        f"portée par {', '.join(one.operators)}" if one.operators else "",
        one.phone or "téléphone non renseigné",
        one.website,
    )
    return html.Li(
        [html.Strong(one.name), f" : {' · '.join(fact for fact in facts if fact)}"],
        className="entry",
    )


def _halls(halls: Sequence[HallLine]) -> list[Component]:
    if not halls:
        return []
    rows = [(one.commune, one.phone or "–", one.email or "–") for one in halls]
    return [
        plain_table(
            "Mairies des communes concernées les plus peuplées : le premier contact",
            ("Mairie", "Téléphone", "Courriel"),
            rows,
            label="Mairies à appeler",
        )
    ]
