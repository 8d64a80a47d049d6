"""A real Chromium on both pages: bytes of a first and a second visit, requests, click to painted map.

Bytes and requests are counted on the wire, headers included, by a line between browser and server.
*Painted* is the first frame MapLibre draws with all its tiles loaded, once the click has made Plotly
give it new data (``sourcedataloading``, then ``render`` with ``areTilesLoaded``). ``idle`` would also
wait for labels to fade in, and Plotly's ``plotly_afterplot`` follows ``idle``. Chromium draws in
software here: read the ratio, not the milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from benchmarks.loopback import HOST, CountingLine, served
from benchmarks.report import Line
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import THEMES

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-component-update",
    "--disable-background-networking", "--disable-sync", "--use-gl=angle",
    "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
)  # fmt: skip
CHANGES = 6
MOST_FIRST_KB, MOST_SECOND_KB, MOST_REQUESTS = 2_100, 60, 2
_SETTLE_MS = 800

_DRAWN = """() => {
  const graph = document.querySelector('.js-plotly-plot');
  const layout = graph && graph._fullLayout;
  const part = layout && layout.map && layout.map._subplot;
  const drawn = part && part.map && part.map.isStyleLoaded() && part.map.areTilesLoaded();
  return Boolean(drawn) && graph.data.some((trace) => (trace.locations || []).length > 0);
}"""
_CLICK_TO_PAINTED = """(element) => new Promise((resolve, reject) => {
  const map = document.querySelector('.js-plotly-plot')._fullLayout.map._subplot.map;
  const late = setTimeout(() => reject(new Error('not painted within 30 s')), 30000);
  let begun = 0;
  const drawn = () => {
    if (!map.areTilesLoaded()) return;
    map.off('render', drawn);
    clearTimeout(late);
    resolve(performance.now() - begun);
  };
  map.once('sourcedataloading', () => map.on('render', drawn));
  begun = performance.now();
  element.click();
})"""


@dataclass(frozen=True)
class Site:
    """How one page is opened at a level and how its filter is changed."""

    port: int
    open: Callable[[Page, int, Level], None]
    prepare: Callable[[Page], None]
    choice: Callable[[Page, int], Locator]


@dataclass(frozen=True)
class Seen:
    """What the browser showed of one page at one level."""

    first_kb: float
    second_kb: float
    painted_ms: float
    requests: float
    change_kb: float


def visit_lines() -> list[Line]:
    """Visit both pages with the real catalogue."""
    with (
        served("dashboard", "serve") as ours,
        served("benchmarks.naive_page") as naive,
        chromium() as browser,
    ):
        own = Site(ours, _open_ours, _prepare_ours, _choice_ours)
        other = Site(naive, _open_naive, lambda _: None, _choice_naive)
        lines: list[Line] = []
        for level in (Level.EPCI, Level.COMMUNE):
            mine, theirs = visited(browser, own, level), visited(browser, other, level)
            lines += _lines(level, mine, theirs)
        return lines


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the system's Chromium, drawing in software."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def visited(browser: Browser, site: Site, level: Level) -> Seen:
    """Visit a page twice with one cache, then change its filter."""
    with CountingLine(site.port) as line:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR")
        first = _visit(context, site, line, level)
        second = _visit(context, site, line, level)
        page = context.new_page()
        site.open(page, line.port, level)
        _settled(page)
        site.prepare(page)
        before, times, requests = line.received, [], []
        for change in range(CHANGES):
            painted, asked = _changed(page, line, site.choice(page, change))
            times.append(painted)
            requests.append(asked)
        change_kb = (line.received - before) / CHANGES / 1e3
        context.close()
    return Seen(first, second, median(times), max(requests), change_kb)


def _visit(context: BrowserContext, site: Site, line: CountingLine, level: Level) -> float:
    before = line.received
    page = context.new_page()
    site.open(page, line.port, level)
    _settled(page)
    page.close()
    return (line.received - before) / 1e3


def _settled(page: Page) -> None:
    page.wait_for_function(_DRAWN, timeout=60_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(_SETTLE_MS)


def _changed(page: Page, line: CountingLine, choice: Locator) -> tuple[float, int]:
    """Click one choice; return milliseconds to the painted map and the number of requests."""
    before = line.requests
    painted: float = choice.evaluate(_CLICK_TO_PAINTED)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(_SETTLE_MS)
    return painted, line.requests - before


def _lines(level: Level, mine: Seen, theirs: Seen) -> Iterator[Line]:
    def beside(naive: float, unit: str, own: float) -> str:
        return f"naive {naive:,.0f} {unit}, {naive / own:,.1f} ×"

    yield Line(
        f"first visit, {level.value}",
        mine.first_kb,
        "kB",
        most=MOST_FIRST_KB,
        beside=beside(theirs.first_kb, "kB", mine.first_kb),
    )
    yield Line(
        f"second visit, {level.value}",
        mine.second_kb,
        "kB",
        most=MOST_SECOND_KB,
        beside=beside(theirs.second_kb, "kB", mine.second_kb),
    )
    yield Line(
        f"requests per change of filter, {level.value}",
        mine.requests,
        "",
        most=MOST_REQUESTS,
        beside=f"naive {theirs.requests:.0f}",
    )
    yield Line(
        f"bytes per change of filter, headers included, {level.value}",
        mine.change_kb,
        "kB",
        beside=beside(theirs.change_kb, "kB", mine.change_kb),
    )
    yield Line(
        f"click → painted map, {level.value}",
        mine.painted_ms,
        "ms",
        beside=beside(theirs.painted_ms, "ms", mine.painted_ms),
    )


def _open_ours(page: Page, port: int, level: Level) -> None:
    page.goto(f"http://{HOST}:{port}/?niveau={level.value}")


def _prepare_ours(page: Page) -> None:
    """Unfold the list of themes; it stays unfolded from one choice to the next."""
    page.locator("#map-theme").click()
    _choice_ours(page, 0).wait_for()


def _choice_ours(page: Page, change: int) -> Locator:
    return page.get_by_role("option", name=THEMES[change].label, exact=True)


def _open_naive(page: Page, port: int, level: Level) -> None:
    page.goto(f"http://{HOST}:{port}/")
    if level is Level.COMMUNE:
        page.wait_for_function(_DRAWN, timeout=60_000)
        page.locator(f'#level input[value="{level.value}"]').evaluate(_CLICK_TO_PAINTED)


def _choice_naive(page: Page, change: int) -> Locator:
    return page.locator(f'#theme input[value="{THEMES[change].code}"]')
