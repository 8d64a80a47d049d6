"""The repository's own catalogue counted by hand: its files and nothing of the program.

Tests that compare with it stay as they are when a record is added.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow.parquet as pq

from dashboard.domain.formats import french_iso_date
from tests.helpers import ROOT

INITIATIVES = ROOT / "data" / "initiatives"
COMMUNES = ROOT / "data" / "geo" / "communes.parquet"
_EPCI_DIGITS, _COMMUNE_DIGITS = 9, 5
Row = dict[str, str]


@dataclass(frozen=True)
class CatalogueCounts:
    """The rows of the files, as text."""

    records: tuple[Row, ...]
    places: tuple[Row, ...]
    sources: tuple[Row, ...]
    communes: tuple[Row, ...]

    @property
    def initiatives(self) -> int:
        return len(self.records)

    @property
    def documents(self) -> int:
        return len(self.sources)

    @property
    def date(self) -> str:
        """Return the date of the latest document, as ``2025-10-25``."""
        return max(row["date"] for row in self.sources)

    @property
    def edition(self) -> str:
        """Return the date of the latest document as French texts have it."""
        return f"catalogue du {french_iso_date(self.date)}"

    @property
    def last_year(self) -> int:
        """Return the year of the latest document, the last one that a map can be asked for."""
        return int(self.date[:4])

    def of_theme(self, theme: str) -> int:
        """Count the initiatives of one theme, among others maybe."""
        return sum(theme in row["themes"].split("|") for row in self.records)

    @cached_property
    def epci_of_commune(self) -> dict[str, str]:
        return {row["code"]: row["epci_code"] for row in self.communes}

    @cached_property
    def epci_with_some(self) -> set[str]:
        """Return the EPCI where an initiative is or which one serves, but for whole départements."""
        codes = {code for row in self.records for code in _codes(row)}
        of_communes = {self.epci_of_commune[code] for code in codes if len(code) == _COMMUNE_DIGITS}
        return of_communes | {code for code in codes if len(code) == _EPCI_DIGITS}

    @cached_property
    def epci_with_places(self) -> set[str]:
        """Return the EPCI where a place is."""
        return {
            self.epci_of_commune[row["commune_code"]] for row in self.places if row["commune_code"]
        }

    @property
    def served_share(self) -> float:
        """Return the share of the inhabitants whose commune has an initiative or is served by one."""
        codes = {code for row in self.records for code in _codes(row)}
        served = [row for row in self.communes if {row["code"], row["epci_code"]} & codes]
        return _people(served) / _people(self.communes)


def count_catalogue(folder: Path = INITIATIVES, communes: Path = COMMUNES) -> CatalogueCounts:
    """Read the files of the catalogue, and the communes."""
    table = pq.read_table(communes, columns=["code", "epci_code", "population"])
    return CatalogueCounts(
        records=_rows(folder / "initiatives.csv"),
        places=_rows(folder / "places.csv"),
        sources=_rows(folder / "sources.csv"),
        communes=tuple(
            {name: str(value or "") for name, value in row.items()} for row in table.to_pylist()
        ),
    )


def _rows(path: Path) -> tuple[Row, ...]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


def _codes(row: Row) -> list[str]:
    listed = f"{row['commune_codes']}|{row['served_codes']}".split("|")
    return [code for code in listed if len(code) in (_COMMUNE_DIGITS, _EPCI_DIGITS)]


def _people(communes: list[Row] | tuple[Row, ...]) -> int:
    return sum(int(row["population"] or 0) for row in communes)
