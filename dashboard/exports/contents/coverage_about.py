"""What files of « Zones blanches » say of themselves: provenance, and whether sources can tell of gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from dashboard.analysis.coverage.assessment import CoverageAssessment
from dashboard.analysis.coverage.totals import region_coverage
from dashboard.components.coverage.answer_wording import NO_ANSWER_NOTE, no_answer_text
from dashboard.domain.file_formats import PictureForm
from dashboard.exports.contents.panels_in_form import panels_in_form
from dashboard.exports.contents.provenance import CAVEAT, provenance, source_notes


def coverage_about(
    assessment: CoverageAssessment, *, contents: str, filters: str, today: dt.date
) -> dict[str, str]:
    """Describe what a file holds; where sources hold too little to tell of gaps, a caveat says so.

    Args:
        assessment: what the reader asked for, surveyed.
        contents: what the file holds, and where.
        filters: those of the page, in words.
        today: the day it is made.
    """
    about = provenance(assessment.snapshot, contents=contents, filters=filters, today=today)
    if assessment.evidence.enough:
        return about
    reason = no_answer_text(region_coverage(assessment), assessment.selection)
    return about | {CAVEAT: f"{reason} {NO_ANSWER_NOTE}"}


def untold_picture(about: Mapping[str, str], form: PictureForm) -> str:
    """Write why nothing is drawn where sources hold too little to tell of gaps, as SVG.

    Args:
        about: contents, filters, dates, sources, licence, with the caveat.
        form: that of the picture.
    """
    notes = (about["filtres"], *source_notes(about))
    return panels_in_form((), title=about["contenu"], notes=notes, form=form)
