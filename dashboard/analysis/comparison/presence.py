"""Which records are present in the territories compared, and their years, partners and figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.analysis.catalogue_index import rows_of
from dashboard.analysis.comparison.results import FirstYears, KnownFigure, Partner
from dashboard.analysis.kernel.records import (
    REGION_ROW,
    UNKNOWN_FIRST,
    Int32Array,
    date_span,
    keep_ever,
    keep_records,
    records_of,
    spread,
)
from dashboard.analysis.kernel.results import BoolArray, DateSpan
from dashboard.analysis.kernel.territories import departement_rows
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.counting import Counting
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level

MOST_PARTNERS = 5


@dataclass(frozen=True, eq=False)
class Present:
    """The kept records of some territories of a level, of all years too.

    Attributes:
        records: record numbers of the years chosen, one array per territory, in the order of ``rows``.
        ever: the same of any year.
        kept: a mask of the records of the years chosen in the whole region, shape ``(records,)``.
    """

    level: Level
    counting: Counting
    rows: list[int]
    records: tuple[Int32Array, ...]
    ever: tuple[Int32Array, ...]
    kept: BoolArray


def present(snapshot: Snapshot, selection: MapSelection, rows: list[int]) -> Present:
    """List the records present in some territories of the level of ``selection``."""
    records, level, counting = (
        snapshot.region_index.records,
        selection.level,
        selection.filters.counting,
    )
    kept = keep_records(records, selection.filters)
    ever = keep_ever(records, selection.filters)
    ever_records = tuple(records_of(records.pairs[level, counting], row, ever) for row in rows)
    return Present(
        level=level,
        counting=counting,
        rows=rows,
        records=tuple(numbers[kept[numbers]] for numbers in ever_records),
        ever=ever_records,
        kept=kept,
    )


def wide_number(snapshot: Snapshot, presence: Present, place: int) -> int:
    """Count the kept initiatives for a whole département or the region that are not counted there."""
    records, territories = snapshot.region_index.records, snapshot.region_index.territories
    around = np.append(
        departement_rows(territories, presence.level, presence.rows[place]), REGION_ROW
    )
    reaching = np.zeros(len(records), dtype=np.bool_)
    reaching[records.wide_record[np.isin(records.wide_row, around)]] = True
    reaching &= presence.kept
    reaching[presence.records[place]] = False
    return int(reaching.sum())


def source_dates(snapshot: Snapshot, presence: Present, place: int) -> DateSpan:
    """Return the years of the sources of the records of one territory."""
    records = snapshot.region_index.records
    here = np.zeros(len(records), dtype=np.bool_)
    here[presence.records[place]] = True
    return date_span(records, here)


def first_years(snapshot: Snapshot, presence: Present, place: int) -> FirstYears:
    """Count the records of one territory, of any year, by their first year."""
    earliest, latest = snapshot.region_index.years
    first = snapshot.region_index.records.first[presence.ever[place]]
    known = first[first != UNKNOWN_FIRST].astype(np.int64)
    new = np.bincount(known - earliest, minlength=latest + 1 - earliest)
    return FirstYears(
        new=tuple(new.tolist()),
        begun=tuple(np.cumsum(new).tolist()),
        unknown=int((first == UNKNOWN_FIRST).sum()),
    )


def partners(snapshot: Snapshot, presence: Present, place: int) -> tuple[Partner, ...]:
    """List the EPCI with which a territory shares most initiatives, its own left out."""
    epci = snapshot.region_index.territories[Level.EPCI]
    pairs = snapshot.region_index.records.pairs[Level.EPCI, presence.counting]
    _, epci_rows = spread(pairs, presence.records[place])
    numbers = np.bincount(epci_rows, minlength=len(epci))
    numbers[_own_epci(snapshot, presence.level, presence.rows[place])] = 0
    order = np.lexsort((epci.alphabetical_rank, -numbers))[:MOST_PARTNERS]
    return tuple(
        Partner(epci.codes[row], epci.labels[row], int(numbers[row]))
        for row in order.tolist()
        if numbers[row]
    )


def known_figures(snapshot: Snapshot, presence: Present, place: int) -> tuple[KnownFigure, ...]:
    """List the figures that documents give about the records of one territory, in their order."""
    catalogue_index = snapshot.catalogue_index
    with_figures = np.intersect1d(presence.records[place], snapshot.records_with_figures)
    figures: list[KnownFigure] = []
    for row in with_figures.tolist():
        identifier, name = catalogue_index.columns["id"][row], catalogue_index.columns["name"][row]
        for figure in rows_of(catalogue_index.figures[identifier]):
            source = catalogue_index.sources[figure["source_id"]]
            figures.append(
                KnownFigure(
                    record_id=identifier,
                    record=name,
                    label=catalogue_index.indicators[figure["indicator"]],
                    value=float(figure["value"]),
                    unit=figure["unit"],
                    period=figure["period"],
                    source=source.title,
                    source_date=source.date,
                )
            )
    return tuple(figures)


def _own_epci(snapshot: Snapshot, level: Level, row: int) -> np.typing.NDArray[np.int64]:
    """Return the EPCI a territory is, lies in or holds communes of."""
    if level is Level.EPCI:
        return np.array([row])
    parents = snapshot.region_index.territories[Level.COMMUNE].parents
    if level is Level.COMMUNE:
        own = parents[Level.EPCI][[row]]
    else:
        own = np.unique(parents[Level.EPCI][parents[Level.DEPARTEMENT] == row])
    return own[own >= 0]
