"""What the map of « Zones blanches » is coloured by: codes of states, classes of shares and scores."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.coverage.assessment import CoverageAssessment
from dashboard.analysis.coverage.results import CommuneCoverage
from dashboard.analysis.coverage.scores import access_scores
from dashboard.analysis.coverage.totals import covered_shares
from dashboard.analysis.indicators.classification import classify, share_steps
from dashboard.analysis.kernel.partial_sums import partial_means
from dashboard.analysis.kernel.results import Breaks, Classes, FloatArray
from dashboard.domain.counting import ValueState
from dashboard.domain.coverage import CoverageState
from dashboard.domain.formats import rate_text
from dashboard.domain.territory import Level

BORDER, FRAGILE_NEAR, FRAGILE_GAP = 4, 5, 6
"""Codes of the map of states, after the four states."""
CODES = 7
_MULTIPLES = (0.25, 0.5, 1.0, 2.0)


def state_codes(covered: CommuneCoverage, *, fragile: bool) -> NDArray[np.uint8]:
    """Code every commune for the map, shape ``(n,)``; fragile ones separately where asked for."""
    codes = covered.states.copy()
    if fragile:
        codes[covered.fragile & (covered.states == CoverageState.NEAR)] = FRAGILE_NEAR
        codes[covered.fragile & (covered.states == CoverageState.FAR)] = FRAGILE_GAP
    codes[covered.border] = BORDER
    return codes


def share_classes(assessment: CoverageAssessment, level: Level) -> tuple[FloatArray, Classes]:
    """Class territories by the share of their inhabitants covered: fixed steps, as on « Carte »."""
    shares = covered_shares(assessment.snapshot, assessment.covered, level)
    return shares, classify(shares, _states(shares), share_steps(level))


def score_classes(assessment: CoverageAssessment, level: Level) -> tuple[FloatArray, Classes]:
    """Class territories by the score of access, in multiples of the mean over all inhabitants.

    The bounds mean the same for every year and every filter: a quarter, a half, once, twice the mean.
    """
    access, populations = access_scores(assessment), assessment.snapshot.communes.populations
    scores = partial_means(assessment.snapshot.region_index.territories, access, level).values
    total = populations.sum()
    mean = float((access * populations).sum() / total) if total else 0.0
    return scores, classify(scores, _states(scores), _score_breaks(scores, mean))


def _score_breaks(scores: FloatArray, mean: float) -> Breaks:
    if not mean:
        return Breaks("aucun lieu à portée", ())
    method = f"multiples de la moyenne régionale ({rate_text(mean)})"
    highest = max(float(np.nanmax(scores)), 2 * _MULTIPLES[-1] * mean)
    # Two significant digits of the smallest bound: the others need no more decimals.
    decimals = max(2, 1 - int(np.floor(np.log10(_MULTIPLES[0] * mean))))
    bounds = tuple(round(multiple * mean, decimals) for multiple in _MULTIPLES)
    return Breaks(method, (0.0, *bounds, float(np.ceil(highest * 10**decimals) / 10**decimals)))


def _states(values: FloatArray) -> NDArray[np.uint8]:
    conditions = [np.isnan(values), values == 0]
    states = [ValueState.MISSING, ValueState.ZERO]
    return np.select(conditions, states, default=ValueState.VALUE).astype(np.uint8)
