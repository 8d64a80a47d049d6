"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { page, run } = require("./page.js");

const FILE = {
  codes: ["01053", "01004", "01007"],
  labels: ["Bourg", "Ambérieu", "Ambronay"],
  populations: [2000, 80000, 0],
  longitudes: [5.2, 5.3, 5.4],
  latitudes: [46.2, 45.9, 46.0],
};
const DATA = [{ type: "choroplethmap", meta: { labels: "/noms.json" } }, { name: "#circles" }];
const b64 = (...bytes) => Buffer.from(bytes).toString("base64");
const TOLD = {
  colours: ["grey", "red"],
  rows: { dtype: "u1", bdata: b64(0, 1, 1) },
  kinds: [
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  templates: ["{0|fiche|fiches}, {1}", "{0|fiche|fiches}, {1} pour {2} hab."],
  columns: [{ decimals: 0 }, { rate: 0 }, { inhabitants: 1 }],
};

function layers(told, { data = DATA, file = FILE } = {}) {
  const shown = page({ more: { atob: (text) => Buffer.from(text, "base64").toString("binary") } });
  run("map-values.js", shown);
  run("map-places.js", shown);
  return shown.window.solidarity.mapValues.layers(told, data, () => file);
}

/** The text that a template has with one number of so many decimals. */
async function written(template, value, decimals = 0, people = 1) {
  const told = {
    ...TOLD,
    rows: { dtype: "u1", bdata: b64(0) },
    kinds: [[0], [0], [value]],
    templates: [template],
    columns: [{ decimals }, { rate: 0 }],
  };
  const [[, { customdata }]] = layers({ territories: told }, { file: { ...FILE, populations: [people] } });
  return customdata[0];
}

test("a sentence is written when it is read, as often as it is", () => {
  const [[, { customdata }]] = layers({ territories: TOLD });
  assert.equal(Array.isArray(customdata), true);
  assert.deepEqual([customdata.length, "2" in customdata, "3" in customdata], [3, true, false]);
  assert.deepEqual(
    [customdata[1], customdata[1], customdata[3]],
    ["1\u00a0fiche, 0,12", "1\u00a0fiche, 0,12", undefined],
  );
});

test("territories get their codes, colours and sentences, each told once", async () => {
  const [[place, update]] = layers({ territories: TOLD });
  assert.equal(place, 0);
  assert.equal([...update.z].join(), "0,1,1");
  assert.deepEqual(JSON.parse(JSON.stringify(update.colorscale)), [
    [0, "grey"],
    [0.5, "grey"],
    [0.5, "red"],
    [1, "red"],
  ]);
  assert.deepEqual([update.zmin, update.zmax], [-0.5, 1.5]);
  assert.deepEqual(
    [...update.customdata],
    ["1\u00a0fiche, 5,00 pour 2\u202f000 hab.", "1\u00a0fiche, 0,12", "1\u00a0fiche, 0,00"],
  );
});

for (const [template, value, decimals, people, text] of [
  ["{0|fiche|fiches}", 0, 0, 1, "0\u00a0fiche"],
  ["{0|fiche|fiches}", 2, 0, 1, "2\u00a0fiches"],
  ["{0}", 1234567, 0, 1, "1\u202f234\u202f567"],
  ["{0} %", 125, 1, 1, "12,5 %"],
  ["{0}", 12345678, 2, 1, "123\u202f456,78"],
  ["{1}", 3, 0, 80000, "0,38"],
  ["{1}", 1, 0, 80000, "0,12"],
  ["{1}", 1, 0, 3000, "3,33"],
  ["{1}", 1, 0, 2000000, "<\u202f0,01"],
  ["{1}", 0, 0, 2000000, "0,00"],
]) {
  test(`${value} with ${decimals} decimals for ${people} people is written ${text} in « ${template} »`, async () => {
    assert.equal(await written(template, value, decimals, people), text);
  });
}

test("rows beyond a byte are read too", () => {
  const rows = { dtype: "u2", bdata: b64(1, 0, 0, 0, 1, 0) };
  const [[, update]] = layers({ territories: { ...TOLD, rows } });
  assert.equal([...update.z].join(), "1,0,1");
});

test("circles are as large as the number tells, and stand where there is one", () => {
  const kinds = [
    [0, 1],
    [0, 0],
    [0, 4],
  ];
  const circles = { trace: 1, largest: 24, reference: 16 };
  const [, [place, update]] = layers({ territories: { ...TOLD, kinds, circles } });
  assert.equal(place, 1);
  assert.equal(update["marker.size"].join(), "24,24");
  assert.equal(update.lon.join(), "5.3,5.4");
  assert.equal(update.customdata.join(), "territoire:01004,territoire:01007");
  assert.equal(update.text[0], "<b>Ambérieu</b><br>4\u00a0fiches, 0,50");
  const [, [, none]] = layers({ territories: { ...TOLD, kinds, circles: { ...circles, reference: 0 } } });
  assert.equal(none.lon.length, 0);
});

test("another level brings its own codes and labels, and other layers are as they are told", () => {
  const level = { uid: "communes", geojson: "/c.geojson", meta: { labels: "/communes.json" } };
  const updates = layers({ level, updates: [[3, { lon: [5] }]] });
  assert.deepEqual(JSON.parse(JSON.stringify(updates)), [
    [3, { lon: [5] }],
    [0, { ...level, locations: FILE.codes, text: FILE.labels }],
  ]);
});

test("without the file about territories nothing is told of them", () => {
  assert.throws(() => layers({ territories: TOLD }, { file: null }), /noms.json did not come/);
});
