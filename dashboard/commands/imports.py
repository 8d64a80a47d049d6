"""Importing published files: ``import``, ``import-needs`` and ``imports``."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dashboard.data.accounts.open import open_accounts
from dashboard.data.geocoding.batch import batch_geocoder
from dashboard.data.geography import read_geography
from dashboard.data.importers.matching import BY_CODE, ColumnMatch, from_json
from dashboard.data.imports.files import file_content, read_paths, save_mapping, write_report
from dashboard.data.imports.gathering import Plan, gather, import_json, plan
from dashboard.data.imports.naming import Request
from dashboard.data.imports.pipeline import Imported, Importer, Tell, make_importer
from dashboard.data.imports.report import ImportReport
from dashboard.data.imports.wording import remark_text
from dashboard.data.linkage.gazetteer import build_gazetteer
from dashboard.data.needs.dataset import needs_dataset
from dashboard.data.needs.read import read_needs
from dashboard.data.stores.dataset import Dataset, Provenance, Store
from dashboard.data.stores.open import open_store
from dashboard.domain.editors import COMMAND_LINE, Action, JournalEntry
from dashboard.domain.errors import AlreadyKeptError, DashboardError, StoreError
from dashboard.domain.formats import counted, french_number
from dashboard.domain.importing import Outcome
from dashboard.domain.sources import UNDATED
from dashboard.settings import VOCABULARIES_FOLDER, Settings, SettingsError

UNREADABLE, REJECTED_ROWS = 2, 1
STEPS = 4
"""Steps an import tells of, per file."""
FIRST_EDITION = dt.date(1990, 1, 1)
_NEW_FILE = click.Path(dir_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, exists=True, path_type=Path)
MOST_SHOWN = 20
"""Remarks shown in the terminal; ``--report`` writes all of them."""


class UnreadableFile(click.ClickException):
    """A file that cannot be imported: exit 2."""

    exit_code = UNREADABLE

    @classmethod
    def refused(cls, error: OSError) -> UnreadableFile:
        """Name the file and what the system says."""
        return cls(f"{error.filename or 'fichier'} : {error.strerror or error}")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", default="", help="Who publishes these lists, as « CCAS de Vif ».")
@click.option("--title", default="", help="What pages call the source.")
@click.option("--publisher", default="", help="Who answers for it.")
@click.option("--licence", default="", help="Licence of the list.")
@click.option(
    "--exhaustive/--partial",
    default=None,
    help="Whether the list has every service of its kind, so that one it drops is no more.",
)
@click.option("--edition", default="", help="Date the publisher gives the list, as 2022-12-01.")
@click.option("--replace", is_flag=True, help="Replace an edition imported from another file.")
@click.option("--format", "format_code", default="", help="Format of the files; found by default.")
@click.option(
    "--columns",
    multiple=True,
    help="Column of the file for a wanted one: « name=Nom de la structure ». Repeatable.",
)
@click.option("--mapping", type=_FILE, help="What the columns are, as --save-mapping wrote it.")
@click.option(
    "--save-mapping", type=_NEW_FILE, help="Write what the columns are, for the next time."
)
@click.option("--encoding", default="", help="Encoding of a text file, as cp850; found by default.")
@click.option("--hidden", is_flag=True, help="Read hidden sheets and rows too.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.option("--report", type=_NEW_FILE, help="JSON to write.")
@click.option("--dry-run", is_flag=True, help="Read and report; keep nothing.")
@click.option("--strict", is_flag=True, help="Exit 1 when a row is rejected.")
@click.pass_context
def import_files(context: click.Context, /, **options: Any) -> None:  # noqa: ANN401 - what click parsed
    """Import lists; every row is reported as kept, outside, duplicate or rejected."""
    asked = ImportOptions(**options)
    with worded():
        settings = Settings.from_environment()
        store = open_store(settings)
        known = store.read()
        importer = _importer(settings, known)
        with _progress(STEPS * len(asked.files)) as tell:
            done = read_paths(importer, asked.files, asked.request(), tell=tell)
        plans = plan(gather(done), known)
        reports = [one.report for one in done]
        if asked.report:
            write_report(asked.report, import_json(reports, plans))
        if asked.save_mapping:
            save_mapping(asked.save_mapping, done)
        _tell_all(done, plans)
        if not asked.dry_run:
            _keep(settings, store, plans, asked)
    if asked.dry_run:
        click.echo("Essai : rien n’a été conservé.")
    if asked.strict and any(told.rejected for told in reports):
        context.exit(REJECTED_ROWS)


@dataclass(frozen=True)
class ImportOptions:
    """The options of ``import``."""

    files: tuple[Path, ...]
    source: str
    title: str
    publisher: str
    licence: str
    exhaustive: bool | None
    edition: str
    replace: bool
    format_code: str
    columns: tuple[str, ...]
    mapping: Path | None
    save_mapping: Path | None
    encoding: str
    hidden: bool
    yes: bool
    report: Path | None
    dry_run: bool
    strict: bool

    def request(self) -> Request:
        """Return what was decided for the files.

        Raises:
            BadParameter: a date or a pair of columns cannot be read.
        """
        return Request(
            format=self.format_code,
            edition=_date(self.edition),
            columns=_mapping(self.columns),
            source=self.source,
            title=self.title,
            publisher=self.publisher,
            licence=self.licence,
            exhaustive=self.exhaustive,
            hidden=self.hidden,
            encoding=self.encoding,
            mapping=from_json(self.mapping.read_bytes()) if self.mapping else None,
        )


def _keep(settings: Settings, store: Store, plans: Sequence[Plan], asked: ImportOptions) -> None:
    """Write what was planned, once agreed on a terminal, and into the journal that it was."""
    if not plans:
        return
    if not (asked.yes or _agreed()):
        click.echo("Rien n’a été conservé.")
        return
    datasets = [one.gathered.dataset for one in plans]
    try:
        (store.write if asked.replace else store.add)(*datasets)
    except AlreadyKeptError as error:
        message = f"{error}\nOptions : --replace, --source NOM, --edition DATE."
        raise UnreadableFile(message) from error
    replaced = any(one.replaced for one in plans)
    names = [one.provenance.name for one in plans]
    _record(settings, Action.REPLACED if replaced else Action.PUBLISHED, names)


def _agreed() -> bool:
    """Ask whether to go on, where the answer can be typed."""
    return not sys.stdin.isatty() or click.confirm("Importer ?", default=True)


def _record(settings: Settings, action: Action, names: Sequence[str]) -> None:
    """Write into the journal of editors what was done from here: they undo the last thing it tells."""
    at = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
    open_accounts(settings).record(JournalEntry(at, COMMAND_LINE, action, tuple(names)))


@click.command("import-needs")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="JSON to write.")
@click.option("--dry-run", is_flag=True, help="Read and report; keep nothing.")
def import_needs(files: Sequence[Path], report: Path | None, *, dry_run: bool) -> None:
    """Import need indicators published by INSEE or ANCT."""
    with worded():
        settings = Settings.from_environment()
        store = open_store(settings)
        geography = read_geography(settings.geo_folder)
        read = [read_needs(path.name, file_content(path), geography) for path in files]
        if report:
            write_report(report, {"tables": [one.report.to_json() for one in read]})
        if not dry_run:
            for one in read:
                store.write(needs_dataset(one, today=_today()))
    for one in read:
        click.echo("\n".join(one.report.sentences()))


@click.group("imports")
def imports() -> None:
    """List, remove or bring back what was imported."""


@imports.command("list")
def list_imports() -> None:
    """List what is kept: source, edition, rows, file."""
    with worded():
        kept = open_store(Settings.from_environment()).provenances()
    if not kept:
        click.echo("Aucun jeu de données importé.")
    for one in kept:
        rows = counted(one.counts.get("kept", 0), "ligne")
        edition = one.edition or UNDATED
        click.echo(f"{one.source}\t{edition}\t{rows}\t{one.file_name}\t{one.title}")


@imports.command("remove")
@click.argument("source")
@click.argument("edition", default="")
def remove_import(source: str, edition: str) -> None:
    """Forget SOURCE, or one EDITION of it, as ``imports list`` names them."""
    with worded():
        settings = Settings.from_environment()
        store = open_store(settings)
        names = _names_of(store.provenances(), source, edition)
        store.remove(*names)
        _record(settings, Action.REMOVED, names)
    click.echo(f"Retiré : {', '.join(names)}. « imports restore » le rétablit.")


@imports.command("restore")
def restore_imports() -> None:
    """Undo the last removal or replacement."""
    with worded():
        settings = Settings.from_environment()
        restored = open_store(settings).restore()
        _record(settings, Action.RESTORED, restored.back)
    if restored.gone:
        click.echo(f"Retiré : {', '.join(restored.gone)}.")
    click.echo(f"Rétabli : {', '.join(restored.back)}.")


def _names_of(kept: Sequence[Provenance], source: str, edition: str) -> list[str]:
    """Name the datasets of a source, or of one edition of it.

    Raises:
        StoreError: there is none; the message lists what is kept.
    """
    wanted = "" if edition == UNDATED else edition
    found = [
        one.name
        for one in kept
        if (one.source == source and (not edition or one.edition == wanted)) or one.name == source
    ]
    if found:
        return found
    listed = ", ".join(f"{one.source} {one.edition or UNDATED}" for one in kept) or "rien"
    asked = f"{source} {edition}".strip()
    message = f"« {asked} » n’est pas importé ; ce qui l’est : {listed}."
    raise StoreError(message)


def _importer(settings: Settings, known: Sequence[Dataset]) -> Importer:
    gazetteer = build_gazetteer(read_geography(settings.geo_folder))
    return make_importer(
        gazetteer,
        known,
        vocabularies=VOCABULARIES_FOLDER,
        today=_today(),
        geocoder=batch_geocoder(settings),
    )


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


def _date(text: str) -> str:
    if not text:
        return ""
    try:
        edition = dt.date.fromisoformat(text)
    except ValueError:
        edition = None
    if edition is None or not FIRST_EDITION <= edition <= _today():
        message = f"{text!r}; expected a past date as 2022-12-01"
        raise click.BadParameter(message, param_hint="--edition")
    return edition.isoformat()


def _mapping(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Read « wanted=header » pairs; a header may hold anything."""
    pairs = [text.partition("=") for text in texts]
    for text, (wanted, middle, header) in zip(texts, pairs, strict=True):
        if not (middle and wanted.strip() and header.strip()):
            message = f"{text!r}; expected as name=Titre"
            raise click.BadParameter(message, param_hint="--columns")
    return tuple((wanted.strip(), header.strip()) for wanted, _, header in pairs)


def _tell_all(imported: Sequence[Imported], plans: Sequence[Plan]) -> None:
    for one in imported:
        if one.recognised.match:
            click.echo("\n".join(match_lines(one.recognised.match)))
        _tell(one.report)
        if not one.report.kept:
            click.echo("  aucune ligne à conserver : les données déjà importées restent les mêmes.")
    for planned in plans:
        click.echo("\n".join(planned.sentences()))


def match_lines(match: ColumnMatch) -> list[str]:
    """Say column by column what a list's are taken for, with three values of each."""
    lines = ["Colonnes :"]
    for one in match.headers:
        wanted = BY_CODE[one.wanted].header if one.wanted else "non reprise"
        why = f" ({one.why.label})" if one.wanted else ""
        samples = " · ".join(one.samples) or "vide"
        lines.append(f"  « {one.header} » → {wanted}{why} : {samples}")
        if one.note:
            lines.append(f"    {one.note}")
    return lines


def _tell(report: ImportReport) -> None:
    click.echo("\n".join(report.sentences()))
    for remark in report.remarks[:MOST_SHOWN]:
        outcome = report.outcomes[remark.line]
        word = "" if outcome is Outcome.KEPT else f"{outcome.label} : "
        click.echo(f"  {word}{remark_text(remark)}")
    if len(report.remarks) > MOST_SHOWN:
        more = french_number(len(report.remarks) - MOST_SHOWN)
        click.echo(f"  … et {more} autres remarques : --report FICHIER.json les écrit toutes.")


@contextmanager
def worded() -> Iterator[None]:
    """End with a sentence and exit 2 where a file, the store or a setting cannot be used."""
    try:
        yield
    except (DashboardError, SettingsError) as error:
        raise UnreadableFile(str(error)) from error
    except OSError as error:
        raise UnreadableFile.refused(error) from error


@contextmanager
def _progress(steps: int) -> Iterator[Tell]:
    """Show what is being done, in a terminal only."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("…", total=steps)
        yield lambda step: bar.update(task, description=step, advance=1)
