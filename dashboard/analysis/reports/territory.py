"""Gathering the report of a territory: one place for the page and for the document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from dashboard.analysis.catalogue_index import CatalogueIndex, rows_of, town_hall, year_of
from dashboard.analysis.comparison.indicators import level_indicators
from dashboard.analysis.comparison.presence import known_figures, present
from dashboard.analysis.comparison.ranks import ranks
from dashboard.analysis.comparison.results import KnownFigure, LevelIndicators
from dashboard.analysis.coverage.answer import coverage_answer
from dashboard.analysis.coverage.assessment import assess_coverage
from dashboard.analysis.indicators.aggregation import presence, rates
from dashboard.analysis.indicators.ordering import known
from dashboard.analysis.kernel.records import UNKNOWN_FIRST, known_year, undated
from dashboard.analysis.kernel.results import Presence
from dashboard.analysis.kernel.territories import departement_rows
from dashboard.analysis.lineage.figure import coverage_filters
from dashboard.analysis.lineage.rows import TerritoryPlace, citations, place_of
from dashboard.analysis.region_index import RegionIndex
from dashboard.analysis.reports.claims import claims_beside
from dashboard.analysis.reports.map import report_map
from dashboard.analysis.reports.results import (
    HallContact,
    Parent,
    ReportRecord,
    ReportRecords,
    TerritoryReport,
    ThemeLine,
)
from dashboard.analysis.snapshot import Snapshot
from dashboard.analysis.summaries.record_list import scope_text
from dashboard.domain.counting import Counting
from dashboard.domain.indicators import COMPARED
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import THEME_LABELS, Precision, Status, status_text

MOST_RECORDS, MOST_FIGURES, MOST_HALLS = 100, 60, 20
"""Initiatives of one list, figures, and town halls of a département; the report says how many there are."""


def territory_report(
    snapshot: Snapshot, selection: MapSelection, code: str, *, now: dt.datetime
) -> TerritoryReport | None:
    """Gather everything a report shows; ``None`` where the map holds no such commune, EPCI or département.

    Args:
        snapshot: the records, territories and tables.
        selection: the filters; the level is that of ``code``.
        code: the territory.
        now: the present time, Europe/Paris: coverage counts what has not ended.
    """
    region_index, catalogue_index = snapshot.region_index, snapshot.catalogue_index
    place = place_of(region_index, code)
    if place is None or place.level is None:
        return None
    level, row = place.level, place.row
    at_level = replace(selection, level=level)
    indicators = level_indicators(snapshot, at_level)
    present = _counted(presence(region_index, at_level.filters, code), at_level)
    listed = [*present.located, *present.serving, *present.somewhere]
    communes_total, population_total = _totals(catalogue_index, place)
    figures = _figures(snapshot, at_level, row)
    assessment = assess_coverage(snapshot, coverage_filters(at_level), year=now.year)
    halls = _halls(catalogue_index, region_index, place)
    return TerritoryReport(
        code=code,
        name=region_index.territories[level].names[row],
        level=level,
        kind=snapshot.kinds[level][row],
        parents=_parents(region_index, place),
        selection=selection,
        population=place.population,
        population_total=population_total,
        communes_inside=len(place.communes),
        communes_total=communes_total,
        ranks={
            indicator: ranks(snapshot, indicators, indicator, [row])[0] for indicator in COMPARED
        },
        stratum=snapshot.strata[level].labels[snapshot.strata[level].stratum[row]],
        stratum_size=int(snapshot.strata[level].members(row).sum()),
        map=report_map(region_index, at_level, place),
        located=_records(catalogue_index, region_index, present.located),
        serving=_records(catalogue_index, region_index, present.serving),
        wide=_records(catalogue_index, region_index, present.wide),
        somewhere=_records(catalogue_index, region_index, present.somewhere),
        around=_records(catalogue_index, region_index, present.around),
        themes=_themes(region_index, indicators, row),
        coverage=coverage_answer(assessment, code),
        figures=figures[:MOST_FIGURES],
        figures_total=len(figures),
        claims=claims_beside(catalogue_index, region_index, (code,)),
        town_hall=town_hall(catalogue_index, code, now=now) if level is Level.COMMUNE else None,
        halls=halls if level is Level.EPCI else halls[:MOST_HALLS],
        halls_left=0 if level is Level.EPCI else max(len(halls) - MOST_HALLS, 0),
        sources=citations(catalogue_index, [*listed, *present.wide]),
        catalogue_date=catalogue_index.date,
        vintage=catalogue_index.vintage,
        unknown_first_year=undated(region_index.records, listed) if listed else 0,
    )


def _counted(present: Presence, selection: MapSelection) -> Presence:
    """Leave out those that only serve the territory where they do not count."""
    if selection.filters.counting is Counting.LOCATED:
        return replace(present, serving=())
    return present


def _totals(catalogue_index: CatalogueIndex, place: TerritoryPlace) -> tuple[int, int]:
    """Return all the communes of a territory and all their inhabitants, beyond the region too."""
    if place.level is not Level.EPCI:
        return len(place.communes), place.population
    epci = catalogue_index.epci.loc[[place.code]].iloc[0]
    return int(epci["communes_total"]), int(epci["population_total"])


def _parents(region_index: RegionIndex, place: TerritoryPlace) -> tuple[Parent, ...]:
    """List the EPCI of a commune, then the départements a commune or an EPCI lies in."""
    if place.level is None or place.level is Level.DEPARTEMENT:
        return ()
    territories = region_index.territories
    parents = [
        (Level.DEPARTEMENT, int(row))
        for row in departement_rows(territories, place.level, place.row)
    ]
    if place.level is Level.COMMUNE:
        epci = int(territories[Level.COMMUNE].parents[Level.EPCI][place.row])
        parents = [(Level.EPCI, epci), *parents]
    return tuple(
        Parent(territories[level].codes[row], territories[level].names[row], level)
        for level, row in parents
        if row >= 0
    )


def _records(
    catalogue_index: CatalogueIndex, region_index: RegionIndex, rows: Sequence[int]
) -> ReportRecords:
    records = region_index.records
    lines = tuple(
        ReportRecord(
            id=record["id"],
            name=record["name"],
            themes=tuple(THEME_LABELS[code] for code in record["themes"]),
            first_year=known_year(int(records.first[row]), unknown=UNKNOWN_FIRST),
            last_year=year_of(record["end_year"]),
            status=""
            if record["status"] == Status.ACTIVE
            else status_text(record["status"], record["delisted_on"]),
            operators=tuple(
                catalogue_index.organisations.get(operator, operator)
                for operator in record["operators"]
            ),
            dated=record["updated_on"],
            scope=scope_text(record["served_codes"], region_index.region.code),
            approximate=record["precision"] == Precision.APPROXIMATE,
        )
        for row, record in ((row, catalogue_index.record(row)) for row in rows[:MOST_RECORDS])
    )
    return ReportRecords(lines, len(rows))


def _themes(
    region_index: RegionIndex, indicators: LevelIndicators, row: int
) -> tuple[ThemeLine, ...]:
    """Count the initiatives of each theme, the most frequent first; themes without any are kept."""
    people = region_index.territories[indicators.level].populations[[row]]
    numbers = indicators.themes[:, row]
    per_theme = rates(numbers, people)
    lines = [
        ThemeLine(code, label, int(number), known(float(rate)))
        for (code, label), number, rate in zip(
            THEME_LABELS.items(), numbers.tolist(), per_theme.tolist(), strict=True
        )
    ]
    return tuple(sorted(lines, key=lambda line: -line.number))


def _figures(snapshot: Snapshot, selection: MapSelection, row: int) -> tuple[KnownFigure, ...]:
    return known_figures(snapshot, present(snapshot, selection, [row]), 0)


def _halls(
    catalogue_index: CatalogueIndex, region_index: RegionIndex, place: TerritoryPlace
) -> tuple[HallContact, ...]:
    """List the town halls of a larger territory, those of the largest communes first."""
    if place.level is Level.COMMUNE:
        return ()
    communes = region_index.territories[Level.COMMUNE]
    order = np.lexsort(
        (communes.alphabetical_rank[place.communes], -communes.populations[place.communes])
    )
    rows = place.communes[order]
    codes = [
        communes.codes[row]
        for row in rows
        if communes.codes[row] in catalogue_index.town_halls.index
    ]
    table = catalogue_index.town_halls.loc[codes, ["phone", "email"]].reset_index()
    return tuple(
        HallContact(
            code=hall["commune_code"],
            commune=communes.labels[communes.rows[hall["commune_code"]]],
            phone=_text(hall["phone"]),
            email=_text(hall["email"]),
        )
        for hall in rows_of(table)
    )


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]
