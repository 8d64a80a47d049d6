"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { Element, page, run } = require("./page.js");

const SITE = "https://carte.exemple.fr";

function linkTo(address, { dataset = {}, download = false } = {}) {
  const { origin, pathname } = new URL(address, SITE);
  const link = new Element("a", download ? { download: "" } : {});
  return Object.assign(link, { origin, pathname, dataset });
}

/** The page of the map in another site's frame, with some links; what its address asks for. */
function embedded(links, query) {
  const whole = new Element("a");
  const shown = page({
    byId: { "page-complete": whole },
    bySelector: { 'a[href^="/"], a[href^="http"]': links },
    more: { location: { origin: SITE, pathname: "/" } },
  });
  run("embed.js", shown);
  const detail = { query, embedded: true };
  shown.window.dispatchEvent(new CustomEvent("solidarity:address", { detail }));
  return { whole };
}

for (const [name, link, leaves] of [
  ["to another page", linkTo("/sources"), true],
  ["to another site", linkTo("https://exemple.org/"), true],
  ["to the whole of this page", linkTo("/?theme=sante"), true],
  ["within the page", linkTo("/?page=2", { dataset: { inPage: "" } }), false],
  ["within the page of the same name elsewhere", linkTo("https://exemple.org/", { dataset: { inPage: "" } }), true],
  ["that downloads", linkTo("/telecharger/carte.csv", { download: true }), false],
]) {
  test(`a link ${name} ${leaves ? "opens a tab" : "stays"}`, () => {
    embedded([link], {});
    assert.equal(link.target, leaves ? "_blank" : undefined);
    assert.equal(link.rel, leaves ? "noopener" : undefined);
  });
}

test("the whole page shows the same, but for how it is shown", () => {
  const { whole } = embedded([], { theme: ["sante", "mobilite"], lieu: ["l’Île & co"], vue: ["integree"] });
  assert.equal(whole.href, `${SITE}/?theme=sante&theme=mobilite&lieu=l%E2%80%99%C3%8Ele+%26+co`);
  assert.equal(embedded([], { vue: ["integree"] }).whole.href, `${SITE}/`);
});
