"""From the bytes of a file to a dataset ready to be kept, with the report of every row."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath, PurePosixPath

import pandas as pd

from dashboard.data.geocoding.rows import geocode_rows
from dashboard.data.importers.format import CommonTable, Format
from dashboard.data.importers.recognise import RecognisedFormat, recognise
from dashboard.data.imports.dates import latest_update
from dashboard.data.imports.importer import Imported, Importer
from dashboard.data.imports.mending import mend_rows
from dashboard.data.imports.naming import (
    NOTHING_DECIDED,
    Request,
    SourceNamed,
    file_names,
    name_source,
)
from dashboard.data.imports.outcomes import row_outcomes, table_report, worth_telling
from dashboard.data.imports.report import ImportReport
from dashboard.data.imports.structures import located_by_structure
from dashboard.data.imports.wording import MOST_REMARKS_KEPT, remark_text, software
from dashboard.data.linkage.link import Linkage, link_rows
from dashboard.data.stores.dataset import RECORD_COLUMNS, Dataset, DatasetKind, Provenance
from dashboard.data.tabular.limits import LIMITS, Limits
from dashboard.data.tabular.read import read_tables
from dashboard.data.tabular.table import TextTable
from dashboard.data.vocabularies import map_words, unmapped_remarks
from dashboard.domain.formats import counted
from dashboard.domain.importing import Outcome, Remark
from dashboard.domain.sources import read_file_name, source_code

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
"""Columns whose share of filled cells measures how complete a dataset is."""

Tell = Callable[[str], None]


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
        tell: called at each step with a French sentence.

    Returns:
        One result per table of a known format; structures come before the services they locate.

    Raises:
        ImportFileError: the file cannot be read, or no table of it is of a known format.
    """
    tell(f"{name} : lecture")
    digest = _digest(content, request)
    tables = read_tables(
        name, content, limits=limits, hidden=request.hidden, encoding=request.encoding
    )
    del content  # a million rows are some hundred megabytes, in each of the forms they take
    recognised = recognise(
        name,
        tables,
        wanted=request.format or None,
        columns=_gathered(request.columns),
        mapping=request.mapping,
    )
    notes = _left_aside(tables, recognised)
    del tables
    members = [PurePosixPath(recognition.table.member) for recognition in recognised]
    called = file_names(members, today=importer.today)
    left = sorted(
        recognised, key=lambda recognition: "structure_id" in recognition.headers, reverse=True
    )
    del recognised
    imported: list[Imported] = []
    while left:
        tell(f"{name} : format {left[-1].format.code}")
        known = importer.knowing(imported)
        own = _called(request, name, called, left[-1].table.member)
        # Nothing else names the table, whose cells go once they are read.
        imported.append(_read_table(known, name, left.pop(), own, digest, tell=tell))
    first = replace(imported[0].report, notes=(*imported[0].report.notes, *notes))
    return _sheets_of_one_state((replace(imported[0], report=first), *imported[1:]))


def _sheets_of_one_state(imported: Sequence[Imported]) -> tuple[Imported, ...]:
    """Give the sheets of a workbook that are of one source one edition: the latest that their rows tell.

    Each sheet is dated by its own rows, and none replaces another.
    """
    latest: dict[tuple[str, str], str] = {}
    for one in imported:
        key = one.recognised.table.member, one.dataset.provenance.source
        latest[key] = max(latest.get(key, ""), one.report.edition)
    return tuple(
        _dated_as(one, latest[one.recognised.table.member, one.dataset.provenance.source])
        if one.recognised.table.sheet
        else one
        for one in imported
    )


def _dated_as(imported: Imported, edition: str) -> Imported:
    dataset = imported.dataset
    return replace(
        imported,
        report=replace(imported.report, edition=edition),
        dataset=replace(dataset, provenance=replace(dataset.provenance, edition=edition)),
    )


def _digest(content: bytes, request: Request) -> str:
    """Return a digest of a file and of how it is read."""
    decided = (request.format, request.columns, request.mapping, request.hidden, request.encoding)
    digest = hashlib.sha256(content)
    if any(decided):
        digest.update(repr(decided).encode())
    return digest.hexdigest()


def _gathered(columns: Sequence[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Gather the headers of each wanted column: it may be read from several."""
    gathered: dict[str, tuple[str, ...]] = {}
    for wanted, header in columns:
        gathered[wanted] = (*gathered.get(wanted, ()), header)
    return gathered


def _called(request: Request, name: str, called: Mapping[PurePath, str], member: str) -> Request:
    """Name the list of a file in an archive: after it, or after the archive where it is alone."""
    if len(called) <= 1:
        return replace(request, called=request.called or name)
    return replace(request, called=called[PurePosixPath(member)])


def _left_aside(tables: Sequence[TextTable], recognised: Sequence[RecognisedFormat]) -> list[str]:
    """Write in French which tables were not read, with the notes on them."""
    listed = {(recognition.table.member, recognition.table.sheet) for recognition in recognised}
    sentences = []
    for table in tables:
        place = " / ".join(part for part in (table.member, table.sheet) if part)
        if (table.member, table.sheet) not in listed and place:
            rows = counted(len(table.cells), "ligne")
            sentences.append(
                f"« {place} » n’est pas une liste que l’on sache lire : {rows} de côté."
            )
            sentences += table.notes
    return sentences


def _read_table(  # noqa: PLR0913 - what it is read against, what, and how
    importer: Importer,
    name: str,
    recognised: RecognisedFormat,
    request: Request,
    digest: str,
    *,
    tell: Tell,
) -> Imported:
    common = recognised.format.read(recognised.table, recognised.headers)
    rows, ahead = mend_rows(common.rows, today=importer.today)
    common = replace(common, rows=rows, remarks=(*common.remarks, *_spelled(ahead, recognised)))
    recognised = _without_cells(recognised)
    tell(f"{name} : rattachement aux communes")
    linkage, linkage_remarks = _linked(importer, common)
    tell(f"{name} : thèmes, publics et doublons")
    source = name_source(
        recognised.format,
        name,
        request,
        importer.stored,
        stated=_stated(recognised.format, common.rows["source"]),
        today=importer.today,
    )
    records, word_remarks = _records(importer, recognised, common, linkage, source)
    placing = (*recognised.table.unreadable, *_spelled(linkage_remarks, recognised))
    mending = (*recognised.table.remarks, *common.remarks, *word_remarks)
    outcomes = row_outcomes(common.rows, linkage, (*placing, *mending))
    edition = (
        request.edition
        or _dated(
            (PurePosixPath(recognised.table.member).name, request.called, name), importer.today
        )
        or latest_update(common.rows, today=importer.today)
    )
    remarks = (*placing, *worth_telling(mending, common.rows["line"][outcomes == Outcome.OUTSIDE]))
    report = table_report(name, recognised, edition, records, outcomes=outcomes, remarks=remarks)
    table = records[outcomes == Outcome.KEPT].reset_index(drop=True)
    table, report = _geocoded(importer, table, report, tell=tell)
    provenance = _provenance(importer, source, report, table, digest)
    return Imported(Dataset(provenance, table), report, recognised)


def _stated(form: Format, sources: pd.Series[str]) -> str:
    """Return the publisher that all rows of a format of any publisher name, empty where they do not."""
    named = sources.unique()
    return str(named[0]) if not form.source and len(named) == 1 and named[0] != form.code else ""


def _dated(names: Sequence[str], today: dt.date) -> str:
    """Return the first date in names of files, empty for none."""
    dates = (read_file_name(name, today=today).edition for name in names)
    return next(filter(None, dates), "")


def _spelled(remarks: Sequence[Remark], recognised: RecognisedFormat) -> list[Remark]:
    return [_as_in_file(remark, recognised.headers) for remark in remarks]


def _geocoded(
    importer: Importer, table: pd.DataFrame, report: ImportReport, *, tell: Tell
) -> tuple[pd.DataFrame, ImportReport]:
    """Give a point to the rows that have an address and none, where a geocoder is set."""
    if importer.geocoder is None:
        return table, report
    points = geocode_rows(table, importer.geocoder, importer.gazetteer, tell=tell)
    placed = table.assign(
        longitude=table["longitude"].mask(points.kept, points.longitude),
        latitude=table["latitude"].mask(points.kept, points.latitude),
    )
    notes = (*report.notes, *points.remarks)
    return placed, replace(report, notes=notes, geocoded=points.counts)


def _without_cells(recognised: RecognisedFormat) -> RecognisedFormat:
    """Release the memory of the file's cells once they are read."""
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
    recognised: RecognisedFormat,
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
            rows["line"].to_numpy(), recognised.headers.get(column, column), mapped
        )
    )
    records = rows.drop(columns=["insee_code", "departement", "structure_id"]).assign(
        # A record is (source, id): two lists in one format are two sources.
        source=_row_sources(rows["source"], form, source),
        themes=_with_defaults(words.themes.codes, form.themes, always=True),
        publics=_with_defaults(words.publics.codes, form.publics, always=False),
        commune_code=linkage.places["commune_code"],
        departement_code=linkage.places["departement_code"],
        linked_by=linkage.places["linked_by"],
        longitude=linkage.places["longitude"],
        latitude=linkage.places["latitude"],
    )
    return records[list(RECORD_COLUMNS)], remarks


def _row_sources(sources: pd.Series[str], form: Format, source: SourceNamed) -> pd.Series[str]:
    """Spell the source of rows of the list itself as the list's, and leave others as they are."""
    spelled = [name for name in sources.unique() if source_code(str(name)) == source.code]
    return sources.mask(sources.isin([form.code, *spelled]), source.code)


def _provenance(
    importer: Importer,
    source: SourceNamed,
    report: ImportReport,
    table: pd.DataFrame,
    digest: str,
) -> Provenance:
    return Provenance(
        kind=DatasetKind.RECORDS,
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
        completeness=completeness(table),
        remarks=tuple(remark_text(remark) for remark in report.remarks[:MOST_REMARKS_KEPT]),
    )


def completeness(records: pd.DataFrame) -> dict[str, float]:
    """Return the share (0 to 1) of records that fill each column; empty for no record."""
    if records.empty:
        return {}
    shares = {name: float((records[name] != "").mean()) for name in _MEASURED}
    return shares | {"position": float(records["longitude"].notna().mean())}


def _as_in_file(remark: Remark, headers: Mapping[str, str]) -> Remark:
    """Return a remark with its column named as the file does."""
    columns = [headers.get(name, name) for name in remark.column.split(" / ")]
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
