/* What is read before scripts run stays until the page that they draw holds the same, then gives its place
 * to it in one step. The server writes it as `.first-paint`, and as `data-until` what it waits for.
 */
(function () {
  "use strict";
  const first = document.querySelector(".first-paint");
  const root = document.getElementById("react-entry-point");
  if (!first || !root) return;
  const filled = first.dataset.until === "filled";
  // What is not shown on the tab of a phone takes no room from the start: a map that is hidden is not fetched.
  if (first.dataset.view) document.body.dataset.view = first.dataset.view;

  // Nobody loses what they are choosing in the plain form.
  function give() {
    if (!first.isConnected) return;
    const focused = first.querySelector("form :focus");
    if (focused && !focused.closest("[data-moves]")) {
      first.addEventListener("focusout", () => window.setTimeout(give), { once: true });
      return;
    }
    const held = first.contains(document.activeElement);
    root.classList.remove("waiting");
    // What the server alone writes goes to its place in the page, with all that was typed in it.
    for (const part of first.querySelectorAll("[data-moves]")) {
      const place = document.getElementById(part.dataset.moves);
      if (place) place.append(part);
    }
    first.remove();
    if (focused) focused.focus({ preventScroll: true });
    const main = root.querySelector("main");
    if (held && !focused && main) main.focus({ preventScroll: true });
    window.dispatchEvent(new Event("solidarity:read"));
  }

  // From here on, identifiers are those of the page that scripts draw; the form's own name its fields.
  const watch = new MutationObserver(() => {
    if (!root.querySelector("main")) return;
    watch.disconnect();
    const left = first.querySelectorAll("[id]:not(form *, [data-moves], [data-moves] *)");
    for (const part of left) part.removeAttribute("id");
    if (!filled) give();
  });
  watch.observe(root, { childList: true, subtree: true });
  window.addEventListener("solidarity:filled", give, { once: true });
})();
