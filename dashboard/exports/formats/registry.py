"""What writes each format of ``domain.file_formats``, from what a page has to take away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.file_formats import PictureForm
from dashboard.exports.formats.csv import csv_bytes
from dashboard.exports.formats.geojson import (
    Geometry,
    geojson_bytes,
    geometries_of,
    point_geometry,
)
from dashboard.exports.formats.gpkg import AREAS, POINTS, gpkg_bytes
from dashboard.exports.formats.ods import ods_bytes
from dashboard.exports.formats.png import png_bytes
from dashboard.exports.formats.table import FileTable
from dashboard.exports.formats.xlsx import xlsx_bytes
from dashboard.figures.static.slides import HIGH, WIDE

PICTURE_PX = {PictureForm.PAGE: 1600, PictureForm.SLIDE: 1920, PictureForm.CARD: 1200}
"""Widths of the pictures written."""
Draw = Callable[[PictureForm], str]
"""Draws a map or a chart as SVG, in a form."""


def picture_size(form: PictureForm) -> tuple[int, int]:
    """Return width and height of the pictures of a wide form, in pixels."""
    return PICTURE_PX[form], PICTURE_PX[form] * HIGH // WIDE


@dataclass(frozen=True, eq=False)
class FileContents:
    """What a page has to take away; each part is made only when a format asks for it.

    Attributes:
        about: contents, filters, dates, sources, licence.
        rows: gives the rows as one table, that of the region included where there is one.
        sheets: gives the tables of a workbook, the same rows unless a page has more.
        territories: gives one row per territory, or per place of ``points``; the first column tells the rows
            apart.
        points: gives the longitude and latitude of each row that is a place, ``None`` for a place without
            a point; where it is not set, rows are territories and their first column holds codes.
        picture: draws the map or chart.
        form: that of the picture asked for.
        shapes: the display boundaries, GeoJSON whose ids are codes.
        prefix: what ids have before the codes of the table: ``D`` for départements.
    """

    about: Mapping[str, str]
    rows: Callable[[], FileTable] | None = None
    sheets: Callable[[], Sequence[FileTable]] | None = None
    territories: Callable[[], FileTable] | None = None
    points: Callable[[], Sequence[tuple[float, float] | None]] | None = None
    picture: Draw | None = None
    form: PictureForm = PictureForm.PAGE
    shapes: bytes = b""
    prefix: str = ""

    def written(self, extension: str) -> bytes:
        """Write the file of an extension.

        Raises:
            LookupError: no format has it, or it needs a part that these contents lack.
        """
        return _WRITERS[extension](self)

    def table(self) -> FileTable:
        """Return the rows.

        Raises:
            LookupError: there are none.
        """
        return _made(self.rows)

    def tables(self) -> Sequence[FileTable]:
        """Return the tables of a workbook.

        Raises:
            LookupError: there are none.
        """
        return self.sheets() if self.sheets else [self.table()]

    def geometries(self, table: FileTable) -> list[Geometry | None]:
        """Return the geometry of each row of ``territories``, ``None`` for a row without one."""
        if self.points is not None:
            return [point and point_geometry(point) for point in self.points()]
        by_id = geometries_of(self.shapes)
        return [by_id.get(f"{self.prefix}{row[0]}") for row in table.rows]


def _made(part: Callable[[], FileTable] | None) -> FileTable:
    if part is None:
        raise LookupError
    return part()


def _svg(contents: FileContents) -> str:
    if contents.picture is None:
        raise LookupError
    return contents.picture(contents.form)


def _csv(contents: FileContents) -> bytes:
    table = contents.table()
    return csv_bytes(table.columns, table.rows, contents.about)


def _geojson(contents: FileContents) -> bytes:
    table = _made(contents.territories)
    features = (
        (f"{contents.prefix}{row[0]}", dict(zip(table.columns, row, strict=True)), geometry)
        for row, geometry in zip(table.rows, contents.geometries(table), strict=True)
    )
    return geojson_bytes(contents.about["contenu"], features, contents.about)


def _gpkg(contents: FileContents) -> bytes:
    table = _made(contents.territories)
    kind = AREAS if contents.points is None else POINTS
    return gpkg_bytes(table, contents.geometries(table), contents.about, kind=kind)


_WRITERS: Mapping[str, Callable[[FileContents], bytes]] = {
    "csv": _csv,
    "xlsx": lambda contents: xlsx_bytes(contents.tables(), contents.about),
    "ods": lambda contents: ods_bytes(contents.table(), contents.about),
    "geojson": _geojson,
    "gpkg": _gpkg,
    "png": lambda contents: png_bytes(_svg(contents), width_px=PICTURE_PX[contents.form]),
    "svg": lambda contents: _svg(contents).encode(),
}
