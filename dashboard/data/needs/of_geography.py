"""The need indicators that the geography tells by itself: how many people live there, and how densely."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from dashboard.data.geography import Geography
from dashboard.data.geometry import LAMBERT_93
from dashboard.data.stores.dataset import NEED_COLUMNS, Dataset, DatasetKind, Provenance
from dashboard.domain.needs import NeedState
from dashboard.domain.territory import Level

SOURCE = "geographie"
"""Source of these indicators; what is imported of the same indicators goes before them."""


def geography_needs(geography: Geography) -> Dataset:
    """Tell inhabitants and inhabitants per km² of every commune and EPCI.

    An EPCI cut by the border of the map is told by its communes inside. A commune without a polygon has
    no density.

    Args:
        geography: its ``population`` are legal ones, its polygons in EPSG:4326.

    Returns:
        Two indicators, ``population-municipale`` and ``densite-population``, as imported ones are.
    """
    communes = _rows(Level.COMMUNE, geography.communes, "population")
    epci = _rows(Level.EPCI, geography.epci, "population_inside")
    table = pd.concat([*communes, *epci], ignore_index=True)
    vintage = str(geography.provenance["vintage"])
    return Dataset(
        Provenance(
            kind=DatasetKind.NEEDS,
            source=SOURCE,
            format=SOURCE,
            title=f"Population et densité d’après les limites de la carte ({vintage})",
            publisher="INSEE, IGN",
            licence="Licence Ouverte 2.0",
            edition=f"{vintage[-4:]}-01-01",
            file_name="",
            digest="",
            imported_on="",
            software="",
            counts={"kept": len(table)},
        ),
        table,
    )


def _rows(level: Level, territories: gpd.GeoDataFrame, population: str) -> list[pd.DataFrame]:
    people = territories[population].to_numpy(np.float64)
    km2 = territories.geometry.to_crs(LAMBERT_93).area.to_numpy(np.float64) / 1e6
    density = np.divide(people, km2, out=np.full(len(people), np.nan), where=km2 > 0)
    return [
        _indicator(level, territories["code"], code, values)
        for code, values in (("population-municipale", people), ("densite-population", density))
    ]


def _indicator(
    level: Level, codes: pd.Series[str], indicator: str, values: np.ndarray
) -> pd.DataFrame:
    known = np.isfinite(values)
    table = pd.DataFrame(
        {
            "level": str(level),
            "code": codes.to_numpy(),
            "indicator": indicator,
            "value": values,
            "label": "",
            "state": np.where(known, str(NeedState.VALUE), str(NeedState.MISSING)),
        }
    )
    return table[list(NEED_COLUMNS)]
