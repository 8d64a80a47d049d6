"""A small catalogue around the town hall of Bourg-en-Bresse, its places laid out in metres."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from dashboard.analysis.catalogue_index import build_catalogue_index
from dashboard.analysis.kernel.projection import to_degrees, to_metres
from dashboard.analysis.nearby.answer import answer
from dashboard.analysis.nearby.index import build_nearby_index
from dashboard.analysis.nearby.results import Nearby
from dashboard.analysis.opening_hours.evaluate import PARIS
from dashboard.analysis.snapshot import Snapshot, build_snapshot
from dashboard.domain.selections.nearby import NearbySelection
from tests.helpers.small_region import ALL, Catalogue, Geography, observatory_of

LAST_YEAR = 2026
TUESDAY = dt.datetime(2026, 11, 24, 10, 30, tzinfo=PARIS)
WEDNESDAY = TUESDAY + dt.timedelta(days=1)
HALL_TEXTS = ("address", "phone", "email", "website")
HALL_HOURS = {"01053": '[["mardi","mardi",[["09:00:00","12:00:00"]]]]'}
_PLACE_TEXTS = (*HALL_TEXTS, "name", "opening_hours", "cost")


def initiative(identifier: str, **facts: object) -> dict[str, object]:
    """A record: still active, for everybody, known for ever, unless ``facts`` say otherwise."""
    return {
        "id": identifier,
        "name": identifier.capitalize(),
        "summary": "",
        "themes": ("mobilite",),
        "publics": (ALL,),
        "commune_codes": (),
        "served_codes": (),
        "somewhere_codes": (),
        "start_year": None,
        "end_year": None,
        "delisted_on": "",
        "listed_until": None,
        "status": "active",
        "precision": "commune",
        "operators": (),
        "partners": (),
        "source_ids": (),
        "updated_on": "2026-01-01",
        "verified_on": "",
    } | facts


def place(identifier: str, **facts: object) -> dict[str, object]:
    """A place of a record in Bourg-en-Bresse, without coordinates unless ``facts`` say where."""
    texts = dict.fromkeys(_PLACE_TEXTS, "")
    known = {
        "initiative_id": identifier,
        "commune_code": "01053",
        "somewhere_code": "",
        "postal_code": "",
        "head_office": False,
        "other_hours": (),
        "travelling": False,
    }
    return {**texts, **known, "longitude": None, "latitude": None, **facts}


def east_of_bourg(metres: float, north: float = 0) -> dict[str, float]:
    """A position so many metres east of the town hall of Bourg-en-Bresse."""
    easting, northing = to_metres([0.0], [45.0])[0]
    longitude, latitude = to_degrees([easting + metres], [northing + north])[0]
    return {"longitude": float(longitude), "latitude": float(latitude)}


def snapshot_of(
    geography: Geography,
    records: list[dict[str, Any]],
    places: list[dict[str, Any]],
    *,
    catalogue: Mapping[str, Any] = MappingProxyType({}),
    **facts: Any,
) -> Snapshot:
    """Make a snapshot of records that one source tells of, everywhere.

    Args:
        geography: the territories.
        records: the initiatives.
        places: their places.
        catalogue: tables of the catalogue, by field.
        facts: what else ``build_snapshot`` takes.
    """
    years = {"start_year": "Int16", "end_year": "Int16", "listed_until": "Int16"}
    initiatives = pd.DataFrame(records).astype(years)
    degrees = {"longitude": "float64", "latitude": "float64"}
    columns = list(place("none"))
    table = pd.DataFrame(places, columns=columns).astype({**degrees, "travelling": "bool"})
    halls = geography.town_halls.assign(
        **dict.fromkeys(HALL_TEXTS, ""),
        precision="exact",
        opening_hours=geography.town_halls["commune_code"].map(HALL_HOURS),
    )
    region_index = observatory_of(geography, Catalogue(initiatives, table))
    index = build_nearby_index(
        region_index,
        initiatives=initiatives,
        places=table,
        communes=geography.communes,
        town_halls=halls,
        former_communes=geography.former_communes,
    )
    nothing = pd.DataFrame({"initiative_id": [], "id": [], "name": [], "code": [], "label": []})
    catalogue_index = build_catalogue_index(
        initiatives=initiatives,
        places=table,
        figures=nothing,
        organisations=nothing,
        indicators=nothing,
        sources=nothing,
        claims=nothing,
        epci=geography.epci,
        town_halls=halls,
        vintage="COG 2026",
    )
    known: dict[str, Any] = {
        "needs": {},
        "source_records": {"catalogue": np.ones(len(records), dtype=np.bool_)},
        "source_epci": {"catalogue": frozenset(geography.epci["code"])},
        "source_names": {},
        "last_year": LAST_YEAR,
    }
    tables = replace(catalogue_index, **catalogue)
    return build_snapshot(geography, region_index, tables, index, **(known | facts))


def ask(snapshot: Snapshot, *, now: dt.datetime = TUESDAY, **query: str) -> Nearby:
    """Ask as an address does, from Bourg-en-Bresse unless ``query`` says where."""
    asked = NearbySelection.from_query({"territoire": "01053", **query})
    found = answer(snapshot, asked, now=now, limit=None)
    assert isinstance(found, Nearby)
    return found


def near(found: Nearby) -> list[str]:
    return [one.id for one in found.located]


def serving(found: Nearby) -> list[str]:
    return [one.id for one in found.serving]
