"""Where territories stand beside their reference, on five EPCI one can hold in one's head."""

import pytest

from dashboard.analysis.comparison.results import Line, Share, Step
from dashboard.analysis.comparison.verdict import deviation, deviation_lines, reference_of, verdict
from dashboard.domain.references import Reference
from tests.helpers.comparison_values import AGGLOMERATIONS, bassin, comparison
from tests.helpers.small_comparison import A, B, Body, C, D, M, cells_snapshot, compared

TEN_THOUSAND = 10_000


def step(number, reference, population=TEN_THOUSAND, *, cautious=False):
    share = Share(number, number / population * 10_000)
    return deviation(share, reference, population, cautious=cautious).step


@pytest.mark.parametrize(
    ("number", "reference", "expected"),
    [
        (4, 2.0, Step.WELL_ABOVE),
        (3, 2.0, Step.ABOVE),
        (2, 2.0, Step.NEAR),
        # Half an initiative: none more or less would be nearer.
        (2, 1.5, Step.NEAR),
        (2, 1.4, Step.ABOVE),
        (1, 1.6, Step.BELOW),
        (1, 2.0, Step.WELL_BELOW),
        (0, 0.6, Step.WELL_BELOW),
        (0, 0.5, Step.NEAR),
        # There is no double of nothing.
        (1, 0.0, Step.ABOVE),
        (0, 0.0, Step.NEAR),
    ],
)
def test_a_rate_is_above_or_below_where_an_initiative_would_make_a_difference(
    number, reference, expected
):
    assert step(number, reference) is expected


def test_the_same_rates_say_less_of_fewer_people():
    # Three times the reference both: 300 more for a million people, a third of one for a thousand.
    assert step(450, 1.5, 1_000_000) is Step.WELL_ABOVE
    assert deviation(Share(0.45, 4.5), 1.5, 1_000, cautious=False).step is Step.NEAR


def test_nothing_is_concluded_of_few_inhabitants_or_of_what_is_not_known():
    assert step(4, 2.0, cautious=True) is None
    assert deviation(Share(4, None), 2.0, 0, cautious=False).step is None
    found = deviation(Share(4, 4.0), None, TEN_THOUSAND, cautious=False)
    assert (found.step, found.gap) == (None, None)


def test_the_gap_is_of_rates_and_the_difference_of_initiatives():
    found = deviation(Share(6, 3.0), 1.0, 20_000, cautious=False)
    assert (found.gap, found.initiatives) == (2.0, 4.0)


def test_all_themes_come_first_then_each_theme():
    # Rates: A 2, B 5, C 6.25; D, of 400 inhabitants, and M are out of the median: 5.
    found = compared(cells_snapshot(), A, D)
    lines = deviation_lines(found)
    assert [line.code for line in lines] == ["", *(theme.code for theme in found.themes)]
    overall, small = lines[0].deviations
    assert (overall.share, overall.reference) == (Share(2, 2.0), 5.0)
    assert overall.initiatives == -3
    assert overall.step is Step.WELL_BELOW
    assert small.step is None


def test_a_verdict_names_the_themes_the_widest_gap_first():
    # Per 10,000 inhabitants of A, B and C: food 1, 0, 0; mobility 1, 2.5, 6.25, so 2.5 is the median.
    found = verdict(compared(cells_snapshot(), A), 0)
    assert found.territory.code == A
    assert found.reference is Reference.STRATUM
    assert found.above == ("Alimentation", "Lien social et culture")
    assert found.below == ("Mobilité",)
    assert verdict(compared(cells_snapshot(), B), 0).above == ("Inclusion numérique",)


def test_one_alone_in_its_stratum_is_set_beside_the_region():
    bodies = [Body(A, "Métropole", "METRO"), *(Body(code, code) for code in (B, C, D, M))]
    found = compared(cells_snapshot(bodies=bodies), A, B)
    assert [reference_of(found, one) for one in found.territories] == [
        Reference.REGION,
        Reference.STRATUM,
    ]
    (overall, _) = deviation_lines(found)[0].deviations
    assert overall.reference == found.territories[0].ranks["taux"].references[Reference.REGION]


def test_a_theme_is_above_where_more_is_recorded_than_the_median_makes_of_as_many_people():
    # 137,046 inhabitants at 0.5 per 10,000: 6.9 expected, 8 recorded; of the other themes none either way.
    found = verdict(comparison(territories=(bassin(),), strata=(AGGLOMERATIONS,)), 0)
    assert found.above == ("Alimentation",)
    assert found.below == ()


def test_the_widest_gap_is_named_first_whatever_its_label():
    lines = [
        Line(code, label, (Share(number, number / 13.7),), Share(1.0, 0.1), (0.1,))
        for code, label, number in (("a", "Alimentation", 3), ("z", "Zèle", 9), ("n", "Néant", 0))
    ]
    # 1.4 expected of each.
    found = verdict(
        comparison(territories=(bassin(),), strata=(AGGLOMERATIONS,), themes=tuple(lines)), 0
    )
    assert found.above == ("Zèle", "Alimentation")
    assert found.below == ("Néant",)
