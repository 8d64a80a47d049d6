"""The table of « Comparer » of how far each territory is from what it is set beside."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.analysis.comparison.results import Compared, Comparison
from dashboard.components.comparison.wording import (
    NO_REFERENCE,
    NOTHING_CHOSEN,
    comparison_filters,
    gap_text,
    reference_text,
)
from dashboard.components.shared.downloads import files
from dashboard.components.shared.links import lineage_address
from dashboard.components.shared.templates import paragraph, render
from dashboard.domain.counting import ValueState
from dashboard.domain.downloads import DEVIATIONS_DOWNLOAD
from dashboard.domain.file_formats import LIST, PICTURE
from dashboard.domain.indicators import COMPARED, Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.map import MapSelection

DEVIATIONS_TITLE = "Écarts aux repères"
DEVIATIONS_NOTE = (
    "Écarts : valeur du territoire moins le repère. La barre part de zéro, au milieu : à droite, plus que "
    "le repère ; à gauche, moins. Même échelle pour tous les territoires d’une même mesure ; une barre "
    "fléchée la dépasse (effectif faible)."
)
_SHOWN = (Reference.STRATUM, Reference.REGION, Reference.DEPARTEMENT, Reference.NEIGHBOURS)


@dataclass(frozen=True)
class _Bar:
    """A bar from the middle of its track, in percent of the track; ``kind`` is its class."""

    kind: str
    left: float
    width: float


@dataclass(frozen=True)
class _Deviation:
    """A value less its reference, in words; ``bar`` is ``None`` where the value is not known."""

    text: str
    bar: _Bar | None
    reference: str
    address: str


_Line = tuple[Reference, list[_Deviation | None]]
"""A reference and, for each territory, how far it is from it; ``None`` where it has none."""


def deviations_table(comparison: Comparison, selection: ComparisonSelection) -> Markup:
    """Write how far each territory is from what it is set beside, with a bar on either side of zero."""
    if not comparison.territories:
        return paragraph(NOTHING_CHOSEN)
    filters = selection.at(comparison.level)
    return render(
        "comparison/deviations.html.j2",
        caption=f"{DEVIATIONS_NOTE} {comparison_filters(selection, comparison.level)}",
        territories=comparison.territories,
        groups=[(indicator, _lines(indicator, comparison, filters)) for indicator in COMPARED],
        RATE=Indicator.RATE,
        NO_REFERENCE=NO_REFERENCE,
        table_files=files(DEVIATIONS_DOWNLOAD, selection, *LIST),
        pictures=files(DEVIATIONS_DOWNLOAD, selection, *PICTURE),
    )


def references_shown(comparison: Comparison, indicator: Indicator) -> list[Reference]:
    """Return what a measure is set beside: the references that any of the territories has."""
    ranks = [territory.ranks[indicator] for territory in comparison.territories]
    return [
        reference
        for reference in _SHOWN
        if any(reference in standing.references for standing in ranks)
    ]


def widest_gap(comparison: Comparison, indicator: Indicator) -> float:
    """Return the widest gap of a measure, which fills its track: of sure values where there are some."""
    ranks = [territory.ranks[indicator] for territory in comparison.territories]
    sure = [standing for standing in ranks if not standing.cautious] or ranks
    references = references_shown(comparison, indicator)
    return _widest(standing.gap(reference) for standing in sure for reference in references)


def _lines(indicator: Indicator, comparison: Comparison, filters: MapSelection) -> list[_Line]:
    widest = widest_gap(comparison, indicator)
    return [
        (
            reference,
            [
                _deviation(territory, indicator, reference, filters, widest)
                for territory in comparison.territories
            ],
        )
        for reference in references_shown(comparison, indicator)
    ]


def _widest(gaps: Iterable[float | None]) -> float:
    known = [abs(gap) for gap in gaps if gap is not None and not math.isnan(gap)]
    return max(known, default=0.0)


def _deviation(
    territory: Compared,
    indicator: Indicator,
    reference: Reference,
    filters: MapSelection,
    widest: float,
) -> _Deviation | None:
    standing = territory.ranks[indicator]
    beside = standing.references.get(reference)
    if beside is None or math.isnan(beside):
        return None
    gap = standing.gap(reference)
    return _Deviation(
        text=ValueState.MISSING.label if gap is None else gap_text(indicator, gap),
        bar=None if gap is None else _bar(gap, widest),
        reference=reference_text(indicator, beside),
        address=lineage_address(territory.code, indicator, filters, reference=reference),
    )


def _bar(gap: float, widest: float) -> _Bar:
    """Draw a gap on a track as wide as twice the widest gap."""
    share = abs(gap) / widest if widest else 0.0
    width = 50 * min(share, 1.0)
    kind = ("gap-over" if gap > 0 else "gap-under") + (" beyond" if share > 1 else "")
    return _Bar(kind, 50.0 if gap > 0 else 50 - width, width)
