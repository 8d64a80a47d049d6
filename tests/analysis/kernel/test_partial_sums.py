"""Sums over territories of which only some have a value."""

import numpy as np
import pytest

from dashboard.analysis.kernel.partial_sums import partial_sums
from dashboard.domain.partial import PartialSum

NAN = np.nan
PEOPLE = np.array([10, 20, 70, 0, 5])


def told(values, groups, *, size):
    found = partial_sums(np.array(values), PEOPLE, np.array(groups), size=size)
    return [found.at(row) for row in range(size)]


def test_what_is_not_known_is_not_zero():
    first, second = told([1.0, NAN, NAN, 4.0, NAN], [0, 0, 1, 1, 1], size=2)
    assert first == PartialSum(1, 10, 30)
    # The only value of the second group is of a place where nobody lives.
    assert np.isnan(second.value)
    assert (second.known_population, second.population) == (0, 75)


def test_a_zero_is_known():
    assert told([0.0] * 5, [0, 0, 0, 0, 1], size=2) == [
        PartialSum(0, 100, 100), PartialSum(0, 5, 5),
    ]  # fmt: skip


def test_a_group_where_nobody_lives_has_a_sum_of_nothing():
    everybody, empty, nowhere = told([1.0, 2, 3, NAN, NAN], [0, 0, 0, 1, -1], size=3)
    assert everybody == PartialSum(6, 100, 100)
    assert empty == nowhere == PartialSum(0, 0, 0)


def test_halves_are_enough_to_be_classed():
    values, groups = np.array([1.0, NAN, 3.0, NAN, NAN]), np.array([0, 0, 1, 1, 2])
    people = np.array([50, 50, 49, 51, 1])
    found = partial_sums(values, people, groups, size=3)
    assert found.known_for_half() == pytest.approx([1, NAN, NAN], nan_ok=True)
