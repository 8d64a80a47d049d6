"""The page « Près de chez vous »: what is needed, where, and who can help."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.layout.page_parts import search_and_filters
from dashboard.components.layout.shell import framed_page
from dashboard.components.map.panel import nearby_map_panel
from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria
from dashboard.components.shared.controls import page_controls, view_tabs
from dashboard.components.shared.page_data import PageData
from dashboard.components.shared.page_scripts import NEARBY_SCRIPT, page_stores
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.domain.selections.shown import View


def layout(options: PageData, /, **query: str | list[str]) -> Component:
    """Render the page with its controls already set to what the address asks for.

    The form is written by the server before any script runs: the page's script moves it into its place,
    with whatever was typed in it meanwhile.
    """
    selection = NearbySelection.from_query(query)
    return framed_page(
        [
            *page_stores(NEARBY_SCRIPT, selection, refused=sorted(selection.refused)),
            html.H1("Qui peut m’aider, près de chez moi ?"),
            html.Div(id=ids.NEARBY_FORM),
            html.Div(
                [
                    _side(options, selection),
                    *_answers_and_map(options, selection),
                ],
                className="workspace nearby",
            ),
        ],
        selection,
        site=options.region.site_name,
        frame_ancestors=options.frame_ancestors,
    )


def _side(options: PageData, selection: NearbySelection) -> html.Section:
    return search_and_filters(
        filters=html.Div(
            [
                *page_controls(NEARBY_SCRIPT, selection, options),
                html.Button("Voir les résultats", id=ids.NEARBY_SHOW, className="main-button"),
            ],
            className="filters",
        ),
        tabs=view_tabs(NEARBY_SCRIPT, selection),
        title="Filtrer",
        summary="Rayon et filtres",
        opened=False,
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
