"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { Element, page, run } = require("./page.js");

const FIGURE = {
  data: [{}],
  layout: { map: { style: "plain" }, meta: { lon: 5, lat: 46, zoom: 6, width: 400, height: 300 } },
};

/** A page with one graph of a size, whose plotly.js draws as `draws` says; a device may have no WebGL. */
function drawing({
  width = 400,
  height = 300,
  draws = async () => {},
  resizes = async () => {},
  webgl = true,
  files = {},
  card = null,
} = {}) {
  const panel = { querySelector: () => card };
  const graph = Object.assign(new Element("div"), { clientWidth: width, clientHeight: height, closest: () => panel });
  const absent = Object.assign(new Element("p"), { hidden: true });
  const frame = new Element("div");
  const figures = [];
  const relayouts = [];
  const resized = [];
  const react = (_graph, figure) => {
    figures.push(figure);
    return draws();
  };
  const Plotly = {
    newPlot: react,
    react,
    relayout: (_graph, changes) => relayouts.push(changes),
    Plots: {
      resize: (one) => {
        resized.push(one);
        return resizes();
      },
    },
  };
  const shown = page({
    byId: { "carte-absente": absent },
    bySelector: { ".map-frame": [frame], ".js-plotly-plot": [graph] },
    more: {
      Plotly,
      fetch: async (address) => ({ ok: address in files, json: () => files[address] }),
    },
  });
  shown.document.createElement = () => ({ getContext: () => webgl });
  const drawn = [];
  shown.window.addEventListener("solidarity:drawn", ({ detail }) => drawn.push(detail.filled));
  run("map-fit.js", shown);
  run("map-guard.js", shown);
  return { graph, absent, frame, figures, relayouts, resized, drawn, window: shown.window, Plotly };
}

test("a map looks at what is left of it by the card that stands on it, where one does", async () => {
  // At zoom 6 a degree of longitude takes 512 · 2⁶ ÷ 360 = 91 pixels: half of the card's 182 is one degree.
  const card = { offsetLeft: 10, offsetWidth: 172 };
  const { graph, figures, window, Plotly } = drawing({ width: 400 + 182, height: 300, card });
  for (const [position, centre] of [
    ["static", 5],
    ["absolute", 4],
  ]) {
    window.getComputedStyle = () => ({ position });
    await Plotly.newPlot(graph, FIGURE);
    const { center, zoom } = figures.at(-1).layout.map;
    assert.equal(center.lon.toFixed(2), centre.toFixed(2));
    assert.equal(center.lat, 46);
    assert.equal(zoom, 6);
  }
});

for (const [width, height, zoom] of [
  [400, 300, 6],
  [800, 600, 7],
  [800, 300, 6],
  [200, 600, 5],
]) {
  test(`a map of ${width} × ${height} is drawn at zoom ${zoom}`, async () => {
    const { graph, figures, Plotly } = drawing({ width, height });
    await Plotly.newPlot(graph, FIGURE);
    assert.equal(figures[0].layout.map.zoom, zoom);
    assert.equal(figures[0].layout.map.style, "plain");
    assert.equal(FIGURE.layout.map.zoom, undefined);
  });
}

test("the labels of territories come from the file that the figure names, codes stand for one that is missing", async () => {
  const files = {};
  const { graph, figures, Plotly } = drawing({ files });
  const trace = { locations: ["01053"], meta: { labels: "/noms.json" } };
  const figure = { ...FIGURE, data: [trace, { text: ["Bus"] }] };
  await Plotly.react(graph, figure);
  files["/noms.json"] = { labels: ["Bourg-en-Bresse"] };
  await Plotly.react(graph, figure);
  const shown = figures.map(({ data }) => data.map(({ text }) => text[0]).join());
  assert.equal(shown.join(" · "), "01053,Bus · Bourg-en-Bresse,Bus");
  assert.equal(trace.text, undefined);
});

test("a map whose frame changes while it is drawn is resized once it is there", async () => {
  let finish;
  const { graph, resized, Plotly } = drawing({ draws: () => new Promise((resolve) => (finish = resolve)) });
  const drawn = Plotly.newPlot(graph, FIGURE);
  await Plotly.Plots.resize(graph);
  await Plotly.Plots.resize(graph);
  assert.equal(resized.length, 0);
  finish();
  await drawn;
  assert.equal(resized.length, 1);
  await Plotly.Plots.resize(graph);
  assert.equal(resized.length, 2);
});

test("a map that is being resized is drawn after that", async () => {
  let finish;
  const { graph, figures, Plotly } = drawing({ resizes: () => new Promise((resolve) => (finish = resolve)) });
  Plotly.Plots.resize(graph);
  const drawn = Plotly.react(graph, FIGURE);
  await new Promise(setImmediate);
  assert.equal(figures.length, 0);
  finish();
  await drawn;
  assert.equal(figures.length, 1);
});

test("a map drawn while hidden is fitted once it is seen", async () => {
  const { graph, figures, relayouts, window, Plotly } = drawing({ width: 0, height: 0 });
  await Plotly.react(graph, FIGURE);
  assert.equal(figures[0].layout.map.zoom, 6);
  window.dispatchEvent(new Event("resize"));
  assert.equal(relayouts.length, 0);
  Object.assign(graph, { clientWidth: 800, clientHeight: 600 });
  window.dispatchEvent(new Event("resize"));
  window.dispatchEvent(new Event("resize"));
  assert.equal(relayouts.map((changes) => changes["map.zoom"]).join(), "7");
});

for (const [name, draws] of [
  ["fails", async () => Promise.reject(new Error("no tile"))],
  ["breaks", () => assert.fail("at once")],
]) {
  test(`a drawing that ${name} does not keep the next one from being drawn`, async () => {
    const { graph, drawn, Plotly } = drawing({ draws });
    assert.equal(await Plotly.react(graph, FIGURE), graph);
    assert.equal(await Plotly.react(graph, { data: [] }), graph);
    assert.equal(graph.dataset.drawn, "2");
    assert.deepEqual(drawn, [true, false]);
  });
}

test("a device without WebGL is told so, and whoever waits for the map goes on", async () => {
  const { graph, absent, frame, figures, drawn, Plotly } = drawing({ webgl: false });
  assert.equal(await Plotly.newPlot(graph, FIGURE), graph);
  assert.equal(figures.length, 0);
  assert.equal(absent.hidden, false);
  assert.equal(frame.hidden, true);
  assert.equal(graph.on(), graph);
  assert.deepEqual(drawn, [true]);
});
