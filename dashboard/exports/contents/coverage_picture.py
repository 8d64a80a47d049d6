"""The map of « Zones blanches » as a picture complete in itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np

from dashboard.analysis.coverage.assessment import CoverageAssessment
from dashboard.analysis.coverage.map_values import (
    CODES,
    score_classes,
    share_classes,
    state_codes,
)
from dashboard.analysis.coverage.need_map import need_map
from dashboard.analysis.kernel.results import Classes, FloatArray
from dashboard.analysis.siting.new_places import greedy_places
from dashboard.analysis.snapshot import Snapshot
from dashboard.components.coverage.answer_wording import NO_ANSWER_NOTE
from dashboard.components.coverage.legend_wording import (
    COVERAGE_NOTE,
    SITE_MARK,
    UNTOLD_MARK,
    classes_marks,
    classes_note,
    coverage_marks,
    need_marks,
    need_note,
    site_mark,
)
from dashboard.components.coverage.wording import definition_text
from dashboard.components.shared.legend_wording import CHOSEN_MARK, OUTSIDE_MARK
from dashboard.domain.file_formats import PictureForm
from dashboard.domain.indicators import Scale
from dashboard.domain.selections.coverage import CoverageIndicator
from dashboard.domain.territory import Level
from dashboard.exports.contents.picture_shapes import (
    PictureShapes,
    Shown,
    map_in_form,
    shown_in_picture,
)
from dashboard.exports.contents.provenance import source_notes
from dashboard.figures.interactive.coverage_map import COVERAGE_COLOURS, NEED_COLOURS, UNTOLD
from dashboard.figures.interactive.region_map import territory_colours
from dashboard.figures.legend_entries import LegendEntry
from dashboard.figures.static.page import PictureWords
from dashboard.figures.static.region import Dots, RegionMap

_SITE_PX = 9.0


@dataclass(frozen=True)
class Painted:
    """The colour of every territory of the level shown, in order, and what the colours mean."""

    colours: Sequence[str]
    marks: Sequence[LegendEntry]
    note: str
    hatched: frozenset[str] = frozenset()
    """The codes whose value is taken from a larger territory."""


def coverage_picture(
    snapshot: Snapshot,
    assessment: CoverageAssessment,
    shapes: PictureShapes,
    about: Mapping[str, str],
    *,
    form: PictureForm = PictureForm.PAGE,
) -> str:
    """Draw what « Zones blanches » shows, with the new places found at once, as SVG.

    Args:
        snapshot: what answers are made from.
        assessment: what the reader asked for, surveyed.
        shapes: gives the shapes of a level.
        about: contents, filters, dates, sources, licence.
        form: that of the picture.
    """
    painting = painted(assessment)
    shown = shown_in_picture(snapshot.region_index, shapes, assessment.selection.territory)
    rows = list(greedy_places(assessment).rows) if assessment.evidence.enough else []
    sites = assessment.snapshot.communes.centres[rows]
    words = PictureWords(
        title=about["contenu"],
        subtitle=about["filtres"],
        legend=(
            *painting.marks,
            *([site_mark(assessment.selection)] if len(sites) else []),
            *([CHOSEN_MARK] if shown.outline else []),
        ),
        legend_notes=(painting.note, *shown.notes),
        notes=(definition_text(assessment.selection), *source_notes(about)),
    )
    return map_in_form(coverage_map(assessment, shown, painting, sites), words, form)


def coverage_map(
    assessment: CoverageAssessment, shown: Shown, painting: Painted, sites: FloatArray
) -> RegionMap:
    """Gather what is drawn: the colours, and new places in the order to open them.

    Args:
        assessment: what the reader asked for, surveyed.
        shown: which part of the region.
        painting: the colours of the level shown.
        sites: longitude and latitude of the new places, degrees, shape ``(n, 2)``.
    """
    level = assessment.selection.level
    codes = assessment.snapshot.region_index.territories[level].codes
    return RegionMap(
        shapes=shown.shapes_of(level),
        fills=dict(zip(codes, painting.colours, strict=True)),
        borders=shown.shapes_of(Level.DEPARTEMENT),
        chosen=shown.outline,
        focused=bool(shown.outline),
        numbered=Dots(sites, SITE_MARK.colour, _SITE_PX),
        towns=shown.towns,
        hatched=painting.hatched,
    )


def painted(assessment: CoverageAssessment) -> Painted:
    """Colour the territories of the level shown as the page does; those around the chosen one are veiled."""
    selection = assessment.selection
    if not assessment.evidence.enough:
        size = len(assessment.snapshot.region_index.territories[selection.level])
        untold = [COVERAGE_COLOURS[UNTOLD]] * size
        return Painted(untold, [UNTOLD_MARK, OUTSIDE_MARK], NO_ANSWER_NOTE)
    if selection.shown is CoverageIndicator.ACCESS:
        _, classes = score_classes(assessment, selection.level)
        return _by_class(classes, Scale.RATE)
    if selection.shown is CoverageIndicator.NEED:
        codes = assessment.snapshot.region_index.territories[selection.level].codes
        crossed = need_map(assessment, assessment.snapshot.needs[selection.need], selection.level)
        # The last colour is that of -1: unknown.
        return Painted(
            _picked(NEED_COLOURS, crossed.cells.tolist()),
            need_marks(crossed, selection),
            need_note(crossed, selection),
            hatched=frozenset(compress(codes, crossed.borrowed.tolist())),
        )
    if selection.level is Level.COMMUNE:
        states = state_codes(assessment.covered, fragile=selection.fragile)
        numbers = np.bincount(states, minlength=CODES).tolist()
        return Painted(
            _picked(COVERAGE_COLOURS, states.tolist()),
            coverage_marks(numbers, selection),
            COVERAGE_NOTE,
        )
    _, classes = share_classes(assessment, selection.level)
    return _by_class(classes, Scale.SHARE)


def _by_class(classes: Classes, scale: Scale) -> Painted:
    return Painted(
        _picked(territory_colours(classes, scale), classes.codes.tolist()),
        classes_marks(classes, scale),
        classes_note(classes),
    )


def _picked(colours: Sequence[str], codes: Iterable[int]) -> list[str]:
    return [colours[code] for code in codes]
