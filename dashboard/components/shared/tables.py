"""Real tables: a caption, headed columns and rows, scrolled sideways by keyboard where narrow."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.shared.attributes import aria


def plain_table(
    caption: str, titles: Sequence[str], rows: Sequence[Sequence[str]], *, label: str
) -> html.Div:
    """Draw a table of texts; the first cell of each row is its header."""
    heads: list[Component] = [html.Th(title, scope="col") for title in titles]
    body = [
        html.Tr([html.Th(row[0], scope="row"), *(html.Td(cell) for cell in row[1:])])
        for row in rows
    ]
    table = html.Table([html.Caption(caption), html.Thead(html.Tr(heads)), html.Tbody(body)])
    return html.Div(table, className="table-scroll", tabIndex=0, role="region", **aria(label=label))
