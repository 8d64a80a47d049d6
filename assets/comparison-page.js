/* The page « Comparer »: its search box, and the years played one after the other. */
(function () {
  "use strict";
  // A year is shown at least this long, and until what is said of it has come.
  const STEP_MS = 200;

  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  let playing = false;
  let next = null;
  let started = 0;
  let awaited = false;
  // The year before, once the maps show it.
  let drawn = Promise.resolve();

  const page = window.solidarity.page("comparison", {
    changed: (keys, query) => {
      if (keys.includes("annee")) sayYear(query);
    },
    ready: (query) => {
      sayYear(query);
      allowMotion();
      still.addEventListener("change", allowMotion);
    },
  });
  // A territory that is found is added to those compared, each once, and the field is ready again.
  page.searchBox((code) => page.open({ territoire: [...compared(), code] }), {
    keeps: false,
    refusal: (code, label, form) => {
      const { most } = form.dataset;
      if (compared().includes(code)) return `${label} est déjà comparé.`;
      return compared().length < Number(most)
        ? ""
        : `${most} territoires au plus : retirez-en un pour ajouter ${label}.`;
    },
  });

  // What a map shows, chosen in the list above it.
  document.addEventListener("change", (event) => {
    const select = event.target.closest && event.target.closest("#react-entry-point .side-choice select");
    if (select) page.commit({ ...page.selection(), [select.name]: [select.value] });
  });

  function compared() {
    return page.selection().territoire || [];
  }

  function span() {
    return window.solidarity.span("comparison-bornes");
  }

  function shownYear() {
    return page.control("annee").show((page.selection() || {}).annee || []);
  }

  function sayYear(query) {
    const text = document.getElementById("comparison-annee-texte");
    if (text) text.textContent = (query.annee || ["Toutes les années"])[0].replace("-", " à ");
  }

  function allowMotion() {
    const button = document.getElementById("comparison-lecture");
    const sentence = document.getElementById("comparison-lecture-absente");
    if (!button || !sentence) return;
    button.hidden = still.matches;
    sentence.hidden = !still.matches;
    if (still.matches) pause();
  }

  function pause() {
    window.clearTimeout(next);
    playing = false;
    showPlaying();
  }

  function showPlaying() {
    const button = document.getElementById("comparison-lecture");
    if (!button) return;
    button.textContent = playing ? "Pause" : "Lecture";
    button.setAttribute("aria-pressed", String(Boolean(playing)));
  }

  function show(year) {
    started = window.performance.now();
    awaited = true;
    page.commit({ ...page.selection(), annee: [`${year}`] }, { history: "replace" });
  }

  function step() {
    const [first, last] = span();
    const shown = shownYear();
    if (shown === last) return pause();
    show(shown > last ? first : shown + 1);
  }

  /* Until both maps, drawn whole, are there. */
  function drawnWhole() {
    if (!window.solidarity.mapGuard.drawable) return Promise.resolve();
    let left = document.querySelectorAll(".map-pair .dash-graph").length;
    const both = new Promise((resolve) => {
      window.addEventListener("solidarity:drawn", function heard({ detail }) {
        if (detail.filled) left -= 1;
        if (left > 0) return;
        window.removeEventListener("solidarity:drawn", heard);
        resolve();
      });
    });
    return window.solidarity.mapGuard.settled(both, "play");
  }

  // The next year is asked for while the maps draw this one, once they show the one before. What is asked for
  // before maps drawn whole are there has them drawn whole again.
  async function come({ changes, failed }) {
    if (!awaited || !playing) return;
    awaited = false;
    if (failed) return pause();
    const before = drawn;
    const asked = started;
    drawn = changes ? window.solidarity.mapChanges.allShown() : drawnWhole();
    await (changes ? before : drawn);
    // Who has stopped and played again meanwhile has asked for another year.
    if (playing && started === asked)
      next = window.setTimeout(step, Math.max(0, started + STEP_MS - window.performance.now()));
  }

  function play() {
    if (still.matches) return;
    playing = true;
    showPlaying();
    const [first, last] = span();
    // Started at the end, it begins again.
    if (shownYear() === last) show(first);
    else step();
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    comparison: {
      keep: page.keep,
      answered: function (answer) {
        const done = page.answered(answer);
        come(answer);
        return done;
      },
      /* « Lecture » and « Pause » are one button. */
      played: function (clicks) {
        if (clicks && page.selection()) (playing ? pause : play)();
        return window.dash_clientside.no_update;
      },
    },
  });
})();
