"""Rows of one file that repeat a record: same source, same id."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def within_source(rows: pd.DataFrame) -> NDArray[np.bool_]:
    """Mark the rows that repeat a record of the same file.

    Args:
        rows: ``source``, ``id`` and ``updated_on`` (ISO text), index from 0.

    Returns:
        Shape ``(n,)``: false for the most recently updated row of each (source, id), the first one
        where dates are equal, and for every row without an id.
    """
    latest = rows.sort_values("updated_on", ascending=False, kind="stable")
    repeated = latest.duplicated(["source", "id"]) & (latest["id"] != "")
    return repeated.sort_index().to_numpy(np.bool_)
