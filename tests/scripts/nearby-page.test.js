/* The two fields of « Près de chez vous »: what is typed in them is asked, and erased by nothing else. */
"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { Element, page, run } = require("./page.js");

function field(value) {
  return Object.assign(new Element("input"), { value, defaultValue: value });
}

/** Open the page with what the fields held when the server wrote them, and what was typed in them since. */
function opened({ query = {}, besoin = "", lieu = "", typed = {} } = {}) {
  const fields = { "nearby-besoin": field(besoin), "nearby-lieu": field(lieu) };
  if (typed.lieu) fields["nearby-lieu"].value = typed.lieu;
  const finder = Object.assign(new Element("div"), { closest: () => finder, querySelector: () => new Element("form") });
  finder.classList.remove = () => {};
  const made = page({
    byId: { ...fields, "nearby-recherche": finder, "nearby-autour": new Element("button") },
    more: { navigator: { userAgent: "" }, URL },
  });
  const asked = [];
  let own = null;
  let answer = null;
  made.document.querySelector = () => answer;
  made.document.body.classList.toggle = () => {};
  made.window.solidarity = {
    page: (_subject, given) => {
      own = given;
      return { selection: () => query, open: (changes) => asked.push(JSON.parse(JSON.stringify(changes))) };
    },
    suggest: (input) => ({
      shown: (value) => {
        input.value = value;
      },
      close: () => {},
      best: () => null,
    }),
  };
  run("nearby-page.js", made);
  made.window.dispatchEvent(new Event("solidarity:read"));
  const answers = (place) => {
    answer = { dataset: { place } };
    made.changes();
  };
  const clicksTile = (word) => {
    const tile = { href: `https://exemple.fr/?besoin=${word}` };
    const event = Object.assign(new Event("click", { cancelable: true }), { button: 0 });
    Object.defineProperty(event, "target", { value: { closest: (sel) => (sel === ".tiles a" ? tile : null) } });
    made.document.dispatchEvent(event);
    return event;
  };
  const shown = () => [fields["nearby-besoin"].value, fields["nearby-lieu"].value];
  const types = (id, text) => {
    fields[id].value = text;
  };
  return { asked, answers, clicksTile, shown, types, changed: (keys, next) => own.changed(keys, next) };
}

test("an answer writes the name of its place where nothing was typed since", () => {
  const { answers, shown } = opened({ query: { lieu: ["lyon 8"] }, lieu: "lyon 8" });
  answers("Lyon 8e");
  assert.deepEqual(shown(), ["", "Lyon 8e"]);
});

test("what was typed before scripts ran, or since it was asked, stays", () => {
  const { answers, changed, shown, types } = opened({ lieu: "Grenoble", typed: { lieu: "Voi" } });
  answers("Grenoble");
  assert.deepEqual(shown(), ["", "Voi"]);
  types("nearby-besoin", "pap");
  changed(["besoin"], { besoin: ["CAF"] });
  assert.deepEqual(shown(), ["pap", "Voi"]);
});

test("the same place answered again after another one is shown again", () => {
  const { answers, shown } = opened({ lieu: "Grenoble" });
  answers("Grenoble");
  answers("ggg");
  answers("Grenoble");
  assert.deepEqual(shown(), ["", "Grenoble"]);
});

test("a tile asks its need with the place typed beside it", () => {
  const { asked, clicksTile, types } = opened({ lieu: "Grenoble" });
  assert.equal(clicksTile("papiers").defaultPrevented, true);
  types("nearby-lieu", "Annecy");
  clicksTile("emploi");
  assert.deepEqual(asked, [
    { fiche: [], besoin: ["papiers"] },
    { fiche: [], besoin: ["emploi"], territoire: [], position: [], lieu: ["Annecy"] },
  ]);
});
