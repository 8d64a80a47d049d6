"""The answers of « Près de chez vous » as the page's script asks for them."""

import datetime as dt

import pytest

from dashboard.callbacks.nearby.results import answer_list, answer_map, selection_of
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.factory import build_app
from dashboard.figures.interactive.nearby_map import CIRCLE, HALL, ORIGIN, OUTLINE, POINTS
from dashboard.server.dash_app import _moment, _of_minute
from dashboard.settings import Settings
from tests.helpers.asking import ask, filled
from tests.helpers.component_tree import elements, words
from tests.helpers.nearby_answers import TUESDAY

LIST = "nearby-answer.data"
MAP = "..nearby-carte.figure...nearby-titre-carte.children...nearby-phrase-carte.children.."
GROCERY = "epicerie-solidaire-itinerante-bresse"
CORLIER = "01121"
"""Its town hall opens on Tuesdays from 9 to 12 only."""


class Hand:
    """A clock moved by hand."""

    def __init__(self):
        self.now = TUESDAY

    def __call__(self):
        return self.now


@pytest.fixture(scope="module")
def served(atlas):
    """The application, and the clock it reads."""
    clock = Hand()
    return build_app(atlas, Settings(), clock=clock).server.test_client(), clock


@pytest.fixture
def reader(served):
    client, clock = served
    clock.now = TUESDAY
    return client


def draw_list(client, query, **request):
    answer = ask(
        client, LIST, ("nearby-request", "data", {"query": query, "parts": ["list"]} | request)
    )
    assert answer.status_code == 200
    found = filled(answer.json["response"])
    return found["nearby-resultats"]["children"], words(found["nearby-nombre"]["children"])


def draw_map(client, query):
    body = {"query": query, "parts": ["map"]}
    answer = ask(client, MAP, ("nearby-map-request", "data", body))
    assert answer.status_code == 200
    response = answer.json["response"]
    return (
        response["nearby-carte"]["figure"],
        response["nearby-titre-carte"]["children"],
        response["nearby-phrase-carte"]["children"],
    )


def links(tree):
    return {words(p["children"]): p["href"] for p in elements(tree, "A")}


# The list.


def test_the_list_and_its_count(reader):
    results, count = draw_list(reader, {"territoire": ["07129"]})
    assert count == (
        "0\u00a0initiative recensée à moins de 10\u202fkm de la mairie de Lamastre ; "
        "2\u00a0autres desservent votre commune."
    )
    assert "toute l’intercommunalité (CC du Pays de Lamastre)" in words(results)
    assert "La plus proche, plus loin :" in words(results)


def test_without_a_place_the_list_asks_for_one_and_counts_nothing(reader):
    results, count = draw_list(reader, {})
    assert (words(results), count) == (
        "Indiquez une commune, une intercommunalité ou un code postal, ou choisissez "
        "«\u00a0Autour de moi\u00a0».",
        "",
    )


def test_a_postal_code_leads_to_its_communes(reader):
    results, _ = draw_list(reader, {"lieu": ["01000"], "rayon": ["20"]})
    assert links(results) == {
        "Bourg-en-Bresse": "/pres-de-chez-vous?territoire=01053&rayon=20",
        "Saint-Denis-lès-Bourg": "/pres-de-chez-vous?territoire=01344&rayon=20",
    }


def test_the_first_list_says_which_words_of_the_address_were_refused(reader):
    results, _ = draw_list(reader, {"territoire": ["07129"]}, refused=["rayon", "annee"])
    told = [words(p["children"]) for p in elements(results, "P")][:2]
    assert [text.split(" ")[0] for text in told] == ["Le", "L’année"]


@pytest.mark.parametrize("refused", [["zzz"], [], ["<script>"]])
def test_refused_keys_that_are_none_say_nothing(refused):
    request = {"query": {"territoire": ["07129"]}, "refused": refused}
    assert selection_of(request).to_query() == {"territoire": ["07129"]}


def test_the_second_page_has_ten_more(reader):
    def names(query):
        results, _ = draw_list(reader, query)
        return next(p for p in elements(results, "Ol") if p["className"] == "results")["children"]

    query = {"territoire": ["38185"], "rayon": ["50"], "public": ["jeunes"]}
    first = names(query)
    second = names(query | {"page": ["2"]})
    assert len(first) <= 10
    assert [words(one) for one in second[: len(first)]] == [words(one) for one in first]


# A record's sheet.


def test_a_record_is_shown_with_the_way_back_to_the_list(reader):
    query = {"territoire": ["01254"], "rayon": ["20"], "fiche": [GROCERY]}
    results, count = draw_list(reader, query)
    assert count == draw_list(reader, query | {"fiche": []})[1]
    assert "Épicerie solidaire itinérante de la Bresse" in words(results)
    back = links(results)["Revenir à la liste"]
    assert back == "/pres-de-chez-vous?territoire=01254&rayon=20"
    assert "Mairie de Montagnat" in words(results)


def test_the_sheet_says_whether_the_town_hall_is_open_as_of_the_clock(reader, served):
    query = {"territoire": [CORLIER], "fiche": [GROCERY]}
    assert "Ouvert, ferme à 12\u202fh" in words(draw_list(reader, query)[0])
    served[1].now = TUESDAY + dt.timedelta(days=1)
    assert "Fermé, ouvre mardi à 9\u202fh" in words(draw_list(reader, query)[0])


def test_the_communes_of_a_sheet_are_places_to_look_from(reader):
    results, _ = draw_list(reader, {"territoire": ["01254"], "fiche": [GROCERY]})
    assert links(results)["Arrêt de Péronnas"] == "/pres-de-chez-vous?territoire=01289"


def test_a_record_of_no_such_id_leaves_the_list(reader):
    results, count = draw_list(reader, {"territoire": ["07129"], "fiche": ["nulle-part"]})
    assert count == draw_list(reader, {"territoire": ["07129"]})[1]
    assert "Près de Lamastre" in words(results)


# The map.


def test_the_map_draws_place_circle_points_and_town_hall(reader):
    figure, title, sentence = draw_map(reader, {"territoire": ["01254"]})
    data = figure["data"]
    assert title == "Initiatives à moins de 10\u202fkm de la mairie de Montagnat"
    assert data[POINTS]["customdata"] == [
        "fiche:maisons-france-services-bassin-bourg",
        f"fiche:{GROCERY}",
    ]
    assert len(data[ORIGIN]["lon"]) == len(data[HALL]["lon"]) == 1
    assert data[HALL]["text"] == ["Mairie : Montagnat"]
    assert data[OUTLINE]["locations"] == []
    # Ten kilometres are 0.09 degrees of latitude on either side.
    south, north = min(data[CIRCLE]["lat"]), max(data[CIRCLE]["lat"])
    assert (north - south) / 2 == pytest.approx(0.0899, abs=0.0002)
    assert (north + south) / 2 == pytest.approx(data[ORIGIN]["lat"][0], abs=1e-4)
    assert sentence.startswith(
        "2\u00a0initiatives à moins de 10\u202fkm de la mairie de Montagnat."
    )


@pytest.mark.parametrize(
    "query",
    [{"territoire": ["200071751"]}, {"territoire": ["01254"], "rayon": ["intercommunalite"]}],
)
def test_a_whole_epci_is_outlined_and_has_no_circle(reader, query):
    data = draw_map(reader, query)[0]["data"]
    assert data[OUTLINE]["locations"] == ["200071751"]
    assert data[CIRCLE]["lon"] == []
    assert len(data[POINTS]["lon"]) == 3


def test_those_at_one_town_hall_make_one_point_that_names_all(reader):
    points = draw_map(reader, {"territoire": ["38151"], "rayon": ["5"]})[0]["data"][POINTS]
    names = [text.count("Atelier") + text.count("Bourse") for text in points["text"]]
    assert max(names) >= 2
    assert len(set(zip(points["lon"], points["lat"], strict=True))) == len(points["lon"])


def test_without_a_place_the_map_is_the_region_with_nothing_on_it(reader):
    for query in ({}, {"lieu": ["saint priest"]}, {"position": ["48.85,2.35"]}):
        figure, title, sentence = draw_map(reader, query)
        assert [figure["data"][layer]["lon"] for layer in (POINTS, HALL, CIRCLE)] == [[], [], []]
        assert (title, sentence) == (
            "Carte de Rhône-Alpes",
            "Aucun lieu choisi : rien n’est dessiné.",
        )


def test_a_map_without_anything_found_still_shows_the_place(snapshot):
    selection = NearbySelection.from_query({"territoire": ["07129"], "rayon": ["5"]})
    figure, _, sentence = answer_map(snapshot, selection, now=TUESDAY)
    assert figure["data"][POINTS]["lon"] == []
    assert figure["data"][ORIGIN]["lat"] == [pytest.approx(44.9853, abs=1e-4)]
    assert (
        sentence == "0\u00a0initiative à moins de 5\u202fkm de la mairie de Lamastre. Aucun filtre."
    )


# Bad requests.


@pytest.mark.parametrize(
    "query",
    [
        {"lieu": ["<script>alert(1)</script>"]},
        {"territoire": ["99999"]},
        {"position": ["-90,0"]},
        {"rayon": ["0"], "territoire": ["07129"]},
        {"page": ["1000"], "territoire": ["01254"]},
        {"territoire": [None, 5]},
        {"lieu": ["\ud800"]},
    ],
)
def test_a_hostile_request_is_answered_with_words(snapshot, query):
    selection = NearbySelection.from_query(query)
    markup = answer_list(snapshot, selection, now=TUESDAY)
    assert "<script" not in markup["nearby-resultats"]
    assert answer_map(snapshot, selection, now=TUESDAY)[1]


# What is kept of answers.


def test_a_kept_list_changes_with_the_minute(reader, served):
    query = {"territoire": [CORLIER]}
    assert "Ouvert, ferme à 12\u202fh" in words(draw_list(reader, query)[0])
    served[1].now = TUESDAY.replace(hour=12, minute=1)
    assert "Fermé, ouvre mardi 1er décembre à 9\u202fh" in words(draw_list(reader, query)[0])


def test_answers_near_the_reader_are_kept_for_a_minute_those_of_the_map_for_a_day():
    later = (dt.timedelta(0), dt.timedelta(minutes=1), dt.timedelta(days=1))

    def kept(question):
        first = _moment(_of_minute(question), TUESDAY)
        return [_moment(_of_minute(question), TUESDAY + time) == first for time in later]

    assert kept(b'{"id": "nearby-request"}') == [True, False, False]
    assert kept(b'{"id": "nearby-map-request"}') == [True, False, False]
    assert kept(b'{"id": "map-request"}') == [True, True, False]
