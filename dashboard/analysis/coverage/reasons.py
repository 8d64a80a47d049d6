"""Why a commune is not covered, derived from the data and from nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from dashboard.analysis.catalogue_index import year_of
from dashboard.analysis.coverage.assessment import CoverageAssessment
from dashboard.analysis.coverage.results import GapCause, GapReason, Reached, StateArray
from dashboard.analysis.coverage.states import (
    from_sources,
    kept_records,
    reached_by,
    states_at,
)
from dashboard.analysis.kernel.records import REGION_ROW, Kept, count_by_territory, keep_ever
from dashboard.analysis.kernel.results import BoolArray, IntArray
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.counting import Counting
from dashboard.domain.coverage import CoverageState
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.selections.filters import Filters
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import status_text

_Records = Callable[[Snapshot, Filters, int], BoolArray]
"""Gives the records that one filter leaves out, from the filters and the present year."""


def reasons(assessment: CoverageAssessment, rows: IntArray) -> tuple[tuple[GapReason, ...], ...]:
    """List why each of some communes is not covered; nothing for a covered one.

    Args:
        assessment: the selection and the states of all communes.
        rows: rows of the communes.
    """
    explained = _Explained(assessment)
    covered = assessment.covered.covered
    return tuple(tuple(explained.reasons(row)) if not covered[row] else () for row in rows.tolist())


@dataclass(frozen=True, eq=False)
class _Variant:
    """What the records that a filter leaves out reach, and the states they would give."""

    reach: Reached
    states: StateArray


class _Explained:
    """What the reasons of all communes of one selection share, each found when first needed."""

    def __init__(self, assessment: CoverageAssessment) -> None:
        self.assessment = assessment
        self.snapshot, self.reach, self.covered = (
            assessment.snapshot,
            assessment.reached,
            assessment.covered,
        )

    @cached_property
    def other_public(self) -> _Variant:
        """The records of other publics."""
        return self._variant("publics", _of_other_publics)

    @cached_property
    def ended(self) -> _Variant:
        """The records that ended before."""
        return self._variant("ended", _ended)

    @cached_property
    def wide(self) -> _Variant:
        """The records that serve a whole département or the region."""
        return self._variant("wide", _wide)

    @cached_property
    def sourced(self) -> frozenset[str]:
        """The codes of the EPCI where a source that knows these themes locates something."""
        return _sourced_epci(self.snapshot, self.assessment.selection)

    @cached_property
    def epci_numbers(self) -> IntArray:
        """How many kept records are present in each EPCI."""
        return _present_by_epci(self.snapshot, self.reach.kept)

    @cached_property
    def something(self) -> bool:
        """Whether there is any record of these themes, for any public and any year."""
        return bool(_of_themes(self.snapshot, self.assessment.selection).any())

    def _variant(self, name: str, records: _Records) -> _Variant:
        """Compute what the records that one filter leaves out would reach; remembered per filters."""
        snapshot, year = self.snapshot, self.assessment.year
        filters = self.assessment.selection.filters
        wide = name == "wide" or filters.wide
        reach = snapshot.reached.recall(
            (name, filters, year),
            lambda: reached_by(snapshot, records(snapshot, filters, year), wide=wide),
        )
        return _Variant(reach, states_at(reach, self.covered.radius_m))

    def reasons(self, row: int) -> Iterator[GapReason]:
        epci = int(self.snapshot.epci_rows[row])
        if self.covered.border[row]:
            yield GapReason(GapCause.BORDER, territory=self._epci_name(epci))
        if not self.something:
            yield GapReason(GapCause.NOTHING)
        elif self.covered.states[row] == CoverageState.FAR:
            yield self._place(GapCause.NEAREST, self.reach, row)
        else:
            yield GapReason(GapCause.NO_PLACE)
        if self.covered.unsure[row]:
            yield GapReason(GapCause.ROUNDS)
        yield from self._left_out(GapCause.OTHER_PUBLIC, self.other_public, row)
        yield from self._left_out(GapCause.ENDED, self.ended, row)
        if not self.assessment.selection.filters.wide and self.wide.reach.served[row]:
            yield GapReason(GapCause.WIDE)
        yield from self._neighbour(epci)
        if self._epci_code(epci) not in self.sourced:
            yield GapReason(GapCause.NO_SOURCE)

    def _left_out(self, why: GapCause, variant: _Variant, row: int) -> Iterator[GapReason]:
        """Name the record that would cover the commune if its filter were not on."""
        reach, state = variant.reach, variant.states[row]
        if state == CoverageState.NEAR:
            yield self._place(why, reach, row)
        elif state == CoverageState.SERVED:
            record = _serving_record(self.snapshot, reach.kept, row)
            if record is not None:
                yield self._of_record(why, record)

    def _neighbour(self, epci: int) -> Iterator[GapReason]:
        """List the neighbouring EPCI that have what this one lacks, by name."""
        if epci < 0 or self.epci_numbers[epci]:
            return
        around = [
            int(other)
            for other in self.snapshot.neighbours[Level.EPCI][epci]
            if self.epci_numbers[other]
        ]
        for other in sorted(around, key=self._epci_name):
            yield GapReason(GapCause.NEIGHBOUR, territory=self._epci_name(other))

    def _place(self, why: GapCause, reach: Reached, row: int) -> GapReason:
        place = int(reach.nearest[row])
        places, communes = self.snapshot.nearby_index.places, self.snapshot.communes
        commune = communes.row_of(str(places.commune_code[place]))
        reason = self._of_record(why, int(places.record[place]))
        return replace(
            reason,
            territory=communes.labels[commune] if commune is not None else "",
            distance_m=float(reach.distance_m[row]),
        )

    def _of_record(self, why: GapCause, record: int) -> GapReason:
        columns = self.snapshot.catalogue_index.columns
        ended = why is GapCause.ENDED
        return GapReason(
            why=why,
            record_id=columns["id"][record],
            record=columns["name"][record],
            year=year_of(columns["end_year"][record]) if ended else None,
            status=status_text(columns["status"][record], columns["delisted_on"][record])
            if ended
            else "",
        )

    def _epci_code(self, row: int) -> str:
        return self.snapshot.region_index.territories[Level.EPCI].codes[row] if row >= 0 else ""

    def _epci_name(self, row: int) -> str:
        return self.snapshot.region_index.territories[Level.EPCI].names[row] if row >= 0 else ""


def _of_other_publics(snapshot: Snapshot, filters: Filters, year: int) -> BoolArray:
    everybody = kept_records(snapshot, replace(filters, publics=()), year=year)
    return everybody & ~kept_records(snapshot, filters, year=year)


def _ended(snapshot: Snapshot, filters: Filters, year: int) -> BoolArray:
    """Keep what passes the filters but ended before the years assessment for, or before today."""
    records = snapshot.region_index.records
    begun = keep_ever(records, filters)
    begun &= from_sources(snapshot, filters.sources)
    first = filters.years[0] if filters.years else year
    over = records.last < np.int16(first)
    if filters.years is None:
        over = over | snapshot.nearby_index.over
    return begun & over


def _wide(snapshot: Snapshot, filters: Filters, year: int) -> BoolArray:
    """Keep the records that serve a whole département or the region, and nothing else."""
    records = snapshot.region_index.records
    whole = np.zeros(len(records), dtype=np.bool_)
    whole[records.wide_record] = True
    return kept_records(snapshot, filters, year=year) & whole


def _of_themes(snapshot: Snapshot, selection: CoverageSelection) -> BoolArray:
    """Return a mask of the records of the selected themes, for any public and any year."""
    return keep_ever(snapshot.region_index.records, Filters(themes=selection.filters.themes))


def _sourced_epci(snapshot: Snapshot, selection: CoverageSelection) -> frozenset[str]:
    """List the codes of the EPCI where a source that knows these themes locates something, whatever it is."""
    themed = _of_themes(snapshot, selection)
    sources = [
        source for source in selection.filters.sources if source in snapshot.source_records
    ] or list(snapshot.source_records)
    knowing = (source for source in sources if (snapshot.source_records[source] & themed).any())
    return frozenset().union(*(snapshot.source_epci[source] for source in knowing))


def _present_by_epci(snapshot: Snapshot, kept: BoolArray) -> IntArray:
    return count_by_territory(
        snapshot.region_index.records,
        Kept.of(kept),
        level=Level.EPCI,
        counting=Counting.PRESENT,
        size=len(snapshot.neighbours[Level.EPCI]),
    )


def _serving_record(snapshot: Snapshot, kept: BoolArray, row: int) -> int | None:
    """Find a kept record that serves a commune: by itself or its EPCI, else its département or region."""
    records = snapshot.region_index.records
    departement = int(snapshot.communes.parents[Level.DEPARTEMENT][row])
    whole = records.wide_record[np.isin(records.wide_row, (departement, REGION_ROW))]
    serving = np.concatenate([records.served.record[records.served.territory == row], whole])
    return next((int(record) for record in serving if kept[record]), None)
