"""The answers of « Comparer »: territories side by side, what began and ended, two maps."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, html, no_update
from dash.development.base_component import Component

from dashboard.analysis.comparison.changes import changes_between
from dashboard.analysis.comparison.compare import accepted, compare
from dashboard.analysis.comparison.examples import examples
from dashboard.analysis.comparison.peers import peers
from dashboard.analysis.comparison.results import Comparison
from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.reports.claims import claims_beside
from dashboard.analysis.snapshot import Snapshot
from dashboard.callbacks.comparison.maps import answer_maps
from dashboard.components.comparison.charts import (
    RATES_NOTE,
    YEARS_NOTE,
    absent_text,
    panels_figure,
)
from dashboard.components.comparison.deviations import gaps_table
from dashboard.components.comparison.downloads import comparison_downloads
from dashboard.components.comparison.lists import (
    changes_list,
    chosen_list,
    claims_table,
    examples_list,
    figures_list,
    partners_table,
    peers_list,
)
from dashboard.components.comparison.tables import (
    key_table,
    publics_table,
    themes_table,
    years_table,
)
from dashboard.components.comparison.wording import comparison_filters, comparison_title
from dashboard.components.shared import ids
from dashboard.components.shared.links import comparison_download_address
from dashboard.components.shared.markup import Tree, markup
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.figures.static.comparison_panels import PANELS, ChartKind, absent_words
from dashboard.figures.static.small_multiples import panel_svg

_NAMESPACE = "comparison"


def register(app: Dash, current: SnapshotHolder) -> None:
    """Register the callbacks; the inputs of ``keep`` stand in the order of the script's controls."""

    @app.callback(
        Output(ids.COMPARISON_MARKUP, "data"),
        Output(ids.COMPARISON_COUNT, "children"),
        Input(ids.COMPARISON_REQUEST, "data"),
    )
    def draw_comparison(request: dict[str, Any]) -> tuple[dict[str, str], object]:
        return answer_comparison(current.snapshot, _asked(request), request["parts"])

    @app.callback(
        Output(ids.COMPARISON_LEFT, "figure"),
        Output(ids.COMPARISON_RIGHT, "figure"),
        Output(ids.COMPARISON_LEFT_TITLE, "children"),
        Output(ids.COMPARISON_RIGHT_TITLE, "children"),
        Output(ids.COMPARISON_LEFT_SENTENCE, "children"),
        Output(ids.COMPARISON_RIGHT_SENTENCE, "children"),
        Output(ids.COMPARISON_MAP_TITLE, "children"),
        Output(ids.COMPARISON_MAP_FILTERS, "children"),
        Output(ids.COMPARISON_MAP_MARKUP, "data"),
        Input(ids.COMPARISON_MAP_REQUEST, "data"),
    )
    def draw_maps(request: dict[str, Any]) -> tuple[object, ...]:
        return answer_maps(current.snapshot, _asked(request), request["parts"])

    _register_scripts(app)


def _register_scripts(app: Dash) -> None:
    app.clientside_callback(
        ClientsideFunction(_NAMESPACE, "keep"),
        Output(ids.COMPARISON_COMMITTED, "data"),
        Input(ids.COMPARISON_COUNTING, "value"),
        Input(ids.COMPARISON_THEMES, "value"),
        Input(ids.COMPARISON_PUBLICS, "value"),
        Input(ids.COMPARISON_YEAR, "value"),
        Input(ids.COMPARISON_WIDE, "checked"),
        Input(ids.COMPARISON_INDICATOR, "value"),
        Input(ids.COMPARISON_SIDES, "value"),
        Input(ids.COMPARISON_BETWEEN, "value"),
        Input(ids.COMPARISON_VIEW, "value"),
        State(ids.COMPARISON_SELECTION, "data"),
    )
    for function, identifier, prop in (
        ("fill", ids.COMPARISON_MARKUP, "data"),
        ("fillMaps", ids.COMPARISON_MAP_MARKUP, "data"),
        ("found", ids.COMPARISON_SEARCH, "value"),
        ("played", ids.COMPARISON_PLAY, "n_clicks"),
    ):
        app.clientside_callback(
            ClientsideFunction(_NAMESPACE, function),
            Output(ids.COMPARISON_COMMITTED, "data", allow_duplicate=True),
            Input(identifier, prop),
            prevent_initial_call=True,
        )


def _asked(request: dict[str, Any]) -> ComparisonSelection:
    return ComparisonSelection.from_query(request["query"])


def answer_comparison(
    snapshot: Snapshot, selection: ComparisonSelection, parts: Collection[str]
) -> tuple[dict[str, str], object]:
    """Answer the markup of the page's parts, and a sentence that tells whoever listens what has come.

    Args:
        snapshot: what answers are made from.
        selection: what the reader asked for.
        parts: ``list`` for everything, ``changes`` for what began and ended alone.
    """
    _, codes, _ = accepted(snapshot.comparison, selection.territories)
    changed = changes_between(snapshot.comparison, selection)
    filled: dict[str, Tree] = {ids.COMPARISON_CHANGES: changes_list(changed, chosen=bool(codes))}
    if "list" not in parts:
        return {part: markup(tree) for part, tree in filled.items()}, no_update
    comparison = compare(snapshot.comparison, selection)
    filled |= _parts(snapshot, comparison, selection)
    return {part: markup(tree) for part, tree in filled.items()}, comparison_title(comparison)


def _parts(
    snapshot: Snapshot, comparison: Comparison, selection: ComparisonSelection
) -> dict[str, Tree]:
    codes = [one.code for one in comparison.territories]
    return {
        ids.COMPARISON_CHOSEN: [
            html.H2(comparison_title(comparison)),
            *chosen_list(comparison, selection),
            *_peers(snapshot, comparison, selection),
        ],
        ids.COMPARISON_KEY: key_table(comparison, selection),
        ids.COMPARISON_GAPS: gaps_table(comparison, selection),
        ids.COMPARISON_BY_THEME: [
            _chart(ChartKind.THEMES, comparison, selection),
            themes_table(comparison, selection),
        ],
        ids.COMPARISON_BY_PUBLIC: [
            _chart(ChartKind.PUBLICS, comparison, selection),
            publics_table(comparison, selection),
        ],
        ids.COMPARISON_BY_YEAR: [
            _chart(ChartKind.YEARS, comparison, selection),
            years_table(comparison),
        ],
        ids.COMPARISON_PARTNERS: partners_table(comparison, selection),
        ids.COMPARISON_FIGURES: figures_list(comparison),
        ids.COMPARISON_CLAIMS: claims_table(
            claims_beside(
                snapshot.catalogue_index,
                snapshot.region_index,
                [*codes, snapshot.region_index.region.code],
            )
        ),
        ids.COMPARISON_DOWNLOADS: comparison_downloads(comparison, selection),
    }


def _chart(kind: ChartKind, comparison: Comparison, selection: ComparisonSelection) -> Tree:
    if not comparison.territories:
        return []
    filters = comparison_filters(selection, comparison.level)
    note = YEARS_NOTE if kind is ChartKind.YEARS else RATES_NOTE
    return panels_figure(
        [panel_svg(panel) for panel in PANELS[kind](comparison)],
        caption=" ".join(
            (f"{filters}.", note, absent_text(absent_words(kind, comparison)))
        ).strip(),
        downloads={
            name: comparison_download_address(selection, extension=extension, part=kind)
            for name, extension in (("SVG", "svg"), ("PNG", "png"))
        },
    )


def _peers(
    snapshot: Snapshot, comparison: Comparison, selection: ComparisonSelection
) -> list[Component]:
    if not comparison.territories:
        return examples_list(examples(snapshot.comparison), selection)
    first = comparison.territories[0]
    row = snapshot.region_index.territories[comparison.level].rows[first.code]
    found = peers(snapshot.comparison, comparison.level, row, without=selection.territories)
    return peers_list(found, comparison, selection)
