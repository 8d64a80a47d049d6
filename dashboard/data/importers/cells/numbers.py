"""Numbers and coordinates, as French and English programs write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.data.importers.cells.texts import column, unread
from dashboard.data.tabular.table import LATITUDE, LONGITUDE, TextTable
from dashboard.domain.importing import Remark

FRANCE = (
    (-5.5, 10.0, 41.0, 51.5),  # metropolitan France and Corsica
    (-63.3, -60.7, 14.2, 18.3),  # Saint-Martin to Martinique
    (-54.8, -51.4, 2.0, 6.0),  # Guyane
    (55.0, 56.0, -21.6, -20.7),  # La Réunion
    (44.8, 45.5, -13.2, -12.4),  # Mayotte
    (-56.7, -55.9, 46.6, 47.3),  # Saint-Pierre-et-Miquelon
    (-155.0, -134.0, -28.0, -7.0),  # French Polynesia
    (163.0, 168.7, -23.0, -19.0),  # New Caledonia
    (-178.6, -175.9, -14.6, -13.0),  # Wallis-et-Futuna
)
"""Boxes of longitude (west, east) and latitude (south, north), in degrees, that hold France."""

_AXES = ("longitude", "latitude")
_BLANKS = "[\\s\u00a0\u202f\u2009']"
_TYPOGRAPHY = f"{_BLANKS}|−"
_NUMBER = r"^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?$"
_POINTS_OF_THOUSANDS = r"^[+-]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]*$"
_COMMAS_OF_THOUSANDS = r"^[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]*$"


def numbers(cells: pd.Series[str]) -> pd.Series[float]:
    """Read numbers: decimal comma or point, blanks between thousands.

    Returns:
        float64 of the same shape and index, always finite or NaN: NaN where the cell is empty or
        is no number (``texts.unread`` remarks them).
    """
    plain = cells
    if cells.str.contains(_TYPOGRAPHY, regex=True).any():
        plain = plain.str.replace(_BLANKS, "", regex=True).str.replace("−", "-", regex=False)
    commas = plain.str.contains(",", regex=False)
    if commas.any():
        french = plain.str.contains(_POINTS_OF_THOUSANDS, regex=True)
        plain = plain.mask(french, plain.str.replace(".", "", regex=False))
        english = plain.str.contains(_COMMAS_OF_THOUSANDS, regex=True)
        plain = plain.mask(english, plain.str.replace(",", "", regex=False))
        plain = plain.str.replace(",", ".", regex=False)
    plain = plain.where(plain.str.contains(_NUMBER, regex=True))
    values = pd.to_numeric(plain).astype("float64")
    return values.where(np.isfinite(values))


def coordinates(
    table: TextTable, headers: Mapping[str, str]
) -> tuple[pd.Series[float], pd.Series[float], tuple[Remark, ...]]:
    """Read the points of a file: longitude and latitude (float64, EPSG:4326), and what was wrong.

    The geometry of a GeoJSON feature comes before its columns. Swapped coordinates are put right;
    a point without one of its coordinates, at 0,0 or out of France is left out (both NaN); each
    gets a remark, and so does a cell that is no number.
    """
    header = " / ".join(headers[name] for name in _AXES if name in headers)
    lon, lat = (numbers(column(table, headers, name)) for name in _AXES)
    remarks = [
        remark
        for name, values in zip(_AXES, (lon, lat), strict=True)
        for remark in unread(table, headers, name, values, _UNREADABLE)
    ]
    lon, lat = _geometry_first(table, lon, lat)
    return checked_points(table, header, lon, lat, remarks)


def checked_points(
    table: TextTable,
    header: str,
    lon: pd.Series[float],
    lat: pd.Series[float],
    remarks: Sequence[Remark] = (),
) -> tuple[pd.Series[float], pd.Series[float], tuple[Remark, ...]]:
    """Correct points or leave them out, as ``coordinates`` does.

    Args:
        table: the file.
        header: of the columns they come from, for remarks.
        lon: degrees, shape ``(n,)``, NaN where there is none.
        lat: likewise.
        remarks: those already made: a line with one gets none about half a point.
    """
    west: NDArray[np.float64] = np.asarray(lon, dtype=np.float64)
    north: NDArray[np.float64] = np.asarray(lat, dtype=np.float64)
    held, crossed = in_france(west, north), in_france(north, west)
    complete = np.isfinite(west) & np.isfinite(north)
    remarked = np.isin(table.lines, [remark.line for remark in remarks])
    more = [
        remark
        for wrong, reason in (
            ((np.isfinite(west) != np.isfinite(north)) & ~remarked, _HALF),
            (complete & ~held & crossed, _SWAPPED),
            (complete & (west == 0) & (north == 0), _ZERO),
            (complete & ~held & ~crossed & ~((west == 0) & (north == 0)), _OUTSIDE),
        )
        for remark in _remarks(table, header, np.column_stack([west, north]), wrong, reason)
    ]
    fixed = pd.Series(np.select([held, crossed], [west, north], np.nan), index=lon.index)
    other = pd.Series(np.select([held, crossed], [north, west], np.nan), index=lat.index)
    return fixed, other, tuple(sorted((*remarks, *more), key=lambda remark: remark.line))


_UNREADABLE = "Ce n’est pas une coordonnée en degrés décimaux, comme 45,764 ; le point est écarté."
_HALF = "Une des deux coordonnées manque ; le point est écarté."
_SWAPPED = "Longitude et latitude étaient inversées ; elles ont été remises en place."
_ZERO = "Les coordonnées 0, 0 ne désignent aucun lieu ; le point est écarté."
_OUTSIDE = "Le point est hors de France (longitude et latitude en degrés) ; il est écarté."


def _geometry_first(
    table: TextTable, lon: pd.Series[float], lat: pd.Series[float]
) -> tuple[pd.Series[float], pd.Series[float]]:
    if not {LONGITUDE, LATITUDE} <= set(table.cells.columns):
        return lon, lat
    drawn_lon, drawn_lat = (numbers(table.cells[name]) for name in (LONGITUDE, LATITUDE))
    drawn = drawn_lon.notna() & drawn_lat.notna()
    return lon.mask(drawn, drawn_lon), lat.mask(drawn, drawn_lat)


def in_france(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Check which points lie in one of the boxes of ``FRANCE``."""
    held = np.zeros(len(lon), dtype=bool)
    for west, east, south, north in FRANCE:
        held |= (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    return held


def _remarks(
    table: TextTable,
    header: str,
    points: NDArray[np.float64],
    wrong: NDArray[np.bool_],
    reason: str,
) -> list[Remark]:
    return [
        Remark(int(line), header, " / ".join(map(_shown, point)), reason)
        for line, point in zip(table.lines[wrong], points[wrong], strict=True)
    ]


def _shown(degrees: float) -> str:
    return "?" if np.isnan(degrees) else str(float(degrees))
