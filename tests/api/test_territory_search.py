"""The search for a territory where no script runs."""

import pytest

SEARCH = "/territoires"
MOVES = {"/": "map-search", "/zones-blanches": "coverage-search", "/comparer": "comparison-search"}


def search(client, text, path="/", **more):
    return client.get(SEARCH, query_string={"vers": path, "texte": text, **more})


@pytest.mark.parametrize(
    ("path", "text", "more", "leads_to"),
    [
        ("/", "desaignes", {"theme": "sante", "page": "3"}, "/?theme=sante&territoire=07079"),
        ("/", "desaignes", {"fiche": "troc", "territoire": "01053"}, "/?territoire=07079"),
        ("/zones-blanches", "bessenay", {}, "/zones-blanches?territoire=69021"),
        (
            "/comparer",
            "valence romans agglo",
            {"territoire": "200071751"},
            "/comparer?territoire=200071751&territoire=200068781",
        ),
    ],
)
def test_a_name_of_one_territory_leads_to_it_and_keeps_the_rest(client, path, text, more, leads_to):
    answer = search(client, text, path, **more)
    assert (answer.status_code, answer.headers["Location"]) == (302, leads_to)


def test_a_name_of_several_asks_which_one(client):
    answer = search(client, "saint-priest", theme="sante")
    assert answer.status_code == 200
    assert "Quel territoire ?" in answer.text
    assert 'href="/?theme=sante&amp;territoire=69290">Saint-Priest (69), Rhône</a>' in answer.text
    assert 'href="/?theme=sante&amp;territoire=07288">Saint-Priest (07), Ardèche</a>' in answer.text
    assert '<input name="theme" type="hidden" value="sante">' in answer.text


def test_what_is_outside_or_nowhere_is_said_and_the_words_stay(client):
    outside, unknown = search(client, "Clermont-Ferrand"), search(client, '"><script>x')
    assert "Clermont-Ferrand (63), hors du périmètre." in outside.text
    assert "territoire=" not in outside.text
    assert 'value="Clermont-Ferrand"' in outside.text
    assert "Aucune réponse pour « &#34;&gt;&lt;script&gt;x » en Rhône-Alpes." in unknown.text
    assert "<script>" not in unknown.text


def test_nothing_typed_changes_nothing_and_an_unknown_page_is_none(client):
    assert search(client, " ", "/comparer", theme="sante").headers["Location"] == (
        "/comparer?theme=sante"
    )
    assert search(client, "lamastre", "//ailleurs.exemple").status_code == 404
    assert search(client, "lamastre", "/pres-de-chez-vous").status_code == 404


@pytest.mark.parametrize("path", MOVES)
def test_each_page_of_territories_has_the_form_before_scripts(client, path):
    page = client.get(path, query_string={"theme": "sante"}).text
    assert '<form action="/territoires" class="territory-search"' in page
    assert f'data-moves="{MOVES[path]}"' in page
    assert f'<input name="vers" type="hidden" value="{path}">' in page
    assert '<input name="theme" type="hidden" value="sante">' in page
