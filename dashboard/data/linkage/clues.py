"""The clues of each row to its place, read once per distinct value, as numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.data.importers.cells.numbers import FRANCE
from dashboard.data.linkage.cells import insee_codes, loose_name, place_name, postal_codes
from dashboard.data.linkage.departements import (
    CODES,
    departement_number,
    insee_departement,
    postal_departement,
)
from dashboard.data.linkage.gazetteer import SEVERAL, Gazetteer
from dashboard.data.linkage.shapes import Degrees, Flags, Numbers, communes_at, near_border
from dashboard.domain.codes import is_commune_code

NEAR_BORDER_M = 500.0
"""Up to there outside every commune a point is too uncertain to contradict anything."""


class Insee(IntEnum):
    """What an INSEE code is worth."""

    ABSENT = 0
    KNOWN = 1
    ELSEWHERE = 2
    """It has the form of a commune's code of a département outside the map."""
    UNKNOWN = 3
    """It has the form of a code of the map's départements, but no commune has it."""
    MALFORMED = 4


@dataclass(frozen=True, eq=False)
class Clues:
    """The clues of each row to its place; arrays of shape ``(n,)``, numbers as in the gazetteer.

    Attributes:
        insee: an ``Insee`` per row.
        insee_commune: commune of the INSEE code, -1.
        insee_departement: département of the INSEE code, -1.
        postal_value: rank of each row's postal code among the distinct ones of the file.
        serves: the départements that postal codes serve, each as ``rank of the postal code ×
            len(CODES) + département``, sorted; asked through ``postal_serves``.
        postal_departement: the one département the postal code serves, -1 for none or several.
        postal_inside: whether it serves a département of the map.
        postal_outside: whether it serves a département outside the map.
        postal_commune: its one commune (with the département column where it has one), -1, SEVERAL.
        named: whether the row names a commune.
        name_commune: commune of this name by the postal code, or else in its département; -1 where
            no name fits, ``SEVERAL`` where it fits several.
        agreed: whether postal code and name both give ``name_commune``: the code serves it, or is a
            CEDEX of its département. A name under another commune's postal code is one clue only.
        departement: number of the département in its own column, -1.
        longitude: degrees, NaN where there is no point or it is out of France.
        latitude: degrees, likewise.
        point_commune: commune that holds the point, -1.
        beyond: whether the point is outside every commune by more than ``NEAR_BORDER_M``.
    """

    insee: NDArray[np.int8]
    insee_commune: Numbers
    insee_departement: Numbers
    serves: NDArray[np.int64]
    postal_value: NDArray[np.int64]
    postal_departement: Numbers
    postal_inside: Flags
    postal_outside: Flags
    postal_commune: Numbers
    named: Flags
    name_commune: Numbers
    agreed: Flags
    departement: Numbers
    longitude: Degrees
    latitude: Degrees
    point_commune: Numbers
    beyond: Flags

    def postal_serves(self, departement: Numbers) -> Flags:
        """Check whether the postal code of each row serves a département (rank, shape ``(n,)``)."""
        served = np.isin(self.postal_value * len(CODES) + departement, self.serves)
        return served & (departement >= 0)


def read_clues(rows: pd.DataFrame, gazetteer: Gazetteer) -> Clues:
    """Read the clues of the rows of the common table to their place."""
    insee, insee_commune, insee_dep = _read_insee(rows["insee_code"], gazetteer)
    departement = _by_distinct(rows["departement"], departement_number)
    value, distinct = pd.factorize(rows["postal_code"])
    codes = postal_codes(pd.Series(distinct, dtype="str"))
    serves = _serves(codes, gazetteer)
    row, served = np.divmod(serves, len(CODES))
    inside = gazetteer.inside[served]
    count = np.bincount(row, minlength=len(codes))
    sole = np.full(len(codes), -1, dtype=np.int32)
    sole[row[count[row] == 1]] = served[count[row] == 1]
    longitude, latitude = _points(rows)
    point_commune = communes_at(gazetteer.shapes, longitude, latitude)
    lost = np.where(point_commune < 0, longitude, np.nan)
    near = near_border(gazetteer.shapes, lost, latitude, distance_m=NEAR_BORDER_M)
    name_value, names = pd.factorize(rows["city"])
    place_names = [place_name(name) for name in names]
    name_commune, agreed = _name_communes(codes, value, place_names, name_value, gazetteer)
    return Clues(
        insee=insee,
        insee_commune=insee_commune,
        insee_departement=insee_dep,
        serves=serves,
        postal_value=value,
        postal_departement=sole[value],
        postal_inside=(np.bincount(row[inside], minlength=len(codes)) > 0)[value],
        postal_outside=(np.bincount(row[~inside], minlength=len(codes)) > 0)[value],
        postal_commune=_postal_communes(codes, value, departement, gazetteer),
        named=np.array([name != "" for name in place_names], dtype=bool)[name_value],
        name_commune=name_commune,
        agreed=agreed,
        departement=departement,
        longitude=longitude,
        latitude=latitude,
        point_commune=point_commune,
        beyond=np.isfinite(lost) & ~near,
    )


def _read_insee(
    cells: pd.Series[str], gazetteer: Gazetteer
) -> tuple[NDArray[np.int8], Numbers, Numbers]:
    value, distinct = pd.factorize(cells)
    codes = insee_codes(pd.Series(distinct, dtype="str"))
    commune: Numbers = codes.map(gazetteer.by_code).fillna(-1).to_numpy().astype(np.int32)
    formed = np.array([is_commune_code(code) for code in codes], dtype=bool)
    written = np.array([insee_departement(code) for code in codes], dtype=np.int32)
    written = np.where(formed, written, -1).astype(np.int32)
    departement = np.where(commune >= 0, gazetteer.departement[commune], written)
    worth = np.select(
        [codes.eq("").to_numpy(), commune >= 0, written < 0, gazetteer.inside[written]],
        [Insee.ABSENT, Insee.KNOWN, Insee.MALFORMED, Insee.UNKNOWN],
        Insee.ELSEWHERE,
    ).astype(np.int8)
    return worth[value], commune[value], departement[value].astype(np.int32)


def _serves(codes: pd.Series[str], gazetteer: Gazetteer) -> NDArray[np.int64]:
    """List the départements each distinct postal code serves, by the table or else its digits."""
    row = gazetteer.postals.index.get_indexer(pd.Index(codes))
    of_row = pd.DataFrame(gazetteer.postal_departements, columns=["row", "departement"])
    known = pd.DataFrame({"value": np.arange(len(codes)), "row": row}).merge(of_row, on="row")
    guessed = np.array([postal_departement(code) for code in codes], dtype=np.int64)
    alone = np.flatnonzero((row < 0) & (guessed >= 0))
    return np.sort(
        np.concatenate(
            [
                known["value"].to_numpy() * len(CODES) + known["departement"].to_numpy(),
                alone * len(CODES) + guessed[alone],
            ]
        )
    )


def _postal_communes(
    codes: pd.Series[str],
    value: NDArray[np.int64],
    departement: Numbers,
    gazetteer: Gazetteer,
) -> Numbers:
    """Find the one commune of each row's postal code, in the row's département where it has one.

    A code mostly of a département outside the map names no commune by itself.
    """
    table = gazetteer.postals["commune"].where(gazetteer.postals["areas"].ne(""), SEVERAL)
    alone = codes.map(table).fillna(-1).to_numpy().astype(np.int32)[value]
    pair, distinct = pd.factorize(value * len(CODES) + np.maximum(departement, 0))
    postal, ranks = np.divmod(distinct, len(CODES))
    keys = codes.to_numpy()[postal] + " " + np.array(CODES, dtype=object)[ranks]
    within = _look_up(keys, gazetteer.by_postal_departement)[pair]
    return np.where((departement >= 0) & (alone == SEVERAL) & (within != -1), within, alone)


def _name_communes(
    codes: pd.Series[str],
    postal_value: NDArray[np.int64],
    names: list[str],
    name_value: NDArray[np.int64],
    gazetteer: Gazetteer,
) -> tuple[Numbers, Flags]:
    """Find the commune of each row's name, and whether postal code and name agree on it.

    The name is looked up by the postal code, else in its département. The spelling counts first,
    then the name without article nor blanks, then the beginning of a name, which has to be the only
    one of the postal code.
    """
    pair, distinct = pd.factorize(postal_value * max(len(names), 1) + name_value)
    postal, name = np.divmod(distinct, max(len(names), 1))
    code = codes.to_numpy(dtype=object)[postal]
    spelled = np.array(names, dtype=object)[name]
    loose = np.array(["~" + loose_name(text) for text in names], dtype=object)[name]
    guessed = codes.map({text: _guessed_area(text, gazetteer) for text in codes})
    areas = codes.map(gazetteer.postals["areas"])
    area = areas.fillna(guessed).to_numpy(dtype=object)[postal]
    served = _first_found(
        [code + " " + spelled, code + " " + loose, code + " ^" + spelled], gazetteer
    )
    nearby = _first_found([area + " " + spelled, area + " " + loose], gazetteer)
    communes = np.where(served == -1, nearby, served)
    communes[spelled == ""] = -1
    agreed = (communes >= 0) & ((served >= 0) | areas.isna().to_numpy()[postal])
    return communes[pair], agreed[pair]


def _first_found(keys: list[NDArray[np.object_]], gazetteer: Gazetteer) -> Numbers:
    """Look each row's keys up in their order: the first that names something counts."""
    communes = np.full(len(keys[0]), -1, dtype=np.int32)
    for column in keys:
        communes = np.where(communes == -1, _look_up(column, gazetteer.by_name), communes)
    return communes


def _guessed_area(code: str, gazetteer: Gazetteer) -> str:
    departement = postal_departement(code)
    return CODES[departement] if departement >= 0 and gazetteer.inside[departement] else ""


def _look_up(keys: NDArray[np.object_], table: pd.Series[int]) -> Numbers:
    row = table.index.get_indexer(pd.Index(keys))
    return np.where(row >= 0, table.to_numpy()[row], -1).astype(np.int32)


def _by_distinct(cells: pd.Series[str], read: Callable[[str], int]) -> Numbers:
    value, distinct = pd.factorize(cells)
    return np.array([read(text) for text in distinct], dtype=np.int32)[value]


def _points(rows: pd.DataFrame) -> tuple[Degrees, Degrees]:
    """Return the points that may be in France; others are no clue."""
    longitude = rows["longitude"].to_numpy(dtype=np.float64)
    latitude = rows["latitude"].to_numpy(dtype=np.float64)
    held = np.zeros(len(rows), dtype=bool)
    for west, east, south, north in FRANCE:
        held |= (
            (longitude >= west) & (longitude <= east) & (latitude >= south) & (latitude <= north)
        )
    return np.where(held, longitude, np.nan), np.where(held, latitude, np.nan)
