"""Answers of « Près de chez vous » made by hand, for what only shows them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dashboard.analysis.nearby.results import (
    EntryCause,
    HallFound,
    Nearby,
    NearbyEntry,
    Origin,
    OriginKind,
)
from dashboard.analysis.opening_hours.at import hours_at
from dashboard.analysis.opening_hours.evaluate import PARIS
from dashboard.analysis.summaries.results import TownHall

TUESDAY = dt.datetime(2026, 11, 24, 10, 30, tzinfo=PARIS)
LAMASTRE = Origin(
    kind=OriginKind.COMMUNE,
    code="07129",
    name="Lamastre",
    commune_code="07129",
    commune="Lamastre",
    epci_code="200016905",
    epci="CC du Pays de Lamastre",
    longitude=4.5795,
    latitude=44.9853,
    easting=824_490.0,
    northing=6_433_031.0,
)
EPCI = replace(LAMASTRE, kind=OriginKind.EPCI, code="200016905", name="CC du Pays de Lamastre")
HERE = replace(LAMASTRE, kind=OriginKind.POSITION)


def found(identifier: str, **facts: object) -> NearbyEntry:
    """An initiative 3,2 km away in Désaignes, unless ``facts`` say otherwise."""
    known = {
        "id": identifier,
        "name": identifier.capitalize(),
        "themes": ("Mobilité",),
        "status": "",
        "operators": (),
        "why": EntryCause.PLACE,
        "through": "",
        "also_serves": False,
        "precise": True,
        "summary": "",
        "sources": (),
        "distance_m": 3_200.0,
        "place": "",
        "commune_code": "07079",
        "commune": "Désaignes",
        "approximate": False,
        "travelling": False,
        "remote": False,
        "address": "",
        "phone": "",
        "email": "",
        "website": "",
        "opening_hours": "",
        "opening": None,
        "day": None,
        "hours_differ": False,
        "head_office": False,
        "dated": "2025-10-25",
        "longitude": 4.5,
        "latitude": 45.0,
    }
    return NearbyEntry(**(known | facts))  # type: ignore[arg-type]


def serves(identifier: str, **facts: object) -> NearbyEntry:
    """An initiative without a place that serves the whole EPCI, unless ``facts`` say otherwise."""
    nowhere = {"distance_m": None, "commune_code": "", "commune": ""}
    wide = {"why": EntryCause.SERVES_EPCI, "through": "CC du Pays de Lamastre"}
    return found(identifier, **(nowhere | wide | {"longitude": None, "latitude": None} | facts))


def hall(hours: str = "Tu 09:00-12:00", now: dt.datetime = TUESDAY) -> HallFound:
    contact = TownHall(
        address="Place de la République, 07270 Lamastre",
        phone="04 75 06 41 92",
        email="mairie@exemple.fr",
        website="https://www.exemple.fr",
        hours=hours_at(hours, now),
        approximate=False,
    )
    return HallFound("07129", "Lamastre", 0.0, contact)


def nearby(*located: NearbyEntry, serving: tuple[NearbyEntry, ...] = (), **facts: object) -> Nearby:
    """What is told from Lamastre, all of it unless ``facts`` say how many more there are."""
    known = {
        "origin": LAMASTRE,
        "asked_at": TUESDAY,
        "located": located,
        "located_total": len(located),
        "serving": serving,
        "serving_total": len(serving),
        "somewhere": (),
        "somewhere_total": 0,
        "hall": hall(),
        "beyond": None,
        "hours_unknown": 0,
    }
    return Nearby(**(known | facts))  # type: ignore[arg-type]
