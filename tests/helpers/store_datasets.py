"""Small datasets with everything that bites, for the tests and the processes they start."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from dashboard.data.stores.dataset import (
    RECORD_TEXTS,
    Dataset,
    DatasetKind,
    Provenance,
    Store,
)
from dashboard.data.stores.open import open_store
from dashboard.settings import Settings

PROVENANCE = Provenance(
    kind=DatasetKind.RECORDS,
    source="france-services",
    format="france-services",
    title="France Services",
    publisher="ANCT",
    licence="Licence Ouverte 2.0",
    edition="2022-12-01",
    file_name="liste fs, n° 1.csv",
    digest="0a" * 32,
    imported_on="2026-01-31",
    software="solidarity-map 0.1.0",
    counts={"read": 4, "kept": 3},
    completeness={"phone": 0.1, "summary": 1 / 3},
    remarks=("Ligne 3, colonne « Téléphone » : l’indicatif manque.", 'Deux\nlignes, "citées"'),
)

SUMMARIES = ("", 'L’"Étape"; œuvre,\r\n\\.\nfin\t', "\\N", " 😀 ")
LONGITUDES = (5.225, np.nan, 0.1 + 0.2, 4.8)
LATITUDES = (46.205, np.nan, 45.123456789012345, np.nan)


def records(
    edition: str = "2022-12-01", summaries: Sequence[str] = SUMMARIES, **changed: Any
) -> Dataset:
    """Make a dataset with one record per summary, of a file of its own."""
    rows = len(summaries)
    digest = hashlib.sha256(repr(summaries).encode()).hexdigest()
    texts = {
        name: pd.Series(["0" * (n % 5) for n in range(rows)], dtype="str") for name in RECORD_TEXTS
    }
    texts["summary"] = pd.Series(list(summaries), dtype="str")
    table = pd.DataFrame(
        {
            "line": np.arange(rows) + 2,
            **texts,
            "longitude": np.resize(LONGITUDES, rows),
            "latitude": np.resize(LATITUDES, rows),
        }
    )
    return Dataset(replace(PROVENANCE, edition=edition, **{"digest": digest, **changed}), table)


def needs(edition: str = "2021") -> Dataset:
    """Make a dataset of two need indicators."""
    table = pd.DataFrame(
        {
            "level": ["commune", "commune", "commune"],
            "code": ["01053", "01053", "01004"],
            "indicator": ["poverty_rate", "density", "poverty_rate"],
            "value": [14.3, 4, np.nan],
            "label": ["", "Bourg rural", ""],
            "state": ["value", "value", "secret"],
        }
    )
    return Dataset(
        replace(PROVENANCE, kind=DatasetKind.NEEDS, source="filosofi", edition=edition), table
    )


def opened() -> Store:
    """Open the store the environment names."""
    return open_store(Settings.from_environment())
