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
    """What imports are made against: territories, vocabularies, what is already kept.

    ``structures`` locate services; ``kept`` tells what was said of each source before; ``geocoder``
    finds the points of addresses, where one is set.
    """

    gazetteer: Gazetteer
    vocabularies: Vocabularies
    structures: Structures
    today: dt.date
    kept: tuple[Provenance, ...] = ()
    geocoder: BatchGeocoder | None = None

    def knowing(self, imported: Sequence[Imported]) -> Importer:
        """Return an importer that also knows what was just imported."""
        structures = self.structures
        for one in imported:
            structures = structures.with_records(one.dataset.table)
        kept = (*self.kept, *(one.dataset.provenance for one in imported))
        return replace(self, structures=structures, kept=kept)


def make_importer(
    gazetteer: Gazetteer,
    kept: Sequence[Dataset],
    *,
    vocabularies: Path,
    today: dt.date,
    geocoder: BatchGeocoder | None = None,
) -> Importer:
    """Gather what imports are made against.

    Args:
        gazetteer: the territories.
        kept: what the store holds, whose structures locate services.
        vocabularies: the folder of the reviewed mappings.
        today: the date of the import.
        geocoder: finds the points of addresses, where one is set.
    """
    records = [one.table for one in kept if one.provenance.kind is DatasetKind.RECORDS]
    return Importer(
        gazetteer,
        read_vocabularies(vocabularies),
        Structures.of(records),
        today,
        tuple(one.provenance for one in kept),
        geocoder,
    )
