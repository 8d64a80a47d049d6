"""Small datasets of imported records, typed in a test."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.data.stores.dataset import (
    RECORD_COLUMNS,
    RECORD_TEXTS,
    Dataset,
    DatasetKind,
    Provenance,
)


def dataset(code: str, edition: str, *rows: dict[str, object], exhaustive: bool = False) -> Dataset:
    """Lay out rows as an import keeps them: one source, empty texts, unknown coordinates."""
    table = pd.DataFrame(list(rows), columns=list(RECORD_COLUMNS))
    texts = {name: table[name].astype("object").fillna("").astype("str") for name in RECORD_TEXTS}
    texts["source"] = texts["source"].where(texts["source"] != "", code)
    table = table.assign(
        **texts,
        line=np.arange(2, 2 + len(table), dtype="int64"),
        longitude=table["longitude"].astype("float64"),
        latitude=table["latitude"].astype("float64"),
    )
    provenance = Provenance(
        kind=DatasetKind.RECORDS,
        source=code,
        format=code,
        title=f"Liste {code}",
        publisher="Un éditeur",
        licence="Licence Ouverte 2.0",
        edition=edition,
        file_name=f"{code}.csv",
        digest="0" * 64,
        imported_on="2026-11-24",
        software="solidarity-map",
        exhaustive=exhaustive,
        counts={"read": len(table), "kept": len(table)},
    )
    return Dataset(provenance, table)
