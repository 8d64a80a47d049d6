"""Pages show a map first: what it takes of the screen, by hand, by keyboard, on paper."""

import re

import pytest
from playwright.sync_api import expect

FRAME = """() => {
    const { x, y, width, height } = document.querySelector('.map-frame').getBoundingClientRect();
    const card = document.querySelector('.map-card').getBoundingClientRect();
    const map = document.querySelector('#carte .js-plotly-plot')._fullLayout.map._subplot.map;
    const [southWest, northEast] = [[3.69, 44.12], [7.19, 46.52]].map((place) => map.project(place));
    return {
        share: width * height / (innerWidth * innerHeight),
        left: x, bottom: y + height, width, height, cardRight: card.right,
        west: southWest.x, south: southWest.y, east: northEast.x, north: northEast.y,
    };
}"""
"""The frame of the map, and where on it the region lies."""
READS = """() => {
    const copy = document.querySelector('.map-printed');
    if (!copy) return null;
    const { data } = copy.getContext('2d').getImageData(0, 0, copy.width, copy.height);
    const colours = new Set();
    for (let i = 0; i < data.length; i += 4 * 997) colours.add(data.slice(i, i + 3).join());
    return [copy.width > 400, colours.size];
}"""


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_the_map_takes_most_of_the_window_with_the_whole_region_beside_its_legend(
    map_reader, width, height
):
    page = map_reader.page
    page.set_viewport_size({"width": width, "height": height})
    map_reader.opens()
    shown = page.evaluate(FRAME)
    assert shown["share"] >= 0.55
    assert shown["bottom"] <= height
    # The whole region is in the frame, and nothing stands on it.
    assert shown["cardRight"] <= shown["west"] < shown["east"] <= shown["width"]
    assert 0 <= shown["north"] < shown["south"] <= shown["height"]
    assert page.locator(".site-header").bounding_box()["height"] == 48
    assert map_reader.violations() == []


def test_buttons_zoom_and_show_the_whole_region_again(map_reader):
    map_reader.opens("/?territoire=200016905")
    page = map_reader.page
    shown = page.evaluate(FRAME)
    assert shown["west"] < 0
    page.get_by_role("button", name="Vue d’ensemble").click()
    page.wait_for_function(f"() => ({FRAME})().west >= 0 && ({FRAME})().north >= 0")
    before = page.evaluate(FRAME)
    page.get_by_role("button", name="Zoomer", exact=True).click()
    page.wait_for_function(
        f"(before) => ({FRAME})().east - ({FRAME})().west > 1.5 * before",
        arg=before["east"] - before["west"],
    )


def test_the_wheel_scrolls_the_page_over_the_map_and_says_how_to_zoom(map_reader):
    map_reader.opens()
    page = map_reader.page
    before = page.evaluate(FRAME)
    page.mouse.move(*map_reader.point_on_map(5.4, 45.4))
    page.mouse.wheel(0, 300)
    page.wait_for_function("() => window.scrollY > 0")
    expect(page.locator(".maplibregl-cooperative-gesture-screen")).to_contain_text(
        "Ctrl + molette pour zoomer"
    )
    after = page.evaluate(FRAME)
    assert after["east"] - after["west"] == pytest.approx(before["east"] - before["west"], abs=1)


def test_the_drawer_counts_what_is_set_in_it_and_gives_way_to_escape(reader):
    reader.opens()
    page = reader.page
    drawer = page.locator(".more > summary")
    drawer.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Publics")).to_be_visible()
    page.get_by_label("Implantées seulement").check()
    expect(page).to_have_url(f"{reader.address}/?compte=implantees")
    expect(page.locator(".set-count")).to_have_text("1")
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox", name="Publics")).to_be_hidden()
    expect(drawer).to_be_focused()


def test_the_tabs_follow_the_address_back_and_forward_and_work_by_keyboard(reader):
    reader.opens()
    page = reader.page
    table = page.get_by_role("link", name="Tableau", exact=True)
    table.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{reader.address}/?onglet=tableau")
    expect(table).to_have_attribute("aria-current", "true")
    expect(page.locator("#tableau")).to_be_visible()
    expect(page.locator("#fiche")).to_be_hidden()
    page.go_back()
    expect(page.locator("#fiche")).to_be_visible()
    expect(page.locator("#tableau")).to_be_hidden()
    expect(table).not_to_have_attribute("aria-current", "true")


def test_on_a_tablet_a_sheet_stands_over_the_foot_of_the_map_at_three_heights(map_reader):
    page = map_reader.page
    page.set_viewport_size({"width": 820, "height": 1180})
    map_reader.opens()
    frame, sheet = page.locator(".map-frame"), page.locator(".aside")
    assert frame.bounding_box()["width"] == 820
    assert frame.bounding_box()["height"] == 640
    heights = [sheet.bounding_box()["height"]]
    for name in ("Agrandir le volet", "Réduire le volet", "Réduire le volet"):
        page.get_by_role("button", name=name).click()
        heights.append(sheet.bounding_box()["height"])
    middle, high, again, low = heights
    assert low < 150 < middle == again < high
    assert high > 1000
    expect(page.get_by_role("button", name="Réduire le volet")).to_have_attribute(
        "aria-disabled", "true"
    )
    assert map_reader.violations() == []


def test_paper_shows_the_map_its_legend_and_the_table_and_no_filter(map_reader):
    map_reader.opens()
    page = map_reader.page
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    large, colours = page.evaluate(READS)
    assert large
    assert colours >= 6
    page.emulate_media(media="print")
    for part in ("#titre-carte", "#legende", "#tableau tbody tr", ".map-printed", "#phrase-carte"):
        expect(page.locator(part).first).to_be_visible()
    for part in (".toolbar", ".tabs", ".map-buttons", "#carte"):
        expect(page.locator(part).first).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".map-printed")).to_have_count(0)


def test_what_is_not_known_opens_from_the_line_that_says_what_the_page_rests_on(reader):
    reader.opens()
    page = reader.page
    page.get_by_text("Ce qui n’est pas connu").click()
    expect(page.get_by_text("pas une zone sans besoin ni sans aide")).to_be_visible()
    page.get_by_role("link", name=re.compile("En savoir plus")).click()
    expect(page).to_have_url(f"{reader.address}/sources#inconnu")
