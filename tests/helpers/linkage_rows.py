"""Rows of the common table, typed in a test."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.data.importers.format import COLUMNS, TEXT_COLUMNS


def common_rows(*rows: dict[str, object]) -> pd.DataFrame:
    """Lay out rows as the common table does: empty texts, unknown coordinates, lines from 2."""
    table = pd.DataFrame(list(rows), columns=list(COLUMNS))
    return table.assign(
        line=np.arange(2, 2 + len(table), dtype="int64"),
        longitude=table["longitude"].astype("float64"),
        latitude=table["latitude"].astype("float64"),
        **{name: table[name].astype("object").fillna("").astype("str") for name in TEXT_COLUMNS},
    )
