"""The sheet of « Zones blanches » of a territory, to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from flask import Flask, Response, abort, request

from dashboard.analysis.coverage.alternatives import halls_to_call, schemes_around
from dashboard.analysis.coverage.assessment import Survey, survey
from dashboard.analysis.coverage.map_values import state_codes
from dashboard.analysis.coverage.table import commune_lines, largest_gaps, members
from dashboard.analysis.coverage.totals import tallies
from dashboard.analysis.current import Current
from dashboard.analysis.snapshot import Desk
from dashboard.api.http.errors import lead_to_written
from dashboard.components.coverage.report import Sheet, gaps_sheet
from dashboard.components.coverage.wording import filters_text
from dashboard.components.layout.printed_page import printed_page
from dashboard.components.shared.links import GAPS_SHEET_PATH
from dashboard.components.shared.markup import markup
from dashboard.domain.clock import Clock
from dashboard.domain.selections.coverage import GapSelection
from dashboard.domain.territory import Level, level_of
from dashboard.exports.contents.provenance import provenance
from dashboard.figures.interactive.coverage_map import COVERAGE_COLOURS
from dashboard.figures.static.shapes import Shapes, filled_svg

MOST_ON_SHEET = 40
"""Communes listed on a sheet, some two pages; it says how many there are."""
ShapesOf = Callable[[tuple[str, ...]], Shapes]
"""Gives the shapes of some communes."""


def register(server: Flask, current: Current, clock: Clock, *, shapes_of: ShapesOf) -> None:
    """Serve ``/zones-blanches/fiche/<code>``.

    Args:
        server: the application.
        current: what answers are made from.
        clock: gives the present time.
        shapes_of: gives the shapes that a sheet's map is drawn with.
    """

    @server.get(f"{GAPS_SHEET_PATH}/<code>")
    def print_sheet(code: str) -> Response:
        desk, now = current.desk, clock()
        lead_to_written(GAPS_SHEET_PATH, code)
        level = level_of(code)
        if level in (None, Level.COMMUNE) or code not in desk.observatory.territories[level].rows:
            abort(
                404,
                "Cette fiche existe pour les intercommunalités et les départements de la carte.",
            )
        selection = replace(
            GapSelection.from_query(request.args.to_dict(flat=False)), territory=code
        )
        asked = survey(desk.gaps, selection, year=now.year)
        content = gaps_sheet(
            sheet_of(desk, asked, level, code, shapes_of, now=now), selection, day=now.date()
        )
        return Response(printed_page("Zones blanches", markup(content)), mimetype="text/html")


def sheet_of(  # noqa: PLR0913 - the territory, and what draws it
    desk: Desk, asked: Survey, level: Level, code: str, shapes_of: ShapesOf, *, now: dt.datetime
) -> Sheet:
    """Gather the sheet of an EPCI or a département."""
    ground = desk.gaps
    inside = members(ground, code)
    order = largest_gaps(asked)
    tally = tallies(asked, level)[ground.observatory.territories[level].rows[code]]
    told = provenance(desk, contents="", filters="", today=now.date())
    return Sheet(
        tally=tally,
        map=_map(asked, tally.name, np.flatnonzero(inside), shapes_of),
        communes=commune_lines(asked, order[:MOST_ON_SHEET]),
        left=max(len(order) - MOST_ON_SHEET, 0),
        schemes=schemes_around(asked),
        halls=halls_to_call(asked, now=now),
        filters=filters_text(asked.selection, desk.source_names),
        sources=f"Sources : {told['sources']}. Catalogue du {told['catalogue_du']}. Licences : "
        f"{told['licence']}.",
    )


def _map(asked: Survey, name: str, rows: np.typing.NDArray[np.int64], shapes_of: ShapesOf) -> str:
    codes = state_codes(asked.covered, fragile=False)
    communes = asked.ground.communes
    fills = {communes.codes[row]: COVERAGE_COLOURS[codes[row]] for row in rows.tolist()}
    return filled_svg(
        shapes_of(tuple(fills)), fills, title=f"État de couverture des communes : {name}"
    )
