"""The territories of a level as flat arrays, in the order of the level's table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import pandas as pd

from dashboard.analysis.kernel.results import BoolArray, FloatArray, IntArray
from dashboard.domain.counting import LOW_POPULATION
from dashboard.domain.names import normalise_name
from dashboard.domain.territory import Level, level_of


@dataclass(frozen=True, eq=False)
class Territories:
    """The ``n`` territories of a level, sorted by code.

    Attributes:
        labels: names that distinguish homonyms.
        populations: inhabitants inside the region (0: none recorded).
        caution: the EPCI with fewer than half of their communes inside.
        bounds: west, south, east, north in degrees, shape ``(n, 4)``, NaN without a polygon.
        centres: points inside the territories, longitude and latitude, shape ``(n, 2)``.
        parents: of communes, the rows of their EPCI (-1: none) and of their département; empty for the
            other levels.
    """

    level: Level
    codes: tuple[str, ...]
    names: tuple[str, ...]
    labels: tuple[str, ...]
    populations: IntArray
    caution: BoolArray
    bounds: FloatArray
    centres: FloatArray
    parents: Mapping[Level, IntArray]
    rows: Mapping[str, int]

    def __len__(self) -> int:
        """Return the number of territories."""
        return len(self.codes)

    def row_of(self, code: str) -> int | None:
        """Return the row of a code, ``None`` where this level has no such territory."""
        return self.rows.get(code)

    @cached_property
    def low_population(self) -> BoolArray:
        """A mask of the territories with an unreliable rate: few inhabitants, or mostly outside, ``(n,)``."""
        return (self.populations < LOW_POPULATION) | self.caution

    @cached_property
    def alphabetical_rank(self) -> IntArray:
        """The place of every name in the alphabet, accents aside, shape ``(n,)``."""
        order = np.argsort(np.array([normalise_name(name) for name in self.names]), kind="stable")
        rank = np.empty(len(self.names), dtype=np.int64)
        rank[order] = np.arange(len(self.names))
        return rank


def build_territories(
    communes: gpd.GeoDataFrame, epci: gpd.GeoDataFrame, departements: gpd.GeoDataFrame
) -> Mapping[Level, Territories]:
    """Build the territories of every level; départements take the code ``D01``.

    Args:
        communes: ``code, name, departement_code, epci_code, population``, EPSG:4326, sorted.
        epci: ``code, name, population_inside, communes_inside, communes_total,
            departement_codes`` (``01|73``), EPSG:4326, sorted.
        departements: ``code`` (``01``), ``name, population``, EPSG:4326, sorted.
    """
    departement_codes = "D" + departements["code"].astype("str")
    parents = {
        Level.EPCI: _rows_in(epci["code"], communes["epci_code"]),
        Level.DEPARTEMENT: _rows_in(departement_codes, "D" + communes["departement_code"]),
    }
    homonyms = epci["departement_codes"].str.replace("|", ", ", regex=False)
    cut = epci["communes_inside"] < epci["communes_total"]
    levels = (
        replace(
            _territories(
                Level.COMMUNE,
                communes,
                labels=_told_apart(communes["name"], communes["departement_code"]),
                populations=communes["population"],
            ),
            parents=MappingProxyType(parents),
        ),
        replace(
            _territories(
                Level.EPCI,
                epci,
                labels=_told_apart(epci["name"], homonyms).where(~cut, _cut_labels(epci)),
                populations=epci["population_inside"],
            ),
            caution=(2 * epci["communes_inside"] < epci["communes_total"]).to_numpy(np.bool_),
        ),
        _territories(
            Level.DEPARTEMENT,
            departements.assign(code=departement_codes),
            labels=departements["name"],
            populations=departements["population"],
        ),
    )
    return MappingProxyType({territories.level: territories for territories in levels})


def territory_name(territories: Mapping[Level, Territories], code: str) -> str:
    """Return the label of a territory code, the code itself where no level holds it."""
    level = level_of(code)
    row = territories[level].row_of(code) if level else None
    return territories[level].labels[row] if level and row is not None else code


def members_of(territories: Mapping[Level, Territories], code: str) -> BoolArray:
    """Return a mask of the communes of a territory, shape ``(communes,)``: none where no level holds it."""
    communes, level = territories[Level.COMMUNE], level_of(code)
    row = territories[level].row_of(code) if level else None
    if level is None or row is None:
        return np.zeros(len(communes), dtype=np.bool_)
    parents = np.arange(len(communes)) if level is Level.COMMUNE else communes.parents[level]
    inside: BoolArray = parents == row
    return inside


def box_of(territories: Mapping[Level, Territories], code: str | None) -> FloatArray | None:
    """Return west, south, east, north of a territory in degrees; ``None`` where there is no polygon."""
    level = level_of(code) if code else None
    row = territories[level].row_of(code or "") if level else None
    if level is None or row is None or np.isnan(territories[level].bounds[row]).any():
        return None
    box: FloatArray = territories[level].bounds[row]
    return box


def region_box(territories: Mapping[Level, Territories]) -> FloatArray:
    """Return west, south, east, north of the whole region in degrees."""
    boxes = territories[Level.DEPARTEMENT].bounds
    return np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])


def departement_rows(territories: Mapping[Level, Territories], level: Level, row: int) -> IntArray:
    """Return the rows of the départements a territory lies in, its own for a département."""
    if level is Level.DEPARTEMENT:
        return np.array([row])
    parents = territories[Level.COMMUNE].parents
    departements = parents[Level.DEPARTEMENT]
    if level is Level.COMMUNE:
        return departements[[row]]
    return np.unique(departements[parents[Level.EPCI] == row])


def _territories(
    level: Level, table: gpd.GeoDataFrame, *, labels: pd.Series, populations: pd.Series
) -> Territories:
    """Build one level, without caution nor parents."""
    codes = tuple(table["code"].astype("str"))
    return Territories(
        level=level,
        codes=codes,
        names=tuple(table["name"]),
        labels=tuple(labels),
        populations=populations.fillna(0).to_numpy(np.int64),
        caution=np.zeros(len(table), dtype=np.bool_),
        bounds=table.geometry.bounds.to_numpy(np.float64),
        centres=table.geometry.representative_point().get_coordinates().to_numpy(np.float64),
        parents=MappingProxyType({}),
        rows=MappingProxyType({code: row for row, code in enumerate(codes)}),
    )


def _rows_in(codes: pd.Series, searched: pd.Series) -> IntArray:
    return pd.Index(codes.astype("str")).get_indexer(pd.Index(searched)).astype(np.int64)


def _told_apart(names: pd.Series, departements: pd.Series) -> pd.Series:
    """Add its départements to a name that several territories share: ``Saint-Priest (07)``."""
    shared = names.duplicated(keep=False)
    return names.where(~shared, names + " (" + departements + ")")


def _cut_labels(epci: pd.DataFrame) -> pd.Series:
    """Write how many communes of an EPCI are inside: ``Ventoux Sud (1/11 communes)``."""
    inside, total = epci["communes_inside"].astype("str"), epci["communes_total"].astype("str")
    return epci["name"] + " (" + inside + "/" + total + " communes)"
