from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.counting import Counting
from dashboard.domain.indicators import MAPPED, Indicator
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import TERRITORY_COLUMNS, MapSelection, PointLayer
from dashboard.domain.selections.order import SortOrder
from dashboard.domain.selections.shown import View
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS, TOUS_PUBLICS

KEYS = (
    "niveau", "compte", "indicateur", "theme", "public", "annee", "elargi", "points", "territoire",
    "fiche", "tri", "page", "vue",
)  # fmt: skip
FILTERABLE = [code for code in PUBLIC_LABELS if code != TOUS_PUBLICS]

words = st.text() | st.sampled_from(
    ["communes", "taux", "mobilite", "2019-2024", "9999", "-nom", "aucun", "01053", "oui", "0"]
)
values = words | st.lists(words | st.none() | st.integers()) | st.none() | st.integers()


def some_of(codes):
    """Any part of ``codes``, in their order."""
    return st.sets(st.sampled_from(codes)).map(
        lambda chosen: tuple(code for code in codes if code in chosen)
    )


selections = st.builds(
    MapSelection,
    filters=st.builds(
        Filters,
        counting=st.sampled_from(Counting),
        themes=some_of(list(THEME_LABELS)),
        publics=some_of(FILTERABLE),
        years=st.none() | st.tuples(st.integers(1900, 2000), st.integers(2000, 2100)),
        wide=st.booleans(),
    ),
    level=st.sampled_from(Level),
    indicator=st.sampled_from(MAPPED),
    points=some_of(list(PointLayer)),
    territory=st.none() | st.sampled_from(["01053", "2A004", "200071751", "D01", "R82"]),
    record=st.none() | st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True),
    order=st.none() | st.builds(SortOrder, st.sampled_from(TERRITORY_COLUMNS), st.booleans()),
    page=st.integers(1, 1000),
    view=st.sampled_from(View),
)


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(), values))
def test_no_address_is_an_error_and_what_is_kept_of_it_stays(query):
    kept = MapSelection.from_query(query)
    assert MapSelection.from_query(kept.to_query()) == kept


@given(selections)
def test_a_copied_address_restores_the_whole_view(selection):
    copied = urlencode(selection.to_query(), doseq=True)
    assert MapSelection.from_query(parse_qs(copied)) == selection


def test_the_default_view_has_an_empty_address():
    assert MapSelection().to_query() == {}


def test_an_address_is_written_in_french_words():
    selection = MapSelection(
        filters=Filters(
            counting=Counting.LOCATED,
            themes=("mobilite", "sante"),
            publics=("seniors",),
            years=(2019, 2021),
            wide=True,
        ),
        order=SortOrder(Indicator.INHABITANTS),
        level=Level.COMMUNE,
        indicator=Indicator.RATE,
        points=(),
        territory="01053",
        record="bus-de-bresse",
        page=3,
        view=View.MAP,
    )
    assert urlencode(selection.to_query(), doseq=True) == (
        "niveau=communes&compte=implantees&indicateur=taux&theme=mobilite&theme=sante"
        "&public=seniors&annee=2019-2021&elargi=oui&points=aucun&territoire=01053"
        "&fiche=bus-de-bresse&tri=-habitants&page=3&vue=carte"
    )


@pytest.mark.parametrize(
    "wrong",
    [
        "annee=20223",
        "annee=2024-2019",
        "annee=1899",
        "annee=2019-",
        "annee=２０１９",
        "page=-1",
        "page=0",
        "page=01",
        "page=1e3",
        "page=٣",
        "theme=zzz",
        "theme=Mobilite",
        "public=zzz",
        "public=tous-publics",
        "niveau=cantons",
        "indicateur=",
        "compte=presentes ",
        "elargi=non",
        "points=zzz",
        "territoire=1053",
        "territoire=01053'--",
        "territoire=01053%0A",
        "fiche=<script>",
        "fiche=..",
        "fiche=bus%0A",
        "tri=taux desc",
        "tri=--nom",
        "vue=Carte",
        "inconnu=oui",
    ],
)
def test_a_wrong_value_is_ignored(wrong):
    assert MapSelection.from_query(parse_qs(wrong)) == MapSelection()


def test_a_wrong_value_does_not_take_a_right_one_with_it():
    query = {"theme": ["zzz", "sante", "mobilite", "sante"], "annee": ["2020", "2021"]}
    assert MapSelection.from_query(query) == MapSelection(
        filters=Filters(themes=("mobilite", "sante"), years=(2020, 2020))
    )


def test_a_page_past_any_table_is_the_last_that_can_be():
    assert MapSelection.from_query({"page": "9999"}).page == 1000


def test_the_order_of_two_themes_in_an_address_makes_no_other_view():
    assert MapSelection.from_query({"theme": ["sante", "mobilite"]}) == MapSelection.from_query(
        {"theme": ["mobilite", "sante"]}
    )


@pytest.mark.parametrize(
    ("query", "indicator", "written"),
    [
        ("niveau=communes", Indicator.SHARE, "niveau=communes"),
        ("niveau=communes&indicateur=taux", Indicator.RATE, "niveau=communes&indicateur=taux"),
        ("niveau=communes&indicateur=part", Indicator.SHARE, "niveau=communes"),
        ("niveau=departements", Indicator.RATE, "niveau=departements"),
        ("indicateur=part", Indicator.SHARE, "indicateur=part"),
        ("indicateur=taux", Indicator.RATE, ""),
    ],
)
def test_communes_open_on_whether_they_are_served(query, indicator, written):
    selection = MapSelection.from_query(parse_qs(query))
    assert selection.indicator is indicator
    assert urlencode(selection.to_query(), doseq=True) == written
