"""The sheet of a territory or of the region."""

from __future__ import annotations

import math
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.summaries.results import RecordLine, RecordList, TerritorySummary
from dashboard.components.layout.notices import filter_removals
from dashboard.components.shared.bars import bar_list
from dashboard.components.shared.links import (
    RECORD_KEYS,
    TERRITORY_KEYS,
    address,
    closing_link,
    in_page_link,
    sheet_address,
)
from dashboard.components.shared.wording import (
    NOT_AN_ABSENCE,
    SOMEWHERE_NOTE,
    territory_kind,
    year_of_source,
)
from dashboard.components.summaries.town_hall import town_hall_card
from dashboard.domain.formats import counted, french_number, french_percent, rate_text
from dashboard.domain.indicator import ValueState
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.domain.territory import Level

SHOWN_AT_ONCE = 10


def territory_summary_card(sheet: TerritorySummary, selection: MapSelection) -> list[Component]:
    """Show a territory: who lives there, how many initiatives, by theme, and which ones."""
    head = [
        html.P(" · ".join((territory_kind(sheet.level), *sheet.parents)), className="kicker"),
        html.H2(sheet.name),
    ]
    if sheet.level is not None:
        head.append(
            closing_link(
                "Revenir à la région",
                replace(selection, territory=None, record=None),
                keys=TERRITORY_KEYS,
            )
        )
    return [
        *head,
        html.P(_population(sheet)),
        *_nearby(sheet),
        *_whole_sheet(sheet, selection),
        *_first_contact(sheet),
        _key_numbers(sheet),
        *_breakdown(sheet),
        *_lists(sheet, selection),
    ]


def _nearby(sheet: TerritorySummary) -> list[Component]:
    """Lead whoever needs help there to the list by distance."""
    if sheet.level not in {Level.COMMUNE, Level.EPCI}:
        return []
    target = address(NearbySelection(territory=sheet.code))
    return [html.P(html.A("Qui peut m’aider, près d’ici ?", href=target), className="downloads")]


def _whole_sheet(sheet: TerritorySummary, selection: MapSelection) -> list[Component]:
    """Lead to everything known of the territory; the region has no such sheet."""
    if sheet.level is None:
        return []
    target = sheet_address(sheet.code, selection)
    return [html.P(html.A("Fiche du territoire (page et PDF)", href=target), className="downloads")]


def _first_contact(sheet: TerritorySummary) -> list[Component]:
    if sheet.town_hall is None:
        return []
    return [town_hall_card(sheet.town_hall, title="Mairie, premier contact")]


def _population(sheet: TerritorySummary) -> str:
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


def _key_numbers(sheet: TerritorySummary) -> html.Dl:
    region = sheet.level is None
    rate = _known(sheet.rate, rate_text(sheet.rate) if not math.isnan(sheet.rate) else "")
    share = _known(sheet.share, french_percent(sheet.share) if not math.isnan(sheet.share) else "")
    beside_rate = "" if region else f"région : {rate_text(sheet.region_rate)}"
    beside_share = "" if region else f"région : {french_percent(sheet.region_share)}"
    if sheet.state is ValueState.LOW_POPULATION:
        beside_rate += " · effectif faible"
    return html.Dl(
        [
            _key("Initiatives", french_number(sheet.number) if sheet.number else "0 recensé", ""),
            _key("Pour 10\u202f000 habitants", rate, beside_rate),
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


def _breakdown(sheet: TerritorySummary) -> list[Component]:
    if not sheet.breakdown:
        return []
    most = max(number for _, number in sheet.breakdown)
    bars = ((label, number / most, french_number(number)) for label, number in sheet.breakdown)
    return [
        html.H3("Par thème"),
        html.P("Une initiative peut relever de plusieurs thèmes.", className="note"),
        bar_list(bars),
    ]


def _lists(sheet: TerritorySummary, selection: MapSelection) -> list[Component]:
    groups: tuple[tuple[str, RecordList], ...] = (
        ("Implantées ici", sheet.located),
        ("Desservent ce territoire", sheet.serving),
        ("Dispositifs départementaux et régionaux", sheet.wide),
    )

    if sheet.level is None:
        groups = (("Toutes les initiatives retenues", sheet.located),)
    parts: list[Component] = []
    if not sheet.number:
        parts.append(html.P(["Aucune initiative recensée ici. ", NOT_AN_ABSENCE]))
        parts += filter_removals(selection)
    for title, listed in groups:
        if listed.total:
            parts += [
                html.H3(f"{title} ({french_number(listed.total)})"),
                *_folded(_lines(listed, selection)),
                *_not_listed(listed),
            ]
    return [*parts, *_somewhere(sheet, selection)]


def _somewhere(sheet: TerritorySummary, selection: MapSelection) -> list[Component]:
    """List last, closed, what nobody knows the commune of."""
    listed = sheet.somewhere
    if not listed.total:
        return []
    where = "le département" if sheet.level is Level.DEPARTEMENT else "un territoire plus grand"
    return [
        html.Details(
            [
                html.Summary(f"Quelque part dans {where} ({french_number(listed.total)})"),
                html.P(SOMEWHERE_NOTE, className="note"),
                html.Ul(_lines(listed, selection), className="records"),
                *_not_listed(listed),
            ],
            className="somewhere",
        )
    ]


def _lines(listed: RecordList, selection: MapSelection) -> list[html.Li]:
    return [_line(line, selection) for line in listed.lines]


def _folded(lines: list[html.Li]) -> list[Component]:
    """Show the first lines, the others behind one button that works without a script."""
    first, others = lines[:SHOWN_AT_ONCE], lines[SHOWN_AT_ONCE:]
    shown: list[Component] = [html.Ul(first, className="records")]
    if others:
        shown.append(
            html.Details(
                [
                    html.Summary(f"Voir {counted(len(others), 'autre')}"),
                    html.Ul(others, className="records"),
                ]
            )
        )
    return shown


def _not_listed(listed: RecordList) -> list[Component]:
    """Say how many initiatives a long list leaves out, and how to reach them."""
    left_out = listed.total - len(listed.lines)
    if not left_out:
        return []
    told = counted(left_out, "autre n’est pas listée", "autres ne sont pas listées")
    return [html.P(f"{told} : choisissez un thème ou un territoire.", className="note")]


def _line(line: RecordLine, selection: MapSelection) -> html.Li:
    notes = [", ".join(line.themes), line.status, year_of_source(line.dated)]
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
