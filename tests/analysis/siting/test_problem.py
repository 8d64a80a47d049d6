"""The problem, and what may be taken out of it without changing the best choice."""

import pickle
from itertools import combinations

import numpy as np
import pytest

from dashboard.analysis.siting.greedy import place_greedily
from dashboard.analysis.siting.problem import reduced, siting_problem
from tests.helpers.small_sites import REACH_M, best_of_all, on_line, strewn


def reach(problem):
    """How many people each candidate left covers."""
    problem = reduced(problem)
    people = (problem.covers @ problem.weights).tolist()
    return dict(zip(problem.rows.tolist(), people, strict=True))


def best_left(problem, count):
    """Try every choice of the reduced problem."""
    covers = problem.covers.toarray().astype(bool)
    choices = combinations(range(len(covers)), min(count, len(covers)))
    return max(int(problem.weights[covers[list(one)].any(axis=0)].sum()) for one in choices)


def test_a_candidate_that_covers_a_part_of_what_another_does_is_left_out():
    # The middle covers all three; each end but two of them.
    assert reach(on_line((0, 1), (10, 2), (20, 4))) == {1: 7}


def test_of_equal_candidates_the_first_stays():
    assert reach(on_line((0, 1), (5, 2), (10, 4))) == {0: 7}
    assert reach(on_line((0, 1), (5, 2), (10, 4), excluded=[0])) == {1: 7}


def test_people_whom_the_same_candidates_cover_are_one_group():
    problem = reduced(on_line((0, 1), (1, 2), (9, 4), (14, 8), (19, 16), excluded=[1, 2, 3]))
    # From 0: villages 0, 1 and 2; from 19: 2, 3 and 4.
    assert reach(problem) == {0: 7, 4: 28}
    assert sorted(problem.weights.tolist()) == [1 + 2, 4, 8 + 16]


def test_people_whom_nothing_can_reach_and_places_that_reach_nobody_are_left_out():
    problem = reduced(on_line((0, 5), (100, 7), (200, 0), excluded=[1]))
    assert (reach(problem), problem.weights.tolist()) == ({0: 5}, [5])


def test_the_bound_of_the_reach_is_included_and_a_metre_more_is_not():
    assert reach(on_line((0, 1), (10, 2), excluded=[1])) == {0: 3}
    assert reach(on_line((0, 1), (11, 2), excluded=[1])) == {0: 1}


def test_distances_are_as_the_crow_flies():
    points = np.array([[0.0, 0], [6, 8], [8, 8]])
    problem = siting_problem(
        points, np.array([1, 2, 4]), np.array([True, False, False]), reach_m=10
    )
    assert reach(problem) == {0: 3}


@pytest.mark.parametrize(
    "problem",
    [
        on_line(),
        on_line((0, 0), (5, 0)),
        on_line((0, 5), (5, 5), excluded=[0, 1]),
    ],
    ids=["no commune", "nobody to cover", "nowhere to stand"],
)
def test_an_empty_problem_has_no_candidate_and_no_group(problem):
    left = reduced(problem)
    assert (left.covers.shape, len(left.weights), len(left.rows)) == ((0, 0), 0, 0)
    assert place_greedily(problem, 3).total == 0


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("count", [1, 3])
def test_what_is_taken_out_does_not_change_the_best_choice(seed, count):
    points, people, candidates = strewn(seed)
    problem = reduced(siting_problem(points, people, candidates, reach_m=15))
    assert len(problem.rows) < candidates.sum()
    assert best_left(problem, count) == best_of_all(points, people, candidates, count, reach_m=15)
    assert set(problem.rows) <= set(np.flatnonzero(candidates))


def test_all_people_to_be_covered_are_counted_within_reach_or_not():
    assert on_line((0, 5), (100, 7), (200, 0), excluded=[1]).wanting == 12


@pytest.mark.parametrize("lost", [np.nan, np.inf])
def test_a_candidate_that_lies_nowhere_is_refused(lost):
    points = np.array([[0.0, 0], [lost, 0]])
    with pytest.raises(ValueError, match="finite"):
        siting_problem(points, np.array([1, 0]), np.array([True, True]), reach_m=1)
    left_out = siting_problem(points, np.array([1, 0]), np.array([True, False]), reach_m=1)
    assert reach(left_out) == {0: 1}


def test_no_two_groups_left_are_covered_by_the_same_candidates():
    assert reduced(on_line((0, 1), (10, 2), (20, 4))).weights.tolist() == [7]


@pytest.mark.parametrize("seed", range(20))
def test_drawn_groups_differ_and_no_candidate_covers_a_part_of_another(seed):
    problem = reduced(siting_problem(*strewn(seed), reach_m=15))
    covers = problem.covers.toarray().astype(bool)
    assert len(np.unique(covers.T, axis=0)) == len(problem.weights)
    parts = (covers[:, None] <= covers).all(axis=2)
    assert parts.tolist() == np.eye(len(covers), dtype=bool).tolist()


def test_people_who_live_nowhere_are_refused():
    points = np.array([[0.0, 0], [np.nan, 0]])
    with pytest.raises(ValueError, match="finite"):
        siting_problem(points, np.array([0, 1]), np.array([True, False]), reach_m=10)


def test_it_travels_to_another_process():
    problem = on_line((0, 1), (REACH_M + 1, 2), (30, 4))
    again = pickle.loads(pickle.dumps(problem))  # noqa: S301 - our own bytes
    assert reach(again) == reach(problem) != {}
    assert again.rows.tolist() == problem.rows.tolist()
