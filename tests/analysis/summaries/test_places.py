"""The places of the records of a territory, among five villages and five records."""

import pytest

from dashboard.analysis.summaries.places import listed_places
from dashboard.analysis.summaries.results import PlacePoint, Relation
from dashboard.domain.counting import Counting
from dashboard.domain.selections.filters import NO_FILTERS, Filters
from tests.helpers.small_coverage import EAST, WEST, at_km, geography_of, stop
from tests.helpers.small_nearby import initiative, place, snapshot_of
from tests.helpers.small_reports import AVRON, BIEF, CIZE, VILLAGES

BUS, GROCERY, LINE, LOST, SOMEWHERE = range(5)
RECORDS = [
    # In Avron, to the metre, and in Cize, which is in the other EPCI; serves both.
    initiative("bus", commune_codes=(AVRON, CIZE), served_codes=(WEST, EAST)),
    # In Bief, nobody knows where.
    initiative("epicerie", themes=("alimentation",), commune_codes=(BIEF,)),
    # For the whole département of Ain.
    initiative("ligne", themes=("numerique",), served_codes=("D01",)),
    # Far away.
    initiative("perdue", served_codes=("75056",)),
    # Somewhere in Ain.
    initiative("quelque-part", somewhere_codes=("D01",)),
]
PLACES = [
    stop("bus", 0, AVRON, phone="04 00 00 00 01"),
    # A second stop at the same point, at another hour: a row of its own.
    stop("bus", 0, AVRON, opening_hours="Mo 09:00-12:00", travelling=True),
    place("quelque-part", commune_code="", somewhere_code="D01", phone="04 00 00 00 02"),
]


@pytest.fixture(scope="module")
def snapshot():
    return snapshot_of(geography_of(VILLAGES), RECORDS, PLACES)


@pytest.fixture
def listed(snapshot):
    def of(code, filters=NO_FILTERS):
        return listed_places(snapshot.catalogue_index, snapshot.region_index, filters, code)

    return of


def lines(places):
    return [(row.record, row.number, row.relation, row.commune.code) for row in places.rows]


def test_the_region_has_every_record_even_one_attached_to_nothing(listed):
    places = listed("R82")
    assert lines(places) == [
        (BUS, 1, Relation.LOCATED, AVRON),
        (BUS, 2, Relation.LOCATED, AVRON),
        (BUS, 3, Relation.LOCATED, CIZE),
        (GROCERY, 1, Relation.LOCATED, BIEF),
        (LINE, 1, Relation.SERVING, ""),
        (LOST, 1, Relation.UNATTACHED, ""),
        (SOMEWHERE, 1, Relation.SOMEWHERE, ""),
    ]
    assert (places.records, places.counted, places.elsewhere) == (5, 4, 0)


def test_a_territory_has_the_places_inside_it_and_says_how_many_are_elsewhere(listed):
    places = listed(WEST)
    assert lines(places) == [
        (BUS, 1, Relation.LOCATED, AVRON),
        (BUS, 2, Relation.LOCATED, AVRON),
        (GROCERY, 1, Relation.LOCATED, BIEF),
        (LINE, 1, Relation.WIDE, ""),
        (SOMEWHERE, 1, Relation.AROUND, ""),
    ]
    assert (places.records, places.counted, places.elsewhere) == (4, 2, 1)


def test_what_serves_a_territory_from_elsewhere_has_all_its_places(listed):
    row = listed("01002").rows[0]
    assert (row.record, row.relation, row.commune.name) == (BUS, Relation.SERVING, "Avron")
    assert [place.number for place in listed("01002").rows if place.record == BUS] == [1, 2, 3]


def test_located_alone_leaves_out_what_serves(listed):
    records = [row.record for row in listed("01002", Filters(counting=Counting.LOCATED)).rows]
    assert records == [GROCERY, LINE, SOMEWHERE]


def test_a_point_is_exact_or_that_of_the_town_hall_or_none(listed):
    exact, _, of_cize, of_bief, *others = listed("R82").rows
    points = [at_km(km) for km in (0, 2, 1)]
    assert [row.point for row in (exact, of_cize, of_bief)] == [
        (pytest.approx(point["longitude"]), pytest.approx(point["latitude"])) for point in points
    ]
    assert [row.kind for row in (exact, of_cize, of_bief)] == [
        PlacePoint.EXACT,
        PlacePoint.COMMUNE,
        PlacePoint.COMMUNE,
    ]
    assert {(row.kind, row.point) for row in others} == {(PlacePoint.NONE, None)}
    assert listed("R82").count(PlacePoint.COMMUNE) == 2


def test_a_row_names_its_territories_and_how_to_reach_it(listed):
    first, second, *_, last = listed("R82").rows
    assert (first.epci, first.departement) == ((WEST, "CC Ouest"), ("D01", "Département 01"))
    assert (first.phone, first.travelling) == ("04 00 00 00 01", False)
    assert (second.opening_hours, second.travelling) == ("Mo 09:00-12:00", True)
    assert (last.phone, last.commune, last.epci) == ("04 00 00 00 02", ("", ""), ("", ""))


def test_filters_choose_the_records(listed):
    places = listed("R82", Filters(themes=("alimentation",)))
    assert [row.record for row in places.rows] == [GROCERY]
    assert listed("R82", Filters(themes=("sante",))).rows == ()
