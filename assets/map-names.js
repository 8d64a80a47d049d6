/* The names of communes, once a map has come near enough for them: the style says where they are and from which zoom
 * on. Until then it names the main towns alone.
 */
(function () {
  "use strict";

  function follow(map) {
    const names = map.style?.stylesheet?.metadata?.names;
    if (!names) return;
    const near = () => {
      if (map.getZoom() < names.from) return;
      map.off("zoom", near);
      // What the map is still reading comes first.
      map.once("idle", () => map.getSource(names.source)?.setData(names.data));
      map.triggerRepaint();
    };
    map.on("zoom", near);
    near();
  }

  const followed = new WeakSet();
  window.addEventListener("solidarity:drawn", () => {
    for (const graph of document.querySelectorAll(".js-plotly-plot")) {
      const map = window.solidarity.featureState.mapOf(graph);
      if (!map || followed.has(map)) continue;
      followed.add(map);
      follow(map);
    }
  });
})();
