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
    radius_metres,
    require_sources,
    stored_snapshot,
    with_filters,
)
from dashboard.components.coverage.answer_wording import no_answer_text
from dashboard.domain.codes import insee_code
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
