"""A map for paper that says where it is: names that stand clear of one another, numbered places, a scale."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.figures import palette
from dashboard.figures.static.line_breaks import LETTER_EM
from dashboard.figures.static.page import hatch_defs
from dashboard.figures.static.region import RegionMap, map_svg
from dashboard.figures.static.shapes import Frame
from dashboard.figures.static.svg import BOLD, MIDDLE, Point, file_svg, line_svg, rect_svg, text_svg
from dashboard.figures.static.towns import Box, hidden_points

KM_PER_DEGREE = 111.2
"""Along a meridian."""
_NAME_PX, _NUMBER_PX, _MARK_PX, _SCALE_PX = 10.5, 10.0, 7.5, 10.0
_BESIDE_PX = _MARK_PX + 0.5
"""How far beside its place a name stands, clear of a numbered mark."""
_SCALE_SHARE = 0.3
"""The longest scale bar, in widths of the map."""
_EDGE_PX = 10.0
_LENGTHS_KM = (0.5, 1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class Label:
    """A name at a place in degrees; ``faint`` for what is around what the map is about."""

    name: str
    longitude: float
    latitude: float
    faint: bool = False


def labelled_map_svg(
    drawn: RegionMap, labels: Sequence[Label], numbered: Sequence[Point], *, title: str
) -> str:
    """Draw a map with names, numbered places and a scale bar.

    Args:
        drawn: what is drawn under them.
        labels: the names, the most important first: one that finds no free room is left out.
        numbered: longitude and latitude of the places numbered from 1.
        title: what stands for the map.
    """
    frame = drawn.shapes.frame
    bar, bar_box = _scale(frame)
    marks = _apart(frame.pixels(np.array(numbered)).tolist()) if numbered else []
    taken = [bar_box, *(_around(x, y, _MARK_PX) for x, y in marks)]
    dots = np.concatenate([np.zeros((0, 2)), *(frame.pixels(dots.points) for dots in drawn.dots)])
    names = "".join(_names(frame, labels, taken, dots))
    numbers = "".join(_number(rank, x, y) for rank, (x, y) in enumerate(marks, start=1))
    size = (frame.width_px, round(frame.height_px, 1))
    # A drawing within a drawing shows nothing outside its own rectangle.
    inner = (
        f'<svg width="{size[0]:g}" height="{size[1]:g}" viewBox="0 0 {size[0]:g} {size[1]:g}">'
        f"{map_svg(drawn)}{names}{numbers}{bar}</svg>"
    )
    return file_svg(title, size, inner, defs=hatch_defs())


def _names(
    frame: Frame, labels: Iterable[Label], taken: list[Box], dots: NDArray[np.float64]
) -> Iterator[str]:
    """Write each name where it covers none before it, and the fewest points."""
    for label in labels:
        ((x, y),) = frame.pixels(np.array([[label.longitude, label.latitude]])).tolist()
        free = [box for box in _places(label.name, x, y) if _is_free(frame, box, taken)]
        if free:
            box = min(free, key=lambda box: hidden_points(dots, box))
            taken.append(box)
            yield _name(label, (box[0] + box[2]) / 2, box[3] - 3)


def _places(name: str, x: float, y: float) -> list[Box]:
    """Return where a name may stand: on its place, above, below, to the right, to the left."""
    wide, tall = len(name) * LETTER_EM * _NAME_PX, _NAME_PX + 2
    corners = (
        (x - wide / 2, y - tall / 2),
        (x - wide / 2, y - tall - _BESIDE_PX),
        (x - wide / 2, y + _BESIDE_PX),
        (x + _BESIDE_PX, y - tall / 2),
        (x - wide - _BESIDE_PX, y - tall / 2),
    )
    return [(left, top, left + wide, top + tall) for left, top in corners]


def _is_free(frame: Frame, box: Box, taken: Iterable[Box]) -> bool:
    left, top, right, bottom = box
    if left < 2 or top < 2 or right > frame.width_px - 2 or bottom > frame.height_px - 2:  # noqa: PLR2004
        return False
    return all(
        right <= other[0] or left >= other[2] or bottom <= other[1] or top >= other[3]
        for other in taken
    )


def _name(label: Label, x: float, y: float) -> str:
    halo = f'{MIDDLE} stroke="{palette.HALO}" stroke-width="2.6" stroke-linejoin="round"'
    more = MIDDLE + (' fill-opacity="0.7"' if label.faint else BOLD)
    weight = "" if label.faint else BOLD
    at = (round(x, 1), round(y, 1))
    return text_svg(*at, label.name, size_px=_NAME_PX, more=halo + weight) + text_svg(
        *at, label.name, size_px=_NAME_PX, more=more
    )


def _apart(marks: Sequence[Sequence[float]]) -> list[Point]:
    """Move marks that would cover one before them to its right."""
    placed: list[Point] = []
    for x, y in marks:
        at = x
        while any(math.hypot(at - other[0], y - other[1]) < 2 * _MARK_PX for other in placed):
            at += 2 * _MARK_PX
        placed.append((at, y))
    return placed


def _number(rank: int, x: float, y: float) -> str:
    digits = (
        f'<text x="{x:g}" y="{y + 3.5:g}" font-size="{_NUMBER_PX:g}" fill="{palette.HALO}"'
        f"{MIDDLE}{BOLD}>{rank}</text>"
    )
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{_MARK_PX:g}" fill="{palette.POINT}" '
        f'stroke="{palette.HALO}" stroke-width="1.2"/>{digits}'
    )


def _scale(frame: Frame) -> tuple[str, Box]:
    """Draw the scale bar in the lower left corner; return it and the room it takes."""
    px_per_km = frame.px_per_degree_north / KM_PER_DEGREE
    longest = frame.width_px * _SCALE_SHARE / px_per_km
    kilometres = max((km for km in _LENGTHS_KM if km <= longest), default=_LENGTHS_KM[0])
    wide, left, y = kilometres * px_per_km, _EDGE_PX, frame.height_px - _EDGE_PX
    words = f"{kilometres:g}".replace(".", ",") + "\u202fkm"
    box = (left - 6, y - 22, left + wide + 6, y + 6)
    return (
        rect_svg((box[0], box[1]), (box[2] - box[0], box[3] - box[1]), fill=palette.HALO)
        + line_svg((left, y), (left + wide, y), colour=palette.TEXT, width=2)
        + line_svg((left, y - 4), (left, y + 1), colour=palette.TEXT, width=1.4)
        + line_svg((left + wide, y - 4), (left + wide, y + 1), colour=palette.TEXT, width=1.4)
        + text_svg(left + wide / 2, y - 7, words, size_px=_SCALE_PX, more=MIDDLE),
        box,
    )


def _around(x: float, y: float, half: float) -> Box:
    return (x - half, y - half, x + half, y + half)
