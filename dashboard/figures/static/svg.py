"""What all drawings are written with: their root, their words, lines and rectangles, as SVG text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from dashboard.figures import palette

Point = tuple[float, float]
"""Pixels to the right of the upper left corner, and below it."""
LINE_EM = 1.3
"""Distance between two lines, in sizes of the font."""
BOLD, END, MIDDLE = ' font-weight="600"', ' text-anchor="end"', ' text-anchor="middle"'
"""Further attributes of a text."""
_FONT = ' font-family="Source Sans Pro, Arial, sans-serif"'


def page_svg(title: str, size: Point, body: str, *, more: str = "") -> Markup:
    """Write a drawing for a page; its title is its label, ``more`` holds further attributes."""
    written = _svg(title, size, body, sized="", more=more)
    return Markup(written)  # noqa: S704 - numbers, colours, and words that are escaped


def file_svg(title: str, size: Point, body: str, *, defs: str = "") -> str:
    """Write a picture for a file, on white, in the font of pictures; its title is its label."""
    sized = f' width="{size[0]:g}" height="{size[1]:g}"'
    return _svg(title, size, f'{defs}<rect{sized} fill="#ffffff"/>{body}', sized=sized, more=_FONT)


def text_svg(x: float, y: float, text: str, *, size_px: float, more: str = "") -> str:
    """Write a line of text whose baseline is at ``y``; ``more`` holds further attributes."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size_px:g}" fill="{palette.TEXT}"{more}>'
        f"{escape(text, quote=False)}</text>"
    )


def lines_svg(x: float, y: float, lines: Sequence[str], *, size_px: float, more: str = "") -> str:
    """Write lines under one another, the first one's baseline at ``y``."""
    return "".join(
        text_svg(x, round(y + place * LINE_EM * size_px, 1), line, size_px=size_px, more=more)
        for place, line in enumerate(lines)
    )


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


def _svg(title: str, size: Point, body: str, *, sized: str, more: str) -> str:
    escaped = escape(title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]:g} {size[1]:g}"{sized} '
        f'role="img" aria-label="{escaped}"{more}><title>{escaped}</title>{body}</svg>'
    )
