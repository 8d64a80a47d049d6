"""« Comparer » away from its page: tables, shapes, workbook, charts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Flask, Response, abort, request

from dashboard.analysis.claims import claims_beside
from dashboard.analysis.comparison.changes import changes_between
from dashboard.analysis.comparison.compare import compare
from dashboard.analysis.comparison.results import Comparison
from dashboard.analysis.current import Current
from dashboard.analysis.desk import Desk
from dashboard.api.attachments import attachment
from dashboard.components.comparison_wording import comparison_filters, comparison_title
from dashboard.components.links import DOWNLOAD_PATH
from dashboard.domain.codes import REGION_CODE
from dashboard.domain.comparison import ComparisonSelection
from dashboard.domain.query import year_text
from dashboard.domain.territory import Level
from dashboard.exports.comparison_tables import comparison_tables, territories_table
from dashboard.exports.csv_files import csv_bytes
from dashboard.exports.geojson_files import geojson_bytes
from dashboard.exports.gpkg_files import gpkg_bytes
from dashboard.exports.pictures import png_bytes
from dashboard.exports.provenance import provenance
from dashboard.exports.xlsx_files import xlsx_bytes
from dashboard.figures.comparison_panels import PANELS, TITLES, ChartKind
from dashboard.figures.small_multiples import panels_picture

PICTURE_PX = 1600
Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, eq=False)
class Asked:
    """A comparison on its way to a file, and what the file says of itself."""

    desk: Desk
    selection: ComparisonSelection
    comparison: Comparison
    about: Mapping[str, str]


def register(
    server: Flask, current: Current, clock: Clock, *, boundaries: Mapping[Level, bytes]
) -> None:
    """Serve ``comparer.csv``, ``.xlsx``, ``.geojson``, ``.gpkg`` and the charts as SVG and PNG.

    Args:
        server: the application.
        current: what answers are made from.
        clock: gives the present time.
        boundaries: the display boundaries of each level, GeoJSON whose feature ids are codes.
    """

    @server.get(f"{DOWNLOAD_PATH}/comparer.<extension>")
    def download_comparison(extension: str) -> Response:
        if extension not in _FILES:
            abort(404, f"Les formats proposés sont {', '.join(_FILES)}.")
        today = clock().date()
        asked = asked_of(current.desk, _selection(), today=today)
        media_type, write = _FILES[extension]
        body = write(asked, boundaries[asked.comparison.level])
        return attachment(body, media_type, file_name(asked, extension, today=today))

    @server.get(f"{DOWNLOAD_PATH}/comparer-<kind>.<extension>")
    def download_chart(kind: str, extension: str) -> Response:
        if kind not in set(ChartKind) or extension not in _PICTURES:
            abort(404, f"Les graphiques sont {', '.join(ChartKind)}, en svg ou en png.")
        today = clock().date()
        asked = asked_of(current.desk, _selection(), today=today)
        svg = chart_svg(asked, ChartKind(kind))
        media_type, write = _PICTURES[extension]
        return attachment(
            write(svg), media_type, file_name(asked, extension, part=kind, today=today)
        )


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
    return panels_picture(
        PANELS[kind](asked.comparison),
        title=f"{TITLES[kind]} : {asked.about['contenu']}",
        notes=[
            about["filtres"],
            f"Sources : {about['sources']}. Données : {about['edition_des_donnees']}. Méthode : "
            f"{about['methode']}. {about['licence']}. Exporté le {about['exporte_le']}.",
        ],
    )


def _selection() -> ComparisonSelection:
    return ComparisonSelection.from_query(request.args.to_dict(flat=False))


def _csv(asked: Asked, _: bytes) -> bytes:
    table = territories_table(asked.comparison)
    return csv_bytes(table.columns, table.rows, asked.about)


def _xlsx(asked: Asked, _: bytes) -> bytes:
    codes = [*(one.code for one in asked.comparison.territories), REGION_CODE]
    claims = claims_beside(asked.desk.shelf, asked.desk.observatory, codes)
    tables = comparison_tables(
        asked.comparison, changes_between(asked.desk.comparison, asked.selection), claims
    )
    return xlsx_bytes(tables, asked.about)


def _geojson(asked: Asked, shapes: bytes) -> bytes:
    table, prefix = territories_table(asked.comparison), _prefix(asked)
    rows = ((f"{prefix}{row[0]}", dict(zip(table.columns, row, strict=True))) for row in table.rows)
    return geojson_bytes(asked.about["contenu"], rows, shapes, asked.about)


def _gpkg(asked: Asked, shapes: bytes) -> bytes:
    return gpkg_bytes(
        territories_table(asked.comparison), shapes, asked.about, prefix=_prefix(asked)
    )


def _prefix(asked: Asked) -> str:
    return "D" if asked.comparison.level is Level.DEPARTEMENT else ""


_FILES: Mapping[str, tuple[str, Callable[[Asked, bytes], bytes]]] = {
    "csv": ("text/csv", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "geojson": ("application/geo+json", _geojson),
    "gpkg": ("application/geopackage+sqlite3", _gpkg),
}
_PICTURES: Mapping[str, tuple[str, Callable[[str], bytes]]] = {
    "svg": ("image/svg+xml", str.encode),
    "png": ("image/png", lambda svg: png_bytes(svg, width_px=PICTURE_PX)),
}
