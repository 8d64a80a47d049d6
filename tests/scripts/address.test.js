/* The address of a page, its controls and what is asked of the server: one object, told once by the server. */
"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { Element, page, run } = require("./page.js");

/* A page as the server describes it: six controls, a list and a map. */
const DESCRIBED = {
  store: "p-selection",
  marker: "p",
  title: "Essai",
  keys: ["niveau", "indicateur", "theme", "annee", "points", "elargi", "territoire", "page", "optimum", "onglet"],
  controls: {
    theme: { id: "p-theme", prop: "value", kind: "many", initial: "" },
    annee: { id: "p-annee", prop: "value", kind: "years", span: "bornes" },
    niveau: { id: "p-niveau", prop: "value", kind: "one", initial: "epci" },
    indicateur: {
      id: "p-indicateur",
      prop: "value",
      kind: "select",
      initial: "taux",
      usual: { key: "niveau", words: { communes: "part" } },
    },
    points: {
      id: "p-points",
      prop: "value",
      kind: "boxes",
      initial: "lieux",
      nothing: "aucun",
      choices: ["lieux", "mairies"],
    },
    elargi: { id: "p-elargi", prop: "checked", kind: "switch", initial: "" },
  },
  parts: {
    niveau: ["list", "map"],
    indicateur: ["map"],
    theme: ["list", "map"],
    annee: ["list", "map"],
    points: ["map"],
    elargi: ["list"],
    territoire: ["list"],
    page: ["list", "more"],
    optimum: [],
    onglet: [],
  },
  requests: { "p-request": ["list", "more"], "p-map-request": ["map", "all"] },
  first: { "p-request": ["list", "more"], "p-map-request": ["all"] },
  drawing: ["p-map-request"],
  showing: { onglet: "reponse", vue: "liste" },
  readIn: { more: ["plus", "integree"] },
  quiet: ["page", "territoire", "onglet"],
  asks: ["theme"],
  again: { optimum: [] },
  panel: { id: "p-panel", keys: ["territoire"], keepsPlace: false },
};

/** Open the page at an address; `sent` is what was set of its components, `shown` the addresses written. */
function opened({ stored = {}, search = "" } = {}) {
  const bounds = new Element("div");
  bounds.dataset = { first: "2010", last: "2020" };
  const sent = [];
  const shown = [];
  let focused = 0;
  const panel = Object.assign(new Element("section"), {
    contains: () => false,
    focus: () => {
      focused += 1;
    },
    getBoundingClientRect: () => ({ top: 0 }),
    querySelector: () => null,
    querySelectorAll: () => [],
  });
  const made = page({
    byId: { bornes: bounds, "p-panel": panel },
    more: {
      location: { pathname: "/", search },
      history: {
        pushState: (_state, _title, address) => shown.push(address),
        replaceState: (_state, _title, address) => shown.push(`=${address}`),
      },
      matchMedia: () => ({ matches: false }),
      getComputedStyle: () => ({ getPropertyValue: () => "" }),
      requestAnimationFrame: () => 0,
      dash_clientside: { set_props: (id, props) => sent.push([id, JSON.parse(JSON.stringify(props))]), no_update: 0 },
      solidarity: { pages: { p: DESCRIBED }, mapChanges: { change: () => 0, whenShown: (act) => act() } },
    },
  });
  made.document.body.dataset = {};
  made.document.title = "Essai · Carte d’essai";
  run("address.js", made);
  const script = made.window.solidarity.page("p");
  const values = {
    theme: [],
    annee: [2010, 2020],
    niveau: "epci",
    indicateur: "taux",
    points: ["lieux"],
    elargi: false,
  };
  const keep = (changes = {}) => {
    const set = { ...values, ...changes };
    script.keep(set.theme, set.annee, set.niveau, set.indicateur, set.points, set.elargi, stored);
  };
  const selection = () => JSON.parse(JSON.stringify(script.selection()));
  return { document: made.document, focused: () => focused, script, keep, sent, shown, selection, window: made.window };
}

test("controls at their defaults write nothing in the address", () => {
  const { keep, sent, shown, selection } = opened();
  keep();
  assert.deepEqual([selection(), sent, shown], [{}, [], []]);
});

for (const [name, changes, query] of [
  ["a choice", { niveau: "communes" }, { niveau: ["communes"] }],
  ["several of a list", { theme: ["sante", "mobilite"] }, { theme: ["sante", "mobilite"] }],
  ["a range of years", { annee: [2012, 2015] }, { annee: ["2012-2015"] }],
  ["one year", { annee: [2012, 2012] }, { annee: ["2012"] }],
  ["a switch", { elargi: true }, { elargi: ["oui"] }],
  ["another box", { points: ["mairies"] }, { points: ["mairies"] }],
  ["no box", { points: [] }, { points: ["aucun"] }],
]) {
  test(`${name} is written in the address, once`, () => {
    const { keep, shown, selection } = opened();
    keep();
    keep(changes);
    assert.deepEqual(selection(), query);
    const words = new URLSearchParams(Object.entries(query).flatMap(([key, values]) => values.map((v) => [key, v])));
    assert.deepEqual(shown, [`/?${words}`]);
  });
}

test("a change asks for the parts it changes and no other, and starts the list again", () => {
  const { keep, sent, selection } = opened({ stored: { page: ["3"], niveau: ["communes"] } });
  keep({ niveau: "communes", indicateur: "part" });
  keep({ niveau: "communes", indicateur: "part", elargi: true });
  assert.deepEqual(selection(), { niveau: ["communes"], elargi: ["oui"] });
  const asked = sent.filter(([id]) => id.endsWith("request"));
  assert.deepEqual(asked, [["p-request", { data: { query: selection(), parts: ["list"] } }]]);
});

test("what is drawn from more than the selection waits for a map not drawn yet too", () => {
  const { script, keep, sent } = opened();
  keep();
  script.redraw("p-map-request", ["map"], { sites: ["42218"] });
  assert.deepEqual(sent, [["p-map-request", { data: { query: {}, parts: ["all", "map"], sites: ["42218"] } }]]);
});

/** What is asked of the map since it was last read. */
function asksOfMap(sent) {
  return sent
    .splice(0)
    .filter(([id]) => id === "p-map-request")
    .map(([, { data }]) => [data.parts, data.sites]);
}

test("a map that is drawn loses nothing of what was asked for since", () => {
  const { window, script, keep, sent } = opened();
  const isDrawn = () => window.dispatchEvent(new CustomEvent("solidarity:drawn", { detail: { filled: true } }));
  keep();
  script.answered({ changes: null, markup: {} });
  isDrawn();
  keep({ theme: ["sante"] });
  assert.deepEqual(asksOfMap(sent), [[["map"], undefined]]);
  script.answered({ changes: {}, markup: {} });
  keep({ theme: ["sante"], points: [] });
  // The first is drawn; the second has not been answered yet, and a third asks for what it was to change too.
  isDrawn();
  script.redraw("p-map-request", ["all"]);
  assert.deepEqual(asksOfMap(sent), [
    [["map"], undefined],
    [["map", "all"], undefined],
  ]);
  script.answered({ changes: {}, markup: {} });
  isDrawn();
  script.redraw("p-map-request", ["all"]);
  assert.deepEqual(asksOfMap(sent), [[["all"], undefined]]);
});

test("what was told besides the selection is told again until it is drawn, and not with another question", () => {
  const { script, keep, sent } = opened();
  keep();
  script.redraw("p-map-request", ["map"], { sites: ["42218"] });
  keep({ points: [] });
  keep({ points: [], theme: ["sante"] });
  const asked = asksOfMap(sent).map(([, sites]) => sites);
  assert.deepEqual(asked, [["42218"], ["42218"], undefined]);
});

test("a map not drawn yet is asked for whole again with the next change", () => {
  const { keep, sent } = opened();
  keep();
  keep({ theme: ["sante"] });
  const [, request] = sent.find(([id]) => id === "p-map-request");
  assert.deepEqual(request.data.parts, ["all", "map"]);
});

test("what a closed tab tells is asked for once it is opened, and again when it has changed", () => {
  const { script, keep, sent } = opened();
  const asked = () =>
    sent
      .splice(0)
      .filter(([id]) => id === "p-request")
      .map(([, { data }]) => data.parts);
  keep();
  script.commit(script.merge({ page: ["2"] }));
  assert.deepEqual(asked(), [["list"]]);
  script.commit(script.merge({ onglet: ["plus"] }));
  assert.deepEqual(asked(), [["more"]]);
  script.commit(script.merge({ onglet: [] }));
  script.commit(script.merge({ onglet: ["plus"] }));
  assert.deepEqual(asked(), []);
  script.commit(script.merge({ page: ["3"] }));
  assert.deepEqual(asked(), [["list", "more"]]);
  script.commit(script.merge({ onglet: [] }));
  script.commit(script.merge({ page: [] }));
  assert.deepEqual(asked(), [["list"]]);
});

test("another question sets back what was computed for the last one, a view does not", () => {
  const { script, keep, selection } = opened({ stored: { optimum: ["oui"] } });
  keep();
  script.commit(script.merge({ niveau: ["communes"] }));
  assert.deepEqual(selection().optimum, ["oui"]);
  script.commit(script.merge({ theme: ["sante"] }));
  assert.equal(selection().optimum, undefined);
});

test("a question is the same whatever is shown of its answer", () => {
  const { script, keep } = opened({ stored: { theme: ["sante"] } });
  keep({ theme: ["sante"] });
  assert.ok(script.asksTheSame({ theme: ["sante"], niveau: ["communes"] }));
  assert.ok(!script.asksTheSame({ theme: ["mobilite"] }));
});

test("words that are not ours stay in the address", () => {
  const { keep, shown } = opened({ search: "?utm=lettre&theme=sante" });
  keep();
  keep({ elargi: true });
  assert.deepEqual(shown, ["/?utm=lettre&elargi=oui"]);
});

test("what an address asks for and no control can show is kept until the control is moved", () => {
  const { keep, selection } = opened({ stored: { annee: ["1990"] } });
  keep({ annee: [2010, 2010] });
  assert.deepEqual(selection(), { annee: ["1990"] });
  keep({ annee: [2010, 2011] });
  assert.deepEqual(selection(), { annee: ["2010-2011"] });
});

test("a click on the map is on a territory, on what a point holds, or on nothing", () => {
  const { script, keep } = opened();
  keep();
  const on = (point) => [...script.clicked({ points: [point] })];
  assert.deepEqual(on({ location: "01053" }), ["territoire", "01053"]);
  assert.deepEqual(on({ customdata: "fiche:bus" }), ["fiche", "bus"]);
  assert.deepEqual([...script.clicked(null)], []);
});

test("an answer takes the focus of who asked for it, but of who types again meanwhile", () => {
  const { document, focused, script, keep } = opened();
  keep();
  script.open({ territoire: ["07"] });
  script.fill({ "p-panel": "" });
  assert.equal(focused(), 1);
  script.open({ territoire: ["26"] });
  document.dispatchEvent(new Event("input"));
  script.fill({ "p-panel": "" });
  assert.equal(focused(), 1);
  // Neither does it leave who has just come back to a field; whoever touches something else is still led.
  for (const [field, led] of [
    [true, 1],
    [false, 2],
  ]) {
    script.open({ territoire: [String(led)] });
    const touched = new Event("pointerdown");
    Object.defineProperty(touched, "target", { value: { matches: () => field } });
    document.dispatchEvent(touched);
    script.fill({ "p-panel": "" });
    assert.equal(focused(), led);
  }
});

test("what is usual beside another choice follows it, and is not written", () => {
  const { keep, sent, selection } = opened();
  keep();
  keep({ niveau: "communes" });
  assert.deepEqual(selection(), { niveau: ["communes"] });
  assert.deepEqual(sent.filter(([id]) => id === "p-indicateur").at(-1), ["p-indicateur", { value: "part" }]);
  keep({ niveau: "communes", indicateur: "part" });
  assert.deepEqual(selection(), { niveau: ["communes"] });
  keep({ niveau: "communes", indicateur: "taux" });
  assert.deepEqual(selection(), { niveau: ["communes"], indicateur: ["taux"] });
  keep({ niveau: "epci", indicateur: "taux" });
  assert.deepEqual(selection(), {});
});
