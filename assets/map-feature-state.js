/* A change of values on the map that plotly.js holds, without plotly.js drawing it anew.
 *
 * `Plotly.react` gives the map library the boundaries again at every change, which cuts them into tiles again.
 * Here each territory is told its colour as *feature state*, which is painted in the next frame; points and
 * outlines, which are few, are given again; the boundaries of each level stay once they are there.
 *
 * This file alone touches what plotly.js keeps for itself. With another version than the one it is written for,
 * or where a part is missing, `show` answers false and nothing has changed: `Plotly.react` draws the map then.
 */
(function () {
  "use strict";
  const WRITTEN_FOR = "4.1.1";
  // How long a change waits for all that it needs, and a level for its boundaries.
  const HOLD_MS = 1000;
  const LEVEL_HOLD_MS = 4000;
  // plotly.js draws a territory in the colour of its property `fc`; what is told since stands before it.
  const DRAWN = JSON.stringify({ type: "identity", property: "fc" });
  const COLOUR = ["to-color", ["coalesce", ["feature-state", "colour"], ["get", "fc"]]];

  // By map: the levels that are hidden, and by level the colour that each territory was told.
  const kept = new WeakMap();

  function subplotOf(graph) {
    const layout = graph._fullLayout;
    return layout?.map?._subplot || null;
  }

  /* The map of the library that a graph draws, once there is one. */
  function mapOf(graph) {
    return subplotOf(graph)?.map || null;
  }

  function isNumber(code) {
    return /^[0-9]+$/.test(code);
  }

  function isTerritories(trace) {
    return Boolean(trace.meta?.labels);
  }

  /* Whether a layer is one of small points that the map is told of: `map-dots.js` draws them, plotly.js answers
   * the pointer for them. */
  function isDots(graph, place) {
    return window.solidarity.mapPlaces.isTold(graph.data[place]);
  }

  function showDots(graph, subplot, place) {
    const { name, marker, below } = graph.data[place];
    return window.solidarity.mapDots.show(subplot.map, name, {
      ...window.solidarity.mapPlaces.origin(graph.data[place]),
      marker,
      below,
    });
  }

  /* Whether all that is needed is there; only whole numbers name features of the map library. */
  function reachable(graph) {
    const subplot = subplotOf(graph);
    const map = subplot?.map;
    return Boolean(
      window.Plotly.version === WRITTEN_FOR &&
        kept.has(subplot) &&
        map?.setFeatureState &&
        map.redraw &&
        map.painter?.render &&
        map.style?.loaded &&
        subplot.belowLookup &&
        graph._fullData?.every((full, place) => {
          return graph.calcdata?.[place]?.length && full?._module?.calc && subplot.traceHash?.[full.uid];
        }),
    );
  }

  /* Makes a map ready while plotly.js creates it: its territories can be told a colour, labels do not fade. */
  function prepare(graph) {
    const subplot = subplotOf(graph);
    if (!subplot?.map || kept.has(subplot)) return;
    const { addLayer, setOptions } = subplot;
    if (typeof addLayer !== "function" || typeof setOptions !== "function") return;
    const unseen = (id) => graph._fullData?.some((full, place) => isDots(graph, place) && id.includes(`-${full.uid}-`));
    const laidOut = (id, layout) => (unseen(id) ? { ...layout, visibility: "none" } : close(layout));
    subplot.addLayer = (layer, below) => {
      const { id, layout, paint } = layer;
      return addLayer.call(subplot, { ...layer, layout: laidOut(id, layout), paint: told(paint) }, below);
    };
    subplot.setOptions = (id, method, options) => {
      const set = method === "setLayoutProperty" ? laidOut(id, options) : told(options);
      return setOptions.call(subplot, id, method, set);
    };
    const { map } = subplot;
    const { addSource } = map;
    map.addSource = (id, source) => addSource.call(map, id, edged(source));
    map._fadeDuration = 0;
    // Points leave out one another, and names one another: none of them hides the others.
    map._crossSourceCollisions = false;
    window.solidarity.mapDots.addIcons(map, graph.data);
    kept.set(subplot, { hidden: new Map(), colours: new Map() });
  }

  // Of the 512 that a tile measures.
  const BUFFER = 16;

  /* Boundaries go as far beyond the edge of a tile as their outlines are wide: by default each tile has a quarter of
   * its neighbours too, which is drawn to be hidden. */
  function edged(source) {
    const { geometry } = source.data?.features?.[0] || {};
    return /Polygon$/.test(geometry?.type) ? { ...source, buffer: BUFFER } : source;
  }

  // Small points stand as close as they can without touching.
  function close(layout) {
    return layout?.["icon-image"] ? { ...layout, "icon-padding": 0 } : layout;
  }

  // Edges are under outlines: smoothing them too would take half of the time of a frame.
  function told(paint) {
    if (JSON.stringify(paint?.["fill-color"]) !== DRAWN) return paint;
    return { ...paint, "fill-color": COLOUR, "fill-antialias": false };
  }

  /* Plotly is about to draw a figure: a level it brings itself is not kept beside. */
  function redrawing(graph, figure) {
    const subplot = subplotOf(graph);
    const { hidden } = kept.get(subplot) || {};
    for (const { uid } of figure.data || []) {
      if (!hidden?.has(uid)) continue;
      hidden.get(uid).layer.dispose();
      hidden.delete(uid);
      kept.get(subplot).colours.delete(uid);
    }
  }

  /* Plotly has drawn: territories that were told a colour before are told that of the figure. */
  function drawn(graph) {
    const subplot = subplotOf(graph);
    if (!kept.has(subplot) || !subplot.map.setFeatureState) return;
    let added = false;
    graph._fullData.forEach((full, place) => {
      if (isDots(graph, place)) added = showDots(graph, subplot, place) || added;
      if (!isTerritories(full) || !graph.calcdata[place]?.length) return;
      const { colours } = kept.get(subplot);
      if (colours.has(full.uid)) colour(subplot, full);
      else colours.set(full.uid, coloursOf(full));
    });
    if (added) stack(graph, subplot);
  }

  function coloursOf(full) {
    return new Map(full.locations.map((code, row) => [code, full.colorscale[2 * full.z[row]]?.[1]]));
  }

  /* Tells the territories whose colour has changed. */
  function colour(subplot, full) {
    const { colours } = kept.get(subplot);
    const before = colours.get(full.uid);
    const now = coloursOf(full);
    colours.set(full.uid, now);
    if (!full.locations.every(isNumber)) return;
    const source = subplot.traceHash[full.uid].sourceId;
    for (const [code, shown] of now) {
      if (before?.get(code) !== shown) {
        subplot.map.setFeatureState({ source, id: Number(code) }, { colour: shown });
      }
    }
  }

  function hasCome(address) {
    return typeof address !== "string" || typeof window.PlotlyGeoAssets?.[address] === "object";
  }

  /* The boundaries that a layer points to, as plotly.js keeps them. */
  async function fetched(address) {
    window.PlotlyGeoAssets = window.PlotlyGeoAssets || {};
    const files = window.PlotlyGeoAssets;
    const answer = await window.fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    files[address] = await answer.json();
  }

  /* plotly.js' own reading of one trace, which its function for writing a graph as JSON makes. */
  function defaults(graph, trace) {
    const layout = { autosize: false, width: 100, height: 100, map: { style: {} } };
    const scratch = { data: [trace], layout, _context: graph._context };
    window.Plotly.Plots.graphJson(scratch, true, "keepall", "object", true);
    return scratch._fullData[0];
  }

  function arraysOf(trace, path = "") {
    return Object.entries(trace).flatMap(([key, value]) => {
      if (Array.isArray(value) || ArrayBuffer.isView(value)) return [`${path}${key}`];
      return !path && value && typeof value === "object" ? arraysOf(value, `${key}.`) : [];
    });
  }

  /* Gives a trace, with its arrays computed, to plotly.js' books. */
  function entered(graph, place, trace) {
    const before = graph._fullData[place];
    const full = Object.assign(defaults(graph, trace), { index: place, _input: trace, uid: trace.uid ?? before.uid });
    full._arrayAttrs = arraysOf(trace).filter((path) => path !== "colorscale");
    return calculated(graph, place, full);
  }

  function calculated(graph, place, full) {
    const points = full.visible ? full._module.calc(graph, full) : [{ x: undefined, y: undefined }];
    points[0].t = points[0].t || {};
    points[0].trace = full;
    graph._fullData[place] = full;
    graph.calcdata[place] = points;
    return points;
  }

  const POINTS = ["lon", "lat", "text", "customdata", "meta"];

  /* Other small points of a layer: how they look is as plotly.js has read it already. */
  function repoint(graph, place) {
    const full = graph._fullData[place];
    const trace = graph.data[place];
    if (!full.visible || !trace.lon.length) {
      entered(graph, place, trace);
      return;
    }
    for (const name of POINTS) full[name] = trace[name];
    full._length = trace.lon.length;
    full._input = trace;
    calculated(graph, place, full);
  }

  /* Draws points or outlines again, which are few; whether they now stand above what they stood below. */
  function redraw(graph, subplot, place) {
    const { uid, visible } = graph._fullData[place];
    if (isDots(graph, place)) {
      repoint(graph, place);
      return showDots(graph, subplot, place);
    }
    const points = entered(graph, place, graph.data[place]);
    const full = points[0].trace;
    const layer = subplot.traceHash[uid];
    if (full.visible) subplot.belowLookup[`trace-${uid}`] = full.below ?? "";
    layer.update(points);
    return full.visible && full.visible !== visible;
  }

  /* Puts the layers of points in the order of the figure again. */
  function stack(graph, subplot) {
    graph._fullData.forEach(({ type, uid }, place) => {
      if (type !== "scattermap") return;
      if (isDots(graph, place)) {
        const { name, below } = graph.data[place];
        if (subplot.map.getLayer(name)) subplot.map.moveLayer(name, below);
        return;
      }
      const above = subplot.belowLookup[`trace-${uid}`] || undefined;
      for (const { id } of subplot.getMapLayers()) {
        if (id.includes(`-${uid}-`)) subplot.map.moveLayer(id, above);
      }
    });
  }

  const VALUES = ["z", "customdata", "colorscale", "zmin", "zmax"];

  /* Other values of the same territories. */
  function revalue(graph, subplot, place) {
    const full = graph._fullData[place];
    const trace = graph.data[place];
    for (const name of VALUES) full[name] = trace[name];
    full._input = trace;
    graph.calcdata[place].forEach((point, row) => {
      point.z = trace.z[row];
    });
    if (full.locations.every(isNumber)) colour(subplot, full);
    else redraw(graph, subplot, place);
  }

  /* A level that is hidden is painted with no opacity: the map library would cut it into tiles again, were it
   * not visible. */
  function seen(subplot, layer, full, shown) {
    for (const [type, id] of layer.layerList) {
      subplot.map.setPaintProperty(id, `${type}-opacity`, shown ? full.marker.opacity : 0);
    }
  }

  /* Another level: what was shown is hidden, what was shown before is shown again, else drawn once. */
  function changeLevel(graph, subplot, place) {
    const { hidden, colours } = kept.get(subplot);
    const trace = graph.data[place];
    const before = graph._fullData[place].uid;
    const layer = subplot.traceHash[before];
    hidden.set(before, { layer, full: graph._fullData[place], points: graph.calcdata[place] });
    seen(subplot, layer, graph._fullData[place], false);
    delete subplot.traceHash[before];
    const back = hidden.get(trace.uid);
    if (back) {
      hidden.delete(trace.uid);
      graph._fullData[place] = back.full;
      graph.calcdata[place] = back.points;
      subplot.traceHash[trace.uid] = back.layer;
      seen(subplot, back.layer, back.full, true);
      return revalue(graph, subplot, place);
    }
    const points = entered(graph, place, trace);
    const full = points[0].trace;
    subplot.belowLookup[`trace-${trace.uid}`] = full.below ?? "";
    subplot.traceHash[trace.uid] = full._module.plot(subplot, points);
    colours.set(trace.uid, coloursOf(full));
  }

  /* Looks at another place: as where plotly.js itself was told so. */
  function look(graph, subplot, layout) {
    const full = graph._fullLayout;
    const { center, zoom, uirevision } = layout.map;
    for (const key of Object.keys(full._preGUI || {})) if (key.startsWith("map.")) delete full._preGUI[key];
    full.uirevision = layout.uirevision;
    full.meta = layout.meta;
    Object.assign(full.map, { center: { ...center }, zoom, uirevision, _input: layout.map });
    subplot.map.jumpTo({ center: [center.lon, center.lat], zoom });
  }

  /* Paints nothing until everything that changes is there: one change is painted once. */
  function held(map, longest) {
    const { painter } = map;
    const paint = painter.render;
    const until = window.performance.now() + longest;
    return new Promise((resolve) => {
      const release = () => {
        if (painter.render === holding) painter.render = paint;
        window.clearTimeout(late);
      };
      const holding = function (...args) {
        if (!map.style.loaded() && window.performance.now() < until) return;
        release();
        paint.apply(painter, args);
        resolve();
      };
      const late = window.setTimeout(() => {
        release();
        map.triggerRepaint();
        resolve();
      }, longest);
      painter.render = holding;
    });
  }

  /**
   * Show a figure whose traces at `places` differ from those of the graph.
   * @param {{places: number[], looks: boolean, atOnce: boolean}} changed what differs, whether it looks elsewhere,
   *   and whether it is painted before the next frame begins.
   * @returns {Promise<boolean>} once it is painted: whether it is; if not, nothing has changed.
   */
  async function show(graph, figure, { places, looks, atOnce }) {
    if (!reachable(graph)) return false;
    const addresses = new Set(places.map((place) => figure.data[place].geojson));
    const missing = [...addresses].filter((address) => !hasCome(address));
    if (missing.length) await Promise.all(missing.map(fetched));
    const subplot = subplotOf(graph);
    const { map } = subplot;
    const levels = places.some((place) => figure.data[place].uid !== graph.data[place].uid);
    const painted = held(map, levels ? LEVEL_HOLD_MS : HOLD_MS);
    Object.assign(graph, figure);
    let stacked = false;
    for (const place of places) {
      const full = graph._fullData[place];
      if (!isTerritories(full)) stacked = redraw(graph, subplot, place) || stacked;
      else if (full.uid === graph.data[place].uid) revalue(graph, subplot, place);
      else changeLevel(graph, subplot, place);
    }
    if (stacked) stack(graph, subplot);
    if (looks) look(graph, subplot, figure.layout);
    if (atOnce) map.redraw();
    else map.triggerRepaint();
    await painted;
    graph._fullLayout._rehover?.();
    return true;
  }

  window.solidarity = Object.assign({}, window.solidarity, {
    featureState: { mapOf, prepare, redrawing, drawn, show },
  });
})();
