"""The addresses a geocoder found before, in a file beside the data: an address is asked once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from dashboard.data.geocoding.found import FOUND_COLUMNS, found_table, nothing_found

FOLDER, FILE = "geocoding", "addresses.sqlite"
_WAIT_S = 5.0
_AT_ONCE = 500
"""Keys asked for in one question, of the 999 the oldest SQLite takes."""
_TABLE = """
    CREATE TABLE IF NOT EXISTS addresses (
        service TEXT NOT NULL, asked TEXT NOT NULL,
        longitude REAL, latitude REAL, score REAL, commune_code TEXT NOT NULL, kind TEXT NOT NULL,
        PRIMARY KEY (service, asked)
    ) WITHOUT ROWID
"""
_COLUMNS = ", ".join(FOUND_COLUMNS)


class AddressMemory:
    """Remembers what a service found, nothing found included.

    Losing it costs questions, nothing else: a file that cannot be read or written is done without.
    """

    def __init__(self, data_folder: Path, service: str) -> None:
        """Remember in ``data_folder`` what ``service`` finds."""
        self._path = data_folder / FOLDER / FILE
        self._service = service

    def recall(self, keys: pd.Index) -> pd.DataFrame:
        """Return ``FOUND_COLUMNS`` by key, for the addresses asked before."""
        try:
            with self._opened() as base:
                rows = [
                    row
                    for start in range(0, len(keys), _AT_ONCE)
                    for row in self._rows(base, tuple(keys[start : start + _AT_ONCE]))
                ]
        except (sqlite3.Error, OSError):
            return nothing_found()
        if not rows:
            return nothing_found()
        table = pd.DataFrame(rows, columns=["asked", *FOUND_COLUMNS]).set_index("asked")
        return found_table(table)

    def keep(self, answered: pd.DataFrame) -> bool:
        """Remember ``FOUND_COLUMNS`` by key; return whether it could be done."""
        cells = answered.astype("object").where(answered.notna(), None)
        rows = [(self._service, *row) for row in cells.itertuples(name=None)]
        marks = ", ".join("?" * (2 + len(FOUND_COLUMNS)))
        try:
            with self._opened() as base:
                base.executemany(
                    f"INSERT OR REPLACE INTO addresses (service, asked, {_COLUMNS}) "  # noqa: S608 - our names
                    f"VALUES ({marks})",
                    rows,
                )
        except (sqlite3.Error, OSError):
            return False
        return True

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self._path, timeout=_WAIT_S)
        try:
            with base:
                base.execute(_TABLE)
                yield base
        finally:
            base.close()

    def _rows(self, base: sqlite3.Connection, keys: tuple[str, ...]) -> list[tuple[object, ...]]:
        marks = ", ".join("?" * len(keys))
        rows: list[tuple[object, ...]] = base.execute(
            f"SELECT asked, {_COLUMNS} FROM addresses WHERE service = ? AND asked IN ({marks})",  # noqa: S608
            (self._service, *keys),
        ).fetchall()
        return rows
