"""Territory reports one can hold in one's head: five villages, two EPCI that touch, four initiatives."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.snapshot import Snapshot
from dashboard.analysis.summaries.results import Citation
from tests.helpers.small_coverage import EAST, WEST, Village, geography_of, stop
from tests.helpers.small_nearby import initiative, snapshot_of

AVRON, BIEF, CIZE, DUN, ERP = "01001", "01002", "01003", "42004", "42005"
VILLAGES = [
    Village(AVRON, "Avron", 0, 4000),
    Village(BIEF, "Bief", 1, 1000),
    Village(CIZE, "Cize", 2, 5000, epci=EAST),
    Village(DUN, "Dun", 30, 400, epci=EAST),
    Village(ERP, "Erp", 60, 600, epci=EAST),
]
ARTICLE, SURVEY = Citation("Article", "2025-10-25"), Citation("Enquête", "2024-05-01")
RECORDS = [
    # In Avron, serves both EPCI.
    initiative(
        "bus",
        commune_codes=(AVRON,),
        served_codes=(WEST, EAST),
        start_year=2018,
        operators=("mairie",),
        partners=("secours",),
        source_ids=("article",),
    ),
    # In Bief.
    initiative(
        "epicerie",
        themes=("alimentation",),
        commune_codes=(BIEF,),
        operators=("secours",),
        source_ids=("article", "enquete"),
    ),
    # In Cize, ended.
    initiative(
        "atelier",
        themes=("alimentation", "mobilite"),
        publics=("jeunes",),
        commune_codes=(CIZE,),
        start_year=2010,
        end_year=2012,
        status="ended",
        operators=("mairie",),
        source_ids=("enquete",),
    ),
    # For the whole département of Ain.
    initiative("ligne", themes=("numerique",), served_codes=("D01",), source_ids=("article",)),
]


def reports_snapshot(*, cut: tuple[str, ...] = ()) -> Snapshot:
    """Make a snapshot; an EPCI of ``cut`` has one more commune, of 700 inhabitants, outside."""
    geography = geography_of(VILLAGES, cut)
    outside = np.where(geography.epci["code"].isin(cut), 700, 0)
    geography.epci = geography.epci.assign(
        kind="CC", population_total=geography.epci["population_inside"] + outside
    )
    return snapshot_of(
        geography,
        RECORDS,
        [stop("bus", 0, AVRON)],
        catalogue={
            "sources": {"article": ARTICLE, "enquete": SURVEY},
            "organisations": {"mairie": "Mairie d’Avron", "secours": "Secours"},
        },
    )
