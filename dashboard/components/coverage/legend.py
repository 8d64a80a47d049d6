"""The legend of « Zones blanches », written from the very values that colour its map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.coverage.results import NeedMap
from dashboard.analysis.kernel.results import Classes
from dashboard.components.coverage.legend_wording import (
    COVERAGE_NOTE,
    SITE_MARK,
    classes_marks,
    classes_note,
    coverage_marks,
    need_heads,
    need_note,
    reach_words,
    state_marks,
    unknown_mark,
)
from dashboard.components.shared.attributes import aria
from dashboard.components.shared.legend import mark_step
from dashboard.components.shared.legend_wording import CHOSEN_MARK, OUTSIDE_MARK
from dashboard.components.shared.tables import scrolling
from dashboard.domain.formats import french_number
from dashboard.domain.indicator import Indicator
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.figures import palette
from dashboard.figures.legend_entries import LegendEntry


def state_list(selection: CoverageSelection) -> html.Ul:
    """List the states of communes, without numbers, as a sheet does."""
    return html.Ul(list(map(mark_step, state_marks(selection))), className="legend-list")


def coverage_legend(numbers: Sequence[int], selection: CoverageSelection) -> list[Component]:
    """List the states of communes, each with its number of communes.

    Args:
        numbers: communes by code of the map: the four states, the border, the two fragile ones.
        selection: what the reader asked for.
    """
    return _legend(coverage_marks(numbers, selection), COVERAGE_NOTE)


def classes_legend(classes: Classes, indicator: Indicator) -> list[Component]:
    """List the classes of a share or of the score, then the states that are in none."""
    return _legend(classes_marks(classes, indicator), classes_note(classes))


def need_legend(found: NeedMap, selection: CoverageSelection) -> list[Component]:
    """Explain the nine colours in words, as a table of need by coverage."""
    heads = need_heads(found, selection)
    rows = [
        html.Tr(
            [
                html.Th(name, scope="row"),
                *(
                    html.Td(_cell(palette.NEED_BY_COVERAGE[row][column], found.counts[row][column]))
                    for column in range(len(heads))
                ),
            ]
        )
        for row, name in enumerate(reach_words(selection.level))
    ]
    table = html.Table(
        [
            html.Caption("Nombre de territoires par couleur ; le besoin est coupé en trois tiers."),
            html.Thead(html.Tr([html.Td(), *(html.Th(name, scope="col") for name in heads)])),
            html.Tbody(rows),
        ],
        className="need-grid",
    )
    others = map(mark_step, (unknown_mark(found, selection.level), OUTSIDE_MARK))
    return [
        html.H3("Légende", className="legend-title"),
        scrolling(table, label="Légende : besoin et couverture"),
        html.Ul(list(others), className="legend-list"),
        html.P(need_note(found, selection), className="legend-note"),
    ]


def sites_legend() -> html.Ul:
    """List what is drawn above the territories."""
    return html.Ul(
        [mark_step(SITE_MARK), mark_step(CHOSEN_MARK)], className="legend-list legend-points"
    )


def _legend(marks: Iterable[LegendEntry], note: str) -> list[Component]:
    return [
        html.H3("Légende", className="legend-title"),
        html.Ul(list(map(mark_step, marks)), className="legend-list"),
        html.P(note, className="legend-note"),
    ]


def _cell(colour: str, number: int) -> list[Component]:
    return [
        html.Span(
            className="swatch swatch-class",
            style={"backgroundColor": colour},
            **aria(hidden="true"),
        ),
        html.Span(french_number(number)),
    ]
