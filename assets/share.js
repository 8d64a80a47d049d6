/* What is copied to share a view: its address, the sentence that the page says of it, how it is cited. The
 * citation follows the address, and is asked of the server once somebody opens the panel: a browser lets a page
 * write to the clipboard only while a click lasts. Listens to « solidarity:address », which `address.js` sends.
 */
(function () {
  "use strict";
  const COPIED = { link: "Lien copié.", sentence: "Phrase copiée.", citation: "Citation copiée." };
  const SELECTED = "Le texte est sélectionné : copiez-le avec Ctrl + C (ou Cmd + C).";
  const NONE = {
    sentence: "Cette page n’a pas encore de phrase à copier.",
    citation: "La citation n’est pas arrivée : réessayez.",
  };
  let cited = { of: "", text: "" };

  function panel() {
    return document.getElementById("partager");
  }

  // Said beside each group of buttons: who is not there does not see it.
  function say(sentence) {
    for (const status of document.querySelectorAll("#partager-etat, [data-share-state]")) status.textContent = sentence;
  }

  async function cite() {
    const { pathname, search, href } = window.location;
    if (!panel() || !panel().open || cited.of === href) return;
    try {
      const answer = await window.fetch(`/citation${pathname}${search}`);
      const { citation } = await answer.json();
      // The address may have changed meanwhile: that one is asked for too.
      if (window.location.href === href) cited = { of: href, text: citation };
    } catch {
      cited = { of: "", text: "" };
    }
  }

  // The sentences that stand on the page, those of both maps where there are two.
  function sentence() {
    const told = [...document.querySelectorAll("main [data-share-sentence]")];
    const found = told.length ? told : [...document.querySelectorAll("main .map-sentence")];
    // A closed tab may tell of other choices than those of now.
    return found
      .filter((part) => !part.closest("[data-tabs][hidden]") || part.checkVisibility())
      .map((part) => part.textContent.trim())
      .filter(Boolean)
      .join(" ");
  }

  const TEXTS = {
    link: () => window.location.href.replace(/#.*$/, ""),
    sentence,
    citation: () => (cited.of === window.location.href ? cited.text : ""),
  };

  // A page served without encryption has no clipboard, and a reader may refuse it.
  function byHand(text) {
    const box = document.getElementById("partager-texte");
    panel().open = true;
    document.getElementById("partager-a-la-main").hidden = false;
    box.value = text;
    box.focus();
    box.select();
    say(SELECTED);
  }

  function copy(what) {
    const text = TEXTS[what]();
    if (!text) {
      if (what === "citation") cite();
      return say(NONE[what]);
    }
    if (!window.navigator.clipboard) return byHand(text);
    return window.navigator.clipboard.writeText(text).then(
      () => say(COPIED[what]),
      () => byHand(text),
    );
  }

  // What was said is of the view before.
  function follow() {
    if (!panel()) return;
    say("");
    document.getElementById("partager-a-la-main").hidden = true;
    cite();
  }

  window.addEventListener("solidarity:address", follow);
  document.addEventListener("toggle", (event) => event.target.id === "partager" && cite(), true);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-share]");
    if (button) copy(button.dataset.share);
  });
})();
