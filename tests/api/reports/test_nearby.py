"""The list of « Près de chez vous » to print, and before any script."""

from html.parser import HTMLParser

import pytest

from dashboard.api.reports.nearby import first_paint
from dashboard.domain.downloads import NEARBY_DOWNLOAD
from dashboard.factory import build_app
from dashboard.settings import Settings
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.nearby_answers import TUESDAY

CSV, PRINTED, PAGE = (
    NEARBY_DOWNLOAD.path("csv"),
    "/pres-de-chez-vous/imprimer",
    "/pres-de-chez-vous",
)
SCRIPT = "%3Cscript%3Ealert(1)%3C/script%3E"


@pytest.fixture(scope="module")
def on_tuesday(atlas):
    """The application as of a Tuesday morning."""
    return build_app(atlas, Settings(), clock=lambda: TUESDAY).server.test_client()


# The list to print.


def test_the_list_to_print_holds_every_answer_and_no_script(on_tuesday):
    answer = on_tuesday.get(f"{PRINTED}?territoire=01254")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert '<html lang="fr">' in answer.text
    assert "<script" not in answer.text
    body = answer.text.partition("<main ")[2].partition(">")[2].partition("</main>")[0]
    entries = [words(p["children"]) for p in elements(tree(body), "Li")]
    assert len(entries) == 13
    assert entries[0].startswith("Épicerie solidaire itinérante de la Bresse Environ, au centre")
    assert "Liste du 24 novembre 2026 à 10\u202fh\u202f30." in words(tree(body))
    assert "Premier contact : mairie de Montagnat" in words(tree(body))


def test_the_list_to_print_of_an_unknown_place_says_so(client):
    answer = client.get(f"{PRINTED}?territoire=99999")
    assert answer.status_code == 200
    assert "« 99999 » ne correspond à aucune commune" in answer.text


# Before any script.


def test_the_page_holds_its_list_before_any_script(client):
    text = client.get(f"{PAGE}?territoire=07129").text
    before = text.partition("<script")[0]
    assert "Près de Lamastre" in before
    why = "Dessert votre commune : toute l’intercommunalité (CC du Pays de Lamastre)"
    assert f'<span class="why">{why}</span>' in before
    assert 'href="tel:0475064192"' in before
    assert '<form action="/pres-de-chez-vous" class="find" method="get" role="search">' in before
    assert "Loading..." not in text
    assert "Chargement de la carte…" not in text


def test_ten_answers_are_enough_before_the_scripts(snapshot):
    text = first_paint(snapshot, {"territoire": ["38185"], "rayon": ["50"]}, now=TUESDAY)
    (near,) = list(elements(tree(text), "Ol"))
    assert len(near["children"]) <= 10


def test_other_pages_say_that_they_load(client):
    assert "Chargement de la carte…" in client.get("/").text
    assert "Qui peut m’aider, près de chez moi ?</h1>" not in client.get("/").text


HOSTILE = [
    f"lieu={SCRIPT}",
    f"territoire={SCRIPT}",
    f"position={SCRIPT}&rayon={SCRIPT}&annee={SCRIPT}&ouvert={SCRIPT}&fiche={SCRIPT}",
    f"territoire=07129&lieu={SCRIPT}&theme={SCRIPT}",
    f"territoire=07129&lieu={{name}}{SCRIPT}",
    "lieu=%22%20onfocus=%22alert(1)",
    "lieu=%27%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
    "territoire=07129&rayon=0",
    "territoire=07129&rayon=-1",
    "territoire=07129&rayon=1e9",
    "territoire=07129&annee=99&page=-1&fiche=../../etc/passwd",
    "territoire=07129&theme=a&theme=b&public=%FF",
    "position=91,0",
    "position=-90,180",
    "position=NaN,NaN",
    "lieu=%00",
    "lieu=%ED%A0%80",
    "lieu=" + "x" * 5_000,
    "lieu={%25config%25}{0}{content}",
    "%FF=%FE&=&&&",
    "territoire[]=07129",
    "options=1&self=2&func=3",
]


class _Runnable(HTMLParser):
    """Lists what a browser would run, or fetch, that is not the page's own."""

    def __init__(self):
        super().__init__()
        self.tag, self.found = "", []

    def handle_starttag(self, tag, attrs):
        self.tag = tag
        self.found += [name for name, _ in attrs if name.startswith("on")]
        self.found += [tag] if tag == "img" else []

    def handle_data(self, data):
        self.found += [data] if self.tag == "script" and "alert(" in data else []


def runnable(text):
    reader = _Runnable()
    reader.feed(text)
    return reader.found


def test_what_a_browser_would_run_is_seen():
    assert runnable("<p onclick='x'><script>alert(1)</script><img>") == [
        "onclick",
        "alert(1)",
        "img",
    ]


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("path", [CSV, PRINTED, PAGE])
def test_no_address_is_an_error_nor_comes_back_as_markup(client, path, query):
    answer = client.get(f"{path}?{query}")
    assert answer.status_code in {200, 404}
    assert answer.status_code == 200 or path == CSV
    text = answer.data.decode("utf-8-sig")
    assert "Traceback" not in text
    if answer.mimetype == "text/html":
        assert runnable(text) == []


def test_words_that_could_not_be_read_are_told_before_the_scripts_too(client):
    text = client.get(f"{PAGE}?territoire=07129&rayon=1e9").text
    assert "Le rayon demandé n’est pas proposé" in text
    assert "1e9" not in text.partition("<form")[2].partition("<script")[0]
