/* Where a map looks so that a place is seen whole. The server does not know how large the map is: it gives the
 * centre, and the zoom for a reference size, which is fitted to the real one and to what stands on the map.
 */
(function () {
  "use strict";
  const TILE_PX = 512;
  const SAME_ZOOM = 0.01;

  // By map: what the server gave, and how it was fitted, `null` for a map without a size.
  const fits = new WeakMap();

  /* The part of a map that nothing stands on: its title and legend may, at its left. */
  function roomOf(graph) {
    const panel = graph.closest?.(".map-panel");
    const card = panel?.querySelector(".map-card");
    const laid = card && window.getComputedStyle(card).position === "absolute";
    const left = laid ? card.offsetLeft + card.offsetWidth : 0;
    return { left, width: graph.clientWidth - left, height: graph.clientHeight };
  }

  function view(graph, { lon, lat, zoom, width, height }) {
    const room = roomOf(graph);
    if (room.width <= 0 || room.height <= 0) return null;
    const fitting = zoom + Math.log2(Math.min(room.width / width, room.height / height));
    const aside = ((room.left / 2) * 360) / (TILE_PX * 2 ** fitting);
    return { center: { lon: lon - aside, lat }, zoom: fitting };
  }

  /* A figure that looks where the server says. The same figure always gives the same view: Plotly keeps the one
   * that the reader chose since. */
  function fitted(graph, figure) {
    const layout = figure?.layout;
    if (!graph || !layout?.map || !layout.meta?.zoom) return figure;
    const { meta } = layout;
    const shown = view(graph, meta);
    fits.set(graph, { meta, shown });
    const { lon, lat, zoom } = meta;
    return { ...figure, layout: { ...layout, map: { ...layout.map, ...(shown || { center: { lon, lat }, zoom }) } } };
  }

  /* Whether a map that its reader has not zoomed shows what it was given. */
  function isAsFitted(graph) {
    const { shown } = fits.get(graph) || {};
    const drawn = graph._fullLayout?.map;
    return Boolean(shown && drawn && Math.abs(drawn.zoom - shown.zoom) < SAME_ZOOM);
  }

  function look(graph, { center, zoom }) {
    return window.Plotly.relayout(graph, { "map.center": center, "map.zoom": zoom });
  }

  /* Fits a map again after its frame has changed. */
  function again(graph) {
    const { meta, shown } = fits.get(graph);
    const now = view(graph, meta);
    if (!now || (shown && Math.abs(now.zoom - shown.zoom) < SAME_ZOOM)) return null;
    fits.set(graph, { meta, shown: now });
    return look(graph, now);
  }

  // A map drawn while hidden is fitted when it is first seen.
  window.addEventListener("resize", () => {
    for (const graph of document.querySelectorAll(".js-plotly-plot")) {
      if (fits.has(graph) && !fits.get(graph).shown) again(graph);
    }
  });

  /* Shows the place that a button names, as the server names one. */
  function show(graph, meta) {
    const shown = view(graph, meta);
    fits.set(graph, { meta, shown });
    if (shown) look(graph, shown);
  }

  window.solidarity = Object.assign({}, window.solidarity, { mapFit: { fitted, isAsFitted, again, roomOf, show } });
})();
