"""Which addresses are pages, where others lead, and the files every site is asked for."""

import re
from urllib.robotparser import RobotFileParser

import pytest

from dashboard.domain.pages import PAGES
from dashboard.server.dash_app import FrenchDash
from dashboard.settings import Settings

KNOWN = {
    "/": "Carte",
    "/pres-de-chez-vous": "Près de chez vous",
    "/zones-blanches": "Zones blanches",
    "/comparer": "Comparer",
    "/donnees": "Données",
    "/sources": "Sources et méthode",
}
UNKNOWN = [
    "/nimporte", "/metrics", "/404", "/index.html", "/.env", "/wp-login.php?a=1", "/sources/x", "/Sources",
    "/zones-blanches/zzz", "/pres-de-chez-vous/imprimer/", "/donnees/couverture", "/robots.txt/", "/sante/",
    "/assets/", "/_dash-layout/", "/_dash-update-component", "/%3Cscript%3E",
]  # fmt: skip
NOT_FOUND = "Cette page n’existe pas"


def title(answer):
    return re.findall("<title>(.*)</title>", answer.text.partition("</head>")[0])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_page_is_there_under_its_title(client, page):
    answer = client.get(page.path)
    assert answer.status_code == 200
    assert title(answer) == [f"{page.title} · Carte de la solidarité en Rhône-Alpes"]
    assert NOT_FOUND not in answer.text.partition("_dash-config")[0]


def test_the_addresses_and_titles_that_readers_know_are_kept():
    assert KNOWN.items() <= {page.path: page.title for page in PAGES}.items()


def test_every_page_of_the_application_is_in_the_list(app):
    assert isinstance(app, FrenchDash)
    assert list(app.titles) == [page.path for page in PAGES]


@pytest.mark.parametrize("path", UNKNOWN)
def test_an_unknown_address_says_404_and_its_page_says_so_before_scripts_run(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert title(answer) == ["Page introuvable · Carte de la solidarité en Rhône-Alpes"]
    assert f"<h1>{NOT_FOUND}</h1>" in answer.text
    assert "<script>alert" not in answer.text
    assert 'id="_dash-renderer"' in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/sources", 200), ("/nimporte", 404), ("/sources/", 308), ("/robots.txt", 200)],
)
def test_head_says_what_get_says(client, path, status):
    answer = client.head(path)
    assert (answer.status_code, answer.data) == (status, b"")


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/sources/", "/sources"),
        ("/zones-blanches//", "/zones-blanches"),
        ("/comparer/?territoire=D01&theme=sante", "/comparer?territoire=D01&theme=sante"),
    ],
)
def test_a_slash_at_the_end_leads_to_the_page(client, path, location):
    answer = client.get(path)
    assert (answer.status_code, answer.location) == (308, location)


def test_an_empty_part_leads_to_no_other_site(client):
    answer = client.get("/", environ_overrides={"PATH_INFO": "//exemple.fr/sources/"})
    assert answer.status_code == 404


def test_crawlers_may_read_pages_and_sheets_but_neither_filters_nor_files(client):
    answer = client.get("/robots.txt")
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    rules = RobotFileParser()
    rules.parse(answer.text.splitlines())
    for allowed in ("/", "/sources", "/fiche/200071751", "/assets/style.css", "/_dash-layout"):
        assert rules.can_fetch("anyone", allowed)
    for refused in ("/telecharger/carte.csv", "/telecharger/carte.gpkg"):
        assert not rules.can_fetch("anyone", refused)
    # Python's own reader knows no « * ».
    lines = answer.text.splitlines()
    assert {"Disallow: /*?", "Disallow: /fiche/*.pdf$", "Disallow: /fiche/*/chiffre/"} <= set(lines)


def test_the_icon_is_that_of_the_assets(client):
    answer = client.get("/favicon.ico", buffered=True)
    assert answer.status_code == 200
    assert answer.mimetype in {"image/x-icon", "image/vnd.microsoft.icon"}
    assert answer.data == (Settings().assets_folder / "favicon.ico").read_bytes()
    # An icon file begins so, then tells how many sizes it holds.
    assert answer.data[:6] == b"\0\0\1\0\3\0"


@pytest.mark.parametrize("word", ["layout", "options", "self", "pathname_"])
def test_a_word_of_an_address_is_never_an_argument_of_ours(client, word):
    location = {"id": "_pages_location"}
    answer = client.post(
        "/_dash-update-component",
        json={
            "output": ".._pages_content.children..._pages_store.data..",
            "outputs": [
                {"id": "_pages_content", "property": "children"},
                {"id": "_pages_store", "property": "data"},
            ],
            "inputs": [
                {**location, "property": "pathname", "value": "/sources"},
                {**location, "property": "search", "value": f"?{word}=1"},
            ],
            "changedPropIds": ["_pages_location.search"],
        },
    )
    assert answer.json["response"]["_pages_store"]["data"]["title"].startswith("Sources")
