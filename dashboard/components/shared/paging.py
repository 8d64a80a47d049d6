"""Tables in order and by pages: the links that sort and turn them, and which rows a page holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from dash import html
from dash.development.base_component import Component

from dashboard.components.shared.attributes import aria
from dashboard.components.shared.links import PAGE_KEYS, SORT_KEYS, in_page_link
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.selections.map import MapSelection

ROWS_PER_PAGE = 50
Paged = TypeVar("Paged", MapSelection, CoverageSelection)
"""What the reader asked for, on a page whose table has pages."""


def page_of(selection: Paged, size: int) -> tuple[int, int]:
    """Return the page shown and the number of pages of ``size`` rows; a page too far is the last."""
    pages = max(1, -(-size // ROWS_PER_PAGE))
    return min(selection.page, pages), pages


def page_slice(selection: Paged, size: int) -> slice:
    """Return the rows of the page shown, out of ``size``."""
    page, _ = page_of(selection, size)
    return slice((page - 1) * ROWS_PER_PAGE, page * ROWS_PER_PAGE)


def pager(selection: Paged, size: int, *, anchor: str) -> html.Nav:
    """Link to the pages before and after; ``anchor`` is where the table begins."""
    page, pages = page_of(selection, size)
    steps: list[Component | str] = [html.Span(f"Page {page} sur {pages}")]
    if page > 1:
        steps.insert(0, _step("Page précédente", replace(selection, page=page - 1), anchor))
    if page < pages:
        steps.append(_step("Page suivante", replace(selection, page=page + 1), anchor))
    return html.Nav(steps, className="pager", **aria(label="Pages du tableau"))


def sort_head(
    title: str, turned: MapSelection | CoverageSelection, *, descending: bool | None
) -> html.Th:
    """Head a column with the link that sorts by it, or turns the order.

    Args:
        title: what the column holds.
        turned: where the link leads.
        descending: the order the column is in now, ``None`` where another one sorts.
    """
    order = "none" if descending is None else "descending" if descending else "ascending"
    arrow = {"descending": "▼", "ascending": "▲", "none": "↕"}[order]
    return html.Th(
        in_page_link(
            [title, html.Span(arrow, className="sort-arrow", **aria(hidden="true"))],
            turned,
            keys=SORT_KEYS,
        ),
        scope="col",
        **aria(sort=order),
    )


def _step(label: str, selection: MapSelection | CoverageSelection, anchor: str) -> html.A:
    return in_page_link(label, selection, keys=PAGE_KEYS, anchor=anchor)
