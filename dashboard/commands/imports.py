"""Importing published files: ``import``, ``import-needs`` and ``imports``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dashboard.data.geography import read_geography
from dashboard.data.imports.changes import changes_since
from dashboard.data.imports.files import file_content, read_paths, write_report
from dashboard.data.imports.pipeline import Importer, Request, Tell, make_importer
from dashboard.data.imports.report import ImportReport, merged_json
from dashboard.data.imports.wording import remark_text
from dashboard.data.linkage.gazetteer import build_gazetteer
from dashboard.data.needs.dataset import needs_dataset
from dashboard.data.needs.read import read_needs
from dashboard.data.stores.dataset import Dataset
from dashboard.data.stores.open import open_store
from dashboard.domain.errors import DashboardError
from dashboard.domain.formats import french_number
from dashboard.domain.importing import Outcome
from dashboard.settings import VOCABULARIES_FOLDER, Settings, SettingsError

UNREADABLE, REJECTED_ROWS = 2, 1
STEPS = 4
"""Steps an import tells of, per file."""
FIRST_EDITION = dt.date(1990, 1, 1)
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
@click.option("--format", "format_code", default="", help="Format of the files; found by default.")
@click.option("--edition", default="", help="Date of the edition, as 2022-12-01.")
@click.option("--columns", default="", help="Columns of a GeoJSON file: « name=Titre,id=ref ».")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="JSON to write.")
@click.option("--dry-run", is_flag=True, help="Read and report; keep nothing.")
@click.option("--strict", is_flag=True, help="Exit 1 when a row is rejected.")
def import_files(  # noqa: PLR0913 - one argument per option
    files: Sequence[Path],
    format_code: str,
    edition: str,
    columns: str,
    report: Path | None,
    *,
    dry_run: bool,
    strict: bool,
) -> None:
    """Import published files; every row is reported as kept, outside, duplicate or rejected."""
    with worded():
        settings = Settings.from_environment()
        store = open_store(settings)
        known = store.read()
        importer = _importer(settings, known)
        request = Request(format_code, _date(edition), _mapping(columns))
        with _progress(STEPS * len(files)) as tell:
            done = read_paths(importer, files, request, tell=tell)
        kept = (*known, *(one.dataset for one in done))
        reports = [replace(one.report, changes=changes_since(one.dataset, kept)) for one in done]
        if report:
            write_report(report, merged_json(reports))
        if not dry_run:
            for one in done:
                if one.report.kept:
                    store.write(one.dataset)
    for told in reports:
        _tell(told)
        if not told.kept and not dry_run:
            click.echo("  aucune ligne à conserver : les données déjà importées restent les mêmes.")
    if dry_run:
        click.echo("Essai : rien n’a été conservé.")
    if strict and any(told.rejected for told in reports):
        raise SystemExit(REJECTED_ROWS)


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
    """List or remove what was imported."""


@imports.command("list")
def list_imports() -> None:
    """List the datasets kept, with edition, rows and date of import."""
    with worded():
        kept = open_store(Settings.from_environment()).provenances()
    if not kept:
        click.echo("Aucun jeu de données importé.")
    for one in kept:
        rows = french_number(one.counts.get("kept", 0))
        click.echo(f"{one.name}\t{rows} lignes\timporté le {one.imported_on}\t{one.file_name}")


@imports.command("remove")
@click.argument("name")
def remove_import(name: str) -> None:
    """Forget the dataset NAME, as ``imports list`` names it."""
    with worded():
        open_store(Settings.from_environment()).remove(name)
    click.echo(f"{name} : retiré.")


def _importer(settings: Settings, known: Sequence[Dataset]) -> Importer:
    gazetteer = build_gazetteer(read_geography(settings.geo_folder))
    return make_importer(gazetteer, known, vocabularies=VOCABULARIES_FOLDER, today=_today())


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


def _mapping(text: str) -> tuple[tuple[str, str], ...]:
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if any(not middle for _, middle, _ in pairs):
        message = f"{text!r}; expected as name=Titre,id=ref"
        raise click.BadParameter(message, param_hint="--columns")
    return tuple((wanted.strip(), header.strip()) for wanted, _, header in pairs)


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
