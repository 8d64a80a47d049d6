"""The legend, in HTML, written from the very object that colours the map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dash import html
from markupsafe import Markup

from dashboard.analysis.kernel.results import Classes
from dashboard.components.shared.attributes import aria
from dashboard.components.shared.legend_wording import (
    CHOSEN_MARK,
    OUTSIDE_MARK,
    POINT_MARKS,
    TOWN_HALLS_MARK,
    area_marks,
    method_text,
)
from dashboard.components.shared.markup import markup
from dashboard.components.shared.templates import render
from dashboard.components.shared.wording import NOT_AN_ABSENCE
from dashboard.domain.indicators import Scale
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from dashboard.figures import palette
from dashboard.figures.legend_entries import LegendEntry


def legend(
    classes: Classes,
    *,
    scale: Scale,
    level: Level,
    circles: Sequence[tuple[int, float]] = (),
    more_notes: Sequence[str] = (),
) -> Markup:
    """List classes with their bounds and numbers, then every value state.

    Args:
        classes: the classes the map is drawn from.
        scale: that of the indicator shown.
        level: the level shown.
        circles: number and diameter in pixels of the circles to show as a scale.
        more_notes: sentences below those on the method.
    """
    return titled_legend(
        area_marks(classes, scale=scale, level=level),
        [method_text(classes, scale), NOT_AN_ABSENCE, *more_notes],
        circles=circles,
    )


def titled_legend(
    entries: Iterable[LegendEntry],
    notes: Iterable[str],
    *,
    circles: Iterable[tuple[int, float]] = (),
) -> Markup:
    """Write the legend of a map: its circles, its marks and areas, and the sentences below."""
    return render("shared/legend.html.j2", entries=entries, notes=notes, circles=circles)


def points_legend(*selections: MapSelection) -> Markup:
    """List what is drawn above the territories of one map, or of several that share their legend."""
    layers = {layer for selection in selections for layer in selection.drawn_points}
    marks = [mark for layer, mark in POINT_MARKS.items() if layer in layers]
    if any(selection.territory for selection in selections):
        marks.append(CHOSEN_MARK)
    return markup([mark_step(mark) for mark in marks])


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
    """Make one line of a legend: a swatch of a kind and what it means."""
    return html.Li(
        [
            html.Span(
                className=f"swatch swatch-{mark.kind}",
                style={"backgroundColor": mark.colour},
                **aria(hidden="true"),
            ),
            html.Span(mark.text),
        ]
    )
