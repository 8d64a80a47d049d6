"""Who has a need and lives in a gap: what is under secret is not zero."""

import numpy as np
import pytest

from dashboard.analysis.coverage.needs import NeedOrigin
from dashboard.analysis.coverage.table import commune_lines
from dashboard.analysis.coverage.totals import coverage_totals, region_coverage
from dashboard.domain.partial import PartialSum
from dashboard.domain.territory import Level
from tests.helpers.small_coverage import EAST, WEST, Village, ask, stop, villages_snapshot
from tests.helpers.small_nearby import initiative
from tests.helpers.small_needs import CARS, INCOME, POVERTY, need

NAN = np.nan
VILLAGES = [
    Village("01001", "Avron", 0, 10),
    Village("01002", "Bief", 60, 20),
    Village("01003", "Cize", 80, 70),
    Village("01004", "Dun", 100, 100, epci=EAST),
    Village("01005", "Este", 120, 200, epci=EAST),
    Village("01006", "Fay", 140, 1000, epci=EAST),
]
"""Only Avron is near the bus."""


def asked(values, *, code=POVERTY, chosen=POVERTY, cut=(), **facts):
    snapshot = villages_snapshot(
        VILLAGES,
        [initiative("bus")],
        [stop("bus", 0)],
        cut=cut,
        needs={code: need(values, code=code, **facts)},
    )
    return ask(snapshot, need=chosen)


def concerned(one):
    return [tally.concerned for tally in (*coverage_totals(one, Level.EPCI), region_coverage(one))]


def test_each_territory_says_for_how_many_inhabitants_of_its_gaps_it_is_known():
    # 10 % of the 20 of Bief; 20 % of the 100 of Dun, 30 % of the 200 of Este.
    west, east, region = concerned(asked([50.0, 10, NAN, 20, 30, NAN]))
    assert west == PartialSum(2, 20, 90)
    assert east == PartialSum(20 + 60, 300, 1300)
    assert region == PartialSum(82, 320, 1390)


def test_where_all_communes_are_secret_the_people_are_not_known():
    west, east, region = concerned(asked([50.0, NAN, NAN, 20, 30, 0]))
    assert np.isnan(west.value)
    assert (west.known_population, west.population) == (0, 90)
    assert east == PartialSum(80, 1300, 1300)
    # The ninety of the west are missing, not zero.
    assert region == PartialSum(80, 1300, 1390)


def test_what_is_published_for_the_epci_stands_for_its_secret_communes():
    origin = [NeedOrigin.COMMUNE, *[NeedOrigin.EPCI] * 2, *[NeedOrigin.NONE] * 3]
    one = asked([50.0, 10, 10, NAN, NAN, NAN], epci=(10, NAN), origin=origin)
    assert concerned(one)[0] == PartialSum(9, 90, 90)
    lines = commune_lines(one, np.arange(6))
    assert [line.concerned for line in lines] == [5, 2, 7, None, None, None]
    assert [line.borrowed for line in lines] == [False, True, True, False, False, False]


def test_nobody_lives_in_the_gaps_of_the_border():
    west, east, _ = concerned(asked([NAN] * 6, cut=[EAST]))
    assert np.isnan(west.value)
    assert east == PartialSum(0, 0, 0)


@pytest.mark.parametrize(("code", "chosen"), [(INCOME, INCOME), (CARS, POVERTY)])
def test_a_need_that_is_no_share_of_people_or_was_not_imported_has_no_sum(code, chosen):
    assert concerned(asked([50.0] * 6, code=code, chosen=chosen)) == [None] * 3


def test_the_territories_are_those_of_the_ground():
    one = asked([50.0] * 6)
    assert [tally.code for tally in coverage_totals(one, Level.EPCI)] == [WEST, EAST]
