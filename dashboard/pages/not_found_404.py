"""The page shown for an address that is none; Dash knows it by the name of its module."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.layout.shell import page
from dashboard.components.shared.links import MAP_PATH
from dashboard.components.shared.page_data import PageData

PATH = "/404"
TITLE = "Page introuvable"


def layout(options: PageData, /, **_query: str | list[str]) -> Component:
    """Say that the address leads nowhere, and lead to the map."""
    return page(
        [
            html.H1("Cette page n’existe pas"),
            html.P("L’adresse est peut-être incomplète, ou la page a été déplacée."),
            html.P(html.A("Aller à la carte", href=MAP_PATH)),
        ],
        path=PATH,
        site=options.region.site_name,
    )
