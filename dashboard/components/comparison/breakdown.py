"""The tables of « Comparer » by theme and by public: number and rate of each, for each territory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dashboard.analysis.comparison.results import Comparison, Line
from dashboard.components.comparison.tables import stratum_members
from dashboard.components.comparison.wording import (
    NOTHING_CHOSEN,
    comparison_filters,
    reference_text,
    reference_titles,
    value_text,
)
from dashboard.components.shared.links import lineage_address
from dashboard.components.shared.templates import paragraph, render
from dashboard.domain.counting import ValueState
from dashboard.domain.indicators import Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.comparison import ComparisonSelection

_Lineage = Callable[..., str]
"""The address of the lineage of one theme's or public's number: territory, measure, reference."""


class _Number(NamedTuple):
    """A number as it is written, and the address of its lineage."""

    text: str
    address: str


_Cell = tuple[_Number, _Number | None]
"""What a cell holds, and below it a rate, where there is one."""


class _LineCells(NamedTuple):
    label: str
    territories: list[_Cell]
    references: list[_Cell]


def themes_table(comparison: Comparison, selection: ComparisonSelection) -> Markup:
    """Write the number and rate of each theme; one initiative counts under each of its themes."""
    filters = selection.at(comparison.level)
    lines = [
        (line, partial(lineage_address, selection=filters, theme=line.code))
        for line in comparison.themes
    ]
    return _breakdown("Thème", lines, comparison, selection)


def publics_table(comparison: Comparison, selection: ComparisonSelection) -> Markup:
    """Write the number and rate of each beneficiary type; « tous publics » counts under each."""
    filters = selection.at(comparison.level)
    lines = [
        (line, partial(lineage_address, selection=filters, public=line.code))
        for line in comparison.publics
    ]
    return _breakdown("Public", lines, comparison, selection)


def _breakdown(
    title: str,
    lines: Sequence[tuple[Line, _Lineage]],
    comparison: Comparison,
    selection: ComparisonSelection,
) -> Markup:
    if not comparison.territories:
        return paragraph(NOTHING_CHOSEN)
    if not any(share.number for line, _ in lines for share in (*line.shares, line.region)):
        return paragraph(f"{ValueState.ZERO.label} : aucune initiative pour ces choix.")
    return render(
        "comparison/breakdown.html.j2",
        title=title,
        caption=f"{title}s : nombre d’initiatives et, dessous, nombre pour 10\u202f000 habitants ; "
        f"médianes des taux. {comparison_filters(selection, comparison.level)}",
        lines=[_cells(line, comparison, lineage) for line, lineage in lines],
        territories=comparison.territories,
        references=reference_titles(comparison),
        RATE=Indicator.RATE,
    )


def _cells(line: Line, comparison: Comparison, lineage: _Lineage) -> _LineCells:
    """Write the numbers of a line here: there are hundreds, and a template calls slowly."""
    codes = [territory.code for territory in comparison.territories]

    def number(text: str, code: str) -> _Number:
        return _Number(text, lineage(code, Indicator.NUMBER))

    def rate(value: float | None, code: str, reference: Reference | None = None) -> _Number:
        text = reference_text(Indicator.RATE, value)
        return _Number(text, lineage(code, Indicator.RATE, reference=reference))

    return _LineCells(
        line.label,
        [
            (
                number(value_text(Indicator.NUMBER, share.number), code),
                rate(share.rate, code) if share.number else None,
            )
            for code, share in zip(codes, line.shares, strict=True)
        ],
        [
            (
                _Number(
                    reference_text(Indicator.NUMBER, line.region.number),
                    lineage(codes[0], Indicator.NUMBER, reference=Reference.REGION),
                ),
                rate(line.region.rate, codes[0], Reference.REGION),
            ),
            *(
                (rate(median, code, Reference.STRATUM), None)
                for code, median in zip(stratum_members(comparison), line.medians, strict=True)
            ),
        ],
    )
