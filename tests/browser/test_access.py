"""The page for everyone: axe-core, keyboard alone, a narrow screen, a base map that does not come."""

import pytest
from playwright.sync_api import expect

from dashboard.domain.pages import PAGES, SELECTION_PAGES
from tests.browser.conftest import WIDE, leaves_no_trace, reader_at, start_server

DRAWN = {
    "the region": "/",
    "communes and circles": "/?niveau=communes&indicateur=nombre",
}
STATES = {
    "a territory": "/?territoire=200071751&niveau=departements",
    "a commune with its town hall": "/?territoire=07129&indicateur=part",
    "a record": "/?fiche=epicerie-solidaire-itinerante-bresse",
    "an empty answer": "/?theme=sante&public=etudiants&annee=2020",
    **{page.title: page.path for page in PAGES if page not in SELECTION_PAGES},
}


@pytest.mark.parametrize("path", DRAWN.values(), ids=DRAWN.keys())
def test_axe_finds_nothing_serious_beside_a_drawn_map(map_reader, path):
    assert map_reader.opens(path).violations() == []


@pytest.mark.parametrize("path", STATES.values(), ids=STATES.keys())
def test_axe_finds_nothing_serious(reader, path):
    assert reader.opens(path).violations() == []


def test_axe_finds_nothing_serious_in_open_lists(reader):
    reader.opens()
    reader.page.get_by_role("combobox", name="Chercher une commune").fill("saint")
    expect(reader.page.get_by_role("option").first).to_be_visible()
    assert reader.violations() == []
    reader.page.keyboard.press("Escape")
    reader.page.get_by_role("combobox", name="Thèmes").click()
    reader.page.get_by_role("option", name="Alimentation").click()
    assert reader.violations() == []


@pytest.mark.parametrize("path", ["/", "/?fiche=cavac"])
def test_axe_finds_nothing_serious_on_a_phone(phone_reader, path):
    opens_list(phone_reader, path)
    assert phone_reader.violations() == []


def test_axe_finds_nothing_serious_in_the_sources_on_a_phone(phone_reader):
    assert phone_reader.opens("/sources").violations() == []


def test_axe_finds_nothing_serious_beside_a_map_drawn_on_a_phone(map_phone_reader):
    map_phone_reader.page.goto(f"{map_phone_reader.address}/?vue=carte")
    map_phone_reader.sees_map_drawn()
    assert map_phone_reader.violations() == []


def opens_list(reader, path="/"):
    reader.page.goto(reader.address + path)
    expect(reader.page.locator("#fiche h2").first).to_be_visible()
    expect(reader.page.locator("#tableau tbody tr").first).to_be_visible()


def tabs_to(page, locator, *, most=60):
    """Press Tab until the element has the focus; as a keyboard reader does."""
    for _ in range(most):
        if locator.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("the keyboard did not reach it")


def test_keyboard_alone_from_the_search_to_a_record_and_back(reader):
    reader.opens("/?points=aucun")
    page = reader.page
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Aller au contenu")
    tabs_to(page, page.get_by_role("combobox", name="Chercher une commune"))
    page.keyboard.type("lamastre")
    expect(page.get_by_role("option").first).to_contain_text("Lamastre")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#fiche h2")).to_contain_text("Lamastre")
    expect(page.locator("#fiche")).to_be_focused()
    expect(page).to_have_title("Lamastre · Carte de la solidarité en Rhône-Alpes")
    record = page.locator("#fiche .records a").first
    tabs_to(page, record)
    page.keyboard.press("Enter")
    expect(page.locator("#fiche .kicker")).to_have_text("Initiative")
    expect(page.locator("#fiche")).to_be_focused()
    tabs_to(page, page.get_by_role("link", name="Fermer la fiche"))
    page.keyboard.press("Enter")
    expect(page.locator("#fiche h2")).to_contain_text("Lamastre")
    expect(record).to_be_focused()


def test_keyboard_alone_past_the_map_to_the_table(map_reader):
    map_reader.opens("/?points=aucun")
    page = map_reader.page
    skip = page.get_by_role("link", name="Passer la carte")
    tabs_to(page, skip)
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    tabs_to(page, page.get_by_role("link", name="Tableau", exact=True))
    page.keyboard.press("Enter")
    row = page.locator("#tableau tbody a").first
    tabs_to(page, row)
    page.keyboard.press("Enter")
    expect(page.locator("#fiche")).to_be_focused()
    expect(page.locator("#fiche h2")).to_have_text("CC du Royans-Vercors")


def test_a_theme_is_chosen_by_keyboard(reader):
    reader.opens()
    page = reader.page
    tabs_to(page, page.get_by_role("combobox", name="Thèmes"))
    page.keyboard.type("aliment")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{reader.address}/?theme=alimentation")


def test_results_are_announced(reader, catalogue_counts):
    reader.opens()
    status = reader.page.locator("#nombre-resultats")
    expect(status).to_have_attribute("aria-live", "polite")
    expect(status).to_contain_text(f"{catalogue_counts.initiatives} initiatives retenues")


def scrolls_sideways(page):
    return page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")


@pytest.mark.parametrize(
    "path", ["/", "/?niveau=communes", "/?fiche=carte-passerelle-jeunesse", "/?territoire=01254"]
)
def test_a_phone_opens_on_the_list_and_does_not_scroll_sideways(phone_reader, path):
    opens_list(phone_reader, path)
    page = phone_reader.page
    expect(page.locator(".map-graph")).to_be_hidden()
    assert not scrolls_sideways(page)


def test_on_a_phone_the_map_is_the_second_tab_and_fills_its_frame(map_phone_reader):
    opens_list(map_phone_reader)
    page = map_phone_reader.page
    page.get_by_text("Carte", exact=True).last.click()
    expect(page.locator(".map-graph")).to_be_visible()
    map_phone_reader.sees_map_drawn()
    expect(page).to_have_url(f"{map_phone_reader.address}/?vue=carte")
    page.wait_for_function(
        """() => {
            const frame = document.querySelector('.map-frame').getBoundingClientRect();
            const canvas = document.querySelector('.map-frame canvas').getBoundingClientRect();
            return Math.abs(frame.width - canvas.width) < 4 && canvas.height > 300;
        }"""
    )
    assert len(map_phone_reader.painted_territories()) > 60
    assert not scrolls_sideways(page)


def test_on_a_phone_targets_are_large_enough(phone_reader):
    opens_list(phone_reader)
    page = phone_reader.page
    page.locator("#filtres > summary").click()
    page.locator(".more > summary").click()
    small = page.evaluate(
        """() => [...document.querySelectorAll(
                '.questions a, .site-header a, summary, .territory-search input, #map-theme, #map-public, '
                + '.quiet-button, .pager a, .downloads a, #map-niveau, #map-indicateur, #map-compte label, '
                + '.listing thead a')]
            .filter((element) => element.offsetParent !== null)
            .map((element) => [element.closest('.mantine-Input-wrapper, .mantine-Radio-root') || element])
            .map(([element]) => [element.textContent.slice(0, 40), element.getBoundingClientRect().height])
            .filter(([, height]) => height < 24)"""
    )
    assert small == []


def test_the_page_says_french_and_has_landmarks(reader):
    reader.opens()
    page = reader.page
    assert page.locator("html").get_attribute("lang") == "fr"
    for landmark in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(landmark)).to_have_count(1)
    expect(page.get_by_role("navigation", name="Pages", exact=True)).to_be_visible()


def test_an_online_base_map_that_does_not_answer_freezes_nothing(page, catalogue_counts):
    # Port 9 is the discard port: nothing listens there.
    server = start_server(DASHBOARD_TILES_URL="http://127.0.0.1:9/{z}/{x}/{y}.png")
    try:
        page.set_viewport_size(WIDE)
        reader = reader_at(page, server)
        reader.opens()
        reader.chooses("Thèmes", "Mobilité")
        expect(page.locator("#phrase-carte")).to_contain_text(
            f"{catalogue_counts.of_theme('mobilite')} initiatives"
        )
        page.wait_for_function(
            """() => document.querySelector('#carte .js-plotly-plot')._fullData[0].z
                .filter((value) => value > 1).length < 8"""
        )
        assert any("/tuiles/" in url for url in reader.requests)
        leaves_no_trace(reader)
    finally:
        server.stop()


def test_without_webgl_the_rest_of_the_page_answers(reader, catalogue_counts):
    reader.opens()
    expect(reader.page.locator("#carte-absente")).to_contain_text("ne peut pas être dessinée")
    expect(reader.page.locator("#legende li").first).to_be_visible()
    reader.chooses("Thèmes", "Mobilité")
    expect(reader.page.locator("#nombre-resultats")).to_contain_text(
        f"{catalogue_counts.of_theme('mobilite')} initiatives"
    )
    expect(reader.page.locator("#phrase-carte")).to_contain_text(
        f"{catalogue_counts.of_theme('mobilite')} initiatives"
    )
