"""What a store keeps: a table and where it comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import pandas as pd

from dashboard.domain.sources import UNDATED

RECORD_TEXTS = (
    "source",
    "id",
    "name",
    "summary",
    "themes",
    "publics",
    "operator",
    "address",
    "postal_code",
    "city",
    "commune_code",
    "departement_code",
    "linked_by",
    "served_codes",
    "phone",
    "email",
    "website",
    "opening_hours",
    "cost",
    "travelling",
    "status",
    "started_on",
    "ended_on",
    "updated_on",
)
"""Text columns of imported records, never missing: empty where not known.

``themes`` and ``publics`` are our codes and ``served_codes`` territory codes, joined by ``|``;
``commune_code`` is a living commune of the region or empty; ``departement_code`` is ``01``;
``linked_by`` is a ``LinkedBy`` or empty for an unattached record.
"""

RECORD_COLUMNS = ("line", *RECORD_TEXTS, "longitude", "latitude")
"""Columns of a dataset of records: ``line`` is int64, coordinates float64 (NaN where unknown)."""

NEED_COLUMNS = ("level", "code", "indicator", "value", "label", "state")
"""Columns of a dataset of need indicators, one row per territory and indicator.

``level`` is a ``Level``; ``value`` float64, NaN unless ``state`` is ``value``; ``label`` is the
category's French name where the indicator is one (density); ``state`` is ``value``, ``secret`` or
``missing``.
"""


class DatasetKind(StrEnum):
    """What the table of a dataset holds."""

    RECORDS = "records"
    NEEDS = "needs"


@dataclass(frozen=True)
class Provenance:
    """Where a dataset comes from and what became of its rows.

    Attributes:
        kind: what its table holds.
        source: code of who publishes the list, as ``ccas-de-vif``; with ``edition``, its name.
        format: code of how the list is written, as ``modele``.
        title: what pages call the source.
        publisher: who answers for it, in French.
        licence: French name of its licence.
        edition: ISO date its publisher gives, empty where nobody knows it; never the day of import.
        file_name: of the file it was read from; several are joined by `` + ``.
        digest: SHA-256 of the file, in hexadecimal.
        imported_on: ISO date.
        software: what wrote it.
        exhaustive: whether this edition lists every service of its kind, so that one it drops is
            no more.
        counts: ``read``, ``kept`` … of the import report.
        completeness: share of kept rows (0 to 1) that fill a column.
        remarks: up to some hundred French lines.
    """

    kind: DatasetKind
    source: str
    format: str
    title: str
    publisher: str
    licence: str
    edition: str
    file_name: str
    digest: str
    imported_on: str
    software: str
    exhaustive: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)
    completeness: Mapping[str, float] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What no other dataset of a store has: the source and the edition."""
        return f"{self.source}-{self.edition or UNDATED}"


@dataclass(frozen=True, eq=False)
class Dataset:
    """A table with its provenance; records have ``RECORD_COLUMNS``, needs ``NEED_COLUMNS``."""

    provenance: Provenance
    table: pd.DataFrame


@dataclass(frozen=True)
class Restored:
    """What undoing a change brought back and took away, by the names of datasets."""

    back: tuple[str, ...]
    gone: tuple[str, ...]


class Store(Protocol):
    """Keeps datasets by name; a change is seen whole or not at all, and outlives a crash.

    What the last replacement or removal took away is kept aside until the next one, and can be
    brought back; datasets that merely come beside the others leave it there.
    """

    def stamp(self) -> str:
        """Return a text that changes with every change, cheaply."""

    def provenances(self) -> tuple[Provenance, ...]:
        """List what is kept, sorted by source then edition."""

    def read(self) -> tuple[Dataset, ...]:
        """Read everything as of one moment, sorted by source then edition.

        Raises:
            StoreError: what is kept cannot be read.
        """

    def add(self, *datasets: Dataset) -> None:
        """Keep datasets, all or none, beside those there are.

        Raises:
            AlreadyKeptError: one of the same name is kept, made from another file.
            StoreError: they cannot be written; what was kept before is untouched.
        """

    def write(self, *datasets: Dataset) -> None:
        """Keep datasets, all or none, in place of those of the same names.

        Raises:
            StoreError: they cannot be written; what was kept before is untouched.
        """

    def remove(self, *names: str) -> None:
        """Forget datasets, all or none.

        Raises:
            StoreError: there is none of a name; the message lists those there are.
        """

    def restore(self) -> Restored:
        """Undo the last replacement or removal.

        Raises:
            StoreError: there is none to undo.
        """


def in_order(provenance: Provenance) -> tuple[str, str]:
    """Sort by source then edition."""
    return (provenance.source, provenance.edition)


def same_files(new: Iterable[Provenance], stored: Iterable[Provenance]) -> set[str]:
    """Return the names of the datasets that are stored already, made from the same file."""
    digests = {provenance.name: provenance.digest for provenance in stored}
    return {
        provenance.name for provenance in new if digests.get(provenance.name) == provenance.digest
    }


def follows(
    new: Iterable[Provenance], stored: Collection[Provenance], reread: Collection[str]
) -> bool:
    """Whether some edition, but for those read again, is later than one that is kept of its source."""
    return any(
        later.source == earlier.source
        and later.kind is earlier.kind
        and earlier.edition < later.edition
        for later in new
        if later.name not in reread
        for earlier in stored
    )
