"""Small multiples as SVG text: a panel per territory, the same axes for all of them.

A panel stands alone on a page, where panels are laid out by the page; a file holds them in one picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from dashboard.domain.counting import ValueState
from dashboard.domain.formats import decimals_of, french_number
from dashboard.figures import palette
from dashboard.figures.static.line_breaks import broken, wrapped
from dashboard.figures.static.page import NOTE_PX, paragraphs_svg
from dashboard.figures.static.svg import BOLD, LINE_EM, file_svg, lines_svg, page_svg, text_svg

WIDTH_PX = 300.0
LABEL_PX, TICK_PX = 13.0, 12.0
"""Sizes of letters; a page may shrink a panel by a twentieth."""
TRACK = "#e9edf0"
CAUTION = ValueState.LOW_POPULATION.label
_NAME_PX, _NAME_STEP_PX = 15.0, 15 * LINE_EM
_TITLE_PX, _MARGIN_PX, _GAP_PX = 20.0, 24.0, 32.0
_FEWEST_COLUMNS, _MOST_COLUMNS = 2, 3
"""Words below need the width of two panels."""
_PAGE_FONT = ' font-family="inherit"'
_ROUND = (1.0, 2.0, 5.0, 10.0)
_STEPS = 5
_WIDER = 1.02


@dataclass(frozen=True)
class Panel:
    """A drawing of ``WIDTH_PX`` by ``height_px`` pixels, and the sentence that describes it."""

    title: str
    height_px: float
    body: str


@dataclass(frozen=True)
class Header:
    """What heads each panel: names broken into lines, and the height all of them take."""

    names: tuple[tuple[str, ...], ...]
    cautious: tuple[bool, ...]
    height_px: float

    @classmethod
    def of(cls, names: Sequence[str], cautious: Sequence[bool]) -> Header:
        """Break the names; the longest one decides the height."""
        broken = tuple(wrapped(name, width_px=WIDTH_PX, size_px=_NAME_PX * 1.05) for name in names)
        heights = (
            len(name_lines) + mark for name_lines, mark in zip(broken, cautious, strict=True)
        )
        lines = max(heights, default=0)
        return cls(broken, tuple(cautious), lines * _NAME_STEP_PX + 6)

    def svg(self, place: int) -> str:
        """Write the head of a panel."""
        lines = self.names[place]
        written = lines_svg(0, 15, lines, size_px=_NAME_PX, more=BOLD)
        if not self.cautious[place]:
            return written
        return written + text_svg(0, 15 + len(lines) * _NAME_STEP_PX, CAUTION, size_px=TICK_PX)


def panel_svg(panel: Panel) -> Markup:
    """Write a panel for a page, whose font it takes."""
    return page_svg(panel.title, (WIDTH_PX, panel.height_px), panel.body, more=_PAGE_FONT)


def text_panel(title: str, texts: Sequence[str]) -> Panel:
    """Write paragraphs where a panel would be."""
    body, end = paragraphs_svg(texts, (0, NOTE_PX), width_px=WIDTH_PX)
    return Panel(title, end, body)


def panels_picture(panels: Sequence[Panel], *, title: str, notes: Sequence[str]) -> str:
    """Join panels into one picture for a file, three side by side at most, on white.

    Args:
        panels: drawings of one height; none gives a picture of the words alone.
        title: what the picture shows, written above and standing for it.
        notes: the filters, sources and dates, written below.
    """
    columns = min(max(len(panels), _FEWEST_COLUMNS), _MOST_COLUMNS)
    width = _width(columns)
    body, height = _laid_out(panels, title, notes, columns=columns, width_px=width)
    return file_svg(title, (width, height), body)


def panels_slide(
    panels: Sequence[Panel],
    *,
    title: str,
    notes: Sequence[str],
    shape: float,
    columns: int | None = None,
) -> str:
    """Join panels into one picture of a given shape, in as many columns as make them largest.

    Args:
        panels: as for ``panels_picture``.
        title: as well.
        notes: as well.
        shape: the width of the picture for a height of one.
        columns: how many there must be, where rows mean something.
    """

    def fitted(across: int) -> tuple[float, str]:
        width = _width(across)
        while True:
            body, height = _laid_out(panels, title, notes, columns=across, width_px=width)
            if height * shape <= width:
                return width, body
            width = max(height * shape, width * _WIDER)

    tried = [columns] if columns else range(1, max(len(panels), _FEWEST_COLUMNS) + 1)
    width, body = min(map(fitted, tried))
    return file_svg(title, (width, width / shape), body)


def _width(columns: int) -> float:
    return 2 * _MARGIN_PX + columns * WIDTH_PX + (columns - 1) * _GAP_PX


def _laid_out(
    panels: Sequence[Panel], title: str, notes: Sequence[str], *, columns: int, width_px: float
) -> tuple[str, float]:
    """Lay panels out in the middle of a width; return what is drawn and how high it is."""
    inside = width_px - 2 * _MARGIN_PX
    head = broken(title, inside, _TITLE_PX, even=True)
    parts = [lines_svg(_MARGIN_PX, 40, head, size_px=_TITLE_PX, more=BOLD)]
    top = 40 + LINE_EM * _TITLE_PX * len(head)
    tallest = max((panel.height_px for panel in panels), default=0.0)
    left = (width_px - _width(columns)) / 2 + _MARGIN_PX
    for place, panel in enumerate(panels):
        row, column = divmod(place, columns)
        x = left + column * (WIDTH_PX + _GAP_PX)
        y = top + row * (tallest + _GAP_PX)
        parts.append(
            f'<g transform="translate({x:g} {y:g})"><title>{escape(panel.title, quote=False)}</title>'
            f"{panel.body}</g>"
        )
    rows = -(-len(panels) // columns)
    below, end = paragraphs_svg(
        notes, (_MARGIN_PX, top + rows * (tallest + _GAP_PX)), width_px=inside
    )
    return "".join(parts) + below, end + _MARGIN_PX - NOTE_PX


def axis_ticks(largest: float, *, smallest_step: float = 0.0) -> tuple[float, ...]:
    """Return round ticks from zero to the first one that reaches ``largest``, which may be zero.

    Args:
        largest: the largest value to draw, not negative.
        smallest_step: the least distance between two ticks, 1 for counts.
    """
    if largest <= 0:
        return (0.0, max(smallest_step, 1.0))
    rough = max(largest / _STEPS, smallest_step)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * multiple for multiple in _ROUND if power * multiple >= rough * (1 - 1e-9))
    count = math.ceil(largest / step - 1e-9)
    return tuple(round(step * place, 10) for place in range(count + 1))


def tick_text(value: float, step: float) -> str:
    """Write a tick with the decimals its step has; zero is only zero."""
    return french_number(value, decimals_of(step) if value else 0)


def bar_colours(*, cautious: bool) -> tuple[str, str]:
    """Return fill and outline: pale with an outline for few inhabitants, in greyscale too."""
    if cautious:
        return palette.STATE_COLOURS[ValueState.LOW_POPULATION], palette.OUTLINE
    return palette.CIRCLE, ""
