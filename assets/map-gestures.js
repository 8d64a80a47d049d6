/* The page scrolls over its maps: one finger and the wheel are the page's, two fingers and Ctrl with the wheel are
 * the map's. The library says so over the map, in the page's language.
 */
(function () {
  "use strict";
  const WORDS = {
    "CooperativeGesturesHandler.WindowsHelpText": "Ctrl + molette pour zoomer sur la carte",
    "CooperativeGesturesHandler.MacHelpText": "⌘ + molette pour zoomer sur la carte",
    "CooperativeGesturesHandler.MobileHelpText": "Deux doigts pour déplacer la carte",
  };

  window.addEventListener("solidarity:drawn", () => {
    for (const graph of document.querySelectorAll(".js-plotly-plot")) {
      const map = window.solidarity.featureState.mapOf(graph);
      if (!map || !map.cooperativeGestures || map.cooperativeGestures.isEnabled()) continue;
      Object.assign(map._locale, WORDS);
      map.cooperativeGestures.enable();
    }
  });
})();
