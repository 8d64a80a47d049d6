"""Need crossed with coverage: three by three groups of territories."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.coverage.assessment import CoverageAssessment
from dashboard.analysis.coverage.needs import THIRDS, Need, pressure, thirds
from dashboard.analysis.coverage.results import CommuneCoverage, NeedMap
from dashboard.analysis.coverage.totals import covered_shares
from dashboard.analysis.kernel.partial_sums import partial_means, partial_sums
from dashboard.analysis.kernel.results import IntArray, PartialValues
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.coverage import CoverageState
from dashboard.domain.needs import NEED_INDICATORS
from dashboard.domain.territory import Level

WELL_COVERED, HALF_COVERED = 0.9, 0.5
"""Shares of inhabitants covered from which an EPCI or a département is well, or partly, covered."""
UNKNOWN = -1


def need_map(assessment: CoverageAssessment, need: Need, level: Level) -> NeedMap:
    """Cross an indicator with the coverage of the territories of a level.

    A commune is served, near, or neither; a larger territory is classed by the share of its inhabitants
    who are covered: at least 90 %, at least 50 %, or less. The communes set apart at the border are
    left out, and so are the territories whose need is known for less than half of their inhabitants.
    """
    needs = needs_at(assessment.snapshot, need, level)
    groups, bounds = thirds(pressure(need.code, needs.known_for_half()))
    reach = _coverage_of(assessment.snapshot, assessment.covered, level)
    cells = np.where((groups < 0) | (reach < 0), UNKNOWN, THIRDS * reach + groups)
    counts = np.bincount(cells[cells >= 0], minlength=THIRDS * THIRDS)
    return NeedMap(
        needs=needs,
        borrowed=need.borrowed if level is Level.COMMUNE else np.zeros(cells.shape, dtype=np.bool_),
        reach=reach,
        cells=cells,
        counts=counts.reshape(THIRDS, THIRDS),
        bounds=bounds,
    )


def needs_at(snapshot: Snapshot, need: Need, level: Level) -> PartialValues:
    """Return the values of a level as published, else made of those of its communes.

    Numbers of things are added up, anything else is averaged over the inhabitants.
    """
    made = _made_of_communes(snapshot, need, level)
    if level is not Level.EPCI:
        return made
    published = np.isfinite(need.epci_values)
    return PartialValues(
        np.where(published, need.epci_values, made.values),
        np.where(published, made.populations, made.known_populations),
        made.populations,
    )


def _made_of_communes(snapshot: Snapshot, need: Need, level: Level) -> PartialValues:
    territories = snapshot.region_index.territories
    communes = territories[Level.COMMUNE]
    if level is Level.COMMUNE or not NEED_INDICATORS[need.code].counts_names:
        return partial_means(territories, need.values, level)
    parents, size = communes.parents[level], len(territories[level])
    return partial_sums(need.values, communes.populations, parents, size=size)


def _coverage_of(snapshot: Snapshot, covered: CommuneCoverage, level: Level) -> IntArray:
    if level is Level.COMMUNE:
        reach = np.minimum(covered.states.astype(np.int64), CoverageState.FAR)
        return np.where(covered.border, UNKNOWN, reach)
    shares = covered_shares(snapshot, covered, level)
    steps = (shares < WELL_COVERED).astype(np.int64) + (shares < HALF_COVERED)
    return np.where(np.isnan(shares), UNKNOWN, steps)
