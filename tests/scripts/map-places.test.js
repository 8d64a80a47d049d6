"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { page, run } = require("./page.js");

const FILE = {
  longitudes: [4.6, 5.2],
  latitudes: [45.0, 46.2],
  labels: ["Lamastre", "Bourg"],
  rough: [false, true],
  records: [
    [0, 9],
    [1, 2, 3, 4, 5, 6, 7, 8],
  ],
  names: ["Bus <b>des</b> Exemples & Cie", ..."abcdefgh", `${"long ".repeat(20)}`],
  ids: [..."0123456789"].map((digit) => `fiche-${digit}`),
};
const COMMUNES = {
  codes: ["01053", "01004", "01007"],
  labels: ["Bourg", "Ambérieu", "Ambronay"],
  longitudes: [5.2, 5.3, 5.4],
  latitudes: [46.2, 45.9, 46.0],
};
const b64 = (...bytes) => Buffer.from(bytes).toString("base64");

function points(meta, file = FILE) {
  const shown = page({ more: { atob: (text) => Buffer.from(text, "base64").toString("binary") } });
  run("map-values.js", shown);
  run("map-places.js", shown);
  return shown.window.solidarity.mapPlaces.points(meta, () => file);
}

function shown(...records) {
  const bytes = [0, 0];
  for (const record of records) bytes[record >> 3] |= 1 << (record & 7);
  return { places: "/fichiers/lieux.json", shown: { dtype: "u1", bdata: b64(...bytes) } };
}

test("a place is there where one of its records is shown, and opens it", () => {
  const { lon, lat, text, customdata } = points(shown(0));
  assert.deepEqual([...lon, ...lat], [4.6, 45.0]);
  assert.deepEqual([...customdata], ["fiche:fiche-0"]);
  // Names come from files: what looks like a tag is shown as it is.
  assert.equal(text[0], "<b>Lamastre</b><br>• Bus &lt;b&gt;des&lt;/b&gt; Exemples &amp; Cie");
});

test("several at one place are counted, six are named, and what stands there is listed", () => {
  const { text, customdata } = points(shown(1, 2, 3, 4, 5, 6, 7, 8));
  assert.deepEqual([...customdata], ["position:46.2000,5.2000"]);
  assert.equal(
    text[0],
    "<b>Bourg</b><br>8\u00a0initiatives<br>• a<br>• b<br>• c<br>• d<br>• e<br>• f<br>… et 2 de plus" +
      "<br><i>environ, au centre de la commune</i>",
  );
});

test("a long name is cut at sixty letters", () => {
  const { text } = points(shown(9));
  const [, line] = text[0].split("<br>");
  assert.ok(line.endsWith("…"));
  assert.ok(line.length <= 61);
});

test("where places are too many each commune has a point with its number", () => {
  const numbers = { dtype: "u2", bdata: b64(1, 0, 0, 0, 0x10, 0x27) };
  const told = {
    territories: "/fichiers/noms.json",
    numbers,
    noun: ["initiative implantée", "initiatives implantées"],
  };
  const { lon, text, customdata } = points(told, COMMUNES);
  assert.deepEqual([...lon], [5.2, 5.4]);
  assert.equal(text[0], "<b>Bourg</b><br>1\u00a0initiative implantée");
  assert.equal(text[1], "<b>Ambronay</b><br>10\u202f000\u00a0initiatives implantées");
  assert.deepEqual([...customdata], ["territoire:01053", "territoire:01007"]);
});

test("nothing is drawn without a file, nor where it does not come", () => {
  for (const [meta, file] of [
    [{ ...shown(0), places: "" }, FILE],
    [shown(0), null],
  ]) {
    const { lon } = points(meta, file);
    assert.equal(lon.length, 0);
  }
});
