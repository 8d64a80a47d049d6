"""The report of a territory: by hand on five villages, and for every territory of the map."""

from __future__ import annotations

import pytest

from dashboard.analysis.indicators.aggregation import territory_values
from dashboard.analysis.reports.territory import MOST_HALLS, territory_report
from dashboard.domain.counting import Counting
from dashboard.domain.coverage import CoverageState
from dashboard.domain.indicators import COMPARED, Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import THEMES
from tests.helpers.nearby_answers import TUESDAY
from tests.helpers.selections import asked
from tests.helpers.small_coverage import EAST, WEST
from tests.helpers.small_reports import (
    ARTICLE,
    AVRON,
    BIEF,
    CIZE,
    DUN,
    ERP,
    SURVEY,
    reports_snapshot,
)


@pytest.fixture(scope="module")
def small():
    return reports_snapshot()


def told(small, code, **facts):
    return territory_report(small, asked(MapSelection, **facts), code, now=TUESDAY)


def names(records):
    return [line.id for line in records.lines]


def test_an_epci_tells_who_lives_there_and_where_it_lies(small):
    found = told(small, WEST)
    assert (found.name, found.level, found.kind) == (
        "CC Ouest",
        Level.EPCI,
        "communauté de communes",
    )
    assert (found.population, found.population_total) == (5_000, 5_000)
    assert (found.communes_inside, found.communes_total, found.border) == (2, 2, False)
    assert [(one.code, one.level) for one in found.parents] == [("D01", Level.DEPARTEMENT)]
    assert (found.stratum, found.stratum_size) == (
        "communautés de communes de moins de 15\u202f000 habitants",
        2,
    )
    assert [one.code for one in told(small, EAST).parents] == ["D01", "D42"]


def test_an_epci_cut_by_the_border_tells_its_whole_too():
    found = told(reports_snapshot(cut=(EAST,)), EAST)
    assert (found.population, found.population_total) == (6_000, 6_700)
    assert (found.communes_inside, found.communes_total, found.border) == (3, 4, True)


def test_initiatives_are_those_located_those_serving_and_those_for_a_whole_departement(small):
    found = told(small, WEST)
    assert names(found.located) == ["bus", "epicerie"]
    assert names(found.serving) == []
    assert names(found.wide) == ["ligne"]
    assert found.wide.lines[0].scope == "dispositif départemental"
    east = told(small, EAST)
    assert (names(east.located), names(east.serving)) == (["atelier"], ["bus"])
    located = told(small, EAST, counting=Counting.LOCATED)
    assert (names(located.located), names(located.serving)) == (["atelier"], [])


def test_a_line_tells_years_status_and_operators(small):
    atelier = told(small, EAST).located.lines[0]
    assert (atelier.first_year, atelier.last_year, atelier.status) == (2010, 2012, "terminée")
    assert atelier.operators == ("Mairie d’Avron",)
    assert told(small, EAST).serving.lines[0].status == ""


def test_standings_hold_every_measure_beside_region_and_stratum(small):
    found = told(small, WEST).ranks
    assert set(found) == set(COMPARED)
    rate = found[Indicator.RATE]
    assert rate.value == 4.0
    assert rate.references[Reference.REGION] == pytest.approx(40_000 / 11_000)
    assert (rate.rank, rate.ranked) == (1, 2)


def test_themes_are_all_there_the_most_frequent_first(small):
    found = told(small, EAST).themes
    assert len(found) == len(THEMES)
    assert [(one.code, one.number) for one in found[:3]] == [
        ("mobilite", 2),
        ("alimentation", 1),
        ("logement", 0),
    ]
    assert found[0].rate == pytest.approx(20_000 / 6_000)


def test_the_map_of_an_epci_colours_its_communes_and_marks_places(small):
    found = told(small, EAST).map
    assert (found.located, found.serving) == ({CIZE}, {DUN, ERP})
    assert (found.nothing, found.outlined, found.around) == (frozenset(), "", "")
    assert found.codes == (CIZE, DUN, ERP)
    assert found.points.shape == (1, 2)
    food = told(small, EAST, themes=("alimentation",)).map
    assert (food.located, food.serving, food.nothing) == ({CIZE}, frozenset(), {DUN, ERP})


def test_the_map_of_a_commune_is_that_of_its_epci_with_the_commune_outlined(small):
    found = told(small, DUN).map
    assert (found.codes, found.outlined, found.around) == ((CIZE, DUN, ERP), DUN, "CC Est")


def test_a_departement_tells_its_coverage_and_a_commune_why(small):
    food = {"themes": ("alimentation",)}
    found = told(small, "D42", **food)
    assert (found.coverage.totals.uncovered, found.coverage.commune) == (1_000, None)
    dun = told(small, DUN, **food).coverage.commune
    assert dun is not None
    assert dun.state is CoverageState.FAR
    assert dun.reasons


def test_documents_are_cited_once_and_unknown_years_are_counted(small):
    found = told(small, WEST)
    assert found.sources == (ARTICLE, SURVEY)
    assert (found.catalogue_date, found.vintage) == ("2025-10-25", "COG 2026")
    assert found.unknown_first_year == 1


def test_a_commune_has_its_town_hall_and_an_epci_all_of_its_communes(small):
    commune = told(small, AVRON)
    assert commune.town_hall is not None
    assert (commune.halls, commune.halls_left) == ((), 0)
    epci = told(small, WEST)
    assert epci.town_hall is None
    assert [one.code for one in epci.halls] == [AVRON, BIEF]


@pytest.mark.parametrize("code", ["99999", "R82", "zzz", "D75", "200099999", "01"])
def test_what_the_map_does_not_hold_has_no_sheet(small, code):
    assert told(small, code) is None


def test_a_departement_names_its_largest_town_halls_and_counts_the_others(snapshot):
    found = told(snapshot, "D38")
    assert len(found.halls) == MOST_HALLS == 20
    assert found.halls_left == 512 - 20
    assert (found.halls[0].commune, found.halls[0].code) == ("Grenoble", "38185")
    assert found.halls[0].phone
    assert found.claims == ()


def test_valence_romans_sets_what_is_written_beside_the_reference(snapshot):
    found = told(snapshot, "200068781")
    assert [(one.written, one.official) for one in found.claims][:2] == [
        (56, 54),
        (225_000, 226_240),
    ]
    assert found.figures_total == len(found.figures) > 0


@pytest.mark.parametrize("level", [Level.EPCI, Level.DEPARTEMENT])
def test_the_lists_are_as_long_as_the_number_for_every_territory(snapshot, level):
    values = territory_values(snapshot.region_index, MapSelection(level=level))
    territories = snapshot.region_index.territories[level]
    for row, code in enumerate(territories.codes):
        found = told(snapshot, code)
        assert found.located.total + found.serving.total == values.number[row]
        assert len(found.map.codes) == found.communes_inside
