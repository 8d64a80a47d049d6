"""The legend of « Zones blanches », written from the very values that colour its map."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.analysis.coverage.results import NeedMap
from dashboard.analysis.kernel.results import Classes
from dashboard.components.coverage.answer_wording import NO_ANSWER_NOTE
from dashboard.components.coverage.legend_wording import (
    AROUND_MARK,
    COVERAGE_NOTE,
    PLACE_MARK,
    UNTOLD_MARK,
    classes_marks,
    classes_note,
    coverage_marks,
    need_heads,
    need_note,
    other_need_marks,
    reach_words,
    site_mark,
)
from dashboard.components.shared.legend import mark_step, titled_legend
from dashboard.components.shared.legend_wording import CHOSEN_MARK, OUTSIDE_MARK
from dashboard.components.shared.markup import markup
from dashboard.components.shared.templates import render
from dashboard.domain.indicators import Scale
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.figures import palette


def coverage_legend(
    numbers: Sequence[int], selection: CoverageSelection, *, around: bool = False
) -> Markup:
    """List the states of communes, each with its number of communes.

    Args:
        numbers: communes by code of the map: the four states, the border, the two fragile ones.
        selection: what the reader asked for.
        around: whether only some communes are told of, the others pale.
    """
    marks = coverage_marks(numbers, selection)
    return titled_legend([*marks, *([AROUND_MARK] if around else [])], [COVERAGE_NOTE])


def untold_legend() -> Markup:
    """Explain a map that colours nothing."""
    return titled_legend([UNTOLD_MARK, OUTSIDE_MARK], [NO_ANSWER_NOTE])


def classes_legend(classes: Classes, scale: Scale) -> Markup:
    """List the classes of a share or of the score, then the states that are in none."""
    return titled_legend(classes_marks(classes, scale), [classes_note(classes)])


def need_legend(need_map: NeedMap, selection: CoverageSelection) -> Markup:
    """Explain the nine colours in words, as a table of need by coverage."""
    return render(
        "coverage/need_legend.html.j2",
        heads=need_heads(need_map, selection),
        rows=[
            (name, list(zip(colours, numbers, strict=True)))
            for name, colours, numbers in zip(
                reach_words(selection.level), palette.NEED_BY_COVERAGE, need_map.counts, strict=True
            )
        ],
        entries=other_need_marks(need_map, selection.level),
        note=need_note(need_map, selection),
    )


def sites_legend(selection: CoverageSelection, *, places: bool, sites: bool) -> Markup:
    """List what is drawn above the territories.

    Args:
        selection: what the reader asked for.
        places: whether existing places are drawn.
        sites: whether new places are.
    """
    marks = (
        *([PLACE_MARK] if places else []),
        *([site_mark(selection)] if sites else []),
        *([CHOSEN_MARK] if selection.territory else []),
    )
    return markup([mark_step(mark) for mark in marks])
