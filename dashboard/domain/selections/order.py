"""The order of a table, as addresses write it: a column, « - » before it for descending."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from dashboard.domain.selections.fields import AddressField, Words

Column = TypeVar("Column", bound=StrEnum)


@dataclass(frozen=True)
class SortOrder(Generic[Column]):
    """The column a table is sorted by, and which way; written ``-habitants`` for descending."""

    column: Column
    descending: bool = True

    def __str__(self) -> str:
        """Write the order as addresses do."""
        return f"-{self.column}" if self.descending else str(self.column)


def order_field(columns: Iterable[Column], *redraws: str) -> AddressField:
    """Describe the field of the order of a table of ``columns``."""
    known = {str(column): column for column in columns}

    def parse(words: Words) -> SortOrder[Column] | None:
        text = next(iter(words), "")
        column = known.get(text.removeprefix("-"))
        return None if column is None else SortOrder(column, text.startswith("-"))

    return AddressField(
        "tri", "order", parse=parse, write=lambda order: [order], default=None, redraws=redraws
    )
