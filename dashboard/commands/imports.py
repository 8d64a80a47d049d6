"""Need indicators imported, and what is kept: ``import-needs`` and ``imports``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from dashboard.commands.journal import record_in_journal
from dashboard.commands.refusals import worded
from dashboard.data.geography import read_geography
from dashboard.data.imports.files import file_content, write_report
from dashboard.data.needs.dataset import needs_dataset
from dashboard.data.needs.read import read_needs
from dashboard.data.stores.dataset import Provenance
from dashboard.data.stores.open import open_store
from dashboard.domain.editors import Action
from dashboard.domain.errors import StoreError
from dashboard.domain.formats import counted
from dashboard.domain.sources import UNDATED
from dashboard.settings import Settings


@click.command("import-needs")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="JSON to write.")
@click.option("--replace", is_flag=True, help="Replace an edition imported from another file.")
@click.option("--dry-run", is_flag=True, help="Read and report; keep nothing.")
def import_needs(
    files: Sequence[Path], report: Path | None, *, replace: bool, dry_run: bool
) -> None:
    """Import need indicators published by INSEE or ANCT."""
    with worded():
        settings = Settings.from_environment()
        store = open_store(settings)
        geography = read_geography(settings.geo_folder)
        tables = [read_needs(path.name, file_content(path), geography) for path in files]
        if report:
            write_report(report, {"tables": [table.report.to_json() for table in tables]})
        if not dry_run:
            today = dt.datetime.now(tz=dt.UTC).date()
            datasets = [needs_dataset(table, today=today) for table in tables]
            names = [dataset.provenance.name for dataset in datasets]
            replaced = {provenance.name for provenance in store.provenances()} & set(names)
            (store.write if replace else store.add)(*datasets)
            record_in_journal(settings, Action.REPLACED if replaced else Action.PUBLISHED, names)
    for table in tables:
        click.echo("\n".join(table.report.sentences()))


@click.group("imports")
def imports() -> None:
    """List, remove or bring back what was imported."""


@imports.command("list")
def list_imports() -> None:
    """List what is kept: source, edition, rows, file."""
    with worded():
        provenances = open_store(Settings.from_environment()).provenances()
    if not provenances:
        click.echo("Aucun jeu de données importé.")
    for provenance in provenances:
        rows = counted(provenance.counts.get("kept", 0), "ligne")
        edition = provenance.edition or UNDATED
        click.echo(
            f"{provenance.source}\t{edition}\t{rows}\t{provenance.file_name}\t{provenance.title}"
        )


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
        record_in_journal(settings, Action.REMOVED, names)
    click.echo(f"Retiré : {', '.join(names)}. « imports restore » le rétablit.")


@imports.command("restore")
def restore_imports() -> None:
    """Undo the last removal or replacement."""
    with worded():
        settings = Settings.from_environment()
        restored = open_store(settings).restore()
        record_in_journal(settings, Action.RESTORED, restored.back)
    if restored.gone:
        click.echo(f"Retiré : {', '.join(restored.gone)}.")
    if restored.back:
        click.echo(f"Rétabli : {', '.join(restored.back)}.")


def _names_of(provenances: Sequence[Provenance], source: str, edition: str) -> list[str]:
    """Name the datasets of a source, or of one edition of it.

    Raises:
        StoreError: there is none; the message lists what is kept.
    """
    wanted = "" if edition == UNDATED else edition
    names = [
        provenance.name
        for provenance in provenances
        if (provenance.source == source and (not edition or provenance.edition == wanted))
        or provenance.name == source
    ]
    if names:
        return names
    listed = (
        ", ".join(
            f"{provenance.source} {provenance.edition or UNDATED}" for provenance in provenances
        )
        or "rien"
    )
    named = f"{source} {edition}".strip()
    message = f"« {named} » n’est pas importé ; ce qui l’est : {listed}."
    raise StoreError(message)
