/* The tabs of a page follow its address: the parts of the one that is opened, its link, and on the body its name,
 * for what is laid out by it. The server writes all of it for the first one. An anchor to a part of a closed tab
 * opens this tab.
 */
(function () {
  "use strict";
  const PAGE = "#react-entry-point";
  const LOW = 0.6;

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

  /* Opens the tab of what an anchor leads to. The address names it from then on, or the next change of it would
   * close it again; it is followed as when a reader goes back. */
  function reach(anchor) {
    const goal = document.getElementById(anchor.slice(1));
    const closed = goal?.closest(`${PAGE} [data-tabs][hidden]`);
    if (!closed) return;
    const [tab] = closed.dataset.tabs.split(" ");
    const url = new URL(window.location.href);
    if (tab === document.querySelector(`${PAGE} .tabs`).dataset.usual) url.searchParams.delete("onglet");
    else url.searchParams.set("onglet", tab);
    url.hash = anchor;
    window.history.replaceState({}, "", url);
    window.dispatchEvent(new PopStateEvent("popstate"));
    window.solidarity.lead(goal);
  }

  // On a narrow screen what a tab opens may be under the foot of the window.
  function bringUp(tabs) {
    const aside = tabs?.closest(".aside");
    if (!aside) return;
    const beside = window.getComputedStyle(aside).getPropertyValue("--opens-beside");
    if (!beside && tabs.getBoundingClientRect().top > window.innerHeight * LOW) tabs.scrollIntoView();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(`a[href*="#"], ${PAGE} .tabs a`);
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.pathname !== window.location.pathname) return;
    // Once whoever else follows the click has done so.
    window.setTimeout(() => (link.hash ? reach(link.hash) : bringUp(link.closest(".tabs"))));
  });

  // Before the page is read, what was asked for cannot take the focus.
  window.addEventListener("solidarity:read", () => reach(window.location.hash));
  window.addEventListener("hashchange", () => reach(window.location.hash));

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
