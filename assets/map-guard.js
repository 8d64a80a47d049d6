/* One rejected plot would freeze the map for good: dcc.Graph chains its drawings on one promise.
 * Here a drawing that fails or never settles is logged and the next one goes on. */
(function () {
  "use strict";
  const LIMIT_MS = 15000;

  function settled(drawing, name) {
    const late = new Promise((resolve) => {
      window.setTimeout(() => resolve("late"), LIMIT_MS);
    });
    return Promise.race([Promise.resolve(drawing), late]).catch((error) => {
      window.console.warn(`${name}: ${error && error.message ? error.message : error}`);
    });
  }

  function guard(plotly) {
    for (const name of ["newPlot", "react"]) {
      const original = plotly[name];
      plotly[name] = function (target, ...rest) {
        let drawing;
        try {
          drawing = original.call(plotly, target, ...rest);
        } catch (error) {
          drawing = Promise.reject(error);
        }
        return settled(drawing, name).then(() => {
          // Says, to whoever waits for it, how many times the map has been drawn.
          const graph = typeof target === "string" ? document.getElementById(target) : target;
          if (graph) graph.dataset.drawn = String(Number(graph.dataset.drawn || 0) + 1);
          return target;
        });
      };
    }
  }

  if (window.Plotly) guard(window.Plotly);
})();
