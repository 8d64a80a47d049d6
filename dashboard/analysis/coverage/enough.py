"""Whether the sources of a selection hold enough for a gap to mean anything."""

from __future__ import annotations

from dashboard.analysis.coverage.results import Evidence
from dashboard.analysis.kernel.places import position_count
from dashboard.analysis.kernel.records import Kept, count_by_territory
from dashboard.analysis.kernel.results import BoolArray
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.counting import Counting
from dashboard.domain.territory import Level


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
