/* Paper shows what is asked for: the picture that a map shows is copied where it can be printed, which the map
 * library's own canvas cannot.
 */
(function () {
  "use strict";
  const COPY = "map-printed";

  function clear() {
    for (const copy of document.querySelectorAll(`.${COPY}`)) copy.remove();
  }

  function copied(graph) {
    const map = window.solidarity.featureState.mapOf(graph);
    if (!map?.redraw) return;
    // What is drawn can be read until the browser shows it: at once, then.
    map.redraw();
    const drawn = map.getCanvas();
    if (!drawn.width || !drawn.height) return;
    const copy = document.createElement("canvas");
    copy.className = COPY;
    // What the card stands on is empty: on paper it stands beside.
    const { left } = window.solidarity.mapFit.roomOf(graph);
    const cut = Math.round((left * drawn.width) / graph.clientWidth);
    copy.width = drawn.width - cut;
    copy.height = drawn.height;
    copy.getContext("2d").drawImage(drawn, -cut, 0);
    graph.closest(".map-frame").append(copy);
  }

  window.addEventListener("beforeprint", () => {
    clear();
    for (const graph of document.querySelectorAll(".map-frame .js-plotly-plot")) copied(graph);
  });
  window.addEventListener("afterprint", clear);
})();
