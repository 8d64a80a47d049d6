"""What a planner does on « Comparer », driven in a real browser, on the hand-written catalogue."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

BOURG, VALENCE, GRENOBLE = "200071751", "200068781", "200040715"
TWO = f"?territoire={BOURG}&territoire={VALENCE}"
FIVE = f"{TWO}&territoire=200040715&territoire=200046977&territoire=200069110"
BOURG_NAME, VALENCE_NAME = "CA du Bassin de Bourg-en-Bresse", "CA Valence Romans Agglo"
VIEWS = """() => [...document.querySelectorAll('.map-pair .js-plotly-plot')].map((graph) => {
    const map = graph._fullLayout.map._subplot.map;
    const { lng, lat } = map.getCenter();
    return [lng, lat, map.getZoom()].map((one) => Number(one.toFixed(6)));
})"""
BOTH_DRAWN = """() => {
    const graphs = [...document.querySelectorAll('.map-pair .js-plotly-plot')];
    return graphs.length === 2 && graphs.every((graph) => {
        const map = graph.dataset.drawn && graph._fullLayout.map && graph._fullLayout.map._subplot.map;
        return map && map.loaded();
    });
}"""
COLOURS = """() => [...document.querySelectorAll('.map-pair .js-plotly-plot')].map((graph) => {
    const trace = graph._fullData[0];
    return JSON.stringify([trace.colorscale, trace.zmin, trace.zmax]);
})"""


def opens(reader, query=""):
    reader.page.goto(f"{reader.address}/comparer{query}")
    expect(reader.page.locator("#comparison-choisis h2")).to_be_attached()
    expect(reader.page.locator(".first-paint")).to_have_count(0)
    return reader.page


def is_at(reader, query):
    expect(reader.page).to_have_url(f"{reader.address}/comparer{query}")


def adds(page, words, option):
    page.get_by_role("combobox", name="Ajouter une commune").fill(words)
    page.get_by_role("option", name=option).first.click()


def key(page, row, column):
    """A cell of the key figures; columns are counted from the first territory."""
    cells = page.locator("#comparison-chiffres tbody tr").filter(has_text=row).locator("td")
    return cells.nth(column).locator("a").first


def test_territories_are_added_by_search_and_by_peer_and_removed(next_day):
    page = opens(next_day)
    expect(page.locator("#comparison-choisis")).to_contain_text("Aucun territoire choisi")
    adds(page, "bourg en bresse", BOURG_NAME)
    is_at(next_day, f"?territoire={BOURG}")
    expect(key(page, "Initiatives recensées", 0)).to_have_text("12")
    peers = page.locator("#comparison-territoires .peers li")
    expect(peers).to_have_count(4)
    expect(peers.first).to_contain_text("communauté d’agglomération comme")
    peers.first.get_by_role("link", name="Ajouter").click()
    expect(page).to_have_url(re.compile(rf"\?territoire={BOURG}&territoire=[0-9]{{9}}$"))
    expect(page.locator("#comparison-choisis .compared-list li")).to_have_count(2)
    page.locator("#comparison-choisis").get_by_role("link", name="Retirer").first.click()
    expect(page.locator("#comparison-choisis .compared-list li")).to_have_count(1)
    page.go_back()
    expect(page.locator("#comparison-choisis .compared-list li")).to_have_count(2)
    page.get_by_role("link", name="Ajouter les 3 comparables").click()
    expect(page.locator("#comparison-choisis .compared-list li")).to_have_count(5)
    expect(page.get_by_role("link", name="Ajouter un territoire")).to_have_count(0)


def test_the_answer_stands_on_the_first_screen_of_a_laptop(next_day):
    next_day.page.set_viewport_size({"width": 1366, "height": 768})
    page = opens(next_day, f"{TWO}&territoire={GRENOBLE}")
    sentence = page.locator(".verdict").first
    expect(sentence).to_be_in_viewport(ratio=1)
    expect(sentence).to_contain_text(
        f"{BOURG_NAME} : 0,88 initiative pour 10\u202f000 habitants, 1re des"
    )
    expect(page.locator("#comparison-verdict .note").first).to_contain_text("Dates des sources")
    rows = page.locator("#comparison-grille tbody tr")
    for place in range(4):
        expect(rows.nth(place)).to_be_in_viewport(ratio=1)
    expect(rows.first.locator("td")).to_have_count(5)
    sentence.get_by_role("link", name="0,88").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(BOURG_NAME)


def test_the_plus_of_the_row_leads_to_the_field(next_day):
    page = opens(next_day, TWO)
    page.get_by_role("link", name="Ajouter un territoire").click()
    expect(page.get_by_role("combobox", name="Ajouter une commune")).to_be_focused()


def test_the_row_of_territories_stays_in_sight(next_day):
    page = opens(next_day, TWO)
    page.locator("#territoires").scroll_into_view_if_needed()
    expect(page.locator(".chosen-row")).to_be_in_viewport(ratio=1)


def test_each_part_has_its_tab_which_the_address_and_old_anchors_open(next_day):
    page = opens(next_day, TWO)
    anchors = {
        "Synthèse": ["verdict", "chiffres-cles", "ecarts", "territoires"],
        "Thèmes": ["par-theme"],
        "Publics": ["par-public"],
        "Temps": ["par-annee", "changements"],
        "Cartes": ["cartes"],
        "Écrits": ["chiffres-connus", "ecrits", "cooperation"],
        "Emporter": ["emporter"],
    }
    for name, parts in anchors.items():
        next_day.opens_tab(name)
        seen = page.locator("section[data-tabs]").evaluate_all(
            "parts => parts.filter((part) => part.checkVisibility()).map((part) => part.id)"
        )
        assert sorted(seen) == sorted(parts)
    is_at(next_day, f"{TWO}&onglet=emporter")
    page.reload()
    expect(page.locator("#emporter")).to_be_visible()
    for name, parts in anchors.items():
        page.goto(f"{next_day.address}/sante")
        opens(next_day, f"{TWO}#{parts[-1]}")
        expect(page.locator(".tabs [aria-current]")).to_have_text(name)
        expect(page.locator(f"#{parts[-1]}")).to_be_in_viewport()


def test_two_peers_added_before_the_first_answer_are_both_kept(next_day):
    page = opens(next_day, f"?territoire={BOURG}")
    expect(page.locator("#comparison-territoires .peers li")).to_have_count(4)
    # Both clicks within one task: no answer can come between them.
    codes = page.evaluate(
        """() => {
            const links = [...document.querySelectorAll('#comparison-territoires .peers a')].slice(0, 2);
            return links.map((link) => {
                link.click();
                return link.dataset.adds;
            });
        }"""
    )
    is_at(next_day, f"?territoire={BOURG}&territoire={codes[0]}&territoire={codes[1]}")
    expect(page.locator("#comparison-choisis .compared-list li")).to_have_count(3)


@pytest.mark.parametrize(
    ("tab", "told", "closed"),
    [
        ("", "#comparison-grille table", "#par-theme"),
        ("&onglet=themes", "#par-theme table", "#chiffres-cles"),
    ],
)
def test_paper_shows_question_territories_verdict_and_the_opened_tab_alone(
    next_day, tab, told, closed
):
    page = opens(next_day, f"{FIVE}{tab}")
    expect(page.locator(told)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".compared-list li").last).to_be_visible()
    verdicts = page.locator(".verdict")
    expect(verdicts).to_have_count(5)
    for verdict in verdicts.all():
        expect(verdict).to_be_visible()
    expect(page.locator(told)).to_be_visible()
    for part in (closed, ".toolbar", ".tabs", ".year-bar", ".compared-list a", ".add-one"):
        expect(page.locator(part).first).to_be_hidden()
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in sheets)
    assert VALENCE_NAME in " ".join(sheets[0].extract_text().split())
    page.emulate_media(media="screen")


def test_one_already_there_and_a_sixth_are_refused_at_the_field(next_day):
    page = opens(next_day, FIVE)
    box = page.get_by_role("combobox", name="Ajouter une commune")
    for words, refusal in (
        ("bourg en bresse", f"{BOURG_NAME}, 74\u00a0communes est déjà comparé."),
        (
            "cc du diois",
            "5 territoires au plus : retirez-en un pour ajouter CC du Diois, 50\u00a0communes.",
        ),
    ):
        box.fill(words)
        page.get_by_role("option").filter(has_text="communes").first.click()
        expect(page.get_by_text(refusal)).to_be_visible()
        expect(page.locator(".suggestions [role=option]:visible")).to_have_count(0)
        is_at(next_day, FIVE)


def test_a_comparison_to_start_from_is_one_click_away(next_day):
    page = opens(next_day)
    page.get_by_role("link", name="Départements : Rhône, Isère et Haute-Savoie").click()
    is_at(next_day, "?territoire=D69&territoire=D38&territoire=D74")
    expect(page.locator("#comparison-choisis .compared-list li")).to_have_count(3)


def test_a_territory_of_another_level_is_refused_with_a_sentence(next_day):
    page = opens(next_day, f"{TWO}&territoire=69123&territoire=999999999")
    chosen = page.locator("#comparison-choisis")
    expect(chosen).to_contain_text(
        "Lyon est une commune : elle ne se compare pas à des intercommunalités."
    )
    expect(chosen).to_contain_text("999999999")
    expect(chosen.locator(".compared-list li")).to_have_count(2)
    chosen.locator(".empty-answer").first.get_by_role("link", name="Retirer").click()
    is_at(next_day, f"{TWO}&territoire=999999999")


def test_filters_change_numbers_tables_and_address_and_come_back(next_day):
    page = opens(next_day, TWO)
    expect(key(page, "Initiatives recensées", 0)).to_have_text("12")
    expect(key(page, "Initiatives recensées", 1)).to_have_text("14")
    next_day.chooses("Thèmes", "Alimentation")
    is_at(next_day, f"{TWO}&theme=alimentation")
    expect(key(page, "Initiatives recensées", 0)).to_have_text("3")
    expect(page.locator("#comparison-chiffres caption")).to_contain_text("Alimentation")
    page.go_back()
    expect(key(page, "Initiatives recensées", 0)).to_have_text("12")
    page.reload()
    expect(key(page, "Initiatives recensées", 1)).to_have_text("14")


def test_a_number_opens_its_passport_whose_rows_are_as_many(next_day):
    page = opens(next_day, TWO)
    key(page, "Initiatives recensées", 0).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(BOURG_NAME)
    expect(page.locator("main")).to_contain_text("12")
    expect(page.locator("main table tbody tr").filter(has_text="Bresse")).not_to_have_count(0)
    page.go_back()
    expect(key(page, "Initiatives recensées", 0)).to_have_text("12")


def test_years_are_played_one_after_the_other_and_paused(next_day):
    page = opens(next_day, f"{TWO}&annee=2012")
    expect(page.locator("#comparison-annee-texte")).to_have_text("2012")
    play = page.get_by_role("button", name="Lecture")
    play.click()
    expect(page).to_have_url(re.compile(r"&annee=20(1[4-9]|2\d)$"))
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Lecture")).to_have_attribute("aria-pressed", "false")
    told = page.locator("#comparison-annee-texte").inner_text()
    expect(page.locator("#comparison-chiffres caption")).to_contain_text(f"Actives en {told}")
    page.goto(f"{next_day.address}/comparer{TWO}&annee=2023")
    page.get_by_role("button", name="Lecture").click()
    is_at(next_day, f"{TWO}&annee=2025")
    expect(page.get_by_role("button", name="Lecture")).to_be_visible()


def test_nothing_is_played_where_motion_is_not_wanted(next_day):
    next_day.page.emulate_media(reduced_motion="reduce")
    page = opens(next_day, TWO)
    expect(page.locator("#comparison-lecture")).to_be_hidden()
    expect(page.locator("#comparison-lecture-absente")).to_be_visible()
    next_day.page.emulate_media(reduced_motion="no-preference")
    expect(page.locator("#comparison-lecture")).to_be_visible()


def test_what_began_between_two_years_is_listed(next_day):
    page = opens(next_day, f"{TWO}&entre=2018-2021&onglet=temps")
    changes = page.locator("#comparison-changements")
    expect(changes.locator("h3").first).to_have_text("Nouvelles entre 2018 et 2021 (3)")
    expect(changes).to_contain_text("Solidaires sur l’Agglo")
    expect(changes).not_to_contain_text("Solidarité mobile")


def test_claims_stand_beside_the_reference(next_day):
    page = opens(next_day, f"{TWO}&onglet=ecrits")
    row = page.locator("#comparison-ecrits tbody tr").filter(has_text="Communes membres")
    expect(row.filter(has_text="Valence")).to_contain_text("56\u00a0communes")
    expect(row.filter(has_text="Valence")).to_contain_text("54")
    expect(page.locator("#comparison-ecrits")).to_contain_text("126")


def test_two_maps_move_together_with_the_same_classes(map_reader):
    page = opens(map_reader, TWO)
    map_reader.opens_tab("Cartes")
    page.wait_for_function(BOTH_DRAWN)
    expect(page.locator("#comparison-titre-a")).to_have_text(BOURG_NAME)
    expect(page.locator("#comparison-titre-b")).to_have_text(VALENCE_NAME)
    left, right = page.evaluate(COLOURS)
    assert left == right
    before = page.evaluate(VIEWS)
    assert before[0][2] == before[1][2], "the two maps are not at the same scale"
    box = page.locator("#comparison-carte-a").bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 140, steps=4)
    page.mouse.up()
    page.wait_for_function(f"(before) => ({VIEWS})()[1][0] !== before", arg=before[1][0])
    after = page.evaluate(VIEWS)
    moved = [round(b - a, 4) for a, b in zip(before[0], after[0], strict=True)]
    followed = [round(b - a, 4) for a, b in zip(before[1], after[1], strict=True)]
    assert moved == followed
    assert moved[0] > 0
    # From two territories to two years of the first: both maps look at it.
    page.get_by_role("radio", name="Deux années").check()
    expect(page.locator("#comparison-titre-b")).to_have_text(f"{BOURG_NAME}, 2025")
    page.wait_for_function(
        f"() => {{ const [a, b] = ({VIEWS})(); return String(a) === String(b); }}"
    )


def test_two_years_of_one_territory_are_drawn_with_the_same_classes(map_reader):
    page = opens(map_reader, f"?territoire={VALENCE}&cartes=annees&entre=2018-2023")
    map_reader.opens_tab("Cartes")
    page.wait_for_function(BOTH_DRAWN)
    expect(page.locator("#comparison-titre-a")).to_have_text(f"{VALENCE_NAME}, 2018")
    expect(page.locator("#comparison-titre-b")).to_have_text(f"{VALENCE_NAME}, 2023")
    expect(page.locator("#comparison-phrase-b")).to_contain_text(
        "dont la première année est inconnue"
    )
    for name in ("Première carte", "Seconde carte"):
        expect(page.get_by_role("region", name=name)).to_be_visible()
    left, right = page.evaluate(COLOURS)
    assert left == right
    page.locator("#comparison-tableau-cartes summary").click()
    expect(page.locator("#comparison-tableau-cartes tbody tr")).to_have_count(54)


def test_each_map_shows_the_territory_that_is_chosen_above_it(map_reader):
    three = f"{TWO}&territoire={GRENOBLE}"
    page = opens(map_reader, f"{three}&onglet=cartes")
    page.wait_for_function(BOTH_DRAWN)
    select = page.get_by_label("Sur la seconde carte")
    select.focus()
    select.select_option("Grenoble-Alpes-Métropole")
    is_at(map_reader, f"{three}&droite={GRENOBLE}&onglet=cartes")
    expect(page.locator("#comparison-titre-b")).to_have_text("Grenoble-Alpes-Métropole")
    expect(page.locator("#comparison-titre-a")).to_have_text(BOURG_NAME)
    expect(page.get_by_label("Sur la seconde carte")).to_be_focused()
    page.go_back()
    expect(page.locator("#comparison-titre-b")).to_have_text(VALENCE_NAME)
    page.get_by_label("Sur la première carte").select_option("Région Rhône-Alpes")
    expect(page.locator("#comparison-titre-a")).to_have_text("Région Rhône-Alpes")
