"""A table on its way to a file, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class FileTable:
    """A table to write: its title, its columns and its rows.

    Cells are texts, whole or decimal numbers, or ``None``; codes are texts. The first column tells the
    rows apart.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def with_row(self, row: tuple[object, ...]) -> FileTable:
        """Return the table with one more row."""
        return replace(self, rows=(*self.rows, row))
