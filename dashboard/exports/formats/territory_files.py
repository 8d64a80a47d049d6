"""A table of territories and its map in every format, each written only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.exports.formats.csv import csv_bytes
from dashboard.exports.formats.geojson import geojson_bytes
from dashboard.exports.formats.gpkg import gpkg_bytes
from dashboard.exports.formats.png import png_bytes
from dashboard.exports.formats.table import FileTable
from dashboard.exports.formats.xlsx import xlsx_bytes

PICTURE_PX = 1600
"""Width of the pictures written."""
Writers = Mapping[str, Callable[[], bytes]]
"""What writes a file, by extension."""


@dataclass(frozen=True, eq=False)
class TerritoryFiles:
    """What files of a page hold.

    Attributes:
        about: contents, filters, dates, sources, licence.
        table: gives one row per territory; codes in its first column.
        whole: gives the same with the region's row, which has no shape, where there is one.
        picture: draws the map as SVG.
        shapes: the display boundaries, GeoJSON whose ids are codes.
        prefix: what ids have before the codes of the table: ``D`` for départements.
    """

    about: Mapping[str, str]
    table: Callable[[], FileTable]
    whole: Callable[[], FileTable]
    picture: Callable[[], str]
    shapes: bytes
    prefix: str

    def writers(self) -> Writers:
        """Return what writes each format."""
        return {
            "csv": self._csv,
            "xlsx": lambda: xlsx_bytes([self.whole()], self.about),
            "geojson": self._geojson,
            "gpkg": lambda: gpkg_bytes(self.table(), self.shapes, self.about, prefix=self.prefix),
            **picture_writers(self.picture),
        }

    def _csv(self) -> bytes:
        table = self.whole()
        return csv_bytes(table.columns, table.rows, self.about)

    def _geojson(self) -> bytes:
        return table_geojson(self.table(), self.shapes, self.about, prefix=self.prefix)


def picture_writers(picture: Callable[[], str]) -> Writers:
    """Return what writes a drawing as SVG and as PNG; ``picture`` draws it."""
    return {
        "svg": lambda: picture().encode(),
        "png": lambda: png_bytes(picture(), width_px=PICTURE_PX),
    }


def table_geojson(
    table: FileTable, shapes: bytes, about: Mapping[str, str], *, prefix: str
) -> bytes:
    """Write the rows of a table with their shapes.

    Args:
        table: its first column holds codes.
        shapes: the display boundaries, GeoJSON whose ids are codes.
        about: contents, filters, dates, sources, licence.
        prefix: what ids have before the codes of the table.
    """
    territories = (
        (f"{prefix}{row[0]}", dict(zip(table.columns, row, strict=True))) for row in table.rows
    )
    return geojson_bytes(about["contenu"], territories, shapes, about)
