"""What a store keeps: a table and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import pandas as pd

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


class Kind(StrEnum):
    """What the table of a dataset holds."""

    RECORDS = "records"
    NEEDS = "needs"


@dataclass(frozen=True)
class Provenance:
    """Where a dataset comes from and what became of its rows.

    ``edition`` and ``imported_on`` are ISO dates; ``digest`` is the SHA-256 of the file, in
    hexadecimal; ``counts`` holds ``read``, ``kept`` … of the import report; ``completeness`` the
    share of kept rows (0 to 1) that fill a column; ``remarks`` up to some hundred French lines.
    """

    kind: Kind
    format: str
    label: str
    publisher: str
    licence: str
    edition: str
    file_name: str
    digest: str
    imported_on: str
    software: str
    counts: Mapping[str, int] = field(default_factory=dict)
    completeness: Mapping[str, float] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What ``imports remove`` takes: the format and the edition."""
        return f"{self.format}-{self.edition}"


@dataclass(frozen=True, eq=False)
class Dataset:
    """A table with its provenance; records have ``RECORD_COLUMNS``, needs ``NEED_COLUMNS``."""

    provenance: Provenance
    table: pd.DataFrame


class Store(Protocol):
    """Keeps datasets by name; a write is seen whole or not at all, and outlives a crash."""

    def stamp(self) -> str:
        """Return a text that changes with every write and removal, cheaply."""

    def provenances(self) -> tuple[Provenance, ...]:
        """List what is kept, sorted by format then edition."""

    def read(self) -> tuple[Dataset, ...]:
        """Read everything as of one moment, sorted by format then edition.

        Raises:
            StoreError: what is kept cannot be read.
        """

    def write(self, dataset: Dataset) -> None:
        """Keep ``dataset``, in place of the one of the same name if there is one.

        Raises:
            StoreError: it cannot be written; what was kept before is untouched.
        """

    def remove(self, name: str) -> None:
        """Forget a dataset.

        Raises:
            StoreError: there is none of this name; the message lists those there are.
        """
