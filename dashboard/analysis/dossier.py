"""Gathering the sheets of a record and of a territory from the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard.analysis.aggregation import (
    presence,
    region_totals,
    territory_values,
    theme_breakdown,
)
from dashboard.analysis.observatory import Observatory
from dashboard.analysis.results import RegionTotals
from dashboard.analysis.sheets import (
    Figure,
    Place,
    RecordLine,
    RecordSheet,
    TerritorySheet,
    TownHall,
)
from dashboard.domain.codes import REGION_CODE, REGION_NAME, is_departement_code
from dashboard.domain.hours import hours_lines
from dashboard.domain.indicator import Indicator, ValueState
from dashboard.domain.selection import Selection
from dashboard.domain.territory import Level, level_of
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS, Precision, Status


@dataclass(frozen=True, eq=False)
class Shelf:
    """The tables the sheets are gathered from, each indexed by what it is looked up with.

    ``initiatives`` keeps its record numbers; ``rows`` gives the record number of an id; ``ids`` and
    ``names`` are read by record number, a hundred times faster than in the table.
    """

    initiatives: pd.DataFrame
    ids: tuple[str, ...]
    names: tuple[str, ...]
    rows: Mapping[str, int]
    places: Mapping[str, pd.DataFrame]
    figures: Mapping[str, pd.DataFrame]
    organisations: Mapping[str, str]
    indicators: Mapping[str, str]
    sources: Mapping[str, tuple[str, str]]
    epci: pd.DataFrame
    town_halls: pd.DataFrame


def build_shelf(  # noqa: PLR0913 - one table each
    *,
    initiatives: pd.DataFrame,
    places: pd.DataFrame,
    figures: pd.DataFrame,
    organisations: pd.DataFrame,
    indicators: pd.DataFrame,
    sources: pd.DataFrame,
    epci: pd.DataFrame,
    town_halls: pd.DataFrame,
) -> Shelf:
    """Index the tables of the catalogue and the geography once."""
    return Shelf(
        initiatives=initiatives,
        ids=tuple(initiatives["id"]),
        names=tuple(initiatives["name"]),
        rows={identifier: row for row, identifier in enumerate(initiatives["id"])},
        places=_by_initiative(places),
        figures=_by_initiative(figures),
        organisations=dict(zip(organisations["id"], organisations["name"], strict=True)),
        indicators=dict(zip(indicators["code"], indicators["label"], strict=True)),
        sources={row["id"]: (row["title"], row["date"]) for row in _rows(sources)},
        epci=epci.set_index("code"),
        town_halls=town_halls.set_index("commune_code"),
    )


def record_sheet(shelf: Shelf, observatory: Observatory, identifier: str) -> RecordSheet | None:
    """Gather everything known of one record; ``None`` where no record has this id."""
    row = shelf.rows.get(identifier)
    if row is None:
        return None
    record = shelf.initiatives.iloc[row]
    return RecordSheet(
        id=identifier,
        name=record["name"],
        summary=record["summary"],
        themes=tuple(THEME_LABELS[code] for code in record["themes"]),
        publics=tuple(PUBLIC_LABELS[code] for code in record["publics"]),
        start_year=_year(record["start_year"]),
        end_year=_year(record["end_year"]),
        status=Status(record["status"]).label,
        precision=Precision(record["precision"]).label,
        operators=tuple(shelf.organisations[code] for code in record["operators"]),
        partners=tuple(shelf.organisations[code] for code in record["partners"]),
        places=_places(shelf, observatory, identifier),
        served=tuple(territory_name(observatory, code) for code in record["served_codes"]),
        figures=_figures(shelf, identifier),
        sources=tuple(shelf.sources[code] for code in record["source_ids"]),
        updated_on=record["updated_on"],
        verified_on=record["verified_on"],
    )


def territory_sheet(
    shelf: Shelf, observatory: Observatory, selection: Selection, code: str
) -> TerritorySheet | None:
    """Gather a territory's values and initiatives; ``None`` where the map does not hold it.

    Args:
        shelf: the tables.
        observatory: the precomputed arrays.
        selection: the filters; the level shown is that of ``code``.
        code: a commune, EPCI or département code.
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
        located=_lines(shelf, found.located),
        serving=_lines(shelf, found.serving),
        wide=_lines(shelf, found.wide),
        town_hall=_town_hall(shelf, code) if level is Level.COMMUNE else None,
    )


def region_sheet(
    shelf: Shelf, totals: RegionTotals, kept: Sequence[int], breakdown: tuple[tuple[str, int], ...]
) -> TerritorySheet:
    """Gather the region's own sheet: every record kept by the filters."""
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
        breakdown=breakdown,
        located=_lines(shelf, kept),
        serving=(),
        wide=(),
        town_hall=None,
    )


def labelled_breakdown(
    observatory: Observatory, selection: Selection, code: str
) -> tuple[tuple[str, int], ...]:
    """Return French theme labels and their number of kept initiatives, most frequent first."""
    counts = theme_breakdown(observatory, selection, code)
    return tuple((THEME_LABELS[theme], number) for theme, number in counts)


def territory_name(observatory: Observatory, code: str) -> str:
    """Return the label of a territory code, the code itself where the map does not hold it."""
    if code == REGION_CODE:
        return f"Région {REGION_NAME}"
    level = level_of(code)
    row = observatory.territories[level].row_of(code) if level else None
    return observatory.territories[level].labels[row] if level and row is not None else code


def _with_level(selection: Selection, level: Level) -> Selection:
    return replace(selection, level=level, indicator=Indicator.RATE)


def _by_initiative(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {
        str(identifier): rows for identifier, rows in table.groupby("initiative_id", sort=False)
    }


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _year(value: Any) -> int | None:  # noqa: ANN401 - a cell of a nullable column
    return None if value is pd.NA else int(value)


def _lines(shelf: Shelf, records: Sequence[int]) -> tuple[RecordLine, ...]:
    return tuple(
        RecordLine(
            id=row["id"],
            name=row["name"],
            themes=tuple(THEME_LABELS[code] for code in row["themes"]),
            status="" if row["status"] == Status.ACTIVE else Status(row["status"]).label,
            approximate=row["precision"] == Precision.APPROXIMATE,
            scope=_scope(row["served_codes"]),
        )
        for row in _rows(shelf.initiatives.iloc[list(records)])
    )


def _scope(served_codes: tuple[str, ...]) -> str:
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


def _places(shelf: Shelf, observatory: Observatory, identifier: str) -> tuple[Place, ...]:
    rows = shelf.places.get(identifier)
    if rows is None:
        return ()
    return tuple(
        Place(
            commune_code=row["commune_code"],
            commune=territory_name(observatory, row["commune_code"]),
            name=row["name"],
            address=row["address"],
            phone=row["phone"],
            email=row["email"],
            website=row["website"],
            opening_hours=row["opening_hours"],
            cost=row["cost"],
            travelling=bool(row["travelling"]),
            located_exactly=not pd.isna(row["latitude"]),
        )
        for row in _rows(rows)
    )


def _figures(shelf: Shelf, identifier: str) -> tuple[Figure, ...]:
    rows = shelf.figures.get(identifier)
    if rows is None:
        return ()
    return tuple(
        Figure(
            label=shelf.indicators[row["indicator"]],
            value=row["value"],
            unit=row["unit"],
            period=row["period"],
            source=shelf.sources[row["source_id"]][0],
            source_date=shelf.sources[row["source_id"]][1],
            quoted_source=row["quoted_source"],
        )
        for row in _rows(rows)
    )


def _town_hall(shelf: Shelf, code: str) -> TownHall | None:
    if code not in shelf.town_halls.index:
        return None
    row = shelf.town_halls.loc[code]
    texts = {
        name: "" if pd.isna(row[name]) else str(row[name])
        for name in ("address", "phone", "email", "website", "opening_hours")
    }
    hours = hours_lines(texts.pop("opening_hours"))
    return TownHall(**texts, hours=hours, approximate=row["precision"] != "exact")
