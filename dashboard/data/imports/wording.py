"""The words of the provenance of an import."""

from __future__ import annotations

from dashboard import __version__
from dashboard.domain.formats import shortened
from dashboard.domain.importing import LONGEST_VALUE, Remark

SOFTWARE = "solidarity-map"
MOST_REMARKS_KEPT = 200
"""Remarks kept with a dataset, for the page that shows it; the report file holds all of them."""


def software() -> str:
    """Return the name of this program and its version."""
    return f"{SOFTWARE} {__version__}"


def remark_text(remark: Remark) -> str:
    """Write a remark on one line: where, what, why."""
    place = f"ligne {remark.line}"
    if remark.column:
        place += f", colonne « {remark.column} »"
    value = f" : « {shortened(remark.value, LONGEST_VALUE)} »" if remark.value else ""
    nearest = f" (valeur la plus proche : « {remark.nearest} »)" if remark.nearest else ""
    return f"{place}{value}. {remark.reason}{nearest}"


def remark_row(remark: Remark, outcome: str) -> dict[str, str | int]:
    """Write a remark as a row of a report in JSON, with what became of its line."""
    return {
        "line": remark.line,
        "outcome": str(outcome),
        "column": remark.column,
        "value": remark.value,
        "reason": remark.reason,
        "nearest": remark.nearest,
    }
