"""The tables that summaries and reports are gathered from, indexed once by what they are looked up with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.analysis.opening_hours.at import hours_at
from dashboard.analysis.summaries.results import Citation, TownHall
from dashboard.domain.sources import IMPORTED_LIST


@dataclass(frozen=True, eq=False)
class CatalogueIndex:
    """The tables that summaries and reports are gathered from, each indexed by what it is looked up with.

    Attributes:
        columns: the initiatives by column name then record number, read a hundred times faster than in
            their table.
        rows: the record number of an id.
        claims: what documents write of territories, in their order.
        vintage: that of the geography (« COG 2026 »).
    """

    columns: Mapping[str, tuple[Any, ...]]
    rows: Mapping[str, int]
    places: Mapping[str, pd.DataFrame]
    figures: Mapping[str, pd.DataFrame]
    organisations: Mapping[str, str]
    indicators: Mapping[str, str]
    sources: Mapping[str, Citation]
    claims: tuple[Mapping[str, Any], ...]
    epci: pd.DataFrame
    town_halls: pd.DataFrame
    vintage: str

    @property
    def date(self) -> str:
        """The date of the latest document of the hand-written catalogue, ISO; imports have theirs."""
        return max(
            (source.date for source in self.sources.values() if not source.imported), default=""
        )

    def record(self, row: int) -> dict[str, Any]:
        """Return a record by its number, as a dictionary by column name."""
        return {name: column[row] for name, column in self.columns.items()}


def year_of(cell: Any) -> int | None:  # noqa: ANN401 - a cell of a nullable column
    """Read a year of the initiatives' table; ``None`` where it is missing."""
    return None if cell is pd.NA else int(cell)


def build_catalogue_index(  # noqa: PLR0913 - one table each
    *,
    initiatives: pd.DataFrame,
    places: pd.DataFrame,
    figures: pd.DataFrame,
    organisations: pd.DataFrame,
    indicators: pd.DataFrame,
    sources: pd.DataFrame,
    claims: pd.DataFrame,
    epci: pd.DataFrame,
    town_halls: pd.DataFrame,
    vintage: str,
) -> CatalogueIndex:
    """Index the tables of the catalogue and the geography once."""
    return CatalogueIndex(
        columns={str(name): tuple(initiatives[name]) for name in initiatives},
        rows=_rows_by_id(initiatives),
        places=_by_initiative(places),
        figures=_by_initiative(figures),
        organisations=dict(zip(organisations["id"], organisations["name"], strict=True)),
        indicators=dict(zip(indicators["code"], indicators["label"], strict=True)),
        sources={row["id"]: _citation(row) for row in rows_of(sources)},
        claims=tuple(rows_of(claims)),
        epci=epci.set_index("code"),
        town_halls=town_halls.set_index("commune_code"),
        vintage=vintage,
    )


def _citation(source: Mapping[str, Any]) -> Citation:
    imported = source.get("kind", "") == IMPORTED_LIST
    return Citation(source["title"], source["date"], source.get("licence", ""), imported)


def town_hall(catalogue_index: CatalogueIndex, code: str, *, now: dt.datetime) -> TownHall | None:
    """Read how to reach the town hall of a commune, as of ``now``; ``None`` for any other territory."""
    if code not in catalogue_index.town_halls.index:
        return None
    row = catalogue_index.town_halls.loc[code]
    texts = {
        name: "" if pd.isna(row[name]) else str(row[name])
        for name in ("address", "phone", "email", "website", "opening_hours")
    }
    hours = hours_at(texts.pop("opening_hours"), now)
    return TownHall(**texts, hours=hours, approximate=row["precision"] != "exact")


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Read a table as dictionaries by column name, in order."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _rows_by_id(initiatives: pd.DataFrame) -> dict[str, int]:
    """Map ids to record numbers, including the ids of records since merged into one."""
    rows = {identifier: row for row, identifier in enumerate(initiatives["id"])}
    for row, aliases in enumerate(initiatives.get("aliases", ())):
        for alias in aliases:
            rows.setdefault(alias, row)
    return rows


def _by_initiative(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {
        str(identifier): rows for identifier, rows in table.groupby("initiative_id", sort=False)
    }
