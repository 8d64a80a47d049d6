"""Who is reached, and who is not, for scripts: ``coverage --level epci --json``."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path

import click

from dashboard.analysis.coverage.assessment import assess_coverage
from dashboard.analysis.coverage.results import CoverageTotals
from dashboard.analysis.coverage.totals import coverage_totals
from dashboard.analysis.snapshot import Snapshot
from dashboard.api.reports.coverage import named_territory, report_of
from dashboard.commands.asking import (
    WITH_JSON,
    radius_metres,
    require_sources,
    stored_atlas,
    stored_snapshot,
    with_filters,
)
from dashboard.commands.reports import require_folder, write_output
from dashboard.components.coverage.answer_wording import no_answer_text
from dashboard.domain.codes import insee_code
from dashboard.domain.coverage import USUAL_RADIUS, CoverageState, Distance
from dashboard.domain.formats import french_number, french_percent
from dashboard.domain.needs import PEOPLE_SHARES
from dashboard.domain.partial import people_text
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.query import written_code
from dashboard.domain.territory import Level
from dashboard.exports.contents.coverage_report_pdf import coverage_report_pdf
from dashboard.exports.contents.picture_shapes import LevelWindows
from dashboard.exports.contents.report_pdf import Signature
from dashboard.factory import paris_now
from dashboard.server.build_snapshot import snapshot_of
from dashboard.server.static_geography import level_windows


class LevelName(StrEnum):
    """A level as scripts name it."""

    COMMUNE = "commune"
    EPCI = "epci"
    DEPARTEMENT = "departement"


_LEVELS = {
    LevelName.COMMUNE: Level.COMMUNE,
    LevelName.EPCI: Level.EPCI,
    LevelName.DEPARTEMENT: Level.DEPARTEMENT,
}


@click.command("coverage")
@click.option(
    "--level",
    default="commune",
    show_default=True,
    type=click.Choice([level.value for level in LevelName]),
)
@click.option("--radius-km", default=10.0, show_default=True, type=float, help="What is near.")
@click.option(
    "--need",
    type=click.Choice(sorted(PEOPLE_SHARES)),
    help="Also tell who has this need and lives in a gap.",
)
@with_filters(COVERAGE)
@WITH_JSON
def print_coverage(
    level: str, radius_km: float, need: str | None, filters: Filters, *, as_json: bool
) -> None:
    """Tell the inhabitants served, near a place, far from any, and where nothing is recorded."""
    radius_m = radius_metres(radius_km)
    snapshot = stored_snapshot()
    require_sources(snapshot, filters.sources)
    selection = CoverageSelection(filters=filters, need=_imported(snapshot, need))
    assessment = assess_coverage(snapshot, selection, year=paris_now().year, radius_m=radius_m)
    totals = coverage_totals(assessment, _LEVELS[LevelName(level)])
    if as_json:
        click.echo(json.dumps([to_json(one, selection) for one in totals], ensure_ascii=False))
    else:
        click.echo("\n".join(to_text(one, selection) for one in totals))


@click.command("coverage-sheet")
@click.argument("code")
@click.option(
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The PDF to write; a file already there is replaced.",
)
@click.option(
    "--radius",
    default=USUAL_RADIUS.value,
    show_default=True,
    type=click.Choice([radius.value for radius in Distance]),
    help="Kilometres up to which a place is near.",
)
@with_filters(COVERAGE)
def write_coverage_report(code: str, output: Path, radius: str, filters: Filters) -> None:
    """Write the « Zones blanches » of a commune, an EPCI, a département or the region (R82) as PDF."""
    require_folder(output)
    snapshot, windows_of = stored_coverage_reports()
    require_sources(snapshot, filters.sources)
    now = paris_now()
    former = snapshot.nearby_index.former.get(written_code(code))
    territory = former.today if former else written_code(code)
    if not named_territory(snapshot, territory):
        message = (
            f"{code!r} is no territory of the map; expected a commune as 01053, an EPCI as 200071751, "
            f"a département as 01 or D01, or {snapshot.region_index.region.code}"
        )
        raise click.BadParameter(message, param_hint="CODE")
    selection = CoverageSelection(filters=filters, radius=Distance(radius), territory=territory)
    report = report_of(snapshot, selection, windows_of, now=now)
    signature = Signature(now.date(), snapshot.region_index.region.site_name, site="")
    written = coverage_report_pdf(report, selection, signature)
    write_output(output, written)
    click.echo(f"{report.answer.totals.name}: {output}, {len(written)} bytes")


def stored_coverage_reports() -> tuple[Snapshot, LevelWindows]:
    """Load everything sheets are made from, and what gives the shapes of their maps.

    Raises:
        click.ClickException: the settings or the data are wrong; the message says what.
    """
    atlas = stored_atlas()
    return snapshot_of(atlas), level_windows(atlas.geography)


def _imported(snapshot: Snapshot, need: str | None) -> str:
    """Check ``--need``; empty for none.

    Raises:
        click.BadParameter: it was not imported.
    """
    if need is not None and need not in snapshot.needs:
        message = f"{need!r} was not imported; see « import-needs »"
        raise click.BadParameter(message, param_hint="--need")
    return need or ""


def to_json(territory: CoverageTotals, selection: CoverageSelection) -> dict[str, object]:
    """Write one territory for scripts: inhabitants in each state, and the records located there.

    ``enough`` is whether sources hold enough for these states to tell of gaps; where they do not,
    ``no_answer`` says what they hold, and no share should be made of the states.

    Of a need, the people concerned in gaps, ``null`` where not known, and for how many of how many
    inhabitants they are known.
    """
    people, nearest_m, told = territory.concerned, territory.nearest_m, territory.evidence.enough
    concerned = (
        {
            "concerned": people.rounded,
            "concerned_known_for": people.known_population,
            "concerned_among": people.population,
        }
        if people is not None
        else {}
    )
    return {
        "code": insee_code(territory.code),
        "name": territory.name,
        "population": territory.population,
        "records": territory.records,
        **{state.name.lower(): territory.inhabitants[state] for state in CoverageState},
        "enough": told,
        "nearest_km": None if nearest_m is None else round(nearest_m / 1000, 1),
        "no_answer": None if told else no_answer_text(territory, selection),
        **concerned,
    }


def to_text(territory: CoverageTotals, selection: CoverageSelection) -> str:
    """Write one territory for people: a share of its inhabitants, or why there is none."""
    if not territory.evidence.enough:
        return "\t".join(
            (insee_code(territory.code), territory.name, no_answer_text(territory, selection))
        )
    share = territory.uncovered_share
    cells = [
        insee_code(territory.code),
        territory.name,
        f"{french_number(territory.population)} hab.",
        "sans habitant" if share is None else f"{french_percent(share)} non couverts",
        *([people_text(territory.concerned)] if territory.concerned is not None else []),
    ]
    return "\t".join(cells)
