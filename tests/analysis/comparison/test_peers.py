"""Territories like one: same type, then nearest in inhabitants and density."""

from dataclasses import replace

import numpy as np

from dashboard.analysis.comparison.peers import MOST_PEERS, peers, stratum_peers
from dashboard.domain.territory import Level
from tests.helpers.small_comparison import (
    CELLS,
    A,
    B,
    Body,
    C,
    Cell,
    D,
    M,
    cells_snapshot,
    row_of,
)
from tests.helpers.small_nearby import initiative

NOWHERE = [initiative("nulle-part")]


def codes(small, code, **options):
    found = peers(small, Level.EPCI, row_of(small, code), **options)
    return [one.code for one in found]


def test_the_nearest_in_inhabitants_and_density_come_first():
    # Inhabitants: A 10,000, B 4,000, C 1,600, D 400; per km²: 5,000, 4,000, 800, 400.
    assert codes(cells_snapshot(), B) == [A, C, D]
    assert codes(cells_snapshot(), C) == [D, B, A]


def test_those_mostly_outside_the_region_and_the_territory_itself_are_left_out():
    assert M not in codes(cells_snapshot(), B)
    assert B not in codes(cells_snapshot(), B)
    # M is looked for all the same.
    assert codes(cells_snapshot(), M) == [B, A, C, D]


def test_those_already_chosen_are_left_out():
    assert codes(cells_snapshot(), B, without=[A, "99999"]) == [C, D]


def test_those_of_a_stratum_are_of_the_same_size_too():
    # B, C and D have fewer than 15,000 inhabitants as all here, A is larger.
    small = cells_snapshot(cells=[Cell("01001", A, 20_000, 0), *CELLS[2:]])
    found = stratum_peers(small, Level.EPCI, row_of(small, B))
    assert [one.code for one in found] == [C, D]
    assert A in codes(small, B)


def test_the_same_type_comes_before_the_nearest():
    small = cells_snapshot(
        bodies=[
            Body(A, "CA A", "CA"),
            Body(B, "CC B"),
            Body(C, "CC C"),
            Body(D, "CA D", "CA"),
            Body(M, "M"),
        ]
    )
    found = peers(small, Level.EPCI, row_of(small, A))
    assert [(one.code, one.same_kind) for one in found] == [
        (D, True),
        (B, False),
        (M, False),
        (C, False),
    ]
    assert (found[0].kind, found[1].kind) == (
        "communauté d’agglomération",
        "communauté de communes",
    )


def test_density_tells_apart_what_has_as_many_inhabitants():
    # B and C have as many inhabitants as A; C on twice as many communes of one km².
    cells = [
        Cell("01001", A, 4_000, 0),
        Cell("01002", B, 2_000, 2),
        Cell("01003", B, 2_000, 3),
        Cell("01004", C, 4_000, 5),
    ]
    small = cells_snapshot(cells, [Body(A, "A"), Body(B, "B"), Body(C, "C")], records=NOWHERE)
    assert codes(small, A) == [C, B]
    first, second = peers(small, Level.EPCI, row_of(small, A))
    assert (first.population, second.population) == (4_000, 4_000)
    assert round(second.density) == 2_000


def test_twice_as_many_inhabitants_weighs_as_much_as_half_as_many():
    cells = [Cell("01001", A, 4_000, 0), Cell("01002", B, 8_001, 2), Cell("01003", C, 2_000, 4)]
    small = cells_snapshot(cells, [Body(A, "A"), Body(B, "B"), Body(C, "C")], records=NOWHERE)
    assert codes(small, A) == [C, B]


def test_where_nobody_lives_is_like_nowhere():
    cells = [Cell("01001", A, 4_000, 0), Cell("01002", B, 0, 2)]
    small = cells_snapshot(cells, [Body(A, "A"), Body(B, "B")], records=NOWHERE)
    assert codes(small, A) == []


def test_without_a_polygon_peers_are_told_by_inhabitants():
    small = cells_snapshot()
    areas = {level: array.copy() for level, array in small.areas_km2.items()}
    areas[Level.EPCI][row_of(small, C)] = np.nan
    blind = replace(small, areas_km2=areas)
    # 2.5, 4 and 6.25 times as many or as few as its 1,600.
    assert codes(blind, C) == [B, D, A]
    # Seen from elsewhere, what has no density comes last.
    assert codes(blind, A) == [B, D, C]
    (last,) = peers(blind, Level.EPCI, row_of(blind, A))[2:]
    assert last.density is None


def test_four_peers_at_most_are_told(snapshot):
    assert len(codes(snapshot, "200071751")) == MOST_PEERS == 4


def test_the_agglomeration_of_bourg_has_agglomerations_of_its_size(snapshot):
    found = peers(snapshot, Level.EPCI, row_of(snapshot, "200071751"))
    assert all(one.same_kind for one in found)
    assert [one.code for one in found[:2]] == ["200065886", "200035731"]
    # Loire Forez and Roannais: 113,000 and 102,000 inhabitants, Bourg 137,000.
    assert [round(one.population / 1_000) for one in found[:2]] == [113, 102]
