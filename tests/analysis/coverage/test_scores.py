"""The score of access of each commune, from the records a selection keeps."""

import pytest

from dashboard.analysis.coverage.scores import access_scores
from tests.helpers.small_coverage import WEST, Village, ask, stop, villages_snapshot
from tests.helpers.small_nearby import initiative

LINE = [
    Village("01001", "Avron", 0, 100),
    Village("01002", "Bief", 5, 200),
    Village("01003", "Cize", 50, 400),
]
SHARED = 100 * 1 + 200 * 0.68
"""Rings of 10 km end at 3.3, 6.7 and 10 km: Bief is in the second ring around Avron."""


def scores(records, places, **facts):
    return access_scores(ask(villages_snapshot(LINE, records, places), **facts)).tolist()


def test_one_place_is_shared_by_those_who_reach_it():
    found = scores([initiative("bus")], [stop("bus", 0)])
    assert found == pytest.approx([10_000 / SHARED, 10_000 * 0.68 / SHARED, 0])


def test_two_records_at_one_position_are_two_services():
    found = scores([initiative("bus"), initiative("shop")], [stop("bus", 0), stop("shop", 0)])
    assert found == pytest.approx([20_000 / SHARED, 20_000 * 0.68 / SHARED, 0])


def test_a_record_counts_at_each_of_its_places():
    found = scores([initiative("bus")], [stop("bus", 0), stop("bus", 50)])
    assert found == pytest.approx([10_000 / SHARED, 10_000 * 0.68 / SHARED, 10_000 / 400])


def test_what_only_serves_an_area_counts_for_nothing_here():
    assert scores([initiative("bus", served_codes=(WEST,))], []) == [0, 0, 0]


def test_only_what_the_filters_keep_counts_though_others_stand_before_it():
    records = [
        initiative("food", themes=("alimentation",)),
        initiative("old", end_year=2020),
        initiative("bus"),
    ]
    places = [stop("food", -1), stop("old", 0), stop("food", 0), stop("bus", 50)]
    found = scores(records, places, themes=("mobilite",))
    assert found == pytest.approx([0, 0, 10_000 / 400])


def test_the_catchment_is_the_radius_of_the_coverage():
    snapshot = villages_snapshot(LINE, [initiative("bus")], [stop("bus", 0)])
    assert access_scores(ask(snapshot, radius_m=4_000)).tolist() == pytest.approx([100, 0, 0])
    # Bief is in the first ring of 15 km.
    wider = access_scores(ask(snapshot, radius_m=15_000)).tolist()
    assert wider == pytest.approx([10_000 / 300, 10_000 / 300, 0])
    assert access_scores(ask(snapshot, radius_m=4_000)).tolist() == pytest.approx([100, 0, 0])
