"""Gathering what stands at one point of the map."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.catalogue_index import CatalogueIndex
from dashboard.analysis.region_index import RegionIndex
from dashboard.analysis.summaries.record_list import record_list
from dashboard.analysis.summaries.results import PositionSummary
from dashboard.domain.position import POSITION_DECIMALS, Position
from dashboard.domain.selections.filters import Filters

_SAME = 0.56 * 10**-POSITION_DECIMALS
"""How far, in degrees, a point may be from its position in an address, which rounds a rounded one."""


def position_summary(
    catalogue_index: CatalogueIndex,
    region_index: RegionIndex,
    filters: Filters,
    position: Position,
) -> PositionSummary | None:
    """Gather the kept records that stand at a position; ``None`` where no record stands there at all.

    Args:
        catalogue_index: the tables.
        region_index: the precomputed arrays.
        filters: which records are listed.
        position: as addresses write it, so to about ten metres.
    """
    places = region_index.places
    there = (np.abs(places.latitude - position.latitude) <= _SAME) & (
        np.abs(places.longitude - position.longitude) <= _SAME
    )
    if not there.any():
        return None
    shown = there & region_index.keep(filters).mask[places.record]
    code = str(places.commune_code[there][0])
    return PositionSummary(
        code=code,
        commune=region_index.name_of(code) if code else "",
        located=record_list(
            catalogue_index, region_index, np.unique(places.record[shown]).tolist()
        ),
        approximate=bool(places.approximate[there].all()),
    )
