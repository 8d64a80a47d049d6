"""What « Zones blanches » tells, made by hand, for what only shows it."""

from __future__ import annotations

from dashboard.analysis.coverage.results import CommuneLine, CoverageTotals, GapCause, GapReason
from dashboard.domain.coverage import CoverageState

SERVED, NEAR, FAR, NONE = CoverageState
LAMASTRE, EPCI = "07129", "200016905"
NEAREST = GapReason(
    GapCause.NEAREST, record_id="bus", record="Bus", territory="Le Cheylard", distance_m=12_340.0
)
"""A bus whose nearest place is at Le Cheylard, 12.3 km away."""


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
