"""The file that tells pages of every place: where it is, its commune and the initiatives there."""

from __future__ import annotations

import numpy as np
import orjson

from dashboard.analysis.catalogue_index import CatalogueIndex
from dashboard.analysis.kernel.places import initiative_points, position_count
from dashboard.analysis.region_index import RegionIndex
from dashboard.api.http.hashed_files import PREFIX, digest_of
from dashboard.domain.territory import Level
from dashboard.figures.interactive.region_map import MOST_POSITIONS
from dashboard.figures.interactive.traces import PLACE_DECIMALS

STEM = "lieux"


def places_json(region_index: RegionIndex, catalogue_index: CatalogueIndex) -> bytes:
    """Write all places as parallel lists, and the records they hold; nothing where there are too many.

    A page is then told by each answer which records it shows: a bit for each.

    Returns:
        ``longitudes`` and ``latitudes`` in degrees, ``labels``, ``rough`` (known to the
        commune only) and ``records`` (rows of ``names`` and ``ids``), one entry per position.
    """
    places, every = region_index.places, np.ones(len(region_index.records), dtype=np.bool_)
    if position_count(places, every) > MOST_POSITIONS:
        return b""
    points = initiative_points(places, every)
    communes = region_index.territories[Level.COMMUNE]
    names = catalogue_index.columns
    return orjson.dumps(
        {
            "longitudes": points["longitude"].round(PLACE_DECIMALS).tolist(),
            "latitudes": points["latitude"].round(PLACE_DECIMALS).tolist(),
            "labels": [communes.names[communes.rows[code]] for code in points["commune_code"]],
            "rough": points["approximate"].tolist(),
            "records": points["records"].tolist(),
            "names": list(names["name"]),
            "ids": list(names["id"]),
        }
    )


def places_address(content: bytes) -> str:
    """Write the address of the file, empty where there is none."""
    return f"{PREFIX}/{STEM}.{digest_of(content)}.json" if content else ""
