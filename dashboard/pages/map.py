"""The page « Carte »: the map first, what is chosen above it, its panel and its table beside it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.layout.notices import status_line
from dashboard.components.layout.shell import framed_page
from dashboard.components.layout.tabs import in_tabs, sheet_handle, tab_links, widening
from dashboard.components.layout.toolbar import toolbar
from dashboard.components.map.panel import map_notes, map_panel
from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria
from dashboard.components.shared.controls import chosen_controls, page_controls, view_tabs
from dashboard.components.shared.page_data import PageData
from dashboard.components.shared.page_scripts import MAP_SCRIPT, page_stores
from dashboard.domain.pages import COMPARISON_PAGE, COVERAGE_PAGE, NEARBY_PAGE
from dashboard.domain.selections.map import MAP, MapSelection, MapTab
from dashboard.domain.selections.shown import View

_FIRST = ("filters.themes", "level", "indicator", "filters.years")
"""What readers choose first: the others are in a drawer."""
_TABS = {(MapTab.SUMMARY,): "Fiche", (MapTab.TABLE, MapTab.WIDE_TABLE): "Tableau"}


def layout(options: PageData, /, **query: str | list[str]) -> Component:
    """Render the page with its controls already set to what the address asks for."""
    selection = MapSelection.from_query(query)
    return framed_page(
        [
            *page_stores(MAP_SCRIPT, selection),
            html.Div(
                [
                    html.Div(
                        [
                            html.H1(f"Qui aide qui, et où, {options.region.inside} ?"),
                            *([] if selection.view is View.EMBEDDED else [_questions()]),
                            status_line(options.basis),
                        ],
                        className="page-head",
                    ),
                    _toolbar(options, selection),
                    html.Div([map_panel(options.overview), _aside(selection)], className="stage"),
                ],
                className="screen",
            ),
            map_notes(options.basis),
        ],
        selection,
        site=options.region.site_name,
        frame_ancestors=options.frame_ancestors,
    )


def _toolbar(options: PageData, selection: MapSelection) -> html.Section:
    first = MAP.keys(*_FIRST).split()
    more = [field.key for field in MAP.controlled() if field.key not in {*first, MAP.keys("view")}]
    return toolbar(
        html.Div(id=ids.MAP_SEARCH),
        first=chosen_controls(MAP_SCRIPT, selection, options, *_FIRST),
        more=page_controls(MAP_SCRIPT, selection, options, without=first),
        more_keys=" ".join(more),
        tabs=view_tabs(MAP_SCRIPT, selection),
    )


def _aside(selection: MapSelection) -> html.Div:
    """Draw what stands beside the map: a territory or a record, or the table of all of them."""
    return html.Div(
        [
            sheet_handle(),
            tab_links(selection, _TABS, label="À côté de la carte"),
            html.P(id=ids.RESULT_COUNT, role="status", **aria(live="polite")),
            html.Section(
                [html.Div(id=ids.NOTICE), html.Div(id=ids.PANEL, tabIndex=-1)],
                className="panel",
                **aria(label="Territoire ou initiative"),
                **in_tabs(selection, MapTab.SUMMARY, listed=True),
            ),
            html.Section(
                [
                    html.H2("Tableau des territoires"),
                    widening(selection, MapTab.TABLE, MapTab.WIDE_TABLE),
                    html.Div(id=ids.LISTING),
                ],
                id="tableau-section",
                className="listing",
                tabIndex=-1,
                **in_tabs(selection, MapTab.TABLE, MapTab.WIDE_TABLE, listed=True),
            ),
        ],
        id=ids.AFTER_MAP,
        className="aside",
        tabIndex=-1,
    )


def _questions() -> html.Ul:
    questions = (
        ("Qui peut m’aider près de chez moi ?", NEARBY_PAGE),
        ("Où n’y a-t-il rien ?", COVERAGE_PAGE),
        ("Comment se situe mon territoire ?", COMPARISON_PAGE),
    )
    return html.Ul(
        [html.Li(html.A(question, href=page.path)) for question, page in questions],
        className="questions",
    )
