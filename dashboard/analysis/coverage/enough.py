"""Whether the sources of a selection hold enough for a gap to mean anything."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.coverage.results import Evidence, ThemeEvidence
from dashboard.analysis.coverage.states import reached
from dashboard.analysis.kernel.places import position_count
from dashboard.analysis.kernel.records import Kept, count_by_territory
from dashboard.analysis.kernel.results import BoolArray
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.counting import Counting
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import THEME_LABELS


def evidence_of(snapshot: Snapshot, kept: BoolArray) -> Evidence:
    """Return what the kept records are as evidence of gaps, wherever these are.

    Args:
        snapshot: what coverage is computed from.
        kept: the records, shape ``(records,)``.
    """
    records, size = (
        snapshot.region_index.records,
        len(snapshot.region_index.territories[Level.EPCI]),
    )
    by_epci = count_by_territory(
        records, Kept.of(kept), level=Level.EPCI, counting=Counting.LOCATED, size=size
    )
    return Evidence(
        located=int((kept & records.attached[Counting.LOCATED]).sum()),
        places=position_count(snapshot.nearby_index.places, kept),
        epci_with=int((by_epci > 0).sum()),
        epci=size,
        exhaustive=any(
            bool((snapshot.source_records[source] & kept).any())
            for source in snapshot.exhaustive_sources
        ),
    )


def evidence_by_theme(
    snapshot: Snapshot, selection: CoverageSelection, *, year: int
) -> tuple[ThemeEvidence, ...]:
    """Return what is known of each theme that a located record has, the most places first.

    Args:
        snapshot: what coverage is computed from.
        selection: what the reader asked for, but for its themes.
        year: the present one.
    """
    kept = reached(snapshot, selection.filtered(themes=()), year=year).kept
    themes = snapshot.region_index.records.themes
    evidence = [
        (theme, evidence_of(snapshot, kept & ((themes & (1 << bit)) != 0)))
        for bit, theme in enumerate(THEME_LABELS)
    ]
    known = [
        ThemeEvidence(theme, found.places, found.enough)
        for theme, found in evidence
        if found.places
    ]
    order = np.argsort([-one.places for one in known], kind="stable")
    return tuple(known[row] for row in order.tolist())
