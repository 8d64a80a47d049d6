"""The rows of the table of « Zones blanches »: communes with their reasons, or territories."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.coverage.assessment import CoverageAssessment, weighed_need
from dashboard.analysis.coverage.needs import Need, people_concerned
from dashboard.analysis.coverage.reasons import reasons
from dashboard.analysis.coverage.results import CommuneLine, CoverageTotals, ListedRows
from dashboard.analysis.coverage.scores import access_scores
from dashboard.analysis.coverage.totals import coverage_totals
from dashboard.analysis.kernel.results import BoolArray, FloatArray, IntArray
from dashboard.analysis.kernel.territories import members_of
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.coverage import CoverageState
from dashboard.domain.names import normalise_name
from dashboard.domain.selections.coverage import CoverageSelection, CoverageSort
from dashboard.domain.selections.order import SortOrder
from dashboard.domain.territory import Level


def size_of(assessment: CoverageAssessment) -> int:
    """Count the rows of the table."""
    level = assessment.selection.level
    if level is not Level.COMMUNE:
        return len(assessment.snapshot.region_index.territories[level])
    return int(members(assessment.snapshot, assessment.selection.territory).sum())


def listed(assessment: CoverageAssessment, rows: slice) -> ListedRows:
    """Read some rows of the table, counted in its order, with the whole size."""
    level = assessment.selection.level
    if level is not Level.COMMUNE:
        ordered = _ordered_totals(coverage_totals(assessment, level), assessment.selection)
        return ListedRows(level, (), ordered[rows], len(ordered))
    order = commune_order(assessment)
    return ListedRows(level, commune_lines(assessment, order[rows]), (), len(order))


def commune_order(assessment: CoverageAssessment) -> IntArray:
    """Return the rows of the communes in the order asked for, those of the chosen territory only.

    Usually the gaps come first, then the communes set apart at the border, then the covered ones,
    each with the most inhabitants first.
    """
    communes, covered = assessment.snapshot.communes, assessment.covered
    inside = np.flatnonzero(members(assessment.snapshot, assessment.selection.territory))
    names, populations = communes.alphabetical_rank, -communes.populations
    order = assessment.selection.order
    if order is None:
        column: FloatArray = np.where(covered.gaps, 0.0, np.where(covered.border, 1.0, 2.0))
    else:
        sign = -1 if order.descending else 1
        column = sign * _column(assessment, order.column)
    return inside[np.lexsort((names[inside], populations[inside], column[inside]))]


def largest_gaps(assessment: CoverageAssessment) -> IntArray:
    """Return the rows of the gaps of the chosen territory, the most inhabitants first."""
    gaps = np.flatnonzero(
        members(assessment.snapshot, assessment.selection.territory) & assessment.covered.gaps
    )
    return gaps[np.argsort(-assessment.snapshot.communes.populations[gaps], kind="stable")]


def members(snapshot: Snapshot, territory: str | None) -> BoolArray:
    """Return a mask of a territory's communes, shape ``(n,)``: all for none and for the region."""
    row = snapshot.communes.row_of(territory or "")
    if row is None:
        return own_members(snapshot, territory or "")
    # One commune is read beside those of its EPCI.
    inside: BoolArray = snapshot.epci_rows == snapshot.epci_rows[row]
    return inside


def own_members(snapshot: Snapshot, territory: str) -> BoolArray:
    """Return a mask of the communes of a territory itself, shape ``(n,)``: of a commune, that one alone."""
    inside = members_of(snapshot.region_index.territories, territory)
    return inside if inside.any() else np.ones_like(inside)


def commune_lines(assessment: CoverageAssessment, rows: IntArray) -> tuple[CommuneLine, ...]:
    """Describe some communes in full, in the order of ``rows``."""
    snapshot, reach, covered = assessment.snapshot, assessment.reached, assessment.covered
    why, access = reasons(assessment, rows), access_scores(assessment)
    need = weighed_need(assessment)
    concerned, borrowed = _concerned(need, snapshot)
    names = snapshot.region_index.territories[Level.EPCI].names
    return tuple(
        CommuneLine(
            code=snapshot.communes.codes[row],
            name=snapshot.communes.labels[row],
            epci=names[epci] if (epci := int(snapshot.epci_rows[row])) >= 0 else "",
            population=int(snapshot.communes.populations[row]),
            state=CoverageState(int(covered.states[row])),
            border=bool(covered.border[row]),
            fragile=bool(covered.fragile[row]),
            distance_m=_finite(reach.distance_m[row]),
            access=float(access[row]),
            concerned=None if np.isnan(concerned[row]) else round(float(concerned[row])),
            borrowed=bool(borrowed[row]),
            reasons=causes,
        )
        for row, causes in zip(rows.tolist(), why, strict=True)
    )


def _concerned(need: Need | None, snapshot: Snapshot) -> tuple[FloatArray, BoolArray]:
    """Estimate the people concerned in every commune, and which values are those of the EPCI."""
    if need is None:
        size = len(snapshot.communes)
        return np.full(size, np.nan), np.zeros(size, dtype=np.bool_)
    return people_concerned(need, snapshot.communes.populations), need.borrowed


def _column(assessment: CoverageAssessment, key: CoverageSort) -> FloatArray:
    communes = assessment.snapshot.communes
    if key is CoverageSort.NAME:
        return communes.alphabetical_rank.astype(np.float64)
    if key is CoverageSort.DISTANCE:
        # No place anywhere is farther than any distance.
        return np.minimum(assessment.reached.distance_m, np.finfo(np.float64).max)
    if key is CoverageSort.ACCESS:
        return access_scores(assessment)
    if key is CoverageSort.UNCOVERED:
        return np.where(assessment.covered.gaps, communes.populations, 0).astype(np.float64)
    return communes.populations.astype(np.float64)


def _ordered_totals(
    totals: tuple[CoverageTotals, ...], selection: CoverageSelection
) -> tuple[CoverageTotals, ...]:
    """Order territories: usually those with the most inhabitants in gaps first."""
    order = selection.order or SortOrder(CoverageSort.UNCOVERED)
    if order.column is CoverageSort.NAME:
        return tuple(
            sorted(
                totals,
                key=lambda territory: normalise_name(territory.name),
                reverse=order.descending,
            )
        )
    by_population = order.column is CoverageSort.POPULATION
    sign = -1 if order.descending else 1
    return tuple(
        sorted(
            totals,
            key=lambda territory: (
                sign * (territory.population if by_population else territory.uncovered),
                normalise_name(territory.name),
            ),
        )
    )


def _finite(metres: float) -> float | None:
    return float(metres) if np.isfinite(metres) else None
