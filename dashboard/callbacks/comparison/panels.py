"""What « Comparer » tells beside its maps: territories side by side, what began and ended."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from markupsafe import Markup, escape

from dashboard.analysis.comparison.changes import changes_between
from dashboard.analysis.comparison.compare import accepted, compare
from dashboard.analysis.comparison.examples import examples
from dashboard.analysis.comparison.peers import peers, stratum_peers
from dashboard.analysis.comparison.results import Comparison
from dashboard.analysis.comparison.verdict import deviation_lines, reference_of, verdict
from dashboard.analysis.reports.claims import claims_beside
from dashboard.analysis.snapshot import Snapshot
from dashboard.components.comparison.breakdown import publics_table, themes_table
from dashboard.components.comparison.charts import (
    RATES_NOTE,
    YEAR_RATES_NOTE,
    YEARS_NOTE,
    absent_text,
    panels_figure,
    uninhabited_text,
)
from dashboard.components.comparison.claims import claims_table
from dashboard.components.comparison.deviations import deviations_table
from dashboard.components.comparison.downloads import comparison_downloads
from dashboard.components.comparison.grid import themes_grid
from dashboard.components.comparison.lists import (
    changes_list,
    chosen_list,
    examples_list,
    facts_list,
    figures_list,
    peers_list,
)
from dashboard.components.comparison.tables import (
    key_table,
    partners_table,
    years_table,
)
from dashboard.components.comparison.verdict import verdict_part
from dashboard.components.comparison.wording import comparison_filters, comparison_title
from dashboard.components.shared import ids
from dashboard.components.shared.downloads import files
from dashboard.components.shared.markup import markup
from dashboard.domain.downloads import COMPARISON_PICTURES
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.figures.static.comparison_panels import ChartKind, absent_words, chart_panels
from dashboard.figures.static.small_multiples import panel_svg

_NOTES = {ChartKind.YEARS: YEARS_NOTE, ChartKind.YEAR_RATES: YEAR_RATES_NOTE}
"""What a chart of years shows; the others show rates."""


def answer_comparison(
    snapshot: Snapshot, selection: ComparisonSelection, parts: Collection[str]
) -> dict[str, str]:
    """Answer the markup of the page's parts, with a sentence for screen readers on what has changed.

    Args:
        snapshot: what answers are made from.
        selection: what the reader asked for.
        parts: any of ``standing``, which all tabs show, ``changes``, what began and ended, and the names of
            tabs: ``synthesis``, ``themes``, ``publics``, ``time``, ``written``, ``downloads``.
    """
    told: dict[str, str] = {}
    if "changes" in parts:
        chosen = bool(accepted(snapshot, selection.territories)[1])
        told[ids.COMPARISON_CHANGES] = changes_list(
            changes_between(snapshot, selection), chosen=chosen
        )
    asked = [answer for part, answer in _ANSWERS.items() if part in parts]
    if not asked:
        return told
    comparison = compare(snapshot, selection)
    for answer in asked:
        told |= answer(snapshot, comparison, selection)
    return told | {ids.COMPARISON_COUNT: escape(comparison_title(comparison))}


def _standing(
    snapshot: Snapshot, comparison: Comparison, selection: ComparisonSelection
) -> dict[str, str]:
    """Answer the row of those compared, comparisons to start from for none, and the verdict."""
    if comparison.territories:
        level, row = comparison.level, _row(snapshot, comparison)
        alike = stratum_peers(snapshot, level, row, without=selection.territories)
        chosen = chosen_list(comparison, selection, alike)
    else:
        chosen = chosen_list(comparison, selection)
        chosen += examples_list(examples(snapshot), selection)
    verdicts = [verdict(comparison, place) for place in range(len(comparison.territories))]
    return {
        ids.COMPARISON_CHOSEN: chosen,
        ids.COMPARISON_VERDICT: verdict_part(verdicts, comparison, selection),
    }


def _synthesis(
    snapshot: Snapshot, comparison: Comparison, selection: ComparisonSelection
) -> dict[str, str]:
    grid = themes_grid(
        deviation_lines(comparison),
        [reference_of(comparison, territory) for territory in comparison.territories],
        comparison,
        selection,
    )
    facts = facts_list(comparison, selection)
    if comparison.territories:
        row = _row(snapshot, comparison)
        closest = peers(snapshot, comparison.level, row, without=selection.territories)
        facts += peers_list(closest, comparison, selection)
    return {
        ids.COMPARISON_GRID: grid,
        ids.COMPARISON_KEY: key_table(comparison, selection),
        ids.COMPARISON_DEVIATIONS: deviations_table(comparison, selection),
        ids.COMPARISON_FACTS: facts,
    }


def _themes(_: Snapshot, comparison: Comparison, selection: ComparisonSelection) -> dict[str, str]:
    chart = _chart(ChartKind.THEMES, comparison, selection)
    return {ids.COMPARISON_BY_THEME: chart + themes_table(comparison, selection)}


def _publics(_: Snapshot, comparison: Comparison, selection: ComparisonSelection) -> dict[str, str]:
    chart = _chart(ChartKind.PUBLICS, comparison, selection)
    return {ids.COMPARISON_BY_PUBLIC: chart + publics_table(comparison, selection)}


def _time(_: Snapshot, comparison: Comparison, selection: ComparisonSelection) -> dict[str, str]:
    charts = [
        _chart(kind, comparison, selection) for kind in (ChartKind.YEARS, ChartKind.YEAR_RATES)
    ]
    return {ids.COMPARISON_BY_YEAR: Markup().join(charts) + years_table(comparison)}


def _written(
    snapshot: Snapshot, comparison: Comparison, selection: ComparisonSelection
) -> dict[str, str]:
    codes = [territory.code for territory in comparison.territories]
    region = snapshot.region_index.region.code
    claims = claims_beside(snapshot.catalogue_index, snapshot.region_index, [*codes, region])
    return {
        ids.COMPARISON_PARTNERS: partners_table(comparison, selection),
        ids.COMPARISON_FIGURES: figures_list(comparison),
        ids.COMPARISON_CLAIMS: markup(claims_table(claims)),
    }


def _downloads(
    _: Snapshot, comparison: Comparison, selection: ComparisonSelection
) -> dict[str, str]:
    return {ids.COMPARISON_DOWNLOADS: comparison_downloads(comparison, selection)}


_ANSWERS: Mapping[str, Callable[[Snapshot, Comparison, ComparisonSelection], dict[str, str]]] = {
    "standing": _standing,
    "synthesis": _synthesis,
    "themes": _themes,
    "publics": _publics,
    "time": _time,
    "written": _written,
    "downloads": _downloads,
}
"""By part of the page, what answers its places."""


def _row(snapshot: Snapshot, comparison: Comparison) -> int:
    return snapshot.region_index.territories[comparison.level].rows[comparison.territories[0].code]


def _chart(kind: ChartKind, comparison: Comparison, selection: ComparisonSelection) -> Markup:
    if not comparison.territories:
        return Markup()
    absent = (
        uninhabited_text(comparison.territories)
        if kind is ChartKind.YEAR_RATES
        else absent_text(absent_words(kind, comparison))
    )
    filters = f"{comparison_filters(selection, comparison.level)}."
    return panels_figure(
        [panel_svg(panel) for panel in chart_panels(kind, comparison)],
        caption=" ".join((filters, _NOTES.get(kind, RATES_NOTE), absent)).strip(),
        downloads={
            file.label: file.address for file in files(COMPARISON_PICTURES, selection, part=kind)
        },
    )
