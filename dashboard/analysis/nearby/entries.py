"""What a list shows of an initiative: at which place, how far, why it is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analysis.kernel.territories import departement_rows
from dashboard.analysis.nearby.index import place_text
from dashboard.analysis.nearby.results import EntryCause, NearbyEntry, Origin, OriginKind
from dashboard.analysis.opening_hours.evaluate import opening_state
from dashboard.analysis.opening_hours.results import DayHours
from dashboard.analysis.opening_hours.week import week_of
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.codes import is_departement_code
from dashboard.domain.formats import full_address, the_departement
from dashboard.domain.names import written_name
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import THEME_LABELS, Status, status_text

_UNREMARKABLE = {Status.ACTIVE, Status.UNKNOWN}
"""Statuses a list need not mention; its detail does."""


@dataclass(frozen=True)
class EntryReason:
    """Why a record is among the answers, and the name of the territory served that makes it so."""

    why: EntryCause
    through: str = ""
    also_serves: bool = False
    precise: bool = True


@dataclass(frozen=True)
class Spot:
    """A place of a record, a row of ``index.places``, and how far it is; ``None`` for no place."""

    row: int | None = None
    distance_m: float | None = None


def reason_of_place(snapshot: Snapshot, origin: Origin, row: int) -> EntryReason:
    """Return why a record is found at a place: a house or a stop, and whether it serves the origin too."""
    record = int(snapshot.nearby_index.places.record[row])
    served = snapshot.catalogue_index.columns["served_codes"][record]
    commune = "" if origin.kind is OriginKind.EPCI else origin.commune_code
    also_serves = any(code in served for code in (commune, origin.epci_code) if code)
    why = EntryCause.STOP if snapshot.nearby_index.travelling[row] else EntryCause.PLACE
    return EntryReason(why, also_serves=also_serves)


def reason_of_service(snapshot: Snapshot, origin: Origin, record: int) -> EntryReason:
    """Return through which territory a record serves the one asked from, the smallest first."""
    region_index = snapshot.region_index
    served: Sequence[str] = snapshot.catalogue_index.columns["served_codes"][record]
    commune = _commune_served(snapshot, origin, served)
    if commune:
        return EntryReason(EntryCause.SERVES_COMMUNE, region_index.name_of(commune))
    if origin.epci_code in served:
        return EntryReason(EntryCause.SERVES_EPCI, origin.epci)
    departement = _departement_served(snapshot, origin, served)
    if departement:
        return EntryReason(EntryCause.SERVES_DEPARTEMENT, region_index.name_of(departement))
    if region_index.region.code in served:
        return EntryReason(EntryCause.SERVES_REGION, region_index.region.label)
    return EntryReason(EntryCause.IN_TERRITORY, origin.name)


def reason_of_somewhere(snapshot: Snapshot, record: int) -> EntryReason:
    """Return in which département or EPCI a record is, its place there being unknown."""
    codes = snapshot.catalogue_index.columns["somewhere_codes"][record]
    name = snapshot.region_index.name_of(codes[0])
    return EntryReason(
        EntryCause.SOMEWHERE, the_departement(name) if is_departement_code(codes[0]) else name
    )


def _commune_served(snapshot: Snapshot, origin: Origin, served: Sequence[str]) -> str:
    """Return the served commune that is the one asked from, or one of the EPCI asked for."""
    if origin.kind is not OriginKind.EPCI:
        return origin.commune_code if origin.commune_code in served else ""
    communes, epci = snapshot.communes, snapshot.region_index.territories[Level.EPCI]
    members = (
        code
        for code in served
        if code in communes.rows
        and communes.parents[Level.EPCI][communes.rows[code]] == epci.rows[origin.code]
    )
    return next(members, "")


def _departement_served(snapshot: Snapshot, origin: Origin, served: Sequence[str]) -> str:
    """Return the served département that holds the commune, or a part of the EPCI, asked from."""
    wide = [code for code in served if is_departement_code(code)]
    if not wide:
        return ""
    territories = snapshot.region_index.territories
    level = Level.EPCI if origin.kind is OriginKind.EPCI else Level.COMMUNE
    code = origin.code if origin.kind is OriginKind.EPCI else origin.commune_code
    around = departement_rows(territories, level, territories[level].rows[code])
    rows = territories[Level.DEPARTEMENT].rows
    return next((code for code in wide if rows.get(code, -1) in around), "")


def nearby_entry(  # noqa: PLR0913 - what is shown, why, and when it is asked
    snapshot: Snapshot,
    record: int,
    spot: Spot,
    reason: EntryReason,
    *,
    now: dt.datetime,
    day: dt.date | None = None,
) -> NearbyEntry:
    """Gather what is shown of a record found at a spot.

    Args:
        snapshot: what is gathered from.
        record: its number.
        spot: its nearest place; without one, the contact of a remote place is shown.
        reason: why it is there.
        now: the present time, Europe/Paris.
        day: the day whose hours are shown; the present one by default.
    """
    index, columns, row = snapshot.nearby_index, snapshot.catalogue_index.columns, spot.row
    remote = int(index.remote[record])
    table_row = int(index.places.row[row]) if row is not None else int(index.contact[record])
    code = str(index.places.commune_code[row]) if row is not None else ""
    hours = place_text(index, table_row, "opening_hours")
    status = columns["status"][record]
    return NearbyEntry(
        id=columns["id"][record],
        name=written_name(columns["name"][record]),
        themes=tuple(THEME_LABELS[theme] for theme in columns["themes"][record]),
        status=""
        if status in _UNREMARKABLE
        else status_text(status, columns["delisted_on"][record]),
        operators=tuple(
            snapshot.catalogue_index.organisations[operator]
            for operator in columns["operators"][record]
        ),
        why=reason.why,
        through=reason.through,
        also_serves=reason.also_serves,
        precise=reason.precise,
        summary=columns["summary"][record],
        sources=tuple(
            snapshot.catalogue_index.sources[source].title
            for source in columns["source_ids"][record]
            if source in snapshot.catalogue_index.sources
        ),
        distance_m=spot.distance_m,
        place=place_text(index, table_row, "name"),
        commune_code=code,
        commune=snapshot.region_index.name_of(code) if code else "",
        approximate=row is not None and bool(index.places.approximate[row]),
        travelling=row is not None and bool(index.travelling[row]),
        remote=remote >= 0,
        address=full_address(
            place_text(index, table_row, "address"),
            place_text(index, table_row, "postal_code"),
            snapshot.region_index.name_of(code) if code else "",
        ),
        phone=place_text(index, table_row, "phone"),
        email=place_text(index, table_row, "email"),
        website=place_text(index, table_row, "website"),
        opening_hours=hours,
        opening=opening_state(hours, now),
        day=_day(hours, day or now.date()),
        hours_differ=bool(table_row >= 0 and index.columns["other_hours"][table_row]),
        head_office=bool(table_row >= 0 and index.columns["head_office"][table_row]),
        dated=columns["updated_on"][record],
        longitude=None if row is None else float(index.places.longitude[row]),
        latitude=None if row is None else float(index.places.latitude[row]),
    )


def _day(recorded: str, day: dt.date) -> DayHours | None:
    """Read the hours of one day; ``None`` where they are not known."""
    return next((hours for hours in week_of(recorded, day) if hours.date == day), None)
