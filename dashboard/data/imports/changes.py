"""What an edition changes to the one before: services that are new, no longer listed, or moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.data.imports.editions import EditionChanges, compare_editions
from dashboard.data.stores.dataset import Dataset, DatasetKind
from dashboard.domain.formats import counted
from dashboard.domain.sources import edition_text


@dataclass(frozen=True, eq=False)
class ImportChanges:
    """What differs from an earlier edition.

    Attributes:
        since: ISO date of the earlier edition, empty where unknown.
        tables: the records that differ.
        exhaustive: whether the later edition lists every service of its kind.
    """

    since: str
    tables: EditionChanges
    exhaustive: bool

    def to_json(self) -> dict[str, object]:
        """Return the date and the records of each kind, as JSON values."""
        tables = {"new": self.tables.new, "dropped": self.tables.dropped}
        moved = self.tables.moved.astype({"distance_m": object})
        tables["moved"] = moved.where(moved.notna(), None)  # JSON has no NaN
        return {"since": self.since} | {
            kind: table.to_dict("records") for kind, table in tables.items()
        }

    def words(self) -> str:
        """Count in French the services that are new, no longer listed, and moved."""
        dropped = len(self.tables.dropped)
        counts = (
            counted(len(self.tables.new), "nouvelle", "nouvelles"),
            counted(dropped, "retirée de la liste officielle", "retirées de la liste officielle")
            if self.exhaustive
            else counted(dropped, "plus listée", "plus listées"),
            counted(len(self.tables.moved), "déplacée", "déplacées"),
        )
        return ", ".join(counts)

    def sentence(self) -> str:
        """Write in French what changed since when."""
        return f"Depuis l’édition précédente ({edition_text(self.since)}) : {self.words()}."


def changes_since(dataset: Dataset, stored: Sequence[Dataset]) -> ImportChanges | None:
    """Compare a dataset with the latest earlier edition of its source; ``None`` without one."""
    own = dataset.provenance
    earlier = [
        edition
        for edition in editions_of(own.source, stored)
        if edition.provenance.edition < own.edition
    ]
    return changes_from(earlier[-1], dataset) if earlier else None


def changes_from(before: Dataset, after: Dataset) -> ImportChanges:
    """Compare two datasets of one source."""
    return ImportChanges(
        before.provenance.edition,
        compare_editions(before.table, after.table),
        after.provenance.exhaustive,
    )


def editions_of(source: str, stored: Sequence[Dataset]) -> list[Dataset]:
    """List the editions of a source among the datasets of records, the oldest first."""
    own = (
        dataset
        for dataset in stored
        if dataset.provenance.source == source and dataset.provenance.kind is DatasetKind.RECORDS
    )
    return sorted(own, key=lambda dataset: dataset.provenance.edition)
