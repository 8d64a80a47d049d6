"""Initiatives as lines of a list."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis.catalogue_index import CatalogueIndex
from dashboard.analysis.region_index import RegionIndex
from dashboard.analysis.summaries.results import RecordLine, RecordList
from dashboard.domain.codes import is_departement_code
from dashboard.domain.vocabulary import THEME_LABELS, Precision, Status, status_text

MOST_LISTED = 60
"""Records listed at once; the list says how many there are."""


def record_list(
    catalogue_index: CatalogueIndex,
    region_index: RegionIndex,
    records: Sequence[int],
    *,
    most: int = MOST_LISTED,
) -> RecordList:
    """List records, the first ``most`` of them: lines and how many there are.

    Args:
        catalogue_index: the tables.
        region_index: the precomputed arrays.
        records: numbers of records, in their order.
        most: how many have a line.
    """
    lines = tuple(
        RecordLine(
            id=row["id"],
            name=row["name"],
            themes=tuple(THEME_LABELS[code] for code in row["themes"]),
            status=""
            if row["status"] == Status.ACTIVE
            else status_text(row["status"], row["delisted_on"]),
            approximate=row["precision"] == Precision.APPROXIMATE,
            dated=row["updated_on"],
            scope=scope_text(row["served_codes"], region_index.region.code),
        )
        for row in map(catalogue_index.record, records[:most])
    )
    return RecordList(lines, len(records))


def scope_text(served_codes: tuple[str, ...], region_code: str) -> str:
    """Write that a record serves the region or a département as a whole; empty for any other."""
    if region_code in served_codes:
        return "dispositif régional"
    if any(is_departement_code(code) for code in served_codes):
        return "dispositif départemental"
    return ""
