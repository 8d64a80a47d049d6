"""What a reader who comes back is sent: what never changes is kept by their browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WIDE, leaves_no_trace, reader_at, start_server

MOST_BYTES = 60_000


@pytest.fixture(scope="module")
def shipped_server(tmp_path_factory):
    """The services shipped with the program, and nothing imported."""
    nothing = tmp_path_factory.mktemp("no-import")
    running = start_server(DASHBOARD_DATA_DIR=str(nothing), DASHBOARD_SERVICES="")
    yield running
    running.stop()


def visited(reader, path, *, maps):
    """Open a page, wait for its maps, and return the bytes that came over the wire."""
    page = reader.page
    wire = page.context.new_cdp_session(page)
    received = []
    wire.on("Network.loadingFinished", lambda told: received.append(told["encodedDataLength"]))
    wire.send("Network.enable")
    page.goto(reader.address + path)
    expect(page.locator(".first-paint")).to_have_count(0)
    page.wait_for_function(
        """(maps) => [...document.querySelectorAll('.js-plotly-plot')]
            .filter((graph) => graph.dataset.drawn && graph._fullLayout.map?._subplot?.map?.loaded())
            .length === maps""",
        arg=maps,
    )
    page.wait_for_load_state("networkidle")
    wire.detach()
    return sum(received)


@pytest.mark.parametrize(
    ("path", "maps"),
    [
        ("/", 1),
        ("/pres-de-chez-vous?territoire=42218&besoin=CAF", 1),
        ("/zones-blanches", 1),
        ("/comparer?territoire=200071751&territoire=200068781&onglet=cartes", 2),
        ("/donnees", 0),
        ("/sources", 0),
    ],
)
def test_a_second_visit_is_sent_60_kb_at_most(browser, shipped_server, path, maps):
    context = browser.new_context(viewport=WIDE)
    reader = reader_at(context.new_page(), shipped_server)
    first, second = (visited(reader, path, maps=maps) for _ in range(2))
    assert second <= MOST_BYTES < first
    leaves_no_trace(reader)
    context.close()
