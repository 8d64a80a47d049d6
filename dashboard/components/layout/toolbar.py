"""The toolbar above a map: its search, what readers choose first, and a drawer with the rest."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria, data

MORE = "Plus de choix"


def toolbar(
    *search: Component,
    first: Sequence[Component],
    more: Sequence[Component],
    more_keys: str,
    tabs: Component,
    summary: str = "Filtres et affichage",
) -> html.Section:
    """Draw the toolbar of a page; on a narrow screen all but the search and the tabs is in a fold.

    Args:
        search: the search box and what follows it.
        first: the controls that stand in the bar.
        more: those in its drawer.
        more_keys: the keys of the address that these set, separated by spaces; a script counts the ones
            that are set.
        tabs: the choice between list and map, on a narrow screen.
        summary: the title of the fold on a narrow screen.
    """
    return html.Section(
        [
            html.H2("Chercher et filtrer", className="visually-hidden"),
            *search,
            html.Details(
                [
                    html.Summary(summary),
                    html.Div([*first, _drawer(more, more_keys)], className="filters"),
                ],
                open=True,
                id=ids.FILTERS,
                className="toolbar-fold",
            ),
            tabs,
        ],
        className="toolbar",
        **aria(label="Recherche et filtres"),
    )


def _drawer(controls: Sequence[Component], keys: str) -> html.Details:
    return html.Details(
        [
            html.Summary([MORE, html.Span(className="set-count", **data(counts=keys))]),
            html.Div(controls, className="drawer"),
        ],
        className="more",
    )
