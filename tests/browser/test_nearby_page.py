"""What a reader does on « Près de chez vous », driven in a real browser."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WIDE, leaves_no_trace, reader_at
from tests.helpers.nearby_places import HOSTILE_READ, LAMASTRE, STEP

LAMASTRE_HALL = {"latitude": LAMASTRE[0], "longitude": LAMASTRE[1]}
COUNT_ASKED_POSITIONS = """
    window.asked = 0;
    const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
    navigator.geolocation.getCurrentPosition = (...about) => { window.asked += 1; ask(...about); };
"""


def near(page):
    """The records listed by distance."""
    return page.locator("ol.results > li")


def serving(page):
    """The records listed after the title « Dessert votre commune »."""
    return page.locator("h3:text('Dessert votre commune') ~ ul.results > li")


def search(page):
    return page.get_by_role("combobox", name="Où ?")


def opens_filters(page):
    page.locator("#filtres summary").click()
    expect(page.get_by_role("radio", name="5 km", exact=True)).to_be_visible()


def count(page, words):
    expect(page.locator("#nearby-nombre")).to_contain_text(words)


def is_at(reader, query):
    expect(reader.page).to_have_url(f"{reader.address}/pres-de-chez-vous{query}")


def test_a_scheme_of_the_whole_epci_is_listed_as_serving(next_day):
    page = next_day.opens_nearby("?territoire=07129").page
    expect(page).to_have_title("Près de chez vous · Carte de la solidarité en Rhône-Alpes")
    expect(near(page)).to_have_count(0)
    scheme = serving(page).filter(has_text="Transport solidaire du Pays de Lamastre")
    expect(scheme).to_contain_text("Dessert votre commune : toute l’intercommunalité")
    expect(page.locator(".town-hall h3")).to_contain_text("Mairie de Lamastre")


def test_a_travelling_grocery_is_a_place_at_its_stop_and_serves_elsewhere(next_day):
    page = next_day.opens_nearby("?territoire=01254").page
    name = "Épicerie solidaire itinérante de la Bresse"
    expect(near(page).first).to_contain_text(name)
    expect(near(page).first).to_contain_text("Étape d’une tournée à Montagnat")
    next_day.opens_nearby("?territoire=01024")
    expect(page.locator("h2").filter(has_text="Près d’Attignat")).to_be_visible()
    expect(serving(page).filter(has_text=name)).to_have_count(1)
    expect(near(page).filter(has_text=name)).to_have_count(0)


def test_the_search_offers_homonyms_and_all_of_a_postal_code(next_day):
    page = next_day.opens_nearby().page
    expect(page.locator(".empty-answer")).to_contain_text("Indiquez une commune")
    options = page.get_by_role("listbox").get_by_role("option")
    search(page).fill("st priest")
    expect(options).to_contain_text(["Saint-Priest (69)", "Saint-Priest (07)"])
    search(page).fill("01000")
    expect(options).to_contain_text(["Bourg-en-Bresse", "Saint-Denis-lès-Bourg"])
    expect(options).to_have_count(2)
    options.first.click()
    is_at(next_day, "?territoire=01053")
    expect(page.locator("#nearby-resultats")).to_be_focused()
    expect(page.locator("#nearby-resultats h2")).to_have_text("Près de Bourg-en-Bresse")
    assert near(page).count() > 0


@pytest.fixture
def positioned(blind_browser, tuesday_server):
    """Readers whose browser gives their position, or refuses it."""
    contexts = []

    def make(**about):
        context = blind_browser.new_context(viewport=WIDE, **about)
        context.add_init_script(COUNT_ASKED_POSITIONS)
        someone = reader_at(context.new_page(), tuesday_server)
        contexts.append((context, someone))
        return someone

    yield make
    for context, someone in contexts:
        leaves_no_trace(someone)
        context.close()


def asks_around(reader):
    search(reader.page).click()
    assert reader.page.evaluate("window.asked") == 0
    reader.page.get_by_role("button", name="Autour de moi").click()


def test_around_me_lists_from_the_position_rounded_to_a_hundred_metres(positioned):
    reader = positioned(geolocation=LAMASTRE_HALL, permissions=["geolocation"])
    page = reader.opens_nearby().page
    asks_around(reader)
    expect(page).to_have_url(re.compile(r"\?position=44\.9870(,|%2C)4\.5800$"))
    expect(page.locator("#nearby-resultats h2")).to_have_text("Près de vous, à Lamastre")
    expect(page.locator("#nearby-resultats")).to_be_focused()
    expect(near(page)).to_have_count(10)
    expect(near(page).first).to_contain_text("À 300 m")
    assert page.evaluate("window.asked") == 1


def test_a_refused_position_is_said_and_nothing_is_lost(positioned):
    reader = positioned()
    page = reader.opens_nearby("?territoire=07129&rayon=5").page
    asks_around(reader)
    expect(page.locator("#nearby-etat[role=status]")).to_contain_text(
        "n’a pas donné votre position. Cherchez plutôt votre commune ou votre code postal."
    )
    is_at(reader, "?territoire=07129&rayon=5")
    expect(near(page)).to_have_count(10)
    search(page).fill("corlier")
    page.get_by_role("option", name="Corlier").first.click()
    expect(page.locator("#nearby-etat")).to_be_empty()


@pytest.mark.parametrize(
    ("day", "state", "today"),
    [
        ("neighbour", "Ouvert, ferme à 12 h", "mardi"),
        ("next_day", "Fermé, ouvre mardi à 9 h", "mercredi"),
    ],
)
def test_a_town_hall_open_on_tuesday_only_is_closed_on_wednesday(request, day, state, today):
    """Corlier's opens on Tuesdays from 9 to 12."""
    reader = request.getfixturevalue(day)
    hall = reader.opens_nearby("?territoire=01121").page.locator(".town-hall")
    expect(hall.locator(".state")).to_have_text(state)
    expect(hall.locator("[aria-current=date]")).to_have_text(today)
    expect(hall.get_by_role("row", name="mardi")).to_contain_text("9 h – 12 h")
    expect(hall.get_by_role("row", name="mercredi")).to_contain_text("fermé")


def test_a_copied_link_restores_place_radius_filters_and_record(map_neighbour):
    shared = "?territoire=07129&rayon=20&theme=mobilite&ouvert=maintenant&fiche=lieux-lieu-4"
    page = map_neighbour.opens_nearby(shared).page
    map_neighbour.sees_map_drawn()
    page.reload()
    sheet = page.locator("#nearby-resultats .opened")
    expect(sheet.locator("h2")).to_have_text("=Lieu 4 des Exemples")
    expect(sheet.locator(".places .state")).to_have_text("Ouvert 24 h sur 24")
    opens_filters(page)
    expect(page.get_by_role("radio", name="20 km")).to_be_checked()
    expect(page.get_by_role("radio", name="Ouvert maintenant")).to_be_checked()
    expect(page.locator(".mantine-MultiSelect-pill")).to_have_text("Mobilité")
    map_neighbour.sees_map_drawn()
    map_neighbour.requests.clear()
    page.get_by_role("link", name="Revenir à la liste").click()
    count(page, "9 initiatives recensées à moins de 20 km")
    is_at(map_neighbour, shared.removesuffix("&fiche=lieux-lieu-4"))
    page.go_back()
    expect(sheet.locator("h2")).to_have_text("=Lieu 4 des Exemples")
    page.go_forward()
    expect(near(page)).to_have_count(9)
    page.get_by_role("radio", name="5 km", exact=True).check()
    count(page, "à moins de 5 km")
    page.go_back()
    count(page, "à moins de 20 km")
    expect(page.get_by_role("radio", name="20 km")).to_be_checked()
    assert not [url for url in map_neighbour.requests if url.endswith("/_dash-layout")]


def test_ten_more_are_listed_and_the_focus_goes_to_the_first_of_them(neighbour):
    page = neighbour.opens_nearby("?territoire=07129").page
    expect(near(page)).to_have_count(10)
    page.get_by_role("link", name="Voir plus (10 de 16)").press("Enter")
    expect(near(page)).to_have_count(20)
    expect(near(page).nth(10).locator("a.name")).to_be_focused()
    is_at(neighbour, "?territoire=07129&page=2")
    page.get_by_role("link", name="Voir plus (6 de 6)").press("Enter")
    expect(near(page)).to_have_count(26)
    expect(near(page).nth(20).locator("a.name")).to_be_focused()
    expect(page.get_by_role("link", name="Voir plus")).to_have_count(0)
    page.go_back()
    expect(near(page)).to_have_count(20)


def test_each_filter_changes_list_map_and_address(neighbour):
    """Themes come three in turn, hours six in turn, among 26 places."""
    page = neighbour.opens_nearby("?territoire=07129").page
    count(page, "26 initiatives recensées")
    opens_filters(page)
    page.get_by_label("Ouvert maintenant").check()
    count(page, "14 initiatives recensées")
    count(page, "initiatives sont laissées de côté, dont les horaires ne sont pas connus")
    is_at(neighbour, "?territoire=07129&ouvert=maintenant")
    expect(page.locator("#nearby-phrase-carte")).to_contain_text("14 initiatives")
    page.get_by_label("Ouvert le samedi").check()
    count(page, "8 initiatives recensées")
    is_at(neighbour, "?territoire=07129&ouvert=samedi")
    neighbour.chooses("Thèmes", "Santé et prévention")
    count(page, "4 initiatives recensées")
    expect(near(page).first).to_contain_text("Samedi : 9 h")
    page.get_by_label("Peu importe").check()
    count(page, "8 initiatives recensées")
    neighbour.chooses("Publics", "Jeunes")
    count(page, "4 initiatives recensées")
    is_at(neighbour, "?territoire=07129&theme=sante&public=jeunes")


def test_travelling_only_keeps_stops(neighbour):
    page = neighbour.opens_nearby("?territoire=07129").page
    opens_filters(page)
    page.get_by_label("Itinérant seulement").check()
    expect(near(page)).to_have_count(1)
    expect(near(page)).to_contain_text("Étape d’une tournée à Empurany")
    is_at(neighbour, "?territoire=07129&itinerant=oui")


def test_an_empty_answer_offers_to_remove_each_filter_and_a_wider_radius(neighbour):
    page = neighbour.opens_nearby("?territoire=01121&rayon=5&theme=sante&public=jeunes").page
    empty = page.locator(".empty-answer")
    expect(empty).to_contain_text("Aucune initiative recensée ne correspond à cette recherche.")
    expect(
        empty.get_by_role("link", name="Retirer « Thème : Santé et prévention »")
    ).to_be_visible()
    empty.get_by_role("link", name="Retirer « Public : Jeunes »").click()
    is_at(neighbour, "?territoire=01121&rayon=5&theme=sante")
    expect(page.locator(".mantine-MultiSelect-pill")).to_have_text(["Santé et prévention"])
    expect(empty.get_by_role("link", name="Retirer « Public : Jeunes »")).to_have_count(0)
    empty.get_by_role("link", name="Retirer « Thème : Santé et prévention »").click()
    is_at(neighbour, "?territoire=01121&rayon=5")
    empty.get_by_role("link", name="Chercher à").click()
    expect(near(page).first).to_be_visible()


def test_an_ambiguous_name_offers_its_places(next_day):
    page = next_day.opens_nearby("?lieu=st+priest").page
    expect(page.locator(".empty-answer")).to_contain_text("« st priest » peut désigner plusieurs")
    page.get_by_role("link", name="Saint-Priest (07)").click()
    is_at(next_day, "?territoire=07288")
    expect(page.locator("#nearby-resultats h2")).to_contain_text("Saint-Priest (07)")


def test_without_editors_an_error_is_written_about_with_the_record_s_id(neighbour):
    page = neighbour.opens_nearby("?territoire=07129&fiche=lieux-lieu-1").page
    expect(page.locator(".opened h2")).to_have_text(HOSTILE_READ)
    expect(page.locator(".opened p.lead")).not_to_contain_text("script")
    page.get_by_role("link", name="Signaler une erreur").click()
    expect(page.get_by_role("link", name="contact@exemple.fr")).to_have_attribute(
        "href", "mailto:contact@exemple.fr?subject=Erreur%20sur%20la%20fiche%20lieux-lieu-1"
    )
    assert neighbour.violations() == []
    page.get_by_role("link", name="Revenir à la fiche").click()
    expect(page.locator(".opened h2")).to_have_text(HOSTILE_READ)


def test_without_editors_nor_contact_the_report_is_a_text_to_copy(next_day):
    page = next_day.opens_nearby("?fiche=transport-solidaire-lamastre").page
    page.get_by_role("link", name="Signaler une erreur").click()
    expect(page.locator("code")).to_contain_text(
        "Erreur sur la fiche transport-solidaire-lamastre ("
    )


def test_the_downloaded_list_holds_all_rows_and_no_formula(neighbour):
    page = neighbour.opens_nearby("?territoire=07129").page
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Télécharger en CSV").click()
    assert waiting.value.suggested_filename == "solidarite_pres-de-lamastre_20261124.csv"
    text = waiting.value.path().read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    groups = [row["groupe"] for row in rows]
    assert groups == [
        *["à proximité"] * 26,
        *["dessert votre commune"] * 2,
        "premier contact",
    ]
    assert [row["nom"] for row in rows[:2]] == [HOSTILE_READ, "'=Lieu 2 des Exemples"]
    assert rows[1]["a_l_heure_de_l_export"] == "ouvert, ferme à 12\u202fh"
    on_screen = near(page).locator("a.name").all_inner_texts()
    assert [row["nom"].removeprefix("'") for row in rows[:10]] == on_screen


def test_a_click_on_a_point_opens_its_record(map_neighbour):
    map_neighbour.opens_nearby("?territoire=07129")
    map_neighbour.sees_map_drawn()
    map_neighbour.clicks_map(LAMASTRE[1], LAMASTRE[0] + 26 * STEP)
    expect(map_neighbour.page.locator(".opened h2")).to_have_text("=Lieu 26 des Exemples")
    is_at(map_neighbour, "?territoire=07129&fiche=lieux-lieu-26")


def test_a_card_pointed_at_shows_where_it_stands_on_the_map(map_neighbour):
    page = map_neighbour.opens_nearby("?territoire=07129").page
    map_neighbour.sees_map_drawn()
    near(page).nth(2).locator("a.name").focus()
    ring = page.locator(".pin-ring")
    expect(ring).to_be_visible()
    at = [float(part) for part in near(page).nth(2).get_attribute("data-at").split(",")]
    # Both at once: the page may still be scrolling.
    away = ring.evaluate(
        """(ring, at) => {
            const map = document.querySelector('.map-graph .js-plotly-plot')._fullLayout.map._subplot.map;
            const [frame, box] = [map.getCanvas(), ring].map((one) => one.getBoundingClientRect());
            const place = map.project(at);
            const x = box.left + box.width / 2 - frame.left - place.x;
            return [x, box.top + box.height / 2 - frame.top - place.y];
        }""",
        at,
    )
    assert max(map(abs, away)) < 3
    page.locator("h1").hover()
    expect(ring).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?territoire=99999", "« 99999 » ne correspond à aucune commune"),
        ("?position=48.85,2.35", "Cette position est hors du périmètre de la carte"),
        ("?position=ici", "La position demandée n’est pas lisible"),
        ("?territoire=07129&rayon=0", "Le rayon demandé n’est pas proposé"),
        ("?territoire=07129&rayon=-1", "Le rayon demandé n’est pas proposé"),
        ("?territoire=07129&rayon=1e9", "Le rayon demandé n’est pas proposé"),
        ("?lieu=<script>alert(1)</script>", "« <script>alert(1)</script> » ne correspond à aucune"),
    ],
)
def test_a_wrong_address_is_answered_in_a_sentence(next_day, query, sentence):
    page = next_day.page
    page.on("dialog", lambda dialog: next_day.messages.append(f"dialog: {dialog.message}"))
    next_day.opens_nearby(query)
    expect(page.locator("#nearby-resultats .empty-answer").first).to_contain_text(sentence)
    expect(page.locator("#nearby-resultats script")).to_have_count(0)
    expect(page.locator("body")).not_to_contain_text("Traceback")


def test_words_that_stand_for_a_name_in_the_program_stay_words(neighbour):
    """A hostile name has quotes: it would break out of the link's address."""
    page = neighbour.opens_nearby("?territoire=07129&lieu=Empurany+{name}+{id}").page
    expect(near(page)).to_have_count(10)
    links = near(page).locator("a.name")
    names = links.evaluate_all("(all) => [...new Set(all.flatMap((a) => a.getAttributeNames()))]")
    assert sorted(names) == ["class", "data-in-page", "href"]
    for link in links.all():
        assert "lieu=Empurany+{name}+{id}&fiche=lieux-lieu-" in link.get_attribute("href")


def test_a_lost_connection_is_said_and_the_list_stays(map_neighbour):
    page = map_neighbour.opens_nearby("?territoire=07129").page
    map_neighbour.sees_map_drawn()
    map_neighbour.expected_messages = (
        "Failed to load resource",
        "Failed to fetch",
        "Callback failed",
    )
    opens_filters(page)
    page.route("**/_dash-update-component*", lambda route: route.abort())
    page.get_by_role("radio", name="5 km", exact=True).check()
    expect(page.get_by_role("alert")).to_contain_text("connexion au serveur est interrompue")
    expect(near(page)).to_have_count(10)
    page.unroute("**/_dash-update-component*")
    page.get_by_role("button", name="Réessayer").click()
    count(page, "à moins de 5 km")
    expect(page.get_by_role("alert")).to_be_empty()


def test_a_record_opens_beside_the_list_in_sight_and_another_takes_its_place(neighbour):
    page = neighbour.opens_nearby("?territoire=07129").page
    fourth, fifth = near(page).nth(3), near(page).nth(4)
    for card in (fourth, fifth):
        card.locator("a.name").click()
        opened = page.locator(".opened h2")
        expect(opened).to_have_text(card.locator("a.name").text_content())
        expect(card).to_have_attribute("aria-current", "true")
        expect(card).to_be_in_viewport(ratio=0.5)
        expect(opened).to_be_in_viewport()
    expect(page.locator('[aria-current="true"].card')).to_have_count(1)
    left, right = (part.bounding_box() for part in (fifth, opened))
    assert left["x"] + left["width"] < right["x"]


def test_on_a_phone_a_record_takes_the_place_of_the_list(phone_neighbour):
    page = phone_neighbour.opens_nearby("?territoire=07129").page
    near(page).first.locator("a.name").click()
    expect(page.locator(".opened h2")).to_be_in_viewport()
    expect(near(page).first).to_be_hidden()
    page.get_by_role("link", name="Revenir à la liste").click()
    expect(near(page).first.locator("a.name")).to_be_focused()


def test_on_a_phone_one_line_says_what_is_asked_now(phone_neighbour):
    page = phone_neighbour.opens_nearby().page
    need, place = (
        page.get_by_role("combobox", name="De quoi"),
        page.get_by_role("combobox", name="Où ?"),
    )
    need.fill("ordinateur")
    place.fill("Lamastre")
    place.press("Enter")
    line = page.locator(".asked-line")
    expect(line).to_have_text("ordinateur · LamastreModifier")
    expect(need).to_be_hidden()
    line.get_by_role("link").click()
    need.fill("vélo")
    need.press("Enter")
    expect(line).to_have_text("vélo · LamastreModifier")
    page.go_back()
    expect(line).to_have_text("ordinateur · LamastreModifier")


def test_who_keeps_a_card_stays_at_it(neighbour):
    page = neighbour.opens_nearby("?territoire=07129").page
    keep = near(page).nth(3).locator(".keep")
    keep.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ma sélection (1)")).to_be_attached()
    expect(keep).to_have_text("✓ Gardé")
    expect(keep).to_be_focused()
    expect(page.locator("#nearby-annonce")).to_have_text("Gardé dans votre sélection.")
    page.keyboard.press("Enter")
    expect(keep).to_have_text("Garder")
    expect(keep).to_be_focused()


def test_what_a_filter_leaves_out_is_known_all_the_same(neighbour):
    page = neighbour.opens_nearby(
        "?territoire=07129&besoin=transport&ouvert=samedi&theme=logement"
    ).page
    expect(page.locator("#nearby-resultats")).to_contain_text("Rien de recensé ici")
    expect(page.locator("#nearby-resultats")).not_to_contain_text("n’en connaissent aucun")
