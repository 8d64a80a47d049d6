"""From the files of the catalogue to its tables, once they are known to have no defect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.data.catalogue.checks import defects_of, read_files
from dashboard.data.catalogue.csv_files import CsvFile, items_of
from dashboard.data.catalogue.known import TerritoryCodes
from dashboard.data.catalogue.tables import TABLES, CellKind
from dashboard.domain.errors import CatalogueError


@dataclass(frozen=True)
class Catalogue:
    """The tables of ``data/initiatives/``, one row per line, in the order of the files.

    Every table has a RangeIndex; that of ``initiatives`` is the record number used everywhere
    else. Columns are those of the files: text is ``str`` with ``""`` for nothing, lists are tuples
    of texts, years are ``Int16`` with ``<NA>``, numbers are ``float64`` (a place without a known
    position has NaN twice), ``places.travelling`` is ``bool``. Nothing writes to these tables.
    """

    initiatives: pd.DataFrame
    places: pd.DataFrame
    organisations: pd.DataFrame
    figures: pd.DataFrame
    claims: pd.DataFrame
    indicators: pd.DataFrame
    experiences: pd.DataFrame
    sources: pd.DataFrame


def read_catalogue(folder: Path, codes: TerritoryCodes) -> Catalogue:
    """Read the catalogue of ``folder``, checked against the territories of the map.

    Raises:
        CatalogueError: there is at least one defect; the error carries all of them.
    """
    files = read_files(folder)
    defects = defects_of(files, codes)
    if defects:
        raise CatalogueError(defects)
    return Catalogue(**{Path(name).stem: _table(file) for name, file in files.items()})


def _table(file: CsvFile) -> pd.DataFrame:
    return pd.DataFrame(
        {
            name: _SERIES[column.kind]([row.cells[name] for row in file.rows])
            for name, column in TABLES[file.name].columns.items()
        }
    )


def _texts(cells: Sequence[str]) -> pd.Series[Any]:
    return pd.Series(cells, dtype="str")


def _lists(cells: Sequence[str]) -> pd.Series[Any]:
    return pd.Series([tuple(items_of(cell)) for cell in cells], dtype="object")


def _years(cells: Sequence[str]) -> pd.Series[Any]:
    return pd.Series([int(cell) if cell else pd.NA for cell in cells], dtype="Int16")


def _numbers(cells: Sequence[str]) -> pd.Series[Any]:
    return pd.Series([float(cell or "nan") for cell in cells], dtype="float64")


def _booleans(cells: Sequence[str]) -> pd.Series[Any]:
    return pd.Series([cell == "true" for cell in cells], dtype="bool")


_SERIES: dict[CellKind, Callable[[Sequence[str]], pd.Series[Any]]] = {
    CellKind.TEXT: _texts,
    CellKind.LIST: _lists,
    CellKind.YEAR: _years,
    CellKind.NUMBER: _numbers,
    CellKind.BOOLEAN: _booleans,
}
