"""Points however a list writes them: two columns, one cell, or the metres of Lambert-93."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd
import pyproj
from numpy.typing import NDArray

from dashboard.data.importers.cells.numbers import checked_points, coordinates, in_france, numbers
from dashboard.data.importers.cells.texts import column, unread
from dashboard.data.tabular.table import TextTable
from dashboard.domain.importing import Remark

_NUMBER = r"(-?[0-9]{1,3}(?:\.[0-9]+)?)"
_FRENCH_COMMA = r"([0-9]),([0-9]+\s*[;/| ]\s*-?[0-9]{1,3}),([0-9])"
_PAIR = rf"{_NUMBER}\s*[,;/| ]\s*{_NUMBER}"
_EAST_FIRST = r"(?i)^\s*(?:POINT|\{|SRID)"
"""Of WKT and GeoJSON, which put the longitude first."""

_NO_PAIR = (
    "Ce ne sont pas deux coordonnées en degrés, comme « 45.764, 4.835 » ; le point est écarté."
)
_NO_METRES = (
    "Ce n’est pas une coordonnée Lambert-93 en mètres, comme 842 000 ; le point est écarté."
)

Points = tuple["pd.Series[float]", "pd.Series[float]", tuple[Remark, ...]]


def points(table: TextTable, headers: Mapping[str, str]) -> Points:
    """Read the point of each row: longitude and latitude (float64, EPSG:4326), and what was wrong.

    Drawn points and columns of degrees come first, then cells of two coordinates, then Lambert-93.
    See ``coordinates`` for what is put right or left out.
    """
    lon, lat, remarks = coordinates(table, headers)
    for wanted, read in (("point", _pairs), ("lambert_x", _lambert)):
        if wanted in headers:
            other_lon, other_lat, more = read(table, headers)
            lacking = lon.isna() | lat.isna()
            lon, lat = lon.mask(lacking, other_lon), lat.mask(lacking, other_lat)
            remarks += more
    return lon, lat, tuple(sorted(remarks, key=lambda remark: remark.line))


def _pairs(table: TextTable, headers: Mapping[str, str]) -> Points:
    """Read two coordinates of one cell, in the order that puts them in France."""
    cells = column(table, headers, "point")
    pairs = cells.str.replace(_FRENCH_COMMA, r"\1.\2.\3", regex=True).str.extract(_PAIR)
    first, second = (pd.to_numeric(pairs[at]).astype("float64") for at in (0, 1))
    east_first = cells.str.contains(_EAST_FIRST, regex=True).to_numpy() | in_france(
        np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    )
    lon, lat = first.where(east_first, second), second.where(east_first, first)
    unreadable = unread(table, headers, "point", lon, _NO_PAIR)
    return checked_points(table, headers["point"], lon, lat, unreadable)


def _lambert(table: TextTable, headers: Mapping[str, str]) -> Points:
    """Convert Lambert-93 to degrees."""
    names = ("lambert_x", "lambert_y")
    header = " / ".join(headers[name] for name in names if name in headers)
    x, y = (numbers(column(table, headers, name)) for name in names)
    remarks = [
        remark
        for name, values in zip(names, (x, y), strict=True)
        for remark in unread(table, headers, name, values, _NO_METRES)
    ]
    both = (x.notna() & y.notna()).to_numpy()
    degrees = _to_degrees().transform(x[both].to_numpy(), y[both].to_numpy(), errcheck=False)
    lon, lat = (_spread(values, both, x.index) for values in degrees)
    return checked_points(table, header, lon, lat, remarks)


def _spread(values: object, at: NDArray[np.bool_], index: pd.Index) -> pd.Series[float]:
    whole = np.full(len(index), np.nan)
    whole[at] = values
    return pd.Series(np.where(np.isfinite(whole), whole, np.nan), index=index)


@cache
def _to_degrees() -> pyproj.Transformer:
    return pyproj.Transformer.from_crs("EPSG:2154", "EPSG:4326", always_xy=True)
