"""Where a new service would reach most people, for scripts: ``site --count 5 --json``."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from dashboard.analysis.coverage.assessment import CoverageAssessment, assess_coverage
from dashboard.analysis.coverage.totals import region_coverage
from dashboard.analysis.siting.exact import place_exactly
from dashboard.analysis.siting.greedy import place_greedily
from dashboard.analysis.siting.new_places import state_problem
from dashboard.analysis.siting.results import Placement
from dashboard.analysis.snapshot import Snapshot
from dashboard.commands.asking import (
    WITH_JSON,
    radius_metres,
    require_sources,
    stored_snapshot,
    with_filters,
)
from dashboard.components.coverage.answer_wording import no_answer_text
from dashboard.components.coverage.siting import nothing_text
from dashboard.domain.formats import french_number, french_percent
from dashboard.domain.selections.coverage import COVERAGE, MOST_SITES, CoverageSelection
from dashboard.domain.selections.filters import Filters
from dashboard.factory import paris_now

USUAL_LIMIT_S = 60.0


@click.command("site")
@click.option(
    "--count", default=5, show_default=True, type=click.IntRange(1, MOST_SITES), help="New places."
)
@click.option("--radius-km", default=10.0, show_default=True, type=float, help="What is near.")
@click.option(
    "--host-population", default=0, show_default=True, type=click.IntRange(min=0),
    help="Inhabitants a commune has at least to get a place.",
)  # fmt: skip
@click.option("--exclude", "excluded", multiple=True, help="INSEE code where no place may be put.")
@click.option("--exact", is_flag=True, help="The best choice, or how far from it at the limit.")
@click.option(
    "--time-limit", default=USUAL_LIMIT_S, show_default=True, type=click.FloatRange(min=0.1),
    help="Seconds the exact choice may take.",
)  # fmt: skip
@with_filters(COVERAGE)
@WITH_JSON
def site_places(  # noqa: PLR0913 - one argument per option
    count: int,
    radius_km: float,
    host_population: int,
    excluded: Sequence[str],
    filters: Filters,
    *,
    time_limit: float,
    exact: bool,
    as_json: bool,
) -> None:
    """Choose where new places would reach most of the people that nothing reaches today."""
    radius_m = radius_metres(radius_km)
    snapshot = stored_snapshot()
    require_sources(snapshot, filters.sources)
    selection = CoverageSelection(
        filters=filters,
        host_population=host_population,
        excluded=_communes(snapshot, excluded),
    )
    assessment = assess_coverage(snapshot, selection, year=paris_now().year, radius_m=radius_m)
    problem = state_problem(assessment, reach_m=radius_m)
    chosen = (
        place_exactly(problem, count, time_limit_s=time_limit)
        if exact
        else place_greedily(problem, count)
    )
    caveat = no_answer(assessment)
    if as_json:
        document = to_json(chosen, snapshot) | {"enough": not caveat, "no_answer": caveat or None}
        click.echo(json.dumps(document, ensure_ascii=False))
    elif caveat:
        click.echo(caveat)
    elif chosen.rows:
        click.echo(to_text(chosen, snapshot))
    else:
        click.echo(nothing_text(selection, hosts=len(problem.rows), wanting=problem.wanting))


def no_answer(assessment: CoverageAssessment) -> str:
    """Write why sources cannot tell where a place would help; empty where they can."""
    if assessment.evidence.enough:
        return ""
    return no_answer_text(region_coverage(assessment), assessment.selection)


def to_json(chosen: Placement, snapshot: Snapshot) -> dict[str, object]:
    """Write the places in order with the people each adds, the total and how far the best may be."""
    return {
        "places": [
            {
                "code": snapshot.communes.codes[row],
                "name": snapshot.communes.names[row],
                "newly_covered": gain,
            }
            for row, gain in zip(chosen.rows, chosen.gains, strict=True)
        ],
        "total": chosen.total,
        "optimality_gap": round(chosen.gap, 6),
        "optimal": chosen.proven,
    }


def to_text(chosen: Placement, snapshot: Snapshot) -> str:
    """Write the choice for people."""
    lines = [
        f"{place}. {snapshot.communes.labels[row]} : + {french_number(gain)} habitants"
        for place, (row, gain) in enumerate(zip(chosen.rows, chosen.gains, strict=True), start=1)
    ]
    best = (
        "c’est le meilleur choix"
        if chosen.proven
        else f"à {french_percent(chosen.gap)} au plus du meilleur choix"
    )
    return "\n".join([*lines, f"En tout : {french_number(chosen.total)} habitants ; {best}"])


def _communes(snapshot: Snapshot, excluded: Sequence[str]) -> tuple[str, ...]:
    """Check ``--exclude``.

    Raises:
        click.BadParameter: a code names no commune of the map.
    """
    for code in excluded:
        if snapshot.communes.row_of(code) is None:
            message = f"{code!r} is no commune of the map; expected an INSEE code as 01053"
            raise click.BadParameter(message, param_hint="--exclude")
    return tuple(excluded)
