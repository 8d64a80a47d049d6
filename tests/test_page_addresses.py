from dataclasses import replace

import pytest

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
