/* The drawer of a toolbar and the fold of what is not known: they lie over the page, and give way to whoever
 * turns to the rest of it. The drawer says how much in it is set.
 */
(function () {
  "use strict";
  const LAID_OVER = ".more[open], .status-line details[open]";

  function close(fold) {
    fold.open = false;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const fold = event.target.closest && event.target.closest(LAID_OVER);
    if (!fold) return;
    close(fold);
    fold.querySelector("summary").focus();
  });

  // On a narrow screen the drawer is a fold among others: it lies over nothing and stays as it was left.
  document.addEventListener("pointerdown", (event) => {
    for (const fold of document.querySelectorAll(LAID_OVER)) {
      const content = fold.querySelector("summary + *");
      const laidOver = content && window.getComputedStyle(content).position === "absolute";
      if (laidOver && !fold.contains(event.target)) close(fold);
    }
  });

  window.addEventListener("solidarity:address", (event) => {
    const { query } = event.detail;
    for (const count of document.querySelectorAll("[data-counts]")) {
      const set = count.dataset.counts.split(" ").filter((key) => (query[key] || []).length).length;
      count.textContent = set ? `${set}` : "";
      count.title = set ? `${set} ${set > 1 ? "choix faits" : "choix fait"}` : "";
    }
  });
})();
