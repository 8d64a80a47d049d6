"""The Lorenz curve as SVG text, with the words that describe it."""

from __future__ import annotations

import numpy as np
import shapely
from markupsafe import Markup
from numpy.typing import NDArray

from dashboard.figures import palette
from dashboard.figures.static.small_multiples import Panel
from dashboard.figures.static.svg import page_svg

SIDE_PX, _MARGIN_PX = 300.0, 34.0
_UNSEEN_PX = 0.2
"""How far from the curve its drawing may pass."""


def lorenz_svg(curve: NDArray[np.float64], *, title: str) -> Markup:
    """Draw cumulative shares of inhabitants (across) and of access (up); empty text for no curve.

    Args:
        curve: from (0, 0) to (1, 1), shape ``(k, 2)``; ``k`` may be 0.
        title: what stands for the drawing.
    """
    if not len(curve):
        return Markup()
    return page_svg(title, (SIDE_PX, SIDE_PX), _body(curve))


def lorenz_panel(curve: NDArray[np.float64], *, title: str) -> Panel:
    """Draw the curve as a panel of a picture; nothing but its frame for no curve.

    Args:
        curve: from (0, 0) to (1, 1), shape ``(k, 2)``; ``k`` may be 0.
        title: what stands for the drawing.
    """
    return Panel(title, SIDE_PX, _body(curve if len(curve) else np.zeros((1, 2))))


def _body(curve: NDArray[np.float64]) -> str:
    side = SIDE_PX - 2 * _MARGIN_PX
    points = _MARGIN_PX + side * np.column_stack([curve[:, 0], 1 - curve[:, 1]])
    if len(points) > 1:
        points = shapely.get_coordinates(shapely.simplify(shapely.linestrings(points), _UNSEEN_PX))
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points.tolist())
    low, high = _MARGIN_PX, SIDE_PX - _MARGIN_PX
    words = f'font-size="12" fill="{palette.TEXT}" font-family="inherit"'
    return (
        f'<rect x="{low}" y="{low}" width="{side}" height="{side}" fill="#ffffff" '
        f'stroke="{palette.OUTLINE}"/>'
        f'<path d="M{low},{high}L{high},{low}" stroke="{palette.OUTLINE}" stroke-dasharray="4 4"/>'
        f'<polygon points="{line} {high},{high}" fill="{palette.SEQUENTIAL[1]}" fill-opacity="0.5"/>'
        f'<polyline points="{line}" fill="none" stroke="{palette.SEQUENTIAL[4]}" stroke-width="2.5"/>'
        f'<text x="{low}" y="{high + 16}" {words}>0\u202f%</text>'
        f'<text x="{high}" y="{high + 16}" text-anchor="end" {words}>100\u202f% des habitants</text>'
        f'<text x="{low}" y="{low - 8}" {words}>100\u202f% de l’accès</text>'
    )
