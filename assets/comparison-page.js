/* The page « Comparer »: its keys, its controls, and the years played one after the other. */
(function () {
  "use strict";
  const { choice, list, yes, years } = window.solidarity.controls;
  const SEARCH = "recherche-comparer";
  const STEP_MS = 1200;

  const CONTROLS = {
    compte: choice("comparer-compte", "presentes"),
    theme: list("comparer-themes"),
    public: list("comparer-publics"),
    annee: { id: "comparer-annee", prop: "value", read: readYear, show: showYear },
    elargi: yes("comparer-elargi"),
    indicateur: choice("comparer-indicateur", "taux"),
    cartes: choice("comparer-cartes", "territoires"),
    entre: years("comparer-entre", "comparer-bornes"),
    vue: choice("comparer-vue", "liste"),
  };
  const KEYS = ["territoire", "compte", "theme", "public", "annee", "elargi", "indicateur", "cartes",
    "entre", "vue"];

  // What each key changes: everything told of the territories, what began and ended, the values of the
  // maps, or what the maps are of.
  const RECORDS = ["list", "values"];
  const PARTS = {
    territoire: ["list", "sides"], compte: RECORDS, theme: RECORDS, public: RECORDS, annee: RECORDS,
    elargi: RECORDS, indicateur: ["values"], cartes: ["sides"], entre: ["changes", "sides"], vue: [],
  };

  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  let playing = null;
  let waiting = false;

  function span() {
    const box = document.getElementById("comparer-bornes");
    return [Number(box.dataset.first), Number(box.dataset.last)];
  }

  // The slider goes one step beyond the last year: all of them.
  function readYear(year) {
    return !year || year > span()[1] ? [] : [`${year}`];
  }

  function showYear(words) {
    const [first, last] = span();
    const found = /([0-9]{4})$/.exec(words[0] || "");
    return found ? Math.min(Math.max(Number(found[1]), first), last) : last + 1;
  }

  const page = window.solidarity.page({
    store: "comparer-selection",
    marker: "comparer-bornes",
    title: "Comparer",
    keys: KEYS,
    controls: CONTROLS,
    parts: PARTS,
    requests: {
      "comparer-request": ["list", "changes"],
      "comparer-map-request": ["values", "sides"],
    },
    maps: { "comparer-map-request": ["sides"] },
    quiet: KEYS,
    panel: { id: "comparer-choisis", keys: ["territoire"] },
    changed: (keys, query) => {
      if (keys.includes("annee")) sayYear(query);
    },
    ready: (query) => {
      sayYear(query);
      allowMotion();
      still.addEventListener("change", allowMotion);
    },
  });

  function sayYear(query) {
    const text = document.getElementById("comparer-annee-texte");
    if (text) text.textContent = (query.annee || ["Toutes les années"])[0].replace("-", " à ");
  }

  function allowMotion() {
    const button = document.getElementById("comparer-lecture");
    const sentence = document.getElementById("comparer-lecture-absente");
    if (!button || !sentence) return;
    button.hidden = still.matches;
    sentence.hidden = !still.matches;
    if (still.matches) pause();
  }

  function pause() {
    window.clearInterval(playing);
    playing = null;
    showPlaying();
  }

  function showPlaying() {
    const button = document.getElementById("comparer-lecture");
    if (!button) return;
    button.textContent = playing ? "Pause" : "Lecture";
    button.setAttribute("aria-pressed", String(Boolean(playing)));
  }

  // The next year, once the answer about this one has come.
  function step() {
    const [first, last] = span();
    const shown = showYear((page.selection() || {}).annee || []);
    if (waiting) return;
    if (shown === last) return pause();
    waiting = true;
    const next = shown > last ? first : shown + 1;
    page.commit({ ...page.selection(), annee: [`${next}`] }, { history: "replace" });
  }

  function play() {
    if (still.matches) return;
    const [first, last] = span();
    // Started at the end, it begins again.
    if (showYear(page.selection().annee || []) === last) {
      page.commit({ ...page.selection(), annee: [`${first}`] }, { history: "replace" });
    } else {
      step();
    }
    playing = window.setInterval(step, STEP_MS);
    showPlaying();
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    comparison: {
      keep: page.keep,
      fill: function (markups) {
        waiting = false;
        return page.fill(markups);
      },
      fillMaps: page.fill,
      /* A territory chosen in the search box is added to those compared, and the box is ready again. */
      found: function (code) {
        if (code && page.selection()) {
          const chosen = page.selection().territoire || [];
          page.follow();
          page.commit({ ...page.selection(), territoire: [...new Set([...chosen, code])] });
          window.dash_clientside.set_props(SEARCH, { value: null });
        }
        return window.dash_clientside.no_update;
      },
      /* « Lecture » and « Pause » are one button. */
      played: function (clicks) {
        if (clicks && page.selection()) (playing ? pause : play)();
        return window.dash_clientside.no_update;
      },
    },
  });
})();
