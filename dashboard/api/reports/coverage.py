"""The sheet of « Zones blanches » of a territory, as a page to print and as a document."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
from flask import Flask, Response, abort, request

from dashboard.analysis.coverage.alternatives import halls_to_call, nearest_places, schemes_around
from dashboard.analysis.coverage.answer import coverage_answer, records_behind
from dashboard.analysis.coverage.assessment import CoverageAssessment, assess_coverage
from dashboard.analysis.coverage.results import CommuneLine, CoverageAnswer
from dashboard.analysis.coverage.table import (
    commune_lines,
    commune_order,
    largest_gaps,
    own_members,
)
from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.lineage.rows import citations
from dashboard.analysis.snapshot import Snapshot
from dashboard.api.downloads.attachments import attachment
from dashboard.api.http.errors import lead_to_today, lead_to_written
from dashboard.components.coverage.report import (
    CoverageReport,
    coverage_report_page,
    report_title,
)
from dashboard.components.layout.printed_page import printed_page
from dashboard.components.reports.blocks import Picture
from dashboard.components.shared.links import COVERAGE_REPORT_PATH
from dashboard.domain.clock import Clock
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection
from dashboard.domain.selections.query import Query
from dashboard.domain.territory import Level, level_of
from dashboard.exports.contents.coverage_report_map import coverage_report_map
from dashboard.exports.contents.coverage_report_pdf import (
    coverage_report_name,
    coverage_report_pdf,
)
from dashboard.exports.contents.picture_shapes import LevelWindows
from dashboard.exports.contents.report_pdf import Signature

_NO_REPORT = (
    "Cette fiche existe pour la région de la carte, ses départements, ses intercommunalités et ses "
    "communes."
)


def register(
    server: Flask, current: SnapshotHolder, clock: Clock, *, windows_of: LevelWindows
) -> None:
    """Serve ``/zones-blanches/fiche/<code>`` and ``/zones-blanches/fiche/<code>.pdf``.

    Args:
        server: the application.
        current: what answers are made from.
        clock: gives the present time.
        windows_of: gives the shapes of a level around a place, which the map is drawn with.
    """

    @server.get(f"{COVERAGE_REPORT_PATH}/<code>")
    def print_coverage_report(code: str) -> Response:
        snapshot, now = current.snapshot, clock()
        selection = _selection(snapshot, code)
        report = report_of(snapshot, selection, windows_of, now=now)
        content = coverage_report_page(report, selection, day=now.date())
        site = snapshot.region_index.region.site_name
        page = printed_page(report_title(report), content, site=site)
        return Response(page, mimetype="text/html")

    @server.get(f"{COVERAGE_REPORT_PATH}/<code>.pdf")
    def download_coverage_report(code: str) -> Response:
        snapshot, now = current.snapshot, clock()
        selection = _selection(snapshot, code)
        report = report_of(snapshot, selection, windows_of, now=now)
        author = snapshot.region_index.region.site_name
        signature = Signature(now.date(), author, request.host_url.rstrip("/"))
        body = coverage_report_pdf(report, selection, signature)
        name = coverage_report_name(report, selection, now.date())
        return attachment(body, "application/pdf", name)


def report_of(
    snapshot: Snapshot,
    selection: CoverageSelection,
    windows_of: LevelWindows,
    *,
    now: dt.datetime,
) -> CoverageReport:
    """Gather the sheet of the chosen territory, the region where it is none of a known level.

    Args:
        snapshot: what answers are made from.
        selection: the territory and the filters.
        windows_of: gives the shapes of a level around a place.
        now: the present time.
    """
    assessment = assess_coverage(snapshot, selection, year=now.year)
    code = selection.territory or snapshot.region_index.region.code
    answer, inside = coverage_answer(assessment, code), own_members(snapshot, code)
    told = answer.totals.evidence.enough
    nearest = nearest_places(assessment, inside, enough=told)
    drawn = coverage_report_map(assessment, answer, inside, nearest, windows_of)
    behind = np.flatnonzero(records_behind(assessment, inside, enough=told)).tolist()
    lines, all_communes = _communes(assessment, answer)
    return CoverageReport(
        answer=answer,
        picture=Picture(drawn.svg, drawn.words, drawn.legend),
        nearest=nearest,
        communes=lines,
        all_communes=all_communes,
        schemes=schemes_around(assessment) if told else (),
        halls=halls_to_call(assessment, now=now) if told else (),
        filters=COVERAGE.sentence(selection, snapshot.source_names),
        cited=citations(
            snapshot.catalogue_index, [*behind, *(place.record for place in nearest.places)]
        ),
        vintage=snapshot.catalogue_index.vintage,
    )


def named_territory(snapshot: Snapshot, code: str) -> bool:
    """Return whether a code is that of the region or of a territory of the map."""
    level = level_of(code)
    if level is None:
        return code == snapshot.region_index.region.code
    return code in snapshot.region_index.territories[level].rows


def report_selection(query: Query, code: str) -> CoverageSelection:
    """Read what a sheet is asked: the filters of an address, for a territory."""
    selection = CoverageSelection.from_query(query)
    # The sheet has an order and pages of its own.
    return replace(selection, territory=code, order=None, page=1)


def _selection(snapshot: Snapshot, code: str) -> CoverageSelection:
    lead_to_written(COVERAGE_REPORT_PATH, code)
    if former := snapshot.nearby_index.former.get(code):
        lead_to_today(COVERAGE_REPORT_PATH, former)
    if not named_territory(snapshot, code):
        abort(404, _NO_REPORT)
    return report_selection(request.args.to_dict(flat=False), code)


def _communes(
    assessment: CoverageAssessment, answer: CoverageAnswer
) -> tuple[tuple[CommuneLine, ...], bool]:
    """List the communes of an EPCI, of that of a commune, or the gaps of a larger territory.

    None where sources hold too little to tell; beside them, whether covered ones are listed too.
    """
    if not answer.totals.evidence.enough:
        return (), False
    whole = answer.level in {Level.COMMUNE, Level.EPCI}
    order = commune_order(assessment) if whole else largest_gaps(assessment)
    return commune_lines(assessment, order), whole
