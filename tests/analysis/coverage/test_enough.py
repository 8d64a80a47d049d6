"""Whether sources hold enough for a gap to say anything of what exists."""

import pytest

from dashboard.analysis.coverage.enough import evidence_of
from dashboard.analysis.coverage.results import Evidence
from dashboard.analysis.coverage.totals import coverage_totals, region_coverage
from dashboard.domain.territory import Level
from tests.helpers.small_coverage import EAST, Village, ask, stop, villages_snapshot
from tests.helpers.small_nearby import initiative

VILLAGES = [
    Village("01001", "Avron", 0),
    Village("01002", "Bief", 12),
    Village("42004", "Dun", 200, epci=EAST),
]


def evidence(located=30, epci_with=42, *, exhaustive=False):
    """30 records, in 42 of 126 EPCI, unless told otherwise."""
    return Evidence(located, located, epci_with, 126, exhaustive)


@pytest.mark.parametrize(
    ("known", "enough"),
    [
        (evidence(), True),
        (evidence(located=29), False),
        # 42 of 126 is a third, 41 is less.
        (evidence(epci_with=41), False),
        (evidence(epci_with=41, exhaustive=True), True),
        # A complete list of eight places is as thin for a share of inhabitants as any other.
        (evidence(located=8, epci_with=8, exhaustive=True), False),
        (evidence(located=0, epci_with=0), False),
    ],
)
def test_thirty_records_in_a_third_of_the_epci_or_from_a_complete_list_are_enough(known, enough):
    assert known.enough is enough


def snapshot_of_fairs(number, **facts):
    """So many fairs in Avron, all at its town hall, and a bus that serves Dun and stands nowhere."""
    fairs = [initiative(f"fair-{rank}", commune_codes=("01001",)) for rank in range(number)]
    bus = initiative("bus", served_codes=("42004",), themes=("sante",))
    return villages_snapshot(VILLAGES, [*fairs, bus], **facts)


def test_only_located_records_count_and_places_are_distinct_positions():
    asked = ask(snapshot_of_fairs(3))
    assert evidence_of(asked.snapshot, asked.reached.kept) == Evidence(3, 1, 1, 2, exhaustive=False)


def test_evidence_is_that_of_the_filters():
    asked = ask(snapshot_of_fairs(3), themes=("sante",))
    assert evidence_of(asked.snapshot, asked.reached.kept) == Evidence(0, 0, 0, 2, exhaustive=False)


def test_a_complete_list_counts_where_it_has_a_kept_record():
    sources = {"officielle": ["bus"], "autre": ["fair-0"]}
    snapshot = snapshot_of_fairs(1, sources=sources, exhaustive=["officielle"])
    for themes, exhaustive in (((), True), (("sante",), True), (("mobilite",), False)):
        asked = ask(snapshot, themes=themes)
        assert evidence_of(snapshot, asked.reached.kept).exhaustive is exhaustive


def test_totals_of_every_territory_have_the_evidence_of_the_region_and_their_own_nearest_place():
    asked = ask(snapshot_of_fairs(30))
    west, east = coverage_totals(asked, Level.EPCI)
    assert west.evidence == east.evidence == region_coverage(asked).evidence
    assert west.evidence.enough
    assert (round(west.nearest_m), round(east.nearest_m)) == (0, 200_000)
    avron, bief, _ = coverage_totals(asked, Level.COMMUNE)
    assert (round(avron.nearest_m), round(bief.nearest_m)) == (0, 12_000)
    assert round(region_coverage(asked).nearest_m) == 0


def test_without_any_place_nothing_is_nearest():
    asked = ask(snapshot_of_fairs(0))
    assert [one.nearest_m for one in coverage_totals(asked, Level.EPCI)] == [None, None]
    assert region_coverage(asked).nearest_m is None


def test_places_of_records_located_nowhere_known_are_told_beside_them():
    records = [initiative("fair", commune_codes=("01001",))]
    asked = ask(villages_snapshot(VILLAGES, records, [stop("fair", 1), stop("fair", 2)]))
    assert evidence_of(asked.snapshot, asked.reached.kept).places == 2
