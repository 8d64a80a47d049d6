"""Every page before any script runs: its title, its answer, its table, its form and its links."""

import re
from html.parser import HTMLParser
from urllib.parse import parse_qs

import pytest

from dashboard.callbacks.coverage.panel_and_table import answer_coverage
from dashboard.callbacks.map.table_and_panel import answer_listing
from dashboard.components.shared import ids
from dashboard.components.shared.links import TERRITORY_SEARCH_PATH
from dashboard.domain.pages import PAGES
from dashboard.domain.selections.comparison import ComparisonTab
from dashboard.domain.selections.coverage import CoverageSelection, CoverageTab
from dashboard.domain.selections.map import MapSelection
from tests.helpers.nearby_answers import TUESDAY

COMPARED = "/comparer?territoire=200071751&territoire=200068781"
HEADINGS = {
    "/": "Qui aide qui, et où, en Rhône-Alpes\u202f?",
    "/zones-blanches?onglet=communes": "Où n’y a-t-il rien, pour qui, et que faire\u202f?",
    COMPARED: "Comment se situe mon territoire, et par rapport à qui\u202f?",
    "/donnees": "Données",
    "/sources": "Sources et méthode",
}


class _Page(HTMLParser):
    """What stands before the scripts: headings, rows, links and the fields of the form of filters."""

    def __init__(self, text):
        super().__init__()
        self.headings, self.rows, self.links, self.ids = [], [], [], []
        self.hidden, self.chosen, self.options = [], {}, {}
        self._select = self._row = self._form = None
        self.feed(text.partition('class="first-paint"')[2].partition("<footer hidden>")[0])

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given.get("href"))
        if tag in {"h1", "tr"}:
            (self.headings if tag == "h1" else self.rows).append("")
            self._row = self.headings if tag == "h1" else self.rows
        if tag == "form":
            self._form = given["action"]
        if tag == "input" and self._form != TERRITORY_SEARCH_PATH:
            self.hidden.append((given["name"], given["value"]))
        if tag == "select":
            # One without a name is of no form: scripts alone read it.
            self._select = given.get("name")
            if self._select:
                self.options[self._select] = []
        if tag == "option" and self._select:
            self.options[self._select].append(given["value"])
            if "selected" in given:
                self.chosen.setdefault(self._select, []).append(given["value"])

    def handle_endtag(self, tag):
        if tag in {"h1", "tr"}:
            self._row = None

    def handle_data(self, text):
        if self._row is not None:
            self._row[-1] += f"{text} "


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return _Page(answer.text)


def status(client, address):
    answer = client.get(address)
    answer.close()
    return answer.status_code


@pytest.mark.parametrize(("address", "heading"), HEADINGS.items())
def test_each_page_has_its_heading_rows_and_links_before_scripts(client, address, heading):
    page = read(client, address)
    assert [re.sub(r"\s+", " ", text).strip() for text in page.headings] == [
        re.sub(r"\s+", " ", heading)
    ]
    assert len(page.rows) > 2
    assert {other.path for other in PAGES} <= set(page.links)


@pytest.mark.parametrize("address", [*HEADINGS, "/?territoire=200071751", "/pres-de-chez-vous"])
def test_every_link_to_this_site_leads_somewhere(client, address):
    page = read(client, address)
    own = {link.partition("#")[0] for link in page.links if link.startswith("/")} - {""}
    assert {link: status(client, link) for link in sorted(own)[:40]} == dict.fromkeys(
        sorted(own)[:40], 200
    )
    here = {link[1:] for link in page.links if link.startswith("#")}
    assert here - set(page.ids) == set()


def test_the_first_page_of_the_map_is_what_scripts_are_answered_later(client, snapshot):
    selection = MapSelection.from_query({"theme": ["alimentation"], "niveau": ["departements"]})
    later = answer_listing(snapshot, selection, ["table", "panel"], now=TUESDAY)
    text = client.get("/?theme=alimentation&niveau=departements").text
    assert later[ids.LISTING] in text
    assert later[ids.PANEL].partition("<h2>")[0] in text
    assert f">{later[ids.RESULT_COUNT]}</p>" in text
    assert '<p class="map-sentence">' in text


def test_the_first_page_of_gaps_is_what_scripts_are_answered_later(client, snapshot):
    later = answer_coverage(snapshot, CoverageSelection(), year=TUESDAY.year)
    text = client.get("/zones-blanches").text
    assert later[ids.COVERAGE_ANSWER] in text
    assert later[ids.COVERAGE_DEFINITION] in text
    assert f">{later[ids.COVERAGE_COUNT]}</p>" in text


@pytest.mark.parametrize(
    ("path", "query", "tabs"),
    [
        ("/zones-blanches", "rayon=20", CoverageTab),
        ("/comparer", "territoire=200071751&territoire=200068781", ComparisonTab),
    ],
)
def test_a_closed_tab_is_a_link_to_the_page_that_holds_its_answers(client, path, query, tabs):
    """All links of all tabs open them by the same words, at the part they stand in."""
    _usual, *others = tabs
    link = re.compile(r'href="([^"#]*)#?([^"]*)">Ouvrir cette partie')
    closed = dict(link.findall(client.get(f"{path}?{query}").text.replace("&amp;", "&")))
    for tab in set(others) - {CoverageTab.WIDE_COMMUNES}:
        address = f"{path}?{query}&onglet={tab}"
        opened = client.get(address).text.replace("&amp;", "&")
        assert f'id="{closed[address]}"' in opened
        links = dict(link.findall(opened))
        assert address not in links
        assert f"{path}?{query}" in links


def test_a_table_sorts_and_turns_its_pages_by_links(client):
    first = read(client, "/?niveau=communes")
    following = next(link for link in first.links if "page=2" in link)
    second = read(client, following.partition("#")[0])
    assert len(first.rows) == len(second.rows) == 52
    assert first.rows[1] != second.rows[1]
    by_name = next(link for link in first.links if "tri=nom" in link)
    assert read(client, by_name).rows[1].startswith("Aboën")


def test_the_map_is_a_picture_of_the_same_selection_whose_sentence_is_its_text(client):
    text = client.get("/?theme=alimentation").text
    (picture,) = re.findall(r"<noscript><img ([^>]*)>", text)
    attributes = dict(re.findall(r'(\w+)="([^"]*)"', picture))
    assert attributes["src"] == "/telecharger/carte.svg?theme=alimentation"
    assert attributes["loading"] == "lazy"
    assert int(attributes["width"]) > 0 < int(attributes["height"])
    assert f'<p class="map-sentence">{attributes["alt"]}</p>' in text.replace("&#39;", "'")
    assert client.get(attributes["src"]).mimetype == "image/svg+xml"


@pytest.mark.parametrize(
    "query",
    [
        "theme=sante&public=jeunes&niveau=communes&indicateur=nombre",
        "theme=sante&theme=alimentation&annee=2019&statut=annonce&territoire=200071751&vue=carte",
    ],
)
def test_the_form_keeps_what_was_asked(client, query):
    page = read(client, f"/?{query}&page=2")
    sent = {key: list(words) for key, words in page.chosen.items()}
    for key, word in page.hidden:
        sent.setdefault(key, []).append(word)
    asked = MapSelection.from_query(parse_qs(query))
    assert MapSelection.from_query(sent) == asked
    assert "page" not in sent


def test_each_form_sets_the_main_choices_of_its_page(client):
    assert list(read(client, "/").options) == ["theme", "public", "niveau", "indicateur"]
    assert list(read(client, "/zones-blanches").options)[:3] == ["rayon", "theme", "public"]
    compared = read(client, COMPARED)
    # The filters, then what each map shows: every form keeps those compared.
    assert sorted(compared.options) == ["indicateur", "public", "theme"]
    maps = read(client, f"{COMPARED}&onglet=cartes")
    assert sorted(maps.options) == ["droite", "gauche", "indicateur", "public", "theme"]
    assert [word for key, word in maps.hidden if key == "territoire"] == [
        "200071751",
        "200068781",
    ] * 3


@pytest.mark.parametrize("address", [*HEADINGS, "/pres-de-chez-vous"])
def test_no_place_of_a_later_answer_has_its_identifier_yet(client, address):
    places = {
        ids.LISTING,
        ids.PANEL,
        ids.MAP_TITLE,
        ids.COVERAGE_LISTING,
        ids.COMPARISON_KEY,
        ids.TRIAL,
    }
    page = read(client, address)
    assert places & set(page.ids) == set()
    assert len(page.ids) == len(set(page.ids))


def test_nothing_of_an_address_is_written_as_markup(client):
    attack = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E{%25pages%25}"
    for path in ("/", "/zones-blanches", "/comparer"):
        text = client.get(f"{path}?theme={attack}&territoire={attack}&vue={attack}").text
        assert "<script>alert" not in text
        assert text.count("/fichiers/pages.") == 1


def test_scripts_wait_for_the_page_and_the_map_library_for_a_map(client):
    text = client.get("/").text
    dash = re.findall(r"<script[^>]*src=\"(/(?:assets|_dash)[^\"]*)\"([^>]*)>", text)
    assert len(dash) > 10
    assert {rest for _, rest in dash} == {" defer"}
    assert "plotly-map" not in text
    assert len(re.findall(r"<script[^>]*type=\"module\">", text)) == 2


def test_neither_the_layouts_of_all_pages_nor_a_secret_of_one_load_is_in_each(client):
    text = client.get("/sources").text
    assert "validation_layout" not in text
    assert "end_id" not in text
    assert "coverage-selection" not in text
