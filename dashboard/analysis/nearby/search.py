"""Gathering who can help near a place: what is located near, what serves it, whom to ask first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

from dashboard.analysis.catalogue_index import town_hall
from dashboard.analysis.indicators.aggregation import presence
from dashboard.analysis.kernel.records import keep_current
from dashboard.analysis.kernel.results import BoolArray, IntArray, Presence
from dashboard.analysis.nearby.entries import (
    EntryReason,
    Spot,
    nearby_entry,
    reason_of_place,
    reason_of_service,
    reason_of_somewhere,
)
from dashboard.analysis.nearby.help import WORK_THEME, AskedHelp, asked_help
from dashboard.analysis.nearby.index import NearbyIndex, places_of
from dashboard.analysis.nearby.ranking import (
    RankedRecords,
    distances_to,
    in_reading_order,
    nearest_places,
    places_within,
)
from dashboard.analysis.nearby.results import (
    EntryCause,
    HallFound,
    HelpFound,
    Nearby,
    NearbyEntry,
    Origin,
    OriginKind,
)
from dashboard.analysis.opening_hours.evaluate import OpenHours, open_at, open_on_saturday
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.names import normalise_name
from dashboard.domain.selections.filters import NO_FILTERS, Filters
from dashboard.domain.selections.nearby import NearbySelection, Opening
from dashboard.domain.selections.query import LAST_YEAR
from dashboard.domain.territory import Level

MOST_SERVING = 30
"""Initiatives listed that serve from elsewhere; the answer gives their whole number."""
_FAR = float("inf")
_SATURDAY = 5


@dataclass(frozen=True, eq=False)
class _Sought:
    """The filters, applied: to records, shape ``(n,)``, and to places, shape ``(p,)``.

    Attributes:
        by_hours: whether the filters ask anything of hours.
        held: the records that answer what is asked, whatever else is filtered on, shape ``(n,)``.
        stops: the places that pass the filter of travelling.
        opened: the places that pass the filter of opening.
        known: the places whose hours are known.
        answering: the records that can be reached from afar when asked.
        employers: the records left out because only lists of employers have them, shape ``(n,)``.
        broad: the records that only have the theme of the need asked for, shape ``(n,)``.
    """

    by_hours: bool
    records: BoolArray
    held: BoolArray
    stops: BoolArray
    opened: BoolArray
    known: BoolArray
    answering: BoolArray
    employers: BoolArray
    broad: BoolArray


@dataclass(frozen=True, eq=False)
class _Question:
    """What is asked: from where, with which filters, when; and what the territory asked from has."""

    snapshot: Snapshot
    origin: Origin
    present: Presence
    sought: _Sought
    now: dt.datetime
    day: dt.date

    @property
    def index(self) -> NearbyIndex:
        return self.snapshot.nearby_index

    @property
    def point(self) -> tuple[float, float]:
        return self.origin.easting, self.origin.northing


@dataclass(frozen=True)
class _Serving:
    """A record that serves the territory asked from."""

    record: int
    reason: EntryReason
    spot: Spot


def nearby(  # noqa: PLR0913 - what was asked, from where, when, how far, how many
    snapshot: Snapshot,
    selection: NearbySelection,
    origin: Origin,
    *,
    now: dt.datetime,
    radius_m: float | None,
    limit: int | None,
) -> Nearby:
    """Gather who can help near ``origin``.

    Args:
        snapshot: what answers are gathered from.
        selection: the filters; without years, what has ended is left out.
        origin: where the reader is.
        now: the present time, Europe/Paris.
        radius_m: how far to look, metres; ``None`` for the whole EPCI, which an EPCI asked for is too.
        limit: most initiatives listed near, ``None`` for all of both lists.
    """
    most_serving = None if limit is None else MOST_SERVING
    asked = asked_help(snapshot.help_index, selection.need)
    sought = _sought(snapshot, selection, asked, now)
    code = origin.code if origin.kind is OriginKind.EPCI else origin.commune_code
    present = presence(snapshot.region_index, _from_this_year(selection.filters, now.year), code)
    question = _Question(snapshot, origin, present, sought, now, _day_asked(selection, now))
    around = _around(question, radius_m)
    in_reach = _wanted(question, around)
    located = _in_order(question, in_reach[sought.opened[in_reach]])
    vague = snapshot.nearby_index.places.approximate[located.rows]
    broad = sought.broad[snapshot.nearby_index.places.record[located.rows]]
    serving, unheard = _serving(question, in_reach)
    somewhere = _somewhere(question)
    return Nearby(
        origin=origin,
        asked_at=now,
        located=_located(question, located, limit),
        located_total=len(located),
        broad_total=int((broad & ~vague).sum()),
        vague_total=int(vague.sum()),
        serving=tuple(
            nearby_entry(snapshot, service.record, service.spot, service.reason, now=now)
            for service in serving[:most_serving]
        ),
        serving_total=len(serving),
        somewhere=tuple(
            nearby_entry(snapshot, record, Spot(), reason_of_somewhere(snapshot, record), now=now)
            for record in somewhere[:most_serving]
        ),
        somewhere_total=len(somewhere),
        hall=_hall(question),
        beyond=None if len(located) else _beyond(question),
        hours_unknown=_silent(question, in_reach) + unheard,
        employers=_employers(question, around),
        help=_help_found(question, asked) if asked else None,
        chosen=_chosen(question, selection.chosen),
    )


def _chosen(question: _Question, identifiers: tuple[str, ...]) -> tuple[NearbyEntry, ...]:
    """Gather the records the reader keeps, at their nearest place, whatever the filters."""
    known = question.snapshot.catalogue_index.rows
    records = np.array([known[one] for one in identifiers if one in known], dtype=np.int64)
    rows, owner = places_of(question.index, records)
    ordered = np.argsort(-distances_to(question.index, question.point, rows), kind="stable")
    nearest = {int(owner[place]): int(rows[place]) for place in ordered.tolist()}
    return tuple(
        nearby_entry(
            question.snapshot,
            record,
            Spot(nearest.get(rank)),
            EntryReason(EntryCause.PLACE),
            now=question.now,
        )
        for rank, record in enumerate(records.tolist())
    )


def _day_asked(selection: NearbySelection, now: dt.datetime) -> dt.date:
    """Return the day whose hours are shown: the next Saturday where it is asked about, else today."""
    if selection.opening is not Opening.SATURDAY:
        return now.date()
    return now.date() + dt.timedelta(days=(_SATURDAY - now.weekday()) % 7)


def _from_this_year(filters: Filters, year: int) -> Filters:
    """Return the filters of records: without years, those still active in ``year`` or announced."""
    return replace(filters, years=filters.years or (year, LAST_YEAR))


def _sought(
    snapshot: Snapshot, selection: NearbySelection, asked: AskedHelp | None, now: dt.datetime
) -> _Sought:
    index = snapshot.nearby_index
    kept, employers = _answering(snapshot, selection.filters, asked, now.year)
    filtered = asked and selection.filters != NO_FILTERS
    held = _answering(snapshot, NO_FILTERS, asked, now.year)[0] if filtered else kept
    stops = np.ones_like(index.travelling)
    if selection.travelling:
        stops = index.travelling
        travels = np.zeros_like(kept)
        travels[index.places.record[stops]] = True
        kept = kept & travels
    return _Sought(
        by_hours=selection.opening is not None,
        records=kept,
        held=held,
        stops=stops,
        opened=_opened(index.hours, selection.opening, now),
        known=index.hours.rule >= 0,
        answering=_opened(index.remote_hours, selection.opening, now),
        employers=employers,
        broad=asked.answer.broad if asked else np.zeros_like(kept),
    )


def _answering(
    snapshot: Snapshot, filters: Filters, asked: AskedHelp | None, year: int
) -> tuple[BoolArray, BoolArray]:
    """Return the records that pass filters and answer what is asked, and the employers left out of them."""
    over = snapshot.nearby_index.over
    kept = keep_current(snapshot.region_index.records, filters, over=over, year=year)
    if asked:
        kept &= asked.answer.precise | asked.answer.broad
    employers = kept & snapshot.help_index.employers
    if asked.is_about_work if asked else WORK_THEME in filters.themes:
        employers = np.zeros_like(kept)
    return kept & ~employers, employers


def _help_found(question: _Question, asked: AskedHelp) -> HelpFound:
    """Count what answers the need on the whole map, whatever else is filtered on: what our sources hold."""
    need, records = asked.need, question.sought.held
    return HelpFound(
        text=asked.text,
        label=need.label if need else "",
        emergency=need.emergency if need else (),
        travelling=bool(need and need.travelling),
        records=int(records.sum()),
        places=int((records & question.index.placed).sum()),
    )


def _opened(hours: OpenHours, opening: Opening | None, now: dt.datetime) -> BoolArray:
    if opening is Opening.NOW:
        return open_at(hours, now)
    if opening is Opening.SATURDAY:
        return open_on_saturday(hours, now.date())
    return np.ones(len(hours.rule), dtype=np.bool_)


def _around(question: _Question, radius_m: float | None) -> IntArray:
    """Return the places near enough."""
    index, origin = question.index, question.origin
    if radius_m is None or origin.kind is OriginKind.EPCI:
        epci = question.snapshot.region_index.territories[Level.EPCI]
        row = epci.row_of(origin.epci_code)
        return np.flatnonzero(index.epci == row) if row is not None else np.zeros(0, np.int64)
    return places_within(index, question.point, radius_m=radius_m)


def _wanted(question: _Question, rows: IntArray) -> IntArray:
    """Keep the places that pass every filter but that of opening."""
    sought, record = question.sought, question.index.places.record
    return rows[sought.records[record[rows]] & sought.stops[rows]]


def _employers(question: _Question, around: IntArray) -> int:
    """Count the employers near enough that are left out of a search for anything but work."""
    record = question.index.places.record[around]
    return int(np.unique(record[question.sought.employers[record]]).size)


def _in_order(question: _Question, rows: IntArray) -> RankedRecords:
    record = question.index.places.record[rows]
    return in_reading_order(
        question.index,
        question.point,
        rows,
        later=question.sought.broad[record],
        years=question.snapshot.region_index.records.dated[record].astype(np.int64),
    )


def _located(
    question: _Question, places: RankedRecords, limit: int | None
) -> tuple[NearbyEntry, ...]:
    snapshot, record = question.snapshot, question.index.places.record
    pairs = zip(places.rows[:limit].tolist(), places.distances_m[:limit].tolist(), strict=True)
    return tuple(
        nearby_entry(
            snapshot,
            int(record[row]),
            Spot(row, metres),
            replace(
                reason_of_place(snapshot, question.origin, row),
                precise=not question.sought.broad[record[row]],
            ),
            now=question.now,
            day=question.day,
        )
        for row, metres in pairs
    )


def _beyond(question: _Question) -> NearbyEntry | None:
    """Find the nearest initiative that passes the filters, however far."""
    sought, record = question.sought, question.index.places.record

    def wanted(rows: IntArray) -> BoolArray:
        return sought.records[record[rows]] & sought.stops[rows] & sought.opened[rows]

    nearest = nearest_places(question.index, question.point, wanted, limit=1)
    return next(iter(_located(question, nearest, 1)), None)


def _silent(question: _Question, in_reach: IntArray) -> int:
    """Count the records in reach that an opening filter leaves out for want of known hours."""
    sought, record = question.sought, question.index.places.record
    if not sought.by_hours:
        return 0
    known_rows = in_reach[sought.known[in_reach] | sought.opened[in_reach]]
    return int(np.setdiff1d(record[in_reach], record[known_rows]).size)


def _serving(question: _Question, in_reach: IntArray) -> tuple[list[_Serving], int]:
    """List the other records that serve the territory, and count those of unknown hours left out.

    The narrowest served area comes first, then the nearest. A record with a place in reach is among
    the near ones, even where its hours leave it out.
    """
    records = _serving_records(question, in_reach)
    nearest, opens, known = _spots(question, records)
    served = [
        _Serving(record, reason_of_service(question.snapshot, question.origin, record), spot)
        for record, spot, open_then in zip(records.tolist(), nearest, opens.tolist(), strict=True)
        if open_then
    ]
    names = question.snapshot.catalogue_index.columns["name"]
    return sorted(served, key=lambda service: _rank(service, names)), int((~opens & ~known).sum())


def _rank(service: _Serving, names: tuple[str, ...]) -> tuple[int, float, str]:
    metres = service.spot.distance_m
    return service.reason.why.value, _FAR if metres is None else metres, names[service.record]


def _serving_records(question: _Question, in_reach: IntArray) -> IntArray:
    present = question.present
    records = np.array([*present.located, *present.serving, *present.wide], dtype=np.int64)
    wanted = question.sought.records.copy()
    wanted[question.index.places.record[in_reach]] = False
    return records[wanted[records]]


def _somewhere(question: _Question) -> list[int]:
    """List the records known only to be somewhere in the département or EPCI, by name."""
    if question.sought.by_hours:  # when they open is asked of places
        return []
    present, names = question.present, question.snapshot.catalogue_index.columns["name"]
    records = np.array([*present.somewhere, *present.around], dtype=np.int64)
    wanted = records[question.sought.records[records]]
    return sorted(wanted.tolist(), key=lambda record: normalise_name(names[record]))


def _spots(question: _Question, records: IntArray) -> tuple[list[Spot], BoolArray, BoolArray]:
    """Find the nearest place of each record; whether one opens as asked, and has known hours.

    With the filter of travelling, only stops are places. A record without a place opens when it answers
    from afar.
    """
    index, sought = question.index, question.sought
    rows, owner = places_of(index, records)
    rows, owner = rows[sought.stops[rows]], owner[sought.stops[rows]]
    metres = distances_to(index, question.point, rows)
    opens = sought.answering[records]
    opens[owner[sought.opened[rows]]] = True
    known = index.remote_hours.rule[records] >= 0
    known[owner[sought.known[rows]]] = True
    spots = [Spot()] * len(records)
    # From the farthest to the nearest, so that the nearest stays.
    for place in np.argsort(-metres, kind="stable").tolist():
        spots[owner[place]] = Spot(int(rows[place]), float(metres[place]))
    return spots, opens, known


def _hall(question: _Question) -> HallFound | None:
    origin, snapshot = question.origin, question.snapshot
    hall = town_hall(snapshot.catalogue_index, origin.commune_code, now=question.now)
    if hall is None:
        return None
    row = snapshot.communes.rows[origin.commune_code]
    metres = float(np.hypot(*(snapshot.nearby_index.halls[row] - np.array(question.point))))
    return HallFound(
        commune_code=origin.commune_code,
        commune=origin.commune,
        distance_m=metres if np.isfinite(metres) else None,
        hall=hall,
    )
