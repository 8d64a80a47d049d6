"""Need indicators typed in a test."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.analysis.coverage.needs import Need, NeedOrigin, NeedTable
from tests.helpers.small_coverage import EAST, WEST

POVERTY, CARS, INCOME = "taux-pauvrete", "part-menages-voiture", "niveau-vie-median"


def table(
    *rows: tuple[str, str, float | str], code: str = POVERTY, edition: str = "2021"
) -> NeedTable:
    """An imported table of (level, code, value); a word in place of the value is its state."""
    words = [isinstance(value, str) for _, _, value in rows]
    frame = pd.DataFrame(
        {
            "level": [level for level, _, _ in rows],
            "code": [place for _, place, _ in rows],
            "indicator": code,
            "value": [
                np.nan if word else value for (_, _, value), word in zip(rows, words, strict=True)
            ],
            "state": [
                value if word else "value" for (_, _, value), word in zip(rows, words, strict=True)
            ],
        }
    )
    return NeedTable(frame, edition, f"Éditeur {edition}")


def need(
    values: list[float],
    *,
    code: str = POVERTY,
    epci: tuple[float, float] = (np.nan, np.nan),
    origin: list[NeedOrigin] | None = None,
) -> Need:
    """An indicator laid out: values of the communes in row order, and of the EPCI west and east."""
    assert WEST < EAST
    told = np.where(np.isfinite(values), NeedOrigin.COMMUNE, NeedOrigin.NONE)
    return Need(
        code=code,
        values=np.array(values, dtype=np.float64),
        origin=(told if origin is None else np.array(origin)).astype(np.uint8),
        epci_values=np.array(epci, dtype=np.float64),
        edition="2021",
        publisher="INSEE",
    )
