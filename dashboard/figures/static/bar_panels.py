"""Panels of horizontal bars: one rate per theme or beneficiary type, with a mark for the region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.counting import ValueState
from dashboard.domain.formats import rate_text
from dashboard.figures import palette
from dashboard.figures.static.line_breaks import wrapped
from dashboard.figures.static.small_multiples import (
    CAUTION,
    LABEL_PX,
    TICK_PX,
    TRACK,
    WIDTH_PX,
    Header,
    Panel,
    axis_ticks,
    bar_colours,
    tick_text,
)
from dashboard.figures.static.svg import (
    END,
    LINE_EM,
    MIDDLE,
    line_svg,
    lines_svg,
    rect_svg,
    text_svg,
)

REFERENCE_LABEL = "moyenne régionale"
_VALUE_PX = 84.0
"""Width kept for a value beside its label."""
_LINE_PX, _BAR_PX, _ROW_GAP_PX = LINE_EM * LABEL_PX, 11.0, 9.0
_AXIS_PX = 44.0
_LEGEND_PX = 172.0
_LEFT_PX, _RIGHT_PX = 1.0, WIDTH_PX - 16


@dataclass(frozen=True)
class Bars:
    """One territory: a rate per label, ``None`` where not known; few inhabitants make it cautious."""

    name: str
    values: tuple[float | None, ...]
    cautious: bool = False


@dataclass(frozen=True)
class _Axis:
    """What all panels share: labels broken into lines, where rows begin, and the axis."""

    labels: tuple[tuple[str, ...], ...]
    tops: tuple[float, ...]
    height_px: float
    ticks: tuple[float, ...]
    unit: str

    def x(self, value: float) -> float:
        return _LEFT_PX + (_RIGHT_PX - _LEFT_PX) * min(value / self.ticks[-1], 1.0)


def bar_panels(
    bars: Sequence[Bars],
    labels: Sequence[str],
    *,
    title: str,
    unit: str,
    reference: Sequence[float | None],
) -> tuple[Panel, ...]:
    """Draw a panel per territory; all of them share labels, rows and axis.

    The axis reaches the largest value of territories that are not cautious, and the region's: a
    cautious one that goes beyond is cut, with an arrow, and its value still written.

    Args:
        bars: ``n`` territories.
        labels: what the values are about, from top to bottom, length ``k``; none gives no panel.
        title: what is drawn, for the sentence that stands for each panel.
        unit: what follows a value.
        reference: the region's mean for each label, length ``k``.
    """
    if not labels:
        return ()
    header = Header.of(
        [territory.name for territory in bars], [territory.cautious for territory in bars]
    )
    axis = _axis(bars, labels, unit, reference, header)
    return tuple(
        Panel(
            _sentence(territory, labels, title, unit, axis),
            axis.height_px,
            header.svg(place) + _body(territory, reference, axis),
        )
        for place, territory in enumerate(bars)
    )


def _axis(
    bars: Sequence[Bars],
    labels: Sequence[str],
    unit: str,
    reference: Sequence[float | None],
    header: Header,
) -> _Axis:
    sure = [territory for territory in bars if not territory.cautious] or bars
    values = [value for territory in sure for value in territory.values] + list(reference)
    largest = max((value for value in values if value is not None), default=0.0)
    broken = tuple(
        wrapped(label, width_px=WIDTH_PX - _VALUE_PX, size_px=LABEL_PX) for label in labels
    )
    tops = [header.height_px]
    for lines in broken:
        tops.append(tops[-1] + _LINE_PX * len(lines) + _BAR_PX + _ROW_GAP_PX)
    return _Axis(broken, tuple(tops), tops[-1] + _AXIS_PX, axis_ticks(largest), unit)


def _body(bars: Bars, reference: Sequence[float | None], axis: _Axis) -> str:
    rows = [
        _row(place, value, mean, axis, cautious=bars.cautious)
        for place, (value, mean) in enumerate(zip(bars.values, reference, strict=True))
    ]
    return "".join(rows) + _foot(axis)


def _row(
    place: int, value: float | None, mean: float | None, axis: _Axis, *, cautious: bool
) -> str:
    lines, top = axis.labels[place], axis.tops[place]
    last = top + 12 + _LINE_PX * (len(lines) - 1)
    bar = last + 5
    parts = [
        lines_svg(0, top + 12, lines, size_px=LABEL_PX),
        text_svg(WIDTH_PX, last, _value_text(value), size_px=LABEL_PX, more=END),
        rect_svg((_LEFT_PX, bar), (_RIGHT_PX - _LEFT_PX, _BAR_PX), fill=TRACK),
    ]
    if value:
        fill, edge = bar_colours(cautious=cautious)
        width = max(axis.x(value) - _LEFT_PX, 1.5)
        parts.append(rect_svg((_LEFT_PX, bar), (width, _BAR_PX), fill=fill, edge=edge))
        if value > axis.ticks[-1]:
            parts.append(_arrow(bar, fill, edge))
    if mean is not None:
        x = axis.x(mean)
        parts.append(_mark(x, bar - 3, bar + _BAR_PX + 3))
    return "".join(parts)


def _arrow(bar: float, fill: str, edge: str) -> str:
    """Draw the mark of a bar that goes on beyond the axis."""
    middle, low = bar + _BAR_PX / 2, bar + _BAR_PX
    return (
        f'<path d="M{_RIGHT_PX:g} {bar - 1:g}L{WIDTH_PX - 3:g} {middle:g}L{_RIGHT_PX:g} {low + 1:g}Z" '
        f'fill="{fill}" stroke="{edge or fill}"/>'
    )


def _mark(x: float, high: float, low: float) -> str:
    halo = line_svg((x, high), (x, low), colour=palette.HALO, width=5)
    return halo + line_svg((x, high), (x, low), colour=palette.TEXT, width=2.5)


def _foot(axis: _Axis) -> str:
    y = axis.tops[-1]
    step = axis.ticks[1]
    parts = [line_svg((_LEFT_PX, y), (_RIGHT_PX, y), colour=palette.OUTLINE)]
    for tick in axis.ticks:
        x = axis.x(tick)
        anchor = MIDDLE if tick else ""
        parts.append(line_svg((x, y), (x, y + 4), colour=palette.OUTLINE))
        text = tick_text(tick, step)
        parts.append(text_svg(round(x, 1), y + 17, text, size_px=TICK_PX, more=anchor))
    low = y + 37
    parts.extend(
        [
            text_svg(0, low, axis.unit, size_px=TICK_PX),
            _mark(_LEGEND_PX, low - 11, low + 3),
            text_svg(_LEGEND_PX + 7, low, REFERENCE_LABEL, size_px=TICK_PX),
        ]
    )
    return "".join(parts)


def _value_text(value: float | None) -> str:
    if value is None:
        return ValueState.MISSING.label
    return rate_text(value) if value else ValueState.ZERO.label


def _sentence(bars: Bars, labels: Sequence[str], title: str, unit: str, axis: _Axis) -> str:
    """Describe what a sighted reader sees: the highest bar, and the axis all panels share."""
    known = [
        (value, label)
        for value, label in zip(bars.values, labels, strict=True)
        if value is not None
    ]
    best = max(known, key=lambda pair: pair[0], default=(0.0, ""))
    highest = (
        f"le plus pour {best[1]} ({rate_text(best[0])} {unit})"
        if best[0]
        else ValueState.ZERO.label
    )
    caution = f", {CAUTION}" if bars.cautious else ""
    end = tick_text(axis.ticks[-1], axis.ticks[1])
    return f"{title}, {bars.name}{caution} : {highest} ; axe de 0 à {end}, le même pour tous."
