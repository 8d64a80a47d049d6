"""Ten journeys of citizens on « Près de chez vous », from what they type to whom they call.

The services are those the program ships, and two small lists imported as anybody would import theirs.
"""

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import (
    NARROW,
    WIDE,
    leaves_no_trace,
    opened_at,
    reader_at,
    start_server,
)
from tests.helpers.journey_lists import (
    CLOSED_BY_THEN,
    CLOSED_ON_SATURDAYS,
    FRENCH_LESSONS,
    NEAREST_HOUSE,
    OPEN_LATE,
    import_lists,
)

PAGE = "/pres-de-chez-vous"
NEED, PLACE = "De quoi avez-vous besoin ?", "Où ?"
ONE_A4_PAGE = re.compile(rb"/Type /Page\b")
# What has the focus: whether it is in the window and looks otherwise than without the focus.
FOCUS = """() => {
    const held = document.activeElement;
    const look = () => {
        const {outlineStyle, outlineWidth, boxShadow, borderColor} = getComputedStyle(held);
        return `${outlineStyle === 'none' ? '' : outlineWidth}/${boxShadow}/${borderColor}`;
    };
    const focused = look();
    const box = held.getBoundingClientRect();
    const within = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const named = held.getAttribute('aria-label') || held.textContent || held.id;
    held.blur();
    const seen = held !== document.body && within && box.width > 0 && look() !== focused;
    held.focus({preventScroll: true});
    return {named, seen, href: held.getAttribute('href') || '', id: held.id};
}"""
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
FAST = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
SCRIPTS = "['React', 'DashRenderer', 'dash_clientside'].filter((name) => name in window)"
# Ten results near and one that serves are in the document: which scripts have run by then.
READ_FIRST = f"""() => {{
    const cards = document.querySelectorAll('.first-paint .results .card').length;
    // On a slow line cards come one after the other: the foot of the page comes after all of them.
    return document.querySelector('.first-paint .site-footer') && {{cards, scripts: {SCRIPTS}}};
}}"""


@pytest.fixture(scope="module")
def lists(tmp_path_factory):
    return import_lists(tmp_path_factory.mktemp("journeys"))


def served(lists, moment):
    running = start_server(
        at=moment,
        DASHBOARD_DATA_DIR=str(lists),
        DASHBOARD_SERVICES="",
        DASHBOARD_CONTACT="mailto:contact@exemple.fr",
    )
    yield running
    running.stop()


@pytest.fixture(scope="module")
def tuesday(lists):
    yield from served(lists, "2026-11-24T10:30")


@pytest.fixture(scope="module")
def saturday(lists):
    yield from served(lists, "2026-11-28T19:30")


@pytest.fixture
def citizen(warm_context, tuesday):
    yield from opened_at(warm_context, tuesday, draws_maps=False)


@pytest.fixture
def phone_citizen(warm_phone_context, tuesday):
    yield from opened_at(warm_phone_context, tuesday, draws_maps=False)


@pytest.fixture
def evening_citizen(warm_context, saturday):
    yield from opened_at(warm_context, saturday, draws_maps=False)


@pytest.fixture
def newcomer(blind_browser, tuesday):
    """Make readers whose browser knows nothing of the site."""
    contexts = []

    def make(**about):
        context = blind_browser.new_context(**{"viewport": WIDE} | about)
        someone = reader_at(context.new_page(), tuesday, draws_maps=False)
        contexts.append((context, someone))
        return someone

    yield make
    for context, someone in contexts:
        leaves_no_trace(someone)
        context.close()


def need(page):
    return page.get_by_role("combobox", name=NEED)


def place(page):
    return page.get_by_role("combobox", name=PLACE)


def answers(page):
    return page.locator("#nearby-resultats")


def title(page):
    """The last heading: that of the record, where one is open beside the list."""
    return answers(page).locator("h2").last


def cards(page):
    return page.locator(".results > .card")


def card(page, name):
    return cards(page).filter(has=page.get_by_role("link", name=name, exact=True))


def phone(of):
    return of.get_by_role("link", name=re.compile("^Appeler "))


def types(field, text):
    """Replace what a field holds as people do: all of it selected, then typed over."""
    field.click()
    field.press("ControlOrMeta+a")
    field.press_sequentially(text)
    expect(field).to_have_value(text)


def asks(page, what, where):
    types(need(page), what)
    # As the next key of a phone does: what is suggested no longer lies over the other field.
    need(page).press("Tab")
    types(place(page), where)
    place(page).press("Enter")


def holds(page, what, where):
    """The two fields show what was asked, or how it was understood."""
    expect(need(page)).to_have_value(what)
    expect(place(page)).to_have_value(where)


def test_a_mother_in_saint_etienne_calls_about_a_form_of_the_caf(phone_citizen):
    page = phone_citizen.opens_nearby().page
    asks(page, "CAF", "Saint-Étienne")
    expect(title(page)).to_have_text("Démarches CAF, près de Saint-Étienne")
    names = cards(page).locator("a.name")
    expect(names.first).to_have_text(NEAREST_HOUSE)
    helped = [name for name in names.all_text_contents()[:3] if "France services" in name]
    assert len(helped) == 3
    call = phone(cards(page).first)
    expect(call).to_have_text("Appeler 04 77 43 24 69")
    expect(call).to_have_attribute("href", "tel:0477432469")
    call.scroll_into_view_if_needed()
    # Touched anywhere in it, and nothing stands over it.
    call.tap(trial=True)
    assert call.bounding_box()["height"] >= 44
    assert phone_citizen.violations() == []


def test_who_needs_a_driver_in_lamastre_is_told_what_is_known_and_whom_to_call(citizen):
    page = citizen.opens_nearby().page
    asks(page, "me conduire", "Lamastre")
    for words in ("me conduire", "chauffeur", "transport"):
        types(need(page), words)
        need(page).press("Enter")
        expect(page).to_have_url(re.compile(f"besoin={words.replace(' ', '.')}"))
        expect(title(page)).to_have_text("Se déplacer, transport solidaire, près de Lamastre")
    told = page.locator(".need-note")
    expect(told).to_contain_text("1 lieu dans toute la région, c’est peu.")
    expect(told).to_contain_text("Appelez la mairie de Lamastre et son CCAS : 04 75 06 41 92.")
    hall = page.locator(".answer-head").get_by_role("link", name=re.compile("04 75 06 41 92"))
    expect(hall).to_have_attribute("href", "tel:0475064192")
    expect(cards(page).locator("a.name")).to_have_text(
        ["Transport solidaire du Pays de Lamastre", "Mobilité des Exemples"]
    )
    assert citizen.violations() == []


def test_french_lessons_in_annecy_are_a_need_and_not_the_commune_of_cours(citizen):
    page = citizen.opens_nearby().page
    types(need(page), "cours de français")
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options).to_have_text(["Apprendre le français"])
    types(place(page), "Annecy")
    expect(options.first).to_have_text("Annecy, Haute-Savoie")
    place(page).press("Enter")
    expect(title(page)).to_have_text("Apprendre le français, près d’Annecy")
    holds(page, "cours de français", "Annecy")
    expect(cards(page).first).to_contain_text(FRENCH_LESSONS)
    expect(cards(page).first).to_contain_text("Fermé, ouvre à 14 h")
    expect(page.locator("#nearby-recherche .emergency")).to_contain_text("112")
    assert citizen.violations() == []


def test_what_is_open_on_a_saturday_evening_in_venissieux_is_true_at_that_minute(evening_citizen):
    page = evening_citizen.opens_nearby().page
    types(place(page), "Vénissieux")
    place(page).press("Enter")
    expect(card(page, CLOSED_ON_SATURDAYS)).to_have_count(1)
    page.locator("#filtres > summary").click()
    page.get_by_role("radio", name="Ouvert le samedi").check()
    expect(page).to_have_url(re.compile("ouvert=samedi"))
    expect(card(page, CLOSED_ON_SATURDAYS)).to_have_count(0)
    late, early = card(page, OPEN_LATE), card(page, CLOSED_BY_THEN)
    expect(late).to_contain_text("Samedi : 14 h – 20 h")
    expect(late.locator(".state")).to_have_text("Ouvert, ferme à 20 h")
    expect(early).to_contain_text("Samedi : 10 h – 19 h")
    expect(early.locator(".state")).to_have_text("Fermé, ouvre mardi à 10 h")
    hours = cards(page).locator(".when").all_text_contents()
    assert len(hours) == 10
    assert all("Samedi : " in text for text in hours)
    page.get_by_role("radio", name="Ouvert maintenant").check()
    expect(early).to_have_count(0)
    expect(late.locator(".state")).to_have_text("Ouvert, ferme à 20 h")
    assert evening_citizen.violations() == []


def test_three_services_kept_in_bourg_are_sent_printed_on_one_page_and_found_again(
    citizen, newcomer
):
    page = citizen.opens_nearby("?territoire=01053").page
    kept = {}
    for row in cards(page).all()[:3]:
        name = row.locator("a.name").text_content()
        kept[name] = phone(row).text_content().removeprefix("Appeler ")
        row.get_by_role("link", name=f"Garder {name} dans ma sélection").click()
        expect(
            row.get_by_role("link", name=f"✓ Gardé : {name}, retirer de ma sélection")
        ).to_be_visible()
    selection = page.get_by_role("region", name="Ma sélection (3)")
    lines = [f"{name}, {number}" for name, number in kept.items()]
    expect(selection.locator("li > span")).to_have_text(lines)
    for by, scheme in (("SMS", "sms:?body="), ("e-mail", "mailto:?")):
        href = selection.get_by_role("link", name=f"Envoyer par {by}").get_attribute("href")
        assert href.startswith(scheme)
        for name, number in kept.items():
            assert f"{name}\n{number}\n" in unquote(href)
    assert citizen.violations() == []
    shared = page.url
    selection.get_by_role("link", name="Imprimer ma sélection").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ma sélection")
    printed = page.locator(".entries > li")
    expect(printed.locator("strong")).to_have_text(list(kept))
    for row, number in zip(printed.all(), kept.values(), strict=True):
        expect(row).to_contain_text(number)
    assert len(ONE_A4_PAGE.findall(page.pdf(format="A4"))) == 1
    assert citizen.violations() == []
    friend = newcomer()
    friend.opens_nearby(shared.partition(PAGE)[2])
    again = friend.page.get_by_role("region", name="Ma sélection (3)")
    expect(again.locator("li > span")).to_have_text(lines)
    expect(place(friend.page)).to_have_value("Bourg-en-Bresse")


def tabs(page, until, *, most=30):
    """Press Tab until what has the focus is it; the focus is seen at every stop."""
    for _ in range(most):
        page.keyboard.press("Tab")
        held = page.evaluate(FOCUS)
        assert held["seen"], held
        if until(held):
            return held
    pytest.fail(f"not reached; the focus is on {held}")


def test_by_keyboard_alone_the_first_result_of_grenoble_and_its_phone_are_reached(citizen):
    page = citizen.opens_nearby().page
    expect(need(page)).to_be_visible()
    tabs(page, lambda held: held["id"] == "nearby-besoin")
    page.keyboard.type("pap")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox", name=NEED)).to_be_hidden()
    expect(need(page)).to_have_value("pap")
    expect(need(page)).to_be_focused()
    tabs(page, lambda held: held["named"] == f"Effacer : {NEED}")
    page.keyboard.press("Enter")
    expect(need(page)).to_have_value("")
    expect(need(page)).to_be_focused()
    page.keyboard.type("CAF")
    expect(options.first).to_have_text("Démarches CAF")
    tabs(page, lambda held: held["id"] == "nearby-lieu")
    page.keyboard.type("greno")
    expect(options.first).to_have_text("Grenoble, Isère")
    page.keyboard.press("ArrowDown")
    marked = page.locator("#nearby-lieu-choix [aria-selected=true]")
    expect(marked).to_have_text("Grenoble, Isère")
    page.keyboard.press("Enter")
    expect(title(page)).to_have_text("Démarches CAF, près de Grenoble")
    expect(answers(page)).to_be_focused()
    name = cards(page).first.locator("a.name").text_content()
    tabs(page, lambda held: held["named"] == name)
    called = tabs(page, lambda held: held["href"].startswith("tel:"))
    assert called["href"] == "tel:0476330656"
    assert name in called["named"]
    assert citizen.violations() == []


def test_on_a_slow_line_the_list_is_read_before_scripts_and_what_is_typed_stays(newcomer):
    someone = newcomer()
    page = someone.page
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    page.goto(f"{someone.address}{PAGE}?territoire=42218", wait_until="commit")
    first = page.wait_for_function(READ_FIRST).json_value()
    assert first == {"cards": 11, "scripts": []}
    expect(page.get_by_text("Près de Saint-Étienne", exact=True)).to_be_visible()
    expect(phone(page.locator(".first-paint .card").first)).to_be_visible()
    # The plain form is typed in: it is no combobox yet.
    page.get_by_role("textbox", name=PLACE).fill("Saint-Chamond")
    page.get_by_role("textbox", name=NEED).press_sequentially("CAF")
    assert page.evaluate(SCRIPTS) == []
    line.send("Network.emulateNetworkConditions", FAST)
    expect(page.locator(".first-paint")).to_have_count(0)
    holds(page, "CAF", "Saint-Chamond")
    expect(need(page)).to_be_focused()
    assert page.evaluate(SCRIPTS) == ["React", "DashRenderer", "dash_clientside"]
    need(page).press("Enter")
    expect(title(page)).to_have_text("Démarches CAF, près de Saint-Chamond")
    holds(page, "CAF", "Saint-Chamond")


def test_without_scripts_one_asks_turns_pages_opens_a_record_and_prints(newcomer):
    someone = newcomer(java_script_enabled=False, viewport=NARROW)
    page = someone.page
    page.goto(f"{someone.address}{PAGE}")
    page.get_by_label(PLACE).fill("Saint-Étienne")
    page.get_by_text("Rayon et filtres").click()
    page.get_by_label("Rayon").select_option("20 km")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("heading", name="Près de Saint-Étienne")).to_be_visible()
    expect(page).to_have_url(re.compile("lieu=Saint-%C3%89tienne.*rayon=20"))
    page.get_by_role("link", name="Papiers, droits").click()
    heading = page.locator(".answers h2").last
    expect(heading).to_have_text(re.compile(", près de Saint-Étienne$"))
    expect(page.get_by_label(NEED)).to_have_value("papiers")
    expect(cards(page)).to_have_count(10)
    tenth = cards(page).nth(9).locator("a.name").text_content()
    page.get_by_role("link", name=re.compile("^Voir plus")).click()
    expect(cards(page)).to_have_count(20)
    expect(cards(page).nth(9).locator("a.name")).to_have_text(tenth)
    first = cards(page).first.locator("a.name")
    name = first.text_content()
    first.click()
    expect(heading).to_have_text(name)
    expect(page.get_by_role("link", name="Signaler une erreur")).to_be_visible()
    page.get_by_role("link", name="Revenir à la liste").click()
    expect(cards(page).first.locator("a.name")).to_have_text(name)
    page.get_by_role("link", name="Imprimer", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Près de Saint-Étienne")
    expect(page.locator(".entries > li").first).to_contain_text(name)


def test_five_steps_from_a_shared_address_are_five_backs(citizen):
    page = citizen.opens_nearby("?territoire=42218").page
    radius = page.get_by_role("radio", name="20 km")
    anything = "Près de Saint-Étienne"
    holds(page, "", "Saint-Étienne")
    expect(title(page)).to_have_text(anything)
    page.locator("#filtres > summary").click()
    page.get_by_role("link", name="Papiers, droits").click()
    expect(title(page)).to_have_text(re.compile("^Papiers.*Saint-Étienne$"))
    papers = title(page).text_content()
    holds(page, "papiers", "Saint-Étienne")
    near = page.locator("#nearby-nombre").text_content()
    radius.check()
    expect(page.locator("#nearby-nombre")).to_contain_text("à moins de 20 km")
    far = page.locator("#nearby-nombre").text_content()
    first = cards(page).first.locator("a.name")
    name = first.text_content()
    first.click()
    expect(title(page)).to_have_text(name)
    page.get_by_role("link", name="Revenir à la liste").click()
    expect(title(page)).to_have_text(papers)
    types(place(page), "Oyonnax")
    place(page).press("Enter")
    expect(title(page)).to_have_text(papers.replace("de Saint-Étienne", "d’Oyonnax"))
    holds(page, "papiers", "Oyonnax")
    for shown, count, checked, what in (
        (papers, far, True, "papiers"),
        (name, far, True, "papiers"),
        (papers, far, True, "papiers"),
        (papers, near, False, "papiers"),
        (anything, None, False, ""),
    ):
        page.go_back()
        expect(title(page)).to_have_text(shown)
        holds(page, what, "Saint-Étienne")
        expect(radius).to_be_checked(checked=checked)
        if count is not None:
            expect(page.locator("#nearby-nombre")).to_have_text(count)
    assert page.url.endswith("?territoire=42218")
    assert citizen.violations() == []


OUTSIDE = "est hors du périmètre de la carte (Rhône-Alpes)."


def test_whatever_is_typed_as_a_place_is_understood_or_said_not_to_be(citizen):
    page = citizen.opens_nearby().page
    for typed, answer, shown in (
        ("Clermont-Ferrand", f"Clermont-Ferrand (63) {OUTSIDE}", None),
        ("Dijon", f"Dijon (21) {OUTSIDE}", None),
        ("Montpellier", f"Montpellier (34) {OUTSIDE}", None),
        ("Genève", f"Genève (Suisse) {OUTSIDE}", None),
        ("Suisse", f"Suisse {OUTSIDE}", None),
        ("Romans", "« Romans » peut désigner plusieurs communes", "Romans"),
        ("Tournon", "« Tournon » peut désigner plusieurs communes", "Tournon"),
        ("Lyon 8", "Près de Lyon 8e", "Lyon 8e"),
        ("69008", "Près de Lyon 8e", "Lyon 8e"),
        ("5.7245, 45.1885", "Position lue comme latitude 45,1885, longitude 5,7245.", None),
        (
            "12 rue de la République, Lyon 2",
            "La rue n’est pas utilisée : distances comptées depuis le centre de Lyon 2e.",
            "Lyon 2e",
        ),
        ("st etienne", "Près de Saint-Étienne", "Saint-Étienne"),
        ("ggg", "« ggg » ne correspond à aucune commune", "ggg"),
    ):
        types(place(page), typed)
        place(page).press("Enter")
        expect(answers(page)).to_contain_text(answer)
        if shown is not None:
            expect(place(page)).to_have_value(shown)
        assert place(page).input_value()
    types(place(page), "Romans")
    place(page).press("Enter")
    offered = answers(page).locator(".candidates")
    expect(offered.get_by_role("link")).to_have_text(["Romans", "Romans-sur-Isère"])
    offered.get_by_role("link", name="Romans-sur-Isère").click()
    expect(title(page)).to_have_text("Près de Romans-sur-Isère")
    expect(place(page)).to_have_value("Romans-sur-Isère")
    page.go_back()
    expect(offered).to_be_visible()
    expect(place(page)).to_have_value("Romans")
    assert citizen.violations() == []


def test_whatever_is_typed_as_a_need_is_understood_or_said_not_to_be(citizen):
    page = citizen.opens_nearby("?territoire=38185").page
    for typed, answer in (
        ("cours de français", "Apprendre le français, près de Grenoble"),
        ("douche", "Douches, laveries et bagageries, près de Grenoble"),
        ("resto du cœur", "Colis et épiceries solidaires, près de Grenoble"),
        ("CAF", "Démarches CAF, près de Grenoble"),
        ("ggg", "Aucune fiche ne parle de « ggg » : essayez un mot plus courant."),
    ):
        types(need(page), typed)
        need(page).press("Enter")
        expect(answers(page)).to_contain_text(answer)
        holds(page, typed, "Grenoble")


def test_what_is_typed_is_erased_neither_by_leaving_the_field_nor_by_an_answer(citizen):
    page = citizen.opens_nearby("?territoire=38185").page
    expect(place(page)).to_have_value("Grenoble")
    held, released = [], []

    def hold(route):
        if released:
            route.continue_()
        else:
            held.append(route)

    page.route("**/_dash-update-component*", hold)
    types(place(page), "Annecy")
    place(page).press("Enter")
    # Typed again before the answer: the focus stays, and what is typed too, even once it is left.
    types(place(page), "Voi")
    types(need(page), "papi")
    assert held
    released.append(True)
    for route in held:
        route.continue_()
    expect(title(page)).to_have_text("Près d’Annecy")
    expect(need(page)).to_be_focused()
    holds(page, "papi", "Voi")
    need(page).blur()
    holds(page, "papi", "Voi")
    # A tile asks with the place typed beside it.
    page.get_by_role("link", name="Papiers, droits").click()
    expect(page).to_have_url(re.compile(r"lieu=Voi&besoin=papiers$"))
    holds(page, "papiers", "Voi")


@pytest.mark.parametrize(
    ("field", "typed", "best", "asked"),
    [
        (PLACE, "greno", "Grenoble, Isère", "territoire=38185"),
        (NEED, "apprendre le fr", "Apprendre le français", "besoin=Apprendre"),
    ],
)
def test_enter_takes_the_best_of_what_is_offered(citizen, field, typed, best, asked):
    page = citizen.opens_nearby("?territoire=73065").page
    box = page.get_by_role("combobox", name=field)
    types(box, typed)
    expect(page.get_by_role("option").first).to_have_text(best)
    box.press("Enter")
    expect(page).to_have_url(re.compile(asked))
    expect(box).to_have_value(best.partition(",")[0])


@pytest.mark.parametrize("width", [390, 360])
@pytest.mark.parametrize(
    "asked", ["territoire=42218&besoin=CAF", "territoire=69259&besoin=imprimer"]
)
def test_on_a_phone_the_first_result_begins_within_400_pixels(newcomer, width, asked):
    phone = {"width": width, "height": 740}
    reader = newcomer(viewport=phone, is_mobile=True, has_touch=True)
    page = reader.opens_nearby(f"?{asked}").page
    expect(page.locator(".first-paint")).to_have_count(0)
    assert cards(page).first.locator("a.name").bounding_box()["y"] < 400
    header = page.get_by_role("banner").bounding_box()
    assert header["height"] <= 49
