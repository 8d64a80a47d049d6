"""The sheet of « Zones blanches » as a page to print and as a document."""

import io
import re

import pytest
from pypdf import PdfReader

from dashboard.factory import build_app
from dashboard.settings import Settings
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.nearby_answers import TUESDAY

pytestmark = pytest.mark.usefixtures("few_are_enough")

SHEET = "/zones-blanches/fiche"
FOREZ = "200065886"
"""CA Loire Forez: none of its communes is covered, nor is it cut by the border."""


@pytest.fixture(scope="module")
def served(atlas):
    """The application as of a Tuesday of 2026."""
    return build_app(atlas, Settings(), clock=lambda: TUESDAY).server.test_client()


def sheet(client, code, query=""):
    answer = client.get(f"{SHEET}/{code}?{query}")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    (main,) = re.findall(r"<main\b[^>]*>(.*)</main>", answer.text, re.DOTALL)
    # A browser closes the shapes of a drawing by itself, our reader does not.
    return tree(re.sub(r"<(path|rect|line|circle) ([^>]*)/>", r"<\1 \2></\1>", main))


def document(client, code, query=""):
    answer = client.get(f"{SHEET}/{code}.pdf?{query}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return answer, PdfReader(io.BytesIO(answer.data))


def title(page):
    return words(next(elements(page, "H1"))["children"]).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (FOREZ, "CA Loire Forez Agglomération (LFA)"),
        ("07129", "Lamastre"),
        ("D07", "Ardèche"),
        ("R82", "Région Rhône-Alpes"),
    ],
)
def test_every_territory_has_its_sheet_as_a_page_and_as_a_document(served, code, name):
    page = sheet(served, code)
    assert title(page) == f"Zones blanches : {name}"
    assert len(list(elements(page, "Svg"))) >= 1
    answer, reader = document(served, code)
    assert reader.metadata.title.replace("\u00a0", " ") == title(page)
    assert f"_{code}_10km_20261124.pdf" in answer.headers["Content-Disposition"]


def test_the_page_leads_to_the_document_with_the_same_filters(served):
    page = sheet(served, FOREZ, "rayon=20&theme=mobilite&public=jeunes&elargi=oui")
    links = {words(link["children"]): link["href"] for link in elements(page, "A")}
    address = links["Cette fiche en PDF (A4)"]
    assert address == f"{SHEET}/{FOREZ}.pdf?rayon=20&theme=mobilite&public=jeunes&elargi=oui"
    reader = PdfReader(io.BytesIO(served.get(address).data))
    said = re.sub(r"\s+", " ", reader.pages[0].extract_text())
    assert "Thèmes : Mobilité · Publics : Jeunes" in said
    assert "Rayon : 20 km" in said


def test_the_territory_of_the_sheet_is_that_of_its_path_and_its_order_its_own(served):
    page = sheet(served, "D07", "territoire=D38&niveau=epci&tri=nom&page=3")
    back = list(elements(page, "A"))[1]
    assert back["href"] == "/zones-blanches?niveau=epci&territoire=D07"
    people = [
        int(words(list(row["children"])[-1]["props"]["children"]).replace("\u202f", ""))
        for row in elements(list(elements(page, "Tbody"))[1], "Tr")
    ]
    assert people == sorted(people, reverse=True)
    assert len(people) > 40


def test_the_sheet_says_whom_to_call(served):
    halls = list(elements(list(elements(sheet(served, FOREZ), "Tbody"))[2], "Tr"))
    cells = [words(cell["props"]["children"]) for cell in halls[0]["children"]]
    assert cells[0] == "Montbrison"
    assert re.fullmatch(r"\d\d( \d\d){4}", cells[1])
    assert len(halls) == 12


def test_links_of_the_document_are_whole_addresses(served):
    _, reader = document(served, FOREZ)
    found = {
        note.get_object()["/A"]["/URI"] for page in reader.pages for note in page.get("/Annots", [])
    }
    assert any(link.startswith("http://localhost/?fiche=") for link in found)


def test_the_sheet_needs_no_script_and_the_filters_are_text(served):
    answer = served.get(f"{SHEET}/{FOREZ}?theme=%3Cscript%3E&source=%22%3E%3Cscript%3Ealert(1)")
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert '<link rel="stylesheet" href="/assets/style.css">' in answer.text


@pytest.mark.parametrize("extension", ["", ".pdf"])
def test_a_former_commune_leads_to_that_of_today(served, extension):
    answer = served.get(f"{SHEET}/69159{extension}?rayon=5")
    assert answer.status_code == 301
    location = answer.headers["Location"]
    assert re.fullmatch(rf"{SHEET}/69\d{{3}}{extension}\?[a-z-]+=69159&rayon=5", location)
    assert served.get(location).status_code == 200


@pytest.mark.parametrize("extension", ["", ".pdf"])
@pytest.mark.parametrize("code", ["99999", "200099999", "D75", "R84", "zzz", "%3Cscript%3E"])
def test_an_unknown_code_has_no_sheet(served, code, extension):
    answer = served.get(f"{SHEET}/{code}{extension}")
    assert answer.status_code == 404
    assert "Cette fiche existe pour la région de la carte, ses départements" in answer.text
    assert "<script" not in answer.text
