"""The list of « Près de chez vous » away from its page: as a file, to print, and before any script runs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping

from flask import Flask, Response, abort, request

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.nearby.answer import answer
from dashboard.analysis.nearby.results import HallFound, Nearby, NearbyEntry, NoOrigin
from dashboard.analysis.opening_hours.results import DayHours
from dashboard.analysis.opening_hours.week import week_of
from dashboard.analysis.snapshot import Snapshot
from dashboard.api.downloads.attachments import file_answer
from dashboard.components.layout.printed_page import printed_page
from dashboard.components.nearby.printed import plain_list, printed_list
from dashboard.components.nearby.wording import (
    filters_text,
    hall_title,
    no_origin_text,
    reach_text,
    serving_title,
    why_text,
)
from dashboard.components.shared.links import DOWNLOAD_PATH, PRINTED_LIST_PATH
from dashboard.components.shared.opening_hours import state_text, week_text
from dashboard.domain.names import normalise_name
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.exports.contents.provenance import provenance
from dashboard.exports.formats.registry import FileContents, Writers
from dashboard.exports.formats.table import FileTable

MOST_PRINTED = 60
"""Initiatives of each list printed, some ten pages; the page says how many there are."""
_FIRST = 10
Query = Mapping[str, list[str]]
Cells = tuple[object, ...]


def register(server: Flask, current: SnapshotHolder, clock: Callable[[], dt.datetime]) -> None:
    """Serve the list as CSV and XLSX, and as a page to print; ``clock`` gives the present time."""

    @server.get(f"{DOWNLOAD_PATH}/pres-de-chez-vous.<extension>")
    def download_list(extension: str) -> Response:
        selection = _asked()
        now = clock()
        found = answer(current.snapshot, selection, now=now, limit=None)
        if isinstance(found, NoOrigin):
            abort(404, no_origin_text(found))
        writers = list_writers(current.snapshot, found, selection)
        return file_answer(writers, extension, file_name(found, extension, now.date()))

    @server.get(PRINTED_LIST_PATH)
    def print_list() -> Response:
        selection, now = _asked(), clock()
        found = answer(current.snapshot, selection, now=now, limit=MOST_PRINTED)
        site = current.snapshot.region_index.region.site_name
        content = printed_list(
            found, selection, now=now, site=site, weeks=_weeks(found, now.date())
        )
        return Response(printed_page("Près de chez vous", content, site=site), mimetype="text/html")


def _weeks(found: Nearby | NoOrigin, day: dt.date) -> dict[str, tuple[DayHours, ...]]:
    """Read the present week of all hours that are printed, each text once."""
    if isinstance(found, NoOrigin):
        return {}
    recorded = {one.opening_hours for one in (*found.located, *found.serving, *found.somewhere)}
    return {text: week_of(text, day) for text in recorded if text}


def first_paint(snapshot: Snapshot, query: Query, *, now: dt.datetime) -> str:
    """Write the list as it stands before any script runs: a plain form and the first answers."""
    selection = NearbySelection.from_query(query)
    found = answer(snapshot, selection, now=now, limit=_FIRST)
    return plain_list(found, selection)


def file_name(found: Nearby, extension: str, today: dt.date) -> str:
    """Say what and when in the file's name: ``solidarite_pres-de-lamastre_20261125.csv``."""
    place = re.sub(r"[^a-z0-9]+", "-", normalise_name(found.origin.name)).strip("-")
    return f"solidarite_pres-de-{place}_{today:%Y%m%d}.{extension}"


def list_writers(snapshot: Snapshot, found: Nearby, selection: NearbySelection) -> Writers:
    """Return what writes each format of the whole list: what is near, what serves, the town hall."""
    table = FileTable("Qui peut aider", _COLUMNS, tuple(_rows(found)))
    about = provenance(
        snapshot,
        contents=f"Initiatives {reach_text(found.origin, selection.radius)}",
        filters=filters_text(selection),
        today=found.asked_at.date(),
    )
    return FileContents(about, rows=lambda: table).writers()


def _asked() -> NearbySelection:
    return NearbySelection.from_query(request.args.to_dict(flat=False))


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
