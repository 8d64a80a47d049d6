from dataclasses import replace

import numpy as np
import pytest

from dashboard.analysis.kernel.results import DateSpan, RegionTotals, TerritoryValues
from dashboard.components.shared.wording import (
    dates_text,
    having_text,
    map_sentence,
    map_title,
    rate_text,
    value_text,
)
from dashboard.domain.counting import Counting, ValueState
from dashboard.domain.indicators import Indicator
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MAP, MapSelection
from dashboard.domain.territory import Level
from tests.helpers.indicators import usual
from tests.helpers.rhone_alpes import RHONE_ALPES
from tests.helpers.selections import asked

NAMES = ("Bourg", "Lamastre", "Lyon", "Vide")
DATES = "Dates des sources : 2015 à 2025."
TOTALS = RegionTotals(
    values=usual(5, 0.5, 0.5),
    sure_share=0.5,
    population=100_000,
    unknown_first_year=2,
    dates=DateSpan(2015, 2025, 0),
    ended=0,
    unsure=0,
    unnamed=0,
    territories_with=3,
)


def values(rates, states=(3, 3, 3, 1)):
    numbers = np.array(rates)
    return TerritoryValues(
        level=Level.EPCI,
        indicator=Indicator.RATE,
        values=usual((numbers > 0).astype(np.float64), numbers, numbers),
        state=np.array(states, dtype=np.uint8),
    )


@pytest.mark.parametrize(
    ("selection", "title"),
    [
        (MapSelection(), "Initiatives pour 10\u202f000 habitants, par intercommunalité"),
        (
            MapSelection(level=Level.COMMUNE, indicator=Indicator.NUMBER),
            "Nombre d’initiatives, par commune",
        ),
        (
            MapSelection(level=Level.DEPARTEMENT, indicator=Indicator.SHARE),
            "Part des habitants desservis, par département",
        ),
    ],
)
def test_the_title_says_what_per_what(selection, title):
    assert map_title(selection) == title


def test_the_filters_line_names_every_filter(sentences):
    selection = MapSelection(
        filters=Filters(
            themes=("mobilite", "sante"),
            publics=("seniors",),
            years=(2019, 2021),
            counting=Counting.LOCATED,
            wide=True,
        )
    )
    line = MAP.sentence(selection)
    assert "· Actives entre 2019 et 2021 ·" in line
    assert line == sentences


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("counting", Counting)
@pytest.mark.parametrize("indicator", Indicator)
def test_wide_schemes_are_named_only_where_they_change_something(indicator, counting, wide):
    line = MAP.sentence(
        MapSelection(filters=Filters(counting=counting, wide=wide), indicator=indicator)
    )
    change = (indicator, counting, wide) == (Indicator.SHARE, Counting.PRESENT, True)
    assert (
        line.partition("Initiatives ")[2]
        == {
            (Counting.LOCATED, False): "implantées seulement",
            (Counting.PRESENT, False): "recensées (implantées ou desservant)",
            (Counting.PRESENT, True): (
                "recensées (implantées ou desservant) · dispositifs départementaux et régionaux comptés"
            ),
        }[counting, change]
    )


def test_without_a_filter_the_line_says_all(sentences):
    line = MAP.sentence(MapSelection())
    assert line.startswith("Thèmes : tous ·")
    assert line == sentences


def test_one_year_is_one_year():
    assert "· Actives en 2020 ·" in MAP.sentence(MapSelection(filters=Filters(years=(2020, 2020))))


def test_the_sentence_gives_the_region_the_territories_and_the_highest(sentences):
    said = map_sentence(
        MapSelection(), values([0.5, 2.0, 1.0, 0.0]), TOTALS, NAMES, region=RHONE_ALPES
    )
    assert "La valeur la plus haute : 2,00 pour 10\u202f000 hab. (Lamastre)." in said
    assert said == sentences


@pytest.mark.parametrize(
    ("having", "said"),
    [
        (0, "0 commune sur 2\u202f738 en a au moins une"),
        (1, "1 commune sur 2\u202f738 en a au moins une"),
        (2, "2 communes sur 2\u202f738 en ont au moins une"),
    ],
)
def test_noun_and_verb_agree_with_how_many_have_something(having, said):
    assert having_text(having, 2738, Level.COMMUNE) == said


def test_a_small_population_is_never_the_highest():
    said = map_sentence(
        MapSelection(),
        values([0.5, 99.0, 1.0, 0.0], (3, 2, 3, 1)),
        TOTALS,
        NAMES,
        region=RHONE_ALPES,
    )
    assert "1,00 pour 10\u202f000 hab. (Lyon)" in said


def test_equal_highest_are_counted():
    said = map_sentence(
        MapSelection(), values([2.0, 2.0, 2.0, 0.0]), TOTALS, NAMES, region=RHONE_ALPES
    )
    assert "(Bourg et 2\u00a0autres)" in said


@pytest.mark.parametrize(
    ("unknown", "counted"),
    [(1, "1\u00a0initiative reste"), (2, "2\u00a0initiatives restent")],
    ids=["one", "two"],
)
def test_with_years_the_unknown_first_years_are_told(unknown, counted, sentences):
    totals = replace(TOTALS, unknown_first_year=unknown)
    shown = values([1.0, 0, 0, 0])
    said = map_sentence(
        asked(MapSelection, years=(2019, 2019)), shown, totals, NAMES, region=RHONE_ALPES
    )
    assert counted in said
    assert said == sentences
    assert map_sentence(MapSelection(), shown, totals, NAMES, region=RHONE_ALPES).endswith(
        f"(Bourg). {DATES}"
    )


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (DateSpan(2015, 2025, 0), "dates des sources : 2015 à 2025"),
        (DateSpan(2025, 2025, 3), "dates des sources : 2025, 3 sans date"),
        (DateSpan(None, None, 7), "dates des sources : date inconnue"),
    ],
)
def test_the_dates_of_the_sources_are_told_oldest_to_newest(dates, said):
    assert dates_text(dates) == said


def test_what_is_counted_says_what_has_ended_and_what_nobody_knows_of():
    mixed = replace(TOTALS, ended=3, unsure=34)
    said = map_sentence(MapSelection(), values([1.0, 0, 0, 0]), mixed, NAMES, region=RHONE_ALPES)
    assert (
        "Parmi les initiatives comptées, 3\u00a0sont terminées et 34\u00a0sont de situation inconnue."
        in said
    )


APPROXIMATE = replace(TOTALS, values=TOTALS.values | {Indicator.SHARE: 0.4219}, sure_share=0.181)


@pytest.mark.parametrize(
    ("indicator", "totals"),
    [
        (Indicator.SHARE, TOTALS),
        (Indicator.RATE, APPROXIMATE),
        (Indicator.NUMBER, APPROXIMATE),
    ],
)
def test_nothing_but_an_approximate_share_rests_on_rough_areas(indicator, totals):
    shown = replace(values([0.0, 0.0, 1.0, 0.0]), indicator=indicator)
    said = map_sentence(MapSelection(indicator=indicator), shown, totals, NAMES, region=RHONE_ALPES)
    assert said.endswith(f"(Lyon). {DATES}")


def test_the_share_says_what_rests_on_rough_areas(sentences):
    shown = replace(values([0.0, 0.0, 1.0, 0.0]), indicator=Indicator.SHARE)
    said = map_sentence(
        MapSelection(indicator=Indicator.SHARE), shown, APPROXIMATE, NAMES, region=RHONE_ALPES
    )
    assert "42,2\u202f% des habitants ; 18,1\u202f% sans" in said
    assert said == sentences


@pytest.mark.parametrize(
    ("unnamed", "told"),
    [
        (0, ""),
        (1, " 1\u00a0initiative n’indique aucune organisation et n’en ajoute donc pas."),
        (9, " 9\u00a0initiatives n’indiquent aucune organisation et n’en ajoutent donc pas."),
    ],
)
def test_where_organisations_are_counted_those_nobody_names_are_told(unnamed, told):
    selection, totals = (
        MapSelection(indicator=Indicator.ORGANISATION_RATE),
        replace(TOTALS, unnamed=unnamed),
    )
    shown = values([0.0, 0.0, 1.0, 0.0])
    said = map_sentence(selection, shown, totals, NAMES, region=RHONE_ALPES)
    assert said.endswith(f"(Lyon).{told} {DATES}")
    initiatives = map_sentence(MapSelection(), shown, totals, NAMES, region=RHONE_ALPES)
    assert initiatives.endswith(f"(Lyon). {DATES}")


@pytest.mark.parametrize(
    ("value", "indicator", "text"),
    [
        (1.236, Indicator.RATE, "1,24 pour 10\u202f000 hab."),
        (0.004, Indicator.RATE, "<\u202f0,01 pour 10\u202f000 hab."),
        (0.625, Indicator.SHARE, "62,5\u202f% des habitants"),
        (3.0, Indicator.NUMBER, "3\u00a0initiatives"),
        (float("nan"), Indicator.RATE, ValueState.MISSING.label),
    ],
)
def test_a_value_is_written_with_its_unit(value, indicator, text):
    assert value_text(value, indicator) == text


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (0, "0,00"),
        (0.004, "<\u202f0,01"),
        (0.0099, "<\u202f0,01"),
        (0.01, "0,01"),
        (0.014, "0,01"),
        (1234.5, "1\u202f234,50"),
    ],
)
def test_a_rate_too_small_for_two_decimals_is_not_written_as_nothing(rate, text):
    assert rate_text(rate) == text
