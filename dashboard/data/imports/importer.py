"""What imports are made against, and what each of them gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.data.geocoding.batch import BatchGeocoder
from dashboard.data.importers.recognise import RecognisedFormat
from dashboard.data.imports.report import ImportReport
from dashboard.data.imports.structures import Structures
from dashboard.data.linkage.gazetteer import Gazetteer
from dashboard.data.stores.dataset import Dataset, DatasetKind, Provenance
from dashboard.data.vocabularies import Vocabularies, read_vocabularies


@dataclass(frozen=True, eq=False)
class Imported:
    """A dataset, the report of the rows it was made from, and what its columns were taken for.

    ``recognised`` holds no cells any more.
    """

    dataset: Dataset
    report: ImportReport
    recognised: RecognisedFormat


@dataclass(frozen=True, eq=False)
class Importer:
    """What imports are made against.

    Attributes:
        gazetteer: the territories.
        vocabularies: the reviewed mappings.
        structures: the structures that locate services.
        today: the date of the import.
        stored: the provenances of what the store holds.
        geocoder: finds the points of addresses, where one is set.
    """

    gazetteer: Gazetteer
    vocabularies: Vocabularies
    structures: Structures
    today: dt.date
    stored: tuple[Provenance, ...] = ()
    geocoder: BatchGeocoder | None = None

    def knowing(self, imported: Sequence[Imported]) -> Importer:
        """Return an importer that also knows what was just imported."""
        structures = self.structures
        for part in imported:
            structures = structures.with_records(part.dataset.table)
        stored = (*self.stored, *(part.dataset.provenance for part in imported))
        return replace(self, structures=structures, stored=stored)


def make_importer(
    gazetteer: Gazetteer,
    stored: Sequence[Dataset],
    *,
    vocabularies: Path,
    today: dt.date,
    geocoder: BatchGeocoder | None = None,
) -> Importer:
    """Gather what imports are made against.

    Args:
        gazetteer: the territories.
        stored: what the store holds, whose structures locate services.
        vocabularies: the folder of the reviewed mappings.
        today: the date of the import.
        geocoder: finds the points of addresses, where one is set.
    """
    records = [
        dataset.table for dataset in stored if dataset.provenance.kind is DatasetKind.RECORDS
    ]
    return Importer(
        gazetteer,
        read_vocabularies(vocabularies),
        Structures.of(records),
        today,
        tuple(dataset.provenance for dataset in stored),
        geocoder,
    )
