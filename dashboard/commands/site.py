"""Where a new service would reach most people, for scripts: ``site --count 5 --json``."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click
import numpy as np

from dashboard.analysis.coverage.ground import CoverageGround
from dashboard.analysis.coverage.survey import survey
from dashboard.analysis.siting.exact import place_exactly
from dashboard.analysis.siting.greedy import place_greedily
from dashboard.analysis.siting.problem import siting_problem
from dashboard.analysis.siting.results import Placement
from dashboard.commands.asking import (
    asked_radius,
    asked_years,
    known_sources,
    stored_ground,
    with_filters,
)
from dashboard.domain.formats import french_number, french_percent
from dashboard.domain.gaps import MOST_SITES, GapSelection
from dashboard.domain.query import FILTERABLE_PUBLICS, known_words
from dashboard.domain.vocabulary import THEME_LABELS
from dashboard.factory import paris_now

USUAL_LIMIT_S = 60.0


@click.command("site")
@click.option(
    "--count", default=5, show_default=True, type=click.IntRange(1, MOST_SITES), help="New places."
)
@click.option("--radius-km", default=10.0, show_default=True, type=float, help="What is near.")
@click.option("--source", "sources", multiple=True, help="Only records of this source.")
@click.option("--exclude", "excluded", multiple=True, help="INSEE code where no place may be put.")
@click.option("--exact", is_flag=True, help="The best choice, or how far from it at the limit.")
@click.option(
    "--time-limit", default=USUAL_LIMIT_S, show_default=True, type=click.FloatRange(min=0.1),
    help="Seconds the exact choice may take.",
)  # fmt: skip
@with_filters
def site_places(  # noqa: PLR0913, PLR0917 - one argument per option
    count: int,
    radius_km: float,
    sources: Sequence[str],
    excluded: Sequence[str],
    themes: Sequence[str],
    publics: Sequence[str],
    year: str,
    time_limit: float,
    *,
    exact: bool,
    as_json: bool,
) -> None:
    """Choose where new places would reach most of the people that nothing reaches today."""
    radius_m, years = asked_radius(radius_km), asked_years(year)
    ground = stored_ground()
    selection = GapSelection(
        themes=known_words(themes, THEME_LABELS),
        publics=known_words(publics, FILTERABLE_PUBLICS),
        sources=known_sources(ground, sources),
        years=years,
    )
    gaps = survey(ground, selection, year=paris_now().year, radius_m=radius_m).covered.gaps
    problem = siting_problem(
        ground.points,
        np.where(gaps, ground.communes.populations, 0),
        _allowed(ground, excluded),
        reach_m=radius_m,
    )
    chosen = (
        place_exactly(problem, count, time_limit_s=time_limit)
        if exact
        else place_greedily(problem, count)
    )
    told = to_json(chosen, ground)
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else to_text(chosen, ground))


def to_json(chosen: Placement, ground: CoverageGround) -> dict[str, object]:
    """Write the places in order with the people each adds, the total and how far the best may be."""
    return {
        "places": [
            {
                "code": ground.communes.codes[row],
                "name": ground.communes.names[row],
                "newly_covered": gain,
            }
            for row, gain in zip(chosen.rows, chosen.gains, strict=True)
        ],
        "total": chosen.total,
        "optimality_gap": round(chosen.gap, 6),
        "optimal": chosen.proven,
    }


def to_text(chosen: Placement, ground: CoverageGround) -> str:
    """Write the choice for people."""
    lines = [
        f"{place}. {ground.communes.labels[row]} : + {french_number(gain)} habitants"
        for place, (row, gain) in enumerate(zip(chosen.rows, chosen.gains, strict=True), start=1)
    ]
    best = (
        "c’est le meilleur choix"
        if chosen.proven
        else f"à {french_percent(chosen.gap)} au plus du meilleur choix"
    )
    return "\n".join([*lines, f"En tout : {french_number(chosen.total)} habitants ; {best}"])


def _allowed(ground: CoverageGround, excluded: Sequence[str]) -> np.typing.NDArray[np.bool_]:
    """Tell the communes where a place may be put.

    Raises:
        click.BadParameter: an excluded code names no commune of the map.
    """
    allowed = np.ones(len(ground.communes), dtype=np.bool_)
    for code in excluded:
        row = ground.communes.row_of(code)
        if row is None:
            message = f"{code!r} is no commune of the map; expected an INSEE code as 01053"
            raise click.BadParameter(message, param_hint="--exclude")
        allowed[row] = False
    return allowed
