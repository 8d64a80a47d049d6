"""The page shown for an unknown address; Dash knows it by the name of its module."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.layout.shell import page
from dashboard.components.shared.page_data import PageData
from dashboard.domain.pages import MAP_PAGE, NOT_FOUND_PAGE


def layout(options: PageData, /, **_query: str | list[str]) -> Component:
    """Write that the address leads nowhere, with a link to the map."""
    return page(
        [
            html.H1("Cette page n’existe pas"),
            html.P("L’adresse est peut-être incomplète, ou la page a été déplacée."),
            html.P(html.A("Aller à la carte", href=MAP_PAGE.path)),
        ],
        path=NOT_FOUND_PAGE.path,
        site=options.region.site_name,
    )
