"""Looks that the reader's system decides: a dark theme, forced colours, large text, wide spacing."""

import pytest
from playwright.sync_api import expect

from dashboard.components.shared.links import PRINTED_LIST_PATH
from tests.browser.conftest import NARROW, WIDE, leaves_no_trace, reader_at

PLACES = "lieu=Lamastre&besoin=CAF"
PAGES = {
    "map": "/?territoire=07129&indicateur=part",
    "nearby": f"/pres-de-chez-vous?{PLACES}",
    "nearby, nothing asked": "/pres-de-chez-vous",
    "gaps": "/zones-blanches",
    "comparison": "/comparer?territoire=200071751",
    "data": "/donnees",
    "sources": "/sources",
    "report": "/fiche/200071751",
    "printed list": f"{PRINTED_LIST_PATH}?{PLACES}",
}
NAMES = (
    "#fiche h2, .listing tbody th a, .records a, .answer-head h2, .card .name, .card .what, "
    ".compared-list a, .side-table th, .printed :is(h1, h2, h3, strong), .printed tbody th a"
)
"""Where pages write what a source or a territory is called."""
AS_WRITTEN = "html {}"
LARGE_TEXT = "html { font-size: 200% !important; }"
WIDE_SPACING = """
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-bottom: 2em !important; }"""
LONG_NAME = "Association" * 8
A4 = {"width": 680, "height": 1009}
"""What margins leave of a sheet, in pixels of paper."""
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())


def opened(context, server, path):
    """Open a page until what scripts draw has taken the place of what was read first."""
    reader = reader_at(context.new_page(), server)
    reader.page.goto(reader.address + path)
    expect(reader.page.get_by_role("heading", level=1)).to_be_attached()
    expect(reader.page.locator(".first-paint")).to_have_count(0)
    return reader


def closes(reader):
    leaves_no_trace(reader)
    reader.page.close()


def width_beyond(page):
    """How far the page goes beyond the screen; a phone's browser would only zoom out."""
    return page.evaluate("document.documentElement.scrollWidth") - page.viewport_size["width"]


def colour_of(page, selector, name="background-color", pseudo=""):
    return page.locator(selector).first.evaluate(
        "(element, [name, pseudo]) => getComputedStyle(element, pseudo).getPropertyValue(name)",
        [name, pseudo],
    )


@pytest.fixture(scope="module")
def dark_context(blind_browser):
    context = blind_browser.new_context(viewport=WIDE, color_scheme="dark")
    yield context
    context.close()


@pytest.fixture(scope="module")
def forced_context(blind_browser):
    context = blind_browser.new_context(viewport=WIDE, color_scheme="dark", forced_colors="active")
    yield context
    context.close()


@pytest.fixture(scope="module")
def small_context(blind_browser):
    context = blind_browser.new_context(viewport=NARROW, has_touch=True)
    yield context
    context.close()


@every_page
def test_in_the_dark_everything_is_readable_and_paper_stays_light(
    dark_context, tuesday_server, path
):
    reader = opened(dark_context, tuesday_server, path)
    assert colour_of(reader.page, "body") in {"rgb(18, 25, 30)", "rgb(27, 36, 43)"}
    assert reader.violations() == []
    reader.page.emulate_media(media="print")
    assert colour_of(reader.page, "h1", "color") in {"rgb(31, 41, 51)", "rgb(0, 0, 0)"}
    assert colour_of(reader.page, "body") in {"rgb(245, 247, 248)", "rgb(255, 255, 255)"}
    closes(reader)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/zones-blanches?niveau=communes",
        "/comparer?territoire=200071751&territoire=200041465&territoire=200040715",
        "/donnees",
    ],
)
def test_on_paper_no_table_is_cut_and_its_total_stands_once(warm_context, tuesday_server, path):
    reader = opened(warm_context, tuesday_server, path)
    page = reader.page
    expect(page.locator("main table").first).to_be_attached()
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    cut = page.locator(".table-scroll").evaluate_all(
        "tables => tables.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.ariaLabel)"
    )
    assert cut == []
    feet = page.locator("tfoot").evaluate_all(
        "feet => feet.map((foot) => getComputedStyle(foot).display)"
    )
    assert set(feet) <= {"table-row-group"}
    closes(reader)


def test_the_controls_turn_dark_with_the_page_and_back(dark_context, tuesday_server):
    reader = opened(dark_context, tuesday_server, "/sources")
    page = reader.page
    scheme = page.locator("html")
    expect(scheme).to_have_attribute("data-mantine-color-scheme", "dark")
    page.emulate_media(color_scheme="light")
    expect(scheme).to_have_attribute("data-mantine-color-scheme", "light")
    assert colour_of(page, "body") == "rgb(245, 247, 248)"
    closes(reader)


def test_before_scripts_the_page_is_dark_already(dark_context, tuesday_server):
    reader = reader_at(dark_context.new_page(), tuesday_server)
    reader.expected_messages = ("Failed to load resource", "DashRenderer is not defined")
    reader.page.route("**/*.js*", lambda route: route.abort())
    reader.page.goto(reader.address)
    assert reader.page.locator("meta[name=color-scheme]").get_attribute("content") == "light dark"
    assert colour_of(reader.page, "h1", "color") == "rgb(230, 235, 238)"
    assert reader.violations() == []
    closes(reader)


@pytest.mark.parametrize("path", ["/zones-blanches", "/fiche/200071751"])
def test_in_forced_colours_swatches_keep_their_own(forced_context, tuesday_server, path):
    reader = opened(forced_context, tuesday_server, path)
    swatches = reader.page.locator(".swatch[style]:not(.swatch-outline, .swatch-ring)")
    expect(swatches.first).to_be_visible()
    told, drawn = swatches.evaluate_all(
        """(swatches) => [
            swatches.map((swatch) => swatch.style.backgroundColor),
            swatches.map((swatch) => getComputedStyle(swatch).backgroundColor),
        ]"""
    )
    assert drawn == told
    assert len(set(drawn)) > 2
    closes(reader)


def test_in_forced_colours_what_is_chosen_is_told_apart(forced_context, tuesday_server):
    reader = opened(forced_context, tuesday_server, "/")
    page = reader.page
    radios = ".mantine-Radio-radio"
    assert colour_of(page, f"{radios}:checked") != colour_of(page, f"{radios}:not(:checked)")
    current = ".site-header nav a"
    assert colour_of(page, f"{current}[aria-current]", "border-bottom-width") == "4px"
    assert colour_of(page, f"{current}:not([aria-current])", "border-bottom-width") == "0px"
    assert colour_of(page, ".tabs a[aria-current]", "border-bottom-width") == "4px"
    assert colour_of(page, ".bar") != colour_of(page, ".bar-track")
    closes(reader)


def test_in_forced_colours_the_buttons_of_the_map_keep_their_signs(forced_context, tuesday_server):
    reader = opened(forced_context, tuesday_server, "/")
    sign = colour_of(reader.page, ".map-button", pseudo="::before")
    assert sign != colour_of(reader.page, ".map-button")
    closes(reader)


def test_in_forced_colours_the_suggestion_reached_is_told_apart(forced_context, tuesday_server):
    reader = opened(forced_context, tuesday_server, "/pres-de-chez-vous")
    page = reader.page
    page.get_by_role("combobox", name="Où").press_sequentially("saint")
    expect(page.get_by_role("option").nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    chosen, other = (f'.suggestions [aria-selected="{state}"]' for state in ("true", "false"))
    expect(page.locator(chosen)).to_have_count(1)
    assert colour_of(page, chosen) != colour_of(page, other)
    closes(reader)


@every_page
def test_large_text_wide_spacing_and_long_names_do_not_scroll_a_small_screen(
    small_context, tuesday_server, path
):
    reader = opened(small_context, tuesday_server, path)
    page = reader.page
    page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
    beyond = {}
    for style in (AS_WRITTEN, LARGE_TEXT, WIDE_SPACING):
        added = page.add_style_tag(content=style)
        beyond[style] = width_beyond(page)
        added.evaluate("(element) => element.remove()")
    page.locator(NAMES).evaluate_all(
        "(named, name) => named.forEach((element) => { element.textContent = name; })", LONG_NAME
    )
    beyond[LONG_NAME] = width_beyond(page)
    assert {cause: width for cause, width in beyond.items() if width > 0} == {}
    closes(reader)
