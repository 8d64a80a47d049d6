import datetime as dt

import pytest

from dashboard.analysis.opening_hours.evaluate import PARIS
from dashboard.callbacks.map import map as map_answers
from dashboard.callbacks.map.table_and_panel import answer_listing
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from tests.helpers.asking import MAP, ask, draw_listing, tree
from tests.helpers.component_tree import elements, words
from tests.helpers.selections import asked

TUESDAY = dt.datetime(2026, 11, 24, 10, 30, tzinfo=PARIS)


def panel(snapshot, **selection):
    """The panel's headings of records, each with the names listed under it."""
    filled = answer_listing(snapshot, asked(MapSelection, **selection), ["panel"], now=TUESDAY)
    lists, heading = {}, ""
    for part in tree(filled["fiche"]):
        if part["type"] == "H3":
            heading = words(part).partition(" (")[0]
        for link in elements(part, "A"):
            if "fiche=" in link["href"]:
                lists.setdefault(heading, []).append(words(link["children"]))
    return lists


GROCERY = "Épicerie solidaire itinérante de la Bresse"
HERE, SERVING, WIDE = (
    "Implantées ici",
    "Desservent ce territoire",
    "Dispositifs départementaux et régionaux",
)


def test_a_stop_of_the_travelling_grocery_has_it_there(snapshot):
    assert panel(snapshot, territory="01254")[HERE] == [GROCERY]


def test_a_commune_without_a_stop_is_served(snapshot):
    lists = panel(snapshot, territory="01024")
    assert GROCERY in lists[SERVING]
    assert GROCERY not in lists[HERE]


def test_the_solidarity_transport_serves_lamastre_from_nowhere_in_particular(snapshot):
    lists = panel(snapshot, territory="07129")
    assert lists[SERVING] == ["Transport solidaire du Pays de Lamastre"]
    assert HERE not in lists


def test_a_scheme_of_the_whole_region_is_listed_apart(snapshot):
    assert len(panel(snapshot, territory="07129")[WIDE]) == 1


def test_a_record_is_listed_once_in_a_commune_that_it_is_in_and_serves(snapshot):
    lists = panel(snapshot, territory="01254")
    names = [name for listed in lists.values() for name in listed]
    assert len(names) == len(set(names))


def test_a_theme_keeps_only_its_own_records(snapshot):
    assert panel(snapshot, territory="01024", themes=("mobilite",)) == {
        SERVING: ["Mobilité Solidaire Bresse"]
    }


def test_an_unknown_territory_shows_the_region_and_says_why(client):
    answer = draw_listing(client, {"territoire": ["99999"]}, ["panel"])
    assert "« 99999 » n’est pas dans le périmètre" in words(answer["message"]["children"])
    assert [words(p["children"]) for p in elements(answer["fiche"], "H2")] == ["Rhône-Alpes"]


def test_an_unknown_record_shows_its_territory(client):
    answer = draw_listing(client, {"fiche": ["zzz"], "territoire": ["01254"]}, ["panel"])
    assert [words(p["children"]) for p in elements(answer["fiche"], "H2")] == ["Montagnat"]


def test_a_record_opens_above_its_territory(client):
    query = {"fiche": ["transport-solidaire-lamastre"], "territoire": ["07129"]}
    (heading,) = elements(draw_listing(client, query, ["panel"])["fiche"], "H2")
    assert words(heading["children"]) == "Transport solidaire du Pays de Lamastre"


def test_a_record_without_contact_leads_to_the_town_hall_of_the_chosen_commune(snapshot):
    def headings(**selection):
        filled = answer_listing(snapshot, asked(MapSelection, **selection), ["panel"], now=TUESDAY)
        return [words(props["children"]) for props in elements(tree(filled["fiche"]), "H3")]

    transport = "transport-solidaire-lamastre"
    assert "Mairie de Lamastre" in headings(record=transport, territory="07129")
    assert not any("Mairie" in heading for heading in headings(record=transport))


def test_nothing_found_names_the_filters_and_leaves_the_panel_empty(snapshot):
    selection = MapSelection(
        filters=Filters(themes=("famille-protection",), publics=("etudiants",))
    )
    filled = answer_listing(snapshot, selection, ["table", "panel"], now=TUESDAY)
    links = [words(props["children"]) for props in elements(tree(filled["message"]), "A")]
    assert links == [
        "Retirer « Thème : Famille et protection des personnes »",
        "Retirer « Public : Étudiants »",
    ]
    assert filled["fiche"] == ""
    assert filled["nombre-resultats"] == (
        "0\u00a0initiative retenue ; 0 intercommunalité sur 126 en a au moins une."
    )
    assert len(list(elements(tree(filled["tableau"]), "Tbody"))) == 1


def test_the_table_has_fifty_rows_then_the_rest(snapshot):
    def rows(page):
        filled = answer_listing(snapshot, MapSelection(page=page), ["table"], now=TUESDAY)
        (body,) = elements(tree(filled["tableau"]), "Tbody")
        return [words(p["children"]) for p in elements(body, "Th")]

    pages = [rows(page) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [50, 50, 26, 26]
    assert len({name for page in pages for name in page}) == 126


def test_what_has_not_changed_is_not_sent_again(client):
    assert set(draw_listing(client, {}, ["panel"])) == {"message", "fiche"}
    assert set(draw_listing(client, {}, ["table"])) == {"tableau", "nombre-resultats"}


def test_filters_reduce_the_count_and_a_theme_of_the_region_counts_its_records(snapshot, atlas):
    def count(**filters):
        listing = answer_listing(snapshot, asked(MapSelection, **filters), ["table"], now=TUESDAY)
        return listing["nombre-resultats"].partition("\u00a0")[0]

    themes = atlas.catalogue.initiatives["themes"]
    moving = sum("mobilite" in record for record in themes)
    assert count() == str(len(themes))
    assert count(themes=("mobilite",)) == str(moving)
    assert 0 < moving < len(themes)


def test_a_request_that_fails_tells_the_reader_and_changes_nothing_else(client, monkeypatch):
    monkeypatch.delattr(map_answers, "answer_listing")
    request_data = {"query": {"theme": "zzz"}, "parts": ["table"]}
    answer = ask(client, MAP, ("map-request", "data", request_data))
    assert answer.json["response"] == {}
    (said,) = answer.json["sideUpdate"]["map-answer"]["data"]["markup"].values()
    assert words(tree(said)) == (
        "Cette demande n’a pas pu aboutir. L’affichage précédent est conservé."
    )


@pytest.mark.parametrize("query", [{"theme": None}, {"page": [3, None]}, {"zzz": {"a": 1}}])
def test_a_request_written_by_hand_is_answered_as_the_default(client, query):
    assert draw_listing(client, query, ["table"]) == draw_listing(client, {}, ["table"])
