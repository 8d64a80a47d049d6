"""One detector of what a map paints, the same for every page: the last frame unlike the one before.

Pixels are read back after each frame that MapLibre paints, so that the time is that of a finished frame.
Chromium draws in software here: read the ratios, not the milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page

_WATCH = """() => {
  const maps = () => [...document.querySelectorAll('.js-plotly-plot')]
    .map((graph) => graph._fullLayout.map._subplot.map);
  const watched = { frames: [], requests: [], begun: 0 };
  window.benchmark = watched;
  for (const map of maps()) {
    const paint = map.painter.render;
    let before = null;
    map.painter.render = function (...args) {
      const result = paint.apply(this, args);
      const { gl } = this.context;
      const [width, height] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
      const pixels = new Uint32Array(width * height);
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(pixels.buffer));
      let hash = 0;
      for (let i = 0; i < pixels.length; i += 5) hash = (hash * 31 + pixels[i]) | 0;
      watched.frames.push([performance.now(), hash !== before]);
      before = hash;
      return result;
    };
    map.triggerRepaint();
  }
  const { fetch } = window;
  window.fetch = async (...args) => {
    const begun = performance.now();
    const answer = await fetch(...args);
    answer.clone().arrayBuffer().then(() => watched.requests.push([begun, performance.now()]));
    return answer;
  };
}"""
_AFTER = """async (element, [settled, longest]) => {
  const watched = window.benchmark;
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  watched.frames.length = watched.requests.length = 0;
  const begun = performance.now();
  CHANGE;
  for (;;) {
    await wait(50);
    const now = performance.now();
    const changed = watched.frames.filter(([, differs]) => differs);
    const last = changed.length ? changed[changed.length - 1][0] : null;
    if (last !== null && now - last > settled) {
      const answered = Math.max(begun, ...watched.requests.map(([, until]) => until));
      return { painted: last - begun, frames: changed.length, answered: answered - begun };
    }
    if (now - begun > longest) throw new Error('nothing was painted');
  }
}"""
_SETTLED_MS, _LONGEST_MS = 1_500, 30_000


@dataclass(frozen=True)
class Painted:
    """One change: milliseconds to its last answer and to its last changed frame; changed frames."""

    painted_ms: float
    answered_ms: float
    frames: int


def watch(page: Page) -> None:
    """Begin to look at what the maps of a page paint; they are drawn already."""
    page.evaluate(_WATCH)
    page.wait_for_timeout(_SETTLED_MS)


def painted_after(element: Locator, change: str = "element.click()") -> Painted:
    """Click an element, or run another script about it, and wait for its last changed frame."""
    script = _AFTER.replace("CHANGE", change)
    seen: dict[str, Any] = element.evaluate(script, [_SETTLED_MS, _LONGEST_MS])
    return Painted(seen["painted"], seen["answered"], seen["frames"])
