"""What a reader does on the map page, driven in a real browser."""

import csv
import io

import pytest
from playwright.sync_api import expect

GRENOBLE_METROPOLE = "200040715"
BOURG_AGGLOMERATION = "200071751"
BOURG = (5.2258, 46.2051)


def answers(reader):
    return [url for url in reader.requests if "_dash-update-component" in url]


def test_the_page_opens_on_126_epci_with_legend_table_and_what_the_map_rests_on(
    map_reader, catalogue_counts
):
    with_some = len(catalogue_counts.epci_with_some)
    map_reader.opens()
    page = map_reader.page
    expect(page).to_have_title("Carte · Carte de la solidarité en Rhône-Alpes")
    expect(page.locator(".status-line")).to_contain_text(
        f"{catalogue_counts.initiatives} initiatives de {catalogue_counts.documents} documents"
    )
    expect(page.locator(".status-line")).to_contain_text(f"{with_some} intercommunalités sur 126")
    expect(page.locator("#titre-carte")).to_have_text(
        "Initiatives pour 10\u202f000 habitants, par intercommunalité"
    )
    values = map_reader.map_values()
    assert len(values) == 126
    assert sum(value == 1 for value in values.values()) == 126 - with_some
    assert values[BOURG_AGGLOMERATION] >= 3
    expect(page.locator("#legende li")).to_have_count(7)
    expect(page.locator("#legende")).to_contain_text(f"0 recensé ({126 - with_some})")
    expect(page.locator("#tableau tbody tr")).to_have_count(50)
    expect(page.locator("#tableau tfoot")).to_contain_text(str(catalogue_counts.initiatives))


def test_every_territory_is_painted(map_reader):
    map_reader.opens()
    assert len(map_reader.painted_territories() & set(map_reader.map_values())) == 126


def test_a_theme_changes_map_table_sentence_and_address_in_one_request(
    map_reader, catalogue_counts
):
    of_theme = catalogue_counts.of_theme("mobilite")
    map_reader.opens()
    page = map_reader.page
    before = map_reader.map_values()
    map_reader.requests.clear()
    map_reader.chooses("Thèmes", "Mobilité")
    expect(page).to_have_url(f"{map_reader.address}/?theme=mobilite")
    expect(page.locator("#phrase-carte")).to_contain_text(f"{of_theme} initiatives dans la région")
    expect(page.locator("#nombre-resultats")).to_contain_text(f"{of_theme} initiatives retenues")
    expect(page.locator("#tableau tfoot")).to_contain_text(str(of_theme))
    after = map_reader.map_values()
    assert sum(value > 1 for value in after.values()) < sum(value > 1 for value in before.values())
    assert len(answers(map_reader)) == 1


def test_reload_and_a_copied_link_restore_the_view(map_reader):
    map_reader.opens(
        "/?niveau=departements&indicateur=nombre&theme=alimentation&annee=2018-2024&fiche=cavac"
    )
    page = map_reader.page
    first = map_reader.map_values()
    page.reload()
    expect(page.locator("#fiche h2")).to_contain_text("CAVAC")
    expect(page.get_by_role("combobox", name="Afficher par")).to_have_value("Départements")
    expect(page.get_by_role("combobox", name="Indicateur")).to_have_value("Nombre (cercles)")
    expect(page.locator("#filtres-carte")).to_contain_text("Actives entre 2018 et 2024")
    map_reader.sees_map_drawn()
    assert map_reader.map_values() == first
    assert set(first) == {"D01", "D07", "D26", "D38", "D42", "D69", "D73", "D74"}


def test_back_and_forward_follow_the_address_without_loading_the_page_again(reader):
    reader.opens()
    page = reader.page
    reader.chooses("Afficher par", "Communes")
    expect(page.locator("#titre-carte")).to_contain_text("par commune")
    reader.chooses("Publics", "Jeunes")
    expect(page).to_have_url(f"{reader.address}/?niveau=communes&public=jeunes")
    reader.requests.clear()
    page.go_back()
    expect(page.locator("#filtres-carte")).to_contain_text("Publics : tous")
    expect(page.locator(".mantine-MultiSelect-pill")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("combobox", name="Afficher par")).to_have_value(
        "Intercommunalités (EPCI)"
    )
    expect(page.locator("#titre-carte")).to_contain_text("par intercommunalité")
    page.go_forward()
    expect(page.locator("#titre-carte")).to_contain_text("par commune")
    assert not [url for url in reader.requests if url.endswith("/_dash-layout")]


def test_search_finds_homonyms_and_the_choice_is_opened_and_shown(reader):
    reader.opens()
    page = reader.page
    box = page.get_by_role("combobox", name="Chercher une commune")
    box.fill("st priest")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Saint-Priest (69)")
    expect(page.get_by_role("option", name="Saint-Priest (07)")).to_be_visible()
    options.first.click()
    expect(page.locator("#fiche h2")).to_have_text("Saint-Priest")
    expect(page).to_have_url(f"{reader.address}/?territoire=69290")
    expect(page.locator(".town-hall")).to_contain_text("04 ")
    page.get_by_role("link", name="Revenir à la région").click()
    expect(page.locator("#fiche h2")).to_have_text("Rhône-Alpes")
    expect(box).to_have_value("")


def test_a_postal_code_lists_every_commune_of_it(reader):
    reader.opens()
    reader.page.get_by_role("combobox", name="Chercher une commune").fill("01000")
    expect(reader.page.locator(".suggestions").get_by_role("option")).to_have_count(2)
    expect(reader.page.get_by_role("option", name="Bourg-en-Bresse")).to_be_visible()
    expect(reader.page.get_by_role("option", name="Saint-Denis-lès-Bourg")).to_be_visible()


def test_enter_takes_the_best_place_before_any_is_offered_and_words_stay_when_left(reader):
    reader.opens()
    page = reader.page
    box = page.get_by_role("combobox", name="Chercher une commune")
    box.fill("desaignes")
    box.press("Enter")
    expect(page.locator("#fiche h2")).to_have_text("Désaignes")
    expect(box).to_have_value("Désaignes, Ardèche")
    box.fill("zzzzzzzz")
    page.get_by_role("link", name="Sources et méthode").first.focus()
    expect(box).to_have_value("zzzzzzzz")


def test_enter_on_the_name_that_stands_or_on_a_place_outside_leads_nowhere_else(reader):
    reader.opens()
    page = reader.page
    box = page.get_by_role("combobox", name="Chercher une commune")
    box.fill("saint-priest")
    box.press("Enter")
    expect(box).to_have_value("Saint-Priest (69), Rhône")
    expect(page).to_have_url(f"{reader.address}/?territoire=69290")
    box.press("Enter")
    box.fill("dijon")
    box.press("Enter")
    expect(page.get_by_role("option").first).to_have_text("Dijon (21), hors du périmètre")
    expect(page).to_have_url(f"{reader.address}/?territoire=69290")


def test_a_place_outside_is_named_as_such(reader):
    reader.opens()
    box = reader.page.get_by_role("combobox", name="Chercher une commune")
    box.fill("clermont-ferrand")
    option = reader.page.locator(".suggestions").get_by_role("option")
    expect(option).to_have_text("Clermont-Ferrand (63), hors du périmètre")
    option.click(force=True)
    expect(reader.page).to_have_url(f"{reader.address}/")
    expect(box).to_have_value("clermont-ferrand")


def test_nothing_found_is_said(reader):
    reader.opens()
    reader.page.get_by_role("combobox", name="Chercher une commune").fill("zzzzzzzz")
    expect(reader.page.get_by_text("Aucune réponse pour ce nom")).to_be_visible()


def test_a_click_on_a_territory_opens_its_panel_and_outlines_it(map_reader):
    map_reader.opens("/?points=aucun")
    map_reader.clicks_map(5.30, 46.36)
    page = map_reader.page
    expect(page.locator("#fiche h2")).to_have_text("CA du Bassin de Bourg-en-Bresse")
    expect(page.locator("#fiche")).to_contain_text("137\u202f046\u00a0habitants, 74\u00a0communes")
    expect(page.locator("#fiche .key-numbers")).to_contain_text("0,88")
    # The map is answered apart from the panel.
    page.wait_for_function(
        "(code) => document.querySelector('#carte .js-plotly-plot').data.at(-1).locations.join() === code",
        arg=BOURG_AGGLOMERATION,
    )


def test_a_click_where_nothing_is_recorded_answers_too(map_reader):
    map_reader.opens("/?points=aucun")
    map_reader.clicks_map(6.35, 45.45)
    expect(map_reader.page.locator("#fiche")).to_contain_text("0 recensé")
    expect(map_reader.page.locator("#fiche")).to_contain_text("ne prouve pas qu’il n’existe rien")


def test_a_click_on_a_point_opens_a_record(map_reader):
    map_reader.opens("/?theme=alimentation&territoire=01254")
    halls = map_reader.page.evaluate(
        """() => {
            const trace = document.querySelector('#carte .js-plotly-plot').data
                .find((layer) => layer.name === '#initiatives');
            const i = trace.text.findIndex((text) => text.includes('Montagnat'));
            return [trace.lon[i], trace.lat[i]];
        }"""
    )
    map_reader.clicks_map(*halls)
    expect(map_reader.page.locator("#fiche h2")).to_have_text(
        "Épicerie solidaire itinérante de la Bresse"
    )


def test_a_click_on_a_point_of_several_lists_what_stands_there(map_reader):
    map_reader.opens("/?territoire=26362")
    page = map_reader.page
    # Places come in a file of their own: the point is there once the map has drawn it.
    town_hall = (4.892137, 44.933199)
    page.wait_for_function(
        """(place) => {
            const map = document.querySelector('#carte .js-plotly-plot')._fullLayout.map._subplot.map;
            return map.queryRenderedFeatures(map.project(place))
                .some(({ layer }) => ['circle', 'symbol'].includes(layer.type) && layer.id !== 'towns');
        }""",
        arg=town_hall,
    )
    map_reader.clicks_map(*town_hall)
    panel = page.locator("#fiche")
    expect(panel.locator("h2")).to_have_text("Valence")
    expect(panel.locator("h3")).to_have_text(["2\u00a0initiatives"])
    expect(panel.locator(".records a")).to_have_count(2)
    expect(panel).to_contain_text("leur point est celui de la mairie")
    expect(page).to_have_url(f"{map_reader.address}/?territoire=26362&position=44.9332%2C4.8921")
    panel.get_by_role("link", name="Maison citoyenne").click()
    expect(panel.locator("h2")).to_contain_text("Maison citoyenne")
    page.get_by_role("link", name="Fermer la fiche").click()
    expect(panel.locator("h3")).to_have_text(["2\u00a0initiatives"])
    panel.get_by_role("link", name="Revenir au territoire").click()
    expect(page).to_have_url(f"{map_reader.address}/?territoire=26362")
    expect(panel.locator(".key-numbers")).to_be_visible()


def test_the_legend_of_points_has_what_is_drawn(map_reader):
    map_reader.opens("/?points=aucun")
    page = map_reader.page
    marks = page.locator(".legend-points li")
    expect(marks).to_have_count(0)
    page.locator(".more > summary").click()
    page.get_by_label("Mairies").check()
    expect(marks).to_have_text(["mairie"])
    map_reader.chooses("Indicateur", "Nombre (cercles)")
    page.locator(".more > summary").click()
    page.get_by_label("Lieux des initiatives").check()
    # Circles tell how many there are: their places are not drawn under them.
    expect(marks).to_have_text(["mairie"])


def test_smaller_communes_are_named_as_the_map_comes_nearer(map_reader):
    map_reader.opens("/")
    page = map_reader.page
    named = """() => {
        const map = document.querySelector('#carte .js-plotly-plot')._fullLayout.map._subplot.map;
        return map.queryRenderedFeatures({ layers: ['towns'] }).map((town) => town.properties.name);
    }"""
    assert "Grenoble" in page.evaluate(named)
    with page.expect_response(lambda answer: "/fichiers/noms." in answer.url):
        page.goto(f"{map_reader.address}/?territoire=07129")
    page.wait_for_function(f"() => ({named})().includes('Lamastre')")


def test_communes_open_on_whether_they_are_served(map_reader):
    map_reader.opens("/")
    page = map_reader.page
    map_reader.chooses("Afficher par", "Communes")
    expect(page).to_have_url(f"{map_reader.address}/?niveau=communes")
    expect(page.locator("#titre-carte")).to_contain_text("habitants desservis")
    map_reader.chooses("Indicateur", "Initiatives pour 10\u202f000 habitants")
    expect(page).to_have_url(f"{map_reader.address}/?niveau=communes&indicateur=taux")
    map_reader.chooses("Afficher par", "Départements")
    expect(page).to_have_url(f"{map_reader.address}/?niveau=departements")
    expect(page.locator("#titre-carte")).to_contain_text("pour 10\u202f000")


def test_from_the_table_to_a_record_and_back(reader):
    reader.opens()
    page = reader.page
    reader.opens_tab("Tableau")
    page.get_by_role("link", name="CA Valence Romans Agglo").click()
    expect(page).to_have_url(f"{reader.address}/?territoire=200068781")
    expect(page.locator("#fiche h2")).to_have_text("CA Valence Romans Agglo")
    expect(page.locator("#tableau tr.chosen")).to_contain_text("CA Valence Romans Agglo")
    page.locator("#fiche .records").get_by_role("link", name="Appel à projets").first.click()
    expect(page.locator("#fiche h2")).to_contain_text("Initiatives Citoyennes")
    expect(page.locator("#fiche table")).to_contain_text("160")
    expect(page.locator("#fiche")).to_contain_text("21 octobre 2025")
    expect(page.locator("#fiche")).to_contain_text("non vérifiée")
    expect(page.locator("#fiche")).to_contain_text("Signaler une erreur")
    page.get_by_role("link", name="Fermer la fiche").click()
    expect(page.locator("#fiche h2")).to_have_text("CA Valence Romans Agglo")


def test_the_table_sorts_and_turns_its_pages(reader):
    reader.opens("/?onglet=tableau")
    page = reader.page
    page.get_by_role("link", name="Voir en pleine largeur").click()
    page.get_by_role("columnheader", name="Habitants dans la région").get_by_role("link").click()
    expect(page.locator("#tableau tbody tr").first).to_contain_text("Métropole de Lyon")
    expect(page.get_by_role("columnheader", name="Habitants dans la région")).to_have_attribute(
        "aria-sort", "descending"
    )
    page.get_by_role("link", name="Page suivante").click()
    expect(page.locator("#tableau .pager")).to_contain_text("Page 2 sur 3")
    expect(page).to_have_url(f"{reader.address}/?tri=-habitants&page=2&onglet=tableau-large")
    page.get_by_role("link", name="Page suivante").click()
    expect(page.locator("#tableau tbody tr")).to_have_count(26)


def test_links_keep_what_was_changed_since_they_were_drawn(reader):
    reader.opens()
    page = reader.page
    page.locator("#fiche .records a").first.click()
    expect(page.locator("#fiche .kicker")).to_have_text("Initiative")
    reader.opens_tab("Tableau")
    page.get_by_role("columnheader", name="Nombre").get_by_role("link").click()
    expect(page).to_have_url(
        f"{reader.address}/?fiche=epicerie-solidaire-itinerante-bresse&tri=-nombre&onglet=tableau"
    )


@pytest.mark.parametrize("kind", ["CSV", "GeoJSON"])
def test_what_is_downloaded_is_what_is_shown(reader, kind, catalogue_counts):
    reader.opens("/?theme=mobilite&niveau=departements&onglet=tableau")
    with reader.page.expect_download() as waiting:
        reader.page.locator("#tableau .downloads").get_by_role(
            "link", name=f"Télécharger en {kind}"
        ).click()
    content = waiting.value.path().read_bytes()
    if kind == "GeoJSON":
        assert content.count(b'"type":"Feature",') == 8
        return
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert [row["code"] for row in rows][-1] == "R82"
    assert rows[-1]["initiatives"] == str(catalogue_counts.of_theme("mobilite"))
    assert "Thèmes : Mobilité" in rows[0]["filtres"]
    on_screen = reader.page.locator("#tableau tbody th").all_inner_texts()
    assert [row["nom"] for row in rows[:-1]] == on_screen


def test_an_empty_answer_names_the_filters_and_each_can_be_removed(reader):
    reader.opens("/?theme=sante&public=etudiants")
    page = reader.page
    expect(page.locator(".empty-answer")).to_contain_text("Aucune initiative recensée")
    page.get_by_role("link", name="Retirer « Public : Étudiants »").click()
    expect(page).to_have_url(f"{reader.address}/?theme=sante")
    expect(page.get_by_role("link", name="Retirer « Thème : Santé et prévention »")).to_be_visible()


def test_a_wrong_address_is_never_an_error(reader):
    reader.opens(
        "/?niveau=planete&annee=20223&theme=%3Cscript%3E&territoire=99999&page=-4&fiche=.."
    )
    expect(reader.page.locator("#message")).to_contain_text("« 99999 » n’est pas dans le périmètre")
    expect(reader.page.locator("#fiche h2")).to_have_text("Rhône-Alpes")


def test_years_move_by_keyboard_and_unknown_first_years_are_said(reader):
    reader.opens()
    first = reader.page.get_by_role("slider", name="Première année")
    first.focus()
    for _ in range(6):
        first.press("ArrowRight")
    expect(reader.page).to_have_url(f"{reader.address}/?annee=2018-2025")
    expect(reader.page.locator("#phrase-carte")).to_contain_text("première année est inconnue")


def test_town_halls_are_an_option(map_reader):
    map_reader.opens("/?niveau=communes")
    map_reader.page.locator(".more > summary").click()
    map_reader.page.get_by_label("Mairies").check()
    expect(map_reader.page).to_have_url(
        f"{map_reader.address}/?niveau=communes&points=initiatives&points=mairies"
    )
    map_reader.page.wait_for_function(
        """() => document.querySelector('#carte .js-plotly-plot').data
            .find((layer) => layer.name === '#mairies').lon.length === 2738"""
    )


def test_three_questions_lead_to_three_answers(reader):
    reader.opens()
    page = reader.page
    page.get_by_role("link", name="Comment se situe mon territoire ?").click()
    expect(page.locator("#comparison-choisis h2")).to_have_text("Comparer des territoires")
    page.go_back()
    page.get_by_role("link", name="Où n’y a-t-il rien ?").click()
    expect(page.locator("#coverage-definition")).to_contain_text("une zone blanche est une commune")
    page.go_back()
    page.get_by_role("link", name="Qui peut m’aider près de chez moi ?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Qui peut m’aider, près de chez moi ?"
    )
    expect(page.get_by_role("combobox", name="Où ?")).to_be_in_viewport()


def test_a_lost_connection_is_said_and_the_page_stays(map_reader):
    map_reader.opens()
    map_reader.expected_messages = ("Failed to load resource", "Failed to fetch", "Callback failed")
    map_reader.page.route("**/_dash-update-component*", lambda route: route.abort())
    map_reader.chooses("Afficher par", "Départements")
    expect(map_reader.page.get_by_role("alert")).to_contain_text(
        "connexion au serveur est interrompue"
    )
    expect(map_reader.page.locator("#tableau tbody tr")).to_have_count(50)
    map_reader.page.unroute("**/_dash-update-component*")
    map_reader.page.get_by_role("button", name="Réessayer").click()
    expect(map_reader.page.locator("#titre-carte")).to_contain_text("par département")
    expect(map_reader.page.locator("#tableau tbody tr")).to_have_count(8)
    expect(map_reader.page.get_by_role("alert")).to_be_empty()


def test_boundaries_are_fetched_once(first_time_reader):
    first_time_reader.opens()
    page = first_time_reader.page
    first_time_reader.chooses("Afficher par", "Communes")
    expect(page.locator("#titre-carte")).to_contain_text("par commune")
    first_time_reader.sees_map_drawn()
    first_time_reader.chooses("Thèmes", "Alimentation")
    expect(page.locator("#filtres-carte")).to_contain_text("Alimentation")
    first_time_reader.chooses("Afficher par", "Intercommunalités (EPCI)")
    expect(page.locator("#titre-carte")).to_contain_text("par intercommunalité")
    first_time_reader.sees_map_drawn()
    transferred = page.evaluate(
        """() => performance.getEntriesByType('resource')
            .filter((entry) => entry.name.endsWith('.geojson') && entry.transferSize > 0)
            .map((entry) => entry.name.split('/').pop().split('.')[0])"""
    )
    assert sorted(transferred) in (
        ["communes", "epci"],
        ["communes", "departements", "epci", "villes"],
    )


def zoom(reader):
    return reader.page.evaluate(
        """() => document.querySelector('#carte .js-plotly-plot')
            ._fullLayout.map._subplot.map.getZoom()"""
    )


def test_the_readers_own_zoom_outlives_a_filter_and_gives_way_to_a_chosen_territory(
    map_reader, catalogue_counts
):
    map_reader.opens()
    page = map_reader.page
    whole = zoom(map_reader)
    page.locator("#carte").scroll_into_view_if_needed()
    page.mouse.move(*map_reader.point_on_map(5.4, 45.4))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -600)
    page.keyboard.up("Control")
    page.wait_for_function(
        """(whole) => document.querySelector('#carte .js-plotly-plot')
            ._fullLayout.map._subplot.map.getZoom() > whole + 0.5""",
        arg=whole,
    )
    map_reader.sees_map_drawn()
    chosen = zoom(map_reader)
    map_reader.chooses("Thèmes", "Mobilité")
    expect(page.locator("#phrase-carte")).to_contain_text(
        f"{catalogue_counts.of_theme('mobilite')} initiatives"
    )
    map_reader.sees_map_drawn()
    assert zoom(map_reader) == pytest.approx(chosen, abs=0.01)
    map_reader.opens_tab("Tableau")
    page.get_by_role("link", name="CC du Pays de Lamastre").click()
    expect(page.locator("#fiche h2")).to_have_text("CC du Pays de Lamastre")
    page.wait_for_function(
        """(chosen) => document.querySelector('#carte .js-plotly-plot')
            ._fullLayout.map._subplot.map.getZoom() > chosen + 0.5""",
        arg=chosen,
    )
    page.get_by_role("link", name="Revenir à la région").click()
    page.wait_for_function(
        """(whole) => Math.abs(document.querySelector('#carte .js-plotly-plot')
            ._fullLayout.map._subplot.map.getZoom() - whole) < 0.05""",
        arg=whole,
    )
