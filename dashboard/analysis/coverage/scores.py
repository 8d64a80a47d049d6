"""The accessibility score of every commune for a selection, remembered."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.coverage.accessibility import catchments, e2sfca
from dashboard.analysis.coverage.assessment import CoverageAssessment
from dashboard.analysis.kernel.results import FloatArray, IntArray
from dashboard.analysis.snapshot import Snapshot


def access_scores(assessment: CoverageAssessment) -> FloatArray:
    """Return the services per 10,000 inhabitants that each commune can reach (E2SFCA), shape ``(n,)``.

    Each kept record counts once per place; one that only serves an area has no place, and counts in
    the coverage alone. The catchment is the radius of the coverage.
    """
    key = (assessment.selection.filters, assessment.covered.radius_m, assessment.year)
    return assessment.snapshot.access.recall(key, lambda: _scores(assessment))


def _scores(assessment: CoverageAssessment) -> FloatArray:
    snapshot, radius_m = assessment.snapshot, assessment.covered.radius_m
    positions, populations = _positions(snapshot), snapshot.communes.populations
    reach = snapshot.catchments.recall(
        radius_m,
        lambda: catchments(snapshot.hall_points, positions, populations, radius_m=radius_m),
    )
    places = snapshot.nearby_index.places
    kept_positions: IntArray = places.position[assessment.reached.kept[places.record]]
    return e2sfca(reach, np.bincount(kept_positions, minlength=len(positions)))


def _positions(snapshot: Snapshot) -> FloatArray:
    """Return the distinct positions of all places, metres, by number."""
    heads = np.diff(snapshot.nearby_index.places.position, prepend=-1) != 0
    positions: FloatArray = snapshot.nearby_index.coordinates[heads]
    return positions
