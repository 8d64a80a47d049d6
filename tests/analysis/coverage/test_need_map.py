"""Need crossed with coverage: which cell each territory is in."""

import numpy as np
import pytest

from dashboard.analysis.coverage.need_map import need_map, needs_at
from dashboard.analysis.coverage.needs import NeedOrigin
from dashboard.domain.territory import Level
from tests.helpers.small_coverage import EAST, WEST, Village, ask, stop, villages_snapshot
from tests.helpers.small_nearby import initiative
from tests.helpers.small_needs import CARS, need

NAN = np.nan
VILLAGES = [
    Village("01001", "Avron", 0, 10),
    Village("01002", "Bief", 0.5, 20),
    Village("01003", "Cize", 1, 70),
    Village("01004", "Dun", 100, 100, epci=EAST),
    Village("01005", "Este", 101, 200, epci=EAST),
    Village("01006", "Fay", 102, 1000, epci=EAST),
]
RECORDS = [initiative("bus", served_codes=("01001", "01002"))]
"""It serves Avron and Bief, stands near Cize, and is far from the others."""
VALUES = [10.0, 10, 20, 20, 30, 30]


def asked(*, cut=(), villages=VILLAGES):
    return ask(villages_snapshot(villages, RECORDS, [stop("bus", 1)], cut=cut))


def test_a_commune_is_in_the_cell_of_its_coverage_and_of_its_third():
    found = need_map(asked(), need(VALUES), Level.COMMUNE)
    assert found.bounds == (10, 20)
    # Rows: served, near, neither; columns: low, middle, high need.
    assert found.cells.tolist() == [0, 0, 4, 7, 8, 8]
    assert found.counts.tolist() == [[2, 0, 0], [0, 1, 0], [0, 1, 2]]
    assert (found.from_epci, found.unknown) == (0, 0)


def test_a_share_of_which_little_tells_of_need_is_read_from_its_other_end():
    found = need_map(asked(), need([90.0, 90, 80, 80, 70, 70], code=CARS), Level.COMMUNE)
    assert found.cells.tolist() == [0, 0, 4, 7, 8, 8]


def test_bounds_are_read_from_the_end_that_tells_of_need():
    found = need_map(asked(), need([90.0, 90, 80, 80, 70, 70], code=CARS), Level.COMMUNE)
    # 10 % and 20 % of households without a car.
    assert found.bounds == (10, 20)


def test_communes_told_apart_at_the_border_and_those_without_a_value_are_in_no_cell():
    found = need_map(asked(cut=[EAST]), need([10.0, NAN, 20, 20, 30, 30]), Level.COMMUNE)
    # A third of five values goes up to the second of them: both of 20 are low.
    assert found.cells.tolist() == [0, -1, 3, -1, -1, -1]
    assert (found.counts.sum(), found.unknown) == (2, 4)


def test_values_that_are_those_of_the_epci_are_counted_for_communes_only():
    origin = [NeedOrigin.EPCI, NeedOrigin.EPCI, *[NeedOrigin.COMMUNE] * 4]
    told = need(VALUES, origin=origin)
    assert need_map(asked(), told, Level.COMMUNE).from_epci == 2
    assert need_map(asked(), told, Level.EPCI).from_epci == 0


def test_an_epci_has_the_value_published_for_it_else_the_mean_of_its_inhabitants():
    told = need([10.0, 10, 20, 20, 30, 60], epci=(50, NAN))
    found = need_map(asked(), told, Level.EPCI)
    # East: (20 × 100 + 30 × 200 + 60 × 1000) / 1300 = 52.3, above the 50 of west.
    assert found.bounds == pytest.approx((50, 68_000 / 1300))
    assert found.cells.tolist() == [0, 7]


@pytest.mark.parametrize(
    ("far", "step"), [(0, 0), (10, 0), (11, 1), (100, 1), (101, 2), (10_000, 2)]
)
def test_an_epci_is_well_covered_from_90_percent_and_half_from_50(far, step):
    # West has 90 inhabitants near the place, or 100 of them where so many more are far.
    near = 100 if far >= 100 else 90
    villages = [Village("01001", "Avron", 1, near), Village("01002", "Bief", 100, far)]
    snapshot = villages_snapshot(villages, [initiative("bus")], [stop("bus", 1)])
    found = need_map(ask(snapshot), need([5.0, 5.0]), Level.EPCI)
    # The only value is of the lowest third; east has no inhabitants.
    assert found.cells.tolist() == [3 * step, -1]


def test_the_mean_of_a_territory_says_for_how_many_inhabitants_it_is_known():
    snapshot = asked().snapshot
    found = needs_at(snapshot, need([10.0, NAN, 20, NAN, NAN, NAN]), Level.EPCI)
    assert found.values == pytest.approx([(10 * 10 + 20 * 70) / 80, NAN], nan_ok=True)
    # 20 inhabitants of the west, and all of the east, live where it is not known.
    assert found.known_populations.tolist() == [80, 0]
    assert found.populations.tolist() == [100, 1300]
    assert snapshot.region_index.territories[Level.EPCI].codes == (WEST, EAST)


def test_what_is_published_for_an_epci_is_known_for_all_of_it():
    found = needs_at(asked().snapshot, need([NAN] * 6, epci=(12, NAN)), Level.EPCI)
    assert found.values == pytest.approx([12, NAN], nan_ok=True)
    assert found.known_populations.tolist() == [100, 0]


def test_a_territory_known_for_less_than_half_of_its_inhabitants_is_in_no_cell():
    # 300 of the 1,300 inhabitants of the east, then 1,000 of them.
    few = need_map(asked(), need([10.0, 10, 20, 20, 30, NAN]), Level.EPCI)
    most = need_map(asked(), need([10.0, 10, 20, NAN, NAN, 30]), Level.EPCI)
    assert few.cells.tolist() == [0, -1]
    assert few.needs.values[1] == pytest.approx((20 * 100 + 30 * 200) / 300)
    assert (few.unknown, few.partial) == (1, 1)
    assert most.cells.tolist() == [0, 7]
    assert (most.unknown, most.partial) == (0, 1)


def test_numbers_of_things_are_added_up():
    found = needs_at(
        asked().snapshot, need([1.0, 0, 2, NAN, 3, 0], code="quartiers-prioritaires"), Level.EPCI
    )
    assert found.values.tolist() == [3, 3]
    assert found.known_populations.tolist() == [100, 1200]
