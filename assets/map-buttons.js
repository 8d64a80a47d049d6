/* The buttons on a map: nearer, farther, all of the region, whose centre and zoom on a square of a given size
 * the server writes on the button.
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
    whole: (graph, { lon, lat, zoom, size }) => {
      const [width, height] = [size, size].map(Number);
      window.solidarity.mapFit.show(graph, { lon: Number(lon), lat: Number(lat), zoom: Number(zoom), width, height });
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest(".map-button");
    if (!button) return;
    const graph = button.closest(".map-frame").querySelector(".js-plotly-plot");
    if (drawn(graph)) ACTIONS[button.dataset.map](graph, button.dataset);
  });
})();
