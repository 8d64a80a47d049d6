"""Territories and points as parts of a drawing: degrees become pixels, outlines become paths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.figures import palette
from dashboard.figures.interactive.viewport import Bounds

WIDTH_PX = 420.0
_TOLERANCE_DEGREES = 0.004
_MARGIN_PX = 4.0
_POINT_PX = 2.6


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
    def around(cls, bounds: Iterable[float], *, width_px: float = WIDTH_PX) -> Frame:
        """Fit ``west, south, east, north`` in the width, true to scale in its middle."""
        west, south, east, north = (float(bound) for bound in bounds)
        across = (width_px - 2 * _MARGIN_PX) / (east - west)
        up = float(across / np.cos(np.radians((south + north) / 2)))
        height = (north - south) * up + 2 * _MARGIN_PX
        left, top = west - _MARGIN_PX / across, north + _MARGIN_PX / up
        return cls(left, top, across, up, width_px, height)

    def pixels(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return pixels, one decimal, of longitudes and latitudes; both have shape ``(n, 2)``."""
        x = (points[:, 0] - self.west) * self.px_per_degree_east
        y = (self.north - points[:, 1]) * self.px_per_degree_north
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
    return _in_frame(drawn, Frame.around(drawn.total_bounds, width_px=width_px), tolerance)


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
    near = territories.iloc[np.sort(territories.sindex.query(shapely.box(*bounds)))]
    return _in_frame(near, Frame.around(bounds, width_px=width_px), tolerance)


def areas_svg(shapes: SvgShapes, fills: Mapping[str, str]) -> str:
    """Draw the territories, each in its colour."""
    return "".join(
        f'<path d="{path}" fill="{fills[code]}"/>' for code, path in shapes.paths.items()
    )


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
    pixels = np.unique(np.round(frame.pixels(points)), axis=0)
    inside = (pixels >= 0).all(axis=1) & (pixels <= [frame.width_px, frame.height_px]).all(axis=1)
    dots = "".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="{radius_px:g}"/>' for x, y in pixels[inside].tolist()
    )
    return f'<g fill="{colour}" stroke="{palette.HALO}" stroke-width="0.6">{dots}</g>'


def _in_frame(drawn: gpd.GeoDataFrame, frame: Frame, tolerance: float) -> SvgShapes:
    simple = shapely.coverage_simplify(drawn.geometry.to_numpy(), tolerance)
    paths = (_path(shape, frame) for shape in simple)
    return SvgShapes(frame, dict(zip(drawn["code"], paths, strict=True)))


def _path(shape: shapely.Geometry, frame: Frame) -> str:
    rings = shapely.get_rings(shapely.get_parts(shape))
    return "".join(_ring(shapely.get_coordinates(ring)[:-1], frame) for ring in rings)


def _ring(corners: NDArray[np.float64], frame: Frame) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in frame.pixels(corners).tolist()) + "Z"
