"""The map of « Zones blanches » for a selection, with its title, legend and sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from dashboard.analysis.coverage.assessment import CoverageAssessment, assess_coverage, shown_in
from dashboard.analysis.coverage.map_values import (
    CODES,
    score_classes,
    share_classes,
    state_codes,
)
from dashboard.analysis.coverage.need_map import need_map
from dashboard.analysis.coverage.needs import pressure
from dashboard.analysis.coverage.table import members
from dashboard.analysis.coverage.totals import gaps_by_territory, region_coverage
from dashboard.analysis.kernel.records import Kept
from dashboard.analysis.siting.new_places import greedy_places
from dashboard.analysis.snapshot import Snapshot
from dashboard.callbacks.answers import MapsAnswer, written
from dashboard.callbacks.map.drawing import by_trace, focus_on, map_change, viewport_on
from dashboard.callbacks.map.layers import (
    changed_level,
    level_layer,
    outline_layer,
    places_shown,
)
from dashboard.components.coverage.answer_wording import NO_ANSWER
from dashboard.components.coverage.legend import (
    classes_legend,
    coverage_legend,
    need_legend,
    sites_legend,
    untold_legend,
)
from dashboard.components.coverage.legend_wording import no_reach_word, reach_words
from dashboard.components.coverage.wording import (
    BORDER_LABEL,
    STATE_LABELS,
    coverage_sentence,
    map_title,
    site_words,
)
from dashboard.components.shared import ids
from dashboard.domain.counting import ValueState
from dashboard.domain.indicators import Scale
from dashboard.domain.needs import NEED_INDICATORS, PERCENT
from dashboard.domain.selections.coverage import COVERAGE, CoverageIndicator, CoverageSelection
from dashboard.domain.territory import Level
from dashboard.figures import palette
from dashboard.figures.interactive import coverage_map, traces
from dashboard.figures.interactive.coverage_hover import (
    commune_hovers,
    need_hovers,
    score_hovers,
    share_hovers,
    untold_hovers,
)
from dashboard.figures.interactive.hover_text import HoverTexts
from dashboard.figures.interactive.region_map import TerritoriesChange, territories_change
from dashboard.figures.interactive.traces import PointSet, Update

_SITE_PX = 15.0
_LABELS = (
    *(label.capitalize() for label in STATE_LABELS.values()),
    BORDER_LABEL.capitalize(),
    "Proche, fragile",
    "Loin, fragile",
)
_STATES = tuple(palette.STATE_COLOURS[state] for state in ValueState if state != ValueState.VALUE)


def answer_coverage_map(
    snapshot: Snapshot,
    selection: CoverageSelection,
    parts: Collection[str],
    *,
    year: int,
    sites: Sequence[str] | None = None,
) -> MapsAnswer:
    """Answer what ``parts`` names has changed of the map, its texts where values change.

    Args:
        snapshot: what answers are made from.
        selection: what the reader asked for.
        parts: ``all``, or any of ``values``, ``level``, ``sites``, ``focus``.
        year: the present one.
        sites: the communes of the new places, those found at once unless given.
    """
    selection = shown_in(snapshot, selection)
    assessment = assess_coverage(snapshot, selection, year=year)
    coloured = _coloured(assessment) if {"all", "values"} & set(parts) else None
    if coloured and "all" in parts:
        figure = _figure(snapshot, assessment, coloured, sites)
        return MapsAnswer((figure,), markup=_texts(assessment, coloured.legend))
    change = map_change(
        list(_changed_layers(snapshot, assessment, parts, sites)),
        snapshot,
        selection.territory,
        parts,
        level=changed_level(snapshot, selection.level) if "level" in parts else None,
        territories=_change(coloured) if coloured else None,
    )
    changes = {ids.COVERAGE_MAP: change}
    if coloured:
        return MapsAnswer(changes=changes, markup=_texts(assessment, coloured.legend))
    if "sites" not in parts:
        return MapsAnswer(changes=changes)
    marks = {ids.COVERAGE_POINTS_LEGEND: _points_legend(assessment, sites)}
    return MapsAnswer(changes=changes, markup=marks)


def coverage_map_texts(
    snapshot: Snapshot, selection: CoverageSelection, *, year: int
) -> dict[str, Markup]:
    """Write what is around the map, without drawing it; ``year`` is the present one."""
    assessment = assess_coverage(snapshot, shown_in(snapshot, selection), year=year)
    return _texts(assessment, _coloured(assessment).legend)


def _texts(assessment: CoverageAssessment, legend: Markup) -> dict[str, Markup]:
    selection = assessment.selection
    filters = COVERAGE.sentence(selection, assessment.snapshot.source_names)
    return written(
        {
            ids.COVERAGE_MAP_TITLE: map_title(selection),
            ids.COVERAGE_MAP_FILTERS: filters,
            ids.COVERAGE_MAP_SENTENCE: coverage_sentence(region_coverage(assessment), selection),
            ids.COVERAGE_LEGEND: legend,
            ids.COVERAGE_POINTS_LEGEND: _points_legend(assessment),
        }
    )


def _points_legend(assessment: CoverageAssessment, sites: Sequence[str] | None = None) -> Markup:
    """Write which points are drawn; new places are in ``sites``, else those found at once."""
    proposed = _site_rows(assessment, sites)
    return sites_legend(
        assessment.selection,
        places=bool(assessment.reached.kept.any()),
        sites=bool(proposed),
    )


class Coloured(NamedTuple):
    """What the territories show, and the legend that explains it."""

    codes: NDArray[np.uint8]
    """A place in ``colours`` per territory, shape ``(n,)``."""
    colours: tuple[str, ...]
    hovers: HoverTexts
    legend: Markup


def _figure(
    snapshot: Snapshot,
    assessment: CoverageAssessment,
    coloured: Coloured,
    sites: Sequence[str] | None,
) -> dict[str, Any]:
    selection = assessment.selection
    populations = snapshot.region_index.territories[selection.level].populations
    update = coverage_map.coloured_update(
        coloured.codes, coloured.colours, coloured.hovers.texts(populations)
    )
    updates = [
        (coverage_map.TERRITORIES, level_layer(snapshot, selection.level)),
        (coverage_map.TERRITORIES, update),
        *_changed_layers(snapshot, assessment, ("values", "focus", "sites"), sites),
    ]
    return coverage_map.coverage_figure(
        by_trace(updates),
        style=snapshot.style,
        viewport=viewport_on(snapshot, selection.territory),
        focus=focus_on(selection.territory),
    )


def _change(coloured: Coloured) -> TerritoriesChange:
    return territories_change(coloured.codes, coloured.colours, coloured.hovers)


def _changed_layers(
    snapshot: Snapshot,
    assessment: CoverageAssessment,
    parts: Collection[str],
    sites: Sequence[str] | None,
) -> Iterator[tuple[int, Update]]:
    selection = assessment.selection
    if "focus" in parts:
        outlined = outline_layer(snapshot, selection.territory, selection.level)
        yield coverage_map.CASING, outlined
        yield coverage_map.CHOSEN, outlined
    if "values" in parts:
        kept = Kept.of(assessment.reached.kept)
        yield coverage_map.BORROWED, _borrowed(assessment)
        yield coverage_map.PLACES, places_shown(snapshot, kept)
    if "sites" in parts:
        points = _sites(assessment, sites)
        yield coverage_map.SITE_HALOS, traces.halos_update(points)
        yield coverage_map.SITES, traces.points_update(points)
        yield coverage_map.SITE_NUMBERS, traces.ranks_update(points)


def _coloured(assessment: CoverageAssessment) -> Coloured:
    selection = assessment.selection
    if not assessment.evidence.enough:
        return _untold(assessment)
    if selection.shown is CoverageIndicator.ACCESS:
        scores, classes = score_classes(assessment, selection.level)
        colours = (*_STATES, *palette.class_colours(len(classes.counts)))
        legend = classes_legend(classes, Scale.RATE)
        return Coloured(classes.codes, colours, score_hovers(scores), legend)
    if selection.shown is CoverageIndicator.NEED:
        return _need(assessment)
    if selection.level is Level.COMMUNE:
        return _states(assessment)
    shares, classes = share_classes(assessment, selection.level)
    colours = (*_STATES, *palette.class_colours(len(classes.counts)))
    hovers = share_hovers(shares, gaps_by_territory(assessment, selection.level))
    return Coloured(classes.codes, colours, hovers, classes_legend(classes, Scale.SHARE))


def _untold(assessment: CoverageAssessment) -> Coloured:
    """Colour nothing where sources hold too little to tell of gaps: only what they know is drawn."""
    size = len(assessment.snapshot.region_index.territories[assessment.selection.level])
    codes = np.full(size, coverage_map.UNTOLD, dtype=np.uint8)
    return Coloured(
        codes, coverage_map.COVERAGE_COLOURS, untold_hovers(size, NO_ANSWER), untold_legend()
    )


def _states(assessment: CoverageAssessment) -> Coloured:
    """Colour the communes by state; those around the chosen territory are pale."""
    snapshot = assessment.snapshot
    codes = state_codes(assessment.covered, fragile=assessment.selection.fragile)
    hovers = commune_hovers(codes, assessment.reached.distance_m, _LABELS)
    inside = members(snapshot, assessment.selection.territory)
    numbers = np.bincount(codes[inside], minlength=CODES).tolist()
    legend = coverage_legend(numbers, assessment.selection, around=not inside.all())
    shown = np.where(inside, codes, coverage_map.UNTOLD).astype(np.uint8)
    return Coloured(shown, coverage_map.COVERAGE_COLOURS, hovers, legend)


def _need(assessment: CoverageAssessment) -> Coloured:
    selection, need = assessment.selection, assessment.snapshot.needs[assessment.selection.need]
    by_coverage = need_map(assessment, need, selection.level)
    unknown = len(coverage_map.NEED_COLOURS) - 1
    codes = np.where(by_coverage.cells < 0, unknown, by_coverage.cells).astype(np.uint8)
    values, unit = by_coverage.needs.values, NEED_INDICATORS[need.code].unit
    hovers = need_hovers(
        by_coverage,
        # The title names the need so that a higher value means more of it: households without a car.
        pressure(need.code, values) if unit == PERCENT else values,
        [*(word.lower() for word in reach_words(selection.level)), no_reach_word(selection.level)],
        unit,
    )
    legend = need_legend(by_coverage, selection)
    return Coloured(codes, coverage_map.NEED_COLOURS, hovers, legend)


def _borrowed(assessment: CoverageAssessment) -> Update:
    """Mark the communes whose need is that of their EPCI, where the map shows needs by commune."""
    snapshot, selection = assessment.snapshot, assessment.selection
    shows_needs = selection.shown is CoverageIndicator.NEED and selection.level is Level.COMMUNE
    if not (shows_needs and assessment.evidence.enough):
        return traces.stipple_update("", np.zeros(0, dtype=np.bool_))
    file, need = snapshot.labels[Level.COMMUNE], snapshot.needs[selection.need]
    return traces.stipple_update(file, need.borrowed)


def _site_rows(assessment: CoverageAssessment, codes: Sequence[str] | None) -> list[int]:
    """Return the rows of the communes of new places: those of ``codes``, or what is found at once."""
    communes = assessment.snapshot.communes
    if codes is None:
        return list(greedy_places(assessment).rows if assessment.evidence.enough else ())
    return [communes.rows[code] for code in codes if code in communes.rows]


def _sites(assessment: CoverageAssessment, codes: Sequence[str] | None) -> PointSet:
    communes, rows = assessment.snapshot.communes, _site_rows(assessment, codes)
    singular, _ = site_words(assessment.selection.kind)
    return PointSet(
        longitudes=communes.centres[rows, 0],
        latitudes=communes.centres[rows, 1],
        hovers=[
            f"<b>{communes.labels[row]}</b><br>{singular} proposé, n° {place}"
            for place, row in enumerate(rows, start=1)
        ],
        targets=[f"territoire:{communes.codes[row]}" for row in rows],
        sizes=np.full(len(rows), _SITE_PX),
    )
