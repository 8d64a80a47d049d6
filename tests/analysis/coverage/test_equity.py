import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dashboard.analysis.coverage.equity import (
    SIZE_CLASSES,
    gini,
    lorenz_curve,
    shares_by_class,
    size_class_of,
    theil_split,
)
from dashboard.analysis.coverage.results import ClassShare, TheilSplit

LN2, LN3 = np.log(2), np.log(3)
SERVED = st.just(0.0) | st.floats(0.001, 1000)
COMMUNES = st.lists(
    st.tuples(SERVED, st.integers(0, 600_000), st.integers(-1, 3)), min_size=1, max_size=30
)


def evenness(values: list[float], populations: list[int]) -> float:
    return gini(np.array(values, dtype=float), np.array(populations))


def curve(values: list[float], populations: list[int]) -> np.ndarray:
    return lorenz_curve(np.array(values, dtype=float), np.array(populations))


def split(values: list[float], populations: list[int], groups: list[int]) -> TheilSplit:
    return theil_split(np.array(values, dtype=float), np.array(populations), np.array(groups))


def parts(found: TheilSplit) -> tuple[float, float, float]:
    return found.total, found.between, found.within


def test_where_all_have_the_same_nothing_is_uneven():
    # Rounding alone would make this one -2e-16.
    assert 0 <= evenness([0.3, 0.3, 0.3], [117, 216, 370]) < 1e-15


def test_the_gini_is_a_half_where_half_the_inhabitants_have_everything():
    assert evenness([0, 5], [100, 100]) == 0.5
    assert evenness([5, 0], [300, 100]) == 0.25


def test_the_gini_of_three_classes_by_hand():
    # Shares 1/4, 1/4, 1/2 of the people have 0, 1/5, 4/5: G = 1 - (1/4·1/5 + 1/2·6/5) = 0.35.
    assert evenness([4, 0, 2], [200, 100, 100]) == pytest.approx(0.35)


def test_cutting_a_commune_in_two_alike_changes_nothing():
    whole, cut = evenness([1, 3, 9], [500, 80, 20]), evenness([1, 3, 1, 9], [200, 80, 300, 20])
    assert whole == pytest.approx(cut)
    assert whole != pytest.approx(evenness([1, 3, 9], [1, 1, 1]))


def test_the_curve_begins_with_the_least_served_and_ends_with_all():
    found = curve([4, 9, 0, 2], [200, 0, 100, 100])
    assert found.tolist() == [[0, 0], [0.25, 0], [0.5, 0.2], [1, 1]]


@pytest.mark.parametrize(
    ("values", "populations"), [([], []), ([3, 8], [0, 0]), ([0, 0], [50, 70])]
)
def test_without_inhabitants_or_anything_to_spread_nothing_is_told(values, populations):
    assert np.isnan(evenness(values, populations))
    assert curve(values, populations).shape == (0, 2)
    found = split(values, populations, [0, -1][: len(values)])
    assert np.isnan([*parts(found), found.between_share]).all()


def test_theil_of_one_that_has_nothing_and_its_equal_all_is_the_logarithm_of_two():
    assert parts(split([0, 2], [100, 100], [0, 1])) == pytest.approx((LN2, LN2, 0))
    assert parts(split([0, 2], [100, 100], [0, 0])) == pytest.approx((LN2, 0, LN2))


def test_theil_between_and_within_by_hand():
    # Group 0 has (0, 2): mean 1. Group 1 has (3, 3): mean 3. The whole: mean 2.
    # Shares of the total: 0, 1/4, 3/8, 3/8.
    found = split([0, 2, 3, 3], [50, 50, 50, 50], [0, 0, 1, 1])
    between = 1 / 4 * np.log(1 / 2) + 3 / 4 * np.log(3 / 2)
    assert found.between == pytest.approx(between)
    assert found.within == pytest.approx(1 / 4 * LN2)
    assert found.total == pytest.approx(between + 1 / 4 * LN2)
    assert found.between_share == pytest.approx(between / (between + LN2 / 4))


def test_theil_weighs_communes_by_their_inhabitants():
    # A third of the inhabitants has all: what they have is three times the mean.
    assert split([0, 6], [200, 100], [5, 9]).total == pytest.approx(LN3)
    # Both groups have a mean of 2 per inhabitant: all that is uneven is within the first.
    found = split([0, 6, 2], [200, 100, 300], [0, 0, 1])
    assert parts(found) == pytest.approx((LN3 / 2, 0, LN3 / 2))


def test_each_commune_without_a_group_stands_alone():
    alone = split([5, 3, 0, 2], [10, 10, 10, 10], [-1, -1, 0, 0])
    assert parts(alone) == pytest.approx(parts(split([5, 3, 0, 2], [10] * 4, [7, 8, 0, 0])))
    assert alone.within == pytest.approx(LN2 / 5)


def test_what_nobody_has_in_a_group_or_an_empty_commune_does_not_break_theil():
    found = split([0, 0, 2, 99], [30, 70, 100, 0], [0, 0, 1, 1])
    assert parts(found) == pytest.approx((LN2, LN2, 0))


def test_where_all_is_even_there_is_no_share_between_groups():
    found = split([0.1, 0.1, 0.1], [7, 300, 41], [0, 1, 1])
    assert parts(found) == pytest.approx((0, 0, 0), abs=1e-12)
    assert np.isnan(found.between_share)


@settings(deadline=None)
@given(COMMUNES)
def test_between_and_within_add_up_and_gini_stays_below_one(communes):
    values, populations, groups = (list(column) for column in zip(*communes, strict=True))
    assume(np.dot(values, populations) > 0)
    found = split(values, populations, groups)
    assert found.between + found.within == pytest.approx(found.total, abs=1e-9)
    assert min(parts(found)) >= 0
    assert found.total <= np.log(sum(populations)) + 1e-9
    assert 0 <= evenness(values, populations) < 1


@settings(deadline=None)
@given(COMMUNES)
def test_the_gini_is_half_the_mean_difference_between_two_inhabitants_over_the_mean(communes):
    value, people, _ = np.array(communes).T
    assume(value @ people > 0)
    differences = people @ np.abs(value[:, None] - value) @ people
    expected = differences / (2 * people.sum() * (value @ people))
    assert gini(value, people.astype(np.int64)) == pytest.approx(expected, abs=1e-9)


def test_a_commune_is_of_the_class_whose_bounds_hold_its_inhabitants():
    sizes = [0, 199, 200, 499, 500, 1999, 2000, 9999, 10_000, 49_999, 50_000, 522_250]
    assert size_class_of(np.array(sizes)).tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_the_classes_are_written_as_the_french_do():
    assert [(fewest, label.replace("\u202f", "_")) for fewest, label in SIZE_CLASSES] == [
        (0, "moins de 200 hab."),
        (200, "200 à 499 hab."),
        (500, "500 à 1_999 hab."),
        (2_000, "2_000 à 9_999 hab."),
        (10_000, "10_000 à 49_999 hab."),
        (50_000, "50_000 hab. et plus"),
    ]


def test_inhabitants_covered_are_counted_by_class_empty_ones_too_and_the_unknown_left_out():
    found = shares_by_class(
        np.array([True, False, True, True, True]),
        np.array([100, 300, 50, 0, 7777]),
        np.array([0, 0, 0, 2, -1]),
        ["villages", "bourgs", "villes", "métropoles"],
    )
    assert found == (
        ClassShare("villages", communes=3, population=450, covered=150),
        ClassShare("bourgs", communes=0, population=0, covered=0),
        ClassShare("villes", communes=1, population=0, covered=0),
        ClassShare("métropoles", communes=0, population=0, covered=0),
    )
    assert found[0].share == pytest.approx(1 / 3)
    assert np.isnan([one.share for one in found[1:]]).all()
