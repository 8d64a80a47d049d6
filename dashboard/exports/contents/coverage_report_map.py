"""The map of the sheet « Zones blanches »: a territory among its neighbours, and existing places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.analysis.coverage.assessment import CoverageAssessment
from dashboard.analysis.coverage.map_values import CODES, state_codes
from dashboard.analysis.coverage.results import CoverageAnswer, NearestPlaces
from dashboard.analysis.kernel.results import BoolArray, FloatArray
from dashboard.analysis.kernel.territories import box_of, region_box
from dashboard.analysis.snapshot import Snapshot
from dashboard.components.coverage.report_wording import map_words, report_marks
from dashboard.domain.territory import Level
from dashboard.exports.contents.picture_shapes import LevelWindows
from dashboard.figures import palette
from dashboard.figures.interactive.coverage_map import COVERAGE_COLOURS
from dashboard.figures.interactive.viewport import Bounds, bounds_of
from dashboard.figures.legend_entries import LegendEntry
from dashboard.figures.static.labelled_map import Label, labelled_map_svg
from dashboard.figures.static.map_pair import SIDE_PX
from dashboard.figures.static.region import Dots, RegionMap

_AROUND = {Level.COMMUNE: 2.5, Level.EPCI: 1.25, Level.DEPARTEMENT: 1.1, None: 1.03}
"""How many times its own size is shown around a territory, so that its neighbours are seen."""
_TALL = 1.4
"""Height of the map, in widths: what the page leaves it."""
_BESIDE = 1.08
"""How many times the nearest places are in it, so that none is cut."""
_FARTHEST_KM = 40.0
"""How far the map goes for the nearest places to be on it."""
_MOST_NAMES, _MOST_AROUND = {Level.DEPARTEMENT: 30, None: 24}, 14
"""Names written at most: inside, all where nothing is said; and around."""
_PLACE_PX = 2.4


@dataclass(frozen=True)
class ReportDrawing:
    """A map as SVG, its words and its legend."""

    svg: str
    words: str
    legend: tuple[LegendEntry, ...]


def coverage_report_map(
    assessment: CoverageAssessment,
    answer: CoverageAnswer,
    inside: BoolArray,
    nearest: NearestPlaces,
    windows_of: LevelWindows,
) -> ReportDrawing:
    """Draw a territory: the state of its communes where sources hold enough to tell, and existing places.

    Args:
        assessment: what is asked.
        answer: what the territory is answered.
        inside: its communes, shape ``(n,)``.
        nearest: the places that are numbered.
        windows_of: gives the shapes of a level around a place.
    """
    snapshot, told = assessment.snapshot, answer.totals.evidence.enough
    window = _window(snapshot, answer, nearest)
    codes = state_codes(assessment.covered, fragile=False)
    colours = np.where(inside & told, np.array(COVERAGE_COLOURS)[codes], palette.NEIGHBOUR)
    places = _places(assessment)
    drawn = RegionMap(
        shapes=windows_of(Level.COMMUNE, window, SIDE_PX),
        fills=dict(zip(snapshot.communes.codes, colours.tolist(), strict=True)),
        borders=windows_of(Level.EPCI if answer.level else Level.DEPARTEMENT, window, SIDE_PX),
        chosen=_outline(answer, windows_of, window),
        dots=(Dots(places, palette.POINT, _PLACE_PX),),
    )
    numbered = [(place.longitude, place.latitude) for place in nearest.places]
    counts = np.bincount(codes[inside], minlength=CODES).tolist()
    words = map_words(answer, counts if told else [], numbered=len(numbered))
    return ReportDrawing(
        svg=labelled_map_svg(
            drawn, _labels(snapshot, answer, inside, window), numbered, title=words
        ),
        words=words,
        legend=report_marks(
            answer,
            assessment.selection,
            counts if told else [],
            nearest=nearest,
            places=bool(len(places)),
        ),
    )


def _window(snapshot: Snapshot, answer: CoverageAnswer, nearest: NearestPlaces) -> Bounds:
    """Return the sheet's window around a territory, widened to show the nearest places not too far."""
    territories = snapshot.region_index.territories
    box = box_of(territories, answer.totals.code) if answer.level else None
    bounds = bounds_of(region_box(territories) if box is None else box)
    own = _portrait(bounds, _AROUND[answer.level])
    seen = [
        (place.longitude, place.latitude)
        for place in nearest.places
        if place.distance_m <= 1000 * _FARTHEST_KM
    ]
    edges = np.array([own[:2], own[2:], *seen])
    wide = bounds_of(np.concatenate([edges.min(axis=0), edges.max(axis=0)]))
    return own if wide == own else _portrait(wide, _BESIDE)


def _portrait(bounds: Bounds, times: float) -> Bounds:
    """Return the window of the sheet's shape that holds a box so many times over."""
    west, south, east, north = bounds
    x, y = (west + east) / 2, (south + north) / 2
    per_degree = np.cos(np.radians(y))
    half = times * max((east - west) * per_degree, (north - south) / _TALL) / 2
    across, up = half / per_degree, half * _TALL
    return (float(x - across), float(y - up), float(x + across), float(y + up))


def _places(assessment: CoverageAssessment) -> FloatArray:
    places = assessment.snapshot.nearby_index.places
    kept = assessment.reached.kept[places.record]
    return np.column_stack([places.longitude[kept], places.latitude[kept]])


def _outline(answer: CoverageAnswer, windows_of: LevelWindows, window: Bounds) -> str:
    if answer.level is None:
        return ""
    return windows_of(answer.level, window, SIDE_PX).paths.get(answer.totals.code, "")


def _labels(
    snapshot: Snapshot, answer: CoverageAnswer, inside: BoolArray, window: Bounds
) -> list[Label]:
    """List the names written: those of the territory first, then around it, the largest communes first."""
    communes, (west, south, east, north) = snapshot.communes, window
    x, y = communes.centres.T
    seen = (x > west) & (x < east) & (y > south) & (y < north)
    order = np.argsort(-communes.populations, kind="stable")
    own = order[(inside & seen)[order]][: _MOST_NAMES.get(answer.level)]
    around = order[(~inside & seen)[order]][:_MOST_AROUND]
    return [
        Label(communes.names[row], float(x[row]), float(y[row]), faint=not inside[row])
        for row in (*own.tolist(), *around.tolist())
    ]
