"""Who is reached, and who is not, for scripts: ``coverage --level epci --json``."""

from __future__ import annotations

import json
from enum import StrEnum

import click

from dashboard.analysis.coverage.assessment import assess_coverage
from dashboard.analysis.coverage.results import CoverageTotals
from dashboard.analysis.coverage.totals import coverage_totals
from dashboard.analysis.snapshot import Snapshot
from dashboard.commands.asking import (
    WITH_JSON,
    asked_radius,
    require_sources,
    stored_snapshot,
    with_filters,
)
from dashboard.domain.coverage import CoverageState
from dashboard.domain.formats import french_number, french_percent
from dashboard.domain.needs import PEOPLE_SHARES
from dashboard.domain.partial import people_text
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection
from dashboard.domain.selections.filters import Filters
from dashboard.domain.territory import Level
from dashboard.factory import paris_now


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
    type=click.Choice([one.value for one in LevelName]),
)
@click.option("--radius-km", default=10.0, show_default=True, type=float, help="What is near.")
@click.option(
    "--need",
    type=click.Choice(sorted(PEOPLE_SHARES)),
    help="Also tell who has this need and lives in a gap.",
)
@with_filters(COVERAGE)
@WITH_JSON
def tell_coverage(
    level: str, radius_km: float, need: str | None, filters: Filters, *, as_json: bool
) -> None:
    """Tell the inhabitants served, near a place, far from any, and where nothing is recorded."""
    radius_m = asked_radius(radius_km)
    snapshot = stored_snapshot()
    require_sources(snapshot, filters.sources)
    selection = CoverageSelection(filters=filters, need=_imported(snapshot, need))
    assessment = assess_coverage(snapshot, selection, year=paris_now().year, radius_m=radius_m)
    told = coverage_totals(assessment, _LEVELS[LevelName(level)])
    lines = [to_json(one) for one in told]
    click.echo(json.dumps(lines, ensure_ascii=False) if as_json else "\n".join(map(to_text, told)))


def _imported(snapshot: Snapshot, need: str | None) -> str:
    """Check ``--need``; empty for none.

    Raises:
        click.BadParameter: it was not imported.
    """
    if need is not None and need not in snapshot.needs:
        message = f"{need!r} was not imported; see « import-needs »"
        raise click.BadParameter(message, param_hint="--need")
    return need or ""


def to_json(one: CoverageTotals) -> dict[str, object]:
    """Write one territory for scripts: inhabitants in each state, and the records located there.

    Of a need, the people concerned in gaps, ``null`` where not known, and for how many of how many
    inhabitants they are known.
    """
    told = one.concerned
    concerned = (
        {
            "concerned": told.rounded,
            "concerned_known_for": told.known_population,
            "concerned_among": told.population,
        }
        if told is not None
        else {}
    )
    # INSEE writes a département « 01 »; the D tells it apart in addresses only.
    return {
        "code": one.code.removeprefix("D"),
        "name": one.name,
        "population": one.population,
        "records": one.records,
        **{state.name.lower(): one.inhabitants[state] for state in CoverageState},
        **concerned,
    }


def to_text(one: CoverageTotals) -> str:
    """Write one territory for people."""
    share = one.uncovered_share
    cells = [
        one.code.removeprefix("D"),
        one.name,
        f"{french_number(one.population)} hab.",
        "sans habitant" if share is None else f"{french_percent(share)} non couverts",
        *([people_text(one.concerned)] if one.concerned is not None else []),
    ]
    return "\t".join(cells)
