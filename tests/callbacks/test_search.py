from dataclasses import replace

import pytest

from dashboard.callbacks.search import answer_search
from dashboard.factory import build_app
from dashboard.settings import Settings
from tests.helpers.asking import PAGE, ask
from tests.helpers.component_tree import elements, words


def open_page(client, path, search=""):
    response = ask(
        client, PAGE, ("_pages_location", "pathname", path), ("_pages_location", "search", search)
    )
    assert response.status_code == 200
    return response.json["response"]["_pages_content"]["children"]


def test_two_applications_of_one_process_show_their_own_sources(atlas):
    fewer = replace(atlas.catalogue, experiences=atlas.catalogue.experiences[1:])
    applications = [build_app(of, Settings()) for of in (atlas, replace(atlas, catalogue=fewer))]
    shown = [
        words(open_page(application.server.test_client(), "/sources"))
        for application in applications
    ]
    first, *_, last = atlas.catalogue.experiences["name"]
    assert [first in text for text in shown] == [True, False]
    assert [last in text for text in shown] == [True, True]


def labels(groups):
    return [(group["group"], [item["label"] for item in group["items"]]) for group in groups]


def test_the_address_reaches_the_controls(client):
    page = open_page(client, "/", "?theme=sante&theme=mobilite&niveau=communes")
    (themes,) = (p for p in elements(page, "MultiSelect") if p["id"] == "map-theme")
    assert themes["value"] == ["mobilite", "sante"]


@pytest.mark.parametrize(
    "search",
    [
        "?theme=%3Cscript%3E",
        "?options=1&self=2&func=3&args=4",
        "?=&&&",
        "?theme",
        "?%ff=%fe",
        "?a[]=1",
    ],
)
def test_a_hostile_address_opens_the_same_page(client, search):
    assert open_page(client, "/", search) == open_page(client, "/")


def test_each_address_opens_its_page_and_any_other_says_that_it_has_none(client):
    titles = [
        [words(p["children"]) for p in elements(open_page(client, path), "H1")]
        for path in ("/", "/sources", "/nulle-part")
    ]
    assert titles == [
        ["Qui aide qui, et où, en Rhône-Alpes ?"],
        ["Sources et méthode"],
        ["Cette page n’existe pas"],
    ]


def test_what_is_typed_is_answered_by_group_with_its_departement(snapshot):
    assert labels(answer_search(snapshot, "st etienne de boulogne", [], None))[0] == (
        "Communes",
        ["Saint-Étienne-de-Boulogne, Ardèche"],
    )


def test_a_postal_code_lists_its_communes(snapshot):
    group, insee = answer_search(snapshot, "07270", [], None)
    assert [item["label"] for item in insee["items"]] == [
        "Saint-Martin-sur-Lavezon, code INSEE 07270"
    ]
    assert group["group"] == "Codes postaux"
    assert "07129" in [item["value"] for item in group["items"]]
    assert len(group["items"]) > 1


def test_no_text_or_a_very_long_one_finds_nothing(snapshot):
    assert answer_search(snapshot, "", [], None) == []
    assert answer_search(snapshot, "z" * 100_000, [], None) == []


def test_what_is_chosen_stays_listed_while_its_own_words_stand(snapshot):
    shown = [{"group": "Communes", "items": [{"value": "07129", "label": "Lamastre, 07270"}]}]
    assert answer_search(snapshot, "Lamastre, 07270", shown, "07129") is shown
    assert answer_search(snapshot, "lyon", shown, "07129") != shown
