"""The state of every commune, on villages along a line."""

import numpy as np
import pytest

from dashboard.analysis.coverage.results import Reached
from dashboard.analysis.coverage.states import coverage, robustness, states_at
from dashboard.domain.coverage import CoverageState, Distance
from tests.helpers.small_coverage import EAST, WEST, Village, ask, stop, villages_snapshot
from tests.helpers.small_nearby import initiative

SERVED, NEAR, FAR, NONE = CoverageState
LINE = [
    Village("01001", "Avron", 0),
    Village("01002", "Bief", 100),
    Village("01003", "Cize", 200),
]

HERE = stop("bus", 0)
"""In Avron."""
TWO_SIDES = [
    Village("01001", "Avron", 0),
    Village("01002", "Bief", 100, epci=EAST),
    Village("42003", "Cize", 200, epci=EAST),
]


def states(asked):
    return [CoverageState(state) for state in asked.covered.states.tolist()]


def marked(asked, marks):
    """Name the communes of a mask."""
    return [asked.snapshot.communes.names[row] for row in np.flatnonzero(marks)]


def kilometres(asked):
    return [round(metres / 1000, 3) for metres in asked.reached.distance_m.tolist()]


def test_a_commune_is_served_in_a_served_area_near_a_place_at_3_km_and_far_from_one_at_40():
    villages = [LINE[0], LINE[1], Village("01003", "Cize", 143)]
    bus = initiative("bus", served_codes=("01001",))
    found = ask(villages_snapshot(villages, [bus], [stop("bus", 103)]))
    assert states(found) == [SERVED, NEAR, FAR]
    assert kilometres(found) == [103, 3, 40]


def test_where_no_place_is_recorded_nothing_reaches_anybody():
    found = ask(villages_snapshot(LINE))
    assert states(found) == [NONE] * 3
    assert kilometres(found) == [np.inf] * 3
    assert found.reached.nearest.tolist() == [-1, -1, -1]
    assert not found.covered.unsure.any()


def test_a_service_without_a_place_serves_its_area_and_leaves_none_elsewhere():
    assert states(ask(villages_snapshot(LINE, [initiative("bus", served_codes=("01003",))]))) == [
        NONE,
        NONE,
        SERVED,
    ]


def test_a_served_area_wins_over_distance_which_is_still_told():
    bus = initiative("bus", served_codes=("01001",))
    found = ask(villages_snapshot(LINE, [bus], [stop("bus", 3)]))
    assert states(found)[0] is SERVED
    assert kilometres(found) == [3, 97, 197]


def test_a_served_epci_serves_each_of_its_communes_and_no_other():
    found = ask(villages_snapshot(TWO_SIDES, [initiative("bus", served_codes=(EAST,))]))
    assert states(found) == [NONE, SERVED, SERVED]


def test_the_bound_of_the_radius_is_near():
    metres = np.array([10_000, 10_000.001, np.inf])
    found = Reached(np.ones(1, bool), np.zeros(3, bool), metres, np.array([0, 0, -1]))
    assert states_at(found, 10_000).tolist() == [NEAR, FAR, NONE]


def test_the_distance_is_to_the_nearest_place_of_a_kept_record():
    fair = initiative("fair", themes=("alimentation",))
    places = [stop("fair", 1), stop("bus", 1), stop("bus", 90), stop("fair", 99)]
    snapshot = villages_snapshot(LINE, [fair, initiative("bus")], places)
    found = ask(snapshot, themes=("mobilite",))
    assert kilometres(found) == [1, 10, 110]
    assert snapshot.nearby_index.places.record[found.reached.nearest].tolist() == [1, 1, 1]


def test_distances_are_from_the_town_hall_or_from_inside_the_commune_where_it_is_unknown():
    # Boxes are 1 km wide from the kilometre of the village: their middle is 500 m on.
    villages = [LINE[0], Village("01002", "Bief", 100, area_km2=0.001, hall=False)]
    found = ask(villages_snapshot(villages, [initiative("bus")], [HERE]))
    assert found.reached.distance_m == pytest.approx([0, 100_500], abs=1)


def test_a_round_whose_stop_is_far_covers_the_area_it_serves():
    bus = initiative("bus", served_codes=(WEST,))
    found = ask(villages_snapshot(TWO_SIDES, [bus], [stop("bus", 300, travelling=True)]))
    assert states(found) == [SERVED, FAR, FAR]
    assert marked(found, found.covered.unsure) == []


def test_the_nearest_stop_of_a_round_nobody_described_makes_a_commune_unsure():
    places = [stop("bus", 1, travelling=True), stop("library", 200)]
    found = ask(villages_snapshot(LINE, [initiative("bus"), initiative("library")], places))
    assert states(found) == [NEAR, FAR, NEAR]
    # Bief is 99 km from the stop, 100 km from the snapshot.
    assert marked(found, found.covered.unsure) == ["Avron", "Bief"]


def test_a_place_that_stays_where_a_round_stops_too_makes_sure():
    places = [stop("bus", 1, travelling=True), stop("library", 1)]
    found = ask(villages_snapshot(LINE, [initiative("bus"), initiative("library")], places))
    other = ask(villages_snapshot(LINE, [initiative("library"), initiative("bus")], places))
    assert marked(other, other.covered.unsure) == []
    assert marked(found, found.covered.unsure) == []


def test_a_served_commune_is_sure_whatever_round_stops_in_it():
    records = [initiative("bus"), initiative("van", served_codes=("01001",))]
    found = ask(villages_snapshot(LINE, records, [stop("bus", 0, travelling=True)]))
    assert marked(found, found.covered.unsure) == ["Bief", "Cize"]


def test_a_service_that_ended_covers_only_the_years_it_ran():
    ended = initiative("bus", start_year=2015, end_year=2020, served_codes=("01003",))
    snapshot = villages_snapshot(LINE, [ended], [HERE])
    assert states(ask(snapshot)) == [NONE, NONE, NONE]
    assert states(ask(snapshot, years=(2020, 2023))) == [NEAR, FAR, SERVED]
    assert states(ask(snapshot, years=(2021, 2023))) == [NONE, NONE, NONE]
    assert states(ask(snapshot, year=2020)) == [NEAR, FAR, SERVED]


def test_a_service_said_to_have_ended_covers_nobody_today():
    snapshot = villages_snapshot(LINE, [initiative("bus", status="ended")], [HERE])
    assert states(ask(snapshot)) == [NONE, NONE, NONE]


def test_what_is_announced_counts_where_no_year_is_asked_for():
    snapshot = villages_snapshot(
        LINE, [initiative("bus", start_year=2030, status="planned")], [HERE]
    )
    assert states(ask(snapshot)) == [NEAR, FAR, FAR]
    assert states(ask(snapshot, years=(2026, 2026))) == [NONE, NONE, NONE]


def test_a_service_for_everybody_is_for_each_public_and_another_is_not():
    women = initiative("women", publics=("femmes",))
    snapshot = villages_snapshot(LINE, [initiative("bus"), women], [HERE, stop("women", 200)])
    assert states(ask(snapshot, publics=("jeunes",))) == [NEAR, FAR, FAR]
    assert states(ask(snapshot, publics=("femmes",))) == [NEAR, FAR, NEAR]


@pytest.mark.parametrize(
    ("area", "reached"), [("D42", [NONE, NONE, SERVED]), ("R82", [SERVED] * 3)]
)
def test_what_serves_a_whole_departement_or_the_region_counts_where_the_reader_says(area, reached):
    snapshot = villages_snapshot(TWO_SIDES, [initiative("bus", served_codes=(area,))])
    assert states(ask(snapshot)) == [NONE, NONE, NONE]
    assert states(ask(snapshot, wide=True)) == reached


def test_what_serves_a_whole_departement_counts_only_when_it_passes_the_filters():
    snapshot = villages_snapshot(TWO_SIDES, [initiative("bus", served_codes=("D42", "R82"))])
    assert states(ask(snapshot, wide=True, themes=("sante",))) == [NONE, NONE, NONE]


def test_sources_choose_records_and_unknown_ones_choose_none_away():
    records = [initiative("bus"), initiative("library")]
    places = [HERE, stop("library", 200)]
    snapshot = villages_snapshot(LINE, records, places, sources={"a": ["bus"], "b": ["library"]})
    assert states(ask(snapshot, sources=("a",))) == [NEAR, FAR, FAR]
    assert states(ask(snapshot, sources=("a", "b"))) == [NEAR, FAR, NEAR]
    assert states(ask(snapshot, sources=("a", "zzz"))) == [NEAR, FAR, FAR]
    assert states(ask(snapshot, sources=("zzz",))) == [NEAR, FAR, NEAR]


AROUND = [
    Village("01001", "Sure", 7.9, 1),
    Village("01002", "Opened", 8.1, 20),
    Village("01003", "Closed", 11.9, 300),
    Village("01004", "Closed too", 11.8, 1000),
    Village("01005", "Lost", 12.1, 50_000),
]


def test_a_state_is_fragile_where_a_radius_a_fifth_shorter_or_longer_makes_another():
    found = ask(villages_snapshot(AROUND, [initiative("bus")], [HERE]))
    assert marked(found, found.covered.fragile) == ["Opened", "Closed", "Closed too"]


ALL_OF_THEM = np.ones(len(AROUND), dtype=np.bool_)


def test_a_served_commune_is_never_fragile():
    bus = initiative("bus", served_codes=(WEST,))
    found = ask(villages_snapshot(AROUND, [bus], [HERE]))
    assert marked(found, found.covered.fragile) == []


def test_robustness_counts_the_gaps_a_fifth_closes_and_opens_and_their_inhabitants():
    snapshot = villages_snapshot(AROUND, [initiative("bus")], [HERE])
    found = robustness(snapshot, ask(snapshot).reached, ALL_OF_THEM, radius_m=10_000)
    assert (found.shorter_m, found.longer_m) == (8_000, 12_000)
    assert (found.closed, found.closed_population) == (2, 1300)
    assert (found.opened, found.opened_population) == (1, 20)


def test_communes_that_the_border_leaves_uncovered_are_told_apart_and_are_no_gaps():
    villages = [*LINE[:2], Village("01003", "Cize", 200, epci=EAST), Village("01004", "Dun", 201)]
    found = ask(villages_snapshot(villages, [initiative("bus")], [HERE], cut=[WEST]))
    assert states(found) == [NEAR, FAR, FAR, FAR]
    assert marked(found, found.covered.border) == ["Bief", "Dun"]
    assert marked(found, found.covered.gaps) == ["Cize"]


def test_border_communes_open_and_close_no_gap():
    snapshot = villages_snapshot(AROUND, [initiative("bus")], [HERE], cut=[WEST])
    found = robustness(snapshot, ask(snapshot).reached, ALL_OF_THEM, radius_m=10_000)
    assert (found.closed, found.opened) == (0, 0)


def test_a_commune_without_an_epci_is_not_at_the_border():
    # Row -1 must not be read as the last EPCI, which is cut.
    villages = [LINE[0], Village("01002", "Isle", 100, epci=None)]
    found = ask(villages_snapshot(villages, [initiative("bus")], [HERE], cut=[EAST]))
    assert marked(found, found.covered.gaps) == ["Isle"]


def test_another_radius_changes_states_and_not_what_is_reached():
    snapshot = villages_snapshot(AROUND, [initiative("bus")], [HERE])
    five, ten = ask(snapshot, radius=Distance.KM_5), ask(snapshot)
    assert five.reached is ten.reached
    assert states(five) == [FAR] * 5
    again = coverage(snapshot, ten.reached, radius_m=10_000)
    assert again.states.tolist() == [NEAR, NEAR, FAR, FAR, FAR]
    assert states(ask(snapshot, radius_m=11_850)) == [NEAR, NEAR, FAR, NEAR, FAR]
