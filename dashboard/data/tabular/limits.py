"""How much a file may hold before it is refused, and the wording of refusals."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.domain.errors import ImportFileError
from dashboard.domain.formats import french_number

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """The most a file may hold.

    Attributes:
        bytes: size of the file as it is received; ``None`` for no limit.
        uncompressed: bytes a workbook or a parquet file may become once uncompressed.
        ratio: uncompressed bytes for each compressed one, beyond which an archive is a bomb.
        entries: files inside a workbook.
        rows: rows of one table, unreadable ones included.
        columns: columns of one table.
        cells: rows times columns of one table.
        cell: characters of one cell.
        depth: objects and lists inside one another, in one record of JSON.
    """

    bytes: int | None = None
    uncompressed: int = 1_000 * MEGABYTE
    ratio: int = 200
    entries: int = 5_000
    rows: int = 5_000_000
    columns: int = 2_000
    cells: int = 100_000_000
    cell: int = 100_000
    depth: int = 32


LIMITS = Limits()
"""Of the command line, where the file is the user's own."""

UPLOAD_LIMITS = Limits(
    bytes=20 * MEGABYTE, uncompressed=200 * MEGABYTE, rows=200_000, cells=4_000_000, cell=20_000
)
"""Of the page « Données », where it is anybody's."""


def refused(name: str, why: str) -> ImportFileError:
    """Write a refusal: the file, then what is wrong and what is expected."""
    return ImportFileError(f"{name} : {why}")


def require_at_most(name: str, what: str, number: int, limit: int | None) -> None:
    """Refuse a file that holds more than ``limit`` of ``what`` (a French plural, ``octets``).

    Raises:
        ImportFileError: it does; ``limit`` is ``None`` for what has no limit.
    """
    if limit is not None and number > limit:
        of = "d’" if what.startswith(("o", "e")) else "de "
        raise refused(
            name,
            f"trop {of}{what} : {french_number(number)}, la limite est {french_number(limit)}.",
        )


def require_shape(name: str, rows: int, columns: int, limits: Limits) -> None:
    """Refuse a table of too many rows, columns or cells.

    Raises:
        ImportFileError: it has.
    """
    require_at_most(name, "lignes", rows, limits.rows)
    require_at_most(name, "colonnes", columns, limits.columns)
    require_at_most(name, "cellules", rows * columns, limits.cells)
