"""The map of a selection as a picture complete in itself."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.indicators.classification import analyse, circle_reference
from dashboard.analysis.kernel.circles import circle_radii, circle_scale
from dashboard.analysis.kernel.places import initiative_points
from dashboard.analysis.kernel.results import Classes, TerritoryValues
from dashboard.analysis.snapshot import Snapshot
from dashboard.components.shared.legend_wording import (
    CHOSEN_MARK,
    INITIATIVES_MARK,
    TOWN_HALLS_MARK,
    area_marks,
    method_text,
)
from dashboard.components.shared.wording import NOT_AN_ABSENCE, value_text
from dashboard.domain.file_formats import PictureForm
from dashboard.domain.formats import counted
from dashboard.domain.indicators import Scale
from dashboard.domain.selections.map import MapSelection, PointLayer
from dashboard.domain.territory import Level
from dashboard.exports.contents.picture_shapes import (
    PictureShapes,
    in_window,
    map_in_form,
    shown_in_picture,
)
from dashboard.exports.contents.provenance import source_notes
from dashboard.figures.interactive.region_map import (
    LARGEST_CIRCLE_PX,
    MOST_POSITIONS,
    territory_colours,
)
from dashboard.figures.interactive.viewport import WIDTH_PX, Bounds
from dashboard.figures.legend_entries import LegendEntry
from dashboard.figures.static.page import PictureWords
from dashboard.figures.static.region import (
    MAP_PX,
    NO_CIRCLES,
    Circles,
    Dots,
    RegionMap,
)

_LARGER = MAP_PX / WIDTH_PX
"""How much larger the map is than on a page."""
_PLACE_PX, _HALL_PX = 3.4, 1.6


def map_picture(
    snapshot: Snapshot,
    selection: MapSelection,
    shapes: PictureShapes,
    about: Mapping[str, str],
    *,
    form: PictureForm = PictureForm.PAGE,
) -> str:
    """Draw what « Carte » shows, as SVG: the region, or the territory chosen and what is around it.

    Args:
        snapshot: what answers are made from.
        selection: what the reader asked for.
        shapes: gives the shapes of a level.
        about: contents, filters, dates, sources, licence.
        form: that of the picture.
    """
    analysed = analyse(snapshot.region_index, selection)
    values, classes = analysed.values, analysed.classes
    shown = shown_in_picture(snapshot.region_index, shapes, selection.territory)
    dots, marks, left_out = points_shown(snapshot, selection, within=shown.window)
    drawn = RegionMap(
        shapes=shown.shapes_of(selection.level),
        fills=fills_of(snapshot, selection, classes),
        borders=shown.shapes_of(Level.DEPARTEMENT),
        circles=circles_of(snapshot, selection, values, larger=_LARGER),
        dots=dots,
        chosen=shown.outline,
        focused=bool(shown.outline),
        towns=shown.towns,
    )
    words = PictureWords(
        title=about["contenu"],
        subtitle=about["filtres"],
        legend=(
            *area_marks(classes, scale=selection.indicator.scale, level=selection.level),
            *marks,
            *([CHOSEN_MARK] if shown.outline else []),
        ),
        legend_notes=(
            method_text(classes, selection.indicator.scale),
            *shown.notes,
            *left_out,
            NOT_AN_ABSENCE,
        ),
        notes=source_notes(about),
    )
    return map_in_form(drawn, words, form)


def fills_of(snapshot: Snapshot, selection: MapSelection, classes: Classes) -> dict[str, str]:
    """Return the colour of every territory of the level shown, by code, as the page has it."""
    colours = territory_colours(classes, selection.indicator.scale)
    codes = snapshot.region_index.territories[selection.level].codes
    return {
        code: colours[class_code]
        for code, class_code in zip(codes, classes.codes.tolist(), strict=True)
    }


def circles_of(
    snapshot: Snapshot, selection: MapSelection, values: TerritoryValues, *, larger: float
) -> Circles:
    """Return the circles of numbers, none for another indicator.

    Args:
        snapshot: what answers are made from.
        selection: what the reader asked for.
        values: what it measures.
        larger: how much larger the map is than on a page.
    """
    if selection.indicator.scale is not Scale.COUNT:
        return NO_CIRCLES
    territories = snapshot.region_index.territories[selection.level]
    reference = circle_reference(snapshot.region_index, selection)
    largest = LARGEST_CIRCLE_PX[selection.level] * larger
    rows = np.flatnonzero(values.shown)
    return Circles(
        points=territories.centres[rows],
        radii_px=circle_radii(
            values.shown[rows].astype(np.int64), largest_px=largest, reference=reference
        ),
        scale=tuple(
            (value_text(number, selection.indicator), radius)
            for number, radius in circle_scale(reference, largest_px=largest)
        ),
    )


def points_shown(
    snapshot: Snapshot, selection: MapSelection, *, within: Bounds | None = None
) -> tuple[tuple[Dots, ...], tuple[LegendEntry, ...], tuple[str, ...]]:
    """Return the layers of points shown, their marks, and notes on those left out.

    Those outside ``within``, where it is given, are not shown: a picture of a territory has no room for them.
    """
    dots: list[Dots] = []
    marks: list[LegendEntry] = []
    notes: list[str] = []
    if PointLayer.TOWN_HALLS in selection.drawn_points:
        halls = snapshot.catalogue_index.town_halls[["longitude", "latitude"]].dropna()
        dots.append(Dots(halls.to_numpy(np.float64), TOWN_HALLS_MARK.colour, _HALL_PX))
        marks.append(TOWN_HALLS_MARK)
    if PointLayer.INITIATIVES in selection.drawn_points:
        points = _places(snapshot, selection)
        points = points if within is None else points[in_window(points, within)]
        if len(points) > MOST_POSITIONS:
            notes.append(
                f"{counted(len(points), 'lieu', 'lieux')} d’initiatives, non dessinés ici."
            )
        elif len(points):
            dots.append(Dots(points, INITIATIVES_MARK.colour, _PLACE_PX))
            marks.append(INITIATIVES_MARK)
    return tuple(dots), tuple(marks), tuple(notes)


def _places(snapshot: Snapshot, selection: MapSelection) -> NDArray[np.float64]:
    kept = snapshot.region_index.keep(selection.filters).mask
    points = initiative_points(snapshot.region_index.places, kept)
    return points[["longitude", "latitude"]].to_numpy(np.float64)
