"""What the commands that answer questions share: their filters, and the snapshot they ask."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import click

from dashboard.analysis.comparison.context import ComparisonContext
from dashboard.analysis.coverage.context import CoverageContext
from dashboard.analysis.nearby.entries import Library
from dashboard.analysis.region_index import build_region_index
from dashboard.commands.refusals import worded
from dashboard.data.atlas import Atlas, load_atlas
from dashboard.data.stores.open import open_store
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.selections.query import FILTERABLE_PUBLICS, known_words, years_of
from dashboard.domain.vocabulary import THEME_LABELS
from dashboard.server.build_snapshot import (
    build_comparison,
    build_gaps,
    build_library,
    catalogue_shelf,
)
from dashboard.settings import Settings

FARTHEST_KM = 500.0
Command = Callable[..., Any]
_FILTERS = (
    click.option("--theme", "themes", multiple=True, type=click.Choice(list(THEME_LABELS))),
    click.option("--public", "publics", multiple=True, type=click.Choice(FILTERABLE_PUBLICS)),
    click.option(
        "--year", default="", help="Active in 2024, or in 2020-2024; by default: not ended."
    ),
    click.option("--json", "as_json", is_flag=True, help="Write JSON."),
)


def with_filters(command: Command) -> Command:
    """Give a command the options that choose records, and ``--json``."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def stored_library() -> tuple[Atlas, Library]:
    """Load the catalogue and what was imported, and index them.

    Raises:
        click.ClickException: the settings or the data are wrong; the message says what.
    """
    with worded():
        settings = Settings.from_environment()
        kept = open_store(settings).read()
        atlas = load_atlas(settings.geo_folder, settings.initiatives_folder, kept)
    region_index = build_region_index(atlas.geography, atlas.catalogue, atlas.pairs)
    return atlas, build_library(atlas, region_index, catalogue_shelf(atlas))


def stored_ground() -> CoverageContext:
    """Load everything coverage is computed from."""
    return build_gaps(*stored_library())


def stored_comparison() -> ComparisonContext:
    """Load everything territories are compared by."""
    atlas, library = stored_library()
    return build_comparison(atlas, build_gaps(atlas, library))


def asked_years(text: str) -> tuple[int, int] | None:
    """Read ``--year``; none asked for is what has not ended.

    Raises:
        click.BadParameter: it is no year and no range of years.
    """
    years = years_of(text)
    if text and years is None:
        message = f"{text!r}; expected a year as 2024, or 2020-2024"
        raise click.BadParameter(message, param_hint="--year")
    return years


def asked_radius(kilometres: float) -> float:
    """Check ``--radius-km`` and return metres.

    Raises:
        click.BadParameter: it is no distance on the map.
    """
    if not (math.isfinite(kilometres) and 0 < kilometres <= FARTHEST_KM):
        message = f"{kilometres}; expected kilometres above 0, {FARTHEST_KM:g} at most"
        raise click.BadParameter(message, param_hint="--radius-km")
    return 1000 * kilometres


def asked_selection(
    ground: CoverageContext,
    *,
    themes: Sequence[str],
    publics: Sequence[str],
    sources: Sequence[str],
    years: tuple[int, int] | None,
) -> CoverageSelection:
    """Gather what chooses records.

    Raises:
        click.BadParameter: a source is not in use.
    """
    return CoverageSelection(
        themes=known_words(themes, THEME_LABELS),
        publics=known_words(publics, FILTERABLE_PUBLICS),
        sources=known_sources(ground, sources),
        years=years,
    )


def known_sources(ground: CoverageContext, sources: Sequence[str]) -> tuple[str, ...]:
    """Check ``--source``.

    Raises:
        click.BadParameter: one names no source in use; the message lists those there are.
    """
    for source in sources:
        if source not in ground.sources:
            message = f"{source!r} is not in use; there are: {', '.join(ground.sources)}"
            raise click.BadParameter(message, param_hint="--source")
    return tuple(sorted(set(sources)))
