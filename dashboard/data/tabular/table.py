"""A table as its file holds it: every cell is text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.importing import Remark

LONGITUDE, LATITUDE = "geometry.longitude", "geometry.latitude"
"""Columns added where the file draws: a point inside each drawing, EPSG:4326."""

LAYER = "calque"
"""Column added to maps made of layers: the name of the layer, which often describes what its places are."""


@dataclass(frozen=True, eq=False)
class TextTable:
    """A table as its file holds it.

    Attributes:
        cells: one row per record, index from 0; columns are spelled as in the file (a repeated one
            gets `` (2)``); every cell is ``str``, stripped, empty where the file has nothing. Lists
            of JSON are joined by ``|``, nested objects become ``parent.child`` columns.
        lines: line of each row in the file, shape ``(n,)``; see ``Remark.line``.
        container: ``csv``, ``json``, ``parquet``, ``xlsx``, ``xlsb``, ``xls``, ``ods``, or of a
            map: ``geojson``, ``umap``, ``gogocarto``, ``kml``, ``gpx``, ``gpkg``.
        encoding: ``utf-8``, ``utf-8-sig``, ``cp1252`` …; empty for binary containers.
        separator: of a CSV file, else empty.
        sheet: name of the sheet of a workbook, of the list of a JSON document that has several, of
            the layer of a GeoPackage; else empty.
        member: path of the file inside the zip archive it was read from, else empty.
        unreadable: rows that could not be put in the table (too few or too many cells, not an
            object …), all fatal; they count as read.
        remarks: what is wrong in rows that are in the table (a drawing that cannot be read …), none
            fatal.
        notes: French sentences about the whole table: what was left out, what was supposed.
    """

    cells: pd.DataFrame
    lines: NDArray[np.int64]
    container: str
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    member: str = ""
    unreadable: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    notes: tuple[str, ...] = ()
