/* The buttons on a map: nearer, farther, all of the region, which the server writes on the button as it tells of any
 * place to look at.
 */
(function () {
  "use strict";
  const STEP = 0.75;

  function drawn(graph) {
    const layout = graph && graph._fullLayout && graph._fullLayout.map;
    return layout || null;
  }

  function zoomed(graph, by) {
    window.Plotly.relayout(graph, { "map.zoom": drawn(graph).zoom + by });
  }

  const ACTIONS = {
    nearer: (graph) => zoomed(graph, STEP),
    farther: (graph) => zoomed(graph, -STEP),
    whole: (graph, told) => {
      const meta = ["lon", "lat", "zoom", "width", "height"].map((name) => [name, Number(told[name])]);
      window.solidarity.mapFit.show(graph, Object.fromEntries(meta));
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest(".map-button");
    if (!button) return;
    const graph = button.closest(".map-frame").querySelector(".js-plotly-plot");
    if (drawn(graph)) ACTIONS[button.dataset.map](graph, button.dataset);
  });
})();
