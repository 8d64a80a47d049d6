"""The two maps of « Comparer »: what each one shows, and the territories it is about."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from dashboard.analysis.aggregation import region_totals
from dashboard.analysis.comparison.compare import accepted
from dashboard.analysis.comparison.ground import ComparisonGround
from dashboard.analysis.records import UNKNOWN_FIRST, keep_records, records_of
from dashboard.analysis.results import IntArray
from dashboard.domain.comparison import ComparisonSelection, Sides
from dashboard.domain.selection import Selection
from dashboard.domain.territory import Level

_DETAIL = {
    Level.COMMUNE: Level.COMMUNE,
    Level.EPCI: Level.COMMUNE,
    Level.DEPARTEMENT: Level.EPCI,
}
"""The level that shows what a territory is made of."""


@dataclass(frozen=True, eq=False)
class Side:
    """One of the two maps: its selection, the territory in focus, and the rows of its members.

    ``selection.territory`` is ``None`` where the whole region is shown. ``undated`` counts the
    initiatives counted there although their first year is unknown.
    """

    selection: Selection
    members: IntArray
    undated: int


def with_sides(ground: ComparisonGround, selection: ComparisonSelection) -> ComparisonSelection:
    """Say what the two maps set side by side: two years of the region where no territory is chosen."""
    _, codes, _ = accepted(ground, selection.territories)
    return selection if codes else replace(selection, sides=Sides.YEARS)


def sides(ground: ComparisonGround, selection: ComparisonSelection) -> tuple[Side, Side]:
    """Tell what the two maps show: the first two territories, or the first one in two years.

    A territory is shown with what it is made of: communes, or EPCI for a département. The region stands
    in for a territory that was not chosen.
    """
    level, codes, _ = accepted(ground, selection.territories)
    shown = selection.at(_DETAIL[level] if codes else level)
    first, second = (*codes, None, None)[:2]
    if selection.sides is Sides.YEARS:
        years = selection.between or ground.years
        left, right = (replace(shown, years=(year, year), territory=first) for year in years)
    else:
        left, right = (replace(shown, territory=code) for code in (first, second))
    return _side(ground, level, left), _side(ground, level, right)


def _side(ground: ComparisonGround, level: Level, selection: Selection) -> Side:
    return Side(selection, _members(ground, level, selection), _undated(ground, level, selection))


def _undated(ground: ComparisonGround, level: Level, selection: Selection) -> int:
    """Count the initiatives in focus whose first year is unknown; those of ``level`` for a territory."""
    if selection.territory is None:
        return region_totals(ground.observatory, selection).unknown_first_year
    records = ground.observatory.records
    row = ground.observatory.territories[level].rows[selection.territory]
    pairs = records.pairs[level, selection.counting]
    here = records_of(pairs, row, keep_records(records, selection))
    return int((records.first[here] == UNKNOWN_FIRST).sum())


def _members(ground: ComparisonGround, level: Level, selection: Selection) -> IntArray:
    territories = ground.observatory.territories
    if selection.territory is None:
        return np.arange(len(territories[selection.level]))
    row = territories[level].rows[selection.territory]
    if level is Level.COMMUNE:
        return np.array([row])
    if level is Level.EPCI:
        return np.flatnonzero(territories[Level.COMMUNE].parents[Level.EPCI] == row)
    return np.flatnonzero(ground.departements[Level.EPCI] == row)
