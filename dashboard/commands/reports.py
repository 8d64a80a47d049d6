"""The report of a territory as a PDF, for scripts: ``sheet 200071751 --output sheet.pdf``."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from dashboard.analysis.reports.territory import territory_report
from dashboard.analysis.snapshot import Snapshot
from dashboard.api.reports.territory import document
from dashboard.commands.asking import stored_atlas, with_filters
from dashboard.data.stores.folder import sync_folder, write_new
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MAP, MapSelection
from dashboard.domain.selections.query import written_code
from dashboard.factory import paris_now
from dashboard.figures.static.shapes import SvgShapes
from dashboard.server.build_snapshot import snapshot_of
from dashboard.server.static_geography import report_shapes

ShapesOf = Callable[[tuple[str, ...]], SvgShapes]


@click.command("sheet")
@click.argument("code")
@click.option(
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The PDF to write; a file already there is replaced.",
)
@with_filters(MAP)
def write_report(code: str, output: Path, filters: Filters) -> None:
    """Write the sheet of a commune (01053), an EPCI (its SIREN) or a département (01 or D01) as PDF."""
    selection = MapSelection(filters=filters)
    require_folder(output)
    snapshot, shapes_of = stored_reports()
    now = paris_now()
    former = snapshot.nearby_index.former.get(written_code(code))
    report = territory_report(
        snapshot, selection, former.today if former else written_code(code), now=now
    )
    if report is None:
        message = (
            f"{code!r} is no territory of the map; expected a commune as 01053, an EPCI as 200071751 "
            "or a département as 01 or D01"
        )
        raise click.BadParameter(message, param_hint="CODE")
    report = replace(report, asked_as=former)
    author = snapshot.region_index.region.site_name
    written = document(report, shapes_of, day=now.date(), author=author, site="")
    write_output(output, written)
    click.echo(f"{report.name}: {output}, {len(written)} bytes")


def stored_reports() -> tuple[Snapshot, ShapesOf]:
    """Load everything reports are made from, and what gives the shapes of their maps.

    Raises:
        click.ClickException: the settings or the data are wrong; the message says what.
    """
    atlas = stored_atlas()
    return snapshot_of(atlas), report_shapes(atlas)


def require_folder(output: Path) -> None:
    """Check that the folder of ``--output`` is there, before anything is computed.

    Raises:
        click.BadParameter: it is not.
    """
    if not output.parent.is_dir():
        message = f"the folder {output.parent} does not exist; make it first"
        raise click.BadParameter(message, param_hint="--output")


def write_output(output: Path, content: bytes) -> None:
    """Write ``--output`` whole or not at all.

    Raises:
        click.ClickException: it cannot be written; the message says why.
    """
    try:
        write_whole(output, content)
    except OSError as error:
        message = f"{output} cannot be written: {error.strerror}"
        raise click.ClickException(message) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: what was there stays until the new one is on the disk."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        write_new(partial, content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(path.parent)
