"""Tables of one source and edition as one dataset, and what keeping it would change."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard.data.imports.changes import ImportChanges, changes_from, changes_since, editions_of
from dashboard.data.imports.importer import Imported
from dashboard.data.imports.pipeline import completeness
from dashboard.data.imports.report import ImportReport, merged_json
from dashboard.data.imports.wording import MOST_REMARKS_KEPT
from dashboard.data.stores.dataset import Dataset, Provenance
from dashboard.domain.formats import counted
from dashboard.domain.sources import edition_text


@dataclass(frozen=True, eq=False)
class Gathered:
    """A dataset ready to be kept; ``repeated`` counts the records that several of its tables had."""

    dataset: Dataset
    repeated: int = 0


@dataclass(frozen=True, eq=False)
class Plan:
    """What keeping a dataset would change.

    Attributes:
        gathered: the dataset.
        replaced: what the store holds of the same source and edition.
        latest: the latest dated edition of the source, of another date.
        known: whether the store holds some edition of the source.
        changes: what differs from the one replaced, else from the edition before.
    """

    gathered: Gathered
    replaced: Provenance | None
    latest: Provenance | None
    known: bool
    changes: ImportChanges | None

    @property
    def replaces(self) -> bool:
        """Whether it takes the place of an edition, of the same date or an earlier one."""
        own = self.provenance.edition
        return self.asks_to_replace or bool(self.latest and own and self.latest.edition < own)

    @property
    def provenance(self) -> Provenance:
        """Where the dataset comes from."""
        return self.gathered.dataset.provenance

    @property
    def asks_to_replace(self) -> bool:
        """Whether the same edition is kept, made from another file."""
        return self.replaced is not None and self.replaced.digest != self.provenance.digest

    def sentences(self) -> list[str]:
        """Write in French which source it is, whether it is new, and what would be replaced."""
        own = self.provenance
        edition = f"édition : {edition_text(own.edition)}"
        state = "source déjà connue" if self.known else "source nouvelle"
        sentences = [f"Source : {own.title} ({own.source}), {state} ; {edition}.", self._change()]
        if self.gathered.repeated:
            more = counted(self.gathered.repeated, "fiche", "fiches")
            sentences.append(f"{more} en plusieurs tableaux, gardées une fois.")
        return [sentence for sentence in sentences if sentence]

    def _change(self) -> str:
        words = self.changes.words() if self.changes else ""
        if self.replaced and not self.asks_to_replace:
            return (
                f"Cette édition est déjà importée, du même fichier : elle est relue.{self._said()}"
            )
        if self.replaced:
            return f"Remplace le contenu de cette édition ({self.replaced.file_name}) : {words}."
        if self.latest and not self.provenance.edition:
            return "Liste sans date : elle s’ajoute aux éditions datées et n’en remplace aucune."
        if self.latest and self.latest.edition > self.provenance.edition:
            after = edition_text(self.latest.edition)
            return (
                f"Une édition plus récente est importée ({after}) : celle-ci complète l’historique."
            )
        if self.latest:
            return f"Remplace l’édition précédente ({edition_text(self.latest.edition)}) : {words}."
        return ""

    def _said(self) -> str:
        """Mention in French that the description of the source changes, where it does."""
        changed = self.replaced and _named(self.replaced) != _named(self.provenance)
        return (
            " Son titre, son éditeur, sa licence ou ce qui la dit complète changent."
            if changed
            else ""
        )

    def to_json(self) -> dict[str, Any]:
        """Write the plan as JSON values."""
        own = self.provenance
        return {
            "source": own.source,
            "title": own.title,
            "edition": own.edition,
            "replaces": self.replaced.file_name if self.replaced else None,
            "previous_edition": self.latest.edition if self.latest else None,
            "repeated": self.gathered.repeated,
            "changes": self.changes.to_json() if self.changes else None,
        }


def _named(provenance: Provenance) -> tuple[object, ...]:
    return (provenance.title, provenance.publisher, provenance.licence, provenance.exhaustive)


def import_json(reports: Sequence[ImportReport], plans: Sequence[Plan]) -> dict[str, Any]:
    """Write the reports of a command, and what keeping its datasets changes."""
    return merged_json(reports) | {"sources": [planned.to_json() for planned in plans]}


def gather(imported: Sequence[Imported]) -> tuple[Gathered, ...]:
    """Make one dataset of the tables of each source and edition, leaving out those without a record.

    A record that several tables have is kept as the first has it.
    """
    parts: dict[str, list[Dataset]] = {}
    for part in imported:
        if part.report.kept:
            parts.setdefault(part.dataset.provenance.name, []).append(part.dataset)
    return tuple(map(_together, parts.values()))


def plan(gathered: Sequence[Gathered], stored: Sequence[Dataset]) -> tuple[Plan, ...]:
    """Return what keeping datasets would change in the store."""
    return tuple(_plan(dataset, gathered, stored) for dataset in gathered)


def _plan(gathered: Gathered, batch: Sequence[Gathered], before: Sequence[Dataset]) -> Plan:
    own = gathered.dataset.provenance
    known = (*before, *(other.dataset for other in batch))
    others = [
        edition for edition in editions_of(own.source, known) if edition is not gathered.dataset
    ]
    same = next((edition for edition in others if edition.provenance.name == own.name), None)
    later = [
        edition.provenance
        for edition in others
        if edition is not same and edition.provenance.edition
    ]
    return Plan(
        gathered,
        replaced=same.provenance if same else None,
        latest=later[-1] if later else None,
        known=bool(editions_of(own.source, before)),
        changes=changes_from(same, gathered.dataset)
        if same
        else changes_since(gathered.dataset, others),
    )


def _together(datasets: Sequence[Dataset]) -> Gathered:
    if len(datasets) == 1:
        return Gathered(datasets[0])
    parts = [dataset.table.assign(part=str(part)) for part, dataset in enumerate(datasets, 1)]
    rows = _numbered_apart(pd.concat(parts, ignore_index=True))
    repeated = rows.duplicated(["source", "id"]) & (rows["id"] != "")
    table = rows[~repeated].drop(columns="part").reset_index(drop=True)
    provenances = [dataset.provenance for dataset in datasets]
    return Gathered(Dataset(_joined(provenances, table), table), int(repeated.sum()))


def _numbered_apart(rows: pd.DataFrame) -> pd.DataFrame:
    """Give distinct ids to the records of several tables that number their own rows from one.

    An id given to other names or places in several tables is followed by its table's rank.
    """
    same = ["name", "address", "commune_code"]
    key = rows["source"] + "\N{UNIT SEPARATOR}" + rows["id"]
    different = rows[same].ne(rows.groupby(key)[same].transform("first")).any(axis=1)
    clash = different.groupby(key).transform("any") & (rows["id"] != "")
    later = clash & different & (rows["part"] != rows.groupby(key)["part"].transform("first"))
    return rows.assign(id=rows["id"].mask(later, rows["id"] + "~" + rows["part"]))


def _joined(provenances: Sequence[Provenance], table: pd.DataFrame) -> Provenance:
    files = {provenance.digest: provenance.file_name for provenance in provenances}
    digests = "".join(sorted(files))
    counts: Counter[str] = Counter()
    for provenance in provenances:
        counts.update(provenance.counts)
    remarks = tuple(remark for provenance in provenances for remark in provenance.remarks)
    return replace(
        provenances[0],
        file_name=" + ".join(files.values()),
        digest=digests if len(files) == 1 else hashlib.sha256(digests.encode()).hexdigest(),
        counts={**counts, "kept": len(table)},
        completeness=completeness(table),
        remarks=remarks[:MOST_REMARKS_KEPT],
    )
