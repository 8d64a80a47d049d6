"""Small maps for pages and reports: no script, no WebGL, printable, with the words that describe them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from dashboard.domain.counting import ValueState
from dashboard.figures import palette
from dashboard.figures.static.shapes import SvgShapes, areas_svg, dots_svg
from dashboard.figures.static.svg import page_svg

_OUTLINE_PX = 2.2
_HATCHED = "url(#hachures)"
_HATCH = (
    '<pattern id="hachures" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/>'
    f'<line x1="0" y1="0" x2="0" y2="6" stroke="{palette.OUTLINE}" stroke-width="2"/></pattern>'
)


def small_map_svg(
    shapes: SvgShapes,
    fills: Mapping[str, str],
    *,
    title: str,
    points: NDArray[np.float64] | None = None,
    outlined: str = "",
) -> Markup:
    """Draw the territories, each in its colour, one of them outlined, and places as points.

    Args:
        shapes: the territories.
        fills: by code, a colour.
        title: what stands for the map.
        points: longitude and latitude in degrees, shape ``(n, 2)``, no NaN; those that coincide within
            a pixel are drawn once, those outside the frame are left out.
        outlined: the code of a territory, empty for none; one without a shape is not outlined.
    """
    path = shapes.paths.get(outlined)
    edge = f'fill="none" stroke="{palette.SELECTED}" stroke-width="{_OUTLINE_PX}"'
    outline = f'<path d="{path}" {edge}/>' if path else ""
    dots = "" if points is None else dots_svg(shapes.frame, points)
    return _map_svg(shapes, title, f"{areas_svg(shapes, fills)}{outline}{dots}")


def coverage_svg(shapes: SvgShapes, covered: Collection[str], *, title: str) -> Markup:
    """Draw the territories that a source reaches, and hatch those it does not."""
    fills = {code: palette.SEQUENTIAL[2] if code in covered else _HATCHED for code in shapes.paths}
    return _map_svg(shapes, title, areas_svg(shapes, fills), defs=_HATCH)


def points_svg(shapes: SvgShapes, points: NDArray[np.float64], *, title: str) -> Markup:
    """Draw points over the outlines: longitude and latitude in degrees, shape ``(n, 2)``, no NaN."""
    fills = dict.fromkeys(shapes.paths, palette.STATE_COLOURS[ValueState.ZERO])
    return small_map_svg(shapes, fills, title=title, points=points)


def _map_svg(shapes: SvgShapes, title: str, drawn: str, *, defs: str = "") -> Markup:
    body = (
        f'<defs>{defs}</defs><g stroke="{palette.TERRITORY_EDGE}" stroke-width="0.6" '
        f'stroke-linejoin="round">{drawn}</g>'
    )
    return page_svg(title, (shapes.frame.width_px, round(shapes.frame.height_px)), body)
