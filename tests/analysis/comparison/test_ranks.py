"""What a territory is set beside, and its ranks."""

import numpy as np
import pytest

from dashboard.analysis.comparison.indicators import level_indicators
from dashboard.analysis.comparison.ranks import (
    ranks,
    reference_members,
    reference_value,
    region_mean,
    sound_members,
)
from dashboard.analysis.comparison.results import LevelIndicators
from dashboard.domain.indicators import Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from tests.helpers.small_comparison import (
    CELLS,
    RECORDS,
    A,
    B,
    Body,
    C,
    Cell,
    D,
    M,
    alone,
    cells_snapshot,
    row_of,
)
from tests.helpers.small_nearby import initiative


@pytest.fixture(scope="module")
def snapshot():
    return cells_snapshot()


def standing(snapshot, code, indicator=Indicator.RATE, level=Level.EPCI):
    indicators = level_indicators(snapshot, MapSelection(level=level))
    (found,) = ranks(snapshot, indicators, indicator, [row_of(snapshot, code, level)])
    return found


def beside(snapshot, code, reference, indicator=Indicator.RATE, level=Level.EPCI):
    found = standing(snapshot, code, indicator, level).references.get(reference)
    return None if found is None else pytest.approx(found)


def test_the_regional_mean_of_rates_is_weighed_by_inhabitants(snapshot):
    # 6 initiatives counted, 19,000 inhabitants.
    assert beside(snapshot, A, Reference.REGION) == 10_000 * 6 / 19_000
    indicators = level_indicators(snapshot, MapSelection())
    assert region_mean(snapshot, indicators, Indicator.RATE) == pytest.approx(10_000 * 6 / 19_000)


def test_the_regional_mean_of_shares_is_the_share_of_all_inhabitants(snapshot):
    # Commune 07002, of 600, and D, of 400, have none.
    assert beside(snapshot, A, Reference.REGION, Indicator.SHARE) == 18_000 / 19_000


def test_the_regional_mean_of_numbers_is_plain(snapshot):
    assert beside(snapshot, A, Reference.REGION, Indicator.NUMBER) == 6 / 5
    assert beside(snapshot, A, Reference.REGION, Indicator.ORGANISATIONS) == (3 + 2 + 0 + 0 + 1) / 5


def test_the_departement_is_that_of_most_inhabitants(snapshot):
    # Ain: A and B. Ardèche: C and M.
    assert beside(snapshot, A, Reference.DEPARTEMENT) == 10_000 * 4 / 14_000
    assert beside(snapshot, B, Reference.DEPARTEMENT) == 10_000 * 4 / 14_000
    assert beside(snapshot, C, Reference.DEPARTEMENT) == 10_000 * 2 / 4_600
    assert beside(snapshot, C, Reference.DEPARTEMENT, Indicator.NUMBER) == 1


def test_an_epci_over_two_departements_is_in_the_one_where_most_people_live():
    own = [Cell("01003", B, 1_900, 2), Cell("07009", B, 2_100, 2, 1)]
    snapshot = cells_snapshot([*(cell for cell in CELLS if cell.epci != B), *own])
    departements = snapshot.region_index.territories[Level.DEPARTEMENT].codes
    assert departements[snapshot.departements[Level.EPCI][row_of(snapshot, B)]] == "D07"


def test_neighbours_weigh_the_same_whatever_their_inhabitants(snapshot):
    # A and C touch B.
    assert beside(snapshot, B, Reference.NEIGHBOURS) == (2 + 6.25) / 2
    assert beside(snapshot, B, Reference.NEIGHBOURS, Indicator.NUMBER) == 1.5
    members = reference_members(
        snapshot, indicators(snapshot), Indicator.RATE, row_of(snapshot, B), Reference.NEIGHBOURS
    )
    assert (members.rows.tolist(), members.weights.tolist()) == ([0, 2], [0.5, 0.5])


def indicators(snapshot):
    return level_indicators(snapshot, MapSelection())


def test_where_none_touches_there_is_no_mean_of_neighbours(snapshot):
    assert beside(snapshot, D, Reference.NEIGHBOURS) is None
    assert beside(snapshot, D, Reference.REGION) is not None


def test_the_median_of_rates_leaves_out_few_inhabitants_and_those_mostly_outside(snapshot):
    # A 2, B 5, C 6.25; not D, of 400 inhabitants, nor M, two thirds outside.
    assert beside(snapshot, A, Reference.STRATUM) == 5
    assert beside(snapshot, D, Reference.STRATUM) == 5


def test_the_median_of_numbers_keeps_few_inhabitants(snapshot):
    # A 2, B 2, C 1, D 0; not M.
    assert beside(snapshot, A, Reference.STRATUM, Indicator.NUMBER) == 1.5


def test_a_median_is_that_of_the_territory_s_own_type():
    bodies = [Body(A, "CA Amont", kind="CA"), *(Body(one, one) for one in (B, C, D))]
    snapshot = cells_snapshot(bodies=[*bodies, Body(M, "CC Moitié", outside=2)])
    assert beside(snapshot, A, Reference.STRATUM) == 2
    assert beside(snapshot, B, Reference.STRATUM) == (5 + 6.25) / 2


def test_a_departement_is_set_beside_no_departement(snapshot):
    references = standing(snapshot, "D01", level=Level.DEPARTEMENT).references
    assert list(references) == [Reference.REGION, Reference.STRATUM, Reference.NEIGHBOURS]
    assert references[Reference.NEIGHBOURS] == pytest.approx(10_000 * 2 / 4_600)


def test_ranks_count_from_the_largest_and_skip_what_says_little(snapshot):
    ranks = {code: standing(snapshot, code) for code in (A, B, C, D, M)}
    assert [one.rank for one in ranks.values()] == [3, 2, 1, None, None]
    assert {one.ranked for one in ranks.values()} == {3}
    assert [one.cautious for one in ranks.values()] == [False, False, False, True, True]


def test_equal_values_share_the_better_rank_and_zero_is_not_ranked(snapshot):
    ranks = [standing(snapshot, code, Indicator.NUMBER).rank for code in (A, B, C, D, M)]
    assert ranks == [1, 1, 3, None, None]
    assert standing(snapshot, A, Indicator.NUMBER).ranked == 4
    ties = [standing(snapshot, code, Indicator.NUMBER).tied for code in (A, B, C, D)]
    assert ties == [True, True, False, False]


def test_ranks_in_the_stratum_count_its_members_only():
    bodies = [Body(A, "CA Amont", kind="CA"), *(Body(one, one) for one in (B, C, D, M))]
    snapshot = cells_snapshot(bodies=bodies)
    found = standing(snapshot, B)
    # M is ranked now: nothing of it is outside.
    assert (found.rank, found.ranked) == (2, 4)
    assert (found.stratum_rank, found.stratum_ranked) == (2, 3)
    assert (standing(snapshot, A).stratum_rank, standing(snapshot, A).stratum_ranked) == (1, 1)


def test_a_median_is_taken_over_those_that_say_enough(snapshot):
    # One stratum of five: D has few inhabitants, most of M is outside.
    assert standing(snapshot, A).stratum_counted == 3
    assert standing(snapshot, A, Indicator.NUMBER).stratum_counted == 4


def test_an_unknown_value_has_neither_rank_nor_gap_and_weighs_nothing():
    cells = [cell if cell.epci != A else empty(cell) for cell in CELLS]
    snapshot = cells_snapshot(cells)
    found = standing(snapshot, A)
    assert (found.value, found.rank) == (None, None)
    assert found.gap(Reference.REGION) is None
    assert beside(snapshot, B, Reference.REGION) == 10_000 * 4 / 9_000
    # A touches B and has no rate: C alone is left.
    assert beside(snapshot, B, Reference.NEIGHBOURS) == 6.25


def empty(cell):
    return type(cell)(cell.code, cell.epci, 0, cell.east, cell.north)


def test_a_gap_is_the_value_less_the_reference(snapshot):
    assert standing(snapshot, C).gap(Reference.STRATUM) == pytest.approx(1.25)
    assert standing(snapshot, A).gap(Reference.STRATUM) == pytest.approx(-3)
    assert standing(snapshot, D).gap(Reference.NEIGHBOURS) is None


def test_communes_are_set_beside_the_communes_that_touch_them(snapshot):
    # 07002 touches 07001 and, by one side, 07003; 07001 touches 07003 at one point.
    found = standing(snapshot, "07002", Indicator.NUMBER, Level.COMMUNE)
    assert found.references[Reference.NEIGHBOURS] == 1
    assert found.references[Reference.REGION] == pytest.approx(7 / 7)


def test_communes_under_500_inhabitants_are_a_stratum_whose_median_counts_them_all(snapshot):
    communes = snapshot.region_index.territories[Level.COMMUNE]
    stratum = int(snapshot.strata[Level.COMMUNE].stratum[communes.rows["26001"]])
    members = sound_members(snapshot, Level.COMMUNE, stratum, Indicator.RATE)
    assert members.tolist() == (communes.populations < 500).tolist()
    few = standing(snapshot, "26001", level=Level.COMMUNE)
    assert few.references[Reference.STRATUM] == 0
    number = standing(snapshot, "26001", Indicator.NUMBER, Level.COMMUNE)
    assert number.references[Reference.STRATUM] == 0


def test_a_mean_over_nothing_is_unknown(snapshot):
    nothing = LevelIndicators(
        Level.EPCI,
        {Indicator.RATE: np.full(5, np.nan)},
        np.zeros((0, 5), dtype=np.int64),
        np.zeros((0, 5), dtype=np.int64),
    )
    members = reference_members(snapshot, nothing, Indicator.RATE, 0, Reference.REGION)
    assert len(members.rows) == 0
    assert np.isnan(reference_value(nothing, Indicator.RATE, members, Reference.REGION))
    assert np.isnan(region_mean(snapshot, nothing, Indicator.RATE))


def test_what_is_shown_of_a_territory_is_where_it_stands(snapshot):
    shown = alone(snapshot, B).ranks[Indicator.RATE]
    assert shown == standing(snapshot, B)


def test_an_initiative_in_ten_epci_weighs_in_each():
    everywhere = initiative("partout", commune_codes=tuple(cell.code for cell in CELLS))
    snapshot = cells_snapshot(records=[*RECORDS, everywhere])
    assert beside(snapshot, A, Reference.REGION, Indicator.NUMBER) == 11 / 5
