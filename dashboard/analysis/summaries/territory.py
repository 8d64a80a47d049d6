"""Gathering the sheet of a territory or of the region from the arrays and the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from dashboard.analysis.catalogue_index import Shelf, town_hall
from dashboard.analysis.indicators.aggregation import (
    presence,
    region_totals,
    territory_values,
    theme_breakdown,
)
from dashboard.analysis.kernel.results import RegionTotals
from dashboard.analysis.region_index import Observatory
from dashboard.analysis.summaries.results import (
    NOTHING_LISTED,
    RecordLine,
    RecordList,
    TerritorySheet,
)
from dashboard.domain.codes import REGION_CODE, REGION_NAME, is_departement_code
from dashboard.domain.indicator import Counting, Indicator, ValueState
from dashboard.domain.selections.map import Selection
from dashboard.domain.territory import Level, level_of
from dashboard.domain.vocabulary import THEME_LABELS, Precision, Status, status_text

MOST_LISTED = 60
"""Records listed for a territory; the list says how many there are."""
MOST_LISTED_OF_REGION = 10
"""The same for the region, whose list comes with every change of filter."""


def territory_sheet(
    shelf: Shelf, observatory: Observatory, selection: Selection, code: str, *, now: dt.datetime
) -> TerritorySheet | None:
    """Gather a territory's values and initiatives; ``None`` where the map does not hold it.

    Args:
        shelf: the tables.
        observatory: the precomputed arrays.
        selection: the filters; the level shown is that of ``code``.
        code: a commune, EPCI or département code.
        now: the present time, Europe/Paris, for the hours of this week.
    """
    level = level_of(code)
    row = observatory.territories[level].row_of(code) if level else None
    if level is None or row is None:
        return None
    at_level = _with_level(selection, level)
    values = territory_values(observatory, at_level)
    totals = region_totals(observatory, at_level)
    found = presence(observatory, selection, code)
    territories = observatory.territories[level]
    inside, total, population_total = _extent(shelf, observatory, level, code)
    return TerritorySheet(
        code=code,
        name=territories.names[row],
        level=level,
        parents=_parents(observatory, level, row),
        population=int(territories.populations[row]),
        population_total=population_total,
        communes_inside=inside,
        communes_total=total,
        number=int(values.number[row]),
        rate=float(values.rate[row]),
        share=float(values.share[row]),
        state=ValueState(int(values.state[row])),
        region_rate=totals.rate,
        region_share=totals.share,
        breakdown=labelled_breakdown(observatory, selection, code),
        located=_listed(shelf, found.located),
        serving=_listed(shelf, found.serving),
        wide=_listed(shelf, found.wide),
        somewhere=_listed(shelf, [*found.somewhere, *found.around]),
        town_hall=town_hall(shelf, code, now=now) if level is Level.COMMUNE else None,
    )


def region_sheet(
    shelf: Shelf, observatory: Observatory, selection: Selection, totals: RegionTotals
) -> TerritorySheet:
    """Gather the region's own sheet: every record that counts in ``totals``."""
    found = presence(observatory, selection, REGION_CODE)
    serving = found.serving if selection.counting is Counting.PRESENT else ()
    counted = sorted((*found.located, *serving))
    return TerritorySheet(
        code=REGION_CODE,
        name=REGION_NAME,
        level=None,
        parents=(),
        population=totals.population,
        population_total=totals.population,
        communes_inside=0,
        communes_total=0,
        number=totals.number,
        rate=totals.rate,
        share=totals.share,
        state=ValueState.VALUE if totals.number else ValueState.ZERO,
        region_rate=totals.rate,
        region_share=totals.share,
        breakdown=labelled_breakdown(observatory, selection, REGION_CODE),
        located=_listed(shelf, counted, most=MOST_LISTED_OF_REGION),
        serving=NOTHING_LISTED,
        wide=NOTHING_LISTED,
        somewhere=NOTHING_LISTED,
        town_hall=None,
    )


def labelled_breakdown(
    observatory: Observatory, selection: Selection, code: str
) -> tuple[tuple[str, int], ...]:
    """Return French theme labels and their number of kept initiatives, most frequent first."""
    counts = theme_breakdown(observatory, selection, code)
    return tuple((THEME_LABELS[theme], number) for theme, number in counts)


def _with_level(selection: Selection, level: Level) -> Selection:
    return replace(selection, level=level, indicator=Indicator.RATE)


def _listed(shelf: Shelf, records: Sequence[int], *, most: int = MOST_LISTED) -> RecordList:
    lines = tuple(
        RecordLine(
            id=row["id"],
            name=row["name"],
            themes=tuple(THEME_LABELS[code] for code in row["themes"]),
            status=""
            if row["status"] == Status.ACTIVE
            else status_text(row["status"], row["delisted_on"]),
            approximate=row["precision"] == Precision.APPROXIMATE,
            dated=row["updated_on"],
            scope=scope_text(row["served_codes"]),
        )
        for row in map(shelf.record, records[:most])
    )
    return RecordList(lines, len(records))


def scope_text(served_codes: tuple[str, ...]) -> str:
    """Say that a record serves the region or a département as a whole; empty for any other."""
    if REGION_CODE in served_codes:
        return "dispositif régional"
    if any(is_departement_code(code) for code in served_codes):
        return "dispositif départemental"
    return ""


def _parents(observatory: Observatory, level: Level, row: int) -> tuple[str, ...]:
    territories = observatory.territories[level]
    names = []
    for parent_level in (Level.EPCI, Level.DEPARTEMENT):
        parents = territories.parents.get(parent_level)
        if parents is not None and parents[row] >= 0:
            names.append(observatory.territories[parent_level].names[int(parents[row])])
    return tuple(names)


def _extent(
    shelf: Shelf, observatory: Observatory, level: Level, code: str
) -> tuple[int, int, int]:
    """Return communes inside, communes in all, and inhabitants in all."""
    row = observatory.territories[level].rows[code]
    population = int(observatory.territories[level].populations[row])
    if level is Level.EPCI:
        epci = shelf.epci.loc[[code]].iloc[0]
        return (
            int(epci["communes_inside"]),
            int(epci["communes_total"]),
            int(epci["population_total"]),
        )
    if level is Level.COMMUNE:
        return 1, 1, population
    members = int((observatory.territories[Level.COMMUNE].parents[level] == row).sum())
    return members, members, population
