"""The two maps of « Comparer »: what each one shows, and the territories it is about."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from dashboard.analysis.comparison.compare import accepted
from dashboard.analysis.kernel.records import keep_records, records_of, undated
from dashboard.analysis.kernel.results import IntArray
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.selections.comparison import ComparisonSelection, PairKind
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level

_DETAIL = {
    Level.COMMUNE: Level.COMMUNE,
    Level.EPCI: Level.COMMUNE,
    Level.DEPARTEMENT: Level.EPCI,
}
"""The level that shows what a territory is made of."""


@dataclass(frozen=True, eq=False)
class PairedMap:
    """One of the two maps: its selection, the territory in focus, and the rows of its members.

    Attributes:
        name: of the territory in focus; of the region where ``selection.territory`` is ``None``.
        undated: the initiatives counted there although their first year is unknown.
    """

    name: str
    selection: MapSelection
    members: IntArray
    undated: int


def with_sides(snapshot: Snapshot, selection: ComparisonSelection) -> ComparisonSelection:
    """Return what the two maps set side by side: two years of the region where no territory is chosen."""
    _, codes, _ = accepted(snapshot, selection.territories)
    return selection if codes else replace(selection, sides=PairKind.YEARS)


def shown_on_sides(
    snapshot: Snapshot, selection: ComparisonSelection
) -> tuple[str | None, str | None]:
    """Return the codes in focus on the two maps: those chosen, else the first two; ``None``: the region."""
    _, codes, _ = accepted(snapshot, selection.territories)
    region = snapshot.region_index.region.code

    def shown(chosen: str | None, usual: str | None) -> str | None:
        if chosen == region:
            return None
        return chosen if chosen in codes else usual

    first, second = (*codes, None, None)[:2]
    return shown(selection.left, first), shown(selection.right, second)


def sides(snapshot: Snapshot, selection: ComparisonSelection) -> tuple[PairedMap, PairedMap]:
    """Return what the two maps show: two territories, or that of the first map in two years.

    A territory is shown with what it is made of: communes, or EPCI for a département. The region is
    in for a territory that was not chosen.
    """
    level, codes, _ = accepted(snapshot, selection.territories)
    map_selection = selection.at(_DETAIL[level] if codes else level)
    first, second = shown_on_sides(snapshot, selection)
    if selection.sides is PairKind.YEARS:
        years = selection.between or snapshot.years
        left, right = (
            replace(map_selection.filtered(years=(year, year)), territory=first) for year in years
        )
    else:
        left, right = (replace(map_selection, territory=code) for code in (first, second))
    return _side(snapshot, level, left), _side(snapshot, level, right)


def _side(snapshot: Snapshot, level: Level, selection: MapSelection) -> PairedMap:
    region_index = snapshot.region_index
    return PairedMap(
        name=region_index.name_of(selection.territory or region_index.region.code),
        selection=selection,
        members=_members(snapshot, level, selection),
        undated=_undated(snapshot, level, selection),
    )


def _undated(snapshot: Snapshot, level: Level, selection: MapSelection) -> int:
    """Count the initiatives in focus whose first year is unknown; those of ``level`` for a territory."""
    records = snapshot.region_index.records
    kept = keep_records(records, selection.filters)
    if selection.territory is None:
        return undated(records, kept & records.attached[selection.filters.counting])
    row = snapshot.region_index.territories[level].rows[selection.territory]
    return undated(records, records_of(records.pairs[level, selection.filters.counting], row, kept))


def _members(snapshot: Snapshot, level: Level, selection: MapSelection) -> IntArray:
    territories = snapshot.region_index.territories
    if selection.territory is None:
        return np.arange(len(territories[selection.level]))
    row = territories[level].rows[selection.territory]
    if level is Level.COMMUNE:
        return np.array([row])
    if level is Level.EPCI:
        return np.flatnonzero(territories[Level.COMMUNE].parents[Level.EPCI] == row)
    return np.flatnonzero(snapshot.departements[Level.EPCI] == row)
