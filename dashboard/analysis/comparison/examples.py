"""Comparisons to start from, where nothing is chosen yet."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.comparison.results import Example
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.territory import Level

_TOGETHER = 3


def examples(snapshot: Snapshot) -> tuple[Example, ...]:
    """Propose, at each level, the territories where most people live, those mostly outside left out."""
    return tuple(
        _example(snapshot, level) for level in (Level.EPCI, Level.DEPARTEMENT, Level.COMMUNE)
    )


def _example(snapshot: Snapshot, level: Level) -> Example:
    territories = snapshot.region_index.territories[level]
    inside = np.where(territories.caution, 0, territories.populations)
    rows = np.argsort(-inside, kind="stable")[:_TOGETHER].tolist()
    return Example(
        level=level,
        codes=tuple(territories.codes[row] for row in rows),
        names=tuple(territories.labels[row] for row in rows),
    )
