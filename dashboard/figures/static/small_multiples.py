"""Small multiples as SVG text: a panel per territory, the same axes for all of them.

A panel stands alone on a page, where panels are laid out by the page; a file holds them in one picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from dashboard.domain.formats import decimals_of, french_number
from dashboard.figures import palette
from dashboard.figures.static.svg_text import LINE_EM, lines_svg, text_svg, wrapped

Point = tuple[float, float]
"""Pixels to the right of the upper left corner, and below it."""
WIDTH_PX = 300.0
LABEL_PX, TICK_PX = 13.0, 12.0
"""Sizes of letters; a page may shrink a panel by a twentieth."""
TRACK = "#e9edf0"
_NAME_PX, _NAME_STEP_PX = 15.0, 15 * LINE_EM
_CAUTION = "effectif faible"
_TITLE_PX, _NOTE_PX = 20.0, 12.0
_MARGIN_PX, _GAP_PX = 24.0, 32.0
_MOST_COLUMNS = 3
_PAGE_FONT, _FILE_FONT = "inherit", "Source Sans Pro, Arial, sans-serif"


@dataclass(frozen=True)
class Panel:
    """A drawing of ``WIDTH_PX`` by ``height_px`` pixels, and the sentence that stands for it."""

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
        taken = (len(one) + mark for one, mark in zip(broken, cautious, strict=True))
        lines = max(taken, default=0)
        return cls(broken, tuple(cautious), lines * _NAME_STEP_PX + 6)

    def svg(self, place: int) -> str:
        """Write the head of a panel."""
        lines = self.names[place]
        bold = ' font-weight="600"'
        written = lines_svg(0, 15, lines, size_px=_NAME_PX, more=bold)
        if not self.cautious[place]:
            return written
        return written + text_svg(0, 15 + len(lines) * _NAME_STEP_PX, _CAUTION, size_px=TICK_PX)


def panel_svg(panel: Panel) -> Markup:
    """Write a panel for a page, whose font it takes."""
    written = _svg(panel.title, (WIDTH_PX, panel.height_px), panel.body, font=_PAGE_FONT)
    return Markup(written)  # noqa: S704 - numbers, and words that are escaped


def panels_picture(panels: Sequence[Panel], *, title: str, notes: Sequence[str]) -> str:
    """Join panels into one picture for a file, three side by side at most, on white.

    Args:
        panels: drawings of one height; none gives a picture of the words alone.
        title: what the picture shows, written above and standing for it.
        notes: the filters, sources and dates, written below.
    """
    columns = min(max(len(panels), 1), _MOST_COLUMNS)
    width = 2 * _MARGIN_PX + columns * WIDTH_PX + (columns - 1) * _GAP_PX
    inside = width - 2 * _MARGIN_PX
    head = wrapped(title, width_px=inside, size_px=_TITLE_PX, lines=4)
    below = [
        line
        for note in notes
        for line in wrapped(note, width_px=inside, size_px=_NOTE_PX, lines=12)
    ]
    parts = [lines_svg(_MARGIN_PX, 40, head, size_px=_TITLE_PX, more=' font-weight="600"')]
    top = 40 + LINE_EM * _TITLE_PX * len(head)
    tallest = max((panel.height_px for panel in panels), default=0.0)
    for place, panel in enumerate(panels):
        row, column = divmod(place, columns)
        x = _MARGIN_PX + column * (WIDTH_PX + _GAP_PX)
        y = top + row * (tallest + _GAP_PX)
        parts.append(
            f'<g transform="translate({x:g} {y:g})"><title>{escape(panel.title, quote=False)}</title>'
            f"{panel.body}</g>"
        )
    rows = -(-len(panels) // columns)
    end = top + rows * (tallest + _GAP_PX)
    parts.append(lines_svg(_MARGIN_PX, end, below, size_px=_NOTE_PX))
    height = end + LINE_EM * _NOTE_PX * len(below) + _MARGIN_PX - _NOTE_PX
    paper = f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>'
    size = f' width="{width:g}" height="{height:g}"'
    return _svg(title, (width, height), paper + "".join(parts), font=_FILE_FONT, more=size)


def tick_text(value: float, step: float) -> str:
    """Write a tick with the decimals its step has; zero is only zero."""
    return french_number(value, decimals_of(step) if value else 0)


def line_svg(start: Point, end: Point, *, colour: str, width: float = 1) -> str:
    """Write a straight line."""
    return (
        f'<path d="M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}" stroke="{colour}" '
        f'stroke-width="{width:g}" fill="none"/>'
    )


def rect_svg(corner: Point, size: Point, *, fill: str, edge: str = "") -> str:
    """Write a rectangle from its upper left corner; ``edge`` colours its outline, empty for none."""
    stroke = f' stroke="{edge}"' if edge else ""
    return (
        f'<rect x="{corner[0]:.1f}" y="{corner[1]:.1f}" width="{size[0]:.1f}" '
        f'height="{size[1]:.1f}" fill="{fill}"{stroke}/>'
    )


def bar_colours(*, cautious: bool) -> tuple[str, str]:
    """Return fill and outline: pale with an outline for few inhabitants, in greyscale too."""
    if cautious:
        return palette.BORDER, palette.OUTLINE
    return palette.CIRCLE, ""


def _svg(title: str, size: tuple[float, float], body: str, *, font: str, more: str = "") -> str:
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"{more} role="img" '
        f'aria-label="{escape(title)}" font-family="{font}">'
        f"<title>{escape(title, quote=False)}</title>{body}</svg>"
    )
