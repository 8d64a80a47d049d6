/* What has changed on a map since Dash gave it a figure: shown as it comes, and laid over that figure where
 * Dash, which knows it as it first came, has it drawn again.
 */
(function () {
  "use strict";
  const LONGEST_WAIT_MS = 500;
  const SOON_MS = 500;

  // By graph: the traces that Dash gave, what has changed of each since by its place, and where it looks.
  const known = new WeakMap();
  // By graph, the last change: until it is painted, and when it was.
  const changing = new WeakMap();

  /* A trace with attributes replaced, named as `marker.size`. */
  function replaced(trace, update) {
    const now = { ...trace };
    for (const [path, value] of Object.entries(update)) {
      const [part, leaf] = path.split(".");
      now[part] = leaf ? { ...now[part], [leaf]: value } : value;
    }
    return now;
  }

  function looking(layout, { meta, map, uirevision }) {
    return { ...layout, meta, uirevision, map: { ...layout.map, ...map, uirevision } };
  }

  /* A figure that Dash gives, with what has changed since it first gave its traces. */
  function current(graph, figure) {
    const { base, own, updates, focus } = known.get(graph) || {};
    if (!graph || !figure?.data || figure.data === own) return figure;
    if (base !== figure.data) {
      known.set(graph, { base: figure.data, updates: new Map(), focus: null });
      return figure;
    }
    const data = figure.data.map((trace, place) => {
      return updates.has(place) ? replaced(trace, updates.get(place)) : trace;
    });
    return { ...figure, data, layout: focus ? looking(figure.layout, focus) : figure.layout };
  }

  function remember(graph, updates, focus, own) {
    const before = known.get(graph) || { updates: new Map(), focus: null };
    for (const [place, update] of updates) before.updates.set(place, { ...before.updates.get(place), ...update });
    known.set(graph, { ...before, focus: focus || before.focus, own });
  }

  /* The figure that a graph shows, changed; what has not changed is the same object. */
  function next(graph, updates, focus) {
    const data = [...graph.data];
    for (const [place, update] of updates) data[place] = replaced(data[place], update);
    const { fitted } = window.solidarity.mapFit;
    const layout = focus ? fitted(graph, { layout: looking(graph.layout, focus) }).layout : graph.layout;
    return { data, layout };
  }

  async function shown(graph, figure, changed) {
    try {
      return await window.solidarity.featureState.show(graph, figure, changed);
    } catch (error) {
      window.console.warn(`feature state: ${error?.message ?? error}`);
      return false;
    }
  }

  async function show(graph, answer, atOnce) {
    const { counted, described, known, told } = window.solidarity.mapGuard;
    const { files, layers } = window.solidarity.mapValues;
    // The table alone has changed, or the panel.
    if (!Object.keys(answer).length) return told(true);
    const coming = described(files(answer, graph.data));
    // Waiting for nothing would leave the map for later all the same.
    if (coming) await coming;
    const updates = layers(answer, graph.data, known);
    const figure = next(graph, updates, answer.focus);
    remember(graph, updates, answer.focus, figure.data);
    const places = [...new Set(updates.map(([place]) => place))].sort((one, other) => one - other);
    const changed = { places, looks: Boolean(answer.focus), atOnce };
    if (!(await shown(graph, figure, changed))) return window.Plotly.react(graph, figure);
    counted(graph);
    told(true);
  }

  /* Shows what the server tells has changed, by the id of each map: one change after the other. */
  function change(answers) {
    if (!Object.keys(answers).length) window.solidarity.mapGuard.told(true);
    for (const [id, answer] of Object.entries(answers)) {
      const graph = document.querySelector(`#${id} .js-plotly-plot`);
      const { drawable, settled, told } = window.solidarity.mapGuard;
      if (!graph || !drawable) {
        told(!drawable);
        continue;
      }
      const before = [pending(graph), graph.underWay && graph.drawing, graph.resizing].filter(Boolean);
      const now = before.length
        ? Promise.all(before).then(() => show(graph, answer, false))
        : show(graph, answer, comesAlone(graph));
      const last = { painted: settled(now, "change"), since: null };
      changing.set(graph, last);
      last.painted.then(() => {
        last.since = window.performance.now();
      });
    }
  }

  function pending(graph) {
    const { painted, since } = changing.get(graph) || {};
    return since === null ? painted : null;
  }

  /* A change that comes alone is painted at once. One that follows another waits for a frame as they come: painted
   * before, it would keep the screen busy with what is not seen. */
  function comesAlone(graph) {
    const { since } = changing.get(graph) || {};
    return since === undefined || window.performance.now() - since > SOON_MS;
  }

  /* Does something in the frame that the maps show their changes in, which laying out a table would keep
   * waiting; at once where nothing changes on them. */
  async function whenShown(act) {
    // Boundaries may be long in coming.
    const late = new Promise((resolve) => window.setTimeout(resolve, LONGEST_WAIT_MS));
    await Promise.race([allShown(), late]);
    act();
  }

  /* Until the maps show what they have been told. */
  function allShown() {
    return Promise.all([...document.querySelectorAll(".js-plotly-plot")].map(pending));
  }

  window.solidarity = Object.assign({}, window.solidarity, { mapChanges: { allShown, change, current, whenShown } });
})();
