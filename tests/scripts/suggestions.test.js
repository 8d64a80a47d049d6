"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { Element, page, run } = require("./page.js");

const COMMUNES = {
  group: "Communes",
  items: ["Valence, Drôme", "Valencin, Isère"].map((label) => ({ label, asks: { territoire: label } })),
};
const EPCI = { group: "Intercommunalités", items: [{ label: "CA Valence", asks: { territoire: "CA" } }] };
const OUTSIDE = { group: "Hors du périmètre", items: [{ label: "Suisse, hors du périmètre", asks: {} }] };

/** A field that suggests; `answers` are those of the server, each given when it is resolved. */
function field({ nothing = "" } = {}) {
  const input = Object.assign(new Element("input"), { id: "ici", value: "", labels: [] });
  input.dataset.nothing = nothing;
  const answers = [];
  const chosen = [];
  const shown = page({
    more: {
      fetch: () =>
        new Promise((resolve) => answers.push((groups) => resolve({ ok: groups !== null, json: () => groups }))),
      setTimeout: (act) => act(),
      clearTimeout: () => {},
    },
  });
  shown.document.activeElement = input;
  run("suggestions.js", shown);
  const suggesting = shown.window.solidarity.suggest(input, {
    searched: "territoire",
    choose: (asks) => chosen.push(asks.territoire),
  });
  const [, list, status] = input.following;
  return {
    answers,
    chosen,
    input,
    list,
    status,
    suggesting,
    types: (text) => {
      input.value = text;
      input.dispatchEvent(new Event("input"));
    },
    presses: (key) => input.dispatchEvent(Object.assign(new Event("keydown"), { key })),
    fails: async () => {
      answers.shift()(null);
      await new Promise(setImmediate);
    },
    answered: async (groups) => {
      answers.shift()(groups);
      await new Promise(setImmediate);
    },
  };
}

test("the same answer come again leaves the mark where it was, and Enter takes it", async () => {
  const { types, presses, answered, chosen } = field();
  types("valenc");
  types("valence");
  await answered([COMMUNES]);
  await answered([COMMUNES]);
  presses("ArrowDown");
  presses("ArrowDown");
  types("valence ");
  await answered([EPCI, COMMUNES]);
  presses("Enter");
  assert.deepEqual(chosen, ["Valencin, Isère"]);
});

for (const [name, selectionStart, selected] of [
  ["all of it is selected", 0, 1],
  ["a part of it is selected", 3, 0],
]) {
  test(`a field that is filled while ${name} is ${selected ? "" : "not "}selected again`, () => {
    const { input, suggesting } = field();
    let times = 0;
    Object.assign(input, { value: "me conduire", selectionStart, selectionEnd: 11, select: () => (times += 1) });
    suggesting.shown("Se déplacer");
    assert.deepEqual([input.value, times], ["Se déplacer", selected]);
  });
}

test("what is marked and no longer offered is not taken", async () => {
  const { types, presses, answered, chosen } = field();
  types("vale");
  await answered([COMMUNES]);
  presses("ArrowDown");
  types("ca vale");
  await answered([EPCI]);
  presses("Enter");
  assert.deepEqual(chosen, []);
});

test("the first choice is awaited where it is not known yet", async () => {
  const { types, answered, suggesting } = field();
  types("valence");
  const first = suggesting.first();
  await answered([EPCI]);
  await answered([COMMUNES, OUTSIDE]);
  assert.equal((await first).label, "Valence, Drôme");
});

test("what is outside is not taken for another place of a name alike", async () => {
  const { types, answered, suggesting } = field();
  types("suisse");
  await answered([OUTSIDE, COMMUNES]);
  assert.equal(await suggesting.first(), null);
});

test("an answer that does not come leaves nothing of the one before, and is said", async () => {
  const { types, answered, fails, list, status, suggesting } = field({ nothing: "Aucune réponse." });
  types("valence");
  await answered([COMMUNES]);
  types("annecy");
  await fails();
  const first = suggesting.first();
  await fails();
  assert.equal(await first, null);
  assert.deepEqual([list.hidden, status.textContent.slice(0, 10)], [true, "Le serveur"]);
});

test("a list that is left does not open with a late answer", async () => {
  const { types, presses, answered, list } = field();
  types("valence");
  presses("Escape");
  await answered([COMMUNES]);
  assert.equal(list.hidden, true);
});

test("too little is said to be", async () => {
  const { types, status, suggesting } = field({ nothing: "Aucune réponse." });
  types("v");
  await suggesting.first();
  assert.equal(status.textContent, "Tapez au moins deux lettres ou chiffres.");
});

test("what is outside is offered to be read alone", async () => {
  const { types, presses, answered, chosen, list, suggesting } = field();
  types("suisse");
  await answered([OUTSIDE]);
  assert.equal(list.all("li").at(-1).getAttribute("aria-disabled"), "true");
  presses("ArrowDown");
  presses("Enter");
  assert.equal(await suggesting.first(), null);
  assert.deepEqual(chosen, []);
});

test("nothing found is shown where the field has words for it, else only told", async () => {
  const shown = field({ nothing: "Aucune réponse." });
  shown.types("zzzz");
  await shown.answered([]);
  assert.deepEqual([shown.status.className, shown.status.textContent], ["nothing-found", "Aucune réponse."]);
  const told = field();
  told.types("zzzz");
  await told.answered([]);
  assert.deepEqual([told.status.className, told.status.textContent], ["visually-hidden", "Aucune proposition"]);
});
