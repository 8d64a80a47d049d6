"""The page « Carte »: the opening questions, the controls, the map, its table and the panel."""

from __future__ import annotations

from dataclasses import replace

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components import controls, ids
from dashboard.components.attributes import aria
from dashboard.components.links import ALL_KEYS, GAPS_PATH, MAP_PATH, NEARBY_PATH, in_page_link
from dashboard.components.map_panel import map_panel
from dashboard.components.notices import banner
from dashboard.components.options import Options
from dashboard.components.shell import page
from dashboard.domain.selection import Selection, SortKey
from dashboard.domain.territory import Level

PATH = MAP_PATH
TITLE = "Carte"


def layout(options: Options, /, **query: str | list[str]) -> Component:
    """Render the page with its controls already set to what the address asks for."""
    selection = Selection.from_query(query)
    words = selection.to_query()
    return page(
        [
            dcc.Store(id=ids.SELECTION, data=words),
            dcc.Store(id=ids.MAP_REQUEST, data={"query": words, "parts": ["all"]}),
            dcc.Store(id=ids.LISTING_REQUEST, data={"query": words, "parts": ["table", "panel"]}),
            dcc.Store(id=ids.COMMITTED),
            dcc.Store(id=ids.MAP_MARKUP),
            dcc.Store(id=ids.LISTING_MARKUP),
            html.H1("Qui aide qui, et où, en Rhône-Alpes ?"),
            _questions(),
            banner(options.basis),
            html.Div(
                [
                    html.Section(
                        [
                            html.H2("Chercher et filtrer", className="visually-hidden"),
                            controls.search_box(ids.SEARCH),
                            html.Details(
                                [
                                    html.Summary("Filtres et affichage"),
                                    controls.filters(options, selection),
                                ],
                                open=True,
                                id="filtres",
                            ),
                            controls.view_tabs(ids.VIEW, selection.view),
                        ],
                        className="side",
                        **aria(label="Recherche et filtres"),
                    ),
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
        path=PATH,
    )


def _questions() -> html.Ul:
    compared = replace(Selection(), level=Level.EPCI, sort=SortKey.RATE)
    cards = (
        (
            "J’ai besoin d’aide",
            html.A("Qui peut m’aider près de chez moi ?", href=NEARBY_PATH),
            "Chercher près de chez moi",
        ),
        (
            "Je suis élue ou élu",
            html.A("Où n’y a-t-il rien, et que faire ?", href=GAPS_PATH),
            "Voir les zones blanches",
        ),
        (
            "Je compare des territoires",
            in_page_link(
                "Comment se situe le mien ?", compared, keys=ALL_KEYS, anchor="tableau-section"
            ),
            "Classer les intercommunalités",
        ),
    )
    return html.Ul(
        [
            html.Li([html.Span(who, className="kicker"), link, html.Small(answer)])
            for who, link, answer in cards
        ],
        className="questions",
    )
