"""« Zones blanches » away from its page: the table as files, and the sheet of a territory to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from flask import Flask, Response, abort, request

from dashboard.analysis.coverage.around import halls_to_call, schemes_around
from dashboard.analysis.coverage.map_values import state_codes
from dashboard.analysis.coverage.results import CommuneLine, Listed, Tally
from dashboard.analysis.coverage.survey import Survey, shown_in, survey
from dashboard.analysis.coverage.table import commune_lines, largest_gaps, listed, members
from dashboard.analysis.coverage.tallies import region_tally, tallies
from dashboard.analysis.current import Current
from dashboard.analysis.desk import Desk
from dashboard.analysis.territories import territory_name
from dashboard.api.attachments import attachment
from dashboard.components.gaps_sheet import Sheet, gaps_sheet
from dashboard.components.gaps_wording import (
    filters_text,
    map_title,
    need_label,
    reason_texts,
    state_text,
)
from dashboard.components.links import DOWNLOAD_PATH, GAPS_SHEET_PATH
from dashboard.components.markup import markup
from dashboard.components.printed_page import printed_page
from dashboard.domain.codes import REGION_CODE
from dashboard.domain.gaps import CoverageState, GapSelection
from dashboard.domain.query import Query
from dashboard.domain.territory import Level, level_of
from dashboard.exports.csv_files import csv_bytes
from dashboard.exports.geojson_files import geojson_bytes
from dashboard.exports.provenance import provenance
from dashboard.figures.gaps_map import COVERAGE_COLOURS
from dashboard.figures.svg_map import Shapes, filled_svg

MOST_ON_SHEET = 40
"""Communes listed on a sheet, some two pages; it says how many there are."""
Clock = Callable[[], dt.datetime]
ShapesOf = Callable[[tuple[str, ...]], Shapes]
"""Gives the shapes of some communes."""


def register(
    server: Flask,
    current: Current,
    clock: Clock,
    *,
    boundaries: Mapping[Level, bytes],
    shapes_of: ShapesOf,
) -> None:
    """Serve the table as CSV and GeoJSON, and ``/zones-blanches/fiche/<code>``.

    Args:
        server: the application.
        current: what answers are made from.
        clock: gives the present time.
        boundaries: the display boundaries of each level, GeoJSON whose feature ids are codes.
        shapes_of: gives the shapes that a sheet's map is drawn with.
    """

    @server.get(f"{DOWNLOAD_PATH}/zones-blanches.<extension>")
    def download_gaps(extension: str) -> Response:
        desk, now = current.desk, clock()
        asked = survey(desk.gaps, shown_in(desk.gaps, _asked()), year=now.year)
        if extension == "csv":
            body, media_type = csv_file(desk, asked, today=now.date()), "text/csv"
        elif extension == "geojson":
            shapes = boundaries[asked.selection.level]
            body = geojson_file(desk, asked, shapes, today=now.date())
            media_type = "application/geo+json"
        else:
            abort(404, "Les formats proposés sont csv et geojson.")
        return attachment(body, media_type, file_name(asked.selection, extension, now.date()))

    @server.get(f"{GAPS_SHEET_PATH}/<code>")
    def print_sheet(code: str) -> Response:
        desk, now = current.desk, clock()
        level = level_of(code)
        if level in (None, Level.COMMUNE) or code not in desk.observatory.territories[level].rows:
            abort(
                404,
                "Cette fiche existe pour les intercommunalités et les départements de la carte.",
            )
        selection = replace(_asked(), territory=code)
        asked = survey(desk.gaps, selection, year=now.year)
        content = gaps_sheet(
            sheet_of(desk, asked, level, code, shapes_of, now=now), selection, day=now.date()
        )
        return Response(printed_page("Zones blanches", markup(content)), mimetype="text/html")


def file_name(selection: GapSelection, extension: str, today: dt.date) -> str:
    """Say what and when in the file's name: ``zones-blanches_communes_10km_20261126.csv``."""
    return f"zones-blanches_{selection.level}_{selection.radius}km_{today:%Y%m%d}.{extension}"


def csv_file(desk: Desk, asked: Survey, *, today: dt.date) -> bytes:
    """Write the whole table; every row repeats filters, date, sources and licence."""
    columns, rows = _table(asked)
    return csv_bytes(columns, rows, _about(desk, asked, today))


def geojson_file(desk: Desk, asked: Survey, boundaries: bytes, *, today: dt.date) -> bytes:
    """Write the territories of the table with their shapes; the collection says where they come from."""
    columns, rows = _table(asked, region=False)
    prefix = "D" if asked.selection.level is Level.DEPARTEMENT else ""
    territories = ((f"{prefix}{row[0]}", dict(zip(columns, row, strict=True))) for row in rows)
    about = _about(desk, asked, today)
    return geojson_bytes(map_title(asked.selection), territories, boundaries, about)


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


def _asked() -> GapSelection:
    query: Query = request.args.to_dict(flat=False)
    return GapSelection.from_query(query)


def _about(desk: Desk, asked: Survey, today: dt.date) -> dict[str, str]:
    return provenance(
        desk,
        contents=f"{map_title(asked.selection)}, {_place(desk, asked.selection)}",
        filters=f"{filters_text(asked.selection, desk.source_names)} · Besoin : "
        f"{need_label(asked.selection.need)}",
        today=today,
    )


def _place(desk: Desk, selection: GapSelection) -> str:
    """Name the territory whose rows are written: the region where rows are larger territories."""
    chosen = selection.territory if selection.level is Level.COMMUNE else None
    return territory_name(desk.observatory.territories, chosen or REGION_CODE)


Cells = tuple[object, ...]
_COMMUNE_COLUMNS = (
    "code", "nom", "intercommunalite", "habitants", "etat", "limite_de_region", "fragile",
    "distance_km_a_vol_d_oiseau", "acces_pour_10000_habitants", "personnes_concernees", "pourquoi",
)  # fmt: skip
_TERRITORY_COLUMNS = (
    "code", "nom", "habitants", "fiches_implantees", "habitants_en_zone_blanche", "habitants_desservis",
    "habitants_proches", "habitants_loin", "habitants_rien_de_recense", "habitants_limite_de_region",
    "communes", "communes_en_zone_blanche",
)  # fmt: skip


def _table(asked: Survey, *, region: bool = True) -> tuple[Sequence[str], Iterator[Cells]]:
    found: Listed = listed(asked, slice(None))
    if found.level is Level.COMMUNE:
        return _COMMUNE_COLUMNS, map(_commune, found.communes)
    lines = (*found.territories, *([region_tally(asked)] if region else []))
    return _TERRITORY_COLUMNS, map(_territory, lines)


def _commune(line: CommuneLine) -> Cells:
    return (
        line.code, line.name, line.epci, line.population, state_text(line.state, border=False),
        "oui" if line.border else "non", "oui" if line.fragile else "non",
        None if line.distance_m is None else round(line.distance_m / 1000, 1), round(line.access, 4),
        line.concerned, " | ".join(text for text, _ in reason_texts(line.reasons)),
    )  # fmt: skip


def _territory(tally: Tally) -> Cells:
    people = [tally.inhabitants[state] for state in CoverageState]
    return (
        tally.code.removeprefix("D"), tally.name, tally.population, tally.records, tally.uncovered,
        *people, tally.border, tally.communes, tally.gaps,
    )  # fmt: skip
