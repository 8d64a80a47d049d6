"""What surrounds a drawing in a picture for a file: title, legend, sources and dates, on white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.counting import ValueState
from dashboard.figures import palette
from dashboard.figures.legend_entries import LegendEntry
from dashboard.figures.static.line_breaks import broken
from dashboard.figures.static.svg import BOLD, LINE_EM, Point, file_svg, lines_svg, text_svg

WIDTH_PX, MARGIN_PX, GUTTER_PX = 1000.0, 28.0, 28.0
INSIDE_PX = WIDTH_PX - 2 * MARGIN_PX
TEXT_PX, NOTE_PX = 14.0, 12.0
_TITLE_PX, _SUBTITLE_PX, _LEGEND_TITLE_PX = 25.0, 15.0, 16.0
_SWATCH_PX, _SWATCH_HEIGHT_PX = 24.0, 15.0
_INDENT_PX = _SWATCH_PX + 10
_HATCHES = {
    palette.STATE_COLOURS[ValueState.LOW_POPULATION]: ("hachures-faible", 45),
    palette.STATE_COLOURS[ValueState.MISSING]: ("hachures-inconnu", 0),
    palette.BORROWED: ("hachures-emprunt", 135),
}
"""States shown by hatches too, which a print in greys keeps: a name and degrees."""
_LINES = frozenset({"outline", "ring"})


@dataclass(frozen=True)
class PictureWords:
    """What is written: title and filters above, the legend, sources and dates below."""

    title: str
    subtitle: str
    legend: tuple[LegendEntry, ...]
    legend_notes: tuple[str, ...]
    notes: tuple[str, ...]


def picture_svg(words: PictureWords, height_px: float, body: str) -> str:
    """Write the whole picture from what is drawn in it; its label is its title and filters."""
    return sized_picture_svg(words, (WIDTH_PX, height_px), body)


def sized_picture_svg(words: PictureWords, size: Point, body: str) -> str:
    """Write a picture of another size than the usual width."""
    return file_svg(f"{words.title}. {words.subtitle}", size, body, defs=hatch_defs())


def head_svg(words: PictureWords) -> tuple[str, float]:
    """Write title and filters; return them and where the map begins."""
    return title_svg(words, (MARGIN_PX, MARGIN_PX), width_px=INSIDE_PX)


def title_svg(words: PictureWords, corner: Point, *, width_px: float) -> tuple[str, float]:
    """Write title and filters in a width; return them and where what follows begins."""
    x, y = corner
    title = broken(words.title, width_px, _TITLE_PX, even=True)
    y += _TITLE_PX
    written = lines_svg(x, y, title, size_px=_TITLE_PX, more=BOLD)
    y += LINE_EM * _TITLE_PX * len(title) - 6
    subtitle = broken(words.subtitle, width_px, _SUBTITLE_PX)
    written += lines_svg(x, y, subtitle, size_px=_SUBTITLE_PX)
    return written, round(y + LINE_EM * _SUBTITLE_PX * len(subtitle), 1)


def legend_title_svg(x: float, y: float, text: str) -> str:
    """Write what heads a legend."""
    return text_svg(x, y, text, size_px=_LEGEND_TITLE_PX, more=BOLD)


def foot_svg(words: PictureWords, top: float) -> tuple[str, float]:
    """Write sources and dates under what ends at ``top``; return them and the height of the picture."""
    written, end = paragraphs_svg(words.notes, (MARGIN_PX, top + 30), width_px=INSIDE_PX)
    return written, end + MARGIN_PX - NOTE_PX


def marks_svg(marks: Sequence[LegendEntry], corner: Point, *, width_px: float) -> tuple[str, float]:
    """Write lines of a legend under one another; return them and the baseline of what follows."""
    x, y = corner
    parts = []
    for mark in marks:
        lines = broken(mark.text, width_px - _INDENT_PX, TEXT_PX)
        parts.append(_swatch(mark, x, y) + lines_svg(x + _INDENT_PX, y, lines, size_px=TEXT_PX))
        y += LINE_EM * TEXT_PX * len(lines) + 6
    return "".join(parts), y


def paragraphs_svg(texts: Sequence[str], corner: Point, *, width_px: float) -> tuple[str, float]:
    """Write small paragraphs under one another; return them and where they end."""
    x, y = corner
    parts = []
    for text in texts:
        lines = broken(text, width_px, NOTE_PX)
        parts.append(lines_svg(x, round(y, 1), lines, size_px=NOTE_PX))
        y += LINE_EM * NOTE_PX * len(lines) + 5
    return "".join(parts), round(y, 1)


def hatch_svg(colour: str, shape: str) -> str:
    """Draw lines over a shape where its colour is hatched; ``shape`` is an element but for its fill."""
    return f'<{shape} fill="url(#{_HATCHES[colour][0]})"/>' if colour in _HATCHES else ""


def _swatch(mark: LegendEntry, x: float, y: float) -> str:
    """Draw the colour of a mark beside the baseline ``y`` of its text, as the page does."""
    if mark.kind == "dot":
        return (
            f'<circle cx="{x + _SWATCH_PX / 2:g}" cy="{y - 5:g}" r="6" fill="{mark.colour}" '
            f'stroke="{palette.OUTLINE}"/>'
        )
    corner = f'x="{x:g}" y="{y - 12:g}" width="{_SWATCH_PX:g}" height="{_SWATCH_HEIGHT_PX:g}"'
    if mark.kind in _LINES:
        return f'<rect {corner} fill="none" stroke="{mark.colour}" stroke-width="3"/>'
    dashed = ' stroke-dasharray="3 2"' if mark.kind == "outside" else ""
    area = f'rect {corner} rx="2" stroke="{palette.OUTLINE}"{dashed}'
    return f'<{area} fill="{mark.colour}"/>' + hatch_svg(mark.colour, area)


def hatch_defs() -> str:
    """Write the patterns that ``hatch_svg`` refers to, once per drawing."""
    line = '<line x1="3" x2="3" y2="6" stroke="#3c2850" stroke-opacity="0.55" stroke-width="1.4"/>'
    patterns = (
        f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate({degrees})">{line}</pattern>'
        for name, degrees in _HATCHES.values()
    )
    return f"<defs>{''.join(patterns)}</defs>"
