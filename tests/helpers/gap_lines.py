"""What « Zones blanches » tells, made by hand, for what only shows it."""

from __future__ import annotations

from dashboard.analysis.coverage.results import (
    CommuneLine,
    CoverageAnswer,
    CoverageTotals,
    Evidence,
    GapCause,
    GapReason,
    NearestPlace,
    NearestPlaces,
    SourceDates,
)
from dashboard.domain.coverage import CoverageState
from dashboard.domain.territory import Level

SERVED, NEAR, FAR, NONE = CoverageState
LAMASTRE, EPCI = "07129", "200016905"
NEAREST = GapReason(
    GapCause.NEAREST, record_id="bus", record="Bus", territory="Le Cheylard", distance_m=12_340.0
)
"""A bus whose nearest place is at Le Cheylard, 12.3 km away."""


ENOUGH = Evidence(located=240, places=230, epci_with=80, epci=126, exhaustive=False)
TOO_LITTLE = Evidence(located=8, places=7, epci_with=3, epci=126, exhaustive=False)


def answer_of(**facts: object) -> CoverageAnswer:
    """Answer for the EPCI of ``tally``, told by records of February 2023, unless ``facts`` say otherwise."""
    dates = SourceDates("2023-02-01", "2023-02-28", 0)
    known = {"level": Level.EPCI, "totals": tally(), "commune": None, "dates": dates}
    return CoverageAnswer(**(known | facts))  # type: ignore[arg-type]


def tally(**facts: object) -> CoverageTotals:
    """Count an EPCI of 1,000 inhabitants, 300 of them in gaps, unless ``facts`` say otherwise."""
    known = {
        "code": EPCI,
        "name": "CC du Pays de Lamastre",
        "population": 1_000,
        "records": 2,
        "inhabitants": (400, 250, 350, 0),
        "border": 50,
        "communes": 11,
        "gaps": 4,
        "evidence": ENOUGH,
        "nearest_m": 700.0,
    }
    return CoverageTotals(**(known | facts))  # type: ignore[arg-type]


def commune_line(**facts: object) -> CommuneLine:
    """Tell of Lamastre, far from a bus 12.3 km away, unless ``facts`` say otherwise."""
    known = {
        "code": LAMASTRE,
        "name": "Lamastre",
        "epci": "CC du Pays de Lamastre",
        "population": 2_327,
        "state": FAR,
        "border": False,
        "fragile": False,
        "distance_m": 12_340.0,
        "access": 0.0,
        "concerned": None,
        "borrowed": False,
        "reasons": (NEAREST,),
    }
    return CommuneLine(**(known | facts))  # type: ignore[arg-type]


def near(**facts: object) -> NearestPlace:
    """Tell of a bus 12.3 km away at Le Cheylard, unless ``facts`` say otherwise."""
    known = {
        "record": 0,
        "id": "bus",
        "name": "Bus",
        "commune": "Le Cheylard",
        "distance_m": 12_340.0,
        "approximate": False,
        "phone": "04 00 00 00 01",
        "dated": "2023-02-14",
        "longitude": 4.4,
        "latitude": 44.9,
    }
    return NearestPlace(**(known | facts))  # type: ignore[arg-type]


def nearest_to(commune: str, *places: NearestPlace, concerned: bool = True) -> NearestPlaces:
    """List what is nearest to a commune, a gap unless told otherwise."""
    return NearestPlaces(commune, concerned, places)
