/* The tabs of a page follow its address: the parts of the one that is opened, its link, and on the body its name,
 * for what is laid out by it. The server writes all of it for the first one.
 */
(function () {
  "use strict";
  const PAGE = "#react-entry-point";

  function show(tabs, opened) {
    document.body.dataset.tab = opened;
    for (const part of document.querySelectorAll(`${PAGE} [data-tabs]`)) {
      part.hidden = !part.dataset.tabs.split(" ").includes(opened);
    }
    for (const link of tabs.querySelectorAll("a")) {
      if (link.dataset.markedIn.split(" ").includes(opened)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  // A part that is named by the address, as a link of another page does, is seen in its tab.
  function openNamed() {
    const name = decodeURIComponent(window.location.hash.slice(1));
    const goal = name && document.querySelector(`${PAGE} #${window.CSS.escape(name)}`);
    const part = goal && goal.closest("[data-tabs]");
    if (!part || !part.hidden) return;
    const [tab] = part.dataset.tabs.split(" ");
    const leads = (link) => link.dataset.markedIn.split(" ").includes(tab);
    const link = [...document.querySelectorAll(`${PAGE} .tabs a`)].find(leads);
    if (!link) return;
    link.click();
    goal.scrollIntoView({ block: "start" });
    goal.focus({ preventScroll: true });
  }

  window.addEventListener("solidarity:read", openNamed);
  window.addEventListener("hashchange", openNamed);
  window.addEventListener("solidarity:address", (event) => {
    const tabs = document.querySelector(`${PAGE} .tabs`);
    if (!tabs) return;
    const [opened = tabs.dataset.usual] = event.detail.query.onglet || [];
    if (document.body.dataset.tab === opened) return;
    show(tabs, opened);
    // A map drawn while hidden has no size: tell it that it now has one.
    window.requestAnimationFrame(() => window.dispatchEvent(new Event("resize")));
  });
})();
