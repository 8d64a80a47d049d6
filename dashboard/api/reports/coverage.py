"""The report of « Zones blanches » of a territory, to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from flask import Flask, Response, abort, request
from markupsafe import Markup

from dashboard.analysis.coverage.alternatives import halls_to_call, schemes_around
from dashboard.analysis.coverage.answer import coverage_answer
from dashboard.analysis.coverage.assessment import CoverageAssessment, assess_coverage
from dashboard.analysis.coverage.map_values import state_codes
from dashboard.analysis.coverage.table import commune_lines, largest_gaps, members
from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.snapshot import Snapshot
from dashboard.api.http.errors import lead_to_written
from dashboard.components.coverage.report import CoverageReport, coverage_report
from dashboard.components.layout.printed_page import printed_page
from dashboard.components.shared.links import COVERAGE_REPORT_PATH
from dashboard.domain.clock import Clock
from dashboard.domain.pages import COVERAGE_PAGE
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection
from dashboard.domain.territory import level_of
from dashboard.exports.contents.provenance import provenance
from dashboard.figures.interactive.coverage_map import COVERAGE_COLOURS
from dashboard.figures.static.shapes import SvgShapes
from dashboard.figures.static.small_maps import small_map_svg

MOST_ON_REPORT = 40
"""Communes listed in a report, some two pages; it gives their total number."""
_NO_REPORT = (
    "Cette fiche existe pour la région de la carte, ses départements, ses intercommunalités et ses "
    "communes."
)
ShapesOf = Callable[[tuple[str, ...]], SvgShapes]
"""Gives the shapes of some communes."""


def register(server: Flask, current: SnapshotHolder, clock: Clock, *, shapes_of: ShapesOf) -> None:
    """Serve ``/zones-blanches/fiche/<code>``.

    Args:
        server: the application.
        current: what answers are made from.
        clock: gives the present time.
        shapes_of: gives the shapes that a report's map is drawn with.
    """

    @server.get(f"{COVERAGE_REPORT_PATH}/<code>")
    def print_report(code: str) -> Response:
        snapshot, now = current.snapshot, clock()
        lead_to_written(COVERAGE_REPORT_PATH, code)
        if not _on_map(snapshot, code):
            abort(404, _NO_REPORT)
        selection = replace(
            CoverageSelection.from_query(request.args.to_dict(flat=False)), territory=code
        )
        assessment = assess_coverage(snapshot, selection, year=now.year)
        content = coverage_report(
            report_of(assessment, code, shapes_of, now=now),
            selection,
            day=now.date(),
        )
        site = snapshot.region_index.region.site_name
        return Response(printed_page(COVERAGE_PAGE.title, content, site=site), mimetype="text/html")


def _on_map(snapshot: Snapshot, code: str) -> bool:
    level = level_of(code)
    if level is None:
        return code == snapshot.region_index.region.code
    return code in snapshot.region_index.territories[level].rows


def report_of(
    assessment: CoverageAssessment, code: str, shapes_of: ShapesOf, *, now: dt.datetime
) -> CoverageReport:
    """Gather the report of a territory; a commune is drawn and listed among those of its EPCI."""
    snapshot, answer = assessment.snapshot, coverage_answer(assessment, code)
    inside = members(snapshot, code)
    order = (
        largest_gaps(assessment) if answer.totals.evidence.enough else np.array([], dtype=np.int64)
    )
    about = provenance(snapshot, contents="", filters="", today=now.date())
    return CoverageReport(
        answer=answer,
        map=_map(assessment, answer.totals.name, np.flatnonzero(inside), shapes_of),
        communes=commune_lines(assessment, order[:MOST_ON_REPORT]),
        left=max(len(order) - MOST_ON_REPORT, 0),
        schemes=schemes_around(assessment),
        halls=halls_to_call(assessment, now=now),
        filters=COVERAGE.sentence(assessment.selection, snapshot.source_names),
        sources=f"Sources : {about['sources']}. Catalogue du {about['catalogue_du']}. Licences : "
        f"{about['licence']}.",
    )


def _map(
    assessment: CoverageAssessment,
    name: str,
    rows: np.typing.NDArray[np.int64],
    shapes_of: ShapesOf,
) -> Markup:
    codes = state_codes(assessment.covered, fragile=False)
    communes = assessment.snapshot.communes
    fills = {communes.codes[row]: COVERAGE_COLOURS[codes[row]] for row in rows.tolist()}
    return small_map_svg(
        shapes_of(tuple(fills)), fills, title=f"État de couverture des communes : {name}"
    )
