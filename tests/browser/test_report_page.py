"""The sheet of a territory, its PDF and its passports, in a real browser without any script."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_access import scrolls_sideways
from tests.browser.test_nearby_access import ONE_A4_PAGE

BOURG, NOTHING, AIN = "200071751", "07001", "D01"
PASSPORTS = (
    f"/fiche/{BOURG}/chiffre/taux?theme=alimentation",
    f"/fiche/{BOURG}/chiffre/part",
    f"/fiche/{BOURG}/chiffre/nombre?repere=strate",
)


def test_the_panel_of_the_map_leads_to_the_sheet_and_the_sheet_to_what_a_number_is_made_of(reader):
    reader.opens(f"/?territoire={BOURG}&theme=alimentation")
    page = reader.page
    page.get_by_role("link", name="Fiche du territoire").click()
    expect(page).to_have_url(f"{reader.address}/fiche/{BOURG}?theme=alimentation")
    row = page.get_by_role("row").filter(has_text="Initiatives recensées")
    expect(row.get_by_role("link").first).to_have_text("3")
    row.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("CA du Bassin de Bourg-en-Bresse")
    expect(page.locator("tbody tr")).to_have_count(3)
    page.get_by_role("link", name="Fiche : CA du Bassin de Bourg-en-Bresse").click()
    expect(page).to_have_url(f"{reader.address}/fiche/{BOURG}?theme=alimentation")


@pytest.mark.parametrize("path", [f"/fiche/{code}" for code in (BOURG, NOTHING, AIN)])
def test_a_sheet_is_read_by_everyone_and_printed(next_day, path):
    page = next_day.page
    page.goto(next_day.address + path)
    expect(page.locator("script")).to_have_count(0)
    expect(page.get_by_role("img").first).to_be_visible()
    assert next_day.violations() == []
    assert len(ONE_A4_PAGE.findall(page.pdf(format="A4"))) >= 2
    page.set_viewport_size({"width": 360, "height": 740})
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("path", PASSPORTS)
def test_a_passport_is_read_by_everyone(next_day, path):
    page = next_day.page
    page.goto(next_day.address + path)
    expect(page.locator("tbody tr").first).to_be_visible()
    assert next_day.violations() == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert not scrolls_sideways(page)


def test_a_sheet_is_kept_as_pdf_under_a_name_that_says_what_and_when(next_day):
    page = next_day.page
    page.goto(f"{next_day.address}/fiche/{BOURG}")
    with page.expect_download() as kept:
        page.get_by_role("link", name="PDF").click()
    assert kept.value.suggested_filename == (
        "fiche_ca-du-bassin-de-bourg-en-bresse_200071751_20261125.pdf"
    )
    assert kept.value.path().read_bytes().startswith(b"%PDF-1.7")
