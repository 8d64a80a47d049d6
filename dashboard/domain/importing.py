"""What becomes of an imported row, and how it was attached to a territory."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST_HEADER, LONGEST_VALUE = 80, 60
"""Characters of a header and of a cell that reports quote."""


class Outcome(StrEnum):
    """What becomes of a row: every row read ends as exactly one of these."""

    KEPT = "kept"
    OUTSIDE = "outside"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"

    @property
    def label(self) -> str:
        """The French wording."""
        return _OUTCOME_LABELS[self]


_OUTCOME_LABELS = {
    Outcome.KEPT: "conservée",
    Outcome.OUTSIDE: "hors périmètre",
    Outcome.DUPLICATE: "doublon",
    Outcome.REJECTED: "rejetée",
}


class LinkedBy(StrEnum):
    """What attached a kept row to a territory, in the order the rules are tried."""

    INSEE = "insee"
    POINT = "point"
    POSTAL_AND_NAME = "postal_and_name"
    POSTAL = "postal"
    DEPARTEMENT = "departement"

    @property
    def label(self) -> str:
        """The French wording."""
        return _LINKED_LABELS[self]


_LINKED_LABELS = {
    LinkedBy.INSEE: "code INSEE",
    LinkedBy.POINT: "coordonnées",
    LinkedBy.POSTAL_AND_NAME: "code postal et nom",
    LinkedBy.POSTAL: "code postal seul",
    LinkedBy.DEPARTEMENT: "département seul",
}


@dataclass(frozen=True)
class Remark:
    """Something to know about one cell of an imported file, in French, for the person who can mend it.

    Attributes:
        line: what the reader finds the row with: the line of a CSV file, the row of a sheet, the rank of
            an object in a JSON list (from 1).
        column: spelled as in the file, empty when the whole row is meant.
        nearest: the nearest word of a closed vocabulary, else empty.
        fatal: whether the row is rejected; other remarks leave it where it ends.
    """

    line: int
    column: str
    value: str
    reason: str
    nearest: str = ""
    fatal: bool = False
