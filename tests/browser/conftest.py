"""A real server, the system's Chromium, and a reader who notices what should not be there."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.domain.pages import PAGES, SELECTION_PAGES
from tests.helpers import ROOT
from tests.helpers.nearby_places import import_places

AXE = Path(__file__).parent / "axe"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
BLIND_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-3d-apis"]
START_LIMIT_S = 120
LONGEST_WAIT_MS = 60_000
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 360, "height": 740}

# Every wait is for a state, and ends when it comes: a busy machine is no defect.
expect.set_options(timeout=LONGEST_WAIT_MS)


def chromium():
    """Find the system's Chromium."""
    found = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    assert found, "no Chromium: make test installs Debian's"
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": chromium(), "args": CHROMIUM_FLAGS}


@dataclass
class Server:
    """A running dashboard."""

    address: str
    process: subprocess.Popen

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_server(*, at="", more=(), **settings):
    """Start the dashboard as `make run` does, or at a set time; wait until it answers."""
    port = free_port()
    command = ["tests.helpers.serve_at", at, *more] if at else ["dashboard", "serve"]
    process = subprocess.Popen(
        [sys.executable, "-m", *command, "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
    )
    server = Server(f"http://127.0.0.1:{port}", process)
    limit = time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit:
        try:
            with urlopen(f"{server.address}/sante", timeout=2):  # noqa: S310 - our own server
                return server
        except (URLError, OSError):
            assert process.poll() is None, "the server stopped while starting"
            time.sleep(0.1)
    server.stop()
    pytest.fail("the server did not answer in time")


@pytest.fixture(scope="session")
def server():
    running = start_server()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def tuesday_server(tmp_path_factory):
    """Places around Lamastre are imported; it is a Tuesday morning."""
    store = import_places(tmp_path_factory.mktemp("around-lamastre"))
    running = start_server(
        at="2026-11-24T10:30",
        DASHBOARD_DATA_DIR=str(store),
        DASHBOARD_CONTACT="mailto:contact@exemple.fr",
    )
    yield running
    running.stop()


@pytest.fixture(scope="session")
def wednesday_server(tmp_path_factory):
    """Only what is written by hand; it is the next morning."""
    nothing = tmp_path_factory.mktemp("no-import")
    running = start_server(
        at="2026-11-25T10:30", DASHBOARD_DATA_DIR=str(nothing), DASHBOARD_CONTACT=""
    )
    yield running
    running.stop()


@pytest.fixture(scope="session")
def shipped_server(tmp_path_factory):
    """The services shipped with the program too, which gaps can be told from; the same morning."""
    nothing = tmp_path_factory.mktemp("shipped-only")
    running = start_server(
        at="2026-11-25T10:30", DASHBOARD_DATA_DIR=str(nothing), DASHBOARD_SERVICES=""
    )
    yield running
    running.stop()


@pytest.fixture(scope="session")
def endless_server(tmp_path_factory):
    """The same, where no best choice of new places is ever found."""
    nothing = tmp_path_factory.mktemp("endless")
    running = start_server(
        at="2026-11-25T10:30",
        more=["--endless"],
        DASHBOARD_DATA_DIR=str(nothing),
        DASHBOARD_SERVICES="",
    )
    yield running
    running.stop()


@dataclass
class Reader:
    """Somebody at the page, with what their browser asked and said."""

    page: Page
    address: str
    draws_maps: bool = True
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    expected_messages: tuple[str, ...] = ()

    def watch(self):
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))

    def opens(self, path="/"):
        self.page.goto(self.address + path)
        if path in {page.path for page in PAGES if page not in SELECTION_PAGES}:
            expect(self.page.get_by_role("heading", level=1)).to_be_visible()
            return self
        expect(self.page.locator("#fiche h2, .empty-answer").first).to_be_attached()
        expect(self.page.locator("#tableau tbody tr").first).to_be_attached()
        self.sees_the_map_settled()
        return self

    def sees_the_map_settled(self):
        if self.draws_maps:
            self.sees_map_drawn()
        else:
            expect(self.page.locator("#carte-absente")).to_be_visible()

    def opens_nearby(self, query=""):
        """Open « Près de chez vous »; its map may still be on its way."""
        self.page.goto(f"{self.address}/pres-de-chez-vous{query}")
        expect(
            self.page.locator("#nearby-resultats").locator("h2, .empty-answer").first
        ).to_be_attached()
        return self

    def sees_map_drawn(self):
        self.page.wait_for_function(
            """() => {
                const graph = document.querySelector('.map-graph .js-plotly-plot');
                const map = graph && graph._fullLayout && graph._fullLayout.map
                    && graph._fullLayout.map._subplot && graph._fullLayout.map._subplot.map;
                return graph && graph.dataset.drawn && map && map.loaded() && !map.isMoving();
            }"""
        )

    def map_values(self):
        """Class or state of every territory on the map, by code."""
        return self.page.evaluate(
            """() => {
                const trace = document.querySelector('#carte .js-plotly-plot')._fullData[0];
                return Object.fromEntries(trace.locations.map((code, i) => [code, trace.z[i]]));
            }"""
        )

    def painted_territories(self):
        """Codes of the territories that the map has really painted."""
        return set(
            self.page.evaluate(
                """() => {
                    const map = document.querySelector('#carte .js-plotly-plot')
                        ._fullLayout.map._subplot.map;
                    const fills = map.getStyle().layers.filter((layer) => layer.type === 'fill');
                    return map.queryRenderedFeatures({layers: fills.map((layer) => layer.id)})
                        .map((feature) => String(feature.id ?? feature.properties.id ?? ''));
                }"""
            )
        )

    def point_on_map(self, longitude, latitude):
        """Pixels of a place, in the page."""
        return self.page.evaluate(
            """([longitude, latitude]) => {
                const map = document.querySelector('.map-graph .js-plotly-plot')
                    ._fullLayout.map._subplot.map;
                const box = map.getCanvas().getBoundingClientRect();
                const place = map.project([longitude, latitude]);
                return [box.left + place.x, box.top + place.y];
            }""",
            [longitude, latitude],
        )

    def clicks_map(self, longitude, latitude):
        self.page.locator(".map-graph").scroll_into_view_if_needed()
        x, y = self.point_on_map(longitude, latitude)
        self.page.mouse.move(x - 2, y - 2)
        self.page.mouse.move(x, y)
        expect(self.page.locator(".map-graph .hovertext").first).to_be_visible()
        self.page.mouse.click(x, y)

    def chooses(self, label, option):
        field_ = self.page.get_by_role("combobox", name=label)
        if not field_.is_visible():
            self.page.locator(".more > summary").click()
        field_.click()
        self.page.get_by_role("option", name=option, exact=True).click()
        field_.press("Escape")

    def opens_tab(self, name):
        """Open a tab of the page, where there are any."""
        self.page.get_by_role("link", name=name, exact=True).click()
        expect(self.page.locator(".tabs [aria-current]")).to_have_text(name)

    def violations(self):
        """Accessibility violations found by axe-core, minor ones aside, worded in French.

        Contrast is that of AAA, but for the numbers of pins, which are as large and as dark as on the map.
        """
        self.page.wait_for_function(
            "() => document.getAnimations().every((motion) => motion.playState !== 'running')"
        )
        # A map gets its name once it is drawn.
        self.page.wait_for_function(
            """() => [...document.querySelectorAll('.map-frame .maplibregl-canvas')]
                .every((canvas) => canvas.getAttribute('aria-label').endsWith('arte'))"""
        )
        self.page.evaluate((AXE / "axe.min.js").read_text(encoding="utf-8"))
        found = self.page.evaluate(
            """(locale) => {
                axe.configure({locale});
                return axe.run({exclude: [['.pin']]}, {
                    resultTypes: ['violations'],
                    rules: {'color-contrast-enhanced': {enabled: true}},
                });
            }""",
            json.loads((AXE / "fr.json").read_text(encoding="utf-8")),
        )
        return [
            f"{violation['id']}: {violation['help']}: {violation['nodes'][0]['html'][:200]}"
            for violation in found["violations"]
            if violation["impact"] != "minor"
        ]


def reader_at(page, server, *, draws_maps=True):
    reader = Reader(page, server.address, draws_maps=draws_maps)
    reader.watch()
    return reader


@pytest.fixture(scope="session")
def blind_browser(browser_type):
    """A browser without WebGL: drawing maps in software takes most of a test that needs none."""
    blind = browser_type.launch(executable_path=chromium(), args=BLIND_FLAGS)
    yield blind
    blind.close()


# One context for all tests of a kind: nothing is kept in it but the scripts, which every page reads again.


@pytest.fixture(scope="session")
def warm_context(blind_browser):
    context = blind_browser.new_context(viewport=WIDE)
    yield context
    context.close()


@pytest.fixture(scope="session")
def warm_phone_context(blind_browser):
    context = blind_browser.new_context(viewport=NARROW, has_touch=True, is_mobile=True)
    yield context
    context.close()


@pytest.fixture(scope="session")
def warm_map_context(browser: Browser):
    context = browser.new_context(viewport=WIDE)
    yield context
    context.close()


@pytest.fixture(scope="session")
def warm_map_phone_context(browser: Browser):
    context = browser.new_context(viewport=NARROW, has_touch=True, is_mobile=True)
    yield context
    context.close()


def opened_at(context, server, *, draws_maps=True):
    """Open a page for one test."""
    someone = reader_at(context.new_page(), server, draws_maps=draws_maps)
    yield someone
    leaves_no_trace(someone)
    someone.page.close()


@pytest.fixture
def reader(warm_context, server):
    yield from opened_at(warm_context, server, draws_maps=False)


@pytest.fixture
def map_reader(warm_map_context, server):
    yield from opened_at(warm_map_context, server)


@pytest.fixture
def first_time_reader(page, server):
    """Nothing of the site is kept by this reader's browser, which draws maps."""
    page.set_viewport_size(WIDE)
    someone = reader_at(page, server)
    yield someone
    leaves_no_trace(someone)


@pytest.fixture
def phone_reader(warm_phone_context, server):
    yield from opened_at(warm_phone_context, server, draws_maps=False)


@pytest.fixture
def map_phone_reader(warm_map_phone_context, server):
    yield from opened_at(warm_map_phone_context, server)


@pytest.fixture
def neighbour(warm_context, tuesday_server):
    yield from opened_at(warm_context, tuesday_server, draws_maps=False)


@pytest.fixture
def map_neighbour(warm_map_context, tuesday_server):
    yield from opened_at(warm_map_context, tuesday_server)


@pytest.fixture
def phone_neighbour(warm_phone_context, tuesday_server):
    yield from opened_at(warm_phone_context, tuesday_server, draws_maps=False)


@pytest.fixture
def map_phone_neighbour(warm_map_phone_context, tuesday_server):
    yield from opened_at(warm_map_phone_context, tuesday_server)


@pytest.fixture
def next_day(warm_context, wednesday_server):
    yield from opened_at(warm_context, wednesday_server, draws_maps=False)


@pytest.fixture
def phone_next_day(warm_phone_context, wednesday_server):
    yield from opened_at(warm_phone_context, wednesday_server, draws_maps=False)


@pytest.fixture
def map_next_day(warm_map_context, wednesday_server):
    yield from opened_at(warm_map_context, wednesday_server)


@pytest.fixture
def informed(warm_context, shipped_server):
    yield from opened_at(warm_context, shipped_server, draws_maps=False)


@pytest.fixture
def patient(warm_context, endless_server):
    yield from opened_at(warm_context, endless_server, draws_maps=False)


@pytest.fixture
def map_informed(warm_map_context, shipped_server):
    yield from opened_at(warm_map_context, shipped_server)


@pytest.fixture
def phone_informed(warm_phone_context, shipped_server):
    yield from opened_at(warm_phone_context, shipped_server, draws_maps=False)


@pytest.fixture
def map_phone_informed(warm_map_phone_context, shipped_server):
    yield from opened_at(warm_map_phone_context, shipped_server)


def leaves_no_trace(reader):
    """Nothing was asked of another host, nothing was said in the console."""
    own = (reader.address, "blob:", "data:")
    assert [url for url in reader.requests if not url.startswith(own)] == []
    unexpected = [
        message
        for message in reader.messages
        if not any(part in message for part in reader.expected_messages)
    ]
    assert unexpected == []
