/* Four services around plotly.js' drawing functions.
 *
 * One rejected plot would freeze the map for good, because dcc.Graph chains its drawings on one promise:
 * here a drawing that fails or never settles is logged and the next one goes on.
 *
 * A map that is being drawn has no style, which resizing it reads, and resizing takes a while: each waits for
 * the other to end.
 *
 * The labels of territories weigh as much as all else that a map is answered with, and never change: the
 * figure names the file that holds them, which the browser keeps.
 *
 * What changes on a map is shown without drawing it anew (`map-feature-state.js`), and stays when Dash, which
 * knows the figure as it first came, draws it again.
 */
(function () {
  "use strict";
  const LIMIT_MS = 15000;

  function canDraw() {
    const canvas = document.createElement("canvas");
    return Boolean(canvas.getContext("webgl2") || canvas.getContext("webgl"));
  }

  const drawable = canDraw();

  function sayAbsent() {
    const sentence = document.getElementById("carte-absente");
    if (sentence) sentence.hidden = false;
    for (const frame of document.querySelectorAll(".map-frame")) frame.hidden = true;
  }

  function settled(drawing, name) {
    const late = new Promise((resolve) => {
      window.setTimeout(() => resolve("late"), LIMIT_MS);
    });
    return Promise.race([Promise.resolve(drawing), late]).catch((error) => {
      window.console.warn(`${name}: ${error && error.message ? error.message : error}`);
    });
  }

  // Tells whoever waits for an answer that a map shows one.
  function told(filled) {
    window.dispatchEvent(new CustomEvent("solidarity:drawn", { detail: { filled } }));
  }

  // The map library calls each of its maps « Map »: they are told apart, and in the page's language.
  function named() {
    const canvases = [...document.querySelectorAll(".map-frame .maplibregl-canvas")];
    const names = canvases.length > 1 ? ["Première carte", "Seconde carte"] : ["Carte"];
    canvases.forEach((canvas, place) => canvas.setAttribute("aria-label", names[place]));
  }

  const files = new Map();

  /* What a file tells of the territories of a level, or nothing where it does not come: it is asked for again then. */
  async function described(address) {
    if (!files.has(address)) {
      files.set(
        address,
        window.fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer))),
      );
    }
    try {
      return await files.get(address);
    } catch {
      files.delete(address);
      return null;
    }
  }

  async function labelled(figure) {
    const named = (trace) => trace.meta && trace.meta.labels;
    const { isTold, points } = (window.solidarity || {}).mapPlaces || { isTold: () => false };
    if (!figure || !(figure.data || []).some((trace) => named(trace) || isTold(trace))) return figure;
    const data = figure.data.map(async (trace) => {
      if (isTold(trace) && !trace.text) return { ...trace, ...(await points(trace.meta, described)) };
      if (!named(trace) || trace.text) return trace;
      const file = await described(trace.meta.labels);
      return { ...trace, text: file ? file.labels : trace.locations };
    });
    return { ...figure, data: await Promise.all(data) };
  }

  // Says, to whoever waits for it, how many times the map has been drawn.
  function counted(graph) {
    graph.dataset.drawn = String(Number(graph.dataset.drawn || 0) + 1);
  }

  function guard(plotly) {
    const { resize } = plotly.Plots;
    function resized(graph) {
      graph.resizeLater = false;
      const { mapFit } = window.solidarity;
      const fits = mapFit.isAsFitted(graph);
      graph.resizing = settled(resize.call(plotly.Plots, graph), "resize")
        .then(() => fits && settled(mapFit.again(graph), "fit"))
        .then(() => {
          graph.resizing = null;
        });
      return graph.resizing;
    }
    plotly.Plots.resize = (graph) => {
      if (!graph.underWay) return resized(graph);
      graph.resizeLater = true;
      return Promise.resolve();
    };
    for (const name of ["newPlot", "react"]) {
      const original = plotly[name];
      plotly[name] = function (target, figure, ...rest) {
        const graph = typeof target === "string" ? document.getElementById(target) : target;
        const filled = Boolean(figure && figure.data && figure.data.length);
        if (!drawable) {
          sayAbsent();
          told(filled);
          // Who asked for the map listens to it next: there is nothing to hear.
          if (graph && !graph.on) graph.on = graph.removeAllListeners = () => graph;
          return Promise.resolve(target);
        }
        const draw = async () => {
          const { featureState, mapChanges } = window.solidarity || {};
          const shown = mapChanges ? mapChanges.current(graph, figure) : figure;
          const whole = window.solidarity.mapFit.fitted(graph, await labelled(shown));
          featureState?.redrawing(graph, whole);
          const drawing = original.call(plotly, target, whole, ...rest);
          featureState?.prepare(graph);
          await drawing;
          featureState?.drawn(graph);
        };
        if (graph) graph.underWay = (graph.underWay || 0) + 1;
        const drawing = graph && graph.resizing ? graph.resizing.then(draw) : draw();
        const settling = settled(drawing, name).then(() => {
          if (graph) {
            counted(graph);
            graph.underWay -= 1;
            if (graph.resizeLater && !graph.underWay) resized(graph);
          }
          named();
          told(filled);
          return target;
        });
        if (graph) graph.drawing = settling;
        return settling;
      };
    }
  }

  window.solidarity = Object.assign({}, window.solidarity, {
    mapGuard: { drawable, described, settled, counted, told },
  });

  if (window.Plotly) guard(window.Plotly);
  else window.addEventListener("solidarity:map-library", () => guard(window.Plotly), { once: true });
})();
