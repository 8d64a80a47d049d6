"""Four questions, each from the first page to what one takes away: five clicks at most, on the data shipped.

Words are typed and sent with Enter; every press of the mouse counts, the one into a field too.
"""

import csv
import io
import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Download, Locator, Page, expect
from pypdf import PdfReader

LAPTOP = {"width": 1366, "height": 768}
MOST_CLICKS = 5
EPCI, NAME = "200041465", "CC Val Eyrieux"
DIGITAL = "Inclusion numérique"
GAPS = (
    "11\u202f513 habitants (94,2\u202f%) de la CC Val Eyrieux sont à plus de 10\u202fkm d’un lieu "
    "d’inclusion numérique"
)
SOURCE = "Hinaura, via Cartographie nationale (ANCT)"


@dataclass
class Visitor:
    """Somebody who begins at the first page and whose clicks are counted."""

    page: Page
    address: str
    clicks: int = 0

    def clicks_on(self, target: Locator):
        self.clicks += 1
        target.click()

    def follows(self, link: str):
        self.clicks_on(self.page.get_by_role("link", name=link, exact=True))

    def finds(self, words: str, name: str):
        """Look for a territory in the field of the page, and take the first that is offered."""
        field = self.page.get_by_role("combobox", name="Chercher une commune")
        self.clicks_on(field)
        field.press_sequentially(words)
        expect(self.page.get_by_role("option").first).to_contain_text(name)
        field.press("Enter")
        expect(self.page.locator("#fiche h2")).to_have_text(name)

    def takes(self, link: Locator) -> Download:
        with self.page.expect_download() as taken:
            self.clicks_on(link)
        return taken.value


@pytest.fixture
def visitor(informed):
    """On the first page, on a laptop."""
    informed.page.set_viewport_size(LAPTOP)
    informed.opens()
    someone = Visitor(informed.page, informed.address)
    yield someone
    assert someone.clicks <= MOST_CLICKS


def plain(text: str) -> str:
    """The same text, with one kind of space: a document breaks its lines where it likes."""
    return " ".join(text.split())


def rows_of(taken: Download) -> list[dict[str, str]]:
    text = taken.path().read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def file_links(section: Locator, name: str) -> Locator:
    return section.get_by_role("link", name=name).first


def test_a_mayor_takes_to_the_council_which_communes_are_far_from_digital_help(visitor):
    page = visitor.page
    visitor.finds("val eyrieux", NAME)
    visitor.follows("Où n’y a-t-il rien, par ici ?")
    visitor.clicks_on(page.locator("#coverage-themes").get_by_role("link", name=DIGITAL))
    expect(page.locator("#coverage-reponse .answer")).to_contain_text(GAPS)
    visitor.follows("Imprimer")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Zones blanches : {NAME}")
    taken = visitor.takes(page.get_by_role("link", name="Cette fiche en PDF (A4)"))
    assert visitor.clicks == 5
    assert taken.suggested_filename == (
        f"zones-blanches_cc-val-eyrieux_{EPCI}_10km_numerique_20261125.pdf"
    )
    sheet, *communes = (page.extract_text() for page in PdfReader(taken.path()).pages)
    told = plain(sheet)
    assert plain(GAPS) in told
    assert "27 communes sur 29 · données de 2021 à 2022" in told
    assert f"« {SOURCE} », 30 septembre 2022, Licence Ouverte 2.0" in told
    assert "Fiche du 25 novembre 2026" in told
    assert "Le Cheylard loin de tout lieu" in plain(communes[0])
    assert "15,5 km 2 803" in plain(communes[0])


def test_an_officer_takes_the_numbered_places_where_to_open(visitor):
    page = visitor.page
    visitor.finds("val eyrieux", NAME)
    visitor.follows("Où n’y a-t-il rien, par ici ?")
    visitor.clicks_on(page.locator("#coverage-themes").get_by_role("link", name=DIGITAL))
    visitor.follows("Où ouvrir")
    places = page.locator("#coverage-nouveaux-lieux")
    names = places.locator("tbody th")
    expect(names).to_have_count(3)
    shown = names.all_text_contents()
    rows = rows_of(visitor.takes(file_links(places, "CSV")))
    assert visitor.clicks == 5
    assert [row["ordre"] for row in rows] == ["1", "2", "3"]
    assert all(name.endswith(row["commune"]) for name, row in zip(shown, rows, strict=True))
    assert {row["epci"] for row in rows} == {NAME}
    assert [int(row["personnes_en_tout"]) for row in rows] == sorted(
        int(row["personnes_en_tout"]) for row in rows
    )
    assert {row["contenu"] for row in rows} == {f"Nouveaux lieux proposés, {NAME}"}
    assert all(DIGITAL in row["filtres"] for row in rows)
    assert all(SOURCE in row["sources"] and row["exporte_le"] == "2026-11-25" for row in rows)


def test_a_planner_takes_how_a_territory_stands_among_its_peers(visitor):
    page = visitor.page
    visitor.finds("val eyrieux", NAME)
    visitor.follows("Comment se situe ce territoire ?")
    visitor.follows("Ajouter les 4 comparables")
    expect(page.locator("#comparison-choisis .compared-list li")).to_have_count(5)
    verdict = page.locator(".verdict").first
    expect(verdict).to_contain_text(NAME)
    expect(verdict).to_be_in_viewport(ratio=1)
    grid = page.locator("#comparison-grille tbody tr")
    expect(grid.first.locator("td")).to_have_count(6)
    for row in range(3):
        expect(grid.nth(row)).to_be_in_viewport(ratio=1)
    visitor.follows("Emporter")
    rows = rows_of(visitor.takes(file_links(page.locator("#emporter"), "CSV")))
    assert visitor.clicks == 5
    assert rows[0]["nom"] == NAME
    assert {row["strate"] for row in rows} == {
        "communautés de communes de moins de 15\u202f000 habitants"
    }
    assert len(rows) == 5
    assert rows[0]["initiatives_pour_10000_habitants"] == "0"
    assert rows[0]["initiatives_pour_10000_habitants_moyenne_regionale"] == "0,891"
    assert all(SOURCE in row["sources"] and row["geographie"] == "COG 2026" for row in rows)


def test_a_journalist_takes_how_many_there_are_and_where_the_number_comes_from(visitor):
    page = visitor.page
    number = page.locator("#fiche .key-numbers a").first
    expect(number).to_have_text("606")
    visitor.clicks_on(number)
    expect(page.locator(".passport-number")).to_have_text("606\u00a0initiatives")
    source = page.locator("main li").filter(has_text=SOURCE)
    expect(source).to_contain_text("30 septembre 2022, Licence Ouverte 2.0")
    rows = rows_of(visitor.takes(page.get_by_role("link", name="Les lignes en CSV")))
    assert len(rows) == 606
    listed = [row for row in rows if row["source_de_la_fiche"] == f"{SOURCE} (2022-09-30)"]
    assert len(listed) > 500
    assert all(re.fullmatch(r"20\d\d-\d\d-\d\d", row["mise_a_jour"]) for row in listed)
    visitor.follows("Voir la région sur la carte")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=visitor.address)
    visitor.clicks_on(page.get_by_text("Partager ou intégrer cette vue"))
    visitor.clicks_on(page.get_by_role("button", name="Copier la citation"))
    expect(page.get_by_text("Citation copiée.")).to_be_visible()
    assert visitor.clicks == 5
    cited = plain(page.evaluate("() => navigator.clipboard.readText()"))
    page.context.clear_permissions()
    assert "Initiatives pour 10 000 habitants, par intercommunalité, Région Rhône-Alpes" in cited
    assert f"{SOURCE} (30 septembre 2022)" in cited
    assert "consulté le 25 novembre 2026" in cited
