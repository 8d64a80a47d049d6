"""The detail of the record that a view of « Près de chez vous » opens."""

from __future__ import annotations

import datetime as dt

from dashboard.analysis.nearby.origin import origin_of
from dashboard.analysis.nearby.results import NoOrigin
from dashboard.analysis.snapshot import Snapshot
from dashboard.analysis.summaries.record import record_detail
from dashboard.analysis.summaries.results import RecordDetail
from dashboard.domain.selections.nearby import NearbySelection


def opened_record(
    snapshot: Snapshot, selection: NearbySelection, *, now: dt.datetime
) -> RecordDetail | None:
    """Describe the record asked for, seen from the place asked for; ``None`` where there is none."""
    if selection.record is None:
        return None
    near = origin_of(snapshot, selection)
    return record_detail(
        snapshot.catalogue_index,
        snapshot.region_index,
        selection.record,
        now=now,
        near=None if isinstance(near, NoOrigin) else near.commune_code,
    )
