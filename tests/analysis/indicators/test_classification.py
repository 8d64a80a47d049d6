from dataclasses import replace

import numpy as np
import pytest

from dashboard.analysis.indicators.aggregation import territory_values
from dashboard.analysis.indicators.classification import (
    FIFTHS,
    QUANTILES,
    QUARTERS,
    SERVED_OR_NOT,
    analyse,
    circle_reference,
    class_breaks,
    classify,
    quantile_bounds,
)
from dashboard.analysis.kernel.results import Breaks, Classes
from dashboard.analysis.region_index import RegionIndex
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.counting import ValueState
from dashboard.domain.indicators import Indicator
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from tests.helpers.small_region import BOURG


def classed(values: list[float], states: list[ValueState], breaks: Breaks) -> Classes:
    return classify(np.array(values), np.array(states, dtype=np.uint8), breaks)


def bounds(values: list[float]) -> tuple[float, ...]:
    return quantile_bounds(np.array(values, dtype=float), most=5, decimals=2)


def test_ten_values_make_five_classes_of_two() -> None:
    assert bounds([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) == (1, 2, 4, 6, 8, 10)


def test_there_are_never_more_classes_than_distinct_values() -> None:
    assert bounds([3, 3, 3, 7]) == (3, 3, 7)
    assert bounds([2, 2]) == (2, 2)
    assert bounds([]) == ()


def test_many_equal_values_do_not_swallow_the_classes() -> None:
    assert bounds([1] * 90 + [2, 3, 4, 5]) == (1, 1, 2, 3, 4, 5)


def test_bounds_are_rounded_outwards_so_that_no_value_drops_out() -> None:
    assert bounds([0.127, 0.234]) == (0.12, 0.13, 0.24)


def test_bounds_that_rounding_would_merge_or_make_zero_get_more_decimals() -> None:
    assert bounds([0.0012, 0.0234, 0.0239]) == (0.001, 0.0012, 0.0234, 0.0239)
    assert bounds([0.007, 0.12, 2.04]) == (0.007, 0.01, 0.12, 2.04)


def test_a_value_on_a_bound_falls_in_the_lower_class() -> None:
    classes = classed([1, 2, 2.5, 4], [ValueState.VALUE] * 4, Breaks(QUANTILES, (1, 2, 4)))
    assert classes.codes.tolist() == [3, 3, 4, 4]
    assert classes.counts == (2, 2)


def test_states_stay_out_of_the_classes() -> None:
    states = [ValueState.MISSING, ValueState.ZERO, ValueState.LOW_POPULATION, ValueState.VALUE]
    classes = classed([np.nan, 0, 100, 2], states, Breaks(QUANTILES, (1, 1, 2)))
    assert classes.codes.tolist() == [0, 1, 2, 4]
    assert classes.states == {0: 1, 1: 1, 2: 1}
    assert classes.counts == (0, 1)


def test_nothing_to_classify_makes_no_class() -> None:
    classes = classed([0, np.nan], [ValueState.ZERO, ValueState.MISSING], Breaks("", ()))
    assert (classes.bounds, classes.counts, classes.codes.tolist()) == ((), (), [1, 0])


def test_breaks_are_the_same_whatever_the_years(region_index: RegionIndex) -> None:
    asked = MapSelection(level=Level.COMMUNE)
    early = class_breaks(region_index, asked.filtered(years=(2011, 2011)))
    late = class_breaks(
        region_index, replace(asked.filtered(years=(2018, 2020)), page=3, territory=BOURG)
    )
    assert early is late
    assert early.method == QUANTILES


@pytest.mark.parametrize("level", Level)
def test_in_no_year_does_a_rate_fall_outside_the_bounds(
    region_index: RegionIndex, level: Level
) -> None:
    for years in [None, (1950, 1950), (2011, 2011), (2012, 2019), (2016, 2016), (2060, 2060)]:
        asked = MapSelection(filters=Filters(years=years), level=level)
        values = territory_values(region_index, asked)
        found = values.values[Indicator.RATE][values.state == ValueState.VALUE]
        edges = class_breaks(region_index, asked).bounds
        assert np.all((found >= edges[0]) & (found <= edges[-1]))


def test_doubtful_rates_are_left_out_of_the_breaks(region_index: RegionIndex) -> None:
    # L’Œuvre-sur-Ain: 3 per 400 inhabitants makes 75; Saint-Priest (07): 1 per 1,000 makes 10.
    assert class_breaks(region_index, MapSelection(level=Level.COMMUNE)).bounds[-1] == 10
    # CC Coupée, also at 10, has 1 commune of 3 inside; Bourg has 3 per 50,000.
    assert class_breaks(region_index, MapSelection()).bounds[-1] == 0.6


def test_mostly_empty_territories_still_make_five_classes() -> None:
    rng = np.random.default_rng(1)
    rates = np.where(np.arange(1000) < 780, 0, rng.uniform(0.5, 40, 1000))
    edges = bounds(rates[rates > 0].tolist())
    states = np.where(rates > 0, ValueState.VALUE, ValueState.ZERO).tolist()
    classes = classed(rates.tolist(), states, Breaks(QUANTILES, edges))
    assert len(classes.counts) == 5
    assert sum(classes.counts) == 220
    assert min(classes.counts) >= 43


def test_shares_have_fixed_classes(region_index: RegionIndex) -> None:
    shares = MapSelection(indicator=Indicator.SHARE)
    assert class_breaks(region_index, shares) == FIFTHS
    assert FIFTHS.bounds == (0, 0.2, 0.4, 0.6, 0.8, 1)
    assert class_breaks(region_index, replace(shares, level=Level.DEPARTEMENT)) == QUARTERS
    assert QUARTERS.bounds == (0, 0.25, 0.5, 0.75, 1)
    in_communes = replace(shares, level=Level.COMMUNE)
    assert class_breaks(region_index, in_communes) == Breaks(SERVED_OR_NOT, (1, 1))
    assert analyse(region_index, in_communes).classes.counts == (5,)


def test_the_largest_circle_stands_for_the_largest_number_of_all_years(
    region_index: RegionIndex,
) -> None:
    numbers = MapSelection(indicator=Indicator.NUMBER)
    assert circle_reference(region_index, numbers.filtered(years=(2011, 2011))) == 3
    assert circle_reference(region_index, numbers.filtered(themes=("logement",))) == 0


def test_a_theme_without_initiatives_has_nothing_to_classify(region_index: RegionIndex) -> None:
    assert (
        class_breaks(region_index, MapSelection(filters=Filters(themes=("logement",)))).bounds == ()
    )


def test_departements_have_four_classes_at_most(snapshot: Snapshot) -> None:
    departements = MapSelection(level=Level.DEPARTEMENT)
    classes = analyse(snapshot.region_index, departements).classes
    assert (len(classes.counts), sum(classes.counts)) == (4, 7)
    epci = analyse(snapshot.region_index, replace(departements, level=Level.EPCI)).classes
    assert len(epci.counts) == 5
