"""A view in a page of another site: who may show it, what it shows, where its links lead."""

import functools
import itertools
import re
import threading
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE, Reader, start_server

PAGES = {
    "/?vue=integree": "#fiche h2",
    "/pres-de-chez-vous?territoire=07129&vue=integree": "#nearby-resultats h2",
    "/zones-blanches?vue=integree": "#coverage-fiche h2",
    "/comparer?territoire=200071751&vue=integree&onglet=cartes": "#comparison-tableau-cartes",
}
READY = "#fiche h2"
ANSWERED = "#tableau tbody tr"


class Host:
    """Another site, with one page that shows whatever it is told."""

    def __init__(self, folder):
        self.folder = folder
        self.numbers = itertools.count()
        handler = functools.partial(Silent, directory=str(folder))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def shows(self, markup):
        page = (
            '<!doctype html><html lang="fr"><head><title>Un autre site</title>'
            '<link rel="icon" href="data:,"></head>'
            f'<body style="margin:0">{markup}</body></html>'
        )
        # Each under its own name: a browser keeps a page that changes within a second.
        name = f"page-{next(self.numbers)}.html"
        (self.folder / name).write_text(page, encoding="utf-8")
        return f"{self.address}/{name}"

    def stop(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


class Silent(SimpleHTTPRequestHandler):
    """A server that keeps its visits to itself."""

    def log_message(self, *_words):
        pass


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    running = Host(tmp_path_factory.mktemp("another-site"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def friendly_server(host):
    """A dashboard whose setting names the other site."""
    running = start_server(DASHBOARD_FRAME_ANCESTORS=f"https://*.exemple.fr {host.address}")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def warm_visits(blind_browser):
    """One context for all: scripts are read once."""
    context = blind_browser.new_context(viewport=WIDE)
    yield context
    context.close()


def visited(context):
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page, said
    for opened in context.pages:
        opened.close()


@pytest.fixture
def visit(warm_visits):
    yield from visited(warm_visits)


@pytest.fixture
def map_visit(warm_map_context):
    yield from visited(warm_map_context)


def frame_of(source, *, height=800):
    return (
        f'<iframe src="{source}" title="La carte" width="100%" height="{height}" '
        'style="border:0"></iframe>'
    )


def shown_in(page, host, source, ready=READY):
    """Open the other site's page; return the frame once it shows what is looked for."""
    page.goto(host.shows(frame_of(source)))
    frame = page.frames[1]
    expect(frame.locator(ready).first).to_be_visible()
    # An empty map is drawn first: each has its canvas and its name once it shows something.
    frame.wait_for_function(
        """() => {
            const graphs = [...document.querySelectorAll('.map-graph')];
            return graphs.length && graphs.every((graph) => {
                const canvas = graph.querySelector('.maplibregl-canvas');
                return canvas && canvas.getAttribute('aria-label').endsWith('arte');
            });
        }"""
    )
    return frame


@pytest.mark.parametrize(
    ("path", "ready"), PAGES.items(), ids=["map", "nearby", "gaps", "comparison"]
)
def test_an_allowed_site_shows_map_and_list_alone_wide_and_narrow(
    map_visit, host, friendly_server, path, ready
):
    page, said = map_visit
    frame = shown_in(page, host, friendly_server.address + path, ready)
    expect(frame.locator(".map-frame").first).to_be_visible()
    expect(frame.get_by_role("heading", level=1)).to_be_visible()
    for landmark in ("banner", "contentinfo"):
        expect(frame.get_by_role(landmark)).to_have_count(0)
    expect(frame.locator(".site-header, .site-footer, .contents, .questions")).to_have_count(0)
    expect(frame.locator(".view-tabs")).to_be_hidden()
    expect(frame.locator(".attribution")).to_contain_text("Carte de la solidarité en Rhône-Alpes")
    # Embedded twice would be once too many.
    expect(frame.locator(".embed-panel")).to_have_count(0)
    assert Reader(frame, friendly_server.address).violations() == []
    # In a narrow frame both are shown, the map first, and nothing scrolls sideways.
    page.set_viewport_size(NARROW)
    frame.wait_for_function("() => window.innerWidth === 360")
    assert frame.evaluate("document.documentElement.scrollWidth") == 360
    tops = [frame.locator(part).first.bounding_box()["y"] for part in (".map-frame", ready)]
    assert tops == sorted(tops)
    assert Reader(frame, friendly_server.address).violations() == []
    assert said == []


@pytest.mark.parametrize("path", ["/?vue=integree", "/", "/sources?vue=integree"])
def test_by_default_another_site_shows_nothing(visit, host, server, path):
    page, said = visit
    page.goto(host.shows(frame_of(server.address + path)))
    assert_blocked(page, said)


def test_an_allowed_site_shows_no_whole_page(visit, host, friendly_server):
    page, said = visit
    page.goto(host.shows(frame_of(friendly_server.address)))
    assert_blocked(page, said)


def assert_blocked(page, said):
    """The browser shows a page of its own, and names the policy that it follows."""
    page.wait_for_function("() => document.readyState === 'complete'")
    assert page.frames[1].url.startswith("chrome-error://")
    expect(page.frames[1].locator("main")).to_have_count(0)
    assert any("frame-ancestors 'self'" in message for message in said)


def test_a_filter_and_a_link_within_keep_the_view_embedded(map_visit, host, friendly_server):
    page, _said = map_visit
    address = friendly_server.address
    frame = shown_in(page, host, f"{address}/?points=aucun&vue=integree")
    whole = frame.get_by_role("link", name="Ouvrir la page complète")
    expect(whole).to_have_attribute("href", f"{address}/?points=aucun")
    frame.get_by_role("combobox", name="Afficher par").click()
    frame.get_by_role("option", name="Départements").click()
    frame.get_by_role("link", name="Tableau", exact=True).click()
    frame.locator("#tableau").get_by_role("link", name="Ardèche", exact=True).click()
    expect(frame.locator("#fiche h2")).to_have_text("Ardèche")
    assert frame.url == f"{address}/?niveau=departements&points=aucun&territoire=D07&vue=integree"
    expect(frame.locator("#tableau tbody tr")).to_have_count(8)
    expect(frame.locator(".map-frame").first).to_be_visible()
    expect(whole).to_have_attribute(
        "href", f"{address}/?niveau=departements&points=aucun&territoire=D07"
    )
    assert len(page.context.pages) == 1


def test_a_link_that_leaves_opens_a_tab_of_its_own(map_visit, host, friendly_server):
    page, _said = map_visit
    address = friendly_server.address
    frame = shown_in(page, host, f"{address}/?niveau=departements&territoire=D07&vue=integree")
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="Ouvrir la page complète").click()
    whole = opened.value
    expect(whole.get_by_role("navigation", name="Pages", exact=True)).to_be_visible()
    expect(whole).to_have_url(f"{address}/?niveau=departements&territoire=D07")
    assert whole.evaluate("window.opener") is None
    expect(whole.locator("#fiche h2")).to_have_text("Ardèche")
    frame.get_by_text("Ce qui n’est pas connu").click()
    link = frame.get_by_role("link", name="En savoir plus")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_accessible_name("En savoir plus : sources et méthode (nouvel onglet)")
    # It lies over the page until it is left.
    frame.get_by_text("Ce qui n’est pas connu").press("Escape")
    # What an answer draws too, but neither links within the page nor downloads.
    record = frame.locator("#fiche .records a").first
    expect(record).not_to_have_attribute("target", "_blank")
    frame.get_by_role("link", name="Tableau", exact=True).click()
    download = frame.get_by_role("link", name="Télécharger en CSV")
    expect(download).not_to_have_attribute("target", "_blank")
    assert (
        frame.evaluate(
            """() => [...document.querySelectorAll('a[href]')].filter((link) => link.target
            && (link.target !== '_blank' || link.rel !== 'noopener')).length"""
        )
        == 0
    )


def test_a_link_drawn_by_an_answer_leaves_in_a_tab_too(map_visit, host, friendly_server):
    page, _said = map_visit
    address = f"{friendly_server.address}/pres-de-chez-vous?territoire=07129&vue=integree"
    frame = shown_in(page, host, address, "#nearby-resultats h2")
    for name in ("Imprimer", "Voir Lamastre sur la carte"):
        link = frame.get_by_role("link", name=name)
        expect(link).to_have_attribute("target", "_blank")
        expect(link).to_have_attribute("rel", "noopener")


class Frames(HTMLParser):
    """The attributes of the frames of a page."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag == "iframe":
            self.found.append(dict(attrs))


def code_of(page):
    """The frame that the code to copy holds, as a browser reads it."""
    reader = Frames()
    reader.feed(page.locator("#integrer-code").input_value())
    (frame,) = reader.found
    return frame


def opens_panel(page, address, path="/"):
    page.goto(address + path)
    expect(page.locator(ANSWERED).first).to_be_attached()
    page.locator(".embed-panel summary").click()
    expect(page.locator("#integrer-code")).to_be_visible()


def test_the_code_follows_the_address_and_the_name_of_the_window(visit, server):
    page, said = visit
    opens_panel(page, server.address, "/?theme=sante&autre=x")
    assert code_of(page) == {
        "src": f"{server.address}/?theme=sante&vue=integree",
        "title": "Carte · Carte de la solidarité en Rhône-Alpes",
        "width": "100%",
        "height": "800",
        "loading": "lazy",
        "style": "border:0",
    }
    expect(page.locator(".embed-panel")).to_contain_text("Seul ce site peut, pour l’instant")
    expect(page.locator(".embed-panel")).to_contain_text("DASHBOARD_FRAME_ANCESTORS")
    Reader(page, server.address).chooses("Afficher par", "Départements")
    expect(page.locator("#integrer-code")).to_have_value(re.compile("niveau=departements"))
    page.get_by_role("link", name="Tableau", exact=True).click()
    page.locator("#tableau").get_by_role("link", name="Ardèche", exact=True).click()
    expect(page.locator("#integrer-code")).to_have_value(re.compile("Ardèche · Carte"))
    assert code_of(page)["src"] == (
        f"{server.address}/?niveau=departements&theme=sante&territoire=D07&vue=integree"
    )
    page.go_back()
    expect(page.locator("#integrer-code")).to_have_value(
        re.compile(
            re.escape("/?niveau=departements&amp;theme=sante&amp;onglet=tableau&amp;vue=integree")
        )
    )
    assert Reader(page, server.address).violations() == []
    assert said == []


def test_the_code_copied_shows_the_same_view_elsewhere(visit, host, friendly_server):
    page, _said = visit
    address = friendly_server.address
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    opens_panel(page, address, "/?niveau=departements&territoire=D07&vue=carte")
    expect(page.locator(".embed-panel")).to_contain_text(f"https://*.exemple.fr et {host.address}")
    page.get_by_role("button", name="Copier le code").click()
    expect(page.locator("#integrer-etat")).to_have_text("Code copié.")
    copied = page.evaluate("navigator.clipboard.readText()")
    page.goto(host.shows(copied))
    frame = page.frame_locator("iframe")
    expect(frame.locator("#fiche h2")).to_have_text("Ardèche")
    expect(frame.get_by_role("combobox", name="Afficher par")).to_have_value("Départements")
    expect(frame.get_by_role("banner")).to_have_count(0)


def test_without_a_clipboard_the_code_is_selected_and_said(visit, server):
    page, _said = visit
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })"
    )
    opens_panel(page, server.address)
    page.get_by_role("button", name="Copier le code").click()
    expect(page.locator("#integrer-etat")).to_contain_text("Le code est sélectionné")
    chosen = page.evaluate("String(window.getSelection())")
    assert chosen == page.locator("#integrer-code").input_value()
    # Said of the code that was there: no longer when it changes.
    Reader(page, server.address).chooses("Afficher par", "Départements")
    expect(page.locator("#integrer-etat")).to_have_text("")


def shown_parts(page):
    """Which of the map, the table, the filters and the attribution one sees."""
    parts = (".map-frame", "#tableau table", ".filters", ".attribution")
    return [part for part in parts if page.locator(part).first.is_visible()]


@pytest.mark.parametrize("width", [320, 768, 1200])
def test_a_map_alone_fills_its_frame_at_any_width(map_visit, server, width):
    page, said = map_visit
    page.set_viewport_size({"width": width, "height": 680})
    page.goto(f"{server.address}/?territoire=D07&vue=integree&partie=carte")
    expect(page.locator(".map-frame canvas").first).to_be_visible()
    assert shown_parts(page) == [".map-frame", ".attribution"]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    frame, canvas = (
        page.locator(part).first.bounding_box() for part in (".map-frame", ".map-frame canvas")
    )
    assert frame["height"] >= 256
    assert frame["y"] + frame["height"] <= 680
    # A line on each side is the frame's own.
    assert canvas["width"] == pytest.approx(frame["width"], abs=3)
    assert canvas["height"] == pytest.approx(frame["height"], abs=3)
    assert Reader(page, server.address).violations() == []
    assert said == []


def test_a_table_alone_keeps_its_links_within_and_its_way_out(visit, server):
    page, _said = visit
    address = f"{server.address}/?niveau=departements&vue=integree&partie=tableau"
    page.goto(address)
    expect(page.locator(ANSWERED)).to_have_count(8)
    assert shown_parts(page) == ["#tableau table", ".attribution"]
    page.locator("#tableau").get_by_role("link", name="Ardèche", exact=True).click()
    page.wait_for_url(re.compile("territoire=D07"))
    assert "partie=tableau" in page.url
    expect(page.get_by_role("link", name="Ouvrir la page complète")).to_have_attribute(
        "href", f"{server.address}/?niveau=departements&territoire=D07"
    )


def test_the_code_shows_the_part_that_is_chosen(visit, server):
    page, _said = visit
    opens_panel(page, server.address, "/?niveau=departements")
    choice = page.get_by_label("Ce que le cadre montre")
    offered = choice.locator("option:not([hidden])")
    expect(offered).to_have_text(["Toute la vue", "La carte seule", "Le tableau ou la liste seule"])
    choice.select_option("La carte seule")
    frame = code_of(page)
    assert frame["src"] == f"{server.address}/?niveau=departements&vue=integree&partie=carte"
    assert frame["height"] == "680"


def test_link_sentence_and_citation_are_copied_and_said(visit, server):
    page, _said = visit
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.address)
    opens_panel(page, server.address, "/?niveau=departements")
    page.get_by_role("link", name="Tableau", exact=True).click()
    page.locator("#tableau").get_by_role("link", name="Ardèche", exact=True).click()
    expect(page.locator("#fiche h2")).to_have_text("Ardèche")
    # The citation of this view has come.
    page.wait_for_load_state("networkidle")
    copied = []
    for name, said in (
        ("Copier le lien", "Lien copié."),
        ("Copier la phrase", "Phrase copiée."),
        ("Copier la citation", "Citation copiée."),
    ):
        page.get_by_role("button", name=name).click()
        expect(page.locator("#partager-etat")).to_have_text(said)
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    link, sentence, citation = copied
    assert link == f"{server.address}/?niveau=departements&territoire=D07"
    assert sentence == page.locator(".map-sentence").inner_text()
    assert "par département, Ardèche\u00a0»" in citation
    assert citation.endswith(link)
    assert Reader(page, server.address).violations() == []
