"""A good choice at once, and how far from the best it may be."""

import numpy as np
import pytest

from dashboard.analysis.siting.greedy import in_order, place_greedily
from dashboard.analysis.siting.problem import siting_problem
from dashboard.analysis.siting.results import Placement
from tests.helpers.small_sites import NO_TRAP_SITE, TRAP, best_of_all, covered_by, on_line, strewn


def chosen(problem, count):
    found = place_greedily(problem, count)
    return dict(zip(found.rows, found.gains, strict=True))


def test_one_place_goes_to_the_middle_of_three_villages():
    assert chosen(on_line((0, 10), (10, 1), (20, 10)), 1) == {1: 21}


def test_each_place_adds_the_people_nobody_before_it_covers():
    # 0 and 10 see each other, 10 and 20 too, and 50 stands alone.
    problem = on_line((0, 10), (10, 1), (20, 10), (50, 15), (60, 2), (70, 0))
    assert list(chosen(problem, 3).items()) == [(1, 21), (3, 17)]


def test_a_place_that_would_add_nobody_is_not_opened():
    found = place_greedily(on_line((0, 10), (100, 5)), 7)
    assert (found.rows, found.gains, found.bound) == ((0, 1), (10, 5), 15)
    assert found.proven


def test_no_place_is_opened_in_an_excluded_commune():
    villages = ((0, 10), (10, 1), (20, 12))
    assert chosen(on_line(*villages, excluded=[1]), 2) == {2: 13, 0: 10}


def test_villages_without_anybody_to_cover_draw_no_place():
    assert chosen(on_line((0, 0), (5, 0), (100, 1)), 3) == {2: 1}


@pytest.mark.parametrize("villages", [(), ((0, 0), (5, 0))])
def test_where_nobody_is_to_be_covered_nothing_is_opened(villages):
    found = place_greedily(on_line(*villages), 3)
    assert (found.rows, found.bound, found.gap, found.proven) == ((), 0, 0, True)


def test_no_place_asked_for_is_no_place_and_covers_nobody():
    found = place_greedily(on_line((0, 10), (100, 5)), 0)
    assert (found.rows, found.bound, found.gap, found.proven) == ((), 0, 0, True)


def test_of_places_that_add_as_many_the_first_is_opened():
    assert list(chosen(on_line((0, 5), (100, 9), (200, 5), (300, 9)), 3).items()) == [
        (1, 9),
        (3, 9),
        (0, 5),
    ]


def test_it_may_fall_into_a_trap_and_says_how_deep():
    found = place_greedily(on_line(*TRAP, excluded=NO_TRAP_SITE), 2)
    assert (found.rows, found.gains) == ((3, 1), (100, 40))
    # Two places cover no more than all 180 people.
    assert (found.bound, found.proven) == (180, False)
    assert found.gap == 40 / 180


def test_what_is_left_after_the_last_place_may_bound_the_best_closest():
    lone = [(metres, 1) for metres in (100, 200, 300, 400, 500)]
    near = [(0, 20), (9, 0), (18, 4), (27, 3), (35, 5), (44, 1)]
    found = place_greedily(on_line(*near, *lone, excluded=[0, 2, 4]), 2)
    assert (found.rows, found.gains) == ((1, 3), (24, 8))
    # Before any place 24 + 12, after one 24 + 8 + 6, after both 32 + 1 + 1.
    assert found.bound == 34


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("count", [1, 2, 4])
def test_it_covers_what_it_says_and_at_least_its_share_of_the_best(seed, count):
    points, people, candidates = strewn(seed)
    found = place_greedily(siting_problem(points, people, candidates, reach_m=15), count)
    best = best_of_all(points, people, candidates, count, reach_m=15)
    assert found.total == covered_by(found.rows, points, people, reach_m=15)
    assert (1 - 1 / np.e) * best <= found.total <= best <= found.bound
    assert list(found.gains) == sorted(found.gains, reverse=True)
    assert candidates[list(found.rows)].all()
    assert len(found.rows) <= count


def test_some_candidates_are_put_in_the_order_that_adds_most_first():
    problem = on_line((0, 10), (50, 15), (100, 3))
    found = in_order(problem, np.array([2, 0]), 40)
    assert (found.rows, found.gains, found.bound) == ((0, 2), (10, 3), 40)


def test_the_gap_is_a_share_of_the_bound():
    found = Placement(rows=(4, 2), gains=(60, 30), bound=100)
    assert (found.total, found.gap, found.proven) == (90, 0.1, False)
