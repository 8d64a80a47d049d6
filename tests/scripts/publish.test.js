"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { Element, page, run } = require("./page.js");

const READY = { publishing: true, editors_exist: true, signed_in: true, email: "anne@exemple.fr", csrf: "x" };
const CHOSEN = { file: { name: "liste.csv" }, title: "Ateliers" };

/** A page whose server says what an editor may do now; null when it does not answer. */
function offering(state) {
  const answers = { now: state };
  const fetch = async () => {
    if (answers.now === null) throw new TypeError("Failed to fetch");
    return { ok: true, json: async () => answers.now };
  };
  const shown = page({ more: { fetch } });
  run("publish.js", shown);
  const slot = new Element("div");
  const offer = (chosen = CHOSEN) => shown.window.solidarity.publish.offer(slot, chosen);
  return { slot, offer, answers, document: shown.document };
}

for (const [name, state, why] of [
  ["whose server does not answer", null, /La connexion est perdue/],
  ["whose server publishes nothing", { ...READY, publishing: false }, /Ce serveur ne publie pas/],
  ["without editors", { ...READY, editors_exist: false }, /editors add COURRIEL/],
]) {
  test(`a site ${name} has its button off, and says why`, async () => {
    const { slot, offer } = offering(state);
    await offer();
    const [button] = slot.all("button");
    assert.equal(button.getAttribute("disabled"), "");
    assert.equal(slot.all("form").length, 0);
    assert.match(slot.textContent, why);
  });
}

test("an editor is given the form, with what is known of the list", async () => {
  const { slot, offer } = offering(READY);
  await offer();
  const values = slot.all("input").map((input) => [input.getAttribute("name"), input.getAttribute("value")]);
  assert.equal(Object.fromEntries(values).titre, "Ateliers");
  assert.match(slot.textContent, /Connecté avec anne@exemple\.fr/);
});

test("whoever has to sign in is given the form when they come back to the page", async () => {
  const { slot, offer, answers, document } = offering({ ...READY, signed_in: false });
  await offer();
  assert.equal(slot.all("a")[0].getAttribute("href"), "/connexion?suivant=/connexion");
  answers.now = READY;
  document.visibilityState = "hidden";
  document.dispatchEvent(new Event("visibilitychange"));
  document.visibilityState = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
  await new Promise(setImmediate);
  assert.equal(slot.all("form").length, 1);
});

test("of two files chosen one after the other, the last one is offered", async () => {
  const { slot, offer } = offering(READY);
  await Promise.all([offer(), offer({ file: { name: "autre.csv" }, title: "Autre" })]);
  assert.equal(slot.all("form").length, 1);
  assert.match(JSON.stringify(slot.all("input").map((input) => input.getAttribute("value"))), /Autre/);
});
