"""The answers of « Comparer »: territories side by side, what began and ended, two maps."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from dash import Dash, Input, Output, no_update
from markupsafe import Markup

from dashboard.analysis.comparison.changes import changes_between
from dashboard.analysis.comparison.compare import accepted, compare
from dashboard.analysis.comparison.examples import examples
from dashboard.analysis.comparison.peers import peers, stratum_peers
from dashboard.analysis.comparison.results import Comparison
from dashboard.analysis.comparison.verdict import deviation_lines, verdict
from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.reports.claims import claims_beside
from dashboard.analysis.snapshot import Snapshot
from dashboard.callbacks.comparison.maps import MapsAnswer, answer_maps
from dashboard.callbacks.page_scripts import register_script
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
from dashboard.components.shared.page_scripts import COMPARISON_SCRIPT
from dashboard.domain.clock import Clock
from dashboard.domain.downloads import COMPARISON_PICTURES
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.figures.static.comparison_panels import ChartKind, absent_words, chart_panels
from dashboard.figures.static.small_multiples import panel_svg

_NOTES = {ChartKind.YEARS: YEARS_NOTE, ChartKind.YEAR_RATES: YEAR_RATES_NOTE}
"""What a chart of years shows; the others show rates."""


def register(app: Dash, current: SnapshotHolder, _clock: Clock) -> None:
    """Register the callbacks of the page, whose answers depend on no time."""

    @app.callback(
        Output(ids.COMPARISON_MARKUP, "data"),
        Output(ids.COMPARISON_COUNT, "children"),
        Input(ids.COMPARISON_REQUEST, "data"),
    )
    def draw_comparison(request: dict[str, Any]) -> tuple[dict[str, str], object]:
        return answer_comparison(current.snapshot, _selection_of(request), request["parts"])

    @app.callback(
        Output(ids.COMPARISON_LEFT, "figure"),
        Output(ids.COMPARISON_RIGHT, "figure"),
        Output(ids.COMPARISON_MAP_CHANGES, "data"),
        Output(ids.COMPARISON_LEFT_TITLE, "children"),
        Output(ids.COMPARISON_RIGHT_TITLE, "children"),
        Output(ids.COMPARISON_LEFT_SENTENCE, "children"),
        Output(ids.COMPARISON_RIGHT_SENTENCE, "children"),
        Output(ids.COMPARISON_MAP_TITLE, "children"),
        Output(ids.COMPARISON_MAP_FILTERS, "children"),
        Output(ids.COMPARISON_MAP_MARKUP, "data"),
        Input(ids.COMPARISON_MAP_REQUEST, "data"),
    )
    def draw_maps(request: dict[str, Any]) -> MapsAnswer:
        return answer_maps(current.snapshot, _selection_of(request), request["parts"])

    register_script(
        app,
        COMPARISON_SCRIPT,
        ("played", ids.COMPARISON_PLAY, "n_clicks"),
    )


def _selection_of(request: dict[str, Any]) -> ComparisonSelection:
    return ComparisonSelection.from_query(request["query"])


def answer_comparison(
    snapshot: Snapshot, selection: ComparisonSelection, parts: Collection[str]
) -> tuple[dict[str, str], object]:
    """Answer the markup of the page's parts, and a sentence for screen readers on what has changed.

    Args:
        snapshot: what answers are made from.
        selection: what the reader asked for.
        parts: ``list`` for everything, ``changes`` for what began and ended alone.
    """
    _, codes, _ = accepted(snapshot, selection.territories)
    changed = changes_between(snapshot, selection)
    filled: dict[str, str] = {ids.COMPARISON_CHANGES: changes_list(changed, chosen=bool(codes))}
    if "list" not in parts:
        return filled, no_update
    comparison = compare(snapshot, selection)
    filled |= _parts(snapshot, comparison, selection)
    return filled, comparison_title(comparison)


def _parts(
    snapshot: Snapshot, comparison: Comparison, selection: ComparisonSelection
) -> dict[str, str]:
    codes = [territory.code for territory in comparison.territories]
    return {
        **_chosen(snapshot, comparison, selection),
        **_standing(comparison, selection),
        ids.COMPARISON_KEY: key_table(comparison, selection),
        ids.COMPARISON_DEVIATIONS: deviations_table(comparison, selection),
        ids.COMPARISON_BY_THEME: _chart(ChartKind.THEMES, comparison, selection)
        + themes_table(comparison, selection),
        ids.COMPARISON_BY_PUBLIC: _chart(ChartKind.PUBLICS, comparison, selection)
        + publics_table(comparison, selection),
        ids.COMPARISON_BY_YEAR: _chart(ChartKind.YEARS, comparison, selection)
        + _chart(ChartKind.YEAR_RATES, comparison, selection)
        + years_table(comparison),
        ids.COMPARISON_PARTNERS: partners_table(comparison, selection),
        ids.COMPARISON_FIGURES: figures_list(comparison),
        ids.COMPARISON_CLAIMS: markup(
            claims_table(
                claims_beside(
                    snapshot.catalogue_index,
                    snapshot.region_index,
                    [*codes, snapshot.region_index.region.code],
                )
            )
        ),
        ids.COMPARISON_DOWNLOADS: comparison_downloads(comparison, selection),
    }


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


def _standing(comparison: Comparison, selection: ComparisonSelection) -> dict[str, Markup]:
    """Answer where the territories stand: in a sentence, and theme by theme."""
    places = range(len(comparison.territories))
    verdicts = [verdict(comparison, place) for place in places]
    grid = themes_grid(
        deviation_lines(comparison),
        [one.reference for one in verdicts],
        comparison,
        selection,
    )
    return {
        ids.COMPARISON_VERDICT: verdict_part(verdicts, comparison, selection),
        ids.COMPARISON_GRID: grid,
    }


def _chosen(
    snapshot: Snapshot, comparison: Comparison, selection: ComparisonSelection
) -> dict[str, Markup]:
    """Answer the row of those compared, and what is told of them; comparisons to start from for none."""
    facts = facts_list(comparison, selection)
    if not comparison.territories:
        chosen = chosen_list(comparison, selection) + examples_list(examples(snapshot), selection)
        return {ids.COMPARISON_CHOSEN: chosen, ids.COMPARISON_FACTS: facts}
    level, chosen_codes = comparison.level, selection.territories
    row = snapshot.region_index.territories[level].rows[comparison.territories[0].code]
    alike = stratum_peers(snapshot, level, row, without=chosen_codes)
    closest = peers(snapshot, level, row, without=chosen_codes)
    return {
        ids.COMPARISON_CHOSEN: chosen_list(comparison, selection, alike),
        ids.COMPARISON_FACTS: facts + peers_list(closest, comparison, selection),
    }
