"""The address of « Comparer »: what it says, and what it ignores."""

from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.counting import Counting
from dashboard.domain.indicators import MAPPED, Indicator
from dashboard.domain.selections.comparison import (
    MOST_COMPARED,
    MOST_NAMED,
    ComparisonSelection,
    PairKind,
)
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.selections.query import FILTERABLE_PUBLICS
from dashboard.domain.selections.shown import View
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import THEME_LABELS

KEYS = (
    "territoire", "compte", "theme", "public", "annee", "elargi", "indicateur", "cartes", "entre",
    "vue",
)  # fmt: skip
WORDS = ["01053", "200071751", "D01", "R82", "implantees", "sante", "2019-2024", "oui", "annees"]
words = st.text() | st.sampled_from(WORDS)
values = words | st.lists(words | st.none() | st.integers()) | st.none() | st.integers()
codes = st.sampled_from(["01053", "2A004", "07129", "200071751", "200068781", "D01", "D69"])
years = st.none() | st.tuples(st.integers(1900, 2000), st.integers(2000, 2100))


def some_of(vocabulary):
    """Any part of a vocabulary, in its order."""
    return st.sets(st.sampled_from(vocabulary)).map(
        lambda chosen: tuple(code for code in vocabulary if code in chosen)
    )


selections = st.builds(
    ComparisonSelection,
    filters=st.builds(
        Filters,
        counting=st.sampled_from(Counting),
        themes=some_of(list(THEME_LABELS)),
        publics=some_of(list(FILTERABLE_PUBLICS)),
        years=years,
        wide=st.booleans(),
    ),
    territories=st.lists(codes, unique=True, max_size=MOST_NAMED).map(tuple),
    indicator=st.sampled_from(MAPPED),
    sides=st.sampled_from(PairKind),
    between=years,
    view=st.sampled_from(View),
)
EVERYTHING = ComparisonSelection(
    filters=Filters(
        counting=Counting.LOCATED,
        themes=("mobilite", "sante"),
        publics=("seniors",),
        years=(2019, 2021),
        wide=True,
    ),
    territories=("200071751", "200068781"),
    indicator=Indicator.NUMBER,
    sides=PairKind.YEARS,
    between=(2015, 2024),
    view=View.MAP,
)


def read(address):
    return ComparisonSelection.from_query(parse_qs(address, keep_blank_values=True))


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(), values))
def test_no_address_is_an_error_and_what_is_kept_of_it_stays(query):
    kept = ComparisonSelection.from_query(query)
    assert ComparisonSelection.from_query(kept.to_query()) == kept


@given(selections)
def test_a_copied_address_restores_the_whole_view(selection):
    assert read(urlencode(selection.to_query(), doseq=True)) == selection


def test_the_default_view_has_an_empty_address():
    assert ComparisonSelection().to_query() == {}
    assert ComparisonSelection.from_query({}) == ComparisonSelection()
    default = ComparisonSelection()
    assert (default.territories, default.indicator, default.filters.years) == (
        (),
        Indicator.RATE,
        None,
    )


def test_an_address_is_written_in_french_words_in_one_order():
    assert urlencode(EVERYTHING.to_query(), doseq=True) == (
        "territoire=200071751&territoire=200068781&compte=implantees&theme=mobilite&theme=sante"
        "&public=seniors&annee=2019-2021&elargi=oui&indicateur=nombre&cartes=annees"
        "&entre=2015-2024&vue=carte"
    )
    assert tuple(EVERYTHING.to_query()) == KEYS


def test_territories_keep_the_order_they_were_chosen_in_each_once():
    found = read("territoire=D69&territoire=01053&territoire=D69&territoire=200071751")
    assert found.territories == ("D69", "01053", "200071751")


def test_the_region_is_no_territory_to_compare_nor_is_a_word():
    found = read("territoire=R82&territoire=01053&territoire=Lyon&territoire=1053")
    assert found.territories == ("01053",)


def test_levels_may_be_mixed_in_an_address_and_ten_territories_named_at_most():
    named = [f"01{number:03}" for number in range(12)]
    found = ComparisonSelection.from_query({"territoire": named})
    assert found.territories == tuple(named[:10])
    assert (MOST_COMPARED, MOST_NAMED) == (5, 10)


@pytest.mark.parametrize(
    "wrong",
    [
        "territoire=R82",
        "territoire=",
        "territoire=D1",
        "compte=toutes",
        "theme=zzz",
        "public=tous-publics",
        "annee=99",
        "annee=2024-2019",
        "elargi=non",
        "indicateur=couverture",
        "cartes=Annees",
        "entre=2024-2019",
        "entre=2019-",
        "vue=Carte",
        "niveau=epci",
        "tri=nom",
        "inconnu=oui",
    ],
)
def test_a_wrong_word_is_ignored(wrong):
    assert read(wrong) == ComparisonSelection()


def test_a_wrong_word_takes_no_right_one_with_it():
    found = read("territoire=zzz&territoire=D01&theme=zzz&theme=sante&entre=zzz&annee=2020")
    assert found == ComparisonSelection(
        filters=Filters(themes=("sante",), years=(2020, 2020)), territories=("D01",)
    )


def test_one_year_alone_is_written_alone():
    assert read("annee=2020&entre=2021").to_query() == {"annee": ["2020"], "entre": ["2021"]}


def test_a_level_of_the_map_takes_the_filters_and_nothing_of_the_territories():
    assert EVERYTHING.at(Level.COMMUNE) == MapSelection(
        filters=Filters(
            counting=Counting.LOCATED,
            themes=("mobilite", "sante"),
            publics=("seniors",),
            years=(2019, 2021),
            wide=True,
        ),
        level=Level.COMMUNE,
        indicator=Indicator.NUMBER,
    )
