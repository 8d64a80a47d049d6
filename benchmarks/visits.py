"""A real Chromium on both pages: bytes of a first and a second visit, requests, click to painted map.

Bytes and requests are counted on the wire, headers included, by a line between browser and server.
*Painted* is the last frame that differs from the one before (``painted.py``), on every page alike. The floor
is our own page told other colours by its own script: what no answer can be faster than.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from benchmarks.loopback import HOST, CountingLine, served
from benchmarks.painted import Painted, painted_after, watch
from benchmarks.report import Line
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import THEMES

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-component-update",
    "--disable-background-networking", "--disable-sync", "--use-gl=angle",
    "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
)  # fmt: skip
CHANGES, FIRST_MAPS = 6, 5
MOST_FIRST_KB, MOST_SECOND_KB, MOST_REQUESTS = 2_100, 60, 1
MOST_FLOORS, MOST_FIRST_MAP = 1.3, 1.5
FASTER = {Level.EPCI: 2, Level.COMMUNE: 3}
_SETTLE_MS = 800

_DRAWN = """() => {
  const graph = document.querySelector('.js-plotly-plot');
  const layout = graph && graph._fullLayout;
  const part = layout && layout.map && layout.map._subplot;
  const drawn = part && part.map && part.map.isStyleLoaded() && part.map.areTilesLoaded();
  return Boolean(drawn) && graph.data.some((trace) => (trace.locations || []).length > 0);
}"""
_OF_COMMUNES = """() => {
  const graph = document.querySelector('.js-plotly-plot');
  const { map } = graph._fullLayout.map._subplot;
  return graph.data[0].locations.length > 2000 && map.loaded();
}"""
_RANDOM_CLASSES = """(() => {
  const colours = ['#c9e4e1', '#8cc6c5', '#4a9fa6', '#1d7282', '#0b4656'];
  for (const graph of document.querySelectorAll('.js-plotly-plot')) {
    const [full] = graph._fullData;
    const { map, traceHash } = graph._fullLayout.map._subplot;
    const source = traceHash[full.uid].sourceId;
    for (const code of full.locations) {
      const colour = colours[Math.floor(Math.random() * colours.length)];
      map.setFeatureState({ source, id: Number(code) }, { colour });
    }
  }
})()"""
_PLAY_FLOOR = f"""async (times) => {{
  const maps = [...document.querySelectorAll('.js-plotly-plot')]
    .map((graph) => graph._fullLayout.map._subplot.map);
  const begun = performance.now();
  for (let time = 0; time < times; time += 1) {{
    const painted = maps.map((map) => new Promise((resolve) => map.once('render', resolve)));
    {_RANDOM_CLASSES};
    await Promise.all(painted);
  }}
  return performance.now() - begun;
}}"""
_PLAY = """async (settled) => {
  const graphs = [...document.querySelectorAll('.js-plotly-plot')];
  const drawn = () => Math.min(...graphs.map((graph) => Number(graph.dataset.drawn)));
  const button = document.querySelector('#comparison-lecture');
  button.click();
  const [begun, years] = [performance.now(), []];
  let before = drawn();
  while (button.textContent === 'Pause' || performance.now() - Math.max(begun, ...years) < settled) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (drawn() > before) years.push(performance.now());
    before = drawn();
  }
  return [years.length, years[0] - begun, years.at(-1) - years[0]];
}"""
"""How many years both maps have shown, milliseconds to the first, and from the first to the last."""
_BOTH_DRAWN = """() => {
  const graphs = [...document.querySelectorAll('.js-plotly-plot')];
  return graphs.length === 2 && graphs.every((graph) => {
    const map = graph._fullLayout?.map?._subplot?.map;
    return graph.data.some((trace) => (trace.locations || []).length > 0) && map?.loaded();
  });
}"""
_TELL_DRAWN = """window.addEventListener('solidarity:drawn', ({ detail }) => {
  if (detail.filled) window.firstMap ??= performance.now();
});"""
_LOADED = """() => {
  const [{ loadEventEnd }] = performance.getEntriesByType('navigation');
  return loadEventEnd ? [loadEventEnd] : null;
}"""
_FIRST_MAP = """() => {
  if (!window.firstMap) return null;
  const answers = performance.getEntriesByType('resource')
    .filter(({ name }) => name.endsWith('_dash-update-component'))
    .filter(({ responseEnd }) => responseEnd < window.firstMap);
  return [window.firstMap, window.firstMap - Math.max(...answers.map(({ responseEnd }) => responseEnd))];
}"""
"""The first map on the screen, and how long it took once the page had all that it shows."""


@dataclass(frozen=True)
class Site:
    """How one page is opened at a level and how its filter is changed."""

    port: int
    open: Callable[[Page, int, Level], None]
    prepare: Callable[[Page], None]
    choice: Callable[[Page, int], Locator]
    has_floor: bool = False


@dataclass(frozen=True)
class Seen:
    """What the browser showed of one page at one level."""

    first_kb: float
    second_kb: float
    changes: list[Painted]
    floor_ms: float | None
    requests: float
    change_kb: float

    @property
    def painted_ms(self) -> float:
        """Click to the last changed frame, the median."""
        return median(change.painted_ms for change in self.changes)

    @property
    def answered_ms(self) -> float:
        """Click to the answer, the median: what Dash takes to ask, and the request."""
        return median(change.answered_ms for change in self.changes)

    @property
    def shown_ms(self) -> float:
        """The answer to the last changed frame, the median."""
        return median(change.painted_ms - change.answered_ms for change in self.changes)


def visit_lines() -> list[Line]:
    """Visit both pages with the services shipped, then play the years of « Comparer »."""
    with (
        served("dashboard", "serve") as ours,
        served("benchmarks.naive_page") as naive,
        chromium() as browser,
    ):
        own = Site(ours, _open_ours, _prepare_ours, _choice_ours, has_floor=True)
        other = Site(naive, _open_naive, lambda _: None, _choice_naive)
        lines: list[Line] = []
        for level in (Level.EPCI, Level.COMMUNE):
            mine, theirs = visited(browser, own, level), visited(browser, other, level)
            lines += _lines(level, mine, theirs)
        lines.append(_play_line(browser, ours))
        lines.append(_first_map_line(browser, ours))
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
        watch(page)
        site.prepare(page)
        before, changes, floors, requests = line.received, [], [], []
        for change in range(CHANGES):
            asked = line.requests
            changes.append(painted_after(site.choice(page, change)))
            requests.append(line.requests - asked)
            if site.has_floor:
                floors.append(painted_after(page.locator("body"), _RANDOM_CLASSES).painted_ms)
        change_kb = (line.received - before) / CHANGES / 1e3
        context.close()
    floor_ms = median(floors) if floors else None
    return Seen(first, second, changes, floor_ms, max(requests), change_kb)


def _play_line(browser: Browser, port: int) -> Line:
    """Play the years of the two maps, as a reader does; those of a first time warm up the page."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="fr-FR")
    page.goto(
        f"http://{HOST}:{port}/comparer?territoire=200040715&territoire=200071751&onglet=cartes"
    )
    _settled(page)
    page.wait_for_function(_BOTH_DRAWN)
    page.evaluate(_PLAY, _SETTLE_MS)
    years, first_ms, ms = page.evaluate(_PLAY, _SETTLE_MS)
    floor_ms: float = page.evaluate(_PLAY_FLOOR, years)
    page.close()
    beside = (
        f"floor {1e3 * years / floor_ms:,.1f} /s; {years} years, the first after {first_ms:,.0f} ms"
    )
    return Line(
        "play over years, two maps of communes",
        1e3 * (years - 1) / ms,
        "/s",
        least=4,
        beside=beside,
    )


def _first_map_line(browser: Browser, port: int) -> Line:
    """Open « Carte » with nothing kept, beside a page of words and what its map takes to paint."""
    words, maps, paints = [], [], []
    for _ in range(FIRST_MAPS):
        words.append(_first(browser, port, "/sources", _LOADED)[0])
        shown, paint = _first(browser, port, "/", _FIRST_MAP)
        maps.append(shown)
        paints.append(paint)
    shown, bare, paint = median(maps), median(words), median(paints)
    beside = (
        f"first map {shown:,.0f} ms; /sources {bare:,.0f} ms, the map's own paint {paint:,.0f} ms"
    )
    return Line(
        "first map / (bare /sources + its own paint)",
        shown / (bare + paint),
        "×",
        most=MOST_FIRST_MAP,
        beside=beside,
    )


def _first(browser: Browser, port: int, path: str, seen: str) -> list[float]:
    """Open a page in a new profile; ``seen`` is what to wait for, and the milliseconds it tells."""
    page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="fr-FR")
    page.add_init_script(_TELL_DRAWN)
    page.goto(f"http://{HOST}:{port}{path}")
    told: list[float] = page.wait_for_function(seen, timeout=60_000).json_value()
    page.close()
    return told


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
        f"click → last changed frame, {level.value}",
        mine.painted_ms,
        "ms",
        beside=f"naive {theirs.painted_ms:,.0f} ms",
    )
    yield Line(
        f"naive page / ours, click → last changed frame, {level.value}",
        theirs.painted_ms / mine.painted_ms,
        "×",
        least=FASTER[level],
    )
    if mine.floor_ms is not None:
        yield Line(
            f"answer → last changed frame / floor, {level.value}",
            mine.shown_ms / mine.floor_ms,
            "×",
            most=MOST_FLOORS,
            beside=f"floor {mine.floor_ms:,.0f} ms, click → answer {mine.answered_ms:,.0f} ms",
        )
    yield Line(
        f"changed frames per change, {level.value}",
        max(change.frames for change in mine.changes),
        "",
        most=1,
        beside=f"naive {max(change.frames for change in theirs.changes)}",
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
        page.locator(f'#level input[value="{level.value}"]').click()
        page.wait_for_function(_OF_COMMUNES, timeout=60_000)


def _choice_naive(page: Page, change: int) -> Locator:
    return page.locator(f'#theme input[value="{THEMES[change].code}"]')
