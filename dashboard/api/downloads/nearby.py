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
    """Gather the whole list; 404 explains why nothing is near."""
    selection = NearbySelection.from_query(request.query)
    nearby = answer(request.snapshot, selection, now=request.now, limit=None)
    if isinstance(nearby, NoOrigin):
        abort(404, no_origin_text(nearby))
    files = files_of(request.snapshot, nearby, selection)
    return NamedContents(files, file_name(nearby, request.extension, request.now.date()))


def file_name(nearby: Nearby, extension: str, today: dt.date) -> str:
    """Name the file by its contents and date: ``solidarite_pres-de-lamastre_20261125.csv``."""
    place = re.sub(r"[^a-z0-9]+", "-", normalise_name(nearby.origin.name)).strip("-")
    return f"solidarite_pres-de-{place}_{today:%Y%m%d}.{extension}"


def files_of(snapshot: Snapshot, nearby: Nearby, selection: NearbySelection) -> FileContents:
    """Gather what files hold: what is near, what serves, the town hall."""
    table = FileTable("Qui peut aider", _COLUMNS, tuple(_rows(nearby)))
    about = provenance(
        snapshot,
        contents=f"Initiatives {reach_text(nearby.origin, selection.radius)}",
        filters=filters_text(selection),
        today=nearby.asked_at.date(),
    )
    return FileContents(about, rows=lambda: table)


_COLUMNS = (
    "groupe", "identifiant", "nom", "distance_km_a_vol_d_oiseau", "position_approximative", "pourquoi",
    "themes", "organismes", "lieu", "adresse", "code_commune", "commune", "itinerant", "a_distance",
    "telephone", "courriel", "site", "horaires", "a_l_heure_de_l_export", "date_de_la_source",
    "latitude", "longitude",
)  # fmt: skip


def _rows(nearby: Nearby) -> Iterator[Cells]:
    for group, members in (
        ("à proximité", nearby.located),
        (serving_title(nearby.origin).lower(), nearby.serving),
        ("quelque part dans le département", nearby.somewhere),
    ):
        for entry in members:
            yield _row(entry, nearby, group)
    if nearby.hall is not None:
        yield _hall_row(nearby.hall, nearby)


def _hall_row(nearby_hall: HallFound, nearby: Nearby) -> Cells:
    hall = nearby_hall.hall
    state = hall.hours.state
    return (
        "premier contact", "", hall_title(nearby_hall), _kilometres(nearby_hall.distance_m),
        "oui" if hall.approximate else "non", "mairie", "", "", "", hall.address,
        nearby_hall.commune_code, nearby_hall.commune, "non", "non", hall.phone, hall.email, hall.website,
        week_text(hall.hours.week) or hall.hours.prose,
        state_text(state, nearby.asked_at) if state else "", "", None, None,
    )  # fmt: skip


def _row(entry: NearbyEntry, nearby: Nearby, group: str) -> Cells:
    exact = not entry.approximate
    return (
        group, entry.id, entry.name, _kilometres(entry.distance_m), "oui" if entry.approximate else "non",
        why_text(entry, nearby.origin), " | ".join(entry.themes), " | ".join(entry.operators), entry.place,
        entry.address, entry.commune_code, entry.commune, "oui" if entry.travelling else "non",
        "oui" if entry.remote else "non", entry.phone, entry.email, entry.website, entry.opening_hours,
        state_text(entry.opening, nearby.asked_at) if entry.opening else "",
        entry.dated, entry.latitude if exact else None, entry.longitude if exact else None,
    )  # fmt: skip


def _kilometres(metres: float | None) -> float | None:
    return None if metres is None else round(metres / 1000, 1)
