"""What the map rests on, and what its records leave unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from dashboard.data.atlas import Atlas
from dashboard.domain.counting import Counting
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import Precision


class QualityRecord(NamedTuple):
    """How a record is listed: its id and its name."""

    id: str
    name: str


@dataclass(frozen=True)
class QualityReport:
    """The counts behind the banner of the map, and the records each page has to name.

    Attributes:
        initiatives: the records some source lists; all that follows is about them.
        unlisted: those that none lists any more.
        documents: distinct sources the records cite.
        epci: territories of that level on the map.
        epci_present: those with an initiative located there or serving it; an initiative that
            serves a whole département or the region makes none.
        unattached: records that no territory lists.
        area_only: records of which only the area served is known, no commune.
        somewhere: number of records of which only the département or EPCI is known.
        approximate: records whose source gives only a rough area.
        unknown_first_year: number of records without a first year.
        never_verified: number of records nobody has checked outside their document.
    """

    initiatives: int
    unlisted: int
    documents: int
    epci: int
    epci_present: int
    unattached: tuple[QualityRecord, ...]
    area_only: tuple[QualityRecord, ...]
    somewhere: int
    approximate: tuple[QualityRecord, ...]
    unknown_first_year: int
    never_verified: int


def coverage_report(atlas: Atlas) -> QualityReport:
    """Count what the records of ``atlas`` cover and what they lack."""
    everything = atlas.catalogue.initiatives
    listed = everything["delisted_on"] == ""
    records = everything[listed]
    lost = np.zeros(len(everything), dtype=np.bool_)
    lost[atlas.pairs.unattached] = True
    nowhere = records["commune_codes"].str.len() == 0
    return QualityReport(
        initiatives=len(records),
        unlisted=int((~listed).sum()),
        documents=int(records["source_ids"].explode().nunique()),
        epci=len(atlas.geography.epci),
        epci_present=_epci_present(atlas, listed),
        unattached=_listed(everything[listed & lost]),
        area_only=_listed(records[nowhere & (records["served_codes"].str.len() > 0)]),
        somewhere=int((records["somewhere_codes"].str.len() > 0).sum()),
        approximate=_listed(records[records["precision"] == Precision.APPROXIMATE]),
        unknown_first_year=int(records["start_year"].isna().sum()),
        never_verified=int((records["verified_on"] == "").sum()),
    )


def _epci_present(atlas: Atlas, listed: pd.Series[bool]) -> int:
    record, territories = atlas.pairs.pairs[Level.EPCI, Counting.PRESENT]
    return len(np.unique(territories[listed.to_numpy()[record]]))


def _listed(records: pd.DataFrame) -> tuple[QualityRecord, ...]:
    pairs: Any = zip(records["id"], records["name"], strict=True)
    return tuple(QualityRecord(*pair) for pair in pairs)
