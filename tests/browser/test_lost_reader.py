"""Whoever follows an address that leads nowhere, or to what is elsewhere today."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "phone"])
def lost(request, reader):
    reader.page.set_viewport_size(request.param)
    return reader


def test_an_unknown_address_shows_the_page_that_says_so(lost):
    lost.expected_messages = ("404",)  # what Chromium tells of the page itself
    answer = lost.page.goto(f"{lost.address}/nimporte")
    assert answer.status == 404
    expect(lost.page).to_have_title("Page introuvable · Carte de la solidarité en Rhône-Alpes")
    expect(lost.page.get_by_role("heading", level=1)).to_have_text("Cette page n’existe pas")
    assert lost.violations() == []
    lost.page.get_by_role("link", name="Aller à la carte").click()
    expect(lost.page).to_have_url(f"{lost.address}/")
    expect(lost.page.get_by_role("heading", level=1)).to_contain_text("Qui aide qui")


def test_the_page_of_an_unknown_address_needs_no_script(blind_browser, server):
    context = blind_browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.address}/nimporte")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cette page n’existe pas")
    expect(page.get_by_role("link", name="Aller à la carte")).to_be_visible()
    context.close()


def test_a_former_commune_shows_the_sheet_of_today(lost):
    answer = lost.page.goto(f"{lost.address}/fiche/74011")
    assert answer.status == 200
    expect(lost.page).to_have_url(f"{lost.address}/fiche/74010?ancien-code=74011")
    expect(lost.page.get_by_text("l’ancienne commune Annecy-le-Vieux (74011)")).to_be_visible()
    wider = lost.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wider
    assert lost.violations() == []
