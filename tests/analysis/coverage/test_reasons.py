"""Why a commune is not covered: each reason once, from data made for it."""

import numpy as np
import pytest

from dashboard.analysis.coverage.reasons import reasons
from dashboard.analysis.coverage.results import GapCause, GapReason
from dashboard.domain.coverage import Distance
from tests.helpers.small_coverage import EAST, WEST, Village, ask, stop, villages_snapshot
from tests.helpers.small_nearby import initiative

LINE = [
    Village("01001", "Avron", 0),
    Village("01002", "Bief", 20),
    Village("01003", "Cize", 100, epci=EAST),
]
AVRON, BIEF, CIZE = range(3)
FOOD = initiative("food", themes=("alimentation",))


def why(asked, row=AVRON):
    (told,) = reasons(asked, np.array([row]))
    return list(told)


def kinds(asked, row=AVRON):
    return [one.why for one in why(asked, row)]


def only(asked, kind, row=AVRON):
    (told,) = [one for one in why(asked, row) if one.why is kind]
    return told


def kilometres(reason):
    return round(reason.distance_m / 1000, 3)


def test_a_covered_commune_needs_no_reason():
    records = [initiative("bus", served_codes=("01001",)), initiative("shop")]
    snapshot = villages_snapshot(LINE, records, [stop("shop", 20, "01002")])
    served, near, far = reasons(ask(snapshot), np.arange(3))
    assert (served, near) == ((), ())
    assert [one.why for one in far] == [GapCause.NEAREST, GapCause.NEIGHBOUR]


def test_reasons_come_in_the_order_of_the_rows_asked_for():
    snapshot = villages_snapshot(LINE, [initiative("shop")], [stop("shop", 20, "01002")])
    asked = ask(snapshot, radius=Distance.KM_5)
    cize, avron = reasons(asked, np.array([CIZE, AVRON]))
    assert [kilometres(told[0]) for told in (cize, avron)] == [80, 20]


def test_nothing_is_recorded_of_the_theme():
    told = why(ask(villages_snapshot(LINE, [FOOD]), themes=("sante",)))
    assert told == [GapReason(GapCause.NOTHING), GapReason(GapCause.NO_SOURCE)]


def test_what_is_recorded_of_the_theme_has_no_place():
    snapshot = villages_snapshot(LINE, [initiative("bus", served_codes=("01003",))])
    assert kinds(ask(snapshot))[0] is GapCause.NO_PLACE


def test_the_nearest_place_is_named_with_its_commune_and_distance():
    snapshot = villages_snapshot(LINE, [initiative("shop")], [stop("shop", 20.5, "01002")])
    told = only(ask(snapshot), GapCause.NEAREST)
    assert (told.record_id, told.record, told.territory) == ("shop", "Shop", "Bief")
    assert (kilometres(told), told.year) == (20.5, None)


def test_the_year_a_service_is_to_end_is_told_only_once_it_has():
    snapshot = villages_snapshot(
        LINE, [initiative("shop", end_year=2030)], [stop("shop", 20.5, "01002")]
    )
    assert only(ask(snapshot), GapCause.NEAREST).year is None
    assert only(ask(snapshot, year=2031), GapCause.ENDED, BIEF).year == 2030


def test_a_place_outside_the_map_is_told_without_a_commune():
    snapshot = villages_snapshot(LINE, [initiative("shop")], [stop("shop", 30, "75056")])
    told = only(ask(snapshot), GapCause.NEAREST)
    assert (told.record_id, told.territory) == ("shop", "")


def test_a_round_nobody_described_may_pass_by():
    snapshot = villages_snapshot(
        LINE, [initiative("bus")], [stop("bus", 30, "01002", travelling=True)]
    )
    assert kinds(ask(snapshot)) == [GapCause.NEAREST, GapCause.ROUNDS]


def test_what_is_there_is_for_others():
    women = initiative("women", publics=("femmes",))
    snapshot = villages_snapshot(
        LINE, [women, initiative("bus")], [stop("women", 2), stop("bus", 100)]
    )
    told = only(ask(snapshot, publics=("jeunes",)), GapCause.OTHER_PUBLIC)
    assert (told.record, told.territory, kilometres(told)) == ("Women", "Avron", 2)
    assert GapCause.OTHER_PUBLIC not in kinds(ask(snapshot, publics=("jeunes",)), BIEF)
    assert GapCause.OTHER_PUBLIC not in kinds(ask(snapshot, themes=("sante",), publics=("jeunes",)))


def test_what_serves_others_is_told_without_a_place():
    women = initiative("women", publics=("femmes",), served_codes=(WEST,))
    told = only(ask(villages_snapshot(LINE, [women]), publics=("jeunes",)), GapCause.OTHER_PUBLIC)
    assert told == GapReason(GapCause.OTHER_PUBLIC, record_id="women", record="Women")


def test_what_was_there_ended_in_a_year_that_is_told():
    records = [initiative("old", start_year=2015, end_year=2020), initiative("bus")]
    snapshot = villages_snapshot(LINE, records, [stop("old", 4), stop("bus", 100)])
    told = only(ask(snapshot), GapCause.ENDED)
    assert (told.record, told.year, told.territory, kilometres(told)) == ("Old", 2020, "Avron", 4)
    assert only(ask(snapshot, years=(2021, 2030)), GapCause.ENDED).year == 2020
    assert GapCause.ENDED not in kinds(ask(snapshot, years=(2000, 2003)))
    assert GapCause.ENDED not in kinds(ask(snapshot), BIEF)


def test_the_year_is_unknown_where_the_source_only_says_that_it_ended():
    snapshot = villages_snapshot(LINE, [initiative("old", status="ended", served_codes=("01001",))])
    expected = GapReason(GapCause.ENDED, record_id="old", record="Old", status="terminée")
    assert only(ask(snapshot), GapCause.ENDED) == expected


def test_what_no_list_has_any_more_reaches_nobody_and_is_told_as_such():
    gone = initiative(
        "old",
        status="unlisted",
        delisted_on="2022-12-01",
        listed_until=2020,
        served_codes=("01001",),
    )
    told = only(ask(villages_snapshot(LINE, [gone])), GapCause.ENDED)
    assert (told.year, told.status) == (None, "plus listée depuis décembre 2022")


@pytest.mark.parametrize("area", ["D01", "R82"])
def test_what_served_the_whole_departement_or_region_ended_where_such_services_count(area):
    old = initiative("old", end_year=2020, served_codes=(area,))
    told = only(ask(villages_snapshot(LINE, [old]), wide=True), GapCause.ENDED)
    assert (told.record, told.year) == ("Old", 2020)


def test_a_service_of_another_source_that_ended_is_no_reason():
    records = [initiative("old", end_year=2020), initiative("bus")]
    places = [stop("old", 4), stop("bus", 100)]
    snapshot = villages_snapshot(LINE, records, places, sources={"a": ["old"], "b": ["bus"]})
    assert GapCause.ENDED in kinds(ask(snapshot, sources=("a",)))
    assert GapCause.ENDED not in kinds(ask(snapshot, sources=("b",)))


def test_a_whole_departement_is_served_though_not_counted():
    snapshot = villages_snapshot(LINE, [initiative("bus", served_codes=("D01",))])
    assert GapCause.WIDE in kinds(ask(snapshot))
    assert GapCause.WIDE not in kinds(ask(snapshot, themes=("sante",)))
    assert why(ask(snapshot, wide=True)) == []


def test_the_neighbouring_epci_has_what_this_one_has_not():
    snapshot = villages_snapshot(LINE, [initiative("bus", commune_codes=("01003",))])
    assert only(ask(snapshot), GapCause.NEIGHBOUR) == GapReason(
        GapCause.NEIGHBOUR, territory="CC Est"
    )
    both = villages_snapshot(
        LINE,
        [initiative("bus", commune_codes=("01003",)), initiative("van", served_codes=("01002",))],
    )
    assert GapCause.NEIGHBOUR not in kinds(ask(both))


def test_no_source_of_the_theme_locates_anything_in_the_epci():
    bus = initiative("bus", served_codes=("01003",))
    sources = {"a": ["bus"], "b": ["food"]}
    told = {"a": [EAST], "b": [WEST, EAST]}
    snapshot = villages_snapshot(LINE, [bus, FOOD], sources=sources, source_epci=told)
    assert GapCause.NO_SOURCE in kinds(ask(snapshot, themes=("mobilite",)))
    assert GapCause.NO_SOURCE not in kinds(ask(snapshot, themes=("alimentation",)))
    assert GapCause.NO_SOURCE not in kinds(ask(snapshot))
    assert GapCause.NO_SOURCE in kinds(ask(snapshot, sources=("a",)))


def test_what_covers_a_commune_of_a_cut_epci_may_lie_outside():
    snapshot = villages_snapshot(
        LINE, [initiative("shop")], [stop("shop", 100, "01003")], cut=[WEST]
    )
    assert why(ask(snapshot))[0] == GapReason(GapCause.BORDER, territory="CC Ouest")
    assert kinds(ask(snapshot))[1] is GapCause.NEAREST


def test_a_commune_without_an_epci_has_no_neighbour_and_no_source():
    villages = [*LINE, Village("01004", "Isle", 300, epci=None)]
    snapshot = villages_snapshot(villages, [initiative("bus", commune_codes=("01003",))])
    assert kinds(ask(snapshot), 3) == [GapCause.NEAREST, GapCause.NO_SOURCE]


def test_all_that_holds_is_told_at_once():
    records = [
        initiative("women", publics=("femmes",)),
        initiative("old", end_year=2019),
        initiative("van", commune_codes=("01003",)),
        initiative("region", served_codes=("R82",)),
    ]
    places = [stop("women", 1), stop("old", 1), stop("van", 50, "01003", travelling=True)]
    snapshot = villages_snapshot(
        LINE, records, places, cut=[WEST], sources={"a": ["van"]}, source_epci={"a": [EAST]}
    )
    assert kinds(ask(snapshot, publics=("jeunes",))) == [
        GapCause.BORDER,
        GapCause.NEAREST,
        GapCause.ROUNDS,
        GapCause.OTHER_PUBLIC,
        GapCause.ENDED,
        GapCause.WIDE,
        GapCause.NEIGHBOUR,
        GapCause.NO_SOURCE,
    ]


@pytest.mark.parametrize("rows", [[], [CIZE]])
def test_no_row_asked_for_or_covered_is_told_nothing(rows):
    snapshot = villages_snapshot(LINE, [initiative("bus", served_codes=("01003",))])
    assert reasons(ask(snapshot), np.array(rows, dtype=np.int64)) == ((),) * len(rows)
