"""Which record concerns which territory: distinct pairs for every level and way of counting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.counting import Counting
from dashboard.domain.territory import Level

Int32Array = NDArray[np.int32]
Pairs = tuple[Int32Array, Int32Array]
"""Record numbers and territory rows, in parallel: distinct, sorted by record then territory."""
Rows = NDArray[np.int64]
_RowPairs = tuple[Rows, Rows]
"""Likewise, in any order and with repeats."""


@dataclass(frozen=True, eq=False)
class TerritoryPairs:
    """The territories of every record.

    Attributes:
        pairs: one entry for every level and way of counting; territory rows are those of the level's
            table sorted by code.
        served: the communes of each record's served area, wherever it is located.
        somewhere: the EPCI and départements that hold a record whose commune is unknown; they are
            in ``pairs`` too.
        wide: (record, code) pairs, the code being ``D01`` or ``R82``: initiatives that serve a whole
            département or the region.
        unattached: numbers of the records that have no territory at all.
    """

    pairs: Mapping[tuple[Level, Counting], Pairs]
    served: Pairs
    somewhere: Mapping[Level, Pairs]
    wide: tuple[Int32Array, NDArray[np.object_]]
    unattached: Int32Array


def join_territories(
    initiatives: pd.DataFrame, *, communes: pd.DataFrame, epci: pd.DataFrame, region_code: str
) -> TerritoryPairs:
    """Join initiatives to communes, EPCI and départements.

    *Located*: the communes of the places, with their EPCI and département. *Present*: located, or
    serving. A served EPCI reaches its communes of the region and their départements; a served
    département counts at its own level only; the region counts nowhere but for itself. Codes that
    name no territory of the region join nothing.

    Args:
        initiatives: one row per record, numbered from 0; ``commune_codes`` and ``served_codes``
            hold tuples of codes.
        communes: ``code``, ``departement_code`` and ``epci_code``, sorted by code.
        epci: ``code``, sorted.
        region_code: ``R82``.
    """
    geography = _Geography.of(communes, epci)
    located, served = _listed(initiatives["commune_codes"]), _listed(initiatives["served_codes"])
    about = _listed(initiatives["somewhere_codes"])
    about_epci = about.among(geography.epci)
    about_departement = _both(
        about.among(geography.departements), geography.one_departement_of(about_epci)
    )
    at = located.among(geography.communes)
    serving = served.among(geography.communes)
    serving_epci = served.among(geography.epci)
    serving_departement = served.among(geography.departements)
    members = geography.communes_of(serving_epci)
    present = _both(at, serving, members)
    pairs = {
        (Level.COMMUNE, Counting.LOCATED): geography.distinct(at, Level.COMMUNE),
        (Level.EPCI, Counting.LOCATED): geography.distinct(
            _both(geography.epci_of(at), about_epci), Level.EPCI
        ),
        (Level.DEPARTEMENT, Counting.LOCATED): geography.distinct(
            _both(geography.departement_of(at), about_departement), Level.DEPARTEMENT
        ),
        (Level.COMMUNE, Counting.PRESENT): geography.distinct(present, Level.COMMUNE),
        (Level.EPCI, Counting.PRESENT): geography.distinct(
            _both(geography.epci_of(_both(at, serving)), serving_epci, about_epci), Level.EPCI
        ),
        (Level.DEPARTEMENT, Counting.PRESENT): geography.distinct(
            _both(geography.departement_of(present), serving_departement, about_departement),
            Level.DEPARTEMENT,
        ),
    }
    wide = _wide_pairs(served, geography.departements, region_code)
    return TerritoryPairs(
        pairs=MappingProxyType(pairs),
        served=geography.distinct(_both(serving, members), Level.COMMUNE),
        somewhere=MappingProxyType(
            {
                Level.EPCI: geography.distinct(about_epci, Level.EPCI),
                Level.DEPARTEMENT: geography.distinct(about_departement, Level.DEPARTEMENT),
            }
        ),
        wide=wide,
        unattached=_unattached(len(initiatives), pairs, wide),
    )


@dataclass(frozen=True, eq=False)
class _Geography:
    """Codes of every level in row order, and the parents of each commune (-1: none)."""

    communes: pd.Index[str]
    epci: pd.Index[str]
    departements: pd.Index[str]
    commune_epci: Rows
    commune_departement: Rows

    @classmethod
    def of(cls, communes: pd.DataFrame, epci: pd.DataFrame) -> _Geography:
        """Index the tables; départements are those that have a commune, sorted by code."""
        parents = "D" + communes["departement_code"].astype("str")
        departements = pd.Index(sorted(parents.unique()), dtype="str")
        codes = pd.Index(epci["code"], dtype="str")
        return cls(
            communes=pd.Index(communes["code"], dtype="str"),
            epci=codes,
            departements=departements,
            commune_epci=codes.get_indexer(pd.Index(communes["epci_code"])).astype(np.int64),
            commune_departement=departements.get_indexer(pd.Index(parents)).astype(np.int64),
        )

    def size(self, level: Level) -> int:
        """Return the number of territories of a level."""
        sizes = {
            Level.COMMUNE: len(self.communes),
            Level.EPCI: len(self.epci),
            Level.DEPARTEMENT: len(self.departements),
        }
        return sizes[level]

    def epci_of(self, pairs: _RowPairs) -> _RowPairs:
        """Replace communes by their EPCI; a commune without one (an island) gives none."""
        record, row = pairs[0], self.commune_epci[pairs[1]]
        return record[row >= 0], row[row >= 0]

    def departement_of(self, pairs: _RowPairs) -> _RowPairs:
        """Replace communes by their département."""
        return pairs[0], self.commune_departement[pairs[1]]

    def one_departement_of(self, pairs: _RowPairs) -> _RowPairs:
        """Replace EPCI by their département, leaving out those that lie in several."""
        members = pd.DataFrame({"epci": self.commune_epci, "own": self.commune_departement})
        own = members[members["epci"] >= 0].groupby("epci")["own"].agg(["min", "max"])
        sole = own["min"].where(own["min"] == own["max"], -1)
        row = sole.reindex(pairs[1], fill_value=-1).to_numpy(np.int64)
        return pairs[0][row >= 0], row[row >= 0]

    def communes_of(self, pairs: _RowPairs) -> _RowPairs:
        """Replace every EPCI by each of its communes inside the region."""
        served = pd.DataFrame({"record": pairs[0], "epci": pairs[1]})
        members = pd.DataFrame(
            {"epci": self.commune_epci, "commune": np.arange(len(self.communes), dtype=np.int64)}
        )
        reached = served.merge(members, on="epci")
        return reached["record"].to_numpy(np.int64), reached["commune"].to_numpy(np.int64)

    def distinct(self, pairs: _RowPairs, level: Level) -> Pairs:
        """Keep each (record, territory) pair once, sorted by record then territory."""
        size = max(self.size(level), 1)
        key = _distinct(pairs[0] * size + pairs[1])
        return (key // size).astype(np.int32), (key % size).astype(np.int32)


def _both(*pairs: _RowPairs) -> _RowPairs:
    records, rows = zip(*pairs, strict=True)
    return np.concatenate(records), np.concatenate(rows)


@dataclass(frozen=True, eq=False)
class _Listed:
    """The codes of a column of lists: ``record[i]`` lists ``names[code[i]]``."""

    record: Rows
    code: Rows
    names: pd.Index[str]

    def among(self, codes: pd.Index[str]) -> _RowPairs:
        """Find the listed codes among ``codes``; those of another level or place are left out."""
        row = codes.get_indexer(self.names).astype(np.int64)[self.code]
        return self.record[row >= 0], row[row >= 0]


def _listed(lists: pd.Series) -> _Listed:
    exploded = lists.reset_index(drop=True).explode().dropna()
    code, names = pd.factorize(exploded.to_numpy(object))
    return _Listed(exploded.index.to_numpy(np.int64), code, pd.Index(names, dtype="str"))


def _wide_pairs(
    served: _Listed, departements: pd.Index[str], region_code: str
) -> tuple[Int32Array, NDArray[np.object_]]:
    wide = pd.Index([*departements, region_code], dtype="str")
    record, row = served.among(wide)
    key = _distinct(record * len(wide) + row)
    codes = wide.to_numpy(object)[key % len(wide)]
    return (key // len(wide)).astype(np.int32), codes


def _distinct(keys: Rows) -> Rows:
    """Sort and keep each key once: ``np.unique`` hashes, thirty times slower on such keys."""
    rising = np.sort(keys)
    distinct: Rows = rising[np.diff(rising, prepend=-1) != 0]
    return distinct


def _unattached(
    size: int,
    pairs: Mapping[tuple[Level, Counting], Pairs],
    wide: tuple[Int32Array, NDArray[np.object_]],
) -> Int32Array:
    attached = np.zeros(size, dtype=bool)
    attached[wide[0]] = True
    for level in Level:
        attached[pairs[level, Counting.PRESENT][0]] = True
    return np.flatnonzero(~attached).astype(np.int32)
