"""« Comparer » away from its page: tables, shapes, workbook, charts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Flask, Response, abort, request

from dashboard.analysis.claims import claims_beside
from dashboard.analysis.comparison.changes import changes_between
from dashboard.analysis.comparison.compare import compare
from dashboard.analysis.comparison.results import Comparison
from dashboard.analysis.current import Current
from dashboard.analysis.desk import Desk
from dashboard.api.attachments import file_answer
from dashboard.components.comparison_downloads import MAPS_PART
from dashboard.components.comparison_wording import comparison_filters, comparison_title
from dashboard.components.links import DOWNLOAD_PATH
from dashboard.domain.clock import Clock
from dashboard.domain.codes import REGION_CODE
from dashboard.domain.comparison import ComparisonSelection
from dashboard.domain.formats import listed
from dashboard.domain.query import year_text
from dashboard.domain.territory import Level
from dashboard.exports.comparison_pictures import LevelWindows, pair_picture
from dashboard.exports.comparison_tables import comparison_tables, territories_table
from dashboard.exports.csv_files import csv_bytes
from dashboard.exports.gpkg_files import gpkg_bytes
from dashboard.exports.provenance import provenance, source_notes
from dashboard.exports.tables import FileTable
from dashboard.exports.territory_files import Writers, picture_writers, table_geojson
from dashboard.exports.xlsx_files import xlsx_bytes
from dashboard.figures.comparison_panels import PANELS, TITLES, ChartKind
from dashboard.figures.small_multiples import panels_picture

_PARTS = (*ChartKind, MAPS_PART)


@dataclass(frozen=True, eq=False)
class Asked:
    """A comparison on its way to a file, and what the file says of itself."""

    desk: Desk
    selection: ComparisonSelection
    comparison: Comparison
    about: Mapping[str, str]


def register(
    server: Flask,
    current: Current,
    clock: Clock,
    *,
    boundaries: Mapping[Level, bytes],
    level_windows: LevelWindows,
) -> None:
    """Serve ``comparer.csv``, ``.xlsx``, ``.geojson``, ``.gpkg``, the charts and the maps as SVG and PNG.

    Args:
        server: the application.
        current: what answers are made from.
        clock: gives the present time.
        boundaries: the display boundaries of each level, GeoJSON whose feature ids are codes.
        level_windows: gives the shapes of a level around a place, for the two maps.
    """

    @server.get(f"{DOWNLOAD_PATH}/comparer.<extension>")
    def download_comparison(extension: str) -> Response:
        today = clock().date()
        asked = asked_of(current.desk, _selection(), today=today)
        writers = comparison_writers(asked, boundaries[asked.comparison.level])
        return file_answer(writers, extension, file_name(asked, extension, today=today))

    @server.get(f"{DOWNLOAD_PATH}/comparer-<part>.<extension>")
    def download_picture(part: str, extension: str) -> Response:
        if part not in _PARTS:
            abort(404, f"Les images proposées sont {listed(_PARTS)}.")
        today = clock().date()
        asked = asked_of(current.desk, _selection(), today=today)

        def picture() -> str:
            if part == MAPS_PART:
                return pair_picture(asked.desk, asked.selection, level_windows, asked.about)
            return chart_svg(asked, ChartKind(part))

        name = file_name(asked, extension, part=part, today=today)
        return file_answer(picture_writers(picture), extension, name)


def asked_of(desk: Desk, selection: ComparisonSelection, *, today: dt.date) -> Asked:
    """Compare, and say what a file of it holds."""
    comparison = compare(desk.comparison, selection)
    about = provenance(
        desk,
        contents=comparison_title(comparison),
        filters=comparison_filters(selection, comparison.level),
        today=today,
    )
    return Asked(desk, selection, comparison, about)


def file_name(asked: Asked, extension: str, *, today: dt.date, part: str = "") -> str:
    """Say what and when in the file's name: ``comparer_200071751_200068781_2024_20261126.csv``."""
    codes = [one.code for one in asked.comparison.territories] or [REGION_CODE]
    years = year_text(asked.selection.years) if asked.selection.years else "toutes-annees"
    what = f"comparer-{part}" if part else "comparer"
    return f"{'_'.join([what, *codes])}_{years}_{today:%Y%m%d}.{extension}"


def chart_svg(asked: Asked, kind: ChartKind) -> str:
    """Draw a chart of the page as one picture that says where it comes from."""
    about = asked.about
    names = listed([one.name for one in asked.comparison.territories])
    return panels_picture(
        PANELS[kind](asked.comparison),
        title=f"{TITLES[kind]} : {names}" if names else TITLES[kind],
        notes=[about["filtres"], *source_notes(about)],
    )


def comparison_writers(asked: Asked, shapes: bytes) -> Writers:
    """Return what writes each format: all that is on the page as a workbook, else the territories alone.

    ``shapes`` are the display boundaries of the level compared.
    """
    table, prefix = territories_table(asked.comparison), asked.comparison.level.code_prefix
    return {
        "csv": lambda: csv_bytes(table.columns, table.rows, asked.about),
        "xlsx": lambda: xlsx_bytes(all_tables(asked), asked.about),
        "geojson": lambda: table_geojson(table, shapes, asked.about, prefix=prefix),
        "gpkg": lambda: gpkg_bytes(table, shapes, asked.about, prefix=prefix),
    }


def all_tables(asked: Asked) -> Sequence[FileTable]:
    """Return everything that is on the page, one table per part."""
    codes = [*(one.code for one in asked.comparison.territories), REGION_CODE]
    claims = claims_beside(asked.desk.shelf, asked.desk.observatory, codes)
    changes = changes_between(asked.desk.comparison, asked.selection, most=None)
    return comparison_tables(asked.comparison, changes, claims)


def _selection() -> ComparisonSelection:
    return ComparisonSelection.from_query(request.args.to_dict(flat=False))
