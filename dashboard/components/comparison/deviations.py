"""The table of « Comparer » that tells how far each territory is from what it is set beside."""

from __future__ import annotations

import math
from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.comparison.results import Compared, Comparison
from dashboard.components.comparison.tables import (
    column_head,
    side_table,
    territory_heads,
    written_link,
)
from dashboard.components.comparison.wording import (
    NO_REFERENCE,
    NOTHING_CHOSEN,
    comparison_filters,
    gap_text,
    reference_text,
)
from dashboard.components.shared.links import passport_address
from dashboard.components.shared.markup import Written
from dashboard.domain.indicator import ValueState
from dashboard.domain.measures import Measure, Reference
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.map import MapSelection

_TOLD = (Reference.STRATUM, Reference.REGION, Reference.DEPARTEMENT, Reference.NEIGHBOURS)


def gaps_table(comparison: Comparison, selection: ComparisonSelection) -> list[Component]:
    """Draw how far each territory is from what it is set beside, with a bar on either side of zero."""
    if not comparison.territories:
        return [html.P(NOTHING_CHOSEN)]
    filters = selection.at(comparison.level)
    caption = (
        "Écarts : valeur du territoire moins le repère. La barre part de zéro, au milieu : à droite, "
        "plus que le repère ; à gauche, moins. Même échelle pour tous les territoires d’une même "
        "mesure ; une barre fléchée la dépasse (effectif faible). "
        f"{comparison_filters(selection, comparison.level)}"
    )
    heads = [column_head("Repère"), *territory_heads(comparison)]
    groups = [_gap_group(measure, comparison, filters) for measure in Measure]
    return [side_table(caption, [html.Tr(heads)], groups, label="Écarts aux repères", kind="gaps")]


def _gap_group(measure: Measure, comparison: Comparison, filters: MapSelection) -> html.Tbody:
    territories = comparison.territories
    told = [
        reference
        for reference in _TOLD
        if any(reference in one.standings[measure].references for one in territories)
    ]
    standings = [one.standings[measure] for one in territories]
    sure = [one for one in standings if not one.cautious] or standings
    widest = _widest(one.gap(reference) for one in sure for reference in told)
    head = html.Tr(
        html.Th(html.Span(measure.words.title), scope="rowgroup", colSpan=len(territories) + 1),
        className="group",
    )
    rows = [
        html.Tr(
            [
                html.Th(reference.label, scope="row"),
                *(_gap_cell(one, measure, reference, filters, widest) for one in territories),
            ]
        )
        for reference in told
    ]
    return html.Tbody([head, *rows])


def _widest(gaps: Iterable[float | None]) -> float:
    known = [abs(gap) for gap in gaps if gap is not None and not math.isnan(gap)]
    return max(known, default=0.0)


def _gap_cell(
    territory: Compared,
    measure: Measure,
    reference: Reference,
    filters: MapSelection,
    widest: float,
) -> Written:
    standing = territory.standings[measure]
    beside = standing.references.get(reference)
    if beside is None or math.isnan(beside):
        return Written(f"<td>{NO_REFERENCE}</td>")
    address = passport_address(territory.code, measure, filters, reference=reference)
    gap = standing.gap(reference)
    told = (
        ValueState.MISSING.label
        if gap is None
        else f"{_gap_bar(gap, widest)}<span>{gap_text(measure, gap)}</span>"
    )
    link = written_link(reference_text(measure, beside), address)
    return Written(f"<td>{told}<small>repère : {link}</small></td>")


def _gap_bar(gap: float, widest: float) -> str:
    """Draw a gap from the middle of its track, which is as wide as twice the widest gap."""
    share = abs(gap) / widest if widest else 0.0
    width = 50 * min(share, 1.0)
    left = 50.0 if gap > 0 else 50 - width
    kind = ("gap-over" if gap > 0 else "gap-under") + (" beyond" if share > 1 else "")
    return (
        '<span class="gap-track" aria-hidden="true">'
        f'<span class="{kind}" style="left:{left:.1f}%;width:{width:.1f}%"></span></span>'
    )
