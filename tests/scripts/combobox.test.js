"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { Element, page, run } = require("./page.js");

function withField() {
  const field = new Element("input");
  const list = new Element("div", { tabindex: "0" });
  const bySelector = { 'input[aria-haspopup="listbox"]': [field], '[role="listbox"]': [list] };
  const shown = page({ bySelector });
  run("combobox.js", shown);
  shown.changes();
  return { field, list, shown };
}

test("a field that opens a list is a combobox, closed at first", () => {
  const { field } = withField();
  assert.equal(field.getAttribute("role"), "combobox");
  assert.equal(field.getAttribute("aria-expanded"), "false");
});

test("it says when its list is open, and when no more", () => {
  const { field, shown } = withField();
  field.dataset.expanded = "true";
  shown.changes();
  assert.equal(field.getAttribute("aria-expanded"), "true");
  delete field.dataset.expanded;
  shown.changes();
  assert.equal(field.getAttribute("aria-expanded"), "false");
});

test("the list itself is no stop of the Tab key", () => {
  assert.equal(withField().list.getAttribute("tabindex"), "-1");
});
