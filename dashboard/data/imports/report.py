"""The report of an import: what became of every row, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.data.imports.wording import remark_row
from dashboard.domain.formats import counted, french_number, shortened
from dashboard.domain.importing import LONGEST_HEADER, LinkedBy, Outcome, Remark
from dashboard.domain.sources import edition_text


@dataclass(frozen=True, eq=False)
class ImportReport:
    """What became of the rows of one table.

    ``read = kept + outside + duplicates + rejected`` and ``kept = sum(linked_by) + unattached``.

    Attributes:
        file_name: of the file.
        format: code of the format.
        edition: ISO date, empty when it is not known.
        read: rows of the table.
        kept: rows on the map.
        outside: rows outside the map.
        duplicates: rows of the same (source, id) only.
        rejected: rows that could not be read or have a fatal remark.
        unattached: kept rows without commune.
        linked_by: kept rows per way of linking.
        remarks: in the order of the lines.
        outcomes: outcome of every line that has a remark.
        outside_lines: lines outside the map, rising.
        sheet: of a workbook, else empty.
        notes: French sentences on the whole table.
        unused: headers of columns that hold something and are not read.
        geocoded: what became of the addresses looked up.
    """

    file_name: str
    format: str
    edition: str
    read: int
    kept: int
    outside: int
    duplicates: int
    rejected: int
    unattached: int
    linked_by: dict[str, int]
    remarks: tuple[Remark, ...]
    outcomes: dict[int, Outcome]
    outside_lines: NDArray[np.int64]
    sheet: str = ""
    notes: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    geocoded: dict[str, int] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """Return the numbers alone, the ways of linking prefixed by ``linked_by_``."""
        numbers = {
            "read": self.read,
            "kept": self.kept,
            "outside": self.outside,
            "duplicates": self.duplicates,
            "rejected": self.rejected,
            "unattached": self.unattached,
        }
        return numbers | {f"linked_by_{key}": value for key, value in self.linked_by.items()}

    def to_json(self) -> dict[str, Any]:
        """Write the report as JSON values; ``rows`` has one entry per remark."""
        return {
            "file": self.file_name,
            "sheet": self.sheet,
            "format": self.format,
            "edition": self.edition,
            "read": self.read,
            "kept": self.kept,
            "outside": self.outside,
            "duplicates": self.duplicates,
            "rejected": self.rejected,
            "unattached": self.unattached,
            "linked_by": self.linked_by,
            "rows": [remark_row(remark, self.outcomes[remark.line]) for remark in self.remarks],
            "outside_lines": line_ranges(self.outside_lines),
            "notes": list(self.notes),
            "unused_columns": list(self.unused),
            "geocoded": self.geocoded,
        }

    def sentences(self) -> list[str]:
        """Write in French what became of the rows."""
        name = f"{self.file_name} ({self.sheet})" if self.sheet else self.file_name
        linked = ", ".join(
            f"{french_number(self.linked_by[word])} par {word.label}"
            for word in LinkedBy
            if self.linked_by.get(word)
        )
        attached = f"Rattachées : {linked}." if linked else "Aucune ligne rattachée."
        quoted = ", ".join(f"« {shortened(header, LONGEST_HEADER)} »" for header in self.unused)
        unattached = counted(self.unattached, "non rattachée", "non rattachées")
        return [
            f"{name} : format {self.format}, édition : {edition_text(self.edition)}.",
            (
                f"{counted(self.read, 'ligne lue', 'lignes lues')} = "
                f"{counted(self.kept, 'conservée')} + {french_number(self.outside)} hors périmètre + "
                f"{counted(self.duplicates, 'doublon')} + {counted(self.rejected, 'rejetée')}."
            ),
            f"{attached} {unattached}.",
            *([f"Colonnes non reprises : {quoted}."] if quoted else []),
            *self.notes,
        ]


def merged_json(reports: Sequence[ImportReport]) -> dict[str, Any]:
    """Write the reports of a command as one: sums, then every row, then each table's own report."""
    single = [report.to_json() for report in reports]
    if len(single) == 1:
        return single[0]
    total: dict[str, Any] = {
        key: sum(report[key] for report in single)
        for key in ("read", "kept", "outside", "duplicates", "rejected", "unattached")
    }
    total["linked_by"] = {
        str(word): sum(report["linked_by"][word] for report in single) for word in LinkedBy
    }
    total["rows"] = [{"file": report["file"], **row} for report in single for row in report["rows"]]
    return total | {"tables": single}


def line_ranges(lines: Iterable[int]) -> str:
    """Write rising line numbers in short: ``2-5,9``."""
    numbers = np.fromiter(lines, dtype=np.int64)
    if not numbers.size:
        return ""
    first = np.flatnonzero(np.diff(numbers, prepend=numbers[0] - 2) != 1)
    last = np.append(first[1:] - 1, numbers.size - 1)
    pairs = zip(numbers[first].tolist(), numbers[last].tolist(), strict=True)
    return ",".join(f"{a}-{b}" if b > a else str(a) for a, b in pairs)
