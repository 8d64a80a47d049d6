"""The page « Zones blanches »: where nothing reaches people, why, and where a service would help."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.coverage.controls import SITE_ATTRIBUTES, known_choices
from dashboard.components.coverage.table import ANCHOR
from dashboard.components.layout.notices import status_line
from dashboard.components.layout.page_parts import contents, search_and_filters, titled_part
from dashboard.components.layout.shell import framed_page
from dashboard.components.map.panel import coverage_map_panel
from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria
from dashboard.components.shared.controls import (
    chosen_controls,
    page_controls,
    view_tabs,
)
from dashboard.components.shared.page_data import PageData
from dashboard.components.shared.page_scripts import COVERAGE_SCRIPT, page_stores
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection
from dashboard.domain.selections.shown import View

_SITES, _EQUITY = "nouveaux-lieux", "equite"


def layout(options: PageData, /, **query: str | list[str]) -> Component:
    """Render the page with its controls already set to what the address asks for."""
    selection = CoverageSelection.from_query(query)
    return framed_page(
        [
            *page_stores(COVERAGE_SCRIPT, selection),
            html.H1("Où n’y a-t-il rien, pour qui, et que faire ?"),
            html.P(id=ids.COVERAGE_DEFINITION, className="definition"),
            status_line(options.basis),
            *([] if selection.view is View.EMBEDDED else [_contents()]),
            html.Div(
                [_side(options, selection), coverage_map_panel(options.basis), _answers()],
                className="workspace gaps",
            ),
            _new_places(options, selection),
            titled_part(
                "Les villages ont-ils autant que les villes ?",
                [html.Div(id=ids.COVERAGE_EQUITY)],
                anchor=_EQUITY,
            ),
            titled_part(
                "Communes et territoires",
                [
                    html.P(id=ids.COVERAGE_COUNT, role="status", **aria(live="polite")),
                    html.Div(id=ids.COVERAGE_LISTING),
                ],
                anchor=ANCHOR,
            ),
        ],
        selection,
        site=options.region.site_name,
        frame_ancestors=options.frame_ancestors,
    )


def _contents() -> html.Nav:
    links = (
        ("Où un nouveau service aiderait", _SITES),
        ("Villages et villes", _EQUITY),
        ("Liste des communes concernées", ANCHOR),
    )
    return contents(links)


def _side(options: PageData, selection: CoverageSelection) -> html.Section:
    return search_and_filters(
        html.Div(id=ids.COVERAGE_SEARCH),
        filters=_filters(options, selection),
        tabs=view_tabs(COVERAGE_SCRIPT, selection),
    )


def _filters(options: PageData, selection: CoverageSelection) -> html.Div:
    """All controls but the search and those of new places, in the order of the reader's questions."""
    return html.Div(
        page_controls(
            COVERAGE_SCRIPT,
            selection,
            options,
            known=known_choices(options),
            without=COVERAGE.keys(*SITE_ATTRIBUTES).split(),
        ),
        className="filters",
    )


def _answers() -> html.Section:
    return html.Section(
        [html.Div(id=ids.COVERAGE_NOTICE), html.Div(id=ids.COVERAGE_PANEL, tabIndex=-1)],
        className="panel",
        **aria(label="Territoire"),
    )


def _new_places(options: PageData, selection: CoverageSelection) -> html.Section:
    return titled_part(
        "Où un nouveau service aiderait-il le plus ?",
        [
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
        ],
        anchor=_SITES,
    )
