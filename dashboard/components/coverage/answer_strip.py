"""What « Zones blanches » answers first: the themes to ask for, and the answer with ways to take it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from dashboard.analysis.coverage.results import CoverageAnswer, ThemeEvidence
from dashboard.components.coverage.answer_wording import (
    NO_ANSWER,
    NO_ANSWER_NOTE,
    answer_number,
    answer_sentence,
)
from dashboard.components.shared.links import (
    coverage_lineage_address,
    coverage_report_address,
    download_address,
)
from dashboard.components.shared.templates import render
from dashboard.domain.downloads import COVERAGE_DOWNLOAD
from dashboard.domain.indicators import Indicator
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection
from dashboard.domain.selections.fields import restarted
from dashboard.domain.vocabulary import THEME_LABELS


@dataclass(frozen=True)
class ThemeChip:
    """A theme to ask for: its name, the places known of it, and the view it leads to.

    Attributes:
        told: whether the sources hold enough of it for an answer.
        chosen: whether it is the one asked for.
    """

    label: str
    places: int
    selection: CoverageSelection
    told: bool
    chosen: bool


def answer_strip(answer: CoverageAnswer, selection: CoverageSelection) -> Markup:
    """Write the answer in one sentence, to print, to take away as a picture, to copy."""
    number = answer_number(answer)
    before, _, after = answer_sentence(answer, selection).partition(number or "\n")
    return render(
        "coverage/answer_strip.html.j2",
        before=before,
        number=number,
        passport=coverage_lineage_address(answer.totals.code, Indicator.GAPS, selection),
        after=after,
        report_address=coverage_report_address(selection, answer.totals.code),
        picture=download_address(COVERAGE_DOWNLOAD, selection, extension="png"),
    )


def no_answer() -> Markup:
    """Write why a part of the page tells nothing, where sources hold too little to tell of gaps."""
    return Markup("<p>{}.</p><p>{}</p>").format(NO_ANSWER, NO_ANSWER_NOTE)


def theme_chips(evidence: tuple[ThemeEvidence, ...], selection: CoverageSelection) -> Markup:
    """List the themes that records are known of, the most frequent first; each asks for itself alone."""
    chosen = selection.filters.themes
    chips = [
        ThemeChip("Tous les thèmes", 0, _asked(selection, ()), told=True, chosen=not chosen),
        *(
            ThemeChip(
                THEME_LABELS[one.theme],
                one.places,
                _asked(selection, (one.theme,)),
                told=one.enough,
                chosen=chosen == (one.theme,),
            )
            for one in evidence
        ),
    ]
    return render("coverage/theme_chips.html.j2", chips=chips, keys=_KEYS)


_KEYS = COVERAGE.keys("filters.themes", "page", "exact")


def _asked(selection: CoverageSelection, themes: tuple[str, ...]) -> CoverageSelection:
    return restarted(selection.filtered(themes=themes))
