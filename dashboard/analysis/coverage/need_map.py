"""Need crossed with coverage: three by three groups of territories."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.coverage.ground import CoverageGround
from dashboard.analysis.coverage.means import inhabitants_mean
from dashboard.analysis.coverage.need_results import NeedMap
from dashboard.analysis.coverage.needs import (
    THIRDS,
    Need,
    NeedOrigin,
    people_concerned,
    pressure,
    thirds,
)
from dashboard.analysis.coverage.results import Coverage
from dashboard.analysis.coverage.survey import Survey
from dashboard.analysis.coverage.tallies import covered_shares
from dashboard.analysis.results import BoolArray, FloatArray
from dashboard.domain.gaps import CoverageState
from dashboard.domain.territory import Level

WELL_COVERED, HALF_COVERED = 0.9, 0.5
"""Shares of inhabitants covered from which an EPCI or a département is well, or partly, covered."""
UNKNOWN = -1
_FROM_EPCI = (NeedOrigin.EPCI, NeedOrigin.EPCI_MEAN)


def need_map(asked: Survey, need: Need, level: Level) -> NeedMap:
    """Cross an indicator with the coverage of the territories of a level.

    A commune is served, near, or neither; a larger territory is classed by the share of its inhabitants
    who are covered: at least 90 %, at least 50 %, or less. The communes told apart at the border are
    left out.
    """
    ground, covered = asked.ground, asked.covered
    groups, bounds = thirds(pressure(need.code, need_values(ground, need, level)))
    reach = _coverage_of(ground, covered, level)
    cells = np.where((groups < 0) | (reach < 0), UNKNOWN, THIRDS * reach + groups)
    counts = np.bincount(cells[cells >= 0], minlength=THIRDS * THIRDS)
    return NeedMap(
        cells=cells,
        counts=counts.reshape(THIRDS, THIRDS),
        bounds=bounds,
        from_epci=int(np.isin(need.origin, _FROM_EPCI).sum()) if level is Level.COMMUNE else 0,
        unknown=int((cells == UNKNOWN).sum()),
        concerned=concerned_in(need, ground, covered.gaps),
    )


def need_values(ground: CoverageGround, need: Need, level: Level) -> FloatArray:
    """Return the values of a level as published, else the mean over inhabitants, NaN where unknown."""
    means = inhabitants_mean(ground.observatory.territories, need.values, level)
    if level is not Level.EPCI:
        return means
    return np.where(np.isfinite(need.epci_values), need.epci_values, means)


def concerned_in(need: Need, ground: CoverageGround, gaps: BoolArray) -> int | None:
    """Estimate the people concerned who live in some communes; ``None`` where no share of people."""
    if not need.weighable:
        return None
    people = people_concerned(need, ground.communes.populations)
    return round(float(np.nansum(people[gaps])))


def _coverage_of(ground: CoverageGround, covered: Coverage, level: Level) -> NDArray[np.int64]:
    if level is Level.COMMUNE:
        reach = np.minimum(covered.states.astype(np.int64), CoverageState.FAR)
        return np.where(covered.border, UNKNOWN, reach)
    shares = covered_shares(ground, covered, level)
    steps = (shares < WELL_COVERED).astype(np.int64) + (shares < HALF_COVERED)
    return np.where(np.isnan(shares), UNKNOWN, steps)
