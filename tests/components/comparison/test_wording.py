import pytest

from dashboard.analysis.comparison.results import Refusal, Refused
from dashboard.components.comparison.wording import (
    comparison_filters,
    comparison_title,
    density_text,
    difference_text,
    figure_text,
    gap_text,
    measured_text,
    median_title,
    peer_reason,
    rank_sentence,
    rank_text,
    reference_text,
    refusal_text,
    stratum_size,
    value_text,
    years_span,
)
from dashboard.domain.counting import Counting
from dashboard.domain.indicators import Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.territory import Level
from tests.helpers.comparison_values import (
    AGGLOMERATIONS,
    BASSIN,
    NO_COMPARISON,
    alone,
    bassin,
    cimes,
    comparison,
    peer,
    standing,
)
from tests.helpers.selections import asked

NAN = float("nan")


@pytest.mark.parametrize(
    ("compared", "title"),
    [
        (NO_COMPARISON, "Comparer des territoires"),
        (alone(), "CA du Bassin et ses repères"),
        (comparison(), "Comparer CA du Bassin et CC des Cimes"),
    ],
)
def test_the_title_names_what_stands_side_by_side(compared, title):
    assert comparison_title(compared) == title


def test_wide_schemes_are_said_to_count_in_shares_only(sentences):
    selection = asked(ComparisonSelection, themes=("sante",), wide=True)
    plain = comparison_filters(selection.filtered(wide=False), Level.EPCI)
    assert plain == sentences
    assert comparison_filters(selection, Level.EPCI) == (
        f"{plain} · dispositifs départementaux et régionaux comptés dans les parts d’habitants"
    )
    located = selection.filtered(counting=Counting.LOCATED)
    assert comparison_filters(located, Level.EPCI).endswith("Initiatives implantées seulement")


@pytest.mark.parametrize(
    ("code", "name", "why", "begin"),
    [
        ("69123", "Lyon", Refused.OTHER_LEVEL, "Lyon est une commune : elle"),
        ("D01", "Ain", Refused.OTHER_LEVEL, "Ain est un département : il"),
        (BASSIN, "CA du Bassin", Refused.TOO_MANY, "5 territoires au plus"),
        ("75056", "", Refused.UNKNOWN, "Le territoire « 75056 »"),
    ],
    ids=["a commune", "a département", "one too many", "outside"],
)
def test_a_refusal_says_why(code, name, why, begin, sentences):
    text = refusal_text(Refusal(code, name, why), Level.EPCI)
    assert text.startswith(begin)
    assert text == sentences


def test_the_reason_of_a_peer_sets_its_facts_beside_those_of_the_first(sentences):
    reason = peer_reason(peer(), bassin())
    assert "120\u00a0habitants par km² (CA du Bassin : 110)" in reason
    assert reason == sentences


@pytest.mark.parametrize(
    ("density", "text"),
    [
        (0.0, "0\u00a0habitant par km²"),
        (0.3, "moins d’un habitant par km²"),
        (0.6, "1\u00a0habitant par km²"),
        (None, "densité non renseignée"),
    ],
)
def test_a_density_that_rounds_to_nothing_is_not_told_as_none(density, text):
    assert density_text(density) == text


def test_the_rhone_says_that_it_holds_the_metropole_and_no_other_does():
    rhone = peer_reason(peer(code="D69"), bassin())
    assert rhone.endswith("le Rhône et la Métropole de Lyon ensemble.")
    assert "Métropole" not in peer_reason(peer(code="D01"), bassin())


def test_a_peer_of_another_type_says_both_types_and_leaves_out_an_unknown_density(sentences):
    other = peer(kind="communauté de communes", same_kind=False, density=None)
    reason = peer_reason(other, bassin())
    assert "km²" not in reason
    assert reason == sentences


@pytest.mark.parametrize(
    ("indicator", "value", "text", "unit"),
    [
        (Indicator.NUMBER, 1_234.0, "1\u202f234", "1\u202f234\u00a0initiatives"),
        (Indicator.NUMBER, 1.0, "1", "1\u00a0initiative"),
        (Indicator.NUMBER, 0.0, "0 recensé", "0 recensé"),
        (Indicator.RATE, 1.236, "1,24", "1,24 pour 10\u202f000 hab."),
        (Indicator.RATE, 0.004, "<\u202f0,01", "<\u202f0,01 pour 10\u202f000 hab."),
        (Indicator.SHARE, 0.625, "62,5\u202f%", "62,5\u202f% des habitants desservis"),
        (Indicator.SHARE, None, "non renseigné", "non renseigné"),
        (Indicator.RATE, NAN, "non renseigné", "non renseigné"),
        (Indicator.ORGANISATIONS, 3.0, "3", "3\u00a0organisations"),
        (Indicator.SHARED, 2.0, "2", "2\u00a0initiatives partagées"),
    ],
)
def test_a_value_is_written_as_its_measure_is(indicator, value, text, unit):
    assert value_text(indicator, value) == text
    assert measured_text(indicator, value) == unit


@pytest.mark.parametrize(
    ("indicator", "value", "text"),
    [
        (Indicator.NUMBER, 12.0, "12,00"),
        (Indicator.NUMBER, 0.0, "0"),
        (Indicator.SHARED, 0.024, "0,02"),
        (Indicator.RATE, 0.0, "0,00"),
        (Indicator.SHARE, 0.5, "50,0\u202f%"),
        (Indicator.RATE, None, "non renseigné"),
        (Indicator.RATE, NAN, "non renseigné"),
    ],
)
def test_a_mean_of_counts_has_two_decimals_and_a_zero_is_only_a_zero(indicator, value, text):
    assert reference_text(indicator, value) == text


@pytest.mark.parametrize(
    ("indicator", "gap", "text"),
    [
        (Indicator.RATE, 0.123, "+0,12"),
        (Indicator.RATE, -0.004, "0,00"),
        (Indicator.SHARE, -0.031, "−3,1\u00a0points"),
        (Indicator.SHARE, 0.019, "+1,9\u00a0point"),
        (Indicator.NUMBER, -12.5, "−12,50"),
        (Indicator.SHARED, 0.0, "0"),
        (Indicator.SHARED, -0.024, "−0,02"),
        (Indicator.RATE, None, "sans objet"),
        (Indicator.RATE, NAN, "sans objet"),
    ],
)
def test_a_gap_has_its_sign_unless_it_rounds_to_zero(indicator, gap, text):
    assert gap_text(indicator, gap) == text


def test_ranks_count_from_the_first():
    assert [rank_text(rank, 1_119, tied=False) for rank in (1, 2, 1_003, None)] == [
        "1er sur 1\u202f119",
        "2e sur 1\u202f119",
        "1\u202f003e sur 1\u202f119",
        "hors classement",
    ]


def test_equal_values_are_said_to_be():
    assert rank_text(1, 7, tied=True) == "1er ex æquo sur 7"
    assert rank_text(None, 7, tied=False) == "hors classement"


def test_a_stratum_says_how_many_its_medians_are_taken_over():
    def told(rates, others):
        return stratum_size(40, dict.fromkeys(Indicator, others) | {Indicator.RATE: rates})

    assert told(40, 40) == "40"
    assert told(35, 40) == "40, dont 35 pour les taux"
    assert told(38, 38) == "40, dont 38 dans les médianes"
    assert told(35, 38) == "40, dont 38 dans les médianes, 35 pour les taux"


def test_where_a_territory_stands_is_a_sentence(sentences):
    said = rank_sentence(bassin(), Indicator.RATE)
    assert "3e sur 119 intercommunalités ; +0,63 par rapport à" in said
    assert said == sentences


def test_few_inhabitants_are_out_of_the_ranking(sentences):
    said = rank_sentence(cimes(), Indicator.SHARE)
    assert "0 recensé, hors classement (effectif faible) ; −25,0\u00a0points" in said
    assert said == sentences


def test_what_is_not_known_stands_nowhere():
    told = {Indicator.RATE: standing(Indicator.RATE, BASSIN, AGGLOMERATIONS, value=None)}
    assert rank_sentence(bassin(ranks=told), Indicator.RATE) == "CA du Bassin : non renseigné."


def test_an_unknown_median_is_no_gap(sentences):
    references = {Reference.STRATUM: NAN, Reference.REGION: 1.5}
    told = {Indicator.RATE: standing(Indicator.RATE, BASSIN, AGGLOMERATIONS, references=references)}
    said = rank_sentence(bassin(ranks=told), Indicator.RATE)
    assert "médiane" not in said
    assert said == sentences


def test_a_stratum_is_named_with_its_size():
    assert median_title(AGGLOMERATIONS) == (
        "Médiane : communautés d’agglomération de 100\u202f000 habitants et plus (7)"
    )


def test_a_recorded_number_keeps_its_unit_and_a_difference_its_sign():
    assert [figure_text(11.5, "%"), figure_text(5_500.0, "repas"), figure_text(3.0, "")] == [
        "11,5\u202f%",
        "5\u202f500\u00a0repas",
        "3",
    ]
    assert [difference_text(gap, "communes") for gap in (-1.0, -2.0, 1_000.0, 0.0)] == [
        "−1\u00a0commune",
        "−2\u00a0communes",
        "+1\u202f000\u00a0communes",
        "aucun écart",
    ]


def test_a_span_of_one_year_is_that_year():
    assert [years_span((1998, 1999, 2000)), years_span((2026,))] == ["de 1998 à 2000", "2026"]
