"""The page « Près de chez vous »: a place, how far, and who can help, nearest first."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.layout.shell import framed_page
from dashboard.components.map.panel import nearby_map_panel
from dashboard.components.nearby.controls import nearby_filters, place_search
from dashboard.components.shared import controls, ids
from dashboard.components.shared.attributes import aria
from dashboard.components.shared.links import NEARBY_PATH
from dashboard.components.shared.page_data import PageData
from dashboard.domain.selections.map import View
from dashboard.domain.selections.nearby import NearbySelection

PATH = NEARBY_PATH
TITLE = "Près de chez vous"


def layout(options: PageData, /, **query: str | list[str]) -> Component:
    """Render the page with its controls already set to what the address asks for."""
    selection = NearbySelection.from_query(query)
    words = selection.to_query()
    return framed_page(
        [
            dcc.Store(id=ids.NEARBY_SELECTION, data=words),
            dcc.Store(
                id=ids.NEARBY_REQUEST,
                data={"query": words, "parts": ["list"], "refused": sorted(selection.refused)},
            ),
            dcc.Store(id=ids.NEARBY_MAP_REQUEST, data={"query": words, "parts": ["map"]}),
            dcc.Store(id=ids.NEARBY_COMMITTED),
            dcc.Store(id=ids.NEARBY_MARKUP),
            html.H1("Qui peut m’aider, près de chez moi ?"),
            html.Div(
                [
                    html.Section(
                        [
                            html.H2("Chercher et filtrer", className="visually-hidden"),
                            place_search(options.region),
                            html.P(
                                id=ids.NEARBY_STATUS,
                                role="status",
                                className="place-status",
                                **aria(live="polite"),
                            ),
                            html.Details(
                                [
                                    html.Summary("Rayon et filtres"),
                                    nearby_filters(selection),
                                ],
                                open=True,
                                id="filtres",
                            ),
                            controls.view_tabs(ids.NEARBY_VIEW, selection.view),
                        ],
                        className="side",
                        **aria(label="Recherche et filtres"),
                    ),
                    *_answers_and_map(options, selection),
                ],
                className="workspace nearby",
            ),
        ],
        selection,
        path=PATH,
        site=options.region.site_name,
        frame_ancestors=options.frame_ancestors,
    )


def _answers_and_map(options: PageData, selection: NearbySelection) -> list[Component]:
    """Answers come first, but for an embedded view, which is looked at before it is read."""
    parts: list[Component] = [_answers(), nearby_map_panel(options.basis)]
    return parts[::-1] if selection.view is View.EMBEDDED else parts


def _answers() -> html.Section:
    return html.Section(
        [
            html.Div(id=ids.NEARBY_NOTICE),
            html.P(
                id=ids.NEARBY_COUNT,
                role="status",
                className="result-count",
                **aria(live="polite"),
            ),
            html.Div(id=ids.NEARBY_RESULTS, tabIndex=-1),
        ],
        className="panel answers",
        **aria(label="Réponses"),
    )
