"""What began and what ended between two years in the territories compared."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.comparison.compare import accepted
from dashboard.analysis.comparison.presence import Present, present
from dashboard.analysis.comparison.results import Change, YearChanges
from dashboard.analysis.kernel.records import UNKNOWN_FIRST, Int16Array, Int32Array
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.names import normalise_name
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.vocabulary import status_text

MOST_CHANGES = 100
"""Initiatives a page lists as new, and as ended; their whole number is given beside."""


def changes_between(
    snapshot: Snapshot, selection: ComparisonSelection, *, most: int | None = MOST_CHANGES
) -> YearChanges:
    """List what began and ended in the territories compared, between the two years of a selection.

    ``most`` bounds each of the two lists, which hold the earliest; ``None``: files hold all of it.
    """
    level, codes, _ = accepted(snapshot, selection.territories)
    rows = [snapshot.region_index.territories[level].rows[code] for code in codes]
    first, last = selection.between or snapshot.years
    presence = present(snapshot, selection.at(level), rows)
    return changes(snapshot, presence, first, last, most=most)


def changes(
    snapshot: Snapshot, presence: Present, first: int, last: int, *, most: int | None
) -> YearChanges:
    """List the initiatives that began after ``first``, up to ``last``, and those no longer active then.

    One that ended in ``first`` or later, before ``last``, was active in ``first`` or began since, and
    is not in ``last``. They are sorted by year, then by name, accents aside.
    """
    records = snapshot.region_index.records
    rows = np.unique(np.concatenate([*presence.ever, np.zeros(0, dtype=np.int32)]))
    began, ended = records.first[rows], records.last[rows]
    new = rows[(began > first) & (began <= last)]
    over = rows[(ended >= first) & (ended < last)]
    return YearChanges(
        first=first,
        last=last,
        new=_listed(snapshot, presence, new, records.first, most),
        ended=_listed(snapshot, presence, over, records.last, most),
        new_total=len(new),
        ended_total=len(over),
        unknown=int((began == UNKNOWN_FIRST).sum()),
    )


def _listed(
    snapshot: Snapshot,
    presence: Present,
    rows: Int32Array,
    years: Int16Array,
    most: int | None,
) -> tuple[Change, ...]:
    columns = snapshot.catalogue_index.columns
    names, labels = columns["name"], snapshot.region_index.territories[presence.level].labels
    order = sorted(
        _earliest(rows, years[rows], most).tolist(),
        key=lambda row: (int(years[row]), normalise_name(names[row]), row),
    )[:most]
    where = [np.isin(order, held).tolist() for held in presence.ever]
    return tuple(
        Change(
            record_id=columns["id"][row],
            record=names[row],
            year=int(years[row]),
            territories=tuple(
                labels[territory]
                for territory, held in zip(presence.rows, where, strict=True)
                if held[place]
            ),
            status=status_text(columns["status"][row], columns["delisted_on"][row])
            if columns["delisted_on"][row]
            else "",
        )
        for place, row in enumerate(order)
    )


def _earliest(rows: Int32Array, years: Int16Array, most: int | None) -> Int32Array:
    """Leave out what cannot be listed, whatever its name: a name costs more to sort than a year."""
    if most is None or len(rows) <= most:
        return rows
    latest = np.partition(years, most - 1)[most - 1]
    earliest: Int32Array = rows[years <= latest]
    return earliest
