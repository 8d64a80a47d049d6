"""The charts of « Comparer » laid out: panels side by side, what they show, and the files of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.shared.markup import Written
from dashboard.domain.formats import listed
from dashboard.domain.indicator import ValueState

RATES_NOTE = (
    "Mêmes axes pour tous les territoires. Le trait vertical marque la moyenne régionale. Une barre "
    "claire est celle d’un territoire à « effectif faible » ; fléchée, elle dépasse l’axe."
)
YEARS_NOTE = (
    "Mêmes axes pour tous les territoires. Ligne : le cumul depuis le début ; barres : les nouvelles de "
    "l’année, à leur propre échelle. Une initiative dont la première année est inconnue n’y figure pas."
)


def absent_text(labels: tuple[str, ...]) -> str:
    """Say of which themes or publics nothing is drawn; empty for none."""
    if not labels:
        return ""
    return f"Non dessinés, 0 recensé dans la région : {listed(labels)}."


def panels_figure(
    panels: Sequence[str], *, caption: str, downloads: Mapping[str, str]
) -> list[Component]:
    """Lay out panels, which stack where there is no room; a sentence where there are none.

    Args:
        panels: SVG texts, one per territory.
        caption: what they show, with the filters.
        downloads: by the name of a format (« SVG »), the address of the picture.
    """
    if not panels:
        return [html.P(f"{ValueState.ZERO.label} : rien à dessiner pour ces choix.")]
    cells: list[Component] = [html.Div(Written(panel), className="panel-cell") for panel in panels]
    return [
        html.Figure(
            [html.Div(cells, className="panels"), html.Figcaption(caption)], className="multiples"
        ),
        *_downloads(downloads),
    ]


def _downloads(downloads: Mapping[str, str]) -> list[Component]:
    if not downloads:
        return []
    links: list[str | Component] = ["Télécharger l’image : "]
    for place, (name, href) in enumerate(downloads.items()):
        links += [" · "] if place else []
        links.append(html.A(name, href=href, download=""))
    return [html.P(links, className="downloads")]
