"""What an official does on « Zones blanches », driven in a real browser.

The hand-written catalogue alone is too little to tell of gaps; the services shipped beside it are enough.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.figures.interactive.coverage_map import SITES, TERRITORIES, UNTOLD
from tests.browser.test_access import scrolls_sideways, tabs_to
from tests.helpers.subprocess_functions import until

BOURG = "200071751"
FEW = "?territoire=01354"
"""New places among the communes of one EPCI: their best choice comes soon."""
TEN = "?rayon=5&theme=numerique&lieux=10"


def opens(reader, query=""):
    reader.page.goto(f"{reader.address}/zones-blanches{query}")
    for part in ("#coverage-tableau tbody tr", "#coverage-fiche h2"):
        expect(reader.page.locator(part).first).to_be_attached()
    return reader.page


def is_at(reader, query):
    expect(reader.page).to_have_url(f"{reader.address}/zones-blanches{query}")


NO_ANSWER = "Nos sources ne permettent pas de répondre"
REGION = ((3.69, 44.12), (7.19, 46.52))
"""West and south, east and north of the region, in degrees."""


def strip(page):
    return page.locator("#coverage-reponse .answer")


def radius(page):
    return page.get_by_role("combobox", name="Proche jusqu’à")


def drawn(page, trace, held):
    """What a trace of the map holds for each of its territories or points."""
    return page.evaluate(
        """([trace, held]) => [
            ...document.querySelector('#coverage-carte .js-plotly-plot')._fullData[trace][held]
        ]""",
        [trace, held],
    )


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
    next_day.chooses("Proche jusqu’à", "20\u202fkm")
    is_at(next_day, "?rayon=20")
    expect(definition).to_contain_text("à plus de 20\u202fkm")
    next_day.chooses("Thèmes", "Alimentation")
    is_at(next_day, "?rayon=20&theme=alimentation")
    expect(page.locator("#coverage-themes [aria-current]")).to_contain_text("Alimentation")
    expect(page.locator("#coverage-tableau caption")).to_contain_text("Thèmes : Alimentation")
    told = strip(page).inner_text()
    assert told.startswith(
        f"{NO_ANSWER}\u00a0: pour ces choix elles connaissent 5\u00a0lieux d’alim"
    )
    page.go_back()
    is_at(next_day, "?rayon=20")
    expect(strip(page)).not_to_have_text(told, use_inner_text=True)
    page.go_forward()
    expect(strip(page)).to_have_text(told, use_inner_text=True)
    page.reload()
    expect(strip(page)).to_have_text(told, use_inner_text=True)
    expect(radius(page)).to_have_value("20\u202fkm")


def test_where_sources_hold_too_little_nothing_is_coloured_proposed_or_computed(map_next_day):
    page = opens(map_next_day)
    map_next_day.sees_map_drawn()
    assert set(drawn(page, TERRITORIES, "z")) == {UNTOLD}
    assert drawn(page, SITES, "lon") == []
    expect(page.locator("#coverage-nombre")).to_contain_text("ne permettent pas de répondre")
    map_next_day.opens_tab("Où ouvrir")
    expect(page.locator("#coverage-nouveaux-lieux")).to_contain_text(NO_ANSWER)
    expect(places(page)).to_have_count(0)
    page.get_by_role("button", name="Calculer l’optimum").click()
    expect(page.locator("#coverage-etat")).to_have_text("Calcul terminé.")
    expect(page.locator("#coverage-optimum")).to_contain_text(NO_ANSWER)
    expect(page.locator("#coverage-optimum tbody tr")).to_have_count(0)
    assert drawn(page, SITES, "lon") == []
    map_next_day.opens_tab("Villages et villes")
    expect(page.locator("#coverage-equite")).to_contain_text(NO_ANSWER)
    map_next_day.opens_tab("Communes")
    expect(rows(page).first.locator("td").nth(1)).to_have_text("–")


def test_a_chip_asks_for_its_theme_alone_and_the_answer_is_told(informed):
    page = opens(informed, "?theme=alimentation")
    expect(strip(page)).to_contain_text(NO_ANSWER)
    page.locator("#coverage-themes").get_by_role("link", name="Inclusion numérique").click()
    is_at(informed, "?theme=numerique")
    expect(strip(page)).to_contain_text("à plus de 10\u202fkm d’un lieu d’inclusion numérique")
    expect(page.locator("#coverage-themes [aria-current]")).to_contain_text("Inclusion numérique")


def test_a_commune_says_why_it_is_not_covered_and_leads_to_who_can_help(informed):
    page = opens(informed)
    informed.opens_tab("Communes")
    expect(rows(page).first).to_contain_text("Saint-Genis-Pouilly")
    rows(page).first.get_by_role("link", name="Saint-Genis-Pouilly", exact=True).click()
    is_at(informed, "?territoire=01354")
    expect(panel(page).locator("h2")).to_have_text("Saint-Genis-Pouilly")
    expect(panel(page)).to_be_focused()
    expect(panel(page)).to_contain_text("loin de tout lieu · 14\u202f432 habitants")
    expect(panel(page)).to_contain_text("Le lieu le plus proche : « Maison des Habitants")
    expect(strip(page)).to_contain_text(
        "Saint-Genis-Pouilly (14\u202f432 habitants) est à plus de 10"
    )
    expect(panel(page)).to_contain_text(
        "Une absence dans nos données n’est pas une absence de service"
    )
    help_ = panel(page).get_by_role("link", name="Qui appeler, près de cette commune ?")
    expect(help_).to_have_attribute("href", "/pres-de-chez-vous?territoire=01354")


def test_an_epci_found_by_search_narrows_the_table_and_has_a_sheet(next_day):
    page = opens(next_day)
    page.get_by_role("combobox", name="Chercher une commune").fill("bourg en bresse")
    page.get_by_role("option", name="CA du Bassin de Bourg-en-Bresse").click()
    is_at(next_day, f"?territoire={BOURG}")
    expect(panel(page).locator("h2")).to_have_text("CA du Bassin de Bourg-en-Bresse")
    expect(strip(page)).to_contain_text(NO_ANSWER)
    next_day.opens_tab("Communes")
    expect(page.locator("#coverage-tableau .pager")).to_contain_text("Page 1 sur 2")
    next_day.opens_tab("Réponse")
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
    next_day.opens_tab("Communes")
    page.get_by_role("link", name="Lieu le plus proche").click()
    is_at(next_day, "?tri=-distance&onglet=communes")
    expect(page.locator('#coverage-tableau th[aria-sort="descending"]')).to_contain_text("Lieu")
    page.get_by_role("link", name="Page suivante").click()
    expect(page.locator("#coverage-tableau .pager")).to_contain_text("Page 2 sur 55")
    next_day.chooses("Afficher par", "Départements")
    expect(rows(page)).to_have_count(8)
    expect(page.locator("#coverage-tableau tfoot")).to_contain_text("Région Rhône-Alpes")


def test_an_excluded_commune_takes_no_new_place_until_readmitted(informed):
    page = opens(informed)
    informed.opens_tab("Où ouvrir")
    expect(places(page)).to_have_count(3)
    first = places(page).first.locator("th").inner_text()
    places(page).first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"\?exclure=\d{5}&onglet=ou-ouvrir$"))
    expect(places(page).first.locator("th")).not_to_have_text(first)
    page.get_by_role("link", name=f"Réadmettre {first}").click()
    is_at(informed, "?onglet=ou-ouvrir")
    expect(places(page).first.locator("th")).to_have_text(first)
    informed.chooses("Nombre de nouveaux lieux", "1")
    is_at(informed, "?lieux=1&onglet=ou-ouvrir")
    expect(places(page)).to_have_count(1)


def compute(page):
    return page.get_by_role("button", name="Calculer l’optimum")


def is_busy_once(reader):
    """Have the next best choice asked for refused as by a busy server."""
    headers = {"Retry-After": "60", "Content-Type": "text/html"}
    refusal = {"status": 503, "headers": headers, "body": "<p>Trop de calculs</p>"}
    reader.page.route("**/zones-blanches/optimum", lambda route: route.fulfill(**refusal), times=1)
    reader.expected_messages = (*reader.expected_messages, "503 (Service Unavailable)")


def computations(reader):
    """What was asked for: one address for each best choice begun, others for what became of it."""
    return [url for url in reader.requests if url.endswith("/zones-blanches/optimum")]


def test_the_best_choice_comes_by_itself_where_it_takes_little_time(map_informed):
    page = opens(map_informed, f"{FEW}&lieux=2")
    map_informed.sees_map_drawn()
    # What a closed tab tells is not asked for.
    expect(places(page)).to_have_count(0)
    assert computations(map_informed) == []
    map_informed.opens_tab("Où ouvrir")
    expect(places(page)).to_have_count(2)
    best = page.locator("#coverage-optimum")
    expect(best).to_contain_text("proposition immédiate")
    expect(best).to_contain_text("Choix optimal, prouvé")
    expect(page.locator("#coverage-etat")).to_have_text("Calcul terminé.")
    expect(compute(page)).to_be_hidden()
    expect(page.get_by_role("button", name="Arrêter le calcul")).to_be_hidden()
    is_at(map_informed, f"{FEW}&lieux=2&onglet=ou-ouvrir")
    assert len(drawn(page, SITES, "lon")) == 2
    map_informed.opens_tab("Réponse")
    map_informed.opens_tab("Où ouvrir")
    expect(best).to_contain_text("Choix optimal, prouvé")
    assert len(computations(map_informed)) == 1
    map_informed.chooses("Nombre de nouveaux lieux", "1")
    expect(best.locator("tbody tr")).to_have_count(1)
    assert len(computations(map_informed)) == 2


def test_one_that_takes_longer_is_left_to_the_button(patient, endless_server):
    page = opens(patient, f"{TEN}&onglet=ou-ouvrir")
    until(lambda: computing(endless_server))
    expect(page.locator("#coverage-optimum")).to_have_text(
        "L’optimum demande plus de 3 secondes de calcul : « Calculer l’optimum » le cherche."
    )
    expect(compute(page)).to_be_visible()
    expect(places(page)).to_have_count(10)
    assert computing(endless_server) == []


@pytest.mark.parametrize("left_for", ["another tab", "another question"])
def test_a_try_goes_with_its_tab_and_with_its_question(patient, endless_server, left_for):
    page = opens(patient, "?lieux=4&onglet=ou-ouvrir")
    until(lambda: computing(endless_server))
    with page.expect_request(lambda request: request.method == "DELETE"):
        if left_for == "another tab":
            patient.opens_tab("Réponse")
        else:
            patient.chooses("Ouvrir dans une commune d’au moins", "10\u202f000\u00a0habitants")
    if left_for == "another tab":
        until(lambda: not computing(endless_server))
        assert len(computations(patient)) == 1


def computing(server):
    """The processes that compute for a server: of all that its worker started, those running our solver."""
    found = []
    for status in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command, owner = status.read_bytes(), (status.parent / "stat").read_text()
        except OSError:
            continue
        parent = int(owner.rpartition(")")[2].split()[1])
        if b"multiprocessing.spawn" in command and parent_of(parent) == server.process.pid:
            found.append(int(status.parent.name))
    return found


def parent_of(process):
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def test_a_busy_server_is_not_told_of_before_the_button_is_used(informed):
    is_busy_once(informed)
    with informed.page.expect_response("**/zones-blanches/optimum"):
        page = opens(informed, "?lieux=2&onglet=ou-ouvrir")
    expect(places(page)).to_have_count(2)
    expect(compute(page)).to_be_visible()
    expect(page.locator("#coverage-optimum")).to_be_empty()
    expect(page.locator("#alerte")).to_be_empty()


def test_the_best_choice_is_computed_in_the_background_and_told_proven(informed):
    is_busy_once(informed)
    with informed.page.expect_response("**/zones-blanches/optimum"):
        page = opens(informed, "?lieux=2&onglet=ou-ouvrir")
    compute(page).click()
    is_at(informed, "?lieux=2&optimum=oui&onglet=ou-ouvrir")
    expect(page.locator("#coverage-optimum")).to_contain_text("Choix optimal, prouvé")
    expect(page.locator("#coverage-etat")).to_have_text("Calcul terminé.")
    page.reload()
    expect(page.locator(".first-paint")).to_have_count(0)
    expect(page.locator("#coverage-optimum")).to_contain_text("Choix optimal, prouvé")
    expect(page.locator("#coverage-etat")).to_have_text("Calcul terminé.")
    informed.chooses("Proche jusqu’à", "5\u202fkm")
    is_at(informed, "?rayon=5&lieux=2&onglet=ou-ouvrir")
    # What is told from then on was found without the button.
    expect(page.locator("#coverage-optimum")).not_to_contain_text("à 10\u202fkm de rayon")


def test_a_long_computation_can_be_stopped(patient):
    page = opens(patient, f"{TEN}&onglet=ou-ouvrir")
    compute(page).click()
    expect(page.locator("#coverage-avancement")).to_contain_text("Calcul en cours")
    page.get_by_role("button", name="Arrêter le calcul").click()
    expect(page.locator("#coverage-etat")).to_have_text("Calcul arrêté.")
    expect(page).not_to_have_url(re.compile("optimum"))
    expect(page.get_by_role("button", name="Arrêter le calcul")).to_be_hidden()


def test_without_any_record_the_filters_are_named_and_can_be_removed(next_day):
    page = opens(next_day, "?theme=sante&public=seniors")
    answer = page.locator("#coverage-message")
    expect(answer).to_contain_text("Aucune initiative recensée ne correspond à ces filtres")
    expect(strip(page)).to_contain_text(f"{NO_ANSWER}\u00a0: elles ne situent aucun lieu de santé")
    answer.get_by_role("link", name="Retirer « Thème : Santé et prévention »").click()
    is_at(next_day, "?public=seniors")


@pytest.mark.parametrize(
    "query", ["", f"?territoire={BOURG}&niveau=epci", "?theme=sante&public=seniors&fragile=oui"]
)
def test_axe_finds_nothing_serious(next_day, query):
    opens(next_day, query)
    assert next_day.violations() == []


def test_on_a_phone_nothing_scrolls_sideways_and_the_map_is_the_second_tab(map_phone_informed):
    page = opens(map_phone_informed)
    assert not scrolls_sideways(page)
    assert map_phone_informed.violations() == []
    expect(page.locator("#coverage-carte")).to_be_hidden()
    page.locator(".view-tabs").get_by_text("Carte", exact=True).click()
    expect(page.locator("#coverage-carte")).to_be_visible()
    assert not scrolls_sideways(page)


def test_the_keyboard_reaches_what_new_places_offer_and_keeps_its_place(informed):
    page = opens(informed, "?lieux=2")
    tab = page.get_by_role("link", name="Où ouvrir", exact=True)
    tab.focus()
    page.keyboard.press("Enter")
    expect(tab).to_be_focused()
    tabs_to(page, places(page).first.get_by_role("link"), most=8)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?lieux=2&exclure=\d{5}&onglet=ou-ouvrir$"))
    expect(page.locator("#coverage-nouveaux-lieux :focus")).to_have_count(1)
    best = page.locator("#coverage-optimum")
    expect(best).to_contain_text("L’optimum")
    tabs_to(page, best.locator("tbody a").first, most=14)


def test_a_click_on_the_map_opens_a_commune_and_new_places_are_drawn(map_informed):
    page = opens(map_informed, "?onglet=ou-ouvrir")
    map_informed.sees_map_drawn()
    assert len(drawn(page, SITES, "lon")) == 3
    assert len(set(drawn(page, TERRITORIES, "z"))) > 1
    map_informed.clicks_map(3.9716, 44.6468)
    is_at(map_informed, "?territoire=07232")
    expect(panel(page).locator("h2")).to_have_text("Saint-Étienne-de-Lugdarès")
    expect(panel(page).locator("h2")).to_be_visible()


def test_a_click_on_a_place_of_the_map_opens_its_record(map_informed):
    page = opens(map_informed)
    map_informed.sees_map_drawn()
    map_informed.clicks_map(4.59752, 44.55486)
    expect(page).to_have_url(f"{map_informed.address}/?fiche=hinaura-1051")
    expect(page.locator("#fiche h2")).to_have_text(re.compile("Alba-la-Romaine"))


def test_on_a_small_screen_the_map_takes_half_of_it_and_shows_the_whole_region(map_informed):
    page = map_informed.page
    page.set_viewport_size({"width": 1366, "height": 768})
    opens(map_informed)
    map_informed.sees_map_drawn()
    box = page.locator("#coverage-carte").bounding_box()
    assert box["width"] * box["height"] >= 0.53 * 1366 * 768
    assert box["y"] + box["height"] <= 768
    (west, south), (east, north) = page.evaluate(
        """() => document.querySelector('#coverage-carte .js-plotly-plot')
            ._fullLayout.map._subplot.map.getBounds().toArray()"""
    )
    assert west < REGION[0][0]
    assert south < REGION[0][1]
    assert east > REGION[1][0]
    assert north > REGION[1][1]
    # Nor does the card on the map cover any of it.
    card = page.locator(".map-card").bounding_box()
    left, _ = map_informed.point_on_map(REGION[0][0], 45.0)
    assert left >= card["x"] + card["width"]


def test_the_sentence_of_the_answer_is_copied(informed):
    page = opens(informed)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=informed.address)
    expect(strip(page)).to_contain_text("habitants (7,0\u202f%) de la région Rhône-Alpes")
    page.get_by_role("button", name="Copier la phrase").first.click()
    expect(page.locator("#coverage-reponse [data-share-state]")).to_have_text("Phrase copiée.")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == strip(page).inner_text()
    page.context.clear_permissions()


def test_an_anchor_to_a_part_of_a_closed_tab_opens_it(informed):
    page = opens(informed, "?lieux=2#nouveaux-lieux")
    is_at(informed, "?lieux=2&onglet=ou-ouvrir#nouveaux-lieux")
    expect(page.locator(".tabs [aria-current]")).to_have_text("Où ouvrir")
    expect(page.locator("#nouveaux-lieux")).to_be_focused()
    informed.chooses("Proche jusqu’à", "20\u202fkm")
    is_at(informed, "?rayon=20&lieux=2&onglet=ou-ouvrir")
    expect(places(page).first).to_be_visible()
    # As a link in a text of the page would be.
    page.locator("#coverage-definition").evaluate(
        """(text) => {
            text.closest('.aside').insertAdjacentHTML('afterbegin', '<a href="#equite">Équité</a>');
        }"""
    )
    page.get_by_role("link", name="Équité").click()
    is_at(informed, "?rayon=20&lieux=2&onglet=villages-et-villes#equite")
    expect(page.locator("#coverage-equite")).to_be_visible()
    expect(page.locator("#equite")).to_be_focused()
