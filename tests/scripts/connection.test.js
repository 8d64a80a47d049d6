"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { Element, page, run } = require("./page.js");

const ANSWERS = "/_dash-update-component";

/** A page whose server gives these answers in turn: a status, or null for none at all, with the same headers. */
function served(...statuses) {
  const headers = new Headers();
  const alert = new Element("div");
  const fetch = async () => {
    const status = statuses.shift();
    if (status === null) throw new TypeError("Failed to fetch");
    return { status, headers };
  };
  const shown = page({ byId: { alerte: alert }, more: { fetch } });
  run("connection.js", shown);
  let retries = 0;
  shown.window.addEventListener("solidarity:retry", () => {
    retries += 1;
  });
  return { alert, headers, window: shown.window, retries: () => retries };
}

test("an answer that does not come is said, with a way to ask again", async () => {
  const { alert, window, retries } = served(null);
  await assert.rejects(window.fetch(ANSWERS), /Failed to fetch/);
  assert.match(alert.textContent, /^La connexion au serveur est interrompue/);
  const [button] = alert.all("button");
  button.dispatchEvent(new Event("click"));
  assert.equal(retries(), 1);
});

for (const [status, isSaid] of [
  [200, false],
  [204, false],
  [404, false],
  [499, false],
  [500, true],
  [503, true],
]) {
  test(`an answer ${status} is ${isSaid ? "a lost" : "no lost"} connection`, async () => {
    const { alert, window } = served(status);
    assert.equal((await window.fetch(ANSWERS)).status, status);
    assert.equal(alert.textContent !== "", isSaid);
  });
}

test("a server that is busy and says when to come back is no lost connection", async () => {
  const { alert, headers, window } = served(503);
  headers.set("Retry-After", "60");
  await window.fetch(ANSWERS);
  assert.equal(alert.textContent, "");
});

test("it is unsaid when answers come again, and said again when they do not", async () => {
  const { alert, window } = served(500, 200, 500);
  await window.fetch(ANSWERS);
  await window.fetch(ANSWERS);
  assert.equal(alert.textContent, "");
  await window.fetch({ url: `http://localhost${ANSWERS}?x=1` });
  assert.equal(alert.all("button").length, 1);
});

test("a best choice that is not answered is a lost connection too", async () => {
  const { alert, window } = served(null);
  await assert.rejects(window.fetch("/zones-blanches/optimum/1"), /Failed to fetch/);
  assert.match(alert.textContent, /^La connexion au serveur est interrompue/);
});

test("what is no answer of the page says nothing", async () => {
  const { alert, window } = served(500);
  await window.fetch("/frontieres/epci.geojson");
  assert.equal(alert.textContent, "");
});

test("back on line, the page asks again if it lost something", async () => {
  const { window, retries } = served(500);
  window.dispatchEvent(new Event("online"));
  assert.equal(retries(), 0);
  await window.fetch(ANSWERS);
  window.dispatchEvent(new Event("online"));
  assert.equal(retries(), 1);
});
