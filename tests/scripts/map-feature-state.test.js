"use strict";
const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const test = require("node:test");
const { page, run } = require("./page.js");

const LIBRARY = readFileSync(join(__dirname, "..", "..", "assets", "00-plotly-map.min.js"), "utf8").slice(0, 200);
const [, VERSION] = /v([0-9.]+)/.exec(LIBRARY);
const SCALE = ["grey", "red", "blue"].flatMap((colour, place) => [
  [place / 3, colour],
  [(place + 1) / 3, colour],
]);
const VALUES = { colorscale: SCALE, customdata: ["a", "b"], zmin: -0.5, zmax: 2.5 };
const EPCI = { uid: "epci", meta: { labels: "/epci.json" }, locations: ["200", "201"], z: [0, 1], ...VALUES };
const PLACES = {
  uid: "places",
  name: "#places",
  meta: { places: "/lieux.json" },
  marker: { color: "#b3470f", size: 10 },
  below: "towns",
  z: [0],
  lon: [5],
};
const COMMUNES = { ...EPCI, uid: "communes", locations: ["01053", "01004"], z: [1, 1] };

/** A graph that plotly.js has drawn, with the parts it keeps for itself, and what the map was told since. */
function drawn({ trace = EPCI, version = VERSION, loaded = () => true, without = "" } = {}) {
  const seen = {
    states: [],
    paints: 0,
    asked: 0,
    opacities: [],
    drawings: [],
    layers: [],
    dots: [],
    sources: [],
    read: 0,
  };
  const module = {
    calc: (_, { z, lon }) => (lon || z).map((value) => ({ z: value })),
    plot: (_, points) => {
      seen.drawings.push(points[0].trace.uid);
      return layerOf(points[0].trace.uid);
    },
  };
  const layerOf = (uid) => ({
    sourceId: `source-${uid}`,
    layerList: [
      ["fill", `${uid}-fill`],
      ["line", `${uid}-line`],
    ],
    update: () => seen.drawings.push(uid),
    dispose: () => seen.drawings.push(`${uid} gone`),
  });
  const map = {
    painter: {
      render: () => {
        seen.paints += 1;
      },
    },
    style: { loaded },
    getLayer: () => undefined,
    addSource: (id, { buffer }) => seen.sources.push([id, buffer]),
    setFeatureState: ({ source, id }, { colour }) => seen.states.push(`${source} ${id} ${colour}`),
    setPaintProperty: (id, name, value) => seen.opacities.push(`${id} ${name} ${value}`),
    triggerRepaint: () => {
      seen.asked += 1;
      map.painter.render();
    },
    redraw: () => map.painter.render(),
    jumpTo: (place) => {
      seen.place = place;
    },
  };
  const subplot = {
    map,
    traceHash: { [trace.uid]: layerOf(trace.uid) },
    belowLookup: {},
    addLayer: (layer) => seen.layers.push(layer),
    setOptions: (_id, _method, options) => seen.layers.push({ paint: options }),
    getMapLayers: () => [],
  };
  const full = (one) => ({ ...one, index: 0, marker: { opacity: 1 }, _module: module, visible: one.lon?.length !== 0 });
  const graph = {
    data: [trace],
    layout: {},
    _context: {},
    _fullData: [full(trace)],
    calcdata: [trace.z.map((z) => ({ z }))],
    _fullLayout: { _preGUI: { "map.zoom": 3, width: 1 }, map: { _subplot: subplot } },
  };
  const Plotly = {
    version,
    Plots: {
      graphJson: (scratch) => {
        seen.read += 1;
        scratch._fullData = scratch.data.map(full);
      },
    },
  };
  const solidarity = {
    mapDots: {
      addIcons: () => {},
      show: (_map, id, { rows, marker, below }) => seen.dots.push([id, [...rows], marker.size, below]),
    },
    mapPlaces: { isTold: ({ meta }) => Boolean(meta.places), origin: ({ rows = [0] }) => ({ file: {}, rows }) },
  };
  const shown = page({ more: { Plotly, performance, clearTimeout: () => {}, solidarity } });
  run("map-feature-state.js", shown);
  const { featureState } = shown.window.solidarity;
  if (without !== "prepare") featureState.prepare(graph);
  featureState.drawn(graph);
  if (without && without !== "prepare") delete map[without];
  const show = (changed, more = {}) => {
    const layout = more.layout || graph.layout;
    const usual = { places: [0], looks: false, atOnce: true };
    return featureState.show(graph, { data: [changed], layout }, { ...usual, ...more });
  };
  return { graph, subplot, seen, featureState, show };
}

test("a change tells the territories whose colour differs, and is painted once", async () => {
  const { graph, seen, show } = drawn();
  const changed = { ...EPCI, z: [2, 1], customdata: ["c", "d"] };
  assert.equal(await show(changed), true);
  assert.deepEqual(seen.states, ["source-epci 200 blue"]);
  assert.deepEqual([seen.drawings.length, seen.paints], [0, 1]);
  assert.deepEqual([graph._fullData[0].customdata, graph._fullData[0]._input], [["c", "d"], changed]);
  assert.equal(graph.calcdata[0].map(({ z }) => z).join(), "2,1");
  assert.equal(graph.data[0], changed);
});

test("nothing is painted before all that changes is there", async () => {
  let ready = false;
  const { graph, seen, show } = drawn({ loaded: () => ready });
  const shown = show({ ...EPCI, z: [2, 1] });
  await new Promise(setImmediate);
  assert.equal(seen.paints, 0);
  ready = true;
  graph._fullLayout.map._subplot.map.triggerRepaint();
  assert.equal(await shown, true);
  assert.equal(seen.paints, 1);
});

for (const atOnce of [true, false]) {
  test(`a change is painted ${atOnce ? "before it is waited for" : "with the next frame"}`, async () => {
    const { seen, show } = drawn();
    const shown = show({ ...EPCI, z: [2, 1] }, { atOnce });
    assert.deepEqual([seen.paints, seen.asked], [1, atOnce ? 0 : 1]);
    assert.equal(await shown, true);
  });
}

test("a territory whose colour is told is filled with it, before that as plotly.js draws it", () => {
  const { subplot, seen } = drawn();
  const drawnBy = { type: "identity", property: "fc" };
  subplot.addLayer({ id: "a", paint: { "fill-color": drawnBy } });
  subplot.setOptions("a", "setPaintProperty", { "fill-color": drawnBy });
  subplot.setOptions("a", "setPaintProperty", { "fill-color": "red", "fill-opacity": 1 });
  const fills = seen.layers.map(({ paint }) => JSON.stringify(paint["fill-color"]));
  const told = '["to-color",["coalesce",["feature-state","colour"],["get","fc"]]]';
  assert.deepEqual(fills, [told, told, '"red"']);
});

test("a level is drawn once, and kept while another is shown", async () => {
  const { graph, subplot, seen, featureState, show } = drawn();
  await show(COMMUNES);
  assert.deepEqual(seen.drawings, ["communes"]);
  assert.deepEqual(seen.opacities, ["epci-fill fill-opacity 0", "epci-line line-opacity 0"]);
  assert.deepEqual(Object.keys(subplot.traceHash), ["communes"]);
  await show({ ...EPCI, z: [0, 2] });
  assert.deepEqual(seen.drawings, ["communes"]);
  assert.deepEqual(seen.opacities.slice(4), ["epci-fill fill-opacity 1", "epci-line line-opacity 1"]);
  assert.deepEqual(seen.states, ["source-epci 201 blue"]);
  assert.equal(graph._fullData[0].uid, "epci");
  // It is shown again, no longer kept beside.
  featureState.redrawing(graph, { data: [EPCI] });
  assert.deepEqual(seen.drawings, ["communes"]);
});

test("a level that plotly.js brings again itself is not kept beside", async () => {
  const { graph, seen, featureState, show } = drawn();
  await show(COMMUNES);
  featureState.redrawing(graph, { data: [EPCI] });
  assert.deepEqual(seen.drawings, ["communes", "epci gone"]);
});

test("after plotly.js has drawn other values, what was told before is told again", async () => {
  const { graph, seen, featureState, show } = drawn();
  await show({ ...EPCI, z: [2, 1] });
  graph._fullData[0].z = [0, 1];
  featureState.drawn(graph);
  assert.deepEqual(seen.states, ["source-epci 200 blue", "source-epci 200 grey"]);
});

test("territories whose codes are no numbers are given again: they are few", async () => {
  const trace = { ...EPCI, locations: ["D01", "2A"] };
  const { seen, show } = drawn({ trace });
  await show({ ...trace, z: [2, 1] });
  assert.deepEqual([seen.states.length, seen.drawings.join()], [0, "epci"]);
});

test("boundaries go little beyond the edges of tiles, points as far as the library has them", () => {
  const { subplot, seen } = drawn();
  const of = (type) => ({ type: "geojson", data: { features: [{ geometry: { type } }] } });
  subplot.map.addSource("territories", of("MultiPolygon"));
  subplot.map.addSource("places", of("Point"));
  subplot.map.addSource("nothing", { type: "geojson", data: { features: [] } });
  assert.deepEqual(seen.sources, [
    ["territories", 16],
    ["places", undefined],
    ["nothing", undefined],
  ]);
});

test("small points are told to the map, and plotly.js' own layer of them is not seen", async () => {
  const { graph, subplot, seen, show } = drawn({ trace: PLACES });
  assert.deepEqual(seen.dots.splice(0), [["#places", [0], 10, "towns"]]);
  assert.equal(await show({ ...PLACES, rows: [2, 3], lon: [6, 7] }), true);
  assert.deepEqual(seen.dots, [["#places", [2, 3], 10, "towns"]]);
  assert.deepEqual([seen.drawings.length, seen.paints], [0, 1]);
  // plotly.js answers the pointer for those shown now; it has read how they look already.
  assert.deepEqual([graph._fullData[0].lon, graph.calcdata[0].length, seen.read], [[6, 7], 2, 0]);
  await show({ ...PLACES, rows: [], lon: [] });
  assert.equal(seen.read, 1);
  subplot.addLayer({ id: "a-places-symbol", layout: { "icon-image": "dot-b3470f" } });
  subplot.setOptions("a-places-symbol", "setLayoutProperty", { visibility: "visible" });
  subplot.addLayer({ id: "a-halls-symbol", layout: { "icon-image": "dot-243b6b" } });
  const [added, { paint: kept }, other] = seen.layers;
  assert.deepEqual([added.layout.visibility, kept.visibility, other.layout.visibility], ["none", "none", undefined]);
});

test("a map that looks elsewhere forgets where its reader had led it", async () => {
  const { graph, seen, show } = drawn();
  const layout = { uirevision: "01053", meta: {}, map: { center: { lon: 5, lat: 46 }, zoom: 8, uirevision: "01053" } };
  await show(EPCI, { looks: true, layout });
  assert.deepEqual(JSON.parse(JSON.stringify(seen.place)), { center: [5, 46], zoom: 8 });
  assert.deepEqual(graph._fullLayout._preGUI, { width: 1 });
  assert.equal(graph._fullLayout.uirevision, "01053");
});

for (const [name, options] of [
  ["another version of plotly.js", { version: "4.2.0" }],
  ["a map without feature state", { without: "setFeatureState" }],
  ["a map that was not made ready", { without: "prepare" }],
]) {
  test(`with ${name} nothing is changed, which is said`, async () => {
    const { graph, seen, show } = drawn(options);
    assert.equal(await show({ ...EPCI, z: [2, 1] }), false);
    assert.equal(graph.data[0], EPCI);
    assert.deepEqual([seen.states.length, seen.paints], [0, 0]);
  });
}
