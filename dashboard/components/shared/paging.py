"""Tables in order and by pages: the links that sort and turn them, and which rows a page holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.selections.order import SortOrder

ROWS_PER_PAGE = 50
_ARROWS = {"descending": "▼", "ascending": "▲", "none": "↕"}
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


@dataclass(frozen=True)
class PageLinks(Generic[Paged]):
    """The page shown of how many, and the selections of the pages around it, ``None`` at an end."""

    number: int
    pages: int
    before: Paged | None
    after: Paged | None


def page_links(selection: Paged, size: int) -> PageLinks[Paged]:
    """Describe the links to the pages before and after, of a table of ``size`` rows."""
    page, pages = page_of(selection, size)
    return PageLinks(
        page,
        pages,
        before=replace(selection, page=page - 1) if page > 1 else None,
        after=replace(selection, page=page + 1) if page < pages else None,
    )


@dataclass(frozen=True)
class ColumnHead(Generic[Paged]):
    """The head of a column.

    Attributes:
        title: what the column holds.
        turned: where the link leads that sorts by it, ``None`` for a column that does not sort.
        descending: the order the column is in now, ``None`` where another one sorts.
    """

    title: str
    turned: Paged | None = None
    descending: bool | None = None

    @property
    def order(self) -> str:
        """The order as a value of ``aria-sort``."""
        return (
            "none" if self.descending is None else "descending" if self.descending else "ascending"
        )

    @property
    def arrow(self) -> str:
        """The order as it is drawn."""
        return _ARROWS[self.order]


def sorting_head(
    title: str,
    selection: Paged,
    column: StrEnum,
    *,
    active: SortOrder[Any] | None,
    first_descending: bool,
) -> ColumnHead[Paged]:
    """Describe the head of a column that sorts: its link sorts by it, or turns the order it is in.

    Args:
        title: what the column holds.
        selection: what the reader asked for.
        column: the column.
        active: the order the table is in.
        first_descending: whether the column descends when it is first sorted by.
    """
    descending = active.descending if active is not None and active.column is column else None
    turned = first_descending if descending is None else not descending
    order: SortOrder[Any] = SortOrder(column, turned)
    return ColumnHead(title, replace(selection, order=order, page=1), descending)
