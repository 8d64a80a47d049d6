"""« Comparer » for everyone: axe-core, phone, keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_access import scrolls_sideways
from tests.browser.test_comparison_page import BOURG, TWO, key, opens
from tests.browser.test_nearby_access import too_small

TABS = ("synthese", "themes", "publics", "temps", "cartes", "ecrits", "emporter")
STATES = {
    "nothing chosen": "",
    "five EPCI, a theme and a year": f"{TWO}&territoire=200040715&territoire=200046977"
    "&territoire=200069110&theme=alimentation&annee=2023",
    "words that mean nothing": "?territoire=01053&territoire=999999999&theme=rien&entre=2030&cartes=x",
    **{f"tab {tab}": f"{TWO}&onglet={tab}" for tab in TABS},
}


@pytest.mark.parametrize("query", STATES.values(), ids=STATES.keys())
def test_axe_finds_nothing_serious(next_day, query):
    page = opens(next_day, query)
    for summary in page.locator(".comparison summary").all():
        if summary.is_visible():
            summary.click()
    assert next_day.violations() == []


def test_on_a_phone_targets_are_large_enough_and_nothing_scrolls_sideways(phone_next_day):
    page = opens(phone_next_day, TWO)
    page.locator("#filtres > summary").click()
    own = (
        "#filtres input, .site-controls input, .view-tabs label, summary, .tabs a, .play button,"
        " .chosen-row a, .peers a, .downloads a, .site-header a, .site-footer a"
    )
    assert too_small(page, own) == []
    assert not scrolls_sideways(page)


def test_on_a_phone_the_maps_are_the_second_tab(phone_next_day):
    page = opens(phone_next_day, TWO)
    expect(page.locator("#cartes")).to_be_hidden()
    expect(page.locator("#chiffres-cles")).to_be_visible()
    page.locator(".view-tabs").get_by_text("Carte").click()
    expect(page.locator("#cartes")).to_be_visible()
    expect(page.locator("#chiffres-cles")).to_be_hidden()
    assert not scrolls_sideways(page)


def test_the_keyboard_adds_a_territory_and_lands_on_those_compared(next_day):
    page = opens(next_day, f"?territoire={BOURG}")
    box = page.get_by_role("combobox", name="Ajouter une commune")
    box.focus()
    page.keyboard.type("valence romans")
    expect(page.get_by_role("option", name="CA Valence Romans Agglo")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"territoire=200068781$"))
    expect(page.locator("#comparison-choisis")).to_be_focused()
    expect(box).to_have_value("")
    expect(key(page, "Initiatives recensées", 1)).to_have_text("14")


def test_the_slider_is_moved_by_the_keyboard_to_one_year(next_day):
    page = opens(next_day, TWO)
    slider = page.locator("#comparison-annee [role=slider]")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"annee=2025$"))
    expect(page.locator("#comparison-annee-texte")).to_have_text("2025")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#comparison-annee-texte")).to_have_text("Toutes les années")


@pytest.mark.parametrize("tab", TABS)
def test_on_a_phone_no_tab_scrolls_sideways(phone_next_day, tab):
    page = opens(phone_next_day, f"{TWO}&territoire=200040715&territoire=200046977&onglet={tab}")
    expect(page.locator(".tabs [aria-current]")).to_be_visible()
    assert not scrolls_sideways(page)


def test_on_a_phone_the_two_years_stand_above_what_changed_and_above_the_maps(phone_next_day):
    page = opens(phone_next_day, f"?territoire={BOURG}&onglet=temps")
    expect(page.locator("#entre-deux-annees")).to_be_visible()
    page.locator(".view-tabs").get_by_text("Carte").click()
    expect(page.locator("#changements")).to_be_hidden()
    expect(page.locator("#entre-deux-annees")).to_be_hidden()
    page.get_by_role("radio", name="Deux années").check()
    expect(page.locator("#entre-deux-annees")).to_be_visible()


def test_tabs_are_reached_and_opened_by_the_keyboard(next_day):
    page = opens(next_day, TWO)
    page.get_by_role("link", name="Thèmes", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#par-theme")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Publics", exact=True)).to_be_focused()
