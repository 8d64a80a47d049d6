"""What pages of several parts have in common: their contents and their parts."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria


def contents(links: Sequence[tuple[str, str]]) -> html.Nav:
    """List the parts of a page: what each is called, and its anchor."""
    return html.Nav(
        html.Ul([html.Li(html.A(label, href=f"#{anchor}")) for label, anchor in links]),
        className="contents",
        **aria(label="Dans cette page"),
    )


def search_and_filters(
    *search: Component,
    filters: Component,
    tabs: Component,
    title: str = "Chercher et filtrer",
    summary: str = "Filtres et affichage",
    opened: bool = True,
) -> html.Section:
    """Draw what is beside the answers of a page: its search, its filters in a fold, its tabs.

    Args:
        search: the search box and what follows it.
        filters: the controls in the fold.
        tabs: the choice between list and map.
        title: the heading, which only screen readers read.
        summary: the title of the fold.
        opened: whether the fold is open at first, where there is room.
    """
    return html.Section(
        [
            html.H2(title, className="visually-hidden"),
            *search,
            html.Details([html.Summary(summary), filters], open=opened, id=ids.FILTERS),
            tabs,
        ],
        className="side",
        **aria(label="Recherche et filtres"),
    )


def titled_part(
    title: str, content: Sequence[Component], *, anchor: str, kind: str = ""
) -> html.Section:
    """Draw a part of a page, which its contents lead to; ``kind`` is a class of its own."""
    return html.Section(
        [html.H2(title), *content],
        id=anchor,
        tabIndex=-1,
        className=f"listing gaps-section {kind}".strip(),
    )
