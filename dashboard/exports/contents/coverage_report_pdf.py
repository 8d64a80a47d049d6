"""The sheet « Zones blanches » as a tagged PDF: one A4 page, then the communes (PDF/UA-1)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from dashboard.components.coverage.report import (
    CoverageReport,
    first_page,
    other_pages,
    report_title,
)
from dashboard.domain.names import normalise_name
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection
from dashboard.domain.selections.file_names import LONGEST_NAME, named_file, years_words
from dashboard.exports.contents.report_pdf import SHORTEST_PLACE, Signature, document_pdf

_SOURCE = Path(__file__).with_name("coverage_report.typ")


def coverage_report_pdf(
    report: CoverageReport, selection: CoverageSelection, signature: Signature
) -> bytes:
    """Write the sheet as PDF."""
    parts = {
        "first": first_page(report, selection, day=signature.day),
        "others": other_pages(report),
    }
    return document_pdf(_SOURCE, report_title(report), parts, signature)


def coverage_report_name(report: CoverageReport, selection: CoverageSelection, day: dt.date) -> str:
    """Name the file: ``zones-blanches_cc-du-pays-de-lamastre_200016905_10km_numerique_20261126.pdf``.

    A name too long is cut: the code tells which territory it is.
    """
    totals = report.answer.totals
    words = (
        totals.code,
        f"{selection.radius}km",
        *COVERAGE.file_words(selection),
        *years_words(selection.filters),
    )
    left = LONGEST_NAME - len(named_file(("zones-blanches", "", *words), "pdf", day=day))
    place = normalise_name(totals.name).replace(" ", "-")[: max(left, SHORTEST_PLACE)].strip("-")
    return named_file(("zones-blanches", place, *words), "pdf", day=day)
