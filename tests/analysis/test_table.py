import pytest
from small_region import BOURG, CUT, EMPTY, LOIRE, LYON

from dashboard.analysis.indicators.aggregation import territory_values
from dashboard.analysis.indicators.ordering import row_order, table_row
from dashboard.analysis.region_index import Observatory
from dashboard.domain.indicator import Indicator
from dashboard.domain.selections.map import Selection, SortKey
from dashboard.domain.territory import Level


def ordered(
    observatory: Observatory, selection: Selection, *, key: SortKey, descending: bool
) -> list[str]:
    territories = observatory.territories[selection.level]
    values = territory_values(observatory, selection)
    order = row_order(territories, values, key=key, descending=descending)
    return [territories.codes[row] for row in order.tolist()]


def cautious(observatory: Observatory, selection: Selection, code: str) -> bool:
    territories = observatory.territories[selection.level]
    row = territories.rows[code]
    return table_row(territories, territory_values(observatory, selection), row).cautious


@pytest.mark.parametrize(
    ("descending", "order"),
    [
        (True, [BOURG, LYON, LOIRE, CUT, EMPTY]),  # 0.6, 0.02, 0, doubtful 10, unknown
        (False, [LOIRE, LYON, BOURG, CUT, EMPTY]),
    ],
)
def test_a_doubtful_rate_comes_after_the_sound_ones_and_an_unknown_one_last(
    observatory: Observatory, *, descending: bool, order: list[str]
) -> None:
    assert ordered(observatory, Selection(), key=SortKey.RATE, descending=descending) == order


def test_a_territory_of_few_without_any_has_a_sound_rate_of_zero(observatory: Observatory) -> None:
    food = Selection(themes=("alimentation",))
    order = ordered(observatory, food, key=SortKey.RATE, descending=False)
    assert order == [LOIRE, CUT, LYON, BOURG, EMPTY]


@pytest.mark.parametrize(
    ("descending", "order"),
    [
        (True, [BOURG, LYON, CUT, EMPTY, LOIRE]),  # 3, then 1 each, then 0
        (False, [LOIRE, LYON, CUT, EMPTY, BOURG]),
    ],
)
def test_among_equal_numbers_the_most_inhabitants_come_first(
    observatory: Observatory, *, descending: bool, order: list[str]
) -> None:
    assert ordered(observatory, Selection(), key=SortKey.NUMBER, descending=descending) == order


@pytest.mark.parametrize("indicator", Indicator)
def test_caution_is_told_whichever_indicator_is_shown(
    observatory: Observatory, indicator: Indicator
) -> None:
    communes = Selection(level=Level.COMMUNE, indicator=indicator)
    told = {code: cautious(observatory, communes, code) for code in ("01999", "07288", "42218")}
    assert told == {"01999": True, "07288": False, "42218": False}
    epci = Selection(indicator=indicator)
    assert {code: cautious(observatory, epci, code) for code in (CUT, BOURG, LOIRE)} == {
        CUT: True,
        BOURG: False,
        LOIRE: False,
    }


@pytest.mark.parametrize("indicator", Indicator)
def test_a_small_territory_without_any_needs_no_caution(
    observatory: Observatory, indicator: Indicator
) -> None:
    asked = Selection(level=Level.COMMUNE, indicator=indicator, themes=("lien-social",))
    assert cautious(observatory, asked, "01999") is False
