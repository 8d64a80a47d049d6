"""Gathering the detail of a record from the tables."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from dashboard.analysis.catalogue_index import CatalogueIndex, rows_of, town_hall, year_of
from dashboard.analysis.opening_hours.at import hours_at
from dashboard.analysis.region_index import RegionIndex
from dashboard.analysis.summaries.results import (
    Figure,
    OtherHours,
    RecordDetail,
    RecordPlace,
    TownHall,
)
from dashboard.domain.codes import is_departement_code
from dashboard.domain.formats import the_departement
from dashboard.domain.names import written_name
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS, Precision, status_text


def record_detail(
    catalogue_index: CatalogueIndex,
    region_index: RegionIndex,
    identifier: str,
    *,
    now: dt.datetime,
    near: str | None = None,
) -> RecordDetail | None:
    """Gather everything known of one record; ``None`` where no record has this id.

    Args:
        catalogue_index: the tables.
        region_index: the names of territories.
        identifier: the record's id.
        now: the present time, Europe/Paris, for the hours of this week.
        near: the territory the reader has chosen; where it is a commune, its town hall is the first
            contact, else that of the record's first place.
    """
    row = catalogue_index.rows.get(identifier)
    if row is None:
        return None
    record = catalogue_index.record(row)
    identifier = record["id"]
    return RecordDetail(
        id=identifier,
        name=written_name(record["name"]),
        summary=record["summary"],
        themes=tuple(THEME_LABELS[code] for code in record["themes"]),
        publics=tuple(PUBLIC_LABELS[code] for code in record["publics"]),
        start_year=year_of(record["start_year"]),
        end_year=year_of(record["end_year"]),
        status=status_text(record["status"], record["delisted_on"]),
        precision=Precision(record["precision"]).label,
        operators=tuple(catalogue_index.organisations[code] for code in record["operators"]),
        partners=tuple(catalogue_index.organisations[code] for code in record["partners"]),
        places=_places(catalogue_index, region_index, identifier, now),
        served=tuple(region_index.name_of(code) for code in record["served_codes"]),
        figures=_figures(catalogue_index, identifier),
        sources=tuple(catalogue_index.sources[code] for code in record["source_ids"]),
        somewhere=tuple(_somewhere(region_index, code) for code in record["somewhere_codes"]),
        updated_on=record["updated_on"],
        verified_on=record["verified_on"],
        # Nothing links a town hall to what is merely somewhere in its département.
        first_contact=None
        if record["somewhere_codes"]
        else _first_contact(catalogue_index, region_index, [near, *record["commune_codes"]], now),
    )


def _places(
    catalogue_index: CatalogueIndex, region_index: RegionIndex, identifier: str, now: dt.datetime
) -> tuple[RecordPlace, ...]:
    rows = catalogue_index.places.get(identifier)
    if rows is None:
        return ()
    return tuple(
        RecordPlace(
            commune_code=row["commune_code"],
            commune=region_index.name_of(row["commune_code"]),
            name=row["name"],
            address=row["address"],
            phone=row["phone"],
            email=row["email"],
            website=row["website"],
            hours=hours_at(row["opening_hours"], now),
            cost=row["cost"],
            travelling=bool(row["travelling"]),
            head_office=bool(row["head_office"]),
            other_hours=tuple(
                OtherHours(hours_at(other.hours, now), other.source, other.date)
                for other in row["other_hours"]
            ),
            somewhere=_somewhere(region_index, row["somewhere_code"])
            if row["somewhere_code"]
            else "",
            longitude=_degrees(row["longitude"]),
            latitude=_degrees(row["latitude"]),
        )
        for row in rows_of(rows)
    )


def _somewhere(region_index: RegionIndex, code: str) -> str:
    """Name a département, with its article, or an EPCI."""
    name = region_index.name_of(code)
    return the_departement(name) if is_departement_code(code) else name


def _figures(catalogue_index: CatalogueIndex, identifier: str) -> tuple[Figure, ...]:
    rows = catalogue_index.figures.get(identifier)
    if rows is None:
        return ()
    return tuple(
        Figure(
            label=catalogue_index.indicators[row["indicator"]],
            value=row["value"],
            unit=row["unit"],
            period=row["period"],
            source=catalogue_index.sources[row["source_id"]].title,
            source_date=catalogue_index.sources[row["source_id"]].date,
            quoted_source=row["quoted_source"],
        )
        for row in rows_of(rows)
    )


def _degrees(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _first_contact(
    catalogue_index: CatalogueIndex,
    region_index: RegionIndex,
    codes: list[str | None],
    now: dt.datetime,
) -> tuple[str, TownHall] | None:
    for code in codes:
        hall = town_hall(catalogue_index, code, now=now) if code else None
        if code and hall:
            return region_index.name_of(code), hall
    return None
