"""The panel of « Zones blanches »: a territory's inhabitants by state, or a commune and its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.coverage.results import CommuneLine, CoverageTotals
from dashboard.components.coverage.table import reason_parts
from dashboard.components.coverage.wording import (
    ABSENCE_NOTE,
    BORDER_LABEL,
    STATE_LABELS,
    concerned_text,
    coverage_sentence,
    state_text,
)
from dashboard.components.shared.bars import bar_list
from dashboard.components.shared.links import (
    GAP_FILTER_KEYS,
    GAP_TERRITORY_KEYS,
    NEARBY_PATH,
    address,
    gaps_sheet_address,
    in_page_link,
)
from dashboard.components.shared.markup import Tree
from dashboard.components.shared.templates import render
from dashboard.components.shared.wording import themes_and_publics
from dashboard.domain.codes import is_region_code
from dashboard.domain.formats import french_number, french_percent, rate_text
from dashboard.domain.selections.coverage import CoverageSelection, CoverageState
from dashboard.domain.selections.nearby import NearbySelection


@dataclass(frozen=True)
class PanelNotes:
    """What is told beside the numbers, empty where there is nothing to tell."""

    fragile: str
    unsure: str


def territory_panel(
    tally: CoverageTotals, selection: CoverageSelection, notes: PanelNotes
) -> list[Component]:
    """Tell a territory's inhabitants by state."""
    sheet = not is_region_code(tally.code)
    return [
        html.H2(tally.name),
        html.P(coverage_sentence(tally, selection), className="lead"),
        html.H3("Habitants par état de leur commune"),
        bar_list(_bars(tally)),
        *_notes(tally, selection, notes),
        html.P(ABSENCE_NOTE, className="note"),
        *([_print(tally.code, selection)] if sheet else [_print_hint()]),
        *([_whole_region(selection)] if sheet else []),
    ]


def commune_panel(line: CommuneLine, selection: CoverageSelection, epci_code: str) -> list[Tree]:
    """Tell the state of one commune, why, and where to ask."""
    near = NearbySelection(territory=line.code, themes=selection.themes, publics=selection.publics)
    reasons = (
        [render("coverage/reason_list.html.j2", parts=reason_parts(line.reasons))]
        if line.reasons
        else []
    )
    epci = (
        [
            html.P(
                in_page_link(
                    f"Voir {line.epci}",
                    replace(selection, territory=epci_code, page=1, exact=False),
                    keys=GAP_TERRITORY_KEYS,
                )
            )
        ]
        if epci_code
        else []
    )
    return [
        html.H2(line.name),
        html.P(
            [
                html.Strong(state_text(line.state, border=line.border)),
                f" · {french_number(line.population)} habitants · accès : "
                f"{rate_text(line.access)} service pour 10\u202f000 habitants",
            ],
            className="lead",
        ),
        *reasons,
        html.P(ABSENCE_NOTE, className="note"),
        html.P(html.A("Qui appeler, près de cette commune ?", href=address(near))),
        *epci,
        _whole_region(selection),
    ]


def no_record(selection: CoverageSelection, sources: Mapping[str, str]) -> Component:
    """Say that no record passes the filters, and offer to remove each; ``sources`` names the sources."""
    removals = themes_and_publics(selection)
    if selection.years is not None:
        removals.append(("Année", replace(selection, years=None)))
    removals += [
        (
            f"Source : {sources.get(code, code)}",
            replace(selection, sources=tuple(s for s in selection.sources if s != code)),
        )
        for code in selection.sources
    ]
    links = [
        html.Li(
            in_page_link(
                f"Retirer « {label} »", replace(removed, page=1, exact=False), keys=GAP_FILTER_KEYS
            )
        )
        for label, removed in removals
    ]
    return html.Div(
        [
            html.P(
                html.Strong(
                    "Aucune initiative recensée ne correspond à ces filtres : la carte ne dit rien de "
                    "ce qui existe."
                )
            ),
            *([html.Ul(links, className="removals")] if links else []),
        ],
        className="empty-answer",
    )


def _bars(tally: CoverageTotals) -> list[tuple[str, float, str]]:
    total = max(tally.population, 1)
    people = [(STATE_LABELS[state].capitalize(), tally.inside(state)) for state in CoverageState]
    if tally.border:
        people.append((f"{BORDER_LABEL.capitalize()}, à part", tally.border))
    return [
        (label, number / total, french_percent(number / total) if tally.population else "–")
        for label, number in people
    ]


def _notes(
    tally: CoverageTotals, selection: CoverageSelection, notes: PanelNotes
) -> list[Component]:
    texts = (notes.fragile, notes.unsure, concerned_text(tally, selection))
    return [html.P(text) for text in texts if text]


def _print(code: str, selection: CoverageSelection) -> html.P:
    return html.P(
        html.A(
            "Fiche à imprimer (A4)",
            href=gaps_sheet_address(selection, code),
            className="quiet-button",
        )
    )


def _print_hint() -> html.P:
    return html.P(
        [
            "Choisissez une intercommunalité ou un département pour sa fiche à imprimer, ou cherchez ",
            html.A("qui peut aider près d’une commune", href=NEARBY_PATH),
            ".",
        ],
        className="note",
    )


def _whole_region(selection: CoverageSelection) -> html.P:
    region = replace(selection, territory=None, page=1, exact=False)
    return html.P(
        in_page_link(
            "Voir toute la région", region, keys=GAP_TERRITORY_KEYS, class_name="quiet-button"
        )
    )
