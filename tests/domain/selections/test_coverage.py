"""The address of « Zones blanches »: what it says, and what it ignores."""

from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.coverage import CoverageState, Distance
from dashboard.domain.selections.coverage import (
    HOST_POPULATIONS,
    MOST_EXCLUDED,
    WEIGHABLE_NEEDS,
    CoverageIndicator,
    CoverageSelection,
    CoverageSort,
    SiteKind,
)
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.order import SortOrder
from dashboard.domain.selections.query import FILTERABLE_PUBLICS
from dashboard.domain.selections.shown import View
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import THEME_LABELS

KEYS = (
    "niveau", "indicateur", "rayon", "theme", "public", "source", "annee", "elargi", "fragile",
    "besoin", "territoire", "lieux", "service", "accueil", "exclure", "optimum", "tri", "page",
    "vue",
)  # fmt: skip
WORDS = ["communes", "acces", "20", "sante", "2019-2024", "oui", "01053", "R82", "-habitants", "3"]
words = st.text() | st.sampled_from(WORDS)
values = words | st.lists(words | st.none() | st.integers()) | st.none() | st.integers()
codes = st.from_regex(r"[0-9]{5}", fullmatch=True)


def some_of(vocabulary):
    """Any part of a vocabulary, in its order."""
    return st.sets(st.sampled_from(vocabulary)).map(
        lambda chosen: tuple(code for code in vocabulary if code in chosen)
    )


def sorted_sets(one, **bounds):
    return st.sets(one, **bounds).map(lambda found: tuple(sorted(found)))


selections = st.builds(
    CoverageSelection,
    filters=st.builds(
        Filters,
        themes=some_of(list(THEME_LABELS)),
        publics=some_of(list(FILTERABLE_PUBLICS)),
        sources=sorted_sets(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True), max_size=3),
        years=st.none() | st.tuples(st.integers(1900, 2000), st.integers(2000, 2100)),
        wide=st.booleans(),
    ),
    level=st.sampled_from(Level),
    shown=st.sampled_from(CoverageIndicator),
    radius=st.sampled_from(Distance),
    fragile=st.booleans(),
    need=st.sampled_from(WEIGHABLE_NEEDS),
    territory=st.none() | st.sampled_from(["01053", "2A004", "200071751", "D01", "R82"]),
    sites=st.integers(1, 10),
    kind=st.sampled_from(SiteKind),
    host_population=st.sampled_from(HOST_POPULATIONS),
    excluded=sorted_sets(codes, max_size=4),
    exact=st.booleans(),
    page=st.integers(1, 1000),
    view=st.sampled_from(View),
    order=st.none() | st.builds(SortOrder, st.sampled_from(CoverageSort), st.booleans()),
)


def read(address):
    return CoverageSelection.from_query(parse_qs(address, keep_blank_values=True))


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(), values))
def test_no_address_is_an_error_and_what_is_kept_of_it_stays(query):
    kept = CoverageSelection.from_query(query)
    assert CoverageSelection.from_query(kept.to_query()) == kept


@given(selections)
def test_a_copied_address_restores_the_whole_view(selection):
    assert read(urlencode(selection.to_query(), doseq=True)) == selection


def test_the_default_view_has_an_empty_address():
    assert CoverageSelection().to_query() == {}
    assert CoverageSelection.from_query({}) == CoverageSelection()
    default = CoverageSelection()
    assert (default.level, default.radius, default.sites) == (Level.COMMUNE, Distance.KM_10, 3)


def test_an_address_is_written_in_french_words():
    selection = CoverageSelection(
        filters=Filters(
            themes=("mobilite", "sante"),
            publics=("seniors",),
            sources=("catalogue", "france-services"),
            years=(2019, 2021),
            wide=True,
        ),
        order=SortOrder(CoverageSort.POPULATION),
        level=Level.EPCI,
        shown=CoverageIndicator.NEED,
        radius=Distance.KM_20,
        fragile=True,
        need="part-menages-voiture",
        territory="D07",
        sites=5,
        kind=SiteKind.TRAVELLING,
        host_population=2_000,
        excluded=("01053", "07129"),
        exact=True,
        page=3,
        view=View.MAP,
    )
    assert urlencode(selection.to_query(), doseq=True) == (
        "niveau=epci&indicateur=besoin&rayon=20&theme=mobilite&theme=sante&public=seniors"
        "&source=catalogue&source=france-services&annee=2019-2021&elargi=oui&fragile=oui"
        "&besoin=part-menages-voiture&territoire=D07&lieux=5&service=itinerant"
        "&accueil=2000&exclure=01053&exclure=07129&optimum=oui&tri=-habitants&page=3&vue=carte"
    )


def test_an_order_goes_upwards_without_its_sign():
    up = read("tri=distance")
    assert up.order == SortOrder(CoverageSort.DISTANCE, descending=False)
    assert up.to_query() == {"tri": ["distance"]}
    assert read("tri=-distance").order == SortOrder(CoverageSort.DISTANCE)


@pytest.mark.parametrize(
    "wrong",
    [
        "niveau=canton",
        "indicateur=Couverture",
        "rayon=15",
        "rayon=10.0",
        "rayon=<script>",
        "theme=zzz",
        "public=tous-publics",
        "source=..",
        "source=A%20B",
        "annee=99",
        "annee=2024-2019",
        "elargi=non",
        "fragile=1",
        "besoin=zzz",
        # Nobody says which end of these tells of need, or they are no quantities.
        "besoin=part-actifs-velo",
        "besoin=grille-densite",
        "besoin=zrr",
        "territoire=1053",
        "territoire=Lyon",
        "lieux=0",
        "lieux=11",
        "lieux=03",
        "lieux=%2B3",
        "service=bus",
        "accueil=0",
        "accueil=1500",
        "accueil=2 000",
        "accueil=-500",
        "exclure=1053",
        "exclure=200071751",
        "optimum=",
        "tri=",
        "tri=-",
        "tri=--nom",
        "page=0",
        "page=1e3",
        "vue=Carte",
        "inconnu=oui",
    ],
)
def test_a_wrong_word_is_ignored(wrong):
    assert read(wrong) == CoverageSelection()


def test_a_wrong_word_takes_no_right_one_with_it():
    found = read("rayon=0&lieux=99&exclure=zzz&exclure=01053&theme=zzz&theme=sante&tri=zzz")
    assert found == CoverageSelection(filters=Filters(themes=("sante",)), excluded=("01053",))


def test_communes_are_excluded_once_each_in_the_order_of_codes_and_fifty_at_most():
    assert read("exclure=07129&exclure=01053&exclure=07129").excluded == ("01053", "07129")
    found = CoverageSelection.from_query({"exclure": [f"01{number:03}" for number in range(60)]})
    assert len(found.excluded) == MOST_EXCLUDED == 50
    assert found.excluded[-1] == "01049"


def test_a_place_reaches_the_radius_and_a_stop_half_of_it():
    assert [read(f"rayon={km}").reach_m for km in (5, 10, 20, 30)] == [
        5_000,
        10_000,
        20_000,
        30_000,
    ]
    assert read("service=itinerant").reach_m == 5_000
    assert read("service=itinerant&rayon=5").reach_m == 2_500


def test_filters_keep_what_chooses_records_and_drop_the_rest():
    choosing = "theme=sante&public=jeunes&source=catalogue&annee=2024&elargi=oui"
    rest = (
        "niveau=epci&indicateur=acces&rayon=5&fragile=oui&besoin=part-menages-voiture&territoire=D01"
        "&lieux=9&service=itinerant&accueil=500&exclure=01053&optimum=oui&tri=nom&page=2&vue=carte"
    )
    assert read(f"{choosing}&{rest}").filters == read(choosing).filters
    assert read(rest).filters == Filters()


def test_every_need_that_may_be_chosen_tells_which_end_is_need():
    assert WEIGHABLE_NEEDS[0] == "taux-pauvrete"
    assert "quartiers-prioritaires" in WEIGHABLE_NEEDS
    assert {"densite-population", "population-municipale"} < set(WEIGHABLE_NEEDS)
    assert not {"zrr", "grille-densite", "part-actifs-velo"} & set(WEIGHABLE_NEEDS)


def test_states_are_in_the_order_of_tables_the_covered_ones_first():
    assert [state.name for state in sorted(CoverageState)] == ["SERVED", "NEAR", "FAR", "NONE"]
