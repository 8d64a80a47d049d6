"""Every measure of every territory of a level."""

import pandas as pd
import pytest

from dashboard.analysis.comparison.indicators import level_indicators
from dashboard.analysis.kernel.records import NO_LAST, UNKNOWN_FIRST
from dashboard.domain.counting import Counting
from dashboard.domain.indicators import Indicator
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS
from tests.helpers.selections import asked
from tests.helpers.small_comparison import A, Body, Cell, cells_snapshot
from tests.helpers.small_nearby import initiative


def measured(small, level=Level.EPCI, **facts):
    return level_indicators(small, asked(ComparisonSelection, **facts).at(level))


def told(indicators, indicator):
    return indicators.values[indicator].tolist()  # noqa: PD011 - a mapping of ours


def values(indicator, level=Level.EPCI, **facts):
    return told(measured(cells_snapshot(), level, **facts), indicator)


def by_word(counts, words, word):
    return counts[list(words).index(word)].tolist()


def test_an_initiative_in_ten_communes_of_one_epci_counts_once():
    cells = [Cell(f"010{place:02}", A, 1_000, place) for place in range(10, 20)]
    everywhere = initiative("tournee", commune_codes=tuple(cell.code for cell in cells))
    indicators = measured(cells_snapshot(cells, [Body(A, "CC Amont")], [everywhere]))
    assert told(indicators, Indicator.NUMBER) == [1]
    assert told(indicators, Indicator.RATE) == [1]
    assert by_word(indicators.themes, THEME_LABELS, "mobilite") == [1]


def test_numbers_and_rates_are_those_one_can_count():
    assert values(Indicator.NUMBER) == [2, 2, 1, 0, 1]
    assert values(Indicator.RATE) == pytest.approx([2, 5, 6.25, 0, 10 / 3])


def test_a_share_is_that_of_inhabitants_whose_commune_has_one():
    assert values(Indicator.SHARE) == [1, 1, 0.625, 0, 1]
    # What serves a whole département or the region reaches communes only when asked.
    assert values(Indicator.SHARE, wide=True) == [1, 1, 1, 1, 1]
    assert values(Indicator.SHARE, wide=True, themes=("numerique",)) == [0, 1, 0, 0, 0]


def test_what_is_for_a_whole_departement_counts_at_that_level_only():
    assert values(Indicator.NUMBER, themes=("sante",)) == [0, 0, 0, 0, 0]
    assert values(Indicator.NUMBER, Level.DEPARTEMENT, themes=("sante",)) == [1, 0, 0]
    assert values(Indicator.NUMBER, Level.DEPARTEMENT) == [4, 2, 0]


def test_located_leaves_out_what_only_serves():
    assert values(Indicator.NUMBER, counting=Counting.LOCATED) == [2, 1, 1, 0, 1]
    # The bus serves B but stands in A: then it is shared with nobody.
    assert values(Indicator.SHARED, counting=Counting.LOCATED) == [0, 0, 0, 0, 0]


def test_organisations_are_distinct_over_those_that_run_and_help():
    # A: the grocery's croix, ccas and a; the bus's ccas and croix again.
    assert values(Indicator.ORGANISATIONS) == [3, 2, 0, 0, 1]
    assert values(Indicator.ORGANISATIONS, themes=("mobilite",)) == [2, 2, 0, 0, 1]
    assert values(Indicator.ORGANISATIONS, themes=("numerique",)) == [0, 0, 0, 0, 0]


def test_a_shared_initiative_is_present_in_two_epci():
    assert values(Indicator.SHARED) == [1, 1, 0, 0, 0]
    communes = ["01001", "01002", "01003", "07001", "07002", "07003", "26001"]
    shared = values(Indicator.SHARED, Level.COMMUNE)
    # The grocery is in two communes of one EPCI: shared with no other.
    assert dict(zip(communes, shared, strict=True)) == dict.fromkeys(communes, 0) | {
        "01002": 1,
        "01003": 1,
    }


def test_two_themes_count_under_both():
    indicators = measured(cells_snapshot())
    assert by_word(indicators.themes, THEME_LABELS, "alimentation") == [1, 0, 0, 0, 0]
    assert by_word(indicators.themes, THEME_LABELS, "lien-social") == [1, 0, 0, 0, 0]
    assert by_word(indicators.themes, THEME_LABELS, "mobilite") == [1, 1, 1, 0, 1]
    assert indicators.themes.shape == (len(THEME_LABELS), 5)


def test_what_is_for_everybody_counts_under_each_public():
    indicators = measured(cells_snapshot())
    assert by_word(indicators.publics, PUBLIC_LABELS, "tous-publics") == [1, 1, 0, 0, 0]
    assert by_word(indicators.publics, PUBLIC_LABELS, "familles") == [1, 1, 0, 0, 0]
    assert by_word(indicators.publics, PUBLIC_LABELS, "seniors") == [2, 1, 1, 0, 0]
    assert by_word(indicators.publics, PUBLIC_LABELS, "jeunes") == [1, 2, 1, 0, 0]
    assert by_word(indicators.publics, PUBLIC_LABELS, "associations") == [1, 1, 0, 0, 0]


def test_years_choose_what_was_active_and_what_began_nobody_knows_when():
    assert values(Indicator.NUMBER, years=(2016, 2017)) == [1, 1, 0, 0, 1]
    assert values(Indicator.NUMBER, years=(2020, 2020)) == [2, 2, 1, 0, 1]
    assert values(Indicator.NUMBER, years=(2021, 2021)) == [1, 1, 1, 0, 1]


def test_a_territory_without_inhabitants_has_no_rate_nor_share():
    cells = [Cell("01001", A, 0, 0), Cell("01002", A, 0, 1)]
    indicators = measured(
        cells_snapshot(cells, [Body(A, "CC Amont")], [initiative("un", commune_codes=("01001",))])
    )
    assert told(indicators, Indicator.NUMBER) == [1]
    assert pd.isna(told(indicators, Indicator.RATE)[0])
    assert pd.isna(told(indicators, Indicator.SHARE)[0])


def test_measures_are_remembered_by_what_chooses_records_alone():
    small = cells_snapshot()
    first = level_indicators(
        small, MapSelection(filters=Filters(themes=("mobilite",)), territory=A, page=3)
    )
    assert level_indicators(small, MapSelection(filters=Filters(themes=("mobilite",)))) is first
    assert level_indicators(small, MapSelection(filters=Filters(themes=("sante",)))) is not first


SELECTIONS = [
    {},
    {"themes": ("alimentation", "mobilite")},
    {"publics": ("seniors", "jeunes")},
    {"years": (2020, 2022)},
    {"counting": Counting.LOCATED, "themes": ("numerique",), "publics": ("familles",)},
]


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("facts", SELECTIONS)
def test_the_catalogue_is_counted_as_plain_pandas_counts_it(atlas, snapshot, level, facts):
    selection = asked(ComparisonSelection, **facts)
    indicators = level_indicators(snapshot, selection.at(level))
    table = exploded(atlas, level, selection)
    for counts, words, column in (
        (indicators.themes, THEME_LABELS, "themes"),
        (indicators.publics, PUBLIC_LABELS, "publics"),
    ):
        expected = told_by(table, column, words, counts.shape[1])
        assert counts.tolist() == expected, column
    organisations = table.assign(one=table["operators"] + table["partners"]).explode("one")
    distinct = organisations.groupby("row")["one"].nunique()
    size = len(snapshot.region_index.territories[level])
    assert told(indicators, Indicator.ORGANISATIONS) == (
        distinct.reindex(range(size), fill_value=0).tolist()
    )


def exploded(atlas, level, selection):
    """Lay out the kept records, one line per territory each is present in."""
    record, row = atlas.pairs.pairs[level, selection.filters.counting]
    table = atlas.catalogue.initiatives.loc[record].assign(row=row)
    if selection.filters.themes:
        table = table[
            table["themes"].map(lambda words: not set(words).isdisjoint(selection.filters.themes))
        ]
    if selection.filters.publics:
        asked = {*selection.filters.publics, "tous-publics"}
        table = table[table["publics"].map(lambda words: not asked.isdisjoint(words))]
    if selection.filters.years:
        first, last = selection.filters.years
        began = table["start_year"].fillna(UNKNOWN_FIRST) <= last
        table = table[began & (table["end_year"].fillna(NO_LAST) >= first)]
    return table


def told_by(table, column, words, size):
    lists = table[column].map(lambda told: list(words) if "tous-publics" in told else list(told))
    lines = table.assign(word=lists).explode("word").groupby(["word", "row"]).size()
    return [[int(lines.get((word, row), 0)) for row in range(size)] for word in words]
