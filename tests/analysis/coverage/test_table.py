"""The table: which rows, in which order, and what each one tells."""

import numpy as np
import pytest

from dashboard.analysis.coverage.reasons import reasons
from dashboard.analysis.coverage.results import CommuneLine
from dashboard.analysis.coverage.table import commune_order, listed, members
from dashboard.domain.coverage import CoverageState
from dashboard.domain.selections.coverage import CoverageSort
from dashboard.domain.territory import Level
from tests.helpers import small_coverage as small_ground
from tests.helpers.small_coverage import EAST, WEST, Village, ask, stop, villages_snapshot
from tests.helpers.small_nearby import initiative
from tests.helpers.small_needs import CARS, INCOME, need

ALL = slice(0, 100)
LINE = [
    Village("01001", "Zed", 0, 500),
    Village("01002", "Écully", 1, 700),
    Village("01003", "Bief", 100, 40),
    Village("01004", "Fay", 120, 90),
    Village("42005", "Cize", 200, 5000, epci=EAST),
    Village("42006", "Dun", 210, 6000, epci=EAST),
]
PLACES = [stop("bus", 0)]


def asked(*, cut=(), villages=LINE, needs=None, **facts):
    snapshot = villages_snapshot(villages, [initiative("bus")], PLACES, cut=cut, needs=needs)
    return ask(snapshot, **facts)


def names(one):
    return [one.snapshot.communes.names[row] for row in commune_order(one)]


def test_gaps_come_first_then_the_border_then_the_covered_each_by_inhabitants():
    assert names(asked(cut=[EAST])) == ["Fay", "Bief", "Dun", "Cize", "Écully", "Zed"]
    assert names(asked(cut=[WEST])) == ["Dun", "Cize", "Fay", "Bief", "Écully", "Zed"]


def test_communes_of_as_many_inhabitants_are_in_alphabetical_order_accents_aside():
    villages = [
        Village("01001", "Fay", 100),
        Village("01002", "Étain", 100),
        Village("01003", "Dun", 100),
    ]
    assert names(asked(villages=villages)) == ["Dun", "Étain", "Fay"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (CoverageSort.NAME, ["Bief", "Cize", "Dun", "Écully", "Fay", "Zed"]),
        (CoverageSort.POPULATION, ["Bief", "Fay", "Zed", "Écully", "Cize", "Dun"]),
        (CoverageSort.DISTANCE, ["Zed", "Écully", "Bief", "Fay", "Cize", "Dun"]),
        # Equal ones come with the most inhabitants first.
        (CoverageSort.UNCOVERED, ["Écully", "Zed", "Bief", "Fay", "Cize", "Dun"]),
    ],
)
def test_columns_sort_upwards(sort, order):
    assert names(asked(sort=sort, descending=False)) == order


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (CoverageSort.NAME, ["Zed", "Fay", "Écully", "Dun", "Cize", "Bief"]),
        (CoverageSort.DISTANCE, ["Dun", "Cize", "Fay", "Bief", "Écully", "Zed"]),
        (CoverageSort.ACCESS, ["Écully", "Zed", "Dun", "Cize", "Fay", "Bief"]),
        (CoverageSort.UNCOVERED, ["Dun", "Cize", "Fay", "Bief", "Écully", "Zed"]),
    ],
)
def test_columns_sort_downwards(sort, order):
    assert names(asked(sort=sort)) == order


def test_the_inhabitants_of_the_border_are_not_uncovered():
    order = names(asked(cut=[EAST], sort=CoverageSort.UNCOVERED))
    assert order == ["Fay", "Bief", "Dun", "Cize", "Écully", "Zed"]


def test_without_a_place_anywhere_distances_sort_all_the_same():
    snapshot = villages_snapshot(LINE)
    assert names(ask(snapshot, sort=CoverageSort.DISTANCE))[:2] == ["Dun", "Cize"]


@pytest.mark.parametrize(
    ("territory", "inside"),
    [
        (EAST, ["Cize", "Dun"]),
        ("D01", ["Zed", "Écully", "Bief", "Fay"]),
        ("01003", ["Zed", "Écully", "Bief", "Fay"]),
        ("R82", [village.name for village in LINE]),
        ("75056", [village.name for village in LINE]),
        ("D75", [village.name for village in LINE]),
        (None, [village.name for village in LINE]),
    ],
)
def test_a_territory_lists_its_communes_and_a_commune_those_of_its_epci(territory, inside):
    one = asked(territory=territory)
    marks = members(one.snapshot, territory)
    assert [LINE[row].name for row in np.flatnonzero(marks)] == inside
    assert sorted(names(one)) == sorted(inside)


def test_pages_are_slices_of_one_order_and_the_size_is_that_of_all():
    one = asked(territory=WEST)
    pages = [listed(one, slice(start, start + 3)) for start in (0, 3, 6)]
    assert [[line.name for line in page.communes] for page in pages] == [
        ["Fay", "Bief", "Écully"],
        ["Zed"],
        [],
    ]
    assert {(page.level, page.size, page.territories) for page in pages} == {(Level.COMMUNE, 4, ())}


def test_a_line_tells_all_there_is_of_a_commune():
    one = asked(cut=[EAST], needs={CARS: need([90.0] * 6, code=CARS)}, need=CARS)
    line = next(line for line in listed(one, ALL).communes if line.name == "Cize")
    (why,) = reasons(one, np.array([4]))
    assert line == CommuneLine(
        code="42005",
        name="Cize",
        epci="CC Est",
        population=5000,
        state=CoverageState.FAR,
        border=True,
        fragile=False,
        distance_m=pytest.approx(200_000, abs=0.01),
        access=0,
        concerned=500,
        borrowed=False,
        reasons=why,
    )
    assert why


def test_a_line_says_nothing_of_what_is_not_known():
    villages = [Village("01001", "Isle", 0, epci=None)]
    snapshot = villages_snapshot(villages, needs={INCOME: need([20_000.0], code=INCOME)})
    (line,) = listed(ask(snapshot, need=INCOME), ALL).communes
    assert (line.distance_m, line.concerned, line.epci) == (None, None, "")
    (line,) = listed(ask(snapshot, need=CARS), ALL).communes
    assert line.concerned is None


def test_a_value_that_is_not_known_makes_nobody_concerned_known():
    needs = {CARS: need([np.nan] * 6, code=CARS)}
    assert {line.concerned for line in listed(asked(needs=needs, need=CARS), ALL).communes} == {
        None
    }


@pytest.mark.parametrize(
    ("facts", "order"),
    [
        ({}, ["CC Est", "CC Ouest"]),
        ({"sort": CoverageSort.NAME, "descending": False}, ["CC Est", "CC Ouest"]),
        ({"sort": CoverageSort.NAME}, ["CC Ouest", "CC Est"]),
        ({"sort": CoverageSort.POPULATION, "descending": False}, ["CC Ouest", "CC Est"]),
        ({"sort": CoverageSort.UNCOVERED, "descending": False}, ["CC Ouest", "CC Est"]),
    ],
)
def test_larger_territories_are_ordered_by_their_uncovered_inhabitants_or_as_asked(facts, order):
    found = listed(asked(level=Level.EPCI, **facts), ALL)
    assert [one.name for one in found.territories] == order
    assert (found.level, found.size, found.communes) == (Level.EPCI, 2, ())


def test_larger_territories_are_in_alphabetical_order_accents_aside(monkeypatch):
    monkeypatch.setitem(small_ground.EPCI_NAMES, WEST, "CC Étang")
    found = listed(asked(level=Level.EPCI, sort=CoverageSort.NAME, descending=False), ALL)
    assert [one.name for one in found.territories] == ["CC Est", "CC Étang"]
    monkeypatch.setitem(small_ground.EPCI_NAMES, EAST, "CC Forez")
    found = listed(asked(level=Level.EPCI, sort=CoverageSort.NAME, descending=False), ALL)
    assert [one.name for one in found.territories] == ["CC Étang", "CC Forez"]


def test_larger_territories_are_cut_into_pages_too():
    found = listed(asked(level=Level.DEPARTEMENT), slice(1, 2))
    assert [one.code for one in found.territories] == ["D01"]
    assert found.size == 2
