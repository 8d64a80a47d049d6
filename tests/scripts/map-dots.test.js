/* Small points: given to the map once, told whether they are seen, left out where they would touch. */
"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { page, run } = require("./page.js");

const FILE = { longitudes: [4.6, 5.2, 5.2001], latitudes: [45.0, 46.2, 46.2] };
const LOOK = { marker: { color: "#b3470f", size: 10 }, below: "towns" };

/** A map of the library; `told` is what it was given and told since it was last read. */
function mapAt(zoom) {
  const told = [];
  const listeners = [];
  const sources = new Map();
  return {
    told: () => told.splice(0),
    getZoom: () => zoom,
    zoomTo: (next) => {
      zoom = next;
      for (const listener of listeners) listener();
    },
    on: (_zoom, listener) => listeners.push(listener),
    addSource: (id, { data }) => {
      sources.set(id, { setData: (now) => told.push(`${id}: ${now.features.length} again`) });
      told.push(`${id}: ${data.features.length}`);
    },
    getSource: (id) => sources.get(id),
    addLayer: ({ id, paint }, below) => told.push(`${id} under ${below}, ${paint["circle-radius"][2]} px and a rim`),
    removeFeatureState: ({ source }) => told.push(`${source} forgotten`),
    setFeatureState: ({ id }, { seen }) => told.push(`${id} ${seen}`),
  };
}

function dots() {
  const shown = page({});
  run("map-dots.js", shown);
  return shown.window.solidarity.mapDots;
}

test("points are given once, and each change tells those that come and go", () => {
  const { show } = dots();
  const map = mapAt(7);
  show(map, "places", { file: FILE, rows: [0, 1], ...LOOK });
  assert.deepEqual(map.told(), ["places: 3", "places under towns, 2.75 px and a rim", "0 true", "1 true"]);
  show(map, "places", { file: FILE, rows: [1], ...LOOK });
  assert.deepEqual(map.told(), ["0 false"]);
  show(map, "places", { file: null, rows: [], ...LOOK });
  assert.deepEqual(map.told(), ["1 false"]);
});

test("points of another file take the place of those before", () => {
  const { show } = dots();
  const map = mapAt(7);
  show(map, "places", { file: FILE, rows: [0], ...LOOK });
  map.told();
  show(map, "places", { file: { ...FILE }, rows: [0], ...LOOK });
  assert.deepEqual(map.told(), ["places forgotten", "places: 3 again", "0 true"]);
});

test("nothing is drawn before there is a point", () => {
  const { show } = dots();
  const map = mapAt(7);
  show(map, "places", { file: null, rows: [], ...LOOK });
  assert.deepEqual(map.told(), []);
});

test("of two that would touch the first is seen, and both once the map is near enough", () => {
  const { show } = dots();
  const map = mapAt(7);
  show(map, "places", { file: FILE, rows: [1, 2], ...LOOK });
  assert.deepEqual(map.told().slice(2), ["1 true"]);
  map.zoomTo(7.2);
  assert.deepEqual(map.told(), []);
  map.zoomTo(17);
  assert.deepEqual(map.told(), ["2 true"]);
  map.zoomTo(7);
  assert.deepEqual(map.told(), ["2 false"]);
});

test("points stand apart by what they measure, beside one another and one above the other", () => {
  const { thinned } = dots();
  const places = { xs: Float64Array.of(0, 7.9, 8, 0, 20), ys: Float64Array.of(0, 0, 0, 8.1, 20) };
  assert.deepEqual([...thinned(places, [0, 1, 2, 3, 4], { zoom: 0, apart: 8 })], [0, 2, 3, 4]);
  assert.deepEqual([...thinned(places, [0, 1], { zoom: 1, apart: 8 })], [0, 1]);
});
