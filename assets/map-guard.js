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

  // By address, the files that are awaited, and those that have come.
  const coming = new Map();
  const files = new Map();

  /* What a file tells, once it has come. */
  function known(address) {
    return files.get(address) || null;
  }

  async function fetched(address) {
    try {
      const answer = await window.fetch(address);
      if (answer.ok) files.set(address, await answer.json());
    } catch {
      // The connection is lost, which the page says: the file is asked for again next time.
    }
    coming.delete(address);
  }

  /* Asks for the files that are not there yet; at once where all are. */
  function described(addresses) {
    const missing = addresses.filter((address) => !files.has(address));
    for (const address of missing) if (!coming.has(address)) coming.set(address, fetched(address));
    return missing.length ? Promise.all(missing.map((address) => coming.get(address))) : null;
  }

  async function labelled(figure) {
    const named = (trace) => trace.meta && trace.meta.labels;
    const { fileOf, isTold, points } = (window.solidarity || {}).mapPlaces || { isTold: () => false };
    const untold = (figure?.data || []).filter((trace) => !trace.text && (named(trace) || isTold(trace)));
    if (!untold.length) return figure;
    await described(untold.map((trace) => named(trace) || fileOf(trace.meta)).filter(Boolean));
    const data = figure.data.map((trace) => {
      if (!untold.includes(trace)) return trace;
      if (isTold(trace)) return { ...trace, ...points(trace.meta, known) };
      return { ...trace, text: known(trace.meta.labels)?.labels ?? trace.locations };
    });
    return { ...figure, data };
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
    mapGuard: { drawable, described, known, settled, counted, told },
  });

  if (window.Plotly) guard(window.Plotly);
  else window.addEventListener("solidarity:map-library", () => guard(window.Plotly), { once: true });
})();
