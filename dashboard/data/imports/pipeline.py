"""From the bytes of a file to a dataset ready to be kept, with the report of every row."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import pandas as pd

from dashboard.data.geocoding.batch import BatchGeocoder
from dashboard.data.geocoding.rows import geocode_rows
from dashboard.data.importers.format import CommonTable
from dashboard.data.importers.recognise import Recognised, recognise
from dashboard.data.imports.dates import latest_update
from dashboard.data.imports.naming import NOTHING_DECIDED, Request, SourceNamed, name_source
from dashboard.data.imports.outcomes import row_outcomes, table_report, worth_telling
from dashboard.data.imports.report import ImportReport
from dashboard.data.imports.structures import Structures, located_by_structure
from dashboard.data.imports.wording import MOST_REMARKS_KEPT, remark_text, software
from dashboard.data.linkage.gazetteer import Gazetteer
from dashboard.data.linkage.link import Linkage, link_rows
from dashboard.data.stores.dataset import RECORD_COLUMNS, Dataset, Kind, Provenance
from dashboard.data.tabular.limits import LIMITS, Limits
from dashboard.data.tabular.read import read_tables
from dashboard.data.vocabularies import (
    Vocabularies,
    map_words,
    read_vocabularies,
    unmapped_remarks,
)
from dashboard.domain.importing import Outcome, Remark
from dashboard.domain.sources import read_file_name

_MEASURED = (
    "summary",
    "themes",
    "publics",
    "address",
    "phone",
    "email",
    "website",
    "opening_hours",
)
"""Columns whose share of filled cells tells how complete a dataset is."""

Tell = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class Imported:
    """A dataset, the report of the rows it was made from, and what its columns were taken for.

    ``recognised`` holds no cells any more.
    """

    dataset: Dataset
    report: ImportReport
    recognised: Recognised


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
    records = [one.table for one in kept if one.provenance.kind is Kind.RECORDS]
    return Importer(
        gazetteer,
        read_vocabularies(vocabularies),
        Structures.of(records),
        today,
        tuple(one.provenance for one in kept),
        geocoder,
    )


def read_import(  # noqa: PLR0913 - what it is read against, what, and how
    importer: Importer,
    name: str,
    content: bytes,
    request: Request = NOTHING_DECIDED,
    *,
    limits: Limits = LIMITS,
    tell: Tell = lambda _: None,
) -> tuple[Imported, ...]:
    """Read every table of a file.

    Args:
        importer: what it is read against.
        name: the file's name; a date in it is the edition.
        content: its bytes.
        request: what was decided for it.
        limits: how large it may be.
        tell: is told each step, in French.

    Returns:
        One result per table of a known format; structures come before the services they locate.

    Raises:
        ImportFileError: the file cannot be read, or no table of it is of a known format.
    """
    tell(f"{name} : lecture")
    digest = hashlib.sha256(content).hexdigest()
    tables = read_tables(
        name, content, limits=limits, hidden=request.hidden, encoding=request.encoding
    )
    del content  # a million rows are some hundred megabytes, in each of the forms they take
    found = recognise(
        name,
        tables,
        wanted=request.format or None,
        columns=dict(request.columns),
        mapping=request.mapping,
    )
    del tables
    left = sorted(found, key=lambda one: "structure_id" in one.found, reverse=True)
    del found
    imported: list[Imported] = []
    while left:
        tell(f"{name} : format {left[-1].format.code}")
        known = importer.knowing(imported)
        imported.append(_read_table(known, name, left.pop(), request, digest, tell=tell))
    return tuple(imported)


def _read_table(  # noqa: PLR0913 - what it is read against, what, and how
    importer: Importer,
    name: str,
    recognised: Recognised,
    request: Request,
    digest: str,
    *,
    tell: Tell,
) -> Imported:
    # Each file of an archive has a name of its own, with its own date.
    named = PurePosixPath(recognised.table.member).name or name
    common = recognised.format.read(recognised.table, recognised.found)
    recognised = _without_cells(recognised)
    tell(f"{name} : rattachement aux communes")
    linkage, linkage_remarks = _linked(importer, common)
    tell(f"{name} : thèmes, publics et doublons")
    source = name_source(recognised.format, named, request, importer.kept, today=importer.today)
    records, word_remarks = _records(importer, recognised, common, linkage, source)
    spelled = (_as_in_file(one, recognised.found) for one in linkage_remarks)
    placing = (*recognised.table.unreadable, *spelled)
    mending = (*recognised.table.remarks, *common.remarks, *word_remarks)
    outcomes = row_outcomes(common.rows, linkage, (*placing, *mending))
    edition = (
        request.edition
        or read_file_name(named, today=importer.today).edition
        or latest_update(common.rows, today=importer.today)
    )
    told = (*placing, *worth_telling(mending, common.rows["line"][outcomes == Outcome.OUTSIDE]))
    report = table_report(name, recognised, edition, records, outcomes=outcomes, remarks=told)
    kept = records[outcomes == Outcome.KEPT].reset_index(drop=True)
    kept, report = _geocoded(importer, kept, report, tell=tell)
    provenance = _provenance(importer, source, report, kept, digest)
    return Imported(Dataset(provenance, kept), report, recognised)


def _geocoded(
    importer: Importer, kept: pd.DataFrame, report: ImportReport, *, tell: Tell
) -> tuple[pd.DataFrame, ImportReport]:
    """Give a point to the rows that have an address and none, where a geocoder is set."""
    if importer.geocoder is None:
        return kept, report
    found = geocode_rows(kept, importer.geocoder, importer.gazetteer, tell=tell)
    placed = kept.assign(
        longitude=kept["longitude"].mask(found.kept, found.longitude),
        latitude=kept["latitude"].mask(found.kept, found.latitude),
    )
    notes = (*report.notes, *found.remarks)
    return placed, replace(report, notes=notes, geocoded=found.counts)


def _without_cells(recognised: Recognised) -> Recognised:
    """Let go of the file's cells once they are read."""
    table = recognised.table
    return replace(recognised, table=replace(table, cells=table.cells.iloc[:0]))


def _linked(importer: Importer, common: CommonTable) -> tuple[Linkage, tuple[Remark, ...]]:
    linkage = link_rows(common.rows, importer.gazetteer)
    through = common.rows["structure_id"] != ""
    if not through.any():
        return linkage, linkage.remarks
    return located_by_structure(common.rows, linkage, importer.structures)


def _records(
    importer: Importer,
    recognised: Recognised,
    common: CommonTable,
    linkage: Linkage,
    source: SourceNamed,
) -> tuple[pd.DataFrame, tuple[Remark, ...]]:
    form, rows = recognised.format, common.rows
    words = map_words(
        rows["themes"], rows["publics"], scheme=form.scheme, vocabularies=importer.vocabularies
    )
    remarks = tuple(
        remark
        for column, mapped in (("themes", words.themes), ("publics", words.publics))
        for remark in unmapped_remarks(
            rows["line"].to_numpy(), recognised.found.get(column, column), mapped
        )
    )
    records = rows.drop(columns=["insee_code", "departement", "structure_id"]).assign(
        # A record is (source, id): two lists in one format are two sources.
        source=rows["source"].mask(rows["source"] == form.code, source.code),
        themes=_with_defaults(words.themes.codes, form.themes, always=True),
        publics=_with_defaults(words.publics.codes, form.publics, always=False),
        commune_code=linkage.places["commune_code"],
        departement_code=linkage.places["departement_code"],
        linked_by=linkage.places["linked_by"],
        longitude=linkage.places["longitude"],
        latitude=linkage.places["latitude"],
    )
    return records[list(RECORD_COLUMNS)], remarks


def _provenance(
    importer: Importer,
    source: SourceNamed,
    report: ImportReport,
    kept: pd.DataFrame,
    digest: str,
) -> Provenance:
    return Provenance(
        kind=Kind.RECORDS,
        source=source.code,
        format=report.format,
        title=source.title,
        publisher=source.publisher,
        licence=source.licence,
        exhaustive=source.exhaustive,
        edition=report.edition,
        file_name=report.file_name,
        digest=digest,
        imported_on=importer.today.isoformat(),
        software=software(),
        counts=report.counts(),
        completeness=completeness(kept),
        remarks=tuple(remark_text(one) for one in report.remarks[:MOST_REMARKS_KEPT]),
    )


def completeness(records: pd.DataFrame) -> dict[str, float]:
    """Return the share (0 to 1) of records that fill each column; empty for no record."""
    if records.empty:
        return {}
    shares = {name: float((records[name] != "").mean()) for name in _MEASURED}
    return shares | {"position": float(records["longitude"].notna().mean())}


def _as_in_file(remark: Remark, found: Mapping[str, str]) -> Remark:
    """Name a column of the common table as the file does."""
    columns = [found.get(name, name) for name in remark.column.split(" / ")]
    return replace(remark, column=" / ".join(columns))


def _with_defaults(
    codes: pd.Series[str], defaults: Sequence[str], *, always: bool
) -> pd.Series[str]:
    """Add the format's own words: to every record, or to those that have none."""
    words = "|".join(defaults)
    if not words:
        return codes
    alone = codes.where(codes != "", words)
    if not always:
        return alone
    distinct = alone.unique()
    joined = {text: "|".join(dict.fromkeys([*defaults, *text.split("|")])) for text in distinct}
    return alone.map(joined).astype("str")
