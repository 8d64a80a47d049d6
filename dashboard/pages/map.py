"""The page « Carte »: the opening questions, the controls, the map, its table and the panel."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.layout.notices import banner
from dashboard.components.layout.page_parts import search_and_filters
from dashboard.components.layout.shell import framed_page
from dashboard.components.map.panel import map_panel
from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria
from dashboard.components.shared.controls import page_controls, view_tabs
from dashboard.components.shared.page_data import PageData
from dashboard.components.shared.page_scripts import MAP_SCRIPT, page_stores
from dashboard.domain.pages import COMPARISON_PAGE, COVERAGE_PAGE, NEARBY_PAGE
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.selections.shown import View


def layout(options: PageData, /, **query: str | list[str]) -> Component:
    """Render the page with its controls already set to what the address asks for."""
    selection = MapSelection.from_query(query)
    return framed_page(
        [
            *page_stores(MAP_SCRIPT, selection),
            html.H1(f"Qui aide qui, et où, {options.region.inside} ?"),
            *([] if selection.view is View.EMBEDDED else [_questions()]),
            banner(options.basis),
            html.Div(
                [
                    _side(options, selection),
                    map_panel(options.basis),
                    html.Section(
                        [
                            html.Div(id=ids.NOTICE),
                            html.Div(id=ids.PANEL, tabIndex=-1),
                        ],
                        id=ids.AFTER_MAP,
                        tabIndex=-1,
                        className="panel",
                        **aria(label="Territoire ou initiative"),
                    ),
                ],
                className="workspace",
            ),
            html.Section(
                [
                    html.H2("Tableau des territoires"),
                    html.P(id=ids.RESULT_COUNT, role="status", **aria(live="polite")),
                    html.Div(id=ids.LISTING),
                ],
                id="tableau-section",
                className="listing",
                tabIndex=-1,
            ),
        ],
        selection,
        site=options.region.site_name,
        frame_ancestors=options.frame_ancestors,
    )


def _side(options: PageData, selection: MapSelection) -> html.Section:
    return search_and_filters(
        html.Div(id=ids.MAP_SEARCH),
        filters=html.Div(page_controls(MAP_SCRIPT, selection, options), className="filters"),
        tabs=view_tabs(MAP_SCRIPT, selection),
    )


def _questions() -> html.Ul:
    cards = (
        (
            "J’ai besoin d’aide",
            html.A("Qui peut m’aider près de chez moi ?", href=NEARBY_PAGE.path),
            "Chercher près de chez moi",
        ),
        (
            "Je suis élue ou élu",
            html.A("Où n’y a-t-il rien, et que faire ?", href=COVERAGE_PAGE.path),
            "Voir les zones blanches",
        ),
        (
            "Je compare des territoires",
            html.A("Comment se situe le mien ?", href=COMPARISON_PAGE.path),
            "Comparer des territoires",
        ),
    )
    return html.Ul(
        [
            html.Li([html.Span(who, className="kicker"), link, html.Small(answer)])
            for who, link, answer in cards
        ],
        className="questions",
    )
