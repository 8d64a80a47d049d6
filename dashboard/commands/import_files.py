"""Importing lists of services: ``import``."""

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

from dashboard.commands.journal import record_in_journal
from dashboard.commands.refusals import UnreadableFile, worded
from dashboard.data.geocoding.batch import batch_geocoder
from dashboard.data.geography import read_geography
from dashboard.data.importers.matching import BY_CODE, ColumnMatch
from dashboard.data.imports.files import read_mapping, read_paths, save_mapping, write_report
from dashboard.data.imports.gathering import Plan, gather, import_json, plan
from dashboard.data.imports.importer import Imported, Importer, make_importer
from dashboard.data.imports.naming import Request
from dashboard.data.imports.pipeline import Tell
from dashboard.data.imports.report import ImportReport
from dashboard.data.imports.wording import remark_text
from dashboard.data.linkage.gazetteer import build_gazetteer
from dashboard.data.stores.dataset import Dataset, Store
from dashboard.data.stores.open import open_store
from dashboard.domain.editors import Action
from dashboard.domain.errors import AlreadyKeptError
from dashboard.domain.formats import french_number, shortened
from dashboard.domain.importing import LONGEST_HEADER, LONGEST_VALUE, Outcome
from dashboard.domain.sources import read_edition
from dashboard.settings import VOCABULARIES_FOLDER, Settings

REJECTED_ROWS = 1
STEPS = 4
"""Steps an import reports, per file."""
MOST_SHOWN = 20
"""Remarks shown in the terminal; ``--report`` writes all of them."""
_NEW_FILE = click.Path(dir_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, exists=True, path_type=Path)


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
    choices = ImportOptions(**options)
    with worded():
        settings = Settings.from_environment()
        store = open_store(settings)
        known = store.read()
        importer = _importer(settings, known)
        with _progress(STEPS * len(choices.files)) as tell:
            done = read_paths(importer, choices.files, choices.request(), tell=tell)
        plans = plan(gather(done), known)
        reports = [imported.report for imported in done]
        if choices.report:
            write_report(choices.report, import_json(reports, plans))
        if choices.save_mapping:
            save_mapping(choices.save_mapping, done)
        _print_results(done, plans)
        if not choices.dry_run:
            _keep(settings, store, plans, choices)
    if choices.dry_run:
        click.echo("Essai : rien n’a été conservé.")
    if choices.strict and any(report.rejected for report in reports):
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
            BadParameter: a date, an encoding or a pair of columns cannot be read.
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
            encoding=_encoding(self.encoding),
            mapping=read_mapping(self.mapping) if self.mapping else None,
        )


def _keep(settings: Settings, store: Store, plans: Sequence[Plan], choices: ImportOptions) -> None:
    """Write what was planned, once agreed on a terminal, and into the journal that it was."""
    if not plans:
        return
    if not (choices.yes or _agreed()):
        click.echo("Rien n’a été conservé.")
        return
    datasets = [planned.gathered.dataset for planned in plans]
    try:
        (store.write if choices.replace else store.add)(*datasets)
    except AlreadyKeptError as error:
        message = f"{error}\nOptions : --replace, --source NOM, --edition DATE."
        raise UnreadableFile(message) from error
    replaced = any(planned.replaces for planned in plans)
    names = [planned.provenance.name for planned in plans]
    record_in_journal(settings, Action.REPLACED if replaced else Action.PUBLISHED, names)


def _agreed() -> bool:
    """Ask whether to go on, where the answer can be typed."""
    return not sys.stdin.isatty() or is_yes(click.prompt("Importer ? (oui, non)", default="oui"))


def is_yes(answer: str) -> bool:
    """Check whether an answer agrees, in French or in English; any other one does not."""
    return answer.strip().casefold() in {"o", "oui", "y", "yes"}


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
    try:
        return read_edition(text, today=_today())
    except ValueError as error:
        message = f"{text!r}; expected a past date as 2022-12-01"
        raise click.BadParameter(message, param_hint="--edition") from error


def _encoding(name: str) -> str:
    """Return the name of an encoding, once sure that there is one of it."""
    try:
        "é".encode(name or "utf-8")
    except (LookupError, UnicodeError) as error:
        message = f"{name!r}; expected as cp1252 or mac_roman"
        raise click.BadParameter(message, param_hint="--encoding") from error
    return name


def _mapping(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Read « wanted=header » pairs; a header may hold anything."""
    pairs = [text.partition("=") for text in texts]
    for text, (wanted, middle, header) in zip(texts, pairs, strict=True):
        if not (middle and wanted.strip() and header.strip()):
            message = f"{text!r}; expected as name=Titre"
            raise click.BadParameter(message, param_hint="--columns")
    return tuple((wanted.strip(), header.strip()) for wanted, _, header in pairs)


def _print_results(done: Sequence[Imported], plans: Sequence[Plan]) -> None:
    for imported in done:
        if imported.recognised.match:
            click.echo("\n".join(match_lines(imported.recognised.match)))
        _print_report(imported.report)
        if not imported.report.kept:
            click.echo("  aucune ligne à conserver : les données déjà importées restent les mêmes.")
    for planned in plans:
        click.echo("\n".join(planned.sentences()))


def match_lines(match: ColumnMatch) -> list[str]:
    """Describe what each column of a list is taken for, with three of its values."""
    lines = ["Colonnes :"]
    for matched in match.headers:
        wanted = BY_CODE[matched.wanted].header if matched.wanted else "non reprise"
        why = f" ({matched.why.label})" if matched.wanted else ""
        samples = (
            " · ".join(shortened(sample, LONGEST_VALUE) for sample in matched.samples) or "vide"
        )
        header = shortened(matched.header, LONGEST_HEADER)
        lines.append(f"  « {header} » → {wanted}{why} : {samples}")
        if matched.note:
            lines.append(f"    {matched.note}")
    return lines


def _print_report(report: ImportReport) -> None:
    click.echo("\n".join(report.sentences()))
    for remark in report.remarks[:MOST_SHOWN]:
        outcome = report.outcomes[remark.line]
        word = "" if outcome is Outcome.KEPT else f"{outcome.label} : "
        click.echo(f"  {word}{remark_text(remark)}")
    if len(report.remarks) > MOST_SHOWN:
        more = french_number(len(report.remarks) - MOST_SHOWN)
        click.echo(f"  … et {more} autres remarques : --report FICHIER.json les écrit toutes.")


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
