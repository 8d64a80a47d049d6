"""Pages read before scripts run, or without any: the same answers, links and filters."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE, leaves_no_trace, reader_at

LIBRARY = "plotly-map"


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "phone"])
def scriptless(request, blind_browser, server):
    context = blind_browser.new_context(viewport=request.param, java_script_enabled=False)
    someone = reader_at(context.new_page(), server)
    yield someone
    leaves_no_trace(someone)
    context.close()


def rows(page):
    return page.locator("tbody tr")


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


def asked(reader, part):
    return [url for url in reader.requests if part in url]


def test_without_scripts_the_map_page_is_read_filtered_turned_and_leads_to_a_report(scriptless):
    page = scriptless.page
    page.goto(f"{scriptless.address}/?niveau=communes")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Qui aide qui")
    if page.viewport_size == NARROW:
        page.locator(".plain-filters summary").click()
    page.get_by_label("Thème").select_option("Alimentation")
    page.get_by_role("button", name="Afficher").click()
    expect(page).to_have_url(re.compile(r"theme=alimentation.*niveau=communes"))
    expect(page.locator("caption")).to_contain_text("Thèmes : Alimentation")
    expect(rows(page)).to_have_count(50)
    if page.viewport_size != NARROW:
        page.get_by_role("link", name="Tableau", exact=True).click()
    first = rows(page).first.text_content()
    page.get_by_role("link", name="Page suivante").click()
    expect(page.locator(".pager")).to_contain_text("Page 2 sur")
    assert rows(page).first.text_content() != first
    page.locator("tbody th a").first.click()
    name = page.locator(".panel h2").text_content()
    page.locator(".panel").get_by_role("link", name=re.compile("Fiche|fiche")).first.click()
    expect(page).to_have_url(re.compile("/fiche/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_without_scripts_a_territory_is_searched_and_asked_about(scriptless):
    page = scriptless.page
    page.goto(f"{scriptless.address}/comparer?territoire=200071751")
    field = page.get_by_label("Ajouter une commune")
    field.fill("romans")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quel territoire\u202f?")
    page.get_by_role("link", name="CA Valence Romans Agglo").click()
    expect(page.locator(".compared-list li")).to_have_count(2)
    field.fill("suisse")
    field.press("Enter")
    expect(page.get_by_text("Suisse, hors du périmètre")).to_be_visible()
    page.get_by_role("link", name="Revenir à").click()
    expect(page.locator(".compared-list li")).to_have_count(2)


def test_without_scripts_tabs_and_old_anchors_lead_to_their_part_of_a_comparison(scriptless):
    page = scriptless.page
    page.goto(f"{scriptless.address}/comparer?territoire=200071751#par-theme")
    page.locator("#par-theme").get_by_role("link", name="Ouvrir cette partie").click()
    expect(page.locator("#par-theme tbody tr").first).to_be_visible()
    page.get_by_role("link", name="Synthèse", exact=True).click()
    expect(page.locator(".verdict").first).to_contain_text("pour 10\u202f000 habitants")
    page.get_by_role("link", name="Publics", exact=True).click()
    expect(page.locator("#par-public tbody tr").first).to_be_visible()
    expect(page.locator(".verdict").first).to_be_hidden()
    assert not scrolls_sideways(page)


def test_without_scripts_each_map_shows_another_territory(scriptless):
    page = scriptless.page
    page.goto(
        f"{scriptless.address}/comparer?territoire=200071751&territoire=200068781&onglet=cartes&vue=carte"
    )
    form = page.locator(".side-choice").nth(1)
    form.get_by_label("Sur la seconde carte").select_option("Région Rhône-Alpes")
    form.get_by_role("button", name="Afficher").click()
    expect(page).to_have_url(re.compile("droite=R82"))
    expect(page.locator(".map-pair h3").nth(1)).to_have_text("Région Rhône-Alpes")


def test_without_scripts_the_map_is_a_picture_with_the_sentence_as_its_text(scriptless):
    page = scriptless.page
    page.goto(f"{scriptless.address}/?vue=carte&theme=alimentation")
    picture = page.locator(".map-frame img")
    expect(picture).to_be_visible()
    assert page.locator(".map-sentence").text_content() == picture.get_attribute("alt")
    expect(page.locator(".map-coming")).to_be_hidden()
    assert not scrolls_sideways(page)


@pytest.mark.parametrize(
    "path",
    [
        "/zones-blanches?onglet=communes",
        "/comparer?territoire=200071751",
        "/donnees",
        "/sources",
    ],
)
def test_without_scripts_every_page_is_whole(scriptless, path):
    page = scriptless.page
    page.goto(scriptless.address + path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(rows(page).first).to_be_visible()
    expect(page.locator(".site-footer")).to_be_visible()
    assert not scrolls_sideways(page)


def test_while_scripts_do_not_come_the_page_is_accessible(reader):
    reader.page.route("**/*.js*", lambda route: route.abort())
    reader.expected_messages = ("Failed to load resource", "DashRenderer is not defined")
    for path in ("/", "/zones-blanches", "/comparer?territoire=200071751", "/sources"):
        reader.page.goto(reader.address + path)
        assert reader.violations() == []


def test_what_was_read_first_gives_its_place_in_one_step(reader):
    """The heading and the table are there at every moment, and stay where they are."""
    reader.page.add_init_script(
        """window.gone = 0; window.seen = new Set();
        const look = () => {
            const heading = [...document.querySelectorAll('h1')].filter((one) => one.checkVisibility(
                {visibilityProperty: true}));
            const rows = [...document.querySelectorAll('.listing tbody tr')];
            if (heading.length !== 1 || !rows.some((row) => row.checkVisibility({visibilityProperty: true})))
                window.gone += 1;
            else window.seen.add(Math.round(heading[0].getBoundingClientRect().top));
            requestAnimationFrame(look);
        };
        // What the server wrote has been read: a frame before that has nothing yet.
        document.addEventListener('DOMContentLoaded', () => requestAnimationFrame(look));"""
    )
    reader.opens("/?onglet=tableau")
    expect(reader.page.locator(".first-paint")).to_have_count(0)
    assert reader.page.evaluate("window.gone") == 0
    assert len(reader.page.evaluate("[...window.seen]")) == 1


def test_who_fills_the_plain_form_keeps_it_until_they_leave_it(reader):
    held = []
    reader.page.route("**/_dash-layout", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks it
    reader.page.goto(reader.address)
    theme = reader.page.get_by_label("Thème", exact=True)
    theme.focus()
    reader.page.wait_for_function("() => window.DashRenderer")
    for route in held:
        route.continue_()
    reader.page.locator("#react-entry-point #fiche h2").wait_for(state="attached")
    expect(theme).to_be_focused()
    theme.blur()
    expect(reader.page.locator(".first-paint")).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/zones-blanches", "/comparer"])
def test_what_is_searched_before_scripts_run_stays_and_is_found(reader, path):
    held = []
    reader.page.route("**/_dash-layout", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks it
    reader.page.goto(reader.address + path)
    field = reader.page.locator(".territory-search input[type=text]")
    field.press_sequentially("desai")
    for route in held:
        route.continue_()
    expect(reader.page.locator(".first-paint")).to_have_count(0)
    expect(field).to_be_focused()
    expect(field).to_have_value("desai")
    field.press_sequentially("gnes")
    field.press("Enter")
    expect(reader.page).to_have_url(f"{reader.address}{path}?territoire=07079")


@pytest.mark.parametrize("path", ["/donnees", "/sources"])
def test_a_page_without_map_does_not_ask_for_the_library_of_maps(reader, path):
    reader.opens(path)
    expect(reader.page.locator(".first-paint")).to_have_count(0)
    reader.page.wait_for_load_state("networkidle")
    assert asked(reader, LIBRARY) == []


@pytest.mark.parametrize("path", ["/", "/zones-blanches"])
def test_a_phone_asks_for_the_library_once_the_map_tab_is_opened(map_phone_reader, path):
    page = map_phone_reader.page
    page.goto(map_phone_reader.address + path)
    expect(page.locator(".first-paint")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    assert asked(map_phone_reader, LIBRARY) == []
    page.locator(".view-tabs").get_by_text("Carte", exact=True).click()
    map_phone_reader.sees_map_drawn()
    assert len(asked(map_phone_reader, LIBRARY)) == 1


def test_a_library_that_did_not_come_is_asked_for_again(map_reader):
    page = map_reader.page
    map_reader.expected_messages = ("Failed to load resource",)
    page.route(f"**/*{LIBRARY}*", lambda route: route.abort())
    page.goto(map_reader.address)
    expect(page.locator(".first-paint")).to_have_count(0)
    expect(page.locator("#fiche h2")).to_be_visible()
    page.unroute(f"**/*{LIBRARY}*")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    map_reader.sees_map_drawn()
