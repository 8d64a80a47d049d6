"""Small maps as SVG text: no script, no WebGL, printable, with the words that stand for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from markupsafe import Markup
from numpy.typing import NDArray

from dashboard.domain.counting import ValueState
from dashboard.figures import palette
from dashboard.figures.interactive.viewport import Bounds
from dashboard.figures.static.svg import page_svg

WIDTH_PX = 420.0
_TOLERANCE_DEGREES = 0.004
_MARGIN_PX = 4.0
_POINT_PX = 2.6
_OUTLINE_PX = 2.2
_HATCH = (
    '<pattern id="hachures" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/>'
    f'<line x1="0" y1="0" x2="0" y2="6" stroke="{palette.OUTLINE}" stroke-width="2"/></pattern>'
)


@dataclass(frozen=True)
class Frame:
    """The rectangle drawn: a place in degrees is ``(x, y)`` pixels from its upper left corner."""

    west: float
    north: float
    px_per_degree_east: float
    px_per_degree_north: float
    width_px: float
    height_px: float

    @classmethod
    def around(cls, bounds: NDArray[np.float64], *, width_px: float = WIDTH_PX) -> Frame:
        """Fit ``west, south, east, north`` in the width, true to scale in its middle."""
        west, south, east, north = (float(bound) for bound in bounds)
        across = (width_px - 2 * _MARGIN_PX) / (east - west)
        up = float(across / np.cos(np.radians((south + north) / 2)))
        height = (north - south) * up + 2 * _MARGIN_PX
        left, top = west - _MARGIN_PX / across, north + _MARGIN_PX / up
        return cls(left, top, across, up, width_px, height)

    def pixels(
        self, longitudes: NDArray[np.float64], latitudes: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return pixels, shape ``(n, 2)``, one decimal."""
        x = (longitudes - self.west) * self.px_per_degree_east
        y = (self.north - latitudes) * self.px_per_degree_north
        pixels: NDArray[np.float64] = np.column_stack([x, y]).round(1)
        return pixels


@dataclass(frozen=True)
class SvgShapes:
    """Territories as SVG paths, by code."""

    frame: Frame
    paths: Mapping[str, str]


def svg_shapes(
    territories: gpd.GeoDataFrame,
    *,
    tolerance: float = _TOLERANCE_DEGREES,
    width_px: float = WIDTH_PX,
) -> SvgShapes:
    """Simplify territories together and write them as paths.

    Args:
        territories: ``code`` and polygons, EPSG:4326; those without a polygon are left out.
        tolerance: how much an outline may move, degrees.
        width_px: the width they are drawn in.
    """
    drawn = territories[territories.geometry.notna()]
    frame = Frame.around(drawn.total_bounds, width_px=width_px)
    return _in_frame(drawn, frame, tolerance)


def window_shapes(
    territories: gpd.GeoDataFrame, bounds: Bounds, *, tolerance: float, width_px: float
) -> SvgShapes:
    """Simplify the territories that reach into a window and write them as paths, which may leave it.

    Args:
        territories: ``code`` and polygons, EPSG:4326; those without a polygon are left out.
        bounds: the window: west, south, east, north, in degrees.
        tolerance: how much an outline may move, degrees.
        width_px: the width the window is drawn in.
    """
    near = np.sort(territories.sindex.query(shapely.box(*bounds)))
    frame = Frame.around(np.array(bounds), width_px=width_px)
    return _in_frame(territories.iloc[near], frame, tolerance)


def _in_frame(drawn: gpd.GeoDataFrame, frame: Frame, tolerance: float) -> SvgShapes:
    simple = shapely.coverage_simplify(drawn.geometry.to_numpy(), tolerance)
    codes = drawn["code"].tolist()
    return SvgShapes(
        frame, {code: _path(shape, frame) for code, shape in zip(codes, simple, strict=True)}
    )


def filled_svg(shapes: SvgShapes, fills: Mapping[str, str], *, title: str) -> Markup:
    """Draw the territories, each in its colour."""
    return _svg(shapes.frame, title, areas_svg(shapes, fills))


def areas_svg(shapes: SvgShapes, fills: Mapping[str, str]) -> list[str]:
    """Write the territories, each in its colour, without what surrounds them."""
    return [f'<path d="{path}" fill="{fills[code]}"/>' for code, path in shapes.paths.items()]


def coverage_svg(shapes: SvgShapes, covered: Collection[str], *, title: str) -> str:
    """Draw the territories that a source reaches, and hatch those it does not."""
    parts = [
        f'<path d="{path}" fill="{palette.SEQUENTIAL[2] if code in covered else "url(#hachures)"}"/>'
        for code, path in shapes.paths.items()
    ]
    return _svg(shapes.frame, title, parts, defs=_HATCH)


def points_svg(
    shapes: SvgShapes,
    longitudes: NDArray[np.float64],
    latitudes: NDArray[np.float64],
    *,
    title: str,
) -> Markup:
    """Draw points over the outlines; those that coincide within a pixel are drawn once.

    Args:
        shapes: the territories.
        longitudes: degrees, shape ``(n,)``, no NaN; points outside the frame are left out.
        latitudes: the same.
        title: what stands for the map.
    """
    fill = palette.STATE_COLOURS[ValueState.ZERO]
    areas = [f'<path d="{path}" fill="{fill}"/>' for path in shapes.paths.values()]
    dots = dots_svg(shapes.frame, np.column_stack([longitudes, latitudes]))
    return _svg(shapes.frame, title, [*areas, dots])


def report_svg(
    shapes: SvgShapes,
    fills: Mapping[str, str],
    points: NDArray[np.float64],
    *,
    outlined: str,
    title: str,
) -> str:
    """Draw the territories, each in its colour, the places as points, and one territory outlined.

    Args:
        shapes: the territories.
        fills: by code, a colour.
        points: longitude and latitude in degrees, shape ``(n, 2)``, no NaN; those that coincide within
            a pixel are drawn once, those outside the frame are left out.
        outlined: the code of a territory, empty for none; one without a shape is not outlined.
        title: what stands for the map.
    """
    areas = areas_svg(shapes, fills)
    path = shapes.paths.get(outlined, "")
    edge = f'fill="none" stroke="{palette.SELECTED}" stroke-width="{_OUTLINE_PX}"'
    outline = [f'<path d="{path}" {edge}/>'] if path else []
    dots = dots_svg(shapes.frame, points)
    return _svg(shapes.frame, title, [*areas, *outline, dots])


def dots_svg(
    frame: Frame,
    points: NDArray[np.float64],
    *,
    colour: str = palette.POINT,
    radius_px: float = _POINT_PX,
) -> str:
    """Draw points; those that coincide within a pixel are drawn once.

    Args:
        frame: the rectangle drawn.
        points: longitude and latitude in degrees, shape ``(n, 2)``, no NaN; those outside the frame
            are left out.
        colour: their fill.
        radius_px: their size.
    """
    pixels = np.unique(np.round(frame.pixels(points[:, 0], points[:, 1])), axis=0)
    inside = (pixels >= 0).all(axis=1) & (pixels <= [frame.width_px, frame.height_px]).all(axis=1)
    dots = [
        f'<circle cx="{x:g}" cy="{y:g}" r="{radius_px:g}"/>' for x, y in pixels[inside].tolist()
    ]
    return f'<g fill="{colour}" stroke="{palette.HALO}" stroke-width="0.6">{"".join(dots)}</g>'


def _svg(frame: Frame, title: str, parts: list[str], *, defs: str = "") -> Markup:
    body = (
        f'<defs>{defs}</defs><g stroke="{palette.TERRITORY_EDGE}" stroke-width="0.6" '
        f'stroke-linejoin="round">{"".join(parts)}</g>'
    )
    return page_svg(title, (frame.width_px, round(frame.height_px)), body)


def _path(shape: shapely.Geometry, frame: Frame) -> str:
    polygons = shapely.get_parts(shape)
    rings = shapely.get_rings(polygons)
    return "".join(_ring(shapely.get_coordinates(ring), frame) for ring in rings)


def _ring(coordinates: NDArray[np.float64], frame: Frame) -> str:
    pixels = frame.pixels(coordinates[:, 0], coordinates[:, 1]).tolist()
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in pixels[:-1]) + "Z"
