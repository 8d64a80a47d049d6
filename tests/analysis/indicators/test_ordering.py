import pytest

from dashboard.analysis.indicators.aggregation import territory_values
from dashboard.analysis.indicators.ordering import row_order, table_row
from dashboard.analysis.region_index import RegionIndex
from dashboard.domain.indicators import MAPPED, Indicator
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection, TerritoryColumn
from dashboard.domain.selections.order import SortOrder
from dashboard.domain.territory import Level
from tests.helpers.small_region import BOURG, CUT, EMPTY, LOIRE, LYON


def ordered(
    region_index: RegionIndex, selection: MapSelection, *, key: TerritoryColumn, descending: bool
) -> list[str]:
    territories = region_index.territories[selection.level]
    values = territory_values(region_index, selection)
    order = row_order(territories, values, SortOrder(key, descending))
    return [territories.codes[row] for row in order.tolist()]


def cautious(region_index: RegionIndex, selection: MapSelection, code: str) -> bool:
    territories = region_index.territories[selection.level]
    row = territories.rows[code]
    return table_row(territories, territory_values(region_index, selection), row).cautious


@pytest.mark.parametrize(
    ("descending", "order"),
    [
        (True, [BOURG, LYON, LOIRE, CUT, EMPTY]),  # 0.6, 0.02, 0, doubtful 10, unknown
        (False, [LOIRE, LYON, BOURG, CUT, EMPTY]),
    ],
)
def test_a_doubtful_rate_comes_after_the_sound_ones_and_an_unknown_one_last(
    region_index: RegionIndex, *, descending: bool, order: list[str]
) -> None:
    assert ordered(region_index, MapSelection(), key=Indicator.RATE, descending=descending) == order


def test_a_territory_of_few_without_any_has_a_sound_rate_of_zero(region_index: RegionIndex) -> None:
    food = MapSelection(filters=Filters(themes=("alimentation",)))
    order = ordered(region_index, food, key=Indicator.RATE, descending=False)
    assert order == [LOIRE, CUT, LYON, BOURG, EMPTY]


@pytest.mark.parametrize(
    ("descending", "order"),
    [
        (True, [BOURG, LYON, CUT, EMPTY, LOIRE]),  # 3, then 1 each, then 0
        (False, [LOIRE, LYON, CUT, EMPTY, BOURG]),
    ],
)
def test_among_equal_numbers_the_most_inhabitants_come_first(
    region_index: RegionIndex, *, descending: bool, order: list[str]
) -> None:
    assert (
        ordered(region_index, MapSelection(), key=Indicator.NUMBER, descending=descending) == order
    )


@pytest.mark.parametrize("indicator", MAPPED)
def test_caution_is_told_whichever_indicator_is_shown(
    region_index: RegionIndex, indicator: Indicator
) -> None:
    communes = MapSelection(level=Level.COMMUNE, indicator=indicator)
    told = {code: cautious(region_index, communes, code) for code in ("01999", "07288", "42218")}
    assert told == {"01999": True, "07288": False, "42218": False}
    epci = MapSelection(indicator=indicator)
    assert {code: cautious(region_index, epci, code) for code in (CUT, BOURG, LOIRE)} == {
        CUT: True,
        BOURG: False,
        LOIRE: False,
    }


@pytest.mark.parametrize("indicator", MAPPED)
def test_a_small_territory_without_any_needs_no_caution(
    region_index: RegionIndex, indicator: Indicator
) -> None:
    asked = MapSelection(
        filters=Filters(themes=("lien-social",)), level=Level.COMMUNE, indicator=indicator
    )
    assert cautious(region_index, asked, "01999") is False
