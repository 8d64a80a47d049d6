"""What an edition changes to the one before: services that opened, closed or moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.data.imports.editions import EditionChanges, compare_editions
from dashboard.data.stores.dataset import Dataset
from dashboard.domain.formats import counted, french_iso_date


@dataclass(frozen=True, eq=False)
class Changes:
    """What differs from the edition ``since`` (ISO date)."""

    since: str
    tables: EditionChanges

    def to_json(self) -> dict[str, object]:
        """Return the date and the records of each kind, as JSON values."""
        tables = {"opened": self.tables.opened, "closed": self.tables.closed}
        moved = self.tables.moved.astype({"distance_m": object})
        tables["moved"] = moved.where(moved.notna(), None)  # JSON has no NaN
        return {"since": self.since} | {
            kind: table.to_dict("records") for kind, table in tables.items()
        }

    def sentence(self) -> str:
        """Say in French how many opened, closed and moved."""
        told = (
            counted(len(self.tables.opened), "ouverte", "ouvertes"),
            counted(len(self.tables.closed), "fermée", "fermées"),
            counted(len(self.tables.moved), "déplacée", "déplacées"),
        )
        return f"Depuis l’édition du {french_iso_date(self.since)} : {', '.join(told)}."


def changes_since(dataset: Dataset, kept: Sequence[Dataset]) -> Changes | None:
    """Compare a dataset with the latest earlier edition of its format; ``None`` without one."""
    own = dataset.provenance
    earlier = [
        one
        for one in kept
        if one.provenance.format == own.format and one.provenance.edition < own.edition
    ]
    if not earlier:
        return None
    before = max(earlier, key=lambda one: one.provenance.edition)
    return Changes(before.provenance.edition, compare_editions(before.table, dataset.table))
