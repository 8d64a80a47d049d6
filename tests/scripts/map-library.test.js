"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { Element, page, run } = require("./page.js");

const ADDRESS = "/assets/maps.js?m=1";

/** A page with a frame for a map, which is seen or not, and the scripts that were added to it. */
function framed({ frames = [new Element("div")] } = {}) {
  const watches = [];
  class ResizeObserver {
    constructor(react) {
      this.react = react;
      this.watched = new Set();
      watches.push(this);
    }

    observe(frame) {
      this.watched.add(frame);
    }

    disconnect() {
      this.react = () => {};
    }
  }
  const shown = page({
    bySelector: { ".map-frame": frames },
    more: { ResizeObserver, solidarity: { mapLibrary: ADDRESS } },
  });
  shown.document.querySelector = (selector) => (selector === ".map-frame" ? (frames[0] ?? null) : null);
  shown.document.createElement = (tag) => Object.assign(new Element(tag), { remove: () => {} });
  run("map-library.js", shown);
  const scripts = () => shown.document.head.children;
  const see = async (width) => {
    for (const { react, watched } of watches) if (watched.size) react([{ contentRect: { width } }]);
    await new Promise(setImmediate);
  };
  return { ...shown, scripts, see };
}

/** What the library does as it runs. */
function comes({ window, scripts }) {
  window.Plotly = { react: () => "drawn" };
  scripts().at(-1).dispatchEvent(new Event("load"));
}

test("the library is fetched once, when a frame is seen", async () => {
  const shown = framed();
  shown.document.dispatchEvent(new Event("DOMContentLoaded"));
  await shown.see(0);
  assert.equal(shown.scripts().length, 0);
  await shown.see(300);
  await shown.see(300);
  assert.deepEqual(
    shown.scripts().map((script) => script.src),
    [ADDRESS],
  );
});

test("whoever waits for the library is given it, after those who guard it", async () => {
  const shown = framed();
  const order = [];
  shown.window.addEventListener("solidarity:map-library", () => order.push("guarded"));
  const drawn = Promise.resolve(shown.window.Plotly).then((plotly) => order.push(plotly.react()));
  await new Promise(setImmediate);
  await shown.see(300);
  comes(shown);
  await drawn;
  assert.deepEqual(order, ["guarded", "drawn"]);
});

test("a page without map never asks for it", async () => {
  const shown = framed({ frames: [] });
  shown.document.dispatchEvent(new Event("DOMContentLoaded"));
  await shown.see(300);
  assert.equal(shown.scripts().length, 0);
});

test("a library that did not come is asked for again when the line is back", async () => {
  const shown = framed();
  const drawn = Promise.resolve(shown.window.Plotly);
  await new Promise(setImmediate);
  await shown.see(300);
  shown.scripts().at(-1).dispatchEvent(new Event("error"));
  assert.equal(shown.scripts().length, 1);
  shown.window.dispatchEvent(new Event("online"));
  shown.window.dispatchEvent(new Event("online"));
  assert.equal(shown.scripts().length, 2);
  comes(shown);
  assert.equal((await drawn).react(), "drawn");
});
