"""How far the territories of « Comparer » are from what they are set beside, as a table and as a picture."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from dashboard.analysis.comparison.results import Compared, Comparison
from dashboard.components.comparison.deviations import (
    DEVIATIONS_NOTE,
    DEVIATIONS_TITLE,
    references_shown,
    widest_gap,
)
from dashboard.components.comparison.wording import NO_REFERENCE, gap_text
from dashboard.domain.codes import insee_code
from dashboard.domain.counting import ValueState
from dashboard.domain.file_formats import PictureForm
from dashboard.domain.formats import listed
from dashboard.domain.indicators import COMPARED, Indicator
from dashboard.domain.references import Reference
from dashboard.exports.contents.panels_in_form import panels_in_form
from dashboard.exports.contents.provenance import source_notes
from dashboard.exports.formats.table import FileTable
from dashboard.figures.static.row_panels import BarRow, RowGroup, RowPanel, row_panels

_DECIMALS = 4
_COLUMNS = (
    "code", "nom", "mesure", "unite", "repere", "valeur", "valeur_du_repere", "ecart", "etat_de_l_ecart",
    "effectif_faible",
)  # fmt: skip


def deviations_table(comparison: Comparison) -> FileTable:
    """Write a row per territory, measure and reference; what is not known is empty."""
    return FileTable(DEVIATIONS_TITLE, _COLUMNS, tuple(_rows(comparison)))


def _rows(comparison: Comparison) -> Iterator[tuple[object, ...]]:
    for territory in comparison.territories:
        for indicator in COMPARED:
            standing = territory.ranks[indicator]
            for reference in references_shown(comparison, indicator):
                gap = _gap(territory, indicator, reference)
                yield (
                    insee_code(territory.code), territory.name, indicator.entry.title,
                    indicator.entry.noun, reference.label, _rounded(standing.value),
                    _rounded(standing.references.get(reference)), _rounded(gap),
                    _state(territory, indicator, reference), "oui" if standing.cautious else "non",
                )  # fmt: skip


def deviations_picture(comparison: Comparison, about: Mapping[str, str], form: PictureForm) -> str:
    """Draw a panel per territory, a bar per measure and reference on either side of zero, as SVG.

    On a slide a territory is a row, with a panel per measure.
    """
    parts = [(measure,) for measure in COMPARED] if form.wide else [COMPARED]
    panels = row_panels(
        [
            RowPanel(
                territory.name,
                tuple(_group(comparison, territory, indicator) for indicator in measures),
                cautious=territory.ranks[Indicator.RATE].cautious,
            )
            for territory in comparison.territories
            for measures in parts
        ],
        title=DEVIATIONS_TITLE,
        signed=True,
    )
    names = listed([territory.name for territory in comparison.territories])
    notes = (DEVIATIONS_NOTE, about["filtres"], *source_notes(about))
    return panels_in_form(
        panels, title=f"{DEVIATIONS_TITLE} : {names}", notes=notes, form=form, columns=len(parts)
    )


def _group(comparison: Comparison, territory: Compared, indicator: Indicator) -> RowGroup:
    widest = widest_gap(comparison, indicator)
    return RowGroup(
        indicator.entry.title,
        tuple(
            BarRow(
                reference.label,
                _text(territory, indicator, reference),
                _share(_gap(territory, indicator, reference), widest),
            )
            for reference in references_shown(comparison, indicator)
        ),
    )


def _gap(territory: Compared, indicator: Indicator, reference: Reference) -> float | None:
    gap = territory.ranks[indicator].gap(reference)
    return None if gap is None or math.isnan(gap) else gap


def _text(territory: Compared, indicator: Indicator, reference: Reference) -> str:
    """Write a gap as the page does, or why there is none."""
    gap = _gap(territory, indicator, reference)
    return _state(territory, indicator, reference) if gap is None else gap_text(indicator, gap)


def _state(territory: Compared, indicator: Indicator, reference: Reference) -> str:
    """Say whether a gap is known: without a reference it has no object, without a value it is unknown."""
    beside = territory.ranks[indicator].references.get(reference)
    if beside is None or math.isnan(beside):
        return NO_REFERENCE
    known = _gap(territory, indicator, reference) is not None
    return (ValueState.VALUE if known else ValueState.MISSING).label


def _share(gap: float | None, widest: float) -> float | None:
    if gap is None:
        return None
    return gap / widest if widest else 0.0


def _rounded(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else round(value, _DECIMALS)
