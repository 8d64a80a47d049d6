"""The list of « Près de chez vous » as files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from flask import abort

from dashboard.analysis.nearby.answer import answer
from dashboard.analysis.nearby.results import HallFound, Nearby, NearbyEntry, NoOrigin
from dashboard.analysis.snapshot import Snapshot
from dashboard.api.downloads.request import DownloadRequest, NamedContents
from dashboard.components.nearby.wording import (
    filters_text,
    hall_title,
    no_origin_text,
    reach_text,
    serving_title,
    why_text,
)
from dashboard.components.shared.opening_hours import state_text, week_text
from dashboard.domain.names import normalise_name
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.exports.contents.provenance import provenance
from dashboard.exports.formats.registry import FileContents
from dashboard.exports.formats.table import FileTable

Cells = tuple[object, ...]


def nearby_files(request: DownloadRequest) -> NamedContents:
    """Gather the whole list; 404 says why nothing is near."""
    selection = NearbySelection.from_query(request.query)
    found = answer(request.snapshot, selection, now=request.now, limit=None)
    if isinstance(found, NoOrigin):
        abort(404, no_origin_text(found))
    files = files_of(request.snapshot, found, selection)
    return NamedContents(files, file_name(found, request.extension, request.now.date()))


def file_name(found: Nearby, extension: str, today: dt.date) -> str:
    """Say what and when in the file's name: ``solidarite_pres-de-lamastre_20261125.csv``."""
    place = re.sub(r"[^a-z0-9]+", "-", normalise_name(found.origin.name)).strip("-")
    return f"solidarite_pres-de-{place}_{today:%Y%m%d}.{extension}"


def files_of(snapshot: Snapshot, found: Nearby, selection: NearbySelection) -> FileContents:
    """Gather what files hold: what is near, what serves, the town hall."""
    table = FileTable("Qui peut aider", _COLUMNS, tuple(_rows(found)))
    about = provenance(
        snapshot,
        contents=f"Initiatives {reach_text(found.origin, selection.radius)}",
        filters=filters_text(selection),
        today=found.asked_at.date(),
    )
    return FileContents(about, rows=lambda: table)


_COLUMNS = (
    "groupe", "identifiant", "nom", "distance_km_a_vol_d_oiseau", "position_approximative", "pourquoi",
    "themes", "organismes", "lieu", "adresse", "code_commune", "commune", "itinerant", "a_distance",
    "telephone", "courriel", "site", "horaires", "a_l_heure_de_l_export", "date_de_la_source",
    "latitude", "longitude",
)  # fmt: skip


def _rows(found: Nearby) -> Iterator[Cells]:
    for group, members in (
        ("à proximité", found.located),
        (serving_title(found.origin).lower(), found.serving),
        ("quelque part dans le département", found.somewhere),
    ):
        for one in members:
            yield _row(one, found, group)
    if found.hall is not None:
        yield _hall_row(found.hall, found)


def _hall_row(hall_found: HallFound, found: Nearby) -> Cells:
    hall = hall_found.hall
    state = hall.hours.state
    return (
        "premier contact", "", hall_title(hall_found), _kilometres(hall_found.distance_m),
        "oui" if hall.approximate else "non", "mairie", "", "", "", hall.address,
        hall_found.commune_code, hall_found.commune, "non", "non", hall.phone, hall.email, hall.website,
        week_text(hall.hours.week) or hall.hours.prose,
        state_text(state, found.asked_at) if state else "", "", None, None,
    )  # fmt: skip


def _row(one: NearbyEntry, found: Nearby, group: str) -> Cells:
    exact = not one.approximate
    return (
        group, one.id, one.name, _kilometres(one.distance_m), "oui" if one.approximate else "non",
        why_text(one, found.origin), " | ".join(one.themes), " | ".join(one.operators), one.place,
        one.address, one.commune_code, one.commune, "oui" if one.travelling else "non",
        "oui" if one.remote else "non", one.phone, one.email, one.website, one.opening_hours,
        state_text(one.opening, found.asked_at) if one.opening else "",
        one.dated, one.latitude if exact else None, one.longitude if exact else None,
    )  # fmt: skip


def _kilometres(metres: float | None) -> float | None:
    return None if metres is None else round(metres / 1000, 1)
