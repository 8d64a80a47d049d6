"""Who is reached, and who is not, for scripts: ``coverage --level epci --json``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

import click

from dashboard.analysis.coverage.results import Tally
from dashboard.analysis.coverage.survey import survey
from dashboard.analysis.coverage.tallies import tallies
from dashboard.commands.asking import (
    asked_radius,
    asked_selection,
    asked_years,
    stored_ground,
    with_filters,
)
from dashboard.domain.formats import french_number, french_percent
from dashboard.domain.gaps import CoverageState
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
@click.option("--source", "sources", multiple=True, help="Only records of this source.")
@click.option(
    "--wide", is_flag=True, help="Services of a whole département or the region reach its communes."
)
@with_filters
def tell_coverage(  # noqa: PLR0913, PLR0917 - one argument per option
    level: str,
    radius_km: float,
    sources: Sequence[str],
    themes: Sequence[str],
    publics: Sequence[str],
    year: str,
    *,
    wide: bool,
    as_json: bool,
) -> None:
    """Tell the inhabitants served, near a place, far from any, and where nothing is recorded."""
    radius_m, years = asked_radius(radius_km), asked_years(year)
    ground = stored_ground()
    selection = replace(
        asked_selection(ground, themes=themes, publics=publics, sources=sources, years=years),
        wide=wide,
    )
    asked = survey(ground, selection, year=paris_now().year, radius_m=radius_m)
    told = tallies(asked, _LEVELS[LevelName(level)])
    lines = [to_json(one) for one in told]
    click.echo(json.dumps(lines, ensure_ascii=False) if as_json else "\n".join(map(to_text, told)))


def to_json(one: Tally) -> dict[str, object]:
    """Write one territory for scripts: inhabitants in each state, and the records located there."""
    # INSEE writes a département « 01 »; the D tells it apart in addresses only.
    return {
        "code": one.code.removeprefix("D"),
        "name": one.name,
        "population": one.population,
        "records": one.records,
        **{state.name.lower(): one.inhabitants[state] for state in CoverageState},
    }


def to_text(one: Tally) -> str:
    """Write one territory for people."""
    share = one.uncovered_share
    told = "sans habitant" if share is None else f"{french_percent(share)} non couverts"
    return f"{one.code.removeprefix('D')}\t{one.name}\t{french_number(one.population)} hab.\t{told}"
