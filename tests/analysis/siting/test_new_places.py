"""New places of a selection: who counts, where they may be put, and how far they reach."""

from dataclasses import replace

import pytest

from dashboard.analysis.siting.exact import place_exactly
from dashboard.analysis.siting.new_places import greedy_places, new_places_problem
from dashboard.domain.coverage import Distance
from dashboard.domain.selections.coverage import SiteKind
from tests.helpers.small_coverage import EAST, WEST, Village, ask, stop, villages_snapshot
from tests.helpers.small_nearby import initiative

LINE = [
    Village("01001", "Avron", 0, 100_000),
    Village("01002", "Bief", 100, 30),
    Village("01003", "Cize", 106, 40),
    Village("01004", "Dun", 112, 50, epci=EAST),
    Village("42005", "Este", 300, 70, epci=EAST),
]
"""A place in Cize reaches Bief and Dun within 10 km; a service stands in Avron."""


@pytest.fixture(scope="module")
def snapshot():
    return villages_snapshot(LINE, [initiative("bus")], [stop("bus", 0)])


def opened(asked):
    """The places in order, with the people each adds."""
    found = greedy_places(asked)
    return [
        (asked.snapshot.communes.names[row], gain)
        for row, gain in zip(found.rows, found.gains, strict=True)
    ]


def test_whoever_is_covered_weighs_nothing(snapshot):
    # Avron has more inhabitants than all others.
    assert opened(ask(snapshot)) == [("Cize", 120), ("Este", 70)]


def test_no_more_places_than_asked_for(snapshot):
    assert opened(ask(snapshot, sites=1)) == [("Cize", 120)]


def test_an_excluded_commune_takes_no_place_and_its_people_still_count(snapshot):
    assert opened(ask(snapshot, excluded=("01003",))) == [("Dun", 90), ("Este", 70), ("Bief", 30)]


def test_an_excluded_code_that_is_not_on_the_map_excludes_nothing(snapshot):
    assert opened(ask(snapshot, excluded=("75056",))) == [("Cize", 120), ("Este", 70)]


def test_only_communes_with_the_population_asked_for_take_a_place(snapshot):
    # Este has 70 inhabitants, Dun 50, Cize 40, Bief 30, all uncovered; Dun reaches Cize.
    assert opened(ask(snapshot, host_population=40)) == [("Cize", 120), ("Este", 70)]
    assert opened(ask(snapshot, host_population=50)) == [("Dun", 90), ("Este", 70)]
    assert opened(ask(snapshot, host_population=70)) == [("Este", 70)]
    assert opened(ask(snapshot, host_population=50, excluded=("01004",))) == [("Este", 70)]


def test_the_best_choice_keeps_to_the_same_communes(snapshot):
    asked = ask(snapshot, host_population=50, sites=2)
    best = place_exactly(new_places_problem(asked), 2, time_limit_s=20)
    assert [asked.snapshot.communes.names[row] for row in best.rows] == ["Dun", "Este"]
    assert best.total == 160


def test_no_commune_of_the_population_asked_for_is_no_place_and_no_error(snapshot):
    asked = ask(snapshot, host_population=10_000, territory=EAST)
    assert (opened(asked), len(new_places_problem(asked).rows)) == ([], 0)
    assert new_places_problem(asked).wanting == 120
    assert place_exactly(new_places_problem(asked), 3, time_limit_s=20).rows == ()


def test_a_population_nobody_knows_is_not_at_least_any():
    unknown = [*LINE[:2], replace(LINE[2], population=0), *LINE[3:]]
    snapshot = villages_snapshot(unknown, [initiative("bus")], [stop("bus", 0)])
    assert opened(ask(snapshot)) == [("Cize", 80), ("Este", 70)]
    assert opened(ask(snapshot, host_population=1)) == [("Este", 70), ("Dun", 50), ("Bief", 30)]


def test_in_a_territory_both_the_places_and_the_people_are_its_own(snapshot):
    assert opened(ask(snapshot, territory=WEST)) == [("Bief", 70)]
    assert opened(ask(snapshot, territory=EAST)) == [("Este", 70), ("Dun", 50)]
    assert opened(ask(snapshot, territory="D42")) == [("Este", 70)]


def test_a_stop_of_a_round_reaches_half_the_radius(snapshot):
    stops = ask(snapshot, kind=SiteKind.TRAVELLING, sites=10)
    assert opened(stops) == [("Este", 70), ("Dun", 50), ("Cize", 40), ("Bief", 30)]
    wider = ask(snapshot, kind=SiteKind.TRAVELLING, radius=Distance.KM_20)
    assert opened(wider) == [("Cize", 120), ("Este", 70)]


def test_the_people_told_apart_at_the_border_weigh_nothing():
    cut = villages_snapshot(LINE, [initiative("bus")], [stop("bus", 0)], cut=[EAST])
    assert opened(ask(cut)) == [("Bief", 70)]


def test_the_filters_decide_who_is_uncovered(snapshot):
    assert opened(ask(snapshot, themes=("sante",), sites=1)) == [("Avron", 100_000)]


def test_where_all_are_covered_there_is_nothing_to_open():
    snapshot = villages_snapshot(LINE, [initiative("bus", served_codes=(WEST, EAST))])
    assert opened(ask(snapshot)) == []
    assert greedy_places(ask(snapshot)).proven


def test_the_problem_is_stated_once_for_any_number_of_places(snapshot):
    one, two = ask(snapshot, sites=1), ask(snapshot, sites=2, exact=True, page=2)
    assert new_places_problem(one) is new_places_problem(two)
    other = ask(snapshot, sites=1, excluded=("01003",))
    assert new_places_problem(one) is not new_places_problem(other)
    towns = ask(snapshot, sites=1, host_population=50)
    assert new_places_problem(one) is not new_places_problem(towns)
