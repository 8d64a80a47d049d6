"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { Element, page, run } = require("./page.js");

/** A page read first, and the one that scripts draw. */
function painted({ until = "filled", view = "liste" } = {}) {
  const named = Object.assign(new Element("section", { id: "tableau" }), {});
  named.removeAttribute = (name) => named.attributes.delete(name);
  const first = Object.assign(new Element("div"), { typing: null, focused: false });
  Object.assign(first.dataset, { until, view });
  first.querySelector = () => first.typing;
  first.moving = [];
  first.querySelectorAll = (selector) => (selector === "[data-moves]" ? first.moving : [named]);
  first.contains = () => first.focused;
  first.remove = () => {
    first.isConnected = false;
  };
  const main = new Element("main");
  main.focus = () => {
    main.focused = true;
  };
  const root = Object.assign(new Element("div"), { drawn: false, waiting: true });
  root.querySelector = () => (root.drawn ? main : null);
  root.classList.remove = () => {
    root.waiting = false;
  };
  const place = Object.assign(new Element("div"), { holds: [] });
  place.append = (part) => place.holds.push(part);
  const shown = page({ byId: { "react-entry-point": root, formulaire: place }, more: { setTimeout: (act) => act() } });
  shown.document.querySelector = () => first;
  run("first-paint.js", shown);
  const draw = () => {
    root.drawn = true;
    for (const react of shown.observers) react();
  };
  const fill = () => shown.window.dispatchEvent(new Event("solidarity:filled"));
  return { ...shown, first, root, main, place, named, draw, fill };
}

test("a page with answers waits for them, its identifiers given up once the page is drawn", () => {
  const { first, root, named, draw, fill } = painted();
  draw();
  assert.deepEqual([first.isConnected, root.waiting, named.getAttribute("id")], [true, true, null]);
  fill();
  assert.deepEqual([first.isConnected, root.waiting], [false, false]);
});

test("a page without answers gives its place once it is drawn", () => {
  const { first, draw } = painted({ until: "drawn" });
  draw();
  assert.equal(first.isConnected, false);
});

test("the tab shown is known from the start", () => {
  assert.equal(painted({ view: "carte" }).document.body.dataset.view, "carte");
});

test("whoever types in the form keeps it until they leave it", () => {
  const { first, draw, fill } = painted();
  draw();
  first.typing = Object.assign(new Element("select"), { closest: () => null });
  fill();
  assert.equal(first.isConnected, true);
  first.typing = null;
  first.dispatchEvent(new Event("focusout"));
  assert.equal(first.isConnected, false);
});

test("a form that the server alone writes moves into the page, whoever types in it goes on", () => {
  const { first, main, place, draw, fill } = painted();
  const form = new Element("form");
  form.dataset.moves = "formulaire";
  const field = Object.assign(new Element("input"), { closest: () => form });
  field.focus = () => {
    field.focused = true;
  };
  Object.assign(first, { moving: [form], typing: field, focused: true });
  draw();
  fill();
  assert.deepEqual([first.isConnected, place.holds, field.focused, main.focused], [false, [form], true, undefined]);
});

test("whoever had the focus is led to the page", () => {
  const { first, main, draw, fill } = painted();
  draw();
  first.focused = true;
  fill();
  assert.equal(main.focused, true);
});
