/* Two maps that move together: as far, and as much closer, from where each of them began.
 *
 * A page marks them with the class `map-pair`. The maps are moved themselves, under Plotly, which would
 * draw both of them anew at each step.
 */
(function () {
  "use strict";
  // By pair: what its maps look at, and where they were led since.
  let focus = "";
  let leading = null;
  const paired = new WeakSet();

  function maps() {
    const graphs = [...document.querySelectorAll(".map-pair .js-plotly-plot")];
    const found = graphs.map(window.solidarity.featureState.mapOf);
    return graphs.length === 2 && found.every(Boolean) ? { graphs, found } : null;
  }

  function lookedAt(graphs) {
    return graphs.map((graph) => graph._fullLayout.uirevision).join(" ");
  }

  function view(map) {
    return { center: map.getCenter(), zoom: map.getZoom(), bearing: map.getBearing(), pitch: map.getPitch() };
  }

  // Moves `other` as `map` was moved since both showed their starting places.
  function follow(map, other) {
    const from = map.solidarityStart;
    const to = other.solidarityStart;
    const now = view(map);
    other.jumpTo({
      ...now,
      zoom: to.zoom + now.zoom - from.zoom,
      center: [to.center.lng + now.center.lng - from.center.lng, to.center.lat + now.center.lat - from.center.lat],
    });
  }

  // Two maps of one territory show the same place, wherever the first one was led.
  function alike(graphs, left, right) {
    const [one, other] = graphs.map((graph) => graph._fullLayout.uirevision);
    if (one !== other) return;
    leading = left;
    right.jumpTo(view(left));
    leading = null;
  }

  function pair(map, other) {
    if (paired.has(map)) return;
    paired.add(map);
    map.on("move", () => {
      // A map that Plotly leads elsewhere leads nobody: both begin anew once they are drawn.
      const both = maps();
      if (!both || lookedAt(both.graphs) !== focus) return;
      if (leading && leading !== map) return;
      if (!map.solidarityStart || !other.solidarityStart) return;
      leading = map;
      follow(map, other);
      leading = null;
    });
  }

  window.addEventListener("solidarity:drawn", () => {
    const both = maps();
    if (!both) return;
    const [left, right] = both.found;
    const seen = lookedAt(both.graphs);
    if (seen !== focus || !left.solidarityStart || !right.solidarityStart) {
      focus = seen;
      alike(both.graphs, left, right);
      for (const map of both.found) map.solidarityStart = view(map);
    }
    pair(left, right);
    pair(right, left);
  });
})();
