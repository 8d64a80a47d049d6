/* A page as small as the scripts need one: elements that keep what they are given, and a window to run in. */
"use strict";
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const vm = require("node:vm");

const ASSETS = join(__dirname, "..", "..", "assets");

class Element extends EventTarget {
  constructor(tag, attributes = {}) {
    super();
    this.tag = tag;
    this.attributes = new Map(Object.entries(attributes));
    this.children = [];
    this.dataset = {};
    this.classList = { add: (name) => this.setAttribute("class", name) };
    this.hidden = false;
    this.isConnected = true;
  }

  setAttribute(name, value) {
    this.attributes.set(name, String(value));
  }

  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  hasAttribute(name) {
    return this.attributes.has(name);
  }

  removeAttribute(name) {
    this.attributes.delete(name);
  }

  after(...siblings) {
    this.following = siblings;
  }

  focus() {}

  scrollIntoView() {}

  append(...children) {
    this.children.push(...children);
  }

  replaceChildren(...children) {
    this.children = children;
  }

  get textContent() {
    return this.children.map((child) => (typeof child === "string" ? child : child.textContent)).join("");
  }

  set textContent(text) {
    this.children = text ? [text] : [];
  }

  /** Every element of a kind in this one. */
  all(tag) {
    const elements = this.children.filter((child) => child instanceof Element);
    return elements.flatMap((child) => [...(child.tag === tag ? [child] : []), ...child.all(tag)]);
  }
}

/**
 * Make a page.
 * @param {{byId?: object, bySelector?: object, more?: object}} holds its elements, by id and by the selector
 *   they are looked for with, and what else its window has.
 */
function page({ byId = {}, bySelector = {}, more = {} } = {}) {
  const document = Object.assign(new EventTarget(), {
    createElement: (tag) => new Element(tag),
    getElementById: (id) => byId[id] ?? null,
    querySelectorAll: (selector) => bySelector[selector] ?? [],
    documentElement: new Element("html"),
    head: new Element("head"),
    body: new Element("body"),
  });
  const observers = [];
  class MutationObserver {
    constructor(react) {
      observers.push(react);
    }

    observe() {}

    disconnect() {}
  }
  const window = Object.assign(new EventTarget(), {
    document,
    MutationObserver,
    Event,
    CustomEvent,
    URLSearchParams,
    setTimeout: () => 0,
    console: { warn: () => {} },
    ...more,
  });
  window.window = window;
  return { window, document, observers, changes: () => observers.forEach((react) => void react([])) };
}

/** Run a script of the site in a page. */
function run(name, { window }) {
  vm.runInNewContext(readFileSync(join(ASSETS, name), "utf8"), window, { filename: name });
}

module.exports = { Element, page, run };
