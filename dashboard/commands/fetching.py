"""Downloading the newest edition of a known online source: ``fetch``."""

from __future__ import annotations

from pathlib import Path

import click

from dashboard.commands.import_files import import_files
from dashboard.commands.refusals import worded
from dashboard.data.fetching.fetch import fetch
from dashboard.data.fetching.sources import DATA_GOUV, SOURCES, source_named
from dashboard.data.stores.open import open_store
from dashboard.settings import Settings


@click.command("fetch")
@click.argument("name", type=click.Choice(sorted(source.name for source in SOURCES)))
@click.option("--no-import", is_flag=True, help="Download only.")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("telechargements"),
    show_default=True,
    help="Folder the file is put in.",
)
@click.option("--base-url", default=DATA_GOUV, hidden=True, help="Another server of the same API.")
@click.pass_context
def fetch_source(
    context: click.Context, name: str, into: Path, base_url: str, *, no_import: bool
) -> None:
    """Download the newest edition of a known online source, and import it."""
    with worded():
        source = source_named(name)
        provenances = open_store(Settings.from_environment()).provenances()
        known = [
            provenance.edition for provenance in provenances if provenance.format == source.format
        ]
        fetched = fetch(
            source,
            into,
            base_url=base_url,
            known_edition=max(known, default=None),
            tell=click.echo,
        )
    if fetched.unchanged:
        click.echo(f"{name} : l’édition {fetched.edition} est déjà importée.")
    elif not no_import:
        context.invoke(
            import_files, files=(fetched.path,), format_code=source.format, edition=fetched.edition
        )
