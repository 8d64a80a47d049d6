"""The grid of « Comparer »: themes by territories, each beside its reference, coloured by how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dashboard.analysis.comparison.results import (
    Comparison,
    Deviation,
    DeviationLine,
    Line,
    Step,
)
from dashboard.components.comparison.tables import stratum_members
from dashboard.components.comparison.wording import (
    comparison_filters,
    gap_text,
    reference_text,
    value_text,
)
from dashboard.components.shared.links import lineage_address
from dashboard.components.shared.templates import render
from dashboard.domain.counting import ValueState
from dashboard.domain.indicators import Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.comparison import ComparisonSelection

_ALL_THEMES = "Tous thèmes"
_KINDS = {
    Step.WELL_ABOVE: "well-above",
    Step.ABOVE: "above",
    Step.NEAR: "near",
    Step.BELOW: "below",
    Step.WELL_BELOW: "well-below",
}
_MEANINGS = {
    Step.WELL_ABOVE: "au moins le double du repère",
    Step.ABOVE: "au-dessus du repère",
    Step.NEAR: "proche : une initiative de plus ou de moins n’en rapprocherait pas",
    Step.BELOW: "en dessous du repère",
    Step.WELL_BELOW: "au plus la moitié du repère",
}
_UNSURE = "unsure"
_UNSURE_MEANING = f"{ValueState.LOW_POPULATION.label} ou sans repère : pas de conclusion"

_Lineage = Callable[..., str]


class GridCell(NamedTuple):
    """A rate in words, how far it is from its reference, and what that means."""

    text: str
    gap: str
    kind: str
    meaning: str
    address: str


class GridLine(NamedTuple):
    """A theme: a cell by territory, then the texts and addresses of the references."""

    label: str
    cells: list[GridCell]
    references: list[tuple[str, str]]


def themes_grid(
    lines: Sequence[DeviationLine],
    references: Sequence[Reference],
    comparison: Comparison,
    selection: ComparisonSelection,
) -> Markup:
    """Write the rate of each theme in each territory, beside the medians of their strata; nothing for none.

    Args:
        lines: all themes together, then each of them.
        references: what each territory is set beside.
        comparison: the territories compared.
        selection: what the reader asked for.
    """
    if not comparison.territories:
        return Markup()
    filters = selection.at(comparison.level)
    with_region = Reference.REGION in references
    region = [Reference.REGION.label] if with_region else []
    return render(
        "comparison/grid.html.j2",
        caption="Initiatives pour 10\u202f000 habitants et, à côté, écart au repère : la "
        f"{_beside(with_region=with_region)}. {comparison_filters(selection, comparison.level)}",
        territories=comparison.territories,
        references=[*(f"Médiane : {stratum.label}" for stratum in comparison.strata), *region],
        lines=[
            grid_line(
                line,
                theme,
                comparison,
                partial(lineage_address, selection=filters, theme=line.code),
                with_region=with_region,
            )
            for line, theme in zip(lines, (None, *comparison.themes), strict=True)
        ],
        legend=[
            *((_KINDS[step], meaning) for step, meaning in _MEANINGS.items()),
            (_UNSURE, _UNSURE_MEANING),
        ],
        RATE=Indicator.RATE,
    )


def grid_line(
    line: DeviationLine,
    theme: Line | None,
    comparison: Comparison,
    lineage: _Lineage,
    *,
    with_region: bool,
) -> GridLine:
    """Write a line; ``theme`` is ``None`` for all themes together."""
    codes = [territory.code for territory in comparison.territories]
    medians = (
        theme.medians
        if theme
        else [stratum.medians.get(Indicator.RATE) for stratum in comparison.strata]
    )
    region = theme.region.rate if theme else comparison.region.get(Indicator.RATE)
    beside = [
        (median, code, Reference.STRATUM)
        for median, code in zip(medians, stratum_members(comparison), strict=True)
    ]
    if with_region:
        beside.append((region, codes[0], Reference.REGION))
    return GridLine(
        line.label or _ALL_THEMES,
        [
            grid_cell(deviation, lineage(code, Indicator.RATE))
            for code, deviation in zip(codes, line.deviations, strict=True)
        ],
        [
            (reference_text(Indicator.RATE, value), lineage(code, Indicator.RATE, reference=what))
            for value, code, what in beside
        ],
    )


def grid_cell(deviation: Deviation, address: str) -> GridCell:
    """Write a rate and how far it is from its reference, with its sign."""
    step, gap = deviation.step, deviation.gap
    return GridCell(
        text=value_text(Indicator.RATE, deviation.share.rate),
        gap=_gap(gap),
        kind=_KINDS[step] if step else _UNSURE,
        meaning=_MEANINGS[step] if step else _UNSURE_MEANING,
        address=address,
    )


def _gap(gap: float | None) -> str:
    """Write how far a rate is from its reference; nothing for none, or what rounds to none."""
    text = "" if gap is None else gap_text(Indicator.RATE, gap)
    return text if text.strip("0,") else ""


def _beside(*, with_region: bool) -> str:
    stratum = "médiane de la strate de chacun"
    return f"{stratum}, la moyenne régionale où elle ne compte que lui" if with_region else stratum
