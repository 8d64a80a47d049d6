"""A map of the region as a whole picture: title, filters, legend, sources and dates around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dashboard.figures import palette
from dashboard.figures.static.page import (
    GUTTER_PX,
    INSIDE_PX,
    MARGIN_PX,
    TEXT_PX,
    PictureWords,
    foot_svg,
    hatch_svg,
    head_svg,
    legend_title_svg,
    marks_svg,
    paragraphs_svg,
    picture_svg,
)
from dashboard.figures.static.shapes import Frame, SvgShapes, areas_svg, dots_svg
from dashboard.figures.static.svg import BOLD, MIDDLE, Point, text_svg
from dashboard.figures.static.towns import Town, towns_svg

MAP_PX = 640.0
"""Width of the map inside the picture."""
_LEGEND_PX = INSIDE_PX - MAP_PX - GUTTER_PX
_BORDER_PX, _CHOSEN_PX = 1.3, 2.6
_VEIL = 0.62
"""How much of what is around a territory in focus is hidden."""
_MANY = 1000
"""Territories from which their edges are thinner."""


@dataclass(frozen=True, eq=False)
class Dots:
    """Points of one kind: longitude and latitude in degrees, shape ``(n, 2)``, no NaN."""

    points: NDArray[np.float64]
    colour: str
    radius_px: float


@dataclass(frozen=True, eq=False)
class Circles:
    """Circles whose area shows a number.

    Attributes:
        points: in degrees, shape ``(n, 2)``.
        radii_px: shape ``(n,)``.
        scale: the texts and the radii of those in the legend.
    """

    points: NDArray[np.float64]
    radii_px: NDArray[np.float64]
    scale: tuple[tuple[str, float], ...]


NO_POINTS = np.zeros((0, 2))
NO_CIRCLES = Circles(NO_POINTS, np.zeros(0), ())


@dataclass(frozen=True, eq=False)
class RegionMap:
    """What is drawn: territories in their colours, larger ones as lines, then circles, towns, points.

    Attributes:
        fills: the colour of every code of ``shapes``.
        borders: in the frame of ``shapes``.
        chosen: the path of a territory to outline, empty for none.
        focused: whether all but the territory chosen is pale.
        numbered: points whose order is written in them.
        towns: names with longitude and latitude.
        hatched: codes whose value is taken from a larger territory, hatched over their colour.
    """

    shapes: SvgShapes
    fills: Mapping[str, str]
    borders: SvgShapes
    circles: Circles = field(default=NO_CIRCLES)
    chosen: str = ""
    focused: bool = False
    dots: tuple[Dots, ...] = ()
    numbered: Dots | None = None
    towns: tuple[Town, ...] = ()
    hatched: frozenset[str] = frozenset()


def region_svg(drawn: RegionMap, words: PictureWords) -> str:
    """Write the whole picture; lines are as many as the words need, so that nothing is cut."""
    head, top = head_svg(words)
    map_part = placed_map_svg(drawn, (MARGIN_PX, top))
    legend, legend_end = _legend(drawn.circles, words, top)
    foot, height = foot_svg(words, max(top + drawn.shapes.frame.height_px, legend_end))
    return picture_svg(words, height, f"{head}{map_part}{legend}{foot}")


def placed_map_svg(drawn: RegionMap, corner: Point, *, larger: float = 1.0) -> str:
    """Put a map in its place; a drawing within a drawing shows nothing outside its own rectangle."""
    frame, (x, y) = drawn.shapes.frame, corner
    return (
        f'<svg x="{x:g}" y="{y:g}" width="{larger * frame.width_px:g}" '
        f'height="{larger * frame.height_px:.1f}" '
        f'viewBox="0 0 {frame.width_px:g} {frame.height_px:.1f}">{map_svg(drawn)}</svg>'
    )


def map_svg(drawn: RegionMap) -> str:
    """Draw the map from its upper left corner, without any words but the names of towns."""
    frame = drawn.shapes.frame
    edge = 0.6 if len(drawn.shapes.paths) < _MANY else 0.25
    borders = "".join(f'<path d="{path}"/>' for path in drawn.borders.paths.values())
    layers = [*drawn.dots, *([drawn.numbered] if drawn.numbered else [])]
    points = np.concatenate([NO_POINTS, *(dots.points for dots in layers)])
    marks, names = towns_svg(frame, drawn.towns, points)
    return "".join(
        [
            f'<rect width="{frame.width_px:g}" height="{frame.height_px:.1f}" rx="4" '
            f'fill="{palette.OUTSIDE}"/>',
            f'<g stroke="{palette.TERRITORY_EDGE}" stroke-width="{edge}" stroke-linejoin="round">',
            areas_svg(drawn.shapes, drawn.fills),
            *(
                hatch_svg(drawn.fills[code], f'path d="{path}"')
                for code, path in drawn.shapes.paths.items()
            ),
            *(
                hatch_svg(palette.BORROWED, f'path d="{path}"')
                for code, path in drawn.shapes.paths.items()
                if code in drawn.hatched
            ),
            "</g>",
            f'<g fill="none" stroke="{palette.OUTLINE}" stroke-width="{_BORDER_PX}" '
            f'stroke-linejoin="round">{borders}</g>',
            "" if drawn.focused else _chosen(drawn.chosen),
            _circles(frame, drawn.circles),
            marks,
            *(
                dots_svg(frame, dots.points, colour=dots.colour, radius_px=dots.radius_px)
                for dots in drawn.dots
            ),
            _veil(frame, drawn.chosen) + _chosen(drawn.chosen) if drawn.focused else "",
            names,
            _numbered(frame, drawn.numbered) if drawn.numbered else "",
        ]
    )


def _numbered(frame: Frame, dots: Dots) -> str:
    """Draw points with their order in them, the first on top."""
    pixels = list(enumerate(frame.pixels(dots.points).tolist(), start=1))
    size_px = 1.3 * dots.radius_px
    return "".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="{dots.radius_px:g}" fill="{dots.colour}" '
        f'stroke="{palette.HALO}" stroke-width="1.5"/>'
        f'<text x="{x:g}" y="{y + 0.36 * size_px:.1f}" font-size="{size_px:g}" '
        f'fill="{palette.HALO}"{MIDDLE}{BOLD}>{number}</text>'
        for number, (x, y) in reversed(pixels)
    )


def _veil(frame: Frame, path: str) -> str:
    """Make everything pale but a territory, over which there is a hole."""
    around = f"M0 0H{frame.width_px:g}V{frame.height_px:.1f}H0Z"
    return (
        f'<path d="{around}{path}" fill="{palette.HALO}" fill-opacity="{_VEIL}" '
        'fill-rule="evenodd"/>'
    )


def _chosen(path: str) -> str:
    edges = ((palette.HALO, _CHOSEN_PX + 3), (palette.SELECTED, _CHOSEN_PX))
    return "".join(
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'
        for colour, width in edges
        if path
    )


def _circles(frame: Frame, circles: Circles) -> str:
    """Draw the largest first, so that none hides a smaller one."""
    order = np.argsort(-circles.radii_px, kind="stable")
    pixels = frame.pixels(circles.points[order]).tolist()
    radii = circles.radii_px[order].tolist()
    drawn = "".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="{radius:.1f}"/>'
        for (x, y), radius in zip(pixels, radii, strict=True)
    )
    return _disc_group(drawn) if drawn else ""


def _disc_group(drawn: str) -> str:
    return (
        f'<g fill="{palette.CIRCLE}" fill-opacity="0.72" stroke="{palette.HALO}" '
        f'stroke-width="0.8">{drawn}</g>'
    )


def _legend(circles: Circles, words: PictureWords, top: float) -> tuple[str, float]:
    """Write the legend beside the map; return it and where it ends."""
    x, y = MARGIN_PX + MAP_PX + GUTTER_PX, top + 20
    title = legend_title_svg(x, y, "Légende")
    scale, y = scale_svg(circles, (x, y + 26))
    marks, y = marks_svg(words.legend, (x, y), width_px=_LEGEND_PX)
    notes, end = paragraphs_svg(words.legend_notes, (x, y + 8), width_px=_LEGEND_PX)
    return f"{title}{scale}{marks}{notes}", end


def scale_svg(circles: Circles, corner: Point) -> tuple[str, float]:
    """Write the scale of circles, nothing for none; return it and the baseline of what follows."""
    x, y = corner
    parts = []
    widest = max((2 * radius for _, radius in circles.scale), default=0.0)
    for text, radius in circles.scale:
        y += max(radius - 6, 0)
        disc = f'<circle cx="{x + widest / 2:.1f}" cy="{y - 5:.1f}" r="{radius:.1f}"/>'
        parts.append(_disc_group(disc) + text_svg(x + widest + 12, y, text, size_px=TEXT_PX))
        y += max(radius - 6, 0) + 24
    return "".join(parts), y
