"""What stands beside the gaps of a territory, and whom to call about them."""

import datetime as dt

import pytest

from dashboard.analysis.coverage import alternatives as around
from dashboard.analysis.coverage.alternatives import halls_to_call, nearest_places, schemes_around
from dashboard.analysis.coverage.results import HallLine, NearestPlace, Scheme
from dashboard.analysis.coverage.table import own_members
from dashboard.analysis.opening_hours.evaluate import PARIS
from tests.helpers.small_coverage import EAST, WEST, Village, ask, stop, villages_snapshot
from tests.helpers.small_nearby import initiative

TUESDAY = dt.datetime(2026, 11, 24, 10, 30, tzinfo=PARIS)
LINE = [
    Village("01001", "Avron", 0, 10),
    Village("01002", "Bief", 5, 20),
    Village("01003", "Cize", 100, 400, epci=EAST),
    Village("42004", "Dun", 103, 300, epci=EAST),
]
"""West is at 0 and 5 km, east at 100 and 103 km: far from each other."""


def told(asked):
    """The records told of, each with its kilometres to the nearest gap."""
    return [
        (one.id, None if one.distance_m is None else round(one.distance_m / 1000, 1))
        for one in schemes_around(asked)
    ]


def named(asked):
    return [one.commune for one in halls_to_call(asked, now=TUESDAY)]


def test_each_record_is_told_once_at_its_place_nearest_to_any_gap():
    places = [stop("bus", 35), stop("bus", 20), stop("shop", 19), stop("bus", -30)]
    snapshot = villages_snapshot(LINE, [initiative("bus"), initiative("shop")], places)
    # The gaps of west are at 0 and 5 km.
    assert told(ask(snapshot, territory=WEST)) == [("shop", 14.0), ("bus", 15.0)]


def test_places_farther_than_40_km_are_not_told():
    records = [initiative("in"), initiative("out")]
    snapshot = villages_snapshot(LINE, records, [stop("in", 44.9), stop("out", 45.1)])
    assert told(ask(snapshot, territory=WEST)) == [("in", 39.9)]


def test_only_gaps_count_a_covered_commune_has_nothing_beside_it():
    # Bief is served: Avron, at 0 km, is the only gap.
    bus = initiative("bus", served_codes=("01002",))
    snapshot = villages_snapshot(LINE, [bus], [stop("bus", 20)])
    assert told(ask(snapshot, territory=WEST)) == [("bus", 20.0)]
    all_served = villages_snapshot(
        LINE, [initiative("bus", served_codes=(WEST,))], [stop("bus", 20)]
    )
    assert schemes_around(ask(all_served, territory=WEST)) == ()
    assert named(ask(all_served, territory=WEST)) == []


def test_those_told_apart_at_the_border_are_no_gap():
    snapshot = villages_snapshot(LINE, [initiative("bus")], [stop("bus", 20)], cut=[WEST])
    assert schemes_around(ask(snapshot, territory=WEST)) == ()
    assert named(ask(snapshot, territory=WEST)) == []


def test_records_the_filters_leave_out_are_not_told():
    records = [initiative("food", themes=("alimentation",)), initiative("bus")]
    snapshot = villages_snapshot(LINE, records, [stop("food", 16), stop("bus", 20)])
    assert told(ask(snapshot, territory=WEST, themes=("mobilite",))) == [("bus", 15.0)]


def test_a_record_without_a_place_that_serves_an_epci_beside_is_told_last():
    # Around west: east, which touches it.
    records = [initiative("aid", served_codes=("01003",)), initiative("bus")]
    snapshot = villages_snapshot(LINE, records, [stop("bus", 20)])
    assert told(ask(snapshot, territory=WEST)) == [("bus", 15.0), ("aid", None)]


def test_a_record_with_a_place_far_away_is_not_told_as_one_without_any():
    records = [initiative("bus", served_codes=("01003",))]
    snapshot = villages_snapshot(LINE, records, [stop("bus", 300, commune="01003")])
    assert told(ask(snapshot, territory=WEST)) == []


def test_a_scheme_says_where_and_how_to_reach_it():
    bus = initiative("bus", operators=("croix-rouge",))
    place = stop("bus", 20, commune="01003", phone="04 00 00 00 01", website="https://bus.fr")
    assert schemes_around(ask(villages_snapshot(LINE, [bus], [place]), territory=WEST)) == (
        Scheme(
            id="bus",
            name="Bus",
            operators=("croix-rouge",),
            commune="Cize",
            distance_m=pytest.approx(15_000, abs=1),
            phone="04 00 00 00 01",
            website="https://bus.fr",
        ),
    )


def test_no_more_are_told_than_a_sheet_holds(monkeypatch):
    monkeypatch.setattr(around, "MOST_SCHEMES", 2)
    monkeypatch.setattr(around, "MOST_SERVING", 1)
    records = [initiative(f"r{number}") for number in range(4)]
    records += [initiative(f"s{number}", served_codes=("01003",)) for number in range(2)]
    places = [stop(f"r{number}", 30 - number) for number in range(4)]
    snapshot = villages_snapshot(LINE, records, places)
    # The two nearest, nearest first, then one without a place.
    assert told(ask(snapshot, territory=WEST)) == [("r3", 22.0), ("r2", 23.0), ("s0", None)]


def test_without_any_place_nothing_is_near():
    assert schemes_around(ask(villages_snapshot(LINE), territory=WEST)) == ()


def test_the_town_halls_of_the_gaps_are_told_the_largest_first(monkeypatch):
    snapshot = villages_snapshot(LINE, [initiative("bus")], [stop("bus", 300)])
    assert named(ask(snapshot)) == ["Cize", "Dun", "Bief", "Avron"]
    assert named(ask(snapshot, territory=WEST)) == ["Bief", "Avron"]
    assert named(ask(snapshot, territory="D42")) == ["Dun"]
    monkeypatch.setattr(around, "MOST_HALLS", 3)
    assert named(ask(snapshot)) == ["Cize", "Dun", "Bief"]


def test_a_commune_without_a_known_town_hall_is_left_out():
    villages = [*LINE[:1], Village("01002", "Bief", 5, 20, hall=False)]
    snapshot = villages_snapshot(villages, [initiative("bus")], [stop("bus", 300)])
    assert halls_to_call(ask(snapshot, territory=WEST), now=TUESDAY) == (HallLine("Avron", "", ""),)


# The nearest places.


def nearest(snapshot, territory, *, enough=True, **facts):
    asked = ask(snapshot, territory=territory, **facts)
    return nearest_places(asked, own_members(snapshot, territory), enough=enough)


def kilometres(found):
    return [(place.id, round(place.distance_m / 1000, 1)) for place in found.places]


def test_the_three_nearest_are_those_of_the_largest_gap_each_position_once():
    records = [initiative(name) for name in ("a", "b", "c", "d", "e")]
    places = [stop("a", 20), stop("b", 20), stop("c", -20), stop("d", 40), stop("e", 60)]
    found = nearest(villages_snapshot(LINE, records, places), WEST)
    # Bief, at 5 km, has more inhabitants than Avron.
    assert (found.commune, found.concerned) == ("Bief", True)
    assert kilometres(found) == [("a", 15.0), ("c", 25.0), ("d", 35.0)]


def test_without_a_gap_they_are_those_of_the_largest_commune():
    snapshot = villages_snapshot(LINE, [initiative("a")], [stop("a", 0)])
    found = nearest(snapshot, WEST)
    assert (found.commune, found.concerned, kilometres(found)) == ("Bief", False, [("a", 5.0)])


def test_without_enough_evidence_no_commune_is_called_a_gap():
    snapshot = villages_snapshot(LINE, [initiative("a")], [stop("a", 100)])
    assert nearest(snapshot, WEST).concerned
    assert not nearest(snapshot, WEST, enough=False).concerned


def test_a_commune_has_its_own_nearest_places():
    snapshot = villages_snapshot(LINE, [initiative("a")], [stop("a", 100)])
    found = nearest(snapshot, "01001")
    assert (found.commune, kilometres(found)) == ("Avron", [("a", 100.0)])


def test_at_one_position_the_exactly_known_comes_first_then_who_can_be_called():
    records = [
        initiative("town", commune_codes=("01003",)),
        initiative("mute"),
        initiative("called"),
    ]
    places = [stop("mute", 100), stop("called", 100, phone="04 00 00 00 01")]
    found = nearest(villages_snapshot(LINE, records, places), WEST)
    assert kilometres(found)[0] == ("called", 95.0)


def test_a_nearest_place_says_where_it_is_how_to_reach_it_and_how_old_that_is():
    bus = initiative("bus", updated_on="2023-02-14")
    place = stop("bus", 20, commune="01003", phone="04 00 00 00 01")
    (found,) = nearest(villages_snapshot(LINE, [bus], [place]), WEST).places
    assert found == NearestPlace(
        record=0,
        id="bus",
        name="Bus",
        commune="Cize",
        distance_m=pytest.approx(15_000, abs=1),
        approximate=False,
        phone="04 00 00 00 01",
        dated="2023-02-14",
        longitude=pytest.approx(place["longitude"]),
        latitude=pytest.approx(place["latitude"]),
    )


def test_records_the_filters_leave_out_are_not_near():
    records = [initiative("food", themes=("alimentation",)), initiative("bus")]
    snapshot = villages_snapshot(LINE, records, [stop("food", 16), stop("bus", 20)])
    assert kilometres(nearest(snapshot, WEST, themes=("mobilite",))) == [("bus", 15.0)]
    assert nearest(villages_snapshot(LINE), WEST).places == ()
