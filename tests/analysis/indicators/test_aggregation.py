from dataclasses import replace

import numpy as np
import pytest

from dashboard.analysis.indicators.aggregation import (
    presence,
    region_totals,
    territory_values,
    theme_breakdown,
)
from dashboard.analysis.kernel.results import Presence, TerritoryValues
from dashboard.analysis.region_index import RegionIndex
from dashboard.domain.counting import Counting, ValueState
from dashboard.domain.indicators import Indicator
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from tests.helpers.small_region import (
    AIN,
    ANCIENNE,
    BOURG,
    BUS,
    CUT,
    EMPTY,
    IN_LYON,
    LOIRE,
    LYON,
    REGION,
    TROIS,
    Catalogue,
    Geography,
    observatory_of,
)

COMMUNES = MapSelection(level=Level.COMMUNE)
DEPARTEMENTS = MapSelection(level=Level.DEPARTEMENT)


def by_code(region_index: RegionIndex, level: Level, values: np.ndarray) -> dict[str, float]:
    return dict(zip(region_index.territories[level].codes, values.tolist(), strict=True))


def numbers(region_index: RegionIndex, selection: MapSelection) -> dict[str, float]:
    values = territory_values(region_index, selection)
    found = by_code(region_index, selection.level, values.number)
    return {code: number for code, number in found.items() if number}


def test_an_initiative_in_several_communes_counts_once_for_their_epci(
    region_index: RegionIndex,
) -> None:
    in_communes = numbers(region_index, COMMUNES)
    assert [in_communes[code] for code in ("01053", "01344", "01999")] == [2, 2, 3]
    assert numbers(region_index, MapSelection())[BOURG] == 3


def test_located_leaves_out_what_only_serves(region_index: RegionIndex) -> None:
    in_communes = numbers(region_index, COMMUNES.filtered(counting=Counting.LOCATED))
    assert [in_communes[code] for code in ("01053", "01344", "01999")] == [1, 2, 2]


def test_a_departement_wide_initiative_counts_for_the_departement_only(
    region_index: RegionIndex,
) -> None:
    asked = MapSelection(filters=Filters(themes=("numerique",), years=(2022, 2022)))
    assert numbers(region_index, asked) == {}
    assert numbers(region_index, replace(asked, level=Level.COMMUNE)) == {}
    assert numbers(region_index, replace(asked, level=Level.DEPARTEMENT)) == {"D01": 1}


def test_the_rate_is_per_10_000_inhabitants_inside(region_index: RegionIndex) -> None:
    values = territory_values(region_index, MapSelection())
    rate = by_code(region_index, Level.EPCI, values.values[Indicator.RATE])
    assert rate[BOURG] == pytest.approx(0.6)
    assert rate[CUT] == pytest.approx(10.0)
    assert np.isnan(rate[EMPTY])


def test_the_four_states_of_a_rate_are_told_apart(region_index: RegionIndex) -> None:
    values = territory_values(region_index, COMMUNES)
    state = by_code(region_index, Level.COMMUNE, values.state)
    assert state["26900"] == ValueState.MISSING
    assert state["42218"] == ValueState.ZERO
    assert state["01999"] == ValueState.LOW_POPULATION
    assert state["07288"] == ValueState.VALUE
    in_epci = by_code(
        region_index, Level.EPCI, territory_values(region_index, MapSelection()).state
    )
    assert in_epci[CUT] == ValueState.LOW_POPULATION


def test_a_small_population_without_initiatives_is_zero_not_doubtful(
    region_index: RegionIndex,
) -> None:
    asked = COMMUNES.filtered(themes=("lien-social",))
    values = territory_values(region_index, asked)
    assert by_code(region_index, Level.COMMUNE, values.state)["01999"] == ValueState.ZERO


def test_a_number_needs_no_inhabitants(region_index: RegionIndex) -> None:
    values = territory_values(region_index, replace(COMMUNES, indicator=Indicator.NUMBER))
    state = by_code(region_index, Level.COMMUNE, values.state)
    assert state["26900"] == ValueState.VALUE
    assert state["01999"] == ValueState.VALUE


def share(region_index: RegionIndex, selection: MapSelection) -> dict[str, float]:
    values = territory_values(region_index, selection)
    return by_code(region_index, selection.level, values.values[Indicator.SHARE])


def test_the_share_counts_inhabitants_of_communes_with_an_initiative(
    region_index: RegionIndex,
) -> None:
    assert share(
        region_index, MapSelection(filters=Filters(themes=("alimentation",), years=(2000, 2000)))
    )[BOURG] == pytest.approx(0.008)
    assert share(region_index, MapSelection())[LYON] == pytest.approx(500 / 540)
    assert share(region_index, MapSelection())[BOURG] == 1
    assert np.isnan(share(region_index, MapSelection())[EMPTY])


def test_the_share_of_those_located_ignores_those_that_serve(region_index: RegionIndex) -> None:
    located = MapSelection(filters=Filters(counting=Counting.LOCATED, themes=("mobilite",)))
    assert share(region_index, located)[BOURG] == pytest.approx(9_600 / 50_000)


def test_wide_initiatives_serve_inhabitants_only_when_switched_on(
    region_index: RegionIndex,
) -> None:
    digital = MapSelection(filters=Filters(themes=("numerique",), years=(2022, 2022)))
    assert share(region_index, digital)[BOURG] == 0
    assert share(region_index, digital.filtered(wide=True))[BOURG] == 1
    assert share(region_index, digital.filtered(wide=True))[LYON] == 0
    health = digital.filtered(themes=("sante",), wide=True)
    assert share(region_index, health)[LYON] == 1
    assert share(region_index, health.filtered(counting=Counting.LOCATED))[LYON] == 0
    assert numbers(region_index, digital.filtered(wide=True)) == {}


def test_a_share_of_nothing_is_the_state_zero(region_index: RegionIndex) -> None:
    asked = MapSelection(filters=Filters(themes=("mobilite",)), indicator=Indicator.SHARE)
    values = territory_values(region_index, asked)
    state = by_code(region_index, Level.EPCI, values.state)
    assert state[LYON] == ValueState.ZERO
    assert state[BOURG] == ValueState.VALUE
    assert state[CUT] == ValueState.VALUE


def test_the_values_shown_are_those_of_the_indicator(region_index: RegionIndex) -> None:
    values: TerritoryValues = territory_values(
        region_index, MapSelection(indicator=Indicator.NUMBER)
    )
    assert by_code(region_index, Level.EPCI, values.shown)[BOURG] == 3


def test_the_region_counts_distinct_initiatives_wide_ones_included(
    region_index: RegionIndex,
) -> None:
    totals = region_totals(region_index, MapSelection())
    assert totals.number == 8
    assert totals.unknown_first_year == 1
    assert totals.population == 751_000
    assert totals.values[Indicator.RATE] == pytest.approx(80_000 / 751_000)
    assert totals.values[Indicator.SHARE] == pytest.approx(551_000 / 751_000)
    assert totals.territories_with == 4


def test_the_region_of_those_located_has_no_wide_ones(region_index: RegionIndex) -> None:
    totals = region_totals(region_index, MapSelection(filters=Filters(counting=Counting.LOCATED)))
    assert totals.number == 6


def test_the_sure_share_leaves_out_what_only_approximate_records_reach(
    geography: Geography, catalogue: Catalogue
) -> None:
    rough = catalogue.initiatives["id"].isin(["trois-communes", "lyon", "region"])
    precision = catalogue.initiatives["precision"].mask(rough, "approximate")
    catalogue.initiatives = catalogue.initiatives.assign(precision=precision)
    region_index = observatory_of(geography, catalogue)
    totals = region_totals(region_index, MapSelection())
    assert totals.values[Indicator.SHARE] == pytest.approx(551_000 / 751_000)
    assert totals.sure_share == pytest.approx(51_000 / 751_000)  # the bus still serves Bourg
    assert totals.number == 8
    wide = region_totals(region_index, MapSelection(filters=Filters(wide=True)))
    assert (wide.values[Indicator.SHARE], wide.sure_share) == (1, pytest.approx(51_000 / 751_000))


def test_where_all_areas_are_known_the_share_is_sure(region_index: RegionIndex) -> None:
    totals = region_totals(region_index, MapSelection())
    assert totals.sure_share == totals.values[Indicator.SHARE] == pytest.approx(551_000 / 751_000)


def test_a_territory_lists_each_initiative_once(region_index: RegionIndex) -> None:
    assert presence(region_index, Filters(), "01053") == Presence((TROIS,), (BUS,), (AIN, REGION))
    assert presence(region_index, Filters(), BOURG) == Presence(
        (TROIS, BUS, ANCIENNE), (), (AIN, REGION)
    )
    assert presence(region_index, Filters(), LOIRE) == Presence((), (), (REGION,))


def test_a_departement_counts_what_serves_it_as_a_whole(region_index: RegionIndex) -> None:
    found = presence(region_index, Filters(), "D01")
    assert found == Presence((TROIS, BUS, ANCIENNE), (AIN,), (REGION,))
    assert numbers(region_index, DEPARTEMENTS)["D01"] == len(found.located + found.serving)


def test_the_region_is_served_by_all(region_index: RegionIndex) -> None:
    found = presence(region_index, Filters(themes=("numerique", "sante")), "R82")
    assert found == Presence((IN_LYON,), (AIN, REGION), ())


def test_a_territory_outside_the_region_has_nothing(region_index: RegionIndex) -> None:
    assert presence(region_index, Filters(), "75056") == Presence((), (), ())


def test_filters_hold_for_a_territory_too(region_index: RegionIndex) -> None:
    found = presence(
        region_index,
        Filters(publics=("jeunes",), years=(2021, 2021)),
        "01344",
    )
    assert found == Presence((TROIS,), (), (REGION,))


def test_themes_of_a_territory_count_distinct_initiatives(region_index: RegionIndex) -> None:
    assert theme_breakdown(region_index, Filters(), BOURG) == (
        ("alimentation", 2),
        ("mobilite", 1),
    )
    assert theme_breakdown(region_index, Filters(), LYON) == (
        ("alimentation", 1),
        ("numerique", 1),
    )
    located = MapSelection(filters=Filters(counting=Counting.LOCATED))
    assert theme_breakdown(region_index, located.filters, "01053") == (("alimentation", 1),)
