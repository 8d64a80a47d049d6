"""The page « Zones blanches »: where nothing reaches people, why, and where a service would help."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.coverage.controls import SITE_ATTRIBUTES, known_choices
from dashboard.components.coverage.table import ANCHOR
from dashboard.components.layout.notices import status_line
from dashboard.components.layout.shell import framed_page
from dashboard.components.layout.tabs import in_tabs, sheet_handle, tab_links, widening
from dashboard.components.layout.toolbar import toolbar
from dashboard.components.map.panel import coverage_map_notes, coverage_map_panel
from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria
from dashboard.components.shared.controls import (
    chosen_controls,
    page_controls,
    view_tabs,
)
from dashboard.components.shared.page_data import PageData
from dashboard.components.shared.page_scripts import COVERAGE_SCRIPT, page_stores
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection, CoverageTab

_ANSWER, _SITES, _EQUITY = "reponse", "nouveaux-lieux", "equite"
_FIRST = ("radius",)
"""What readers choose first: the others are in a drawer."""
_TABS = {
    (CoverageTab.ANSWER,): "Réponse",
    (CoverageTab.SITES,): "Où ouvrir",
    (CoverageTab.EQUITY,): "Villages et villes",
    (CoverageTab.COMMUNES, CoverageTab.WIDE_COMMUNES): "Communes",
}


def layout(options: PageData, /, **query: str | list[str]) -> Component:
    """Render the page with its controls already set to what the address asks for."""
    selection = CoverageSelection.from_query(query)
    return framed_page(
        [
            *page_stores(COVERAGE_SCRIPT, selection),
            html.Div(
                [
                    _head(options),
                    _toolbar(options, selection),
                    html.Div(id=ids.COVERAGE_ANSWER, className="answer-strip"),
                    html.Div(
                        [coverage_map_panel(options.overview), _aside(options, selection)],
                        className="stage gaps",
                    ),
                ],
                className="screen",
            ),
            coverage_map_notes(options.basis),
        ],
        selection,
        site=options.region.site_name,
        frame_ancestors=options.frame_ancestors,
    )


def _head(options: PageData) -> html.Div:
    return html.Div(
        [
            html.H1("Où n’y a-t-il rien, pour qui, et que faire ?"),
            status_line(options.basis),
        ],
        className="page-head",
    )


def _toolbar(options: PageData, selection: CoverageSelection) -> html.Section:
    known = known_choices(options)
    first = COVERAGE.keys(*_FIRST).split()
    elsewhere = {*first, *COVERAGE.keys(*SITE_ATTRIBUTES, "view").split()}
    more = [field.key for field in COVERAGE.controlled() if field.key not in elsewhere]
    return toolbar(
        html.Div(id=ids.COVERAGE_SEARCH),
        html.Nav(id=ids.COVERAGE_THEMES, **aria(label="Thème")),
        first=chosen_controls(COVERAGE_SCRIPT, selection, options, *_FIRST, known=known),
        more=page_controls(
            COVERAGE_SCRIPT, selection, options, known=known, without=tuple(elsewhere)
        ),
        more_keys=" ".join(more),
        tabs=view_tabs(COVERAGE_SCRIPT, selection),
    )


def _aside(options: PageData, selection: CoverageSelection) -> html.Div:
    """Draw what stands beside the map: the answer, where to open, villages and towns, the communes."""
    return html.Div(
        [
            sheet_handle(),
            tab_links(selection, _TABS, label="À côté de la carte"),
            # Who looks at the page reads it in the answer above the map.
            html.P(
                id=ids.COVERAGE_COUNT,
                role="status",
                className="visually-hidden",
                **aria(live="polite"),
            ),
            html.Section(
                [
                    html.Div(id=ids.COVERAGE_NOTICE),
                    html.Div(id=ids.COVERAGE_PANEL, tabIndex=-1),
                    html.P(id=ids.COVERAGE_DEFINITION, className="note"),
                ],
                id=_ANSWER,
                className="panel",
                **aria(label="Territoire"),
                **in_tabs(selection, CoverageTab.ANSWER),
            ),
            _part(
                selection,
                "Où un nouveau service aiderait-il le plus ?",
                _new_places(options, selection),
                CoverageTab.SITES,
                anchor=_SITES,
            ),
            _part(
                selection,
                "Les villages ont-ils autant que les villes ?",
                [html.Div(id=ids.COVERAGE_EQUITY)],
                CoverageTab.EQUITY,
                anchor=_EQUITY,
            ),
            _part(
                selection,
                "Communes et territoires",
                [
                    widening(selection, CoverageTab.COMMUNES, CoverageTab.WIDE_COMMUNES),
                    html.Div(id=ids.COVERAGE_LISTING),
                ],
                CoverageTab.COMMUNES,
                CoverageTab.WIDE_COMMUNES,
                anchor=ANCHOR,
            ),
        ],
        id=ids.AFTER_MAP,
        className="aside",
        tabIndex=-1,
    )


def _part(
    selection: CoverageSelection,
    title: str,
    content: list[Component],
    *tabs: CoverageTab,
    anchor: str,
) -> html.Section:
    return html.Section(
        [html.H2(title), *content],
        id=anchor,
        tabIndex=-1,
        className="listing gaps-section",
        **in_tabs(selection, *tabs),
    )


def _new_places(options: PageData, selection: CoverageSelection) -> list[Component]:
    return [
        html.Div(
            chosen_controls(COVERAGE_SCRIPT, selection, options, *SITE_ATTRIBUTES),
            className="filters site-controls",
        ),
        html.Div(id=ids.COVERAGE_PLACES, tabIndex=-1),
        html.P(
            [
                html.Button(
                    "Calculer l’optimum", id=ids.COVERAGE_COMPUTE, className="quiet-button"
                ),
                html.Button(
                    "Arrêter le calcul",
                    id=ids.COVERAGE_CANCEL,
                    className="quiet-button",
                    hidden=True,
                ),
            ],
            className="buttons",
        ),
        html.P(id=ids.COVERAGE_PROGRESS, role="status", **aria(live="polite")),
        html.P(id=ids.COVERAGE_STATUS, role="status", **aria(live="polite")),
        html.Div(id=ids.COVERAGE_OPTIMUM, tabIndex=-1),
    ]
