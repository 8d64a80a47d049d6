/* The best choice of new places: asked for where the address does, asked about, shown or stopped. */
"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { Element, page, run } = require("./page.js");

const JOB = "/zones-blanches/optimum/1";
const FOUND = { markup: { "coverage-optimum": "<table></table>" }, sites: ["42218"] };

/** What a server answers: that it goes on, the best choice, or a sentence about its failure. */
const running = (told = "") => ({ status: 202, ok: true, text: async () => told });
const found = { status: 200, ok: true, json: async () => FOUND };
const failed = { status: 404, ok: false, text: async () => "<p>Échec</p>" };

/**
 * Open the page at a query, with what its server answers in turn; null for none.
 * `asked` is what was fetched, `filled` what was shown, `redrawn` what of the map was asked for again, `last`
 * what a component was given; the page waits between two answers until `goOn` is called.
 */
function opened(query, ...answers) {
  const part = (id) => Object.assign(new Element("div"), { id });
  const ids = ["optimum", "nouveaux-lieux", "calculer", "arreter", "etat"].map((name) => `coverage-${name}`);
  const byId = Object.fromEntries(ids.map((id) => [id, part(id)]));
  const asked = [];
  const filled = [];
  const set = [];
  const redrawn = [];
  const waiting = [];
  let own;
  let current = query;
  const commit = (changed) => {
    const keys = Object.keys(changed).filter((key) => `${changed[key]}` !== `${current[key] || []}`);
    current = Object.fromEntries(Object.entries(changed).filter(([, words]) => words.length));
    own.changed(keys, current);
  };
  const shown = page({
    byId,
    more: {
      setTimeout: (then) => waiting.push(then),
      fetch: async (address, { method = "GET", body } = {}) => {
        asked.push([method, address, ...(body ? [JSON.parse(body)] : [])]);
        if (method === "DELETE") return {};
        const answer = answers.shift();
        if (!answer) throw new TypeError("Failed to fetch");
        return { ...answer, headers: { get: (name) => (name === "Location" ? JOB : null) } };
      },
      dash_clientside: { set_props: (id, props) => set.push([id, props]), no_update: 0 },
      solidarity: {
        page: (_subject, given) => {
          own = given;
          return {
            searchBox: () => ({ follow: () => {} }),
            fill: (markups) => filled.push(...Object.entries(markups)),
            answered: ({ markup }) => filled.push(...Object.entries(markup)),
            asksTheSame: (other) => (other.theme || []).join() === (current.theme || []).join(),
            selection: () => current,
            redraw: (...request) => redrawn.push(request),
            commit,
          };
        },
      },
    },
  });
  for (const one of Object.values(byId)) {
    one.contains = (other) => other === one;
    one.focus = () => {
      shown.document.activeElement = one;
    };
  }
  run("coverage-page.js", shown);
  own.ready(query);
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const goOn = async () => {
    await settle();
    for (const then of waiting.splice(0)) then();
    await settle();
  };
  const last = (id) => JSON.parse(JSON.stringify(set.filter(([one]) => one === id).at(-1)?.[1] ?? null));
  return {
    asked,
    byId,
    commit,
    filled,
    goOn,
    last,
    redrawn: () => JSON.parse(JSON.stringify(redrawn)),
    settle,
    ...shown,
  };
}

test("where the address asks for none, nothing is asked for and nothing can be stopped", async () => {
  const { asked, last, settle } = opened({});
  await settle();
  assert.deepEqual([asked, last("coverage-arreter")], [[], { hidden: true }]);
});

test("a best choice is asked for, asked about until it is there, and shown, also on the map", async () => {
  const query = { lieux: ["2"], optimum: ["oui"] };
  const { asked, byId, filled, goOn, last, redrawn, settle } = opened(
    query,
    running(),
    running("Calcul en cours"),
    found,
  );
  await settle();
  assert.deepEqual(asked, [["POST", "/zones-blanches/optimum", { query }]]);
  assert.deepEqual(last("coverage-arreter"), { hidden: false });
  await goOn();
  assert.deepEqual(last("coverage-avancement"), { children: "Calcul en cours" });
  await goOn();
  assert.deepEqual(asked.slice(1), [
    ["GET", JOB],
    ["GET", JOB],
  ]);
  assert.deepEqual(filled.at(-1), ["coverage-optimum", "<table></table>"]);
  assert.equal(byId["coverage-etat"].textContent, "Calcul terminé.");
  assert.deepEqual(redrawn(), [["coverage-request", ["sites"], { sites: ["42218"] }]]);
  assert.deepEqual(last("coverage-arreter"), { hidden: true });
  assert.deepEqual(last("coverage-avancement"), { children: "" });
});

test("a known best choice is shown at once", async () => {
  const { asked, filled, settle } = opened({ optimum: ["oui"] }, found);
  await settle();
  assert.equal(asked.length, 1);
  assert.deepEqual(filled.at(-1), ["coverage-optimum", "<table></table>"]);
});

test("a failure is told in the server's words", async () => {
  const { byId, filled, goOn, last, redrawn } = opened({ optimum: ["oui"] }, running(), failed);
  await goOn();
  assert.deepEqual(filled.at(-1), ["coverage-optimum", "<p>Échec</p>"]);
  assert.equal(byId["coverage-etat"].textContent, "");
  assert.deepEqual([redrawn(), last("coverage-arreter")], [[], { hidden: true }]);
});

test("one that nobody waits for any more is stopped, and never shown", async () => {
  const { asked, commit, filled, goOn, last, settle } = opened({ optimum: ["oui"] }, running(), found);
  await settle();
  commit({ theme: ["sante"], optimum: [] });
  assert.deepEqual(last("coverage-arreter"), { hidden: true });
  // At once: whoever leaves the page then leaves no computation behind.
  await settle();
  assert.deepEqual(asked.at(-1), ["DELETE", JOB]);
  await goOn();
  assert.equal(asked.length, 2);
  assert.deepEqual(filled.at(-1), ["coverage-optimum", ""]);
});

test("how far one is that nobody waits for any more is not told", async () => {
  const read = [];
  const slow = { ...running(), text: () => new Promise((resolve) => read.push(resolve)) };
  const { commit, last, settle } = opened({ optimum: ["oui"] }, slow);
  await settle();
  commit({ optimum: [] });
  read[0]("Calcul en cours");
  await settle();
  assert.deepEqual(last("coverage-avancement"), { children: "" });
});

test("a change of view alone goes on with the same one", async () => {
  const { asked, commit, filled, goOn, settle } = opened({ optimum: ["oui"] }, running(), found);
  await settle();
  commit({ optimum: ["oui"], vue: ["carte"] });
  await goOn();
  assert.deepEqual(asked.slice(1), [["GET", JOB]]);
  assert.deepEqual(filled.at(-1), ["coverage-optimum", "<table></table>"]);
});

test("another question that asks for a best choice too has its own", async () => {
  const optimum = ["oui"];
  const { asked, commit, filled, settle } = opened({ optimum }, found, found);
  await settle();
  filled.length = 0;
  commit({ optimum, theme: ["sante"] });
  assert.deepEqual(filled, [["coverage-optimum", ""]]);
  await settle();
  assert.deepEqual(asked.at(-1)[2], { query: { optimum, theme: ["sante"] } });
  assert.deepEqual(filled.at(-1), ["coverage-optimum", "<table></table>"]);
});

test("its answer is not shown to a question asked while it was read", async () => {
  const read = [];
  const slow = { ...found, json: () => new Promise((resolve) => read.push(() => resolve(FOUND))) };
  const { commit, filled, settle } = opened({ optimum: ["oui"] }, slow);
  await settle();
  commit({ optimum: [] });
  read[0]();
  await settle();
  assert.deepEqual(filled.at(-1), ["coverage-optimum", ""]);
});

test("after a lost connection it can be asked for again", async () => {
  const { asked, filled, goOn, last, settle, window } = opened({ optimum: ["oui"] }, running(), null, found);
  await goOn();
  assert.deepEqual(last("coverage-arreter"), { hidden: true });
  window.dispatchEvent(new Event("solidarity:retry"));
  await settle();
  assert.equal(asked.at(-1)[0], "POST");
  assert.deepEqual(filled.at(-1), ["coverage-optimum", "<table></table>"]);
});

test("whoever stops it is led to the button that starts it, and told so", async () => {
  const { asked, byId, document, settle, window } = opened({ optimum: ["oui"] }, running());
  await settle();
  byId["coverage-arreter"].focus();
  window.dash_clientside.coverage.cancelled(1);
  assert.equal(document.activeElement, byId["coverage-calculer"]);
  assert.equal(byId["coverage-etat"].textContent, "Calcul arrêté.");
  await settle();
  assert.deepEqual(asked.at(-1), ["DELETE", JOB]);
});

const TAB = { onglet: ["ou-ouvrir"] };
const proposing = (shown) =>
  shown.window.dash_clientside.coverage.answered({
    changes: null,
    markup: { "coverage-nouveaux-lieux": "<table><tbody></tbody></table>" },
  });

test("with the tab open, the best choice is tried once the first proposals are there, and quietly", async () => {
  const shown = opened(TAB, running("Calcul en cours"), found);
  await shown.settle();
  assert.deepEqual(shown.asked, []);
  proposing(shown);
  await shown.settle();
  assert.deepEqual(shown.asked, [["POST", "/zones-blanches/optimum", { query: TAB }]]);
  assert.deepEqual(
    [shown.last("coverage-arreter"), shown.last("coverage-avancement")],
    [{ hidden: true }, { children: "" }],
  );
  await shown.goOn();
  assert.deepEqual(shown.filled.at(-1), ["coverage-optimum", "<table></table>"]);
  assert.deepEqual(shown.redrawn(), [["coverage-request", ["sites"], { sites: ["42218"] }]]);
  assert.deepEqual(shown.last("coverage-calculer"), { hidden: true });
});

test("a closed tab tries nothing, and one opened later tries once", async () => {
  const shown = opened({}, found);
  proposing(shown);
  await shown.settle();
  assert.deepEqual(shown.asked, []);
  shown.commit(TAB);
  await shown.settle();
  shown.commit({});
  shown.commit(TAB);
  proposing(shown);
  await shown.settle();
  assert.equal(shown.asked.length, 1);
});

test("where nothing is proposed nothing is tried", async () => {
  const shown = opened(TAB, found);
  shown.window.dash_clientside.coverage.answered({
    changes: null,
    markup: { "coverage-nouveaux-lieux": "<p>Personne à couvrir</p>" },
  });
  await shown.settle();
  assert.deepEqual(shown.asked, []);
});

test("what takes longer keeps the button, with the server's sentence", async () => {
  const longer = { ...found, json: async () => ({ markup: { "coverage-optimum": "<p>Plus</p>" }, sites: null }) };
  const shown = opened(TAB, longer);
  proposing(shown);
  await shown.settle();
  assert.deepEqual(shown.filled.at(-1), ["coverage-optimum", "<p>Plus</p>"]);
  assert.deepEqual([shown.redrawn(), shown.last("coverage-calculer")], [[], { hidden: false }]);
});

for (const [what, changed] of [
  ["a tab that is closed", {}],
  ["another question", { ...TAB, theme: ["sante"] }],
]) {
  test(`${what} stops a try under way`, async () => {
    const shown = opened(TAB, running(), found);
    proposing(shown);
    await shown.settle();
    shown.commit(changed);
    await shown.settle();
    assert.deepEqual(shown.asked.at(-1), ["DELETE", JOB]);
    await shown.goOn();
    assert.equal(shown.asked.length, 2);
  });
}

test("a question is tried once its own proposals are there", async () => {
  const shown = opened(TAB, found, found);
  proposing(shown);
  await shown.settle();
  shown.commit({ ...TAB, theme: ["sante"] });
  await shown.settle();
  assert.equal(shown.asked.length, 1);
  assert.deepEqual(
    [shown.filled.at(-1), shown.last("coverage-calculer")],
    [["coverage-optimum", ""], { hidden: false }],
  );
  proposing(shown);
  await shown.settle();
  assert.deepEqual(shown.asked.at(-1)[2], { query: { ...TAB, theme: ["sante"] } });
});

test("a server that is too busy is not told of, nor waited for", async () => {
  const busy = { status: 503, ok: false, text: async () => "<p>Trop de calculs</p>" };
  const refused = opened(TAB, busy);
  proposing(refused);
  await refused.settle();
  assert.deepEqual(refused.filled.at(-1)[0], "coverage-nouveaux-lieux");
  assert.equal(refused.asked.length, 1);
  const waiting = opened(TAB, ...Array.from({ length: 30 }, () => running()));
  proposing(waiting);
  for (let polls = 0; polls < 20; polls += 1) await waiting.goOn();
  assert.deepEqual(waiting.asked.at(-1), ["DELETE", JOB]);
  assert.equal(waiting.asked.length, 14);
});

test("a click on the button takes the place of a try, and what is stopped is not tried again", async () => {
  const optimum = ["oui"];
  const shown = opened(TAB, running(), running());
  proposing(shown);
  await shown.settle();
  shown.commit({ ...TAB, optimum });
  await shown.settle();
  const methods = shown.asked.map(([method]) => method);
  assert.deepEqual(methods.toSorted(), ["DELETE", "POST", "POST"]);
  assert.deepEqual(shown.last("coverage-arreter"), { hidden: false });
  shown.window.dash_clientside.coverage.cancelled(1);
  await shown.settle();
  assert.equal(shown.asked.filter(([method]) => method === "POST").length, 2);
});
