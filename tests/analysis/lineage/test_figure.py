"""The lineage of a number: by hand on five villages, and the same as the pages on the real ones."""

from __future__ import annotations

import pytest

from dashboard.analysis.comparison.indicators import level_indicators
from dashboard.analysis.comparison.ranks import ranks
from dashboard.analysis.coverage.assessment import assess_coverage
from dashboard.analysis.coverage.totals import coverage_totals
from dashboard.analysis.indicators.aggregation import region_totals, territory_values
from dashboard.analysis.lineage.figure import number_lineage
from dashboard.analysis.lineage.results import CommuneRow, LineagePart, OrganisationRow, Question
from dashboard.domain.counting import Counting
from dashboard.domain.coverage import CoverageState
from dashboard.domain.indicators import COMPARED, COVERAGE_INDICATORS, STATE_INDICATORS, Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS
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

YEAR = 2026


@pytest.fixture(scope="module")
def small():
    return reports_snapshot()


def ask(small, code, subject, *, selection=None, **facts):
    question = Question(subject, selection or MapSelection(), **facts)
    return number_lineage(small, code, question, year=YEAR)


def ids(found):
    return [row.id for row in found.records]


def test_the_number_lists_its_initiatives_those_located_there_first(small):
    found = ask(small, WEST, Indicator.NUMBER)
    assert (found.value, ids(found)) == (2, ["bus", "epicerie"])
    assert found.parts == (LineagePart("initiatives distinctes recensées", 2),)
    east = ask(small, EAST, Indicator.NUMBER)
    assert [(row.id, row.located) for row in east.records] == [("atelier", True), ("bus", False)]


def test_a_row_tells_years_status_themes_and_documents(small):
    _, bus = ask(small, EAST, Indicator.NUMBER).records
    assert (bus.first_year, bus.last_year) == (2018, None)
    assert (bus.status, bus.themes) == ("en activité à la date de la source", ("Mobilité",))
    assert (bus.sources, bus.updated_on) == ((ARTICLE,), "2026-01-01")
    atelier = ask(small, CIZE, Indicator.NUMBER).records[0]
    assert (atelier.first_year, atelier.last_year, atelier.status) == (2010, 2012, "terminée")
    epicerie = ask(small, BIEF, Indicator.NUMBER).records[0]
    assert (epicerie.id, epicerie.first_year) == ("epicerie", None)


def test_the_rate_divides_by_the_inhabitants(small):
    found = ask(small, WEST, Indicator.RATE)
    assert found.value == 10_000 * 2 / 5_000
    assert [part.value for part in found.parts] == [2, 5_000]
    assert ids(found) == ["bus", "epicerie"]
    assert found.counts_inhabitants


def test_the_share_lists_the_communes_with_what_they_have(small):
    everyone = ask(small, WEST, Indicator.SHARE)
    assert (everyone.value, [part.value for part in everyone.parts]) == (1.0, [5_000, 5_000])
    food = ask(
        small,
        WEST,
        Indicator.SHARE,
        selection=MapSelection(filters=Filters(themes=("alimentation",))),
    )
    assert food.value == 1_000 / 5_000
    assert food.communes == (
        CommuneRow(AVRON, "Avron", 4000, served=False),
        CommuneRow(BIEF, "Bief", 1000, served=True),
    )


def test_organisations_are_counted_once_with_their_initiatives(small):
    found = ask(small, WEST, Indicator.ORGANISATIONS)
    assert found.value == 2
    assert found.organisations == (
        OrganisationRow("secours", "Secours", 2),
        OrganisationRow("mairie", "Mairie d’Avron", 1),
    )
    unnamed = "initiatives sans aucune organisation indiquée"
    assert found.parts == (
        LineagePart("initiatives distinctes recensées", 2),
        LineagePart(unnamed, 0),
    )
    assert ask(small, "D01", Indicator.ORGANISATIONS).parts[1] == LineagePart(unnamed, 1)


def test_a_rate_of_organisations_tells_them_the_inhabitants_and_what_names_none(small):
    count, rate = (
        ask(small, WEST, one) for one in (Indicator.ORGANISATIONS, Indicator.ORGANISATION_RATE)
    )
    people = rate.parts[1].value
    assert rate.value == pytest.approx(10_000 * count.value / people)
    assert rate.parts == (
        LineagePart("organisations distinctes", int(count.value)),
        LineagePart("habitants du territoire dans la région", people),
        *count.parts,
    )
    assert (rate.organisations, rate.records) == (count.organisations, ())


def test_an_initiative_of_two_epci_is_shared(small):
    assert ids(ask(small, WEST, Indicator.SHARED)) == ["bus"]
    assert ids(ask(small, BIEF, Indicator.SHARED)) == ["bus"]
    located = MapSelection(filters=Filters(counting=Counting.LOCATED))
    assert ask(small, WEST, Indicator.SHARED, selection=located).value == 0


def test_located_initiatives_alone_count_where_they_are_asked_for(small):
    found = ask(
        small,
        EAST,
        Indicator.NUMBER,
        selection=MapSelection(filters=Filters(counting=Counting.LOCATED)),
    )
    assert (found.value, ids(found)) == (1, ["atelier"])
    assert found.parts[0].label == "initiatives distinctes implantées"


def test_the_documents_of_the_rows_are_cited_each_once_with_the_editions(small):
    found = ask(small, WEST, Indicator.NUMBER)
    assert found.sources == (ARTICLE, SURVEY)
    assert (found.catalogue_date, found.vintage) == ("2025-10-25", "COG 2026")


def test_one_theme_or_one_public_counts_its_initiatives_among_those_kept(small):
    mobility = ask(small, EAST, Indicator.NUMBER, theme="mobilite")
    assert (mobility.value, ids(mobility)) == (2, ["atelier", "bus"])
    food = MapSelection(filters=Filters(themes=("alimentation",)))
    assert ids(ask(small, EAST, Indicator.NUMBER, selection=food, theme="mobilite")) == ["atelier"]
    assert ask(small, EAST, Indicator.RATE, theme="sante").value == 0
    # What is for everybody is for women too.
    assert ids(ask(small, EAST, Indicator.NUMBER, public="femmes")) == ["bus"]


def test_the_mean_of_the_region_lists_its_territories_with_their_weights(small):
    found = ask(small, WEST, Indicator.RATE, reference=Reference.REGION)
    west, east = 10_000 * 2 / 5_000, 10_000 * 2 / 6_000
    assert [(row.code, row.population) for row in found.members] == [(WEST, 5000), (EAST, 6000)]
    assert [row.value for row in found.members] == pytest.approx([west, east])
    assert [row.weight for row in found.members] == pytest.approx([5 / 11, 6 / 11])
    assert found.value == pytest.approx(10_000 * 4 / 11_000)
    assert [part.value for part in found.parts] == [2, 11_000]


def test_neighbours_weigh_the_same(small):
    found = ask(small, BIEF, Indicator.NUMBER, reference=Reference.NEIGHBOURS)
    assert {row.code: row.weight for row in found.members} == {AVRON: 0.5, CIZE: 0.5}
    assert found.value == 1.5  # Avron 1, Cize 2


def test_a_median_has_no_weights_and_names_its_stratum(small):
    found = ask(small, BIEF, Indicator.NUMBER, reference=Reference.STRATUM)
    assert found.stratum == "communes de 500 à 1\u202f999 habitants"
    assert [(row.code, row.value, row.weight) for row in found.members] == [
        (BIEF, 2, None),
        (ERP, 1, None),
    ]
    assert found.value == 1.5


def test_a_mean_among_one_theme_counts_that_theme_only(small):
    facts = {"theme": "alimentation", "reference": Reference.REGION}
    found = ask(small, WEST, Indicator.NUMBER, **facts)
    assert {row.code: row.value for row in found.members} == {WEST: 1, EAST: 1}
    assert found.sources == (ARTICLE, SURVEY)
    public = ask(small, WEST, Indicator.NUMBER, public="femmes", reference=Reference.REGION)
    assert {row.code: row.value for row in public.members} == {WEST: 2, EAST: 1}


def test_the_region_counts_what_serves_a_whole_departement_too(small):
    found = ask(small, "R82", Indicator.NUMBER)
    assert (found.value, found.level, found.name) == (4, None, "Région Rhône-Alpes")
    assert sorted(ids(found)) == ["atelier", "bus", "epicerie", "ligne"]
    assert ask(small, "R82", Indicator.RATE).value == 10_000 * 4 / 11_000


@pytest.mark.parametrize(
    ("code", "subject", "facts"),
    [
        ("99999", Indicator.NUMBER, {}),
        ("zzz", Indicator.NUMBER, {}),
        ("R82", Indicator.RATE, {"reference": Reference.REGION}),
        ("D01", Indicator.RATE, {"reference": Reference.DEPARTEMENT}),
        (WEST, Indicator.SHARE, {"theme": "mobilite"}),
        (WEST, Indicator.ORGANISATIONS, {"public": "femmes"}),
        (WEST, Indicator.INHABITANTS, {"reference": Reference.REGION}),
        (WEST, Indicator.GAPS, {"theme": "mobilite"}),
        # Dun touches no village.
        (DUN, Indicator.NUMBER, {"reference": Reference.NEIGHBOURS}),
    ],
)
def test_what_has_no_meaning_has_no_passport(small, code, subject, facts):
    assert ask(small, code, subject, **facts) is None


def test_inhabitants_and_communes_list_the_communes_the_largest_first(small):
    people = ask(small, EAST, Indicator.INHABITANTS)
    assert people.value == 6_000
    assert [(row.code, row.population) for row in people.communes] == [
        (CIZE, 5000),
        (ERP, 600),
        (DUN, 400),
    ]
    communes = ask(small, EAST, Indicator.COMMUNES)
    assert (communes.value, communes.counts_inhabitants) == (3, False)


def test_all_the_inhabitants_of_an_epci_cut_by_the_border_are_told_in_two_parts():
    small = reports_snapshot(cut=(EAST,))
    found = ask(small, EAST, Indicator.ALL_INHABITANTS)
    assert found.value == 6_700
    assert [part.value for part in found.parts] == [6_000, 700]
    assert ask(small, EAST, Indicator.INHABITANTS).value == 6_000
    assert ask(small, "D42", Indicator.ALL_INHABITANTS).value == 1_000


@pytest.mark.usefixtures("few_are_enough")
def test_coverage_lists_the_communes_in_the_state(small):
    food = MapSelection(filters=Filters(themes=("alimentation",)))
    near = ask(small, "R82", Indicator.NEAR, selection=food)
    assert {row.code for row in near.communes} == {AVRON, BIEF, CIZE}
    far = ask(small, EAST, Indicator.FAR, selection=food)
    assert (far.value, [part.value for part in far.parts]) == (1_000, [1_000, 6_000])
    assert [(row.code, row.state, row.border) for row in far.communes] == [
        (ERP, CoverageState.FAR, False),
        (DUN, CoverageState.FAR, False),
    ]
    assert ask(small, EAST, Indicator.GAPS, selection=food).value == 1_000
    assert ask(small, EAST, Indicator.NOTHING, selection=food).communes == ()


def test_where_sources_hold_too_little_no_number_of_gaps_is_told(small):
    food = MapSelection(filters=Filters(themes=("alimentation",)))
    for number in COVERAGE_INDICATORS:
        found = ask(small, EAST, number, selection=food)
        assert (found.told, found.value, found.parts, found.communes) == (False, None, (), ())
        assert found.sources, number
    assert ask(small, EAST, Indicator.INHABITANTS, selection=food).told


@pytest.mark.usefixtures("few_are_enough")
def test_at_the_border_the_uncovered_are_told_apart():
    small = reports_snapshot(cut=(EAST,))
    food = MapSelection(filters=Filters(themes=("alimentation",)))
    numbers = {
        number: ask(small, EAST, number, selection=food).value
        for number in (Indicator.FAR, Indicator.GAPS, Indicator.BORDER)
    }
    assert numbers == {Indicator.FAR: 0, Indicator.GAPS: 0, Indicator.BORDER: 1_000}


# The real ones: the same numbers as the pages.

SELECTIONS = [
    MapSelection(),
    MapSelection(filters=Filters(counting=Counting.LOCATED, years=(2019, 2024))),
    MapSelection(
        filters=Filters(themes=("mobilite", "alimentation"), publics=("jeunes",), wide=True)
    ),
]


@pytest.mark.parametrize("selection", SELECTIONS)
@pytest.mark.parametrize("level", [Level.EPCI, Level.DEPARTEMENT])
def test_every_measure_is_that_of_the_pages(snapshot, level, selection):
    at_level = MapSelection(**{**vars(selection), "level": level})
    indicators = level_indicators(snapshot, at_level)
    values = territory_values(snapshot.region_index, at_level)
    for row, code in enumerate(snapshot.region_index.territories[level].codes):
        found = {one: ask(snapshot, code, one, selection=selection).value for one in COMPARED}
        assert found == pytest.approx({one: indicators.values[one][row] for one in COMPARED})
        assert found[Indicator.NUMBER] == values.number[row]


def test_every_reference_is_that_of_the_pages(snapshot):
    small, level = snapshot, Level.EPCI
    indicators = level_indicators(small, MapSelection())
    for indicator in COMPARED:
        for row in (0, 40, 80):
            (told,) = ranks(small, indicators, indicator, [row])
            code = snapshot.region_index.territories[level].codes[row]
            for reference, value in told.references.items():
                found = ask(small, code, indicator, reference=reference)
                assert found.value == pytest.approx(value)
                if reference is not Reference.STRATUM:
                    mean = sum(one.value * one.weight for one in found.members)
                    assert mean == pytest.approx(value)


def test_every_theme_and_public_is_that_of_the_pages(snapshot):
    indicators = level_indicators(snapshot, MapSelection())
    code = "200071751"
    row = snapshot.region_index.territories[Level.EPCI].rows[code]
    for place, theme in enumerate(THEME_LABELS):
        found = ask(snapshot, code, Indicator.NUMBER, theme=theme)
        assert found.value == indicators.themes[place, row]
    for place, public in enumerate(PUBLIC_LABELS):
        found = ask(snapshot, code, Indicator.NUMBER, public=public)
        assert found.value == indicators.publics[place, row]


@pytest.mark.parametrize("selection", SELECTIONS)
def test_the_region_is_that_of_the_map(snapshot, selection):
    totals = region_totals(snapshot.region_index, selection)
    told = [
        ask(snapshot, "R82", one, selection=selection).value
        for one in (Indicator.NUMBER, Indicator.RATE, Indicator.SHARE)
    ]
    assert told == pytest.approx(
        [totals.number, totals.values[Indicator.RATE], totals.values[Indicator.SHARE]]
    )


@pytest.mark.usefixtures("few_are_enough")
def test_coverage_is_that_of_the_gaps(snapshot):
    asked = assess_coverage(snapshot, CoverageSelection(), year=YEAR)
    for tally in coverage_totals(asked, Level.EPCI):
        told = {one: ask(snapshot, tally.code, one).value for one in COVERAGE_INDICATORS}
        states = {number: tally.inside(state) for state, number in STATE_INDICATORS.items()}
        others = {Indicator.BORDER: tally.border, Indicator.GAPS: tally.uncovered}
        assert told == states | others
