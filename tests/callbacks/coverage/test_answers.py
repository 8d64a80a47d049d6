"""The answers of « Zones blanches » as the page's script asks for them."""

import base64
import json
import multiprocessing
import re
from dataclasses import replace

import numpy as np
import orjson
import pytest

from dashboard.analysis.coverage.assessment import assess_coverage
from dashboard.analysis.coverage.needs import Need, NeedOrigin
from dashboard.analysis.coverage.states import robustness
from dashboard.analysis.coverage.totals import coverage_totals, region_coverage
from dashboard.analysis.siting.results import Placement
from dashboard.callbacks.coverage import siting
from dashboard.callbacks.coverage.map import answer_coverage_map, coverage_map_texts
from dashboard.callbacks.coverage.page import answer_beside
from dashboard.callbacks.coverage.panel_and_table import answer_coverage, answer_equity
from dashboard.callbacks.coverage.siting import answer_exact, answer_places, progress_text
from dashboard.domain.coverage import CoverageState
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.territory import Level
from dashboard.factory import build_app
from dashboard.figures.interactive.coverage_map import (
    BORROWED,
    CASING,
    CHOSEN,
    PLACES,
    SITE_HALOS,
    SITE_NUMBERS,
    SITES,
    TERRITORIES,
)
from dashboard.settings import Settings
from tests.helpers.asking import ask, filled
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.map_changes import changes_of
from tests.helpers.nearby_answers import TUESDAY
from tests.helpers.subprocess_functions import until

pytestmark = pytest.mark.usefixtures("few_are_enough")

OPTIMUM = "/zones-blanches/optimum"
PAGE = "..coverage-carte.figure...coverage-answer.data.."
YEAR = TUESDAY.year
LEVELS = {Level.COMMUNE: 2738, Level.EPCI: 126, Level.DEPARTEMENT: 8}
COLOURED = {"z", "customdata", "colorscale", "zmin", "zmax"}
WITHOUT_ANY = {"theme": ["sante"], "annee": ["1950"]}
"""Nobody had started anything then."""


@pytest.fixture(scope="module")
def reader(atlas):
    """A browser on the page, on a Tuesday of 2026."""
    return build_app(atlas, Settings(), clock=lambda: TUESDAY).server.test_client()


def draw_list(client, **query):
    """The parts of the page under the map, and the sentence that counts."""
    found = filled(draw(client, query, ["answer", "table"]))
    parts = ("coverage-definition", "coverage-message", "coverage-fiche", "coverage-tableau")
    return *(found[part]["children"] for part in parts), words(found["coverage-nombre"]["children"])


def answered(client, **query):
    """What the page answers in one sentence."""
    return words(filled(draw(client, query, ["answer"]))["coverage-reponse"]["children"])


def draw(client, query, parts, **request):
    """What the page answers where it is asked for parts of it."""
    body = {"query": query, "parts": parts} | request
    answer = ask(client, PAGE, ("coverage-request", "data", body))
    assert answer.status_code == 200
    return answer.json["response"]


def markup_of(answer):
    return answer["coverage-answer"]["data"]["markup"]


def draw_part(client, part, query):
    """The markup of one part beside the map, on which nothing changes."""
    answer = draw(client, query, [part])
    assert answer["coverage-answer"]["data"]["changes"] == {"coverage-carte": {}}
    return markup_of(answer)


def figure(client, **query):
    return draw(client, query, ["all"])["coverage-carte"]["figure"]


def changes(client, answer, level="communes"):
    """What changes on the map: ``(trace, attribute …)`` to value."""
    file = figure(client, niveau=level)["data"][TERRITORIES]["meta"]["labels"]
    changed = answer["coverage-answer"]["data"]["changes"]["coverage-carte"]
    return changes_of(changed, client.get(file).json)


def codes_of(trace):
    return np.frombuffer(base64.b64decode(trace["z"]["bdata"]), np.uint8)


def asked(snapshot, **query):
    return assess_coverage(snapshot, CoverageSelection.from_query(query), year=YEAR)


def digits(text):
    """The numbers of a text, without the spaces between thousands."""
    return [int(number) for number in re.findall(r"\d+", text.replace("\u202f", ""))]


def links(page):
    return {words(link["children"]).strip(" ▲▼↕"): link["href"] for link in elements(page, "A")}


def rows(page):
    (body,) = elements(page, "Tbody")
    return [
        [words(cell["props"]["children"]) for cell in row["children"]]
        for row in elements(body, "Tr")
    ]


def heading(page):
    return words(next(elements(page, "H2"))["children"])


# The map.


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("shown", ["couverture", "acces"])
def test_every_territory_of_a_level_has_its_colour_and_its_words(reader, level, shown):
    trace = figure(reader, niveau=[level], indicateur=[shown])["data"][TERRITORIES]
    lengths = {len(codes_of(trace)), len(trace["customdata"]), len(trace["locations"])}
    assert lengths == {LEVELS[level]}
    served = {feature["id"] for feature in reader.get(trace["geojson"]).json["features"]}
    assert set(trace["locations"]) == served


def test_the_whole_map_has_its_words_its_layers_and_the_new_places(reader):
    answer = draw(reader, {}, ["all"])
    data = answer["coverage-carte"]["figure"]["data"]
    assert len(data) == 8
    assert data[SITE_NUMBERS]["text"] == ["1", "2", "3"]
    assert data[PLACES]["meta"]["places"].startswith("/fichiers/lieux.")
    assert markup_of(answer)["coverage-titre-carte"] == "État de couverture, par commune"
    assert markup_of(answer)["coverage-filtres-carte"].endswith("Rayon : 10\u202fkm")
    assert len(data[SITES]["lon"]) == len(data[SITE_HALOS]["lon"]) == 3
    assert data[SITES]["text"][0].endswith("<br>nouveau lieu proposé, n° 1")
    assert data[CHOSEN]["locations"] == []
    assert "coordinates" not in json.dumps(data)


def test_the_colours_are_the_states_that_the_legend_counts(reader, snapshot):
    answer = draw(reader, {"fragile": ["oui"]}, ["all"])
    codes = codes_of(answer["coverage-carte"]["figure"]["data"][TERRITORIES])
    numbers = np.bincount(codes, minlength=7).tolist()
    legend = tree(markup_of(answer)["coverage-legende"])
    told = [digits(words(p["children"]))[-1] for p in list(elements(legend, "Li"))[:-1]]
    # The legend has the border last, and no state that no commune is in.
    assert told == [number for number in (*numbers[:4], *numbers[5:], numbers[4]) if number]
    assert sum(numbers) == 2738
    one, everywhere = asked(snapshot), np.ones(2738, dtype=np.bool_)
    covered, radius_m = one.covered, one.covered.radius_m
    assert numbers[4] == int(covered.border.sum())
    assert numbers[6] == robustness(snapshot, one.reached, everywhere, radius_m=radius_m).closed > 0
    assert numbers[5] > 0
    assert numbers[2] + numbers[3] + numbers[6] == int(covered.gaps.sum())


@pytest.mark.parametrize("code", ["01053", "200071751", "D07"])
def test_a_chosen_territory_is_outlined_and_looked_at(reader, code):
    drawn = figure(reader, territoire=[code])
    assert drawn["data"][CHOSEN]["locations"] == drawn["data"][CASING]["locations"] == [code]
    assert drawn["layout"]["uirevision"] == code
    outlined = reader.get(drawn["data"][CHOSEN]["geojson"]).json["features"]
    assert code in {feature["id"] for feature in outlined}


@pytest.mark.parametrize(
    ("parts", "changed"),
    [
        (
            ["values"],
            {*((TERRITORIES, name) for name in COLOURED), (BORROWED, "meta"), (PLACES, "meta")},
        ),
        (
            ["level"],
            {(TERRITORIES, name) for name in ("uid", "geojson", "locations", "meta", "marker")},
        ),
        (
            ["sites"],
            {(place, name) for place in (SITE_HALOS, SITES) for name in ("lon", "lat", "marker")}
            | {(SITES, "text"), (SITES, "customdata")}
            | {(SITE_NUMBERS, name) for name in ("lon", "lat", "text")},
        ),
    ],
)
def test_a_part_changes_only_what_it_names(reader, parts, changed):
    answer = draw(reader, {"rayon": ["20"]}, parts)
    assert {path[1:3] for path in changes(reader, answer)} == changed
    assert ("coverage-titre-carte" in markup_of(answer)) == ("values" in parts)
    legends = {
        "values": {
            *("coverage-titre-carte", "coverage-filtres-carte", "coverage-phrase-carte"),
            *("coverage-legende", "coverage-legende-points"),
        },
        "sites": {"coverage-legende-points"},
    }
    assert set(markup_of(answer)) == legends.get(parts[0], set())


def test_another_focus_outlines_and_looks_there(reader):
    found = changes(reader, draw(reader, {"territoire": ["D07"]}, ["focus"]))
    assert found["data", CHOSEN, "locations"] == ["D07"]
    assert found["layout", "uirevision"] == "D07"
    assert not [path for path in found if path[:2] == ("data", TERRITORIES)]


def test_a_change_holds_what_the_whole_map_does(reader):
    query = {"theme": ["mobilite"], "niveau": ["epci"]}
    whole = figure(reader, **query)["data"][TERRITORIES]
    part = changes(reader, draw(reader, query, ["values", "level"]), "epci")
    for name in ("z", "customdata", "locations", "geojson"):
        assert part["data", TERRITORIES, name] == whole[name]


def test_the_best_places_are_drawn_where_they_are_given(reader):
    found = changes(reader, draw(reader, {}, ["sites"], sites=["07129", "zzz", "01053"]))
    assert found["data", SITES, "customdata"] == ["territoire:07129", "territoire:01053"]
    assert found["data", SITES, "text"][1] == (
        "<b>Bourg-en-Bresse</b><br>nouveau lieu proposé, n° 2"
    )
    none = changes(reader, draw(reader, {}, ["sites"], sites=[]))
    assert none["data", SITES, "lon"] == []


def test_stops_are_told_as_stops(reader):
    data = figure(reader, service=["itinerant"], lieux=["1"])["data"]
    assert [text.split("<br>")[1] for text in data[SITES]["text"]] == [
        "arrêt d’une tournée proposé, n° 1"
    ]


def test_a_need_that_was_not_imported_is_not_asked_and_coverage_is_shown(reader):
    query = {"indicateur": ["besoin"], "besoin": ["part-menages-voiture"]}
    answer = draw(reader, query, ["all"])
    assert "desservie" in markup_of(answer)["coverage-legende"]
    assert markup_of(answer)["coverage-titre-carte"] == "État de couverture, par commune"


def test_before_any_import_coverage_is_crossed_with_how_few_people_live_there(reader):
    answer = draw(reader, {"indicateur": ["besoin"]}, ["all"])
    title = markup_of(answer)["coverage-titre-carte"].replace("\u202f", " ")
    assert title == "Faible densité de population et couverture à 10 km, par commune"
    assert "moins de" in markup_of(answer)["coverage-legende"]


# Crossed with need, where one was imported.


@pytest.fixture(scope="module")
def with_needs(snapshot):
    """The snapshot with two needs: 10 % everywhere but 30 % in the Loire, and nothing in Lamastre."""
    communes = snapshot.region_index.territories[Level.COMMUNE]
    values = np.array([30.0 if code.startswith("42") else 10.0 for code in communes.codes])
    values[communes.rows["07129"]] = np.nan
    known = np.where(np.isfinite(values), NeedOrigin.COMMUNE, NeedOrigin.NONE).astype(np.uint8)
    none = np.full(LEVELS[Level.EPCI], np.nan)
    needs = {
        code: Need(code, values, known, none, "2021", "INSEE")
        for code in ("taux-pauvrete", "part-menages-voiture")
    }
    return replace(snapshot, needs=needs)


def hovers(snapshot, **query):
    selection = CoverageSelection.from_query({"indicateur": ["besoin"]} | query)
    answer = answer_coverage_map(snapshot, selection, ["all"], year=YEAR)
    title, trace = answer.markup["coverage-titre-carte"], answer.figures[0]["data"][TERRITORIES]
    return title, codes_of(trace), dict(zip(trace["locations"], trace["customdata"], strict=True))


def test_need_and_coverage_are_told_of_every_commune(with_needs):
    title, codes, told = hovers(with_needs)
    assert title == "Taux de pauvreté et couverture à 10\u202fkm, par commune"
    assert told["42147"] == "30,0\u202f% · ni desservie ni proche"
    assert told["01053"] == "10,0\u202f% · desservie"
    assert told["07129"] == "non renseigné : secret statistique, ou non publié · desservie"
    rows_of = with_needs.region_index.territories[Level.COMMUNE].rows
    # Two thirds have 10 %: they are the low third, the Loire the high one.
    assert [codes[rows_of[code]] for code in ("01053", "42147", "07129")] == [0, 8, 9]


def test_needs_of_an_epci_are_told_with_the_share_covered(with_needs):
    _, codes, told = hovers(with_needs, niveau=["epci"])
    assert len(codes) == 126
    assert told["200071751"].replace("\u202f", " ") == "10,0 % · 90 % couverts ou plus"
    # Without Lamastre, the largest of its eleven communes.
    assert "(connu pour " in told["200016905"]


@pytest.fixture(scope="module")
def with_borrowed(with_needs):
    """The same, the Loire's values being those of its EPCI."""
    communes = with_needs.region_index.territories[Level.COMMUNE]
    of_loire = np.array([code.startswith("42") for code in communes.codes])
    need = with_needs.needs["taux-pauvrete"]
    origin = np.where(of_loire, NeedOrigin.EPCI, need.origin).astype(np.uint8)
    return replace(with_needs, needs={need.code: replace(need, origin=origin)})


def dotted(snapshot, **query):
    """The communes under the pattern: drawn whole, and as a change of the map."""
    selection = CoverageSelection.from_query({"indicateur": ["besoin"]} | query)
    whole = answer_coverage_map(snapshot, selection, ["all"], year=YEAR).figures[0]
    change = answer_coverage_map(snapshot, selection, ["values"], year=YEAR).changes
    (updates,) = (one["updates"] for one in orjson.loads(orjson.dumps(change)).values())
    told = dict(updates)[BORROWED]["meta"]
    assert whole["data"][BORROWED]["meta"] == told
    numbers = np.frombuffer(base64.b64decode(told["numbers"]["bdata"]), np.uint16)
    return told["territories"], np.flatnonzero(numbers).tolist()


def test_a_need_borrowed_from_the_epci_is_under_a_pattern_on_the_map_and_in_its_legend(
    with_borrowed,
):
    communes = with_borrowed.region_index.territories[Level.COMMUNE]
    file, rows_found = dotted(with_borrowed)
    loire = [code for code in communes.codes if code.startswith("42")]
    assert [communes.codes[row] for row in rows_found] == loire
    # Its own file tells where communes are: no other is asked for.
    assert file == with_borrowed.labels[Level.COMMUNE]
    selection = CoverageSelection.from_query({"indicateur": ["besoin"]})
    legend = coverage_map_texts(with_borrowed, selection, year=YEAR)["coverage-legende"]
    assert f"besoin emprunté à l’intercommunalité ({len(loire)})" in words(tree(legend))


def test_what_borrows_nothing_has_no_pattern(with_borrowed, with_needs):
    assert dotted(with_borrowed, niveau=["epci"]) == ("", [])
    assert dotted(with_borrowed, indicateur=["acces"]) == ("", [])
    assert dotted(with_needs)[1] == []


def test_people_concerned_are_told_in_panel_and_table(with_needs, snapshot):
    found = answer_beside(with_needs, CoverageSelection(), ["answer", "table"], year=YEAR)
    assert "Taux de pauvreté, en zone blanche : environ" in found["coverage-fiche"]
    saint_etienne = rows(tree(found["coverage-tableau"]))[0]
    assert (saint_etienne[1], saint_etienne[5]) == ("173\u202f136", "51\u202f941")
    usual = answer_beside(snapshot, CoverageSelection(), ["answer", "table"], year=YEAR)
    assert "pauvreté" not in usual["coverage-fiche"]
    assert len(rows(tree(usual["coverage-tableau"]))[0]) == 6


def test_a_turned_share_is_told_as_its_title_says(with_needs):
    title, _, told = hovers(with_needs, besoin=["part-menages-voiture"])
    assert title.startswith("Ménages sans voiture")
    # 10 % have a car: 90 % have none.
    assert told["01053"] == "90,0\u202f% · desservie"


# Definition, panel and table.


def test_the_region_is_told_with_the_largest_gaps_first(reader, snapshot):
    definition, notice, panel, table, count = draw_list(reader)
    region = region_coverage(asked(snapshot))
    assert words(definition).startswith("Ici, une zone blanche est une commune")
    assert notice == []
    assert heading(panel) == "Région Rhône-Alpes"
    assert digits(count) == [region.gaps, 2738, region.uncovered]
    assert len(rows(table)) == 50
    people = [digits(row[1])[0] for row in rows(table)]
    assert people == sorted(people, reverse=True)


def test_numbers_on_the_page_are_those_of_the_command_line(reader, snapshot):
    query = {"theme": ["alimentation"], "rayon": ["20"]}
    region = region_coverage(asked(snapshot, **query))
    *_, count = draw_list(reader, **query)
    sentence = markup_of(draw(reader, query, ["all"]))["coverage-phrase-carte"]
    covered = sum(region.inhabitants[: CoverageState.FAR])
    assert {region.uncovered, region.gaps, covered, region.border} <= set(digits(sentence))
    ain = coverage_totals(asked(snapshot, **query), Level.DEPARTEMENT)[0]
    answer = answered(reader, **query, territoire=["D01"])
    assert {ain.uncovered, ain.gaps, ain.communes} <= set(digits(answer))
    assert digits(count) == [region.gaps, region.communes, region.uncovered]


@pytest.mark.parametrize(
    "query",
    [
        {"rayon": ["5"], "theme": ["alimentation"]},
        {"rayon": ["5"], "territoire": ["D07"], "source": ["catalogue"]},
        {"territoire": ["07129"], "theme": ["mobilite"], "annee": ["2020"]},
    ],
)
def test_the_number_of_the_answer_opens_its_passport_which_says_the_same(reader, query):
    told = markup_of(draw(reader, query, ["answer"]))["coverage-reponse"]
    sentence = next(elements(tree(told), "P"))
    (link,) = elements(sentence["children"], "A")
    page = reader.get(link["href"]).text
    number = re.search(r'class="passport-number"><strong>([^<]+)', page)
    assert number
    assert digits(number[1]) == digits(words(link["children"]))[:1]
    assert f"Rayon : {query.get('rayon', ['10'])[0]}\u202fkm" in page
    assert "les plus peuplées d’abord" in page


@pytest.mark.parametrize("level", [Level.EPCI, Level.DEPARTEMENT])
def test_a_table_of_territories_holds_their_tallies_the_least_covered_first(
    reader, snapshot, level
):
    *_, table, _ = draw_list(reader, niveau=[level])
    expected = sorted(
        coverage_totals(asked(snapshot), level), key=lambda one: (-one.uncovered, one.name)
    )[:50]
    found = rows(table)
    assert [row[0] for row in found] == [one.name for one in expected]
    assert [digits(row[1])[0] for row in found] == [one.population for one in expected]
    assert [digits(row[2])[0] for row in found] == [one.uncovered for one in expected]
    for state in CoverageState:
        column = [digits(row[3 + state])[0] for row in found]
        assert column == [one.inside(state) for one in expected]
    (foot,) = elements(table, "Tfoot")
    assert "Région Rhône-Alpes" in words(foot["children"])


def test_an_epci_is_told_and_its_own_communes_are_listed(reader, snapshot):
    _, notice, panel, table, _ = draw_list(reader, territoire=["200016905"])
    assert (notice, heading(panel)) == ([], "CC du Pays de Lamastre")
    assert "Fiche à imprimer (A4)" in links(panel)
    rows_of = snapshot.region_index.territories[Level.EPCI].rows
    tally = coverage_totals(asked(snapshot), Level.EPCI)[rows_of["200016905"]]
    assert len(rows(table)) == tally.communes == 11
    assert {row[0].removeprefix(row[0].split(" CC ")[0]) for row in rows(table)} == {
        " CC du Pays de Lamastre"
    }
    assert "CC du Pays de Lamastre. Thèmes : tous" in words(
        next(elements(table, "Caption"))["children"]
    )


def test_a_commune_is_told_beside_those_of_its_epci(reader):
    _, notice, panel, table, _ = draw_list(reader, territoire=["07129"], theme=["mobilite"])
    assert (notice, heading(panel)) == ([], "Lamastre")
    found = links(panel)
    assert found["Qui appeler, près de cette commune ?"] == (
        "/pres-de-chez-vous?territoire=07129&theme=mobilite"
    )
    assert found["Voir CC du Pays de Lamastre"].endswith("territoire=200016905")
    assert len(rows(table)) == 11
    chosen = [row for row in elements(table, "Tr") if row.get("className") == "chosen"]
    assert [words(row["children"]).startswith("Lamastre") for row in chosen] == [True]


def test_a_commune_in_a_gap_says_why_with_the_nearest_place(reader):
    _, _, panel, _, _ = draw_list(reader, territoire=["42147"])
    text = words(panel)
    assert heading(panel) == "Montbrison"
    assert "loin de tout lieu" in text
    assert "Le lieu le plus proche : «" in text
    assert [href for href in links(panel).values() if href.startswith("/?fiche=")]


@pytest.mark.parametrize("code", ["99999", "200099999", "75056"])
def test_an_unknown_territory_is_said_to_be_and_the_region_told(reader, code):
    _, notice, panel, _, _ = draw_list(reader, territoire=[code])
    assert f"« {code} » n’est pas dans le périmètre" in words(notice)
    assert heading(panel) == "Région Rhône-Alpes"


def test_the_border_is_told_apart(reader):
    *_, table, _ = draw_list(reader, territoire=["200040681"])
    answer = answered(reader, territoire=["200040681"])
    assert "sont à la limite de la région, que nos sources ne couvrent pas" in answer
    assert {row[2] for row in rows(table)} == {"loin de tout lieu (à la limite de la région)"}
    assert "n’est pas comptée comme zone blanche" in rows(table)[0][5]


def test_fragile_states_are_counted_where_they_are_shown(reader):
    assert "Fragiles : " in words(draw_list(reader, fragile=["oui"])[2])
    assert "Fragiles : " not in words(draw_list(reader)[2])


def test_filters_without_any_record_say_so_and_may_be_removed(reader):
    _, notice, panel, table, count = draw_list(reader, **WITHOUT_ANY)
    assert "Aucune initiative recensée ne correspond à ces filtres" in words(notice)
    assert links(notice) == {
        "Retirer « Thème : Santé et prévention »": "/zones-blanches?annee=1950",
        "Retirer « Année »": "/zones-blanches?theme=sante",
    }
    assert {row[2] for row in rows(table)} == {"rien de recensé"}
    assert digits(count)[1] == 2738
    assert heading(panel) == "Région Rhône-Alpes"
    drawn = draw(reader, WITHOUT_ANY, ["all"])
    # Only those of the border are told apart.
    assert set(codes_of(drawn["coverage-carte"]["figure"]["data"][TERRITORIES])) == {3, 4}


def test_an_empty_answer_about_a_territory_says_both(reader):
    _, notice, panel, _, _ = draw_list(reader, territoire=["99999"], **WITHOUT_ANY)
    assert "Aucune initiative recensée" in words(notice)
    assert "n’est pas dans le périmètre" in words(notice)
    assert heading(panel) == "Région Rhône-Alpes"
    _, notice, panel, _, _ = draw_list(reader, territoire=["D07"], **WITHOUT_ANY)
    assert "Aucune initiative recensée" in words(notice)
    assert heading(panel) == "Ardèche"


def test_pages_follow_one_another_without_a_commune_twice(reader):
    first, second = (rows(draw_list(reader, page=[page])[3]) for page in ("1", "2"))
    assert len(second) == 50
    assert not {row[0] for row in first} & {row[0] for row in second}


def test_a_page_after_the_last_is_the_last(reader):
    last = rows(draw_list(reader, page=["55"])[3])
    assert rows(draw_list(reader, page=["1000"])[3]) == last != []


def test_the_count_is_that_of_the_table_under_it(reader, snapshot):
    ardeche = coverage_totals(asked(snapshot), Level.DEPARTEMENT)[1]
    assert ardeche.code == "D07"
    *_, count = draw_list(reader, territoire=["D07"])
    assert digits(count) == [ardeche.gaps, ardeche.communes, ardeche.uncovered]


# Equity.


def test_equity_compares_villages_with_towns(reader):
    markup = draw_part(reader, "equity", {})["coverage-equite"]
    found = tree(markup)
    assert words(found).startswith("Communes de moins de 200 hab. : ")
    assert "Région Rhône-Alpes" in words(found)
    assert "Indice de Gini : 0," in words(found)
    assert len(list(elements(found, "Svg"))) == 1
    sizes, densities = elements(found, "Tbody")
    assert [len(sizes["children"]), len(densities["children"])] == [6, 6]


def test_equity_counts_every_commune_but_those_of_the_border(reader, snapshot):
    found = tree(draw_part(reader, "equity", {})["coverage-equite"])
    for body in elements(found, "Tbody"):
        communes = sum(digits(words(row["children"][1]))[0] for row in elements(body, "Tr"))
        assert communes == 2738 - int(asked(snapshot).covered.border.sum())


def test_equity_of_a_territory_is_of_its_own_communes(reader):
    found = tree(draw_part(reader, "equity", {"territoire": ["07129"]})["coverage-equite"])
    assert "CC du Pays de Lamastre" in words(found)
    body = next(elements(found, "Tbody"))
    assert sum(digits(words(row["children"][1]))[0] for row in elements(body, "Tr")) == 11


def test_without_any_record_equity_is_not_measured(snapshot):
    selection = CoverageSelection.from_query(WITHOUT_ANY)
    text = answer_equity(snapshot, selection, year=YEAR)["coverage-equite"]
    assert "la répartition ne se mesure pas" in text
    assert "<svg" not in text
    assert "nan" not in text


# New places.


def places(client, **query):
    markup = draw_part(client, "places", query)
    assert list(markup) == ["coverage-nouveaux-lieux"]
    return tree(markup["coverage-nouveaux-lieux"])


def test_new_places_are_those_of_the_map(reader):
    found = rows(places(reader))
    assert [row[0] for row in found] == ["1", "2", "3"]
    gains = [digits(row[2])[0] for row in found]
    assert gains == sorted(gains, reverse=True)
    assert [digits(row[3])[0] for row in found] == np.cumsum(gains).tolist()
    data = figure(reader)["data"]
    assert [text.split("</b>")[0].removeprefix("<b>") for text in data[SITES]["text"]] == [
        row[1] for row in found
    ]


def test_new_places_cover_people_of_the_gaps_only(reader, snapshot):
    lead = words(next(elements(places(reader, lieux=["10"]), "P"))["children"])
    number, _, covered, *_, wanting = digits(lead)
    assert (number, wanting) == (10, region_coverage(asked(snapshot)).uncovered)
    assert 0 < covered < wanting


def test_a_commune_left_out_takes_no_place_and_may_come_back(reader):
    first = rows(places(reader))[0][1]
    href = links(places(reader))[f"Sans {first}"]
    code = href.partition("exclure=")[2]
    found = places(reader, exclure=[code])
    assert first not in [row[1] for row in rows(found)]
    assert links(found)[f"Réadmettre {first}"] == "/zones-blanches"


def test_an_unknown_commune_left_out_is_not_listed(reader):
    assert "Communes écartées" not in words(places(reader, exclure=["75056"]))


def test_where_everybody_is_covered_there_is_nothing_to_add(snapshot):
    selection = CoverageSelection.from_query({"territoire": ["200071751"]})
    found = answer_places(snapshot, selection, year=YEAR)
    assert "Personne à couvrir ici" in found["coverage-nouveaux-lieux"]


# The best choice.


def test_the_best_choice_is_compared_with_the_one_made_at_once(snapshot):
    selection = CoverageSelection.from_query(
        {"territoire": ["D07"], "lieux": ["1"], "optimum": ["oui"]}
    )
    rows_of = snapshot.region_index.territories[Level.COMMUNE].rows

    def solve(_asked):
        return Placement((rows_of["07129"],), (10_000_000,), 20_000_000)

    found = answer_exact(snapshot, selection, year=YEAR, solve=solve)
    assert found["sites"] == ["07129"]
    text = words(tree(found["markup"]["coverage-optimum"]))
    assert "personnes de plus que la proposition immédiate" in text
    assert "Temps imparti écoulé : ce choix est à 50,0\u202f% au plus" in text


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, ""), (4.9, ""), (5, " depuis 5 secondes"), (59.9, " depuis 55 secondes")],
)
def test_progress_is_told_every_five_seconds(seconds, told):
    assert progress_text(seconds) == f"Calcul en cours{told}, 60 secondes au plus."


def best_choice(client, query):
    """Ask for the best choice as the page's script does, until it is there."""
    started = client.post(OPTIMUM, json={"query": query})
    job = started.headers["Location"]
    return started, until(lambda: ended(client.get(job)))


def ended(polled):
    return None if polled.status_code == 202 else polled


def test_the_browser_gets_the_best_choice_proven(reader):
    query = {"territoire": ["D42"], "lieux": ["2"], "rayon": ["10"], "optimum": ["oui"]}
    started, ended_with = best_choice(reader, query)
    assert started.status_code == 202
    assert started.text in {"", progress_text(0)}
    found = ended_with.json
    page = tree(found["markup"]["coverage-optimum"])
    assert "Choix optimal, prouvé" in words(page)
    assert len(found["sites"]) == len(rows(page)) == 2
    assert {code[:2] for code in found["sites"]} == {"42"}
    quick = places(reader, **query)
    assert digits(rows(page)[-1][3])[0] >= digits(rows(quick)[-1][3])[0]
    assert rows(page)[0][4].startswith("Sans ")
    again = reader.post(OPTIMUM, json={"query": query})
    assert (again.status_code, again.json) == (200, found)


def test_where_nobody_is_left_the_best_choice_is_empty(reader):
    _, ended_with = best_choice(reader, {"territoire": ["200071751"], "optimum": ["oui"]})
    assert "il n’y a rien à calculer" in ended_with.json["markup"]["coverage-optimum"]
    assert ended_with.json["sites"] == []


def test_the_answers_of_a_computation_are_kept_to_the_page_as_all_others(reader):
    started, ended_with = best_choice(reader, {"territoire": ["200071751"], "lieux": ["1"]})
    for answer in (started, ended_with, reader.delete(started.headers["Location"])):
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-cache"


def test_what_takes_longer_than_a_try_is_told_and_its_process_ended(reader, monkeypatch):
    monkeypatch.setattr(siting, "TRY_LIMIT_S", 0.0)
    query = {"territoire": ["D38"], "lieux": ["2"], "rayon": ["20"], "onglet": ["ou-ouvrir"]}
    _, tried = best_choice(reader, query)
    assert tried.json["sites"] is None
    assert words(tree(tried.json["markup"]["coverage-optimum"])) == (
        "L’optimum demande plus de 0 secondes de calcul : « Calculer l’optimum » le cherche."
    )
    assert multiprocessing.active_children() == []
    # Whoever asks for it has the whole time.
    _, asked = best_choice(reader, query | {"optimum": ["oui"]})
    assert "Choix optimal, prouvé" in words(tree(asked.json["markup"]["coverage-optimum"]))


def test_a_try_that_comes_in_time_is_the_answer_of_the_button(reader):
    query = {"territoire": ["D38"], "lieux": ["1"], "rayon": ["20"]}
    _, tried = best_choice(reader, query)
    _, asked = best_choice(reader, query | {"optimum": ["oui"]})
    assert tried.json["sites"] == asked.json["sites"] != []
    text = words(tree(tried.json["markup"]["coverage-optimum"]))
    assert "La proposition immédiate était déjà la meilleure." in text
    assert siting.TRY_LIMIT_S == 3


def test_the_best_choice_too_keeps_to_the_communes_asked_for(reader, snapshot):
    communes = snapshot.communes
    _, found = best_choice(reader, {"territoire": ["D38"], "accueil": ["5000"], "optimum": ["oui"]})
    rows_found = [communes.rows[code] for code in found.json["sites"]]
    assert communes.populations[rows_found].min() >= 5_000
    _, none = best_choice(
        reader,
        {
            "territoire": ["07232"],
            "theme": ["sante"],
            "accueil": ["10000"],
            "optimum": ["oui"],
        },
    )
    assert none.json["sites"] == []
    assert "Aucune commune d’au moins 10\u202f000" in none.json["markup"]["coverage-optimum"]


@pytest.mark.parametrize("rest", ["", "/", "/zzz", "/00000000-0000-4000-8000-000000000000"])
def test_where_no_computation_is_a_reader_is_told_so(reader, rest):
    assert reader.get(f"{OPTIMUM}{rest}").status_code == 404


# Bad requests.


@pytest.mark.parametrize(
    "query",
    [
        {"territoire": ["<script>alert(1)</script>"], "source": ["<script>"]},
        {"source": ["zzz"], "besoin": ["zzz"], "indicateur": ["zzz"]},
        {"rayon": ["1e9"], "lieux": ["0"], "service": ["x"]},
        {"exclure": ["01001"] * 200, "page": ["-1"], "tri": ["{{7*7}}"]},
        {"territoire": [None, 5]},
        {"theme": ["\ud800"]},
    ],
)
def test_a_hostile_request_is_answered_with_words(snapshot, query):
    selection = CoverageSelection.from_query(query)
    found = answer_coverage(snapshot, selection, year=YEAR)
    assert not [part for part in found.values() if "<script" in part]
    assert digits(found["coverage-nombre"])[1] == 2738
    assert answer_coverage_map(snapshot, selection, ["all"], year=YEAR).markup[
        "coverage-titre-carte"
    ]
