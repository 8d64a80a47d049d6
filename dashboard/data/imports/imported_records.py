"""The records of every source, its editions together, each where it really is."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.data.imports.editions import Edition, merge_editions
from dashboard.data.linkage.head_offices import find_head_offices
from dashboard.data.stores.dataset import RECORD_COLUMNS, Dataset, DatasetKind

LISTING = ["last_edition", "dropped_on", "withdrawn"]
"""Columns about whether a source still lists a record."""


def imported_records(datasets: Sequence[Dataset]) -> pd.DataFrame:
    """Gather the imported records, one row per source and record.

    Returns:
        Index from 0:

        - ``RECORD_COLUMNS``; services are located where the structure that runs them is;
        - ``former_source``, empty but for what earlier versions stored;
        - ``dataset``, the code of its source in the store;
        - ``start_year`` and ``end_year``, missing where not known;
        - ``last_edition``, ``dropped_on`` and ``withdrawn`` as ``editions.merge_editions`` gives them.
    """
    sources: dict[str, dict[str, Edition]] = {}
    for dataset in datasets:
        own = dataset.provenance
        if own.kind is DatasetKind.RECORDS:
            editions = sources.setdefault(own.source, {})
            editions[own.edition] = _with(editions.get(own.edition), dataset)
    tables = [
        merge_editions(list(editions.values())).assign(dataset=code)
        for code, editions in sources.items()
    ]
    tables = [table for table in tables if len(table)]
    columns = [*RECORD_COLUMNS, "former_source", "dataset", "start_year", "end_year", *LISTING]
    if not tables:
        return pd.DataFrame(columns=columns)
    return pd.concat(tables, ignore_index=True)[columns]


def _with(edition: Edition | None, dataset: Dataset) -> Edition:
    """Make one edition of the datasets of one date, which stores of earlier versions may have."""
    own = dataset.provenance
    table = _of_source(dataset)
    if edition is None:
        return Edition(own.edition, table, own.exhaustive)
    both = pd.concat([edition.table, table], ignore_index=True)
    known = both.duplicated(["source", "id"]) & (both["id"] != "")
    return Edition(own.edition, both[~known], edition.exhaustive and own.exhaustive)


def at_their_communes(records: pd.DataFrame, communes: pd.DataFrame) -> pd.DataFrame:
    """Move services written at their head office to the commune of their name, without a point."""
    if records.empty or communes.empty:
        return records.assign(head_office=False)
    offices = find_head_offices(records.assign(source=records["dataset"]), communes)
    office = offices["head_office"]
    return records.assign(
        head_office=office,
        commune_code=records["commune_code"].mask(office, offices["named_commune"]),
        longitude=records["longitude"].mask(office),
        latitude=records["latitude"].mask(office),
    )


def _of_source(dataset: Dataset) -> pd.DataFrame:
    """Fill in the source of records that only name their format, as stores did before sources.

    ``former_source`` keeps what they named, by which addresses written then still lead to them.
    """
    table, own = dataset.table, dataset.provenance
    renamed = (table["source"] == own.format) & (own.source != own.format)
    return table.assign(
        source=table["source"].mask(renamed, own.source),
        former_source=table["source"].where(renamed, ""),
    )
