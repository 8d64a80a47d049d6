"""« Près de chez vous » for everyone: axe-core, keyboard, phone, no WebGL, scripts late or off, paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WIDE, leaves_no_trace, reader_at
from tests.browser.test_access import scrolls_sideways, tabs_to
from tests.browser.test_nearby_page import count, is_at, near, opens_filters, search

LIST = "?territoire=07129"
SHEET = f"{LIST}&fiche=lieux-lieu-2"
EMPTY = f"{LIST}&rayon=5&theme=logement&public=etudiants&ouvert=samedi"
AMBIGUOUS = "?lieu=st+priest"
PRINTED = "/imprimer?territoire=07129"
STATES = {"list": LIST, "sheet": SHEET, "empty": EMPTY, "ambiguous": AMBIGUOUS}
ONE_A4_PAGE = re.compile(rb"/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]")


@pytest.mark.parametrize("query", STATES.values(), ids=STATES.keys())
def test_axe_finds_nothing_serious(neighbour, query):
    neighbour.opens_nearby(query)
    assert neighbour.violations() == []


def test_axe_finds_nothing_serious_before_a_place_is_asked_and_in_the_open_search(map_neighbour):
    page = map_neighbour.opens_nearby().page
    map_neighbour.sees_map_drawn()
    assert map_neighbour.violations() == []
    search(page).fill("st priest")
    expect(page.get_by_role("option", name="Saint-Priest (07)")).to_be_visible()
    assert map_neighbour.violations() == []


def test_axe_finds_nothing_serious_on_a_phone(map_phone_neighbour):
    map_phone_neighbour.opens_nearby(LIST)
    assert map_phone_neighbour.violations() == []
    map_phone_neighbour.opens_nearby(SHEET)
    assert map_phone_neighbour.violations() == []
    map_phone_neighbour.opens_nearby(f"{LIST}&vue=carte").sees_map_drawn()
    assert map_phone_neighbour.violations() == []


def test_axe_finds_nothing_serious_on_the_list_to_print(neighbour):
    neighbour.page.goto(f"{neighbour.address}/pres-de-chez-vous{PRINTED}")
    assert neighbour.violations() == []


def test_keyboard_alone_from_the_search_to_a_phone_number(neighbour):
    page = neighbour.opens_nearby().page
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Aller au contenu")
    tabs_to(page, search(page))
    page.keyboard.type("lamastre")
    expect(page.get_by_role("option").first).to_contain_text("Lamastre, Ardèche")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#nearby-resultats h2")).to_have_text("Près de Lamastre")
    expect(page.locator("#nearby-resultats")).to_be_focused()
    expect(page.locator("#nearby-nombre")).to_have_attribute("aria-live", "polite")
    count(page, "26 initiatives recensées à moins de 10 km de la mairie de Lamastre")
    number = near(page).first.get_by_role("link", name="Appeler 04 75 06 00 01")
    tabs_to(page, number, most=4)
    expect(page.locator(":focus")).to_have_attribute("href", "tel:0475060001")


def test_keyboard_alone_to_a_record_and_back_to_its_link(neighbour):
    page = neighbour.opens_nearby(LIST).page
    record = near(page).nth(3).locator("a.name")
    record.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("region", name="Fiche ouverte")
    expect(record).to_be_visible()
    expect(sheet.locator("h2")).to_have_text("=Lieu 4 des Exemples")
    expect(sheet).to_be_focused()
    expect(page).to_have_title("=Lieu 4 des Exemples · Carte de la solidarité en Rhône-Alpes")
    tabs_to(page, page.get_by_role("link", name="Revenir à la liste"), most=2)
    page.keyboard.press("Enter")
    expect(record).to_be_focused()
    expect(page).to_have_title("Près de chez vous · Carte de la solidarité en Rhône-Alpes")


@pytest.mark.parametrize("query", [LIST, SHEET, EMPTY, AMBIGUOUS])
def test_a_phone_opens_on_the_list_and_does_not_scroll_sideways(phone_neighbour, query):
    page = phone_neighbour.opens_nearby(query).page
    answered = page.locator("#nearby-resultats").locator("h2, .empty-answer").filter(visible=True)
    expect(answered.first).to_be_visible()
    expect(page.locator(".map-graph")).to_be_hidden()
    expect(page.get_by_label("Ouvert maintenant")).to_be_hidden()
    assert not scrolls_sideways(page)


def test_on_a_phone_the_map_is_the_second_tab_and_fills_its_frame(map_phone_neighbour):
    page = map_phone_neighbour.opens_nearby(LIST).page
    page.get_by_text("Carte", exact=True).last.click()
    map_phone_neighbour.sees_map_drawn()
    is_at(map_phone_neighbour, f"{LIST}&vue=carte")
    expect(page.locator("#nearby-resultats")).to_be_hidden()
    page.wait_for_function(
        """() => {
            const frame = document.querySelector('.map-frame').getBoundingClientRect();
            const canvas = document.querySelector('.map-frame canvas').getBoundingClientRect();
            return Math.abs(frame.width - canvas.width) < 4 && canvas.height > 300;
        }"""
    )
    assert not scrolls_sideways(page)
    # The whole circle is seen: the farthest place stands inside the frame, above the middle.
    left, top = map_phone_neighbour.point_on_map(4.5797, 44.9867 + 0.09)
    frame = page.locator(".map-frame").bounding_box()
    assert abs(left - frame["x"] - frame["width"] / 2) < 4
    assert frame["y"] < top < frame["y"] + frame["height"] / 2


def too_small(page, selectors):
    return page.evaluate(
        """([selectors, wholes]) => [...document.querySelectorAll(selectors)]
            .filter((element) => element.offsetParent !== null)
            .map((element) => element.closest(wholes) || element)
            .filter((element) => element.getBoundingClientRect().height < 43.5)
            .map((element) => `${element.className} ${element.textContent.slice(0, 40)}`)""",
        [selectors, ".mantine-Radio-body, .mantine-Switch-body, .mantine-Input-input"],
    )


def test_on_a_phone_targets_are_large_enough(phone_neighbour):
    page = phone_neighbour.opens_nearby(LIST).page
    page.locator("#filtres summary").click()
    own = "#filtres input, .view-tabs label, summary, .answers a, .site-header a, .site-footer a"
    assert too_small(page, own) == []
    page.get_by_role("button", name="Voir 26 résultats").click()
    search(page).fill("lamastre")
    expect(page.get_by_role("option").first).to_be_visible()
    assert too_small(page, ".find input, .find button, [role=option]") == []
    phone_neighbour.opens_nearby(SHEET)
    assert too_small(page, ".answers a") == []
    phone_neighbour.opens_nearby(EMPTY)
    assert too_small(page, ".answers a") == []


def test_without_webgl_the_list_answers(neighbour):
    page = neighbour.opens_nearby(LIST).page
    expect(page.locator("#carte-absente")).to_contain_text("La liste dit la même chose.")
    expect(page.locator(".map-frame")).to_be_hidden()
    opens_filters(page)
    page.get_by_role("radio", name="5 km", exact=True).check()
    count(page, "14 initiatives recensées à moins de 5 km")
    near(page).first.locator("a.name").click()
    expect(page.locator("#nearby-resultats .places")).to_contain_text("1 rue de l’Exemple")


@pytest.fixture
def scriptless(blind_browser, tuesday_server):
    context = blind_browser.new_context(viewport=WIDE, java_script_enabled=False)
    someone = reader_at(context.new_page(), tuesday_server)
    yield someone
    leaves_no_trace(someone)
    context.close()


def asks_by_the_plain_form(reader):
    page = reader.page
    page.goto(f"{reader.address}/pres-de-chez-vous")
    page.get_by_label("Où ?").fill("Corlier")
    page.get_by_text("Rayon et filtres").click()
    page.get_by_label("Rayon", exact=True).select_option("20 km")
    page.get_by_role("button", name="Chercher").click()
    expect(page.locator(".plain h2")).to_have_text("Près de Corlier")
    expect(page).to_have_url(re.compile(r"\?besoin=&lieu=Corlier&rayon=20"))
    expect(page.locator(".town-hall")).to_contain_text("Ouvert, ferme à 12 h")


def test_without_scripts_a_plain_form_leads_to_the_list(scriptless):
    asks_by_the_plain_form(scriptless)
    page = scriptless.page
    page.goto(f"{scriptless.address}/pres-de-chez-vous{LIST}")
    expect(near(page)).to_have_count(10)
    expect(near(page).first.get_by_role("link", name="Appeler")).to_be_visible()


def test_while_scripts_do_not_come_the_list_is_read_and_the_form_works(neighbour):
    neighbour.expected_messages = ("Failed to load resource", "DashRenderer is not defined")
    neighbour.page.route("**/*.js*", lambda route: route.abort())
    asks_by_the_plain_form(neighbour)


def test_the_list_is_printed_on_a4_without_form_nor_scripts(neighbour):
    page = neighbour.opens_nearby(f"{LIST}&ouvert=maintenant").page
    page.get_by_role("link", name="Imprimer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Près de Lamastre")
    expect(page.locator("script")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Ouvert maintenant. Liste du 24 novembre 2026")
    expect(page.locator(".entries").first.locator("li")).to_have_count(14)
    expect(page.get_by_role("link", name="Revenir à la page")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Revenir à la page")).to_be_hidden()
    expect(page.locator(".entries").first).to_contain_text("04 75 06 00 01")
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert len(ONE_A4_PAGE.findall(pdf)) >= 2


def test_an_unplaced_list_to_print_keeps_its_form_for_the_screen(neighbour):
    page = neighbour.page
    page.goto(f"{neighbour.address}/pres-de-chez-vous/imprimer")
    expect(page.get_by_role("search")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.locator(".empty-answer")).to_be_visible()
