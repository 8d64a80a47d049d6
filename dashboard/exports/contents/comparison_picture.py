"""The two maps of « Comparer » as one picture complete in itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.analysis.comparison.map_pair import PairedMap, sides, with_sides
from dashboard.analysis.indicators.classification import Analysed, analyse
from dashboard.analysis.kernel.territories import box_of, region_box
from dashboard.analysis.snapshot import Snapshot
from dashboard.components.comparison.maps import counts_note, maps_filters, maps_title, side_title
from dashboard.components.shared.legend_wording import CHOSEN_MARK, area_marks, method_text
from dashboard.components.shared.wording import NOT_AN_ABSENCE, undated_text
from dashboard.domain.file_formats import PictureForm
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.territory import Level, level_of
from dashboard.exports.contents.map_picture import circles_of, fills_of, points_shown
from dashboard.exports.contents.picture_shapes import AROUND, LevelWindows, main_towns
from dashboard.exports.contents.provenance import source_notes
from dashboard.figures.interactive.viewport import WIDTH_PX, Bounds, bounds_of
from dashboard.figures.legend_entries import LegendEntry
from dashboard.figures.static.map_pair import SIDE_PX, PairSide, half_km, pair_svg, square_around
from dashboard.figures.static.page import PictureWords
from dashboard.figures.static.region import RegionMap
from dashboard.figures.static.slides import pair_slide

_LARGER = SIDE_PX / WIDTH_PX
_ONE_SCALE = "Même échelle sur les deux cartes."
_OWN_SCALES = "Chaque carte a son échelle."


@dataclass(frozen=True, eq=False)
class _AnalysedMap:
    """A side, what it measures, and the classes it is coloured by."""

    paired_map: PairedMap
    analysed: Analysed

    @property
    def focus(self) -> str:
        """The territory in focus, empty for the region."""
        return self.paired_map.selection.territory or ""


def pair_picture(
    snapshot: Snapshot,
    selection: ComparisonSelection,
    windows_of: LevelWindows,
    about: Mapping[str, str],
    *,
    form: PictureForm = PictureForm.PAGE,
) -> str:
    """Draw the two maps of « Comparer » as SVG: one legend, and one scale beside another territory.

    Args:
        snapshot: what answers are made from.
        selection: what the reader asked for.
        windows_of: gives the shapes of a level around a place.
        about: dates, sources, licence.
        form: that of the picture.
    """
    selection = with_sides(snapshot, selection)
    left, right = (
        _AnalysedMap(paired_map, analyse(snapshot.region_index, paired_map.selection))
        for paired_map in sides(snapshot, selection)
    )
    halves = [_half_km(snapshot, side.focus) for side in (left, right)]
    alike = bool(left.focus) == bool(right.focus)
    if alike:
        halves = [max(halves)] * 2
    drawn = [
        _drawn(
            snapshot,
            selection,
            side,
            square_around(_bounds(snapshot, side.focus), half),
            windows_of,
        )
        for side, half in zip((left, right), halves, strict=True)
    ]
    scales = _ONE_SCALE if alike else _OWN_SCALES
    words = _words(snapshot, selection, (left, right), about, scales=scales)
    return (pair_slide if form.wide else pair_svg)(drawn[0], drawn[1], words)


def _drawn(
    snapshot: Snapshot,
    selection: ComparisonSelection,
    side: _AnalysedMap,
    window: Bounds,
    windows_of: LevelWindows,
) -> PairSide:
    map_selection = side.paired_map.selection
    level = level_of(side.focus)
    dots, _, _ = points_shown(snapshot, map_selection)
    drawn = RegionMap(
        shapes=windows_of(map_selection.level, window, SIDE_PX),
        fills=fills_of(snapshot, map_selection, side.analysed.classes),
        borders=windows_of(Level.DEPARTEMENT, window, SIDE_PX),
        circles=circles_of(snapshot, map_selection, side.analysed.values, larger=_LARGER),
        chosen=windows_of(level, window, SIDE_PX).paths.get(side.focus, "") if level else "",
        dots=dots,
        towns=tuple(main_towns(snapshot.region_index)),
    )
    return PairSide(_title(selection, side), drawn)


def _words(
    snapshot: Snapshot,
    selection: ComparisonSelection,
    both: tuple[_AnalysedMap, _AnalysedMap],
    about: Mapping[str, str],
    *,
    scales: str,
) -> PictureWords:
    left, right = both
    map_selection = left.paired_map.selection
    marks = area_marks(
        left.analysed.classes, scale=map_selection.indicator.scale, level=map_selection.level
    )
    _, point_marks, left_out = points_shown(snapshot, map_selection)
    chosen: tuple[LegendEntry, ...] = (CHOSEN_MARK,) if left.focus else ()
    return PictureWords(
        title=maps_title(selection, map_selection.level),
        subtitle=maps_filters(selection, map_selection, right.paired_map.selection),
        legend=(*marks, *point_marks, *chosen),
        legend_notes=(
            method_text(left.analysed.classes, map_selection.indicator.scale),
            *counts_note(selection, _title(selection, left)),
            scales,
            *left_out,
            *(note for side in both if (note := _undated(selection, side))),
            NOT_AN_ABSENCE,
        ),
        notes=source_notes(about),
    )


def _undated(selection: ComparisonSelection, side: _AnalysedMap) -> str:
    note = undated_text(side.paired_map.selection, side.paired_map.undated)
    return note and f"{_title(selection, side)} : {note}"


def _title(selection: ComparisonSelection, side: _AnalysedMap) -> str:
    return side_title(side.paired_map.name, selection, side.paired_map.selection)


def _half_km(snapshot: Snapshot, focus: str) -> float:
    return half_km(_bounds(snapshot, focus)) * AROUND[level_of(focus)]


def _bounds(snapshot: Snapshot, focus: str) -> Bounds:
    """Return the box of a territory; the region's for none and for one without a polygon."""
    territories = snapshot.region_index.territories
    box = box_of(territories, focus)
    return bounds_of(region_box(territories) if box is None else box)
