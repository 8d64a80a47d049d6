/* The sheet over the foot of a map, on screens of middle width: low, middle or high, by its buttons or dragged. */
(function () {
  "use strict";
  const HEIGHTS = ["low", "middle", "high"];
  const DRAGGED_PX = 30;
  let start = null;

  function height() {
    return HEIGHTS.indexOf(document.body.dataset.sheet || "middle");
  }

  function moved(by) {
    const place = Math.min(Math.max(height() + by, 0), HEIGHTS.length - 1);
    document.body.dataset.sheet = HEIGHTS[place];
    for (const button of document.querySelectorAll(".sheet-handle button")) {
      const end = button.dataset.sheet === "higher" ? HEIGHTS.length - 1 : 0;
      // Who uses the keyboard keeps the focus on a button that does nothing any more.
      button.setAttribute("aria-disabled", String(place === end));
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest(".sheet-handle button");
    if (button) moved(button.dataset.sheet === "higher" ? 1 : -1);
  });

  document.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest && event.target.closest(".sheet-handle");
    start = handle ? event.clientY : null;
  });

  document.addEventListener("pointerup", (event) => {
    if (start === null) return;
    const far = start - event.clientY;
    start = null;
    if (Math.abs(far) > DRAGGED_PX) moved(far > 0 ? 1 : -1);
  });

  // What is opened must be seen.
  window.addEventListener("solidarity:filled", () => {
    if (document.body.dataset.sheet === "low") moved(1);
  });
})();
