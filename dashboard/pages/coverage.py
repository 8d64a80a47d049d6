"""The page « Zones blanches »: where nothing reaches people, why, and where a service would help."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.coverage.controls import gap_filters, site_controls
from dashboard.components.coverage.table import ANCHOR
from dashboard.components.layout.notices import banner
from dashboard.components.layout.page_parts import contents, titled_part
from dashboard.components.layout.shell import framed_page
from dashboard.components.map.panel import gaps_map_panel
from dashboard.components.shared import controls, ids
from dashboard.components.shared.attributes import aria
from dashboard.components.shared.links import GAPS_PATH
from dashboard.components.shared.page_data import PageData
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.selections.map import View

PATH = GAPS_PATH
TITLE = "Zones blanches"
_SITES, _EQUITY = "nouveaux-lieux", "equite"


def layout(options: PageData, /, **query: str | list[str]) -> Component:
    """Render the page with its controls already set to what the address asks for."""
    selection = CoverageSelection.from_query(query)
    return framed_page(
        [
            *_stores(selection),
            html.H1("Où n’y a-t-il rien, pour qui, et que faire ?"),
            html.P(id=ids.GAPS_DEFINITION, className="definition"),
            banner(options.basis),
            *([] if selection.view is View.EMBEDDED else [_contents()]),
            html.Div(
                [_side(options, selection), gaps_map_panel(options.basis), _answers()],
                className="workspace gaps",
            ),
            _new_places(selection),
            titled_part(
                "Les villages ont-ils autant que les villes ?",
                [html.Div(id=ids.GAPS_FAIRNESS)],
                anchor=_EQUITY,
            ),
            titled_part(
                "Communes et territoires",
                [
                    html.P(id=ids.GAPS_COUNT, role="status", **aria(live="polite")),
                    html.Div(id=ids.GAPS_LISTING),
                ],
                anchor=ANCHOR,
            ),
        ],
        selection,
        path=PATH,
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


def _stores(selection: CoverageSelection) -> list[Component]:
    words = selection.to_query()

    def request(*parts: str) -> dict[str, Any]:
        return {"query": words, "parts": list(parts)}

    return [
        dcc.Store(id=ids.GAPS_SELECTION, data=words),
        dcc.Store(id=ids.GAPS_REQUEST, data=request("list")),
        dcc.Store(id=ids.GAPS_MAP_REQUEST, data=request("all")),
        dcc.Store(id=ids.GAPS_SITES_REQUEST, data=request("places")),
        dcc.Store(id=ids.GAPS_FAIRNESS_REQUEST, data=request("fairness")),
        dcc.Store(id=ids.GAPS_EXACT_REQUEST),
        *(
            dcc.Store(id=identifier)
            for identifier in (
                ids.GAPS_COMMITTED,
                ids.GAPS_MARKUP,
                ids.GAPS_MAP_MARKUP,
                ids.GAPS_SITES_MARKUP,
                ids.GAPS_FAIRNESS_MARKUP,
                ids.GAPS_EXACT_MARKUP,
            )
        ),
    ]


def _side(options: PageData, selection: CoverageSelection) -> html.Section:
    return html.Section(
        [
            html.H2("Chercher et filtrer", className="visually-hidden"),
            controls.search_box(ids.GAPS_SEARCH, region=options.region),
            html.Details(
                [html.Summary("Filtres et affichage"), gap_filters(options, selection)],
                open=True,
                id="filtres",
            ),
            controls.view_tabs(ids.GAPS_VIEW, selection.view),
        ],
        className="side",
        **aria(label="Recherche et filtres"),
    )


def _answers() -> html.Section:
    return html.Section(
        [html.Div(id=ids.GAPS_NOTICE), html.Div(id=ids.GAPS_PANEL, tabIndex=-1)],
        className="panel",
        **aria(label="Territoire"),
    )


def _new_places(selection: CoverageSelection) -> html.Section:
    return titled_part(
        "Où un nouveau service aiderait-il le plus ?",
        [
            site_controls(selection),
            html.Div(id=ids.GAPS_PLACES, tabIndex=-1),
            html.P(
                [
                    html.Button(
                        "Calculer l’optimum", id=ids.GAPS_COMPUTE, className="quiet-button"
                    ),
                    html.Button(
                        "Arrêter le calcul",
                        id=ids.GAPS_CANCEL,
                        className="quiet-button",
                        hidden=True,
                    ),
                ],
                className="buttons",
            ),
            html.P(id=ids.GAPS_PROGRESS, role="status", **aria(live="polite")),
            html.P(id=ids.GAPS_STATUS, role="status", **aria(live="polite")),
            html.Div(id=ids.GAPS_OPTIMUM, tabIndex=-1),
        ],
        anchor=_SITES,
    )
