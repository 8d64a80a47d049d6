"""Pictures sixteen wide for nine high, for slides: what surrounds a drawing stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dashboard.figures.static.line_breaks import broken
from dashboard.figures.static.map_pair import PAIR_LEGEND, SIDE_PX, PairSide
from dashboard.figures.static.page import (
    GUTTER_PX,
    MARGIN_PX,
    PictureWords,
    legend_title_svg,
    marks_svg,
    paragraphs_svg,
    sized_picture_svg,
    title_svg,
)
from dashboard.figures.static.region import Circles, RegionMap, placed_map_svg, scale_svg
from dashboard.figures.static.svg import BOLD, LINE_EM, Point, lines_svg

WIDE, HIGH = 16, 9
_LOWEST_PX = 720.0
_TALLER = 1.06
_LEGEND_PX = 300.0
_NAME_PX = 17.0

_Fitted = tuple[str, float, float]
"""A drawing, where it ends, and where it may end at most, pixels from the top."""


def region_slide(drawn: RegionMap, words: PictureWords) -> str:
    """Write the map as high as the slide, its title, legend and sources in a column beside it."""

    def laid_out(width: float, height: float) -> _Fitted:
        frame = drawn.shapes.frame
        larger = min(
            (height - 2 * MARGIN_PX) / frame.height_px, (0.62 * width - MARGIN_PX) / frame.width_px
        )
        top = (height - larger * frame.height_px) / 2
        x = MARGIN_PX + larger * frame.width_px + GUTTER_PX
        column = width - x - MARGIN_PX
        head, y = title_svg(words, (x, MARGIN_PX), width_px=column)
        legend, y = _legend(drawn.circles, words, (x, y + 24), width_px=column, larger=larger)
        foot, end = paragraphs_svg(words.notes, (x, y + 14), width_px=column)
        body = placed_map_svg(drawn, (MARGIN_PX, top), larger=larger)
        return f"{body}{head}{legend}{foot}", end, height - MARGIN_PX

    return _fitted(words, laid_out)


def pair_slide(left: PairSide, right: PairSide, words: PictureWords) -> str:
    """Write two maps side by side and their legend beside them, sources below."""

    def laid_out(width: float, height: float) -> _Fitted:
        side = (width - 2 * MARGIN_PX - 2 * GUTTER_PX - _LEGEND_PX) / 2
        head, top = title_svg(words, (MARGIN_PX, MARGIN_PX), width_px=width - 2 * MARGIN_PX)
        foot, foot_end = paragraphs_svg(words.notes, (MARGIN_PX, 0), width_px=width - 2 * MARGIN_PX)
        names = [broken(half.title, side, _NAME_PX) for half in (left, right)]
        top += 20 + LINE_EM * _NAME_PX * max(map(len, names))
        below = height - MARGIN_PX - foot_end
        larger = min(side, below - top - 30) / SIDE_PX
        maps = "".join(
            lines_svg(
                x,
                top - 10 - LINE_EM * _NAME_PX * (len(name) - 1),
                name,
                size_px=_NAME_PX,
                more=BOLD,
            )
            + placed_map_svg(half.drawn, (x, top), larger=larger)
            for x, name, half in zip(
                (MARGIN_PX, MARGIN_PX + side + GUTTER_PX), names, (left, right), strict=True
            )
        )
        x = MARGIN_PX + 2 * (side + GUTTER_PX)
        legend, end = _legend(
            left.drawn.circles,
            words,
            (x, top + 12),
            width_px=_LEGEND_PX,
            larger=larger,
            title=PAIR_LEGEND,
        )
        foot = f'<g transform="translate(0 {below:.1f})">{foot}</g>'
        return f"{head}{maps}{legend}{foot}", end, below - 14

    return _fitted(words, laid_out)


def _fitted(words: PictureWords, laid_out: Callable[[float, float], _Fitted]) -> str:
    """Write the smallest slide that holds all its words: letters are smaller in a larger one."""
    height = _LOWEST_PX
    while True:
        width = height * WIDE / HIGH
        body, end, most = laid_out(width, height)
        if end <= most:
            return sized_picture_svg(words, (width, height), body)
        height *= _TALLER


def _legend(  # noqa: PLR0913 - what it says, where, and how large
    circles: Circles,
    words: PictureWords,
    corner: Point,
    *,
    width_px: float,
    larger: float,
    title: str = "Légende",
) -> tuple[str, float]:
    """Write the legend; return it and where it ends."""
    x, y = corner
    head = legend_title_svg(x, y, title)
    sized = replace(circles, scale=tuple((text, larger * radius) for text, radius in circles.scale))
    scale, y = scale_svg(sized, (x, y + 26))
    marks, y = marks_svg(words.legend, (x, y), width_px=width_px)
    notes, y = paragraphs_svg(words.legend_notes, (x, y + 4), width_px=width_px)
    return f"{head}{scale}{marks}{notes}", y
