"""Gathering the summary of a territory or of the region from the arrays and the tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dashboard.analysis.catalogue_index import CatalogueIndex, town_hall
from dashboard.analysis.indicators.aggregation import (
    presence,
    region_totals,
    territory_values,
    theme_breakdown,
)
from dashboard.analysis.indicators.ordering import table_row
from dashboard.analysis.kernel.results import RegionTotals
from dashboard.analysis.region_index import RegionIndex
from dashboard.analysis.summaries.record_list import record_list
from dashboard.analysis.summaries.results import NOTHING_LISTED, TerritorySummary
from dashboard.domain.counting import Counting
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level, level_of
from dashboard.domain.vocabulary import THEME_LABELS

MOST_LISTED_OF_REGION = 10
"""The same for the region, whose list comes with every change of filter."""


def territory_summary(
    catalogue_index: CatalogueIndex,
    region_index: RegionIndex,
    selection: MapSelection,
    code: str,
    *,
    now: dt.datetime,
) -> TerritorySummary | None:
    """Gather a territory's values and initiatives; ``None`` where the map does not hold it.

    Args:
        catalogue_index: the tables.
        region_index: the precomputed arrays.
        selection: the filters; the level shown is that of ``code``.
        code: a commune, EPCI or département code.
        now: the present time, Europe/Paris, for the hours of this week.
    """
    level = level_of(code)
    row = region_index.territories[level].row_of(code) if level else None
    if level is None or row is None:
        return None
    at_level = replace(selection, level=level)
    totals = region_totals(region_index, at_level)
    present = presence(region_index, selection.filters, code)
    territories = region_index.territories[level]
    line = table_row(territories, territory_values(region_index, at_level), row)
    inside, total, population_total = _extent(catalogue_index, region_index, level, code)
    return TerritorySummary(
        code=code,
        name=territories.names[row],
        level=level,
        parents=_parents(region_index, level, row),
        population=int(territories.populations[row]),
        population_total=population_total,
        communes_inside=inside,
        communes_total=total,
        values=line.values,
        region_values=totals.values,
        cautious=line.cautious,
        breakdown=labelled_breakdown(region_index, selection, code),
        located=record_list(catalogue_index, region_index, present.located),
        serving=record_list(catalogue_index, region_index, present.serving),
        wide=record_list(catalogue_index, region_index, present.wide),
        somewhere=record_list(catalogue_index, region_index, [*present.somewhere, *present.around]),
        town_hall=town_hall(catalogue_index, code, now=now) if level is Level.COMMUNE else None,
    )


def region_summary(
    catalogue_index: CatalogueIndex,
    region_index: RegionIndex,
    selection: MapSelection,
    totals: RegionTotals,
) -> TerritorySummary:
    """Gather the region's own summary: every record that counts in ``totals``."""
    present = presence(region_index, selection.filters, region_index.region.code)
    serving = present.serving if selection.filters.counting is Counting.PRESENT else ()
    counted = sorted((*present.located, *serving))
    return TerritorySummary(
        code=region_index.region.code,
        name=region_index.region.name,
        level=None,
        parents=(),
        population=totals.population,
        population_total=totals.population,
        communes_inside=0,
        communes_total=0,
        values=totals.values,
        region_values=totals.values,
        cautious=False,
        breakdown=labelled_breakdown(region_index, selection, region_index.region.code),
        located=record_list(catalogue_index, region_index, counted, most=MOST_LISTED_OF_REGION),
        serving=NOTHING_LISTED,
        wide=NOTHING_LISTED,
        somewhere=NOTHING_LISTED,
        town_hall=None,
    )


def labelled_breakdown(
    region_index: RegionIndex, selection: MapSelection, code: str
) -> tuple[tuple[str, int], ...]:
    """Return French theme labels and their number of kept initiatives, most frequent first."""
    counts = theme_breakdown(region_index, selection.filters, code)
    return tuple((THEME_LABELS[theme], number) for theme, number in counts)


def _parents(region_index: RegionIndex, level: Level, row: int) -> tuple[str, ...]:
    territories = region_index.territories[level]
    names = []
    for parent_level in (Level.EPCI, Level.DEPARTEMENT):
        parents = territories.parents.get(parent_level)
        if parents is not None and parents[row] >= 0:
            names.append(region_index.territories[parent_level].names[int(parents[row])])
    return tuple(names)


def _extent(
    catalogue_index: CatalogueIndex, region_index: RegionIndex, level: Level, code: str
) -> tuple[int, int, int]:
    """Return communes inside, communes in all, and inhabitants in all."""
    row = region_index.territories[level].rows[code]
    population = int(region_index.territories[level].populations[row])
    if level is Level.EPCI:
        epci = catalogue_index.epci.loc[[code]].iloc[0]
        return (
            int(epci["communes_inside"]),
            int(epci["communes_total"]),
            int(epci["population_total"]),
        )
    if level is Level.COMMUNE:
        return 1, 1, population
    members = int((region_index.territories[Level.COMMUNE].parents[level] == row).sum())
    return members, members, population
