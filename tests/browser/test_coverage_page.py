"""What an official does on « Zones blanches », driven in a real browser, on the hand-written catalogue."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_access import scrolls_sideways, tabs_to

BOURG = "200071751"
HARD = "?rayon=20&theme=mobilite&lieux=10"
"""New places whose best choice takes long to prove."""


def opens(reader, query=""):
    reader.page.goto(f"{reader.address}/zones-blanches{query}")
    for part in ("#coverage-tableau tbody tr", "#coverage-equite > *", "#coverage-fiche h2"):
        expect(reader.page.locator(part).first).to_be_attached()
    return reader.page


def is_at(reader, query):
    expect(reader.page).to_have_url(f"{reader.address}/zones-blanches{query}")


def panel(page):
    return page.locator("#coverage-fiche")


def rows(page):
    return page.locator("#coverage-tableau tbody tr")


def places(page):
    return page.locator("#coverage-nouveaux-lieux tbody tr")


def test_the_definition_says_its_threshold_and_filters_follow_the_address(next_day):
    page = opens(next_day)
    definition = page.locator("#coverage-definition")
    expect(definition).to_contain_text("à plus de 10\u202fkm à vol d’oiseau de tout lieu retenu")
    page.get_by_role("radio", name="20\u202fkm").check()
    is_at(next_day, "?rayon=20")
    expect(definition).to_contain_text("à plus de 20\u202fkm")
    next_day.chooses("Thèmes", "Alimentation")
    is_at(next_day, "?rayon=20&theme=alimentation")
    expect(page.locator("#coverage-tableau caption")).to_contain_text("Thèmes : Alimentation")
    told = panel(page).inner_text()
    assert "Nos sources ne permettent pas de répondre" in told
    page.go_back()
    is_at(next_day, "?rayon=20")
    expect(panel(page)).not_to_have_text(told, use_inner_text=True)
    page.go_forward()
    expect(panel(page)).to_have_text(told, use_inner_text=True)
    page.reload()
    expect(panel(page)).to_have_text(told, use_inner_text=True)
    expect(page.get_by_role("radio", name="20\u202fkm")).to_be_checked()


def test_a_commune_says_why_it_is_not_covered_and_leads_to_who_can_help(next_day):
    page = opens(next_day)
    expect(rows(page).first).to_contain_text("Saint-Étienne")
    rows(page).first.get_by_role("link", name="Saint-Étienne", exact=True).click()
    is_at(next_day, "?territoire=42218")
    expect(panel(page).locator("h2")).to_have_text("Saint-Étienne")
    expect(panel(page)).to_contain_text("Le lieu le plus proche : « Relais du bénévolat")
    expect(panel(page)).to_contain_text(
        "Une absence dans nos données n’est pas une absence de service"
    )
    help_ = panel(page).get_by_role("link", name="Qui appeler, près de cette commune ?")
    expect(help_).to_have_attribute("href", "/pres-de-chez-vous?territoire=42218")


def test_an_epci_found_by_search_narrows_the_table_and_has_a_sheet(next_day):
    page = opens(next_day)
    page.get_by_role("combobox", name="Chercher une commune").fill("bourg en bresse")
    page.get_by_role("option", name="CA du Bassin de Bourg-en-Bresse").click()
    is_at(next_day, f"?territoire={BOURG}")
    expect(panel(page).locator("h2")).to_have_text("CA du Bassin de Bourg-en-Bresse")
    expect(panel(page)).to_contain_text("Nos sources ne permettent pas de répondre")
    expect(page.locator("#coverage-tableau .pager")).to_contain_text("Page 1 sur 2")
    panel(page).get_by_role("link", name="Fiche à imprimer (A4)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Zones blanches : CA du Bassin de Bourg-en-Bresse"
    )
    expect(page.get_by_role("img", name="Carte de la CA du Bassin").first).to_be_visible()
    expect(page.get_by_role("link", name="Cette fiche en PDF (A4)")).to_have_attribute(
        "href", f"/zones-blanches/fiche/{BOURG}.pdf"
    )
    assert next_day.violations() == []


def test_the_table_is_sorted_and_turned_by_level_and_by_page(next_day):
    page = opens(next_day)
    page.get_by_role("link", name="Lieu le plus proche").click()
    is_at(next_day, "?tri=-distance")
    expect(page.locator('#coverage-tableau th[aria-sort="descending"]')).to_contain_text("Lieu")
    page.get_by_role("link", name="Page suivante").click()
    expect(page.locator("#coverage-tableau .pager")).to_contain_text("Page 2 sur 55")
    next_day.chooses("Afficher par", "Départements")
    expect(rows(page)).to_have_count(8)
    expect(page.locator("#coverage-tableau tfoot")).to_contain_text("Région Rhône-Alpes")


def test_an_excluded_commune_takes_no_new_place_until_readmitted(next_day):
    page = opens(next_day)
    expect(places(page)).to_have_count(3)
    first = places(page).first.locator("th").inner_text()
    places(page).first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"\?exclure=\d{5}$"))
    expect(places(page).first.locator("th")).not_to_have_text(first)
    page.get_by_role("link", name=f"Réadmettre {first}").click()
    is_at(next_day, "")
    expect(places(page).first.locator("th")).to_have_text(first)
    next_day.chooses("Nombre de nouveaux lieux", "1")
    is_at(next_day, "?lieux=1")
    expect(places(page)).to_have_count(1)


def test_the_best_choice_is_computed_in_the_background_and_told_proven(next_day):
    page = opens(next_day, "?lieux=2")
    page.get_by_role("button", name="Calculer l’optimum").click()
    is_at(next_day, "?lieux=2&optimum=oui")
    expect(page.locator("#coverage-optimum")).to_contain_text("Choix optimal, prouvé")
    expect(page.locator("#coverage-etat")).to_have_text("Calcul terminé.")
    page.reload()
    expect(page.locator("#coverage-optimum")).to_contain_text("Choix optimal, prouvé")
    page.get_by_role("radio", name="5\u202fkm", exact=True).check()
    is_at(next_day, "?rayon=5&lieux=2")
    expect(page.locator("#coverage-optimum")).to_be_empty()


def test_a_long_computation_can_be_stopped(next_day):
    page = opens(next_day, HARD)
    page.get_by_role("button", name="Calculer l’optimum").click()
    expect(page.locator("#coverage-avancement")).to_contain_text("Calcul en cours")
    page.get_by_role("button", name="Arrêter le calcul").click()
    expect(page.locator("#coverage-etat")).to_have_text("Calcul arrêté.")
    expect(page).not_to_have_url(re.compile("optimum"))
    expect(page.get_by_role("button", name="Arrêter le calcul")).to_be_hidden()


def test_without_any_record_the_filters_are_named_and_can_be_removed(next_day):
    page = opens(next_day, "?theme=sante&public=seniors")
    answer = page.locator("#coverage-message")
    expect(answer).to_contain_text("Aucune initiative recensée ne correspond à ces filtres")
    answer.get_by_role("link", name="Retirer « Thème : Santé et prévention »").click()
    is_at(next_day, "?public=seniors")


@pytest.mark.parametrize(
    "query", ["", f"?territoire={BOURG}&niveau=epci", "?theme=sante&public=seniors&fragile=oui"]
)
def test_axe_finds_nothing_serious(next_day, query):
    opens(next_day, query)
    assert next_day.violations() == []


def test_on_a_phone_nothing_scrolls_sideways_and_the_map_is_the_second_tab(map_phone_neighbour):
    page = opens(map_phone_neighbour)
    assert not scrolls_sideways(page)
    assert map_phone_neighbour.violations() == []
    expect(page.locator("#coverage-carte")).to_be_hidden()
    page.get_by_text("Carte", exact=True).last.click()
    expect(page.locator("#coverage-carte")).to_be_visible()


def test_the_keyboard_reaches_what_new_places_offer_and_keeps_its_place(next_day):
    page = opens(next_day)
    link = places(page).first.get_by_role("link")
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?exclure=\d{5}$"))
    expect(page.locator("#coverage-nouveaux-lieux :focus")).to_have_count(1)
    tabs_to(page, page.get_by_role("button", name="Calculer l’optimum"), most=5)
    page.keyboard.press("Enter")
    expect(page.locator("#coverage-optimum")).to_contain_text("L’optimum")


def test_a_click_on_the_map_opens_a_commune_and_new_places_are_drawn(map_neighbour):
    page = opens(map_neighbour)
    map_neighbour.sees_map_drawn()
    drawn = page.evaluate(
        "() => document.querySelector('#coverage-carte .js-plotly-plot')._fullData[4].lon.length"
    )
    assert drawn == 3
    map_neighbour.clicks_map(4.8357, 45.7600)
    expect(panel(page).locator("h2")).to_have_text("Lyon")
