"""« Zones blanches » for everyone: axe-core, phone, keyboard, paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_access import scrolls_sideways
from tests.browser.test_coverage_page import (
    BOURG,
    TEN,
    compute,
    is_at,
    is_busy_once,
    opens,
    panel,
    places,
    strip,
)
from tests.browser.test_nearby_access import ONE_A4_PAGE, too_small

GAP = "?territoire=01354"
"""A commune in a gap, Saint-Genis-Pouilly; the new places are those of its EPCI."""
SITES = "&onglet=ou-ouvrir"
STATES = {
    "a commune and the best choice": f"{GAP}&lieux=1&optimum=oui{SITES}",
    "a need that is not known": "?indicateur=besoin&niveau=departements&fragile=oui",
    "villages and towns": "?theme=numerique&onglet=villages-et-villes",
    "the communes alone": "?niveau=communes&onglet=communes-large",
    "words that mean nothing": "?theme=numerique&annee=1950&territoire=75056&niveau=constructor&page=9e99",
}


@pytest.mark.parametrize("query", STATES.values(), ids=STATES.keys())
def test_axe_finds_nothing_serious(informed, query):
    page = opens(informed, query)
    if "optimum" in query:
        expect(page.locator("#coverage-optimum tbody tr")).to_have_count(1)
    assert informed.violations() == []


def test_the_sheet_of_an_epci_is_printed_on_a4_without_scripts(next_day):
    page = next_day.page
    page.goto(f"{next_day.address}/zones-blanches/fiche/{BOURG}?rayon=5&theme=mobilite")
    expect(page.locator("script")).to_have_count(0)
    expect(page.get_by_role("img", name="Carte de la CA du Bassin").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Fiche du 25 novembre 2026")
    back = page.get_by_role("link", name="Revenir à la page")
    expect(back).to_have_attribute(
        "href", f"/zones-blanches?rayon=5&theme=mobilite&territoire={BOURG}"
    )
    page.emulate_media(media="print")
    expect(back).to_be_hidden()
    assert len(ONE_A4_PAGE.findall(page.pdf(format="A4"))) >= 1
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(media="screen")
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("tab", ["", SITES, "&onglet=communes"])
def test_on_a_phone_targets_are_large_enough_and_nothing_scrolls_sideways(phone_informed, tab):
    page = opens(phone_informed, f"{GAP}&exclure=01354{tab}")
    if tab == SITES:
        expect(places(page).first).to_be_visible()
    page.locator("#filtres > summary").click()
    page.locator(".more > summary").click()
    own = (
        "#filtres input, .site-controls input, .view-tabs label, summary, .tabs a, .chips a, .buttons button,"
        " .answer-ways a, .answer-ways button, .panel .quiet-button, .sites a, .removals a, .pager a,"
        " .site-header a, .site-footer a"
    )
    assert too_small(page, own) == []
    assert not scrolls_sideways(page)


def test_on_a_phone_the_tabs_lead_to_what_is_shown(phone_informed):
    page = opens(phone_informed)
    expect(page.locator("#equite")).to_be_hidden()
    phone_informed.opens_tab("Villages et villes")
    is_at(phone_informed, "?onglet=villages-et-villes")
    expect(page.locator("#equite")).to_be_in_viewport()
    expect(panel(page)).to_be_hidden()
    opens(phone_informed, "?vue=carte")
    expect(page.get_by_role("link", name="Villages et villes")).to_be_hidden()


def test_the_keyboard_computes_and_excludes_without_losing_its_place(informed):
    is_busy_once(informed)
    with informed.page.expect_response("**/zones-blanches/optimum"):
        page = opens(informed, f"{GAP}&lieux=2{SITES}")
    compute(page).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#coverage-etat")).to_have_text("Calcul terminé.")
    expect(compute(page)).to_be_focused()
    page.locator("#coverage-optimum tbody a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"&lieux=2&exclure=\d{{5}}{SITES}$"))
    expect(page.locator("#nouveaux-lieux").locator(":focus")).to_have_count(1)


def test_the_keyboard_stops_a_computation_and_keeps_its_place(patient):
    page = opens(patient, f"{TEN}&optimum=oui{SITES}")
    stop = page.get_by_role("button", name="Arrêter le calcul")
    stop.focus()
    page.keyboard.press("Enter")
    expect(stop).to_be_hidden()
    is_at(patient, f"{TEN}{SITES}")
    expect(page.locator("#nouveaux-lieux").locator(":focus")).to_have_count(1)


def test_a_chosen_epci_is_what_every_part_tells(informed):
    """Answer, panel, count, caption and files are about the same territory and the same filters."""
    page = opens(informed, f"?rayon=5&theme=numerique&territoire={BOURG}")
    name = "CA du Bassin de Bourg-en-Bresse"
    expect(panel(page).locator("h2")).to_have_text(name)
    expect(strip(page)).to_contain_text(f"de la {name}")
    expect(page.locator("#coverage-nombre")).to_contain_text(f"{name} : 0 commune")
    informed.opens_tab("Communes")
    expect(page.locator("#coverage-tableau caption")).to_contain_text(name)
    expect(page.get_by_role("link", name="Télécharger en CSV")).to_have_attribute(
        "href", re.compile(rf"rayon=5&theme=numerique&territoire={BOURG}")
    )
