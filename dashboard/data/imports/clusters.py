"""Which records are one service, and which of them speaks first."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from dashboard.data.duplicates.across import link_records
from dashboard.data.imports.merged_places import CONTACTS
from dashboard.data.imports.naming import CATALOGUE
from dashboard.data.stores.dataset import RECORD_COLUMNS

_JOINT = "\N{UNIT SEPARATOR}"
_UNLISTED_RANK = 1_000


def cluster_records(everything: pd.DataFrame) -> NDArray[np.int64]:
    """Number the records so that the same service has one number in all lists.

    Two lists may hold the same record of a third source, under its own id.
    """
    records = everything[list(RECORD_COLUMNS)].assign(
        source=everything["dataset"] + _JOINT + everything["source"]
    )
    linked = link_records(records, distinct=[CATALOGUE + _JOINT + CATALOGUE])
    keys = pd.factorize(everything["source"] + _JOINT + everything["id"])[0]
    same = keys + len(linked)
    graph = coo_array(
        (np.ones(len(linked), dtype=np.bool_), (linked, same)),
        shape=(2 * len(linked), 2 * len(linked)),
    )
    group = connected_components(graph, directed=False)[1][: len(linked)]
    first = pd.Series(np.arange(len(linked))).groupby(group[linked]).transform("min")
    return first.to_numpy(np.int64)


def rank_records(records: pd.DataFrame) -> pd.Series[int]:
    """Order the records of a cluster: the catalogue's, those listed, the one with most filled cells."""
    filled = (records[["summary", "themes", *CONTACTS]] != "").sum(axis=1)
    ranks = (records["dropped_on"] != "") * _UNLISTED_RANK - filled
    return ranks.where(records["dataset"] != CATALOGUE, -_UNLISTED_RANK).astype("int64")
