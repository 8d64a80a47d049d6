"""Two maps side by side as one picture: each in its square, one legend under both."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.figures.interactive.viewport import Bounds
from dashboard.figures.static.line_breaks import broken
from dashboard.figures.static.page import (
    GUTTER_PX,
    INSIDE_PX,
    MARGIN_PX,
    PictureWords,
    foot_svg,
    head_svg,
    legend_title_svg,
    marks_svg,
    paragraphs_svg,
    picture_svg,
)
from dashboard.figures.static.region import RegionMap, placed_map_svg, scale_svg
from dashboard.figures.static.svg import BOLD, LINE_EM, lines_svg

SIDE_PX = (INSIDE_PX - GUTTER_PX) / 2
"""Width of each map."""
PAIR_LEGEND = "Légende des deux cartes"
_NAME_PX = 17.0
_KM_PER_DEGREE = 111.2


@dataclass(frozen=True, eq=False)
class PairSide:
    """One of the maps and what it is called; what leaves the frame of its shapes is cut."""

    title: str
    drawn: RegionMap


def half_km(bounds: Bounds) -> float:
    """Return half the side of the smallest square that holds a box, in kilometres."""
    west, south, east, north = bounds
    across = (east - west) * _per_degree_east(bounds)
    return max(across, (north - south) * _KM_PER_DEGREE) / 2


def square_around(bounds: Bounds, half: float) -> Bounds:
    """Return the square of ``half`` kilometres each way from the middle of a box, in degrees."""
    west, south, east, north = bounds
    x, y = (west + east) / 2, (south + north) / 2
    across, up = half / _per_degree_east(bounds), half / _KM_PER_DEGREE
    return (x - across, y - up, x + across, y + up)


def pair_svg(left: PairSide, right: PairSide, words: PictureWords) -> str:
    """Write the whole picture; the legend is that of both maps."""
    head, top = head_svg(words)
    places = (MARGIN_PX, MARGIN_PX + SIDE_PX + GUTTER_PX)
    names = [broken(side.title, SIDE_PX, _NAME_PX) for side in (left, right)]
    top += LINE_EM * _NAME_PX * max(map(len, names))
    titles = "".join(
        lines_svg(x, top - LINE_EM * _NAME_PX * len(name) + 18, name, size_px=_NAME_PX, more=BOLD)
        for x, name in zip(places, names, strict=True)
    )
    top += 12
    maps = "".join(
        placed_map_svg(side.drawn, (x, top)) for x, side in zip(places, (left, right), strict=True)
    )
    height = max(side.drawn.shapes.frame.height_px for side in (left, right))
    legend, end = _legend(left, words, top + height)
    foot, whole = foot_svg(words, end - 14)
    return picture_svg(words, whole, f"{head}{titles}{maps}{legend}{foot}")


def _legend(side: PairSide, words: PictureWords, top: float) -> tuple[str, float]:
    """Write the legend in two columns under the maps; return it and where it ends."""
    y = top + 58
    title = legend_title_svg(MARGIN_PX, y - 28, PAIR_LEGEND)
    scale, left_y = scale_svg(side.drawn.circles, (MARGIN_PX, y))
    left_marks = math.ceil(len(words.legend) / 2) if not scale else 0
    left, left_y = marks_svg(words.legend[:left_marks], (MARGIN_PX, left_y), width_px=SIDE_PX)
    right_corner = (MARGIN_PX + SIDE_PX + GUTTER_PX, y)
    right, right_y = marks_svg(words.legend[left_marks:], right_corner, width_px=SIDE_PX)
    start = (MARGIN_PX, max(left_y, right_y) + 6)
    notes, end = paragraphs_svg(words.legend_notes, start, width_px=INSIDE_PX)
    return f"{title}{scale}{left}{right}{notes}", end


def _per_degree_east(bounds: Bounds) -> float:
    return _KM_PER_DEGREE * math.cos(math.radians((bounds[1] + bounds[3]) / 2))
