"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const { Element, page, run } = require("./page.js");

const HREF = "https://carte.exemple.fr/zones-blanches?theme=sante#tableau";

/** A page with the panel; `clipboard` is what the browser has, `answers` what the server says of each citation. */
function shown({ clipboard, sentences = ["Ardèche : 12 habitants."], answers = {} } = {}) {
  const state = new Element("span");
  const byHand = Object.assign(new Element("div"), { hidden: true });
  const box = Object.assign(new Element("textarea"), { value: "", select: () => (box.selected = true) });
  const panel = Object.assign(new Element("details"), { id: "partager", open: false });
  const asked = [];
  const location = { href: HREF, pathname: "/zones-blanches", search: "?theme=sante" };
  const parts = sentences.map((text) => Object.assign(new Element("p"), { textContent: text, closest: () => null }));
  const shownPage = page({
    byId: { partager: panel, "partager-etat": state, "partager-a-la-main": byHand, "partager-texte": box },
    bySelector: { "main .map-sentence": parts, "#partager-etat, [data-share-state]": [state] },
    more: {
      location,
      navigator: { clipboard },
      fetch: async (address) => {
        asked.push(address);
        if (!(address in answers)) throw new Error("lost");
        return { json: async () => ({ citation: answers[address] }) };
      },
    },
  });
  run("share.js", shownPage);
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const open = async () => {
    panel.open = true;
    shownPage.document.dispatchEvent(Object.assign(new Event("toggle"), {}));
    await settle();
  };
  async function click(what) {
    const button = Object.assign(new Element("button"), { dataset: { share: what } });
    const event = new Event("click");
    Object.defineProperty(event, "target", { value: { closest: () => button } });
    shownPage.document.dispatchEvent(event);
    await settle();
  }
  async function move(href, search) {
    Object.assign(location, { href, search });
    shownPage.window.dispatchEvent(new Event("solidarity:address"));
    await settle();
  }
  return { asked, box, byHand, click, move, open, panel, settle, shownPage, state };
}

function written() {
  const texts = [];
  return { texts, clipboard: { writeText: async (text) => void texts.push(text) } };
}

async function opened(made) {
  made.panel.open = true;
  await made.move(HREF, "?theme=sante");
  return made;
}

test("the link is that of the view, without the place scrolled to", async () => {
  const { texts, clipboard } = written();
  const { click, state } = shown({ clipboard });
  await click("link");
  assert.deepEqual(texts, ["https://carte.exemple.fr/zones-blanches?theme=sante"]);
  assert.equal(state.textContent, "Lien copié.");
});

test("the sentence is what the page says, of both maps where there are two", async () => {
  const { texts, clipboard } = written();
  const { click, state } = shown({ clipboard, sentences: [" Ain : 3. ", "", "Drôme : 4."] });
  await click("sentence");
  assert.deepEqual(texts, ["Ain : 3. Drôme : 4."]);
  assert.equal(state.textContent, "Phrase copiée.");
});

test("without a sentence that is said", async () => {
  const { texts, clipboard } = written();
  const { click, state } = shown({ clipboard, sentences: [] });
  await click("sentence");
  assert.deepEqual(texts, []);
  assert.match(state.textContent, /pas encore de phrase/);
});

test("the citation is asked for once the panel is open, and again when the address changes", async () => {
  const { texts, clipboard } = written();
  const answers = { "/citation/zones-blanches?theme=sante": "un", "/citation/zones-blanches?theme=mobilite": "deux" };
  const made = shown({ clipboard, answers });
  await made.move(HREF, "?theme=sante");
  assert.deepEqual(made.asked, []);
  await opened(made);
  await made.click("citation");
  await made.move("https://carte.exemple.fr/zones-blanches?theme=mobilite", "?theme=mobilite");
  assert.equal(made.state.textContent, "");
  await made.click("citation");
  assert.deepEqual(texts, ["un", "deux"]);
  assert.deepEqual(made.asked, Object.keys(answers));
});

test("a citation that did not come is asked for again", async () => {
  const { texts, clipboard } = written();
  const answers = {};
  const made = await opened(shown({ clipboard, answers }));
  answers["/citation/zones-blanches?theme=sante"] = "un";
  await made.click("citation");
  assert.match(made.state.textContent, /réessayez/);
  await made.click("citation");
  assert.deepEqual(texts, ["un"]);
});

for (const [name, clipboard] of [
  ["without a clipboard", undefined],
  ["where it is refused", { writeText: () => Promise.reject(new Error("refused")) }],
]) {
  test(`${name} the text is shown and selected, until the view changes`, async () => {
    const made = shown({ clipboard });
    await made.click("link");
    assert.equal(made.box.value, "https://carte.exemple.fr/zones-blanches?theme=sante");
    assert.equal(made.byHand.hidden, false);
    assert.ok(made.box.selected);
    assert.match(made.state.textContent, /sélectionné/);
    await made.move("https://carte.exemple.fr/zones-blanches", "");
    assert.equal(made.byHand.hidden, true);
  });
}
