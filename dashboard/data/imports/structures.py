"""Services that are located through the structure that runs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.data.linkage.link import Linkage
from dashboard.domain.importing import Remark

_PLACE = ["commune_code", "departement_code", "linked_by", "longitude", "latitude"]
_JOINT = "\n"
"""Stands in no source and no id: cells are one line."""
_UNKNOWN = (
    "Le service ne dit pas où il est et sa structure n’est pas parmi celles de la région déjà "
    "importées : importez d’abord le fichier des structures."
)


@dataclass(frozen=True, eq=False)
class Structures:
    """Where the structures already imported are, indexed by source and id."""

    places: pd.DataFrame

    @classmethod
    def of(cls, tables: Sequence[pd.DataFrame]) -> Structures:
        """Index tables of imported records."""
        empty = cls(pd.DataFrame(columns=_PLACE, index=pd.Index([], dtype="str")))
        for table in tables:
            empty = empty.with_records(table)
        return empty

    def with_records(self, records: pd.DataFrame) -> Structures:
        """Add imported records."""
        located = records[(records["id"] != "") & (records["linked_by"] != "")]
        added = located.set_index(_keys(located["source"], located["id"]))[_PLACE]
        if self.places.empty:
            together = added
        elif added.empty:
            together = self.places
        else:
            together = pd.concat([self.places, added])
        return Structures(together[~together.index.duplicated(keep="last")])


def _keys(source: pd.Series[str], identifier: pd.Series[str]) -> pd.Index[str]:
    """Join a record's source and id: an id alone may be another source's too."""
    return pd.Index(source.str.cat(identifier, sep=_JOINT), dtype="str")


def located_by_structure(
    rows: pd.DataFrame, linkage: Linkage, structures: Structures
) -> tuple[Linkage, tuple[Remark, ...]]:
    """Give rows with no place of their own that of their structure.

    Args:
        rows: the common table, ``structure_id`` filled for some rows.
        linkage: what the rows' own columns gave.
        structures: the structures already imported; those outside the map are not among them.

    Returns:
        The completed linkage, and its remarks: a row without any place whose structure is not known
        is rejected, since it is unknown whether it lies on the map.
    """
    nowhere = (linkage.places["linked_by"] == "") & linkage.places["inside"]
    through = nowhere & (rows["structure_id"] != "")
    wanted = rows.loc[through]
    places_found = structures.places.reindex(_keys(wanted["source"], wanted["structure_id"]))
    known = places_found["linked_by"].notna().to_numpy()
    places = linkage.places.copy()
    index = places.index[through][known]
    for column in _PLACE:
        places.loc[index, column] = places_found[column].to_numpy()[known]
    lost = wanted.loc[~known]
    unknown = [
        Remark(line, "structure_id", identifier, _UNKNOWN, fatal=True)
        for line, identifier in zip(
            lost["line"].tolist(), lost["structure_id"].tolist(), strict=True
        )
    ]
    located = set(rows.loc[through, "line"].tolist())
    others = [remark for remark in linkage.remarks if remark.line not in located]
    remarks = sorted([*others, *unknown], key=lambda remark: remark.line)
    return replace(linkage, places=places), tuple(remarks)
