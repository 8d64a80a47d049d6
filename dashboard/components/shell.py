"""What every page shares: skip links, header, main landmark, footer."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components import ids
from dashboard.components.attributes import aria
from dashboard.components.links import DATA_PATH, GAPS_PATH, MAP_PATH, NEARBY_PATH, SOURCES_PATH
from dashboard.components.theme import THEME

SITE_NAME = "Carte de la solidarité en Rhône-Alpes"

_NAVIGATION = (
    ("Carte", MAP_PATH),
    ("Près de chez vous", NEARBY_PATH),
    ("Zones blanches", GAPS_PATH),
    ("Données", DATA_PATH),
    ("Sources et méthode", SOURCES_PATH),
)


def page(content: list[Component], *, path: str) -> html.Div:
    """Frame a page's content between the header and the footer."""
    return html.Div(
        [
            html.A("Aller au contenu", href=f"#{ids.CONTENT}", className="skip-link"),
            _header(path),
            html.Div(id=ids.ALERT, role="alert", className="alert"),
            html.Main(content, id=ids.CONTENT, tabIndex=-1),
            _footer(),
        ],
        className="site",
    )


def provided(outlet: Component) -> dmc.MantineProvider:
    """Wrap the whole application in its theme, light only."""
    return dmc.MantineProvider(outlet, theme=THEME, forceColorScheme="light")


def _header(path: str) -> html.Header:
    links = [
        html.Li(html.A(label, href=target, **(aria(current="page") if target == path else {})))
        for label, target in _NAVIGATION
    ]
    return html.Header(
        [
            html.A(
                [html.Span(className="site-mark", **aria(hidden="true")), SITE_NAME],
                href=MAP_PATH,
                className="site-name",
            ),
            html.Nav(html.Ul(links), **aria(label="Pages")),
        ],
        className="site-header",
    )


def _footer() -> html.Footer:
    return html.Footer(
        [
            html.P(
                "Limites, populations et mairies : IGN, INSEE, DILA, Licence Ouverte 2.0. "
                "Initiatives : chaque fiche cite ses sources et leur date."
            ),
            html.P(
                [
                    html.A("Sources, méthode et licences", href=SOURCES_PATH),
                    " · ",
                    html.A(
                        "Accessibilité : partiellement vérifiée",
                        href=f"{SOURCES_PATH}#accessibilite",
                    ),
                    " · Aucun traceur, aucune donnée envoyée à un tiers.",
                ]
            ),
        ],
        className="site-footer",
    )
