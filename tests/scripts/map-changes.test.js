"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { Element, page, run } = require("./page.js");

const TRACES = [{ z: [1], marker: { size: 4, color: "red" } }, { lon: [] }];
const FOCUS = { meta: { zoom: 8 }, map: { center: { lon: 5, lat: 46 }, zoom: 8 }, uirevision: "01053" };

/** A page with one graph, on which changes are shown as feature state or not. */
function changing({ shows = async () => true, drawable = true } = {}) {
  const graph = Object.assign(new Element("div"), { data: TRACES, layout: { map: { style: "plain" } } });
  const seen = { shown: [], drawn: [], told: [], counted: 0 };
  const mapGuard = {
    drawable,
    described: () => null,
    known: () => ({}),
    settled: (change) => Promise.resolve(change).catch(() => {}),
    counted: () => {
      seen.counted += 1;
    },
    told: (filled) => seen.told.push(filled),
  };
  const shown = page({
    bySelector: { ".js-plotly-plot": [graph] },
    more: {
      performance,
      Plotly: { react: async (_, figure) => seen.drawn.push(figure) },
      dash_clientside: { no_update: "nothing" },
    },
  });
  shown.document.querySelector = (selector) => (selector === "#carte .js-plotly-plot" ? graph : null);
  shown.window.solidarity = {
    mapFit: { fitted: (_, figure) => figure },
    mapGuard,
    mapValues: { files: () => [], layers: ({ updates = [] }) => updates },
    featureState: {
      show: async (_, figure, changed) => {
        seen.shown.push({ figure, ...changed });
        const there = await shows();
        if (there) Object.assign(graph, figure);
        return there;
      },
    },
  };
  run("map-changes.js", shown);
  return { graph, ...seen, seen, maps: shown.window.solidarity.mapChanges };
}

async function settle() {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
}

test("a change is shown where it is, and the map is told to be drawn", async () => {
  const { shown, drawn, seen, maps } = changing();
  maps.change({ carte: { updates: [[0, { z: [2], "marker.size": 6 }]] } });
  await settle();
  assert.deepEqual(JSON.parse(JSON.stringify(shown[0].figure.data)), [
    { z: [2], marker: { size: 6, color: "red" } },
    { lon: [] },
  ]);
  assert.deepEqual([...shown[0].places], [0]);
  assert.equal(shown[0].looks, false);
  assert.deepEqual([drawn.length, seen.counted, seen.told.join()], [0, 1, "true"]);
  assert.deepEqual(TRACES[0].z, [1]);
});

test("changes come one after the other, each upon what the one before left", async () => {
  const { shown, maps } = changing();
  maps.change({ carte: { updates: [[0, { z: [2] }]] } });
  maps.change({ carte: { updates: [[1, { lon: [5] }]] } });
  await settle();
  assert.deepEqual([shown[1].figure.data[0].z[0], shown[1].figure.data[1].lon[0]], [2, 5]);
});

test("a change that comes alone is painted at once, one soon after another with the frames", async () => {
  const { shown, maps } = changing();
  maps.change({ carte: { updates: [[0, { z: [2] }]] } });
  assert.deepEqual([shown.length, shown[0].atOnce], [1, true]);
  maps.change({ carte: { updates: [[0, { z: [3] }]] } });
  assert.equal(shown.length, 1);
  await settle();
  maps.change({ carte: { updates: [[0, { z: [4] }]] } });
  assert.deepEqual([...shown].map(({ atOnce }) => atOnce).join(), "true,false,false");
});

test("what Dash draws again has what has changed since, a new figure has not", async () => {
  const { graph, maps } = changing();
  const figure = { data: TRACES, layout: { uirevision: "region", map: { style: "plain" } } };
  assert.equal(maps.current(graph, figure), figure);
  maps.change({ carte: { updates: [[0, { z: [2] }]], focus: FOCUS } });
  await settle();
  const again = maps.current(graph, { ...figure });
  assert.deepEqual(JSON.parse(JSON.stringify(again.data)), [
    { z: [2], marker: { size: 4, color: "red" } },
    { lon: [] },
  ]);
  assert.equal(again.layout.uirevision, "01053");
  assert.deepEqual(JSON.parse(JSON.stringify(again.layout.map)), {
    style: "plain",
    center: { lon: 5, lat: 46 },
    zoom: 8,
    uirevision: "01053",
  });
  const other = { ...figure, data: [...TRACES] };
  assert.equal(maps.current(graph, other), other);
});

for (const [name, shows] of [
  ["cannot be shown", async () => false],
  ["breaks while it is shown", () => Promise.reject(new Error("no source"))],
]) {
  test(`a change that ${name} as feature state is drawn by Plotly, with the same values`, async () => {
    const { graph, drawn, maps } = changing({ shows });
    const figure = { data: TRACES, layout: { map: {} } };
    maps.current(graph, figure);
    maps.change({ carte: { updates: [[0, { z: [2] }]] } });
    await settle();
    assert.deepEqual([...drawn[0].data[0].z], [2]);
    // That drawing is as it is; what Dash draws again later still has the change.
    assert.equal(maps.current(graph, drawn[0]), drawn[0]);
    assert.deepEqual([...maps.current(graph, { ...figure }).data[0].z], [2]);
  });
}

test("where only the table has changed, or nothing can be drawn, whoever waits goes on", async () => {
  for (const options of [{}, { drawable: false }]) {
    const { shown, told, maps } = changing(options);
    maps.change({ carte: {} });
    await settle();
    assert.deepEqual([shown.length, told.join()], [0, "true"]);
  }
});

test("a table that comes with a change is laid out once the map shows it", async () => {
  let show;
  const { graph, maps, shown } = changing({ shows: () => new Promise((resolve) => (show = resolve)) });
  const laid = [];
  maps.whenShown(() => laid.push("first"));
  await settle();
  assert.deepEqual(laid, ["first"]);
  maps.change({ carte: { updates: [[0, { z: [2] }]] } });
  maps.whenShown(() => laid.push("second"));
  await settle();
  assert.deepEqual([laid.length, shown.length, graph.data], [1, 1, TRACES]);
  show(true);
  await settle();
  assert.deepEqual(laid, ["first", "second"]);
});
