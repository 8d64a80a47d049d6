"""The legend, in HTML, written from the very object that colours the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.kernel.results import Classes
from dashboard.components.shared.attributes import aria
from dashboard.components.shared.legend_wording import (
    CHOSEN_MARK,
    INITIATIVES_MARK,
    OUTSIDE_MARK,
    TOWN_HALLS_MARK,
    area_marks,
    method_text,
)
from dashboard.components.shared.wording import NOT_AN_ABSENCE
from dashboard.domain.formats import counted
from dashboard.domain.indicator import Indicator
from dashboard.domain.territory import Level
from dashboard.figures import palette
from dashboard.figures.legend_entries import LegendEntry


def legend(
    classes: Classes,
    *,
    indicator: Indicator,
    level: Level,
    circles: Sequence[tuple[int, float]] = (),
) -> list[Component]:
    """List classes with their bounds and numbers, then every value state.

    Args:
        classes: the classes the map is drawn from.
        indicator: the indicator shown.
        level: the level shown.
        circles: number and diameter in pixels of the circles to show as a scale.
    """
    steps = [_circle(number, diameter) for number, diameter in circles]
    areas = area_marks(classes, indicator=indicator, level=level)
    return [
        html.H3("Légende", className="legend-title"),
        html.Ul([*steps, *map(mark_step, areas)], className="legend-list"),
        html.P(method_text(classes, indicator), className="legend-note"),
        html.P(NOT_AN_ABSENCE, className="legend-note"),
    ]


def points_legend() -> html.Ul:
    """List what is drawn above the territories, whichever the indicator."""
    halls = replace(TOWN_HALLS_MARK, text=f"{TOWN_HALLS_MARK.text}, si affichée")
    marks = (INITIATIVES_MARK, halls, CHOSEN_MARK)
    return html.Ul([mark_step(mark) for mark in marks], className="legend-list legend-points")


def nearby_legend() -> html.Ul:
    """List what is drawn around a place."""
    marks = (
        LegendEntry(palette.SELECTED, "d’où les distances sont comptées", "dot"),
        LegendEntry(palette.POINT, "lieu d’une ou plusieurs initiatives", "dot"),
        TOWN_HALLS_MARK,
        LegendEntry(palette.SELECTED, "intercommunalité listée en entier", "outline"),
        LegendEntry(palette.OUTLINE, "limite du rayon", "ring"),
        OUTSIDE_MARK,
    )
    return html.Ul([mark_step(mark) for mark in marks], className="legend-list legend-points")


def mark_step(mark: LegendEntry) -> html.Li:
    """Make the line of a legend that tells a mark."""
    return step(mark.colour, mark.text, kind=mark.kind)


def step(colour: str, text: str, *, kind: str = "class") -> html.Li:
    """Make one line of a legend: a swatch of a kind and what it means."""
    return html.Li(
        [
            html.Span(
                className=f"swatch swatch-{kind}",
                style={"backgroundColor": colour},
                **aria(hidden="true"),
            ),
            html.Span(text),
        ]
    )


def _circle(number: int, diameter: float) -> html.Li:
    return html.Li(
        [
            html.Span(
                html.Span(
                    className="legend-circle",
                    style={"width": f"{diameter:.1f}px", "height": f"{diameter:.1f}px"},
                ),
                className="legend-circle-box",
                **aria(hidden="true"),
            ),
            html.Span(counted(number, "initiative")),
        ]
    )
