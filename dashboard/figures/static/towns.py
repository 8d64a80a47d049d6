"""Names of towns on a map: whole, and where they hide the fewest points."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from dashboard.figures import palette
from dashboard.figures.static.line_breaks import LETTER_EM
from dashboard.figures.static.shapes import Frame
from dashboard.figures.static.svg import BOLD, MIDDLE, Point, text_svg

Town = tuple[str, float, float]
"""Name, longitude and latitude in degrees."""
_SIZE_PX = 12.0
_AWAY_PX = 5.0
"""Room left around a name by the points beside it."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""


def towns_svg(frame: Frame, towns: Iterable[Town], points: NDArray[np.float64]) -> tuple[str, str]:
    """Write the marks of towns, to stand under points, and their names on pale halos, to stand over them.

    A town whose name would be cut, or would touch that of a town before it, is left out.

    Args:
        frame: the rectangle drawn.
        towns: their names and places.
        points: longitude and latitude of what names should not hide, degrees, shape ``(n, 2)``.
    """
    pixels = frame.pixels(points)
    marks: list[str] = []
    names: list[str] = []
    taken: list[Box] = []
    for name, *place in towns:
        ((x, y),) = frame.pixels(np.array([place])).tolist()
        free = (box for box in _places(name, x, y) if _inside(frame, box))
        places = [box for box in free if not any(_touch(box, other) for other in taken)]
        if places:
            taken.append(min(places, key=lambda box: hidden_points(pixels, box)))
            mark, written = _town(name, (x, y), taken[-1])
            marks.append(mark)
            names.append(written)
    return "".join(marks), "".join(names)


def _town(name: str, place: Point, box: Box) -> tuple[str, str]:
    (x, y), (left, _, right, bottom) = place, box
    middle, base = round((left + right) / 2, 1), round(bottom - 3, 1)
    halo = f'{MIDDLE} stroke="{palette.HALO}" stroke-width="3.2" stroke-linejoin="round"'
    return (
        f'<rect x="{x - 2.2:.1f}" y="{y - 2.2:.1f}" width="4.4" height="4.4" fill="{palette.TEXT}" '
        f'stroke="{palette.HALO}" stroke-width="1"/>',
        text_svg(middle, base, name, size_px=_SIZE_PX, more=halo + BOLD)
        + text_svg(middle, base, name, size_px=_SIZE_PX, more=MIDDLE + BOLD),
    )


def _places(name: str, x: float, y: float) -> list[Box]:
    """Return where a name may stand: above its mark first, then below, to the right, to the left."""
    wide = len(name) * LETTER_EM * _SIZE_PX
    half, tall = wide / 2, _SIZE_PX + 3
    return [
        (x - half, y - tall - 3, x + half, y - 3),
        (x - half, y + 3, x + half, y + tall + 3),
        (x + 6, y - tall / 2, x + 6 + wide, y + tall / 2),
        (x - 6 - wide, y - tall / 2, x - 6, y + tall / 2),
    ]


def _inside(frame: Frame, box: Box) -> bool:
    left, top, right, bottom = box
    return left >= 0 and top >= 0 and right <= frame.width_px and bottom <= frame.height_px


def _touch(box: Box, other: Box) -> bool:
    left, top, right, bottom = box
    return left < other[2] and right > other[0] and top < other[3] and bottom > other[1]


def hidden_points(points: NDArray[np.float64], box: Box) -> int:
    """Count the points that a name in ``box`` would touch."""
    left, top, right, bottom = box
    x, y = points[:, 0], points[:, 1]
    across = (x > left - _AWAY_PX) & (x < right + _AWAY_PX)
    return int((across & (y > top - _AWAY_PX) & (y < bottom + _AWAY_PX)).sum())
