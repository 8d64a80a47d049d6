"""Panels of labelled rows with a bar each: shares from zero to all, or deviations on either side of zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.formats import capitalised
from dashboard.figures import palette
from dashboard.figures.static.line_breaks import wrapped
from dashboard.figures.static.small_multiples import (
    LABEL_PX,
    TICK_PX,
    TRACK,
    WIDTH_PX,
    Header,
    Panel,
)
from dashboard.figures.static.svg import (
    BOLD,
    END,
    LINE_EM,
    line_svg,
    lines_svg,
    rect_svg,
    text_svg,
)

_VALUE_PX, _GAP_VALUE_PX = 60.0, 96.0
"""Width kept for a value beside its label, and for a gap, which is longer."""
_LINE_PX, _BAR_PX, _ROW_GAP_PX, _GROUP_GAP_PX = LINE_EM * LABEL_PX, 11.0, 9.0, 10.0
_MIDDLE_PX = WIDTH_PX / 2


@dataclass(frozen=True)
class BarRow:
    """A row of a panel.

    Attributes:
        label: what the value is of.
        text: the value in words.
        share: how much of the track its bar fills, 0 to 1; of either half, -1 to 1, where bars are signed.
            Beyond, the bar ends in an arrow; ``None`` for no bar.
    """

    label: str
    text: str
    share: float | None


@dataclass(frozen=True)
class RowGroup:
    """Rows under one title, which may be empty."""

    title: str
    rows: tuple[BarRow, ...]


@dataclass(frozen=True)
class RowPanel:
    """What a panel shows: its name, its groups of rows; few inhabitants make it cautious."""

    name: str
    groups: tuple[RowGroup, ...]
    cautious: bool = False


def row_panels(panels: Sequence[RowPanel], *, title: str, signed: bool) -> tuple[Panel, ...]:
    """Draw the panels; ``signed`` bars start from the middle of their track.

    Args:
        panels: what is drawn.
        title: what it shows, for the sentence that stands for each panel.
        signed: whether bars go to either side of zero.
    """
    header = Header.of([panel.name for panel in panels], [panel.cautious for panel in panels])
    return tuple(
        _panel(panel, header.svg(place), header.height_px, title=title, signed=signed)
        for place, panel in enumerate(panels)
    )


def _panel(panel: RowPanel, head: str, top: float, *, title: str, signed: bool) -> Panel:
    parts, y = [head], top
    for group in panel.groups:
        if group.title:
            lines = wrapped(capitalised(group.title), width_px=WIDTH_PX, size_px=LABEL_PX)
            parts.append(lines_svg(0, y + 14, lines, size_px=LABEL_PX, more=BOLD))
            y += _LINE_PX * len(lines) + 4
        for row in group.rows:
            drawn, y = _row(row, y, signed=signed)
            parts.append(drawn)
        y += _GROUP_GAP_PX
    told = " ; ".join(f"{row.label} : {row.text}" for group in panel.groups for row in group.rows)
    return Panel(f"{title}, {panel.name} : {told}.", y, "".join(parts))


def _row(row: BarRow, top: float, *, signed: bool) -> tuple[str, float]:
    """Draw a row; return it and where the next begins."""
    kept = _GAP_VALUE_PX if signed else _VALUE_PX
    lines = wrapped(row.label, width_px=WIDTH_PX - kept, size_px=TICK_PX)
    last = top + 13 + _LINE_PX * (len(lines) - 1)
    bar = last + 5
    parts = [
        lines_svg(0, top + 13, lines, size_px=TICK_PX),
        text_svg(WIDTH_PX, last, row.text, size_px=LABEL_PX, more=END),
    ]
    if row.share is not None:
        parts.append(rect_svg((0, bar), (WIDTH_PX, _BAR_PX), fill=TRACK))
        parts.append(_bar(row.share, bar, signed=signed))
    if signed and row.share is not None:
        ends = (_MIDDLE_PX, bar - 2), (_MIDDLE_PX, bar + _BAR_PX + 2)
        parts.append(line_svg(*ends, colour=palette.TEXT, width=2))
    return "".join(parts), bar + _BAR_PX + _ROW_GAP_PX


def _bar(share: float, top: float, *, signed: bool) -> str:
    track = _MIDDLE_PX if signed else WIDTH_PX
    width = track * min(abs(share), 1.0)
    start = (_MIDDLE_PX if share > 0 else _MIDDLE_PX - width) if signed else 0.0
    fill = palette.CIRCLE if share > 0 else palette.POINT
    if abs(share) <= 1:
        return rect_svg((start, top), (width, _BAR_PX), fill=fill) if share else ""
    return _arrow(start, width, top, fill, right=share > 0)


def _arrow(start: float, width: float, top: float, fill: str, *, right: bool) -> str:
    """Draw a bar that goes on beyond its track."""
    low, middle, tip = top + _BAR_PX, top + _BAR_PX / 2, 8.0
    end = start + width
    path = (
        f"M{start:g} {top:g}H{end - tip:g}L{end:g} {middle:g}L{end - tip:g} {low:g}H{start:g}Z"
        if right
        else f"M{end:g} {top:g}H{start + tip:g}L{start:g} {middle:g}L{start + tip:g} {low:g}H{end:g}Z"
    )
    return f'<path d="{path}" fill="{fill}"/>'
