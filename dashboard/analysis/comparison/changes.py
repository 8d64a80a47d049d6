"""What began and what ended between two years in the territories compared."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.comparison.compare import accepted
from dashboard.analysis.comparison.ground import ComparisonGround
from dashboard.analysis.comparison.presence import Present, present
from dashboard.analysis.comparison.results import Change, Changes
from dashboard.analysis.records import NO_LAST, UNKNOWN_FIRST, Int16Array, Int32Array
from dashboard.domain.comparison import ComparisonSelection

MOST_CHANGES = 100
"""Initiatives listed as new, and as ended; how many there are is told."""


def changes_between(ground: ComparisonGround, selection: ComparisonSelection) -> Changes:
    """List what began and ended in the territories compared, between the two years of a selection."""
    level, codes, _ = accepted(ground, selection.territories)
    rows = [ground.observatory.territories[level].rows[code] for code in codes]
    first, last = selection.between or ground.years
    return changes(ground, present(ground, selection.at(level), rows), first, last)


def changes(ground: ComparisonGround, here: Present, first: int, last: int) -> Changes:
    """List the initiatives that began after ``first``, up to ``last``, and those no longer active then.

    One that ended in ``first`` or later, before ``last``, was active in ``first`` or began since, and
    is not in ``last``. They are sorted by year, then by name.
    """
    records = ground.observatory.records
    found = np.unique(np.concatenate([*here.ever, np.zeros(0, dtype=np.int32)]))
    began, ended = records.first[found], records.last[found]
    new = found[(began > first) & (began <= last)]
    over = found[(ended >= first) & (ended < last) & (ended != NO_LAST)]
    return Changes(
        first=first,
        last=last,
        new=_listed(ground, here, new, records.first),
        ended=_listed(ground, here, over, records.last),
        new_total=len(new),
        ended_total=len(over),
        unknown=int((began == UNKNOWN_FIRST).sum()),
    )


def _listed(
    ground: ComparisonGround, here: Present, rows: Int32Array, years: Int16Array
) -> tuple[Change, ...]:
    columns = ground.shelf.columns
    names, territories = columns["name"], ground.observatory.territories[here.level]
    order = sorted(rows.tolist(), key=lambda row: (int(years[row]), str(names[row])))[:MOST_CHANGES]
    where = [set(one.tolist()) for one in here.ever]
    return tuple(
        Change(
            record_id=columns["id"][row],
            record=names[row],
            year=int(years[row]),
            territories=tuple(
                territories.labels[one]
                for one, held in zip(here.rows, where, strict=True)
                if row in held
            ),
        )
        for row in order
    )
