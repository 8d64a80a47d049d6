"""How many people live in each state, for the region and for every territory of a level."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from math import isfinite

import numpy as np

from dashboard.analysis.coverage.assessment import CoverageAssessment, weighed_need
from dashboard.analysis.coverage.needs import people_concerned
from dashboard.analysis.coverage.results import CommuneCoverage, CoverageTotals
from dashboard.analysis.indicators.aggregation import ratios
from dashboard.analysis.kernel.partial_sums import partial_sums
from dashboard.analysis.kernel.records import Kept, count_by_territory
from dashboard.analysis.kernel.results import BoolArray, FloatArray, IntArray
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.counting import Counting
from dashboard.domain.coverage import CoverageState
from dashboard.domain.partial import PartialSum
from dashboard.domain.territory import Level

_STATES = len(CoverageState)


def coverage_totals(
    assessment: CoverageAssessment, level: Level, rows: IntArray | None = None
) -> tuple[CoverageTotals, ...]:
    """Tally territories of a level; inhabitants are those inside the region.

    Args:
        assessment: what the reader asked for, surveyed.
        level: that of the territories.
        rows: which ones, in the order of the answer; all of them by default.
    """
    snapshot, reach, covered = assessment.snapshot, assessment.reached, assessment.covered
    territories = snapshot.region_index.territories[level]
    size = len(territories)
    told = np.arange(size) if rows is None else rows
    places = told.tolist()
    inhabitants = inhabitants_by_state(snapshot, covered, level)
    parent, inside = _parents(snapshot, level)
    populations = np.where(covered.border, snapshot.communes.populations, 0)
    border = np.bincount(parent[inside], populations[inside], minlength=size).astype(np.int64)
    communes = np.bincount(parent[inside], minlength=size)
    gaps = gaps_by_territory(assessment, level)
    concerned = _concerned(assessment, parent, size, places)
    nearest = np.full(size, np.inf)
    np.minimum.at(nearest, parent[inside], reach.distance_m[inside])
    records = count_by_territory(
        snapshot.region_index.records,
        Kept.of(reach.kept),
        level=level,
        counting=Counting.LOCATED,
        size=size,
    )
    columns = zip(
        [territories.codes[row] for row in places],
        [territories.labels[row] for row in places],
        *(
            column[told].tolist()
            for column in (territories.populations, records, inhabitants, border, communes, gaps)
        ),
        repeat(assessment.evidence, len(places)),
        map(_finite, nearest[told].tolist()),
        concerned,
        strict=True,
    )
    return tuple(
        CoverageTotals(code, name, people, number, (served, near, far, none), *others)
        for code, name, people, number, (served, near, far, none), *others in columns
    )


def territory_totals(assessment: CoverageAssessment, level: Level, row: int) -> CoverageTotals:
    """Tally one territory of a level."""
    (totals,) = coverage_totals(assessment, level, np.array([row]))
    return totals


def region_coverage(assessment: CoverageAssessment) -> CoverageTotals:
    """Tally the region: distinct records located in it, not a sum over territories."""
    snapshot, reach, covered = assessment.snapshot, assessment.reached, assessment.covered
    populations = snapshot.communes.populations
    counts = np.bincount(covered.states, populations, minlength=_STATES).astype(np.int64)
    served, near, far, none = counts.tolist()
    located = reach.kept & snapshot.region_index.records.attached[Counting.LOCATED]
    return CoverageTotals(
        code=snapshot.region_index.region.code,
        name=snapshot.region_index.region.label,
        population=int(populations.sum()),
        records=int(located.sum()),
        inhabitants=(served, near, far, none),
        border=int(populations[covered.border].sum()),
        communes=len(populations),
        gaps=int(covered.gaps.sum()),
        evidence=assessment.evidence,
        nearest_m=_finite(float(reach.distance_m.min(initial=np.inf))),
        concerned=_concerned(assessment, np.zeros(len(populations), dtype=np.int64), 1, [0])[0],
    )


def gaps_by_territory(assessment: CoverageAssessment, level: Level) -> IntArray:
    """Count the communes of every territory that are gaps, shape ``(n,)``."""
    parent, inside = _parents(assessment.snapshot, level)
    gaps = np.bincount(
        parent[inside],
        assessment.covered.gaps[inside],
        minlength=len(assessment.snapshot.region_index.territories[level]),
    )
    return gaps.astype(np.int64)


def inhabitants_by_state(snapshot: Snapshot, covered: CommuneCoverage, level: Level) -> IntArray:
    """Count the inhabitants of every territory by state, shape ``(n, 4)``."""
    size = len(snapshot.region_index.territories[level])
    parent, inside = _parents(snapshot, level)
    cell = parent[inside] * _STATES + covered.states[inside]
    counts = np.bincount(cell, snapshot.communes.populations[inside], minlength=size * _STATES)
    return counts.astype(np.int64).reshape(size, _STATES)


def covered_shares(snapshot: Snapshot, covered: CommuneCoverage, level: Level) -> FloatArray:
    """Return the share (0 to 1) of inhabitants served or near, NaN without inhabitants, shape ``(n,)``."""
    inhabitants = inhabitants_by_state(snapshot, covered, level)
    return ratios(inhabitants[:, : CoverageState.FAR].sum(axis=1), inhabitants.sum(axis=1))


def _concerned(
    assessment: CoverageAssessment, groups: IntArray, size: int, rows: Sequence[int]
) -> list[PartialSum | None]:
    """Estimate who has the chosen need and lives in a gap, in some of the groups of communes."""
    need = weighed_need(assessment)
    if need is None:
        return [None] * len(rows)
    populations = assessment.snapshot.communes.populations
    sums = partial_sums(
        people_concerned(need, populations),
        populations,
        np.where(assessment.covered.gaps, groups, -1),
        size=size,
    )
    return [sums.at(row) for row in rows]


def _finite(metres: float) -> float | None:
    return metres if isfinite(metres) else None


def _parents(snapshot: Snapshot, level: Level) -> tuple[IntArray, BoolArray]:
    """Return the territory of each commune, and whether it has one."""
    communes = snapshot.communes
    parent = np.arange(len(communes)) if level is Level.COMMUNE else communes.parents[level]
    return parent, parent >= 0
