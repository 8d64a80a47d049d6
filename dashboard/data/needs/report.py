"""The report of a table of needs: what became of every row, and of every value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.data.imports.report import line_ranges
from dashboard.data.imports.wording import remark_row
from dashboard.domain.formats import counted, french_number
from dashboard.domain.importing import Remark


@dataclass(frozen=True)
class IndicatorCounts:
    """What an indicator's kept cells hold; their sum is the number of territories."""

    indicator: str
    label: str
    column: str
    values: int
    secret: int
    missing: int


@dataclass(frozen=True, eq=False)
class NeedsReport:
    """What became of the rows of a table.

    ``read = kept + outside + former + duplicates + rejected``.

    Attributes:
        file_name: of the file.
        format: codes of the families and levels read.
        edition: ISO date, empty when it is not known.
        read: rows of the table.
        kept: rows on the map.
        outside: rows of territories outside the map.
        former: rows of communes since merged, and of arrondissements.
        duplicates: later rows of a territory.
        rejected: rows without a readable code or value.
        recoded: kept rows that had a former code.
        partial: kept rows of communes whose former members the file lists apart: their values may
            date from before the merger.
        unlisted: communes and EPCI of the map, of the levels the file has, that none of its rows is
            about.
        zeros: those of them that a complete list thereby gives none.
        indicators: counts per indicator, of values, not rows.
        ignored: headers that are not read.
        remarks: in the order of the lines.
        outcomes: outcome of every line that has a remark.
        outside_lines: lines outside the map.
    """

    file_name: str
    format: str
    edition: str
    read: int
    kept: int
    outside: int
    former: int
    duplicates: int
    rejected: int
    recoded: int
    partial: int
    unlisted: int
    zeros: int
    indicators: tuple[IndicatorCounts, ...]
    ignored: tuple[str, ...]
    remarks: tuple[Remark, ...]
    outcomes: dict[int, str]
    outside_lines: NDArray[np.int64]

    @property
    def secret(self) -> int:
        """Values that statistical secret hides."""
        return sum(indicator.secret for indicator in self.indicators)

    @property
    def missing(self) -> int:
        """Values that the file does not give."""
        return sum(indicator.missing for indicator in self.indicators)

    def counts(self) -> dict[str, int]:
        """Return the numbers alone."""
        names = (
            "read",
            "kept",
            "outside",
            "former",
            "duplicates",
            "rejected",
            "recoded",
            "partial",
            "unlisted",
            "zeros",
            "secret",
            "missing",
        )
        values = sum(indicator.values for indicator in self.indicators)
        return {name: int(getattr(self, name)) for name in names} | {"values": values}

    def to_json(self) -> dict[str, Any]:
        """Write the report as JSON values; ``rows`` has one entry per remark."""
        identity: dict[str, Any] = {
            "file": self.file_name,
            "format": self.format,
            "edition": self.edition,
        }
        return (
            identity
            | self.counts()
            | {
                "indicators": [vars(indicator) for indicator in self.indicators],
                "ignored_columns": list(self.ignored),
                "rows": [remark_row(remark, self.outcomes[remark.line]) for remark in self.remarks],
                "outside_lines": line_ranges(self.outside_lines),
            }
        )

    def sentences(self) -> list[str]:
        """Write in French what became of the rows, then of each indicator."""
        edition = self.edition or "non datée"
        lines = [
            f"{self.file_name} : table {self.format}, édition {edition}.",
            (
                f"{counted(self.read, 'ligne lue', 'lignes lues')} = "
                f"{counted(self.kept, 'conservée')} + {french_number(self.outside)} hors périmètre + "
                f"{french_number(self.former)} d’anciennes communes + "
                f"{counted(self.duplicates, 'doublon')} + {counted(self.rejected, 'rejetée')}."
            ),
        ]
        if self.partial:
            lines.append(
                f"{counted(self.partial, 'commune fusionnée', 'communes fusionnées')} : "
                "les valeurs peuvent dater d’avant la fusion."
            )
        if self.zeros:
            absent = counted(self.zeros, "commune absente", "communes absentes")
            lines.append(f"{absent} de la liste : comptées à zéro.")
        elif self.unlisted:
            absent = counted(self.unlisted, "territoire", "territoires")
            lines.append(f"{absent} de la carte sans ligne dans le fichier : non renseignés.")
        return lines + [
            f"{indicator.label} : {counted(indicator.values, 'valeur')}, "
            f"{french_number(indicator.secret)} sous secret statistique, "
            f"{french_number(indicator.missing)} non renseignées."
            for indicator in self.indicators
        ]
