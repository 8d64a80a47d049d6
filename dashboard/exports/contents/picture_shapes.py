"""What a picture shows: the region, or a territory with what is around it, pale."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from dashboard.analysis.kernel.results import BoolArray, FloatArray
from dashboard.analysis.kernel.territories import Territories, box_of, members_of
from dashboard.analysis.region_index import RegionIndex
from dashboard.domain.file_formats import PictureForm
from dashboard.domain.territory import Level, level_of
from dashboard.figures.interactive.viewport import Bounds, bounds_of
from dashboard.figures.static.map_pair import half_km, square_around
from dashboard.figures.static.page import PictureWords
from dashboard.figures.static.region import MAP_PX, RegionMap, region_svg
from dashboard.figures.static.shapes import SvgShapes
from dashboard.figures.static.slides import region_slide
from dashboard.figures.static.towns import Town

LevelShapes = Callable[[Level], SvgShapes]
"""Gives the shapes of a level, ``MAP_PX`` wide; those of all levels have one frame."""
LevelWindows = Callable[[Level, Bounds, float], SvgShapes]
"""Gives the shapes of a level that reach into a window, in its frame, so many pixels wide."""
AROUND = {Level.COMMUNE: 4.0, Level.EPCI: 1.5, Level.DEPARTEMENT: 1.15, None: 1.05}
"""How many times its own size is shown around a territory, so that its neighbours are seen."""
AROUND_NOTE = (
    "En pâle, ce qui entoure le territoire choisi. Les classes de la légende et leurs effectifs sont ceux "
    "de toute la région."
)
_TOWNS_INSIDE, _TOWNS_AROUND = 8, 6


def map_in_form(drawn: RegionMap, words: PictureWords, form: PictureForm) -> str:
    """Write a map and its words in a form, as SVG."""
    return (region_slide if form.wide else region_svg)(drawn, words)


@dataclass(frozen=True, eq=False)
class PictureShapes:
    """The shapes that pictures are drawn with: those of the whole region, and those around a place."""

    whole: LevelShapes
    windows: LevelWindows


@dataclass(frozen=True, eq=False)
class Shown:
    """What a picture shows.

    Attributes:
        shapes_of: gives the shapes of a level, all in one frame.
        outline: the path of the territory in focus, empty for the region.
        window: what is seen, ``None`` for the region.
        towns: the towns named, those that matter most first.
        notes: what the legend says of it.
    """

    shapes_of: LevelShapes
    outline: str
    window: Bounds | None
    towns: tuple[Town, ...]
    notes: tuple[str, ...]


def shown_in_picture(
    region_index: RegionIndex, shapes: PictureShapes, territory: str | None
) -> Shown:
    """Choose what a picture shows: the territory an address names, the region where it has no polygon."""
    code = focus_of(region_index.territories, territory)
    box, level = box_of(region_index.territories, code), level_of(code)
    if box is None or level is None:
        return Shown(shapes.whole, "", None, tuple(main_towns(region_index)), ())
    bounds = bounds_of(box)
    window = square_around(bounds, half_km(bounds) * AROUND[level])
    shapes_of = partial(_windowed, shapes.windows, window)
    return Shown(
        shapes_of=shapes_of,
        outline=shapes_of(level).paths[code],
        window=window,
        towns=tuple(_towns_around(region_index, code, window)),
        notes=(AROUND_NOTE,),
    )


def focus_of(territories: Mapping[Level, Territories], territory: str | None) -> str:
    """Return the territory that an address names; empty for the region and for one without a polygon."""
    return territory if territory and box_of(territories, territory) is not None else ""


def _windowed(windows: LevelWindows, window: Bounds, level: Level) -> SvgShapes:
    return windows(level, window, MAP_PX)


def main_towns(region_index: RegionIndex) -> Iterator[Town]:
    """Name the largest commune of each département, for bearings."""
    communes = region_index.territories[Level.COMMUNE]
    order = np.argsort(-communes.populations, kind="stable")
    _, first = np.unique(communes.parents[Level.DEPARTEMENT][order], return_index=True)
    for row in order[first].tolist():
        yield _town(region_index, row)


def _towns_around(region_index: RegionIndex, territory: str, window: Bounds) -> Iterator[Town]:
    """Name the largest communes of a territory, then the largest of the window around it."""
    inside = members_of(region_index.territories, territory)
    near = in_window(region_index.territories[Level.COMMUNE].centres, window)
    for chosen, most in ((inside, _TOWNS_INSIDE), (near & ~inside, _TOWNS_AROUND)):
        rows = np.flatnonzero(chosen)
        people = region_index.territories[Level.COMMUNE].populations[rows]
        for row in rows[np.argsort(-people, kind="stable")][:most].tolist():
            yield _town(region_index, row)


def in_window(points: FloatArray, window: Bounds) -> BoolArray:
    """Return which points are in a window, shape ``(n,)``; they are degrees, shape ``(n, 2)``."""
    west, south, east, north = window
    longitudes, latitudes = points.T
    inside: BoolArray = (
        (longitudes > west) & (longitudes < east) & (latitudes > south) & (latitudes < north)
    )
    return inside


def _town(region_index: RegionIndex, row: int) -> Town:
    communes = region_index.territories[Level.COMMUNE]
    longitude, latitude = communes.centres[row].tolist()
    return communes.names[row], longitude, latitude
