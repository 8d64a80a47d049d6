"""The accessibility score of every commune for a selection, remembered."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.coverage.accessibility import catchments, e2sfca
from dashboard.analysis.coverage.assessment import CoverageAssessment
from dashboard.analysis.coverage.context import CoverageContext
from dashboard.analysis.kernel.results import FloatArray, IntArray


def access_scores(asked: CoverageAssessment) -> FloatArray:
    """Return the services per 10,000 inhabitants that each commune can reach (E2SFCA), shape ``(n,)``.

    Each kept record counts once per place; one that only serves an area has no place, and counts in
    the coverage alone. The catchment is the radius of the coverage.
    """
    key = (asked.selection.filters, asked.covered.radius_m, asked.year)
    return asked.ground.access.recall(key, lambda: _scores(asked))


def _scores(asked: CoverageAssessment) -> FloatArray:
    ground, radius_m = asked.ground, asked.covered.radius_m
    positions, populations = _positions(ground), ground.communes.populations
    found = ground.catchments.recall(
        radius_m, lambda: catchments(ground.points, positions, populations, radius_m=radius_m)
    )
    places = ground.index.places
    kept: IntArray = places.position[asked.found.kept[places.record]]
    return e2sfca(found, np.bincount(kept, minlength=len(positions)))


def _positions(ground: CoverageContext) -> FloatArray:
    """Return the distinct positions of all places, metres, by number."""
    heads = np.diff(ground.index.places.position, prepend=-1) != 0
    positions: FloatArray = ground.index.coordinates[heads]
    return positions
