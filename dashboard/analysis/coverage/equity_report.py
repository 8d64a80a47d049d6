"""Do villages have the same as towns? Coverage by size and density, and how evenly access is spread."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from dashboard.analysis.coverage.assessment import CoverageAssessment
from dashboard.analysis.coverage.equity import (
    SIZE_CLASSES,
    gini,
    lorenz_curve,
    shares_by_class,
    size_class_of,
    theil_split,
)
from dashboard.analysis.coverage.results import ClassShare, EquityReport
from dashboard.analysis.coverage.scores import access_scores
from dashboard.analysis.coverage.table import members
from dashboard.analysis.kernel.results import IntArray
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.formats import french_number
from dashboard.domain.needs import NEED_INDICATORS
from dashboard.domain.territory import Level

DENSITY_GRID = "grille-densite"
DENSITIES = (20, 50, 150, 500, 1_500)
"""Inhabitants per km² that begin a class, where no density grid was imported."""
_NO_DENSITY = "densité non connue"


def equity_report(assessment: CoverageAssessment) -> EquityReport:
    """Measure how evenly people are covered, and how evenly the score of access is spread.

    In a chosen territory its communes only; those set apart at the border are left out.
    """
    snapshot, covered, access = assessment.snapshot, assessment.covered, access_scores(assessment)
    inside = members(snapshot, assessment.selection.territory) & ~covered.border
    populations = np.where(inside, snapshot.communes.populations, 0)
    labels, densities, grid = _density_classes(snapshot)
    unknown = len(labels)
    total = populations.sum()
    return EquityReport(
        by_size=shares_by_class(
            covered.covered,
            populations,
            np.where(inside, size_class_of(snapshot.communes.populations), -1),
            [label for _, label in SIZE_CLASSES],
        ),
        by_density=_without_empty_last(
            shares_by_class(
                covered.covered,
                populations,
                np.where(inside, np.where(densities < 0, unknown, densities), -1),
                [*labels, _NO_DENSITY],
            )
        ),
        grid=grid,
        gini=gini(access, populations),
        lorenz=lorenz_curve(access, populations),
        theil=theil_split(access, populations, snapshot.epci_rows),
        without=float(populations[access == 0].sum() / total) if total else np.nan,
    )


def _without_empty_last(classes: tuple[ClassShare, ...]) -> tuple[ClassShare, ...]:
    """Leave the class of what is not known out where there is nothing in it."""
    return classes if classes[-1].communes else classes[:-1]


def _density_classes(snapshot: Snapshot) -> tuple[list[str], IntArray, bool]:
    """Class the communes by the published grid where it was imported, else by people per km².

    The class of a commune whose density is not known is -1.
    """
    grid = snapshot.needs.get(DENSITY_GRID)
    if grid is not None:
        labels = [category.label for category in NEED_INDICATORS[DENSITY_GRID].categories]
        classes = np.where(np.isfinite(grid.values), np.nan_to_num(grid.values) - 1, -1)
        return labels, classes.astype(np.int64), True
    density = snapshot.communes.populations / snapshot.areas_km2[Level.COMMUNE]
    classes = np.where(np.isfinite(density), np.searchsorted(DENSITIES, density, side="right"), -1)
    return _density_labels(), classes.astype(np.int64), False


def _density_labels() -> list[str]:
    bounds = [french_number(bound) for bound in DENSITIES]
    ranges = [f"{low} à {high}" for low, high in pairwise(bounds)]
    named = [f"moins de {bounds[0]} hab./km²", *(f"{span} hab./km²" for span in ranges)]
    return [*named, f"{bounds[-1]} hab./km² et plus"]
