"""Gathering who can help near a place: what is located near, what serves it, whom to ask first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from dashboard.analysis.aggregation import presence
from dashboard.analysis.nearby.found import (
    Library,
    Reason,
    Spot,
    found_record,
    reason_of_place,
    reason_of_service,
)
from dashboard.analysis.nearby.index import NearbyIndex, places_of
from dashboard.analysis.nearby.ranking import Ranked, nearest_places, places_within, ranked
from dashboard.analysis.nearby.results import Found, HallFound, Nearby, Origin, OriginKind
from dashboard.analysis.opening import open_at, open_on_saturday
from dashboard.analysis.records import keep_records
from dashboard.analysis.results import BoolArray, IntArray
from dashboard.analysis.shelf import town_hall
from dashboard.domain.nearby import NearbySelection, Opening
from dashboard.domain.query import LAST_YEAR
from dashboard.domain.selection import Selection
from dashboard.domain.territory import Level

MOST_SERVING = 40
"""Initiatives told that serve from elsewhere; the answer says how many there are."""
_FAR = float("inf")


@dataclass(frozen=True, eq=False)
class _Sought:
    """The filters, applied: to records, shape ``(n,)``, and to places, shape ``(p,)``.

    ``stops`` passes the filter of travelling, ``opened`` that of opening; ``known`` marks the places
    whose hours are known.
    """

    records: BoolArray
    stops: BoolArray
    opened: BoolArray
    known: BoolArray


@dataclass(frozen=True, eq=False)
class _Question:
    """What is asked: from where, with which filters, when."""

    library: Library
    origin: Origin
    filters: Selection
    sought: _Sought
    now: dt.datetime

    @property
    def index(self) -> NearbyIndex:
        return self.library.index

    @property
    def point(self) -> tuple[float, float]:
        return self.origin.easting, self.origin.northing


@dataclass(frozen=True)
class _Serving:
    """A record that serves the territory asked from; ``opens`` and ``known`` as in ``_Sought``."""

    record: int
    reason: Reason
    spot: Spot
    opens: bool
    known: bool


def nearby(  # noqa: PLR0913 - what was asked, from where, when, how far, how many
    library: Library,
    selection: NearbySelection,
    origin: Origin,
    *,
    now: dt.datetime,
    radius_m: float | None,
    limit: int | None,
) -> Nearby:
    """Gather who can help near ``origin``.

    Args:
        library: what answers are gathered from.
        selection: the filters; without years, what has ended is left out.
        origin: where the reader is.
        now: the present time, Europe/Paris.
        radius_m: how far to look, metres; ``None`` for the whole EPCI, which an EPCI asked for is too.
        limit: most initiatives told near, ``None`` for all; as many serve it, forty at least.
    """
    most_serving = None if limit is None else max(limit, MOST_SERVING)
    filters = filters_of(selection, year=now.year)
    sought = _sought(library, selection, filters, now)
    question = _Question(library, origin, filters, sought, now)
    in_reach = _in_reach(question, radius_m)
    located = ranked(library.index, question.point, in_reach[sought.opened[in_reach]])
    serving = _serving(question, in_reach)
    opened = [one for one in serving if one.opens]
    return Nearby(
        origin=origin,
        asked_at=now,
        located=_located(question, located, limit),
        located_total=len(located),
        serving=tuple(
            found_record(library, one.record, one.spot, one.reason, now=now)
            for one in opened[:most_serving]
        ),
        serving_total=len(opened),
        hall=_hall(question),
        beyond=None if len(located) else _beyond(question),
        hours_unknown=_silent(question, in_reach, located)
        + sum(not one.opens and not one.known for one in serving),
    )


def filters_of(selection: NearbySelection, *, year: int) -> Selection:
    """Write the filters of records: without years, those still active in ``year`` or announced."""
    return Selection(
        themes=selection.themes,
        publics=selection.publics,
        years=selection.years or (year, LAST_YEAR),
    )


def _sought(
    library: Library, selection: NearbySelection, filters: Selection, now: dt.datetime
) -> _Sought:
    index = library.index
    kept = keep_records(library.ground.observatory.records, filters)
    if selection.years is None:
        kept &= ~index.ended
    stops = np.ones_like(index.travelling)
    if selection.travelling:
        stops = index.travelling
        travels = np.zeros_like(kept)
        travels[index.places.record[stops]] = True
        kept &= travels
    return _Sought(kept, stops, _opened(index, selection.opening, now), index.hours.rule >= 0)


def _opened(index: NearbyIndex, opening: Opening | None, now: dt.datetime) -> BoolArray:
    if opening is Opening.NOW:
        return open_at(index.hours, now)
    if opening is Opening.SATURDAY:
        return open_on_saturday(index.hours, now.date())
    return np.ones_like(index.travelling)


def _in_reach(question: _Question, radius_m: float | None) -> IntArray:
    """Return the places near enough that pass every filter but that of opening."""
    index, origin, sought = question.index, question.origin, question.sought
    if radius_m is None or origin.kind is OriginKind.EPCI:
        epci = question.library.ground.observatory.territories[Level.EPCI]
        row = epci.row_of(origin.epci_code)
        rows = np.flatnonzero(index.epci == row) if row is not None else np.zeros(0, np.int64)
    else:
        rows = places_within(index, question.point, radius_m=radius_m)
    return rows[sought.records[index.places.record[rows]] & sought.stops[rows]]


def _located(question: _Question, places: Ranked, limit: int | None) -> tuple[Found, ...]:
    library, record = question.library, question.index.places.record
    pairs = zip(places.rows[:limit].tolist(), places.distances_m[:limit].tolist(), strict=True)
    return tuple(
        found_record(
            library,
            int(record[row]),
            Spot(row, metres),
            reason_of_place(library, question.origin, row),
            now=question.now,
        )
        for row, metres in pairs
    )


def _beyond(question: _Question) -> Found | None:
    """Find the nearest initiative that passes the filters, however far."""
    sought, record = question.sought, question.index.places.record

    def wanted(rows: IntArray) -> BoolArray:
        return sought.records[record[rows]] & sought.stops[rows] & sought.opened[rows]

    nearest = nearest_places(question.index, question.point, wanted, limit=1)
    return next(iter(_located(question, nearest, 1)), None)


def _silent(question: _Question, in_reach: IntArray, located: Ranked) -> int:
    """Count the records in reach that an opening filter leaves out for want of known hours."""
    record = question.index.places.record
    silent = np.setdiff1d(record[in_reach], record[in_reach[question.sought.known[in_reach]]])
    return int(np.setdiff1d(silent, record[located.rows]).size)


def _serving(question: _Question, in_reach: IntArray) -> list[_Serving]:
    """List the other records that serve the territory: the narrowest served area first, then the nearest.

    A record with a place in reach is among the near ones, even where its hours leave it out.
    """
    origin, library = question.origin, question.library
    code = origin.code if origin.kind is OriginKind.EPCI else origin.commune_code
    found = presence(library.ground.observatory, question.filters, code)
    near = set(question.index.places.record[in_reach].tolist())
    records = [
        record
        for record in (*found.located, *found.serving, *found.wide)
        if question.sought.records[record] and record not in near
    ]
    names = library.shelf.columns["name"]
    return sorted(
        (_serves(question, record) for record in records), key=lambda one: _rank(one, names)
    )


def _rank(one: _Serving, names: tuple[str, ...]) -> tuple[int, float, str]:
    metres = one.spot.distance_m
    return one.reason.why.value, _FAR if metres is None else metres, names[one.record]


def _serves(question: _Question, record: int) -> _Serving:
    sought, rows = question.sought, places_of(question.index, record)
    spot = Spot()
    if rows.size:
        metres = np.hypot(*(question.index.coordinates[rows] - np.array(question.point)).T)
        nearest = int(np.argmin(metres))
        spot = Spot(int(rows[nearest]), float(metres[nearest]))
    return _Serving(
        record=record,
        reason=reason_of_service(question.library, question.origin, record),
        spot=spot,
        # A record without a place passes as long as nothing filters by hours.
        opens=bool(sought.opened[rows].any()) if rows.size else bool(sought.opened.all()),
        known=bool(sought.known[rows].any()),
    )


def _hall(question: _Question) -> HallFound | None:
    origin, library = question.origin, question.library
    hall = town_hall(library.shelf, origin.commune_code, now=question.now)
    if hall is None:
        return None
    row = library.ground.communes.rows[origin.commune_code]
    metres = float(np.hypot(*(library.index.halls[row] - np.array(question.point))))
    return HallFound(
        commune_code=origin.commune_code,
        commune=origin.commune,
        distance_m=metres if np.isfinite(metres) else None,
        hall=hall,
    )
