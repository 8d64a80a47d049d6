from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.position import Position, position_of
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.nearby import LONGEST_PLACE, NearbySelection, Opening, Radius
from dashboard.domain.selections.query import FILTERABLE_PUBLICS
from dashboard.domain.selections.shown import View
from dashboard.domain.vocabulary import THEME_LABELS

KEYS = (
    "territoire", "position", "lieu", "rayon", "theme", "public", "annee", "ouvert", "itinerant",
    "fiche", "page", "vue",
)  # fmt: skip

words = st.text() | st.sampled_from(
    [
        "01053",
        "45.1,5.7",
        "5",
        "intercommunalite",
        "mobilite",
        "2019-2024",
        "maintenant",
        "oui",
        "0",
    ]
)
values = words | st.lists(words | st.none() | st.integers()) | st.none() | st.integers()


def some_of(codes):
    """Any part of ``codes``, in their order."""
    return st.sets(st.sampled_from(codes)).map(
        lambda chosen: tuple(code for code in codes if code in chosen)
    )


def degrees(most):
    """Whole numbers of the last decimal that addresses keep."""
    return st.integers(-most * 10_000, most * 10_000).map(lambda number: round(number / 10_000, 4))


selections = st.builds(
    NearbySelection,
    filters=st.builds(
        Filters,
        themes=some_of(list(THEME_LABELS)),
        publics=some_of(list(FILTERABLE_PUBLICS)),
        years=st.none() | st.tuples(st.integers(1900, 2000), st.integers(2000, 2100)),
    ),
    territory=st.none() | st.sampled_from(["01053", "2A004", "200071751", "D01", "R82"]),
    position=st.none() | st.builds(Position, degrees(90), degrees(180)),
    typed=st.sampled_from(["", "Saint-Priest (07)", "<script>", "L’Œuvre & Cie", "45,5", "x" * 80]),
    radius=st.sampled_from(Radius),
    opening=st.none() | st.sampled_from(Opening),
    travelling=st.booleans(),
    record=st.none() | st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True),
    page=st.integers(1, 1000),
    view=st.sampled_from(View),
)


def read(address):
    return NearbySelection.from_query(parse_qs(address, keep_blank_values=True))


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(), values))
def test_no_address_is_an_error_and_what_is_kept_of_it_stays(query):
    kept = NearbySelection.from_query(query)
    assert NearbySelection.from_query(kept.to_query()).to_query() == kept.to_query()
    assert len(kept.typed) <= LONGEST_PLACE
    assert kept.refused <= {"territoire", "position", "rayon", "annee", "ouvert"}


@given(selections)
def test_a_copied_address_restores_the_whole_view(selection):
    assert read(urlencode(selection.to_query(), doseq=True)) == selection


def test_the_default_view_has_an_empty_address():
    assert NearbySelection().to_query() == {}
    assert NearbySelection.from_query({}) == NearbySelection()


def test_an_address_is_written_in_french_words():
    selection = NearbySelection(
        filters=Filters(themes=("mobilite", "sante"), publics=("seniors",), years=(2019, 2021)),
        territory="07129",
        position=Position(44.9853, 4.5795),
        typed="Lamastre",
        radius=Radius.EPCI,
        opening=Opening.SATURDAY,
        travelling=True,
        record="transport-solidaire",
        page=3,
        view=View.MAP,
    )
    assert urlencode(selection.to_query(), doseq=True) == (
        "territoire=07129&position=44.9853%2C4.5795&lieu=Lamastre&rayon=intercommunalite"
        "&theme=mobilite&theme=sante&public=seniors&annee=2019-2021&ouvert=samedi&itinerant=oui"
        "&fiche=transport-solidaire&page=3&vue=carte"
    )


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ("rayon=0", "rayon"),
        ("rayon=-1", "rayon"),
        ("rayon=1e9", "rayon"),
        ("rayon=<script>alert(1)</script>", "rayon"),
        ("rayon=15", "rayon"),
        ("rayon=10.0", "rayon"),
        ("position=91,0", "position"),
        ("position=0,181", "position"),
        ("position=a,b", "position"),
        ("position=NaN,NaN", "position"),
        ("position=inf,0", "position"),
        ("position=1e1,0", "position"),
        ("position=45.1", "position"),
        ("position=45.1,5.7,3", "position"),
        ("position=４５,5", "position"),
        ("annee=99", "annee"),
        ("annee=2024-2019", "annee"),
        ("ouvert=demain", "ouvert"),
        ("ouvert=Maintenant", "ouvert"),
        ("territoire=1053", "territoire"),
        ("territoire=Lyon", "territoire"),
        ("territoire=01053%0A", "territoire"),
    ],
)
def test_a_wrong_word_is_ignored_and_its_key_named(wrong, key):
    assert read(wrong) == NearbySelection(refused=frozenset({key}))


@pytest.mark.parametrize(
    "ignored",
    [
        "theme=zzz",
        "public=tous-publics",
        "itinerant=non",
        "fiche=..",
        "fiche=<script>",
        "page=0",
        "page=1e3",
        "vue=Carte",
        "inconnu=oui",
        "lieu=",
        "rayon=",
        "position=",
    ],
)
def test_what_means_nothing_is_ignored_without_a_word(ignored):
    assert read(ignored) == NearbySelection()


def test_every_wrong_key_is_named_and_none_takes_a_right_one_with_it():
    found = read("rayon=0&position=91,0&annee=99&territoire=07129&theme=zzz&theme=sante")
    assert found == NearbySelection(
        filters=Filters(themes=("sante",)),
        territory="07129",
        refused=frozenset({"rayon", "position", "annee"}),
    )


def test_what_was_refused_is_not_written_in_the_next_address():
    assert read("rayon=0&territoire=07129").to_query() == {"territoire": ["07129"]}


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("45.19,5.72", Position(45.19, 5.72)),
        (" 45 , -5 ", Position(45, -5)),
        ("+90,-180", Position(90, -180)),
        ("45.123456,5.00006", Position(45.1235, 5.0001)),
    ],
)
def test_a_position_is_a_latitude_then_a_longitude_to_four_decimals(text, position):
    assert position_of(text) == position


@pytest.mark.parametrize("text", ["", ",", "45;5", "45 5", "1234,5", "45.,5", "45,5°", "--45,5"])
def test_another_text_is_no_position(text):
    assert position_of(text) is None


def test_a_place_typed_loses_its_spare_spaces_and_what_follows_80_characters():
    assert read("lieu=++Bourg+++en%0ABresse+").typed == "Bourg en Bresse"
    assert read(f"lieu={'x' * 100}").typed == "x" * 80


def test_radii_are_kilometres_and_the_epci_has_none():
    assert [radius.metres for radius in Radius] == [5_000, 10_000, 20_000, 50_000, None]


def test_any_place_asked_for_counts_even_an_unknown_one():
    asked = [NearbySelection(), read("lieu=x"), read("territoire=99999"), read("position=0,0")]
    assert [selection.has_place for selection in asked] == [False, True, True, True]


def test_another_place_keeps_the_filters_and_leaves_record_page_and_position():
    before = read(
        "position=45,5&lieu=x&rayon=20&theme=sante&ouvert=samedi&fiche=bus&page=3&vue=carte"
    )
    assert before.at("07129") == read(
        "territoire=07129&rayon=20&theme=sante&ouvert=samedi&vue=carte"
    )
