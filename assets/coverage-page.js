/* The page « Zones blanches »: its search box, its map, and the best choice computed on a click. */
(function () {
  "use strict";
  const OPTIMUM = "/zones-blanches/optimum";
  const RUNNING = 202;
  const POLL_MS = 500;

  // The question whose best choice is told or computed, if it asks for it.
  let followed = null;
  let lookAgain = () => {};

  const page = window.solidarity.page("coverage", {
    changed: (keys, query) => {
      box.follow(query);
      if (keys.includes("optimum") || !page.asksTheSame(followed)) follow(query);
    },
    ready: follow,
  });
  const box = page.searchBox(opens);

  // What is told of a territory is in the usual tab.
  function opens(code) {
    page.open({ territoire: [code], onglet: [] });
  }

  // After answers that did not come, the best choice is asked for again.
  window.addEventListener("solidarity:retry", () => {
    if (followed) follow(followed);
  });

  // The best choice is computed where the address asks for it; what was told of another question goes.
  function follow(query) {
    followed = { ...query };
    lookAgain();
    say("");
    // Whoever stood in what goes is led to what stays.
    if (within("coverage-optimum")) focus("coverage-nouveaux-lieux");
    page.fill({ "coverage-optimum": "" });
    if (query.optimum) compute(followed);
    else rest();
  }

  /* Asks for the best choice, and again until it is there; nobody waits for that of another question. */
  async function compute(query) {
    set("coverage-arreter", { hidden: false });
    try {
      const headers = { "Content-Type": "application/json" };
      let answer = await fetch(OPTIMUM, { method: "POST", headers, body: JSON.stringify({ query }) });
      const job = answer.headers.get("Location");
      while (answer.status === RUNNING && followed === query) {
        const told = await answer.text();
        if (followed === query) set("coverage-avancement", { children: told });
        await new Promise((resolve) => {
          lookAgain = resolve;
          window.setTimeout(resolve, POLL_MS);
        });
        if (followed === query) answer = await fetch(job);
      }
      if (answer.status === RUNNING) await fetch(job, { method: "DELETE" });
      else await show(answer, query);
    } catch {
      // The connection is lost, which the page says.
    }
    if (followed === query) rest();
  }

  /* The best choice has come, or a sentence about its failure: shown, the places also on the map. */
  async function show(answer, query) {
    const told = answer.ok ? await answer.json() : { markup: { "coverage-optimum": await answer.text() } };
    if (followed !== query) return;
    page.fill(told.markup);
    if (!answer.ok) return;
    say("Calcul terminé.");
    page.redraw("coverage-map-request", ["sites"], { sites: told.sites });
  }

  function rest() {
    // The button is about to hide.
    if (within("coverage-arreter")) focus("coverage-calculer");
    set("coverage-arreter", { hidden: true });
    set("coverage-avancement", { children: "" });
  }

  function set(id, props) {
    window.dash_clientside.set_props(id, props);
  }

  function within(id) {
    return document.getElementById(id).contains(document.activeElement);
  }

  function focus(id) {
    document.getElementById(id).focus({ preventScroll: true });
  }

  function say(sentence) {
    const status = document.getElementById("coverage-etat");
    if (status) status.textContent = sentence;
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    coverage: {
      keep: page.keep,
      change: (answers) => window.solidarity.mapChanges.change(answers),
      fill: (markups) => window.solidarity.mapChanges.withMaps(() => page.fill(markups)),
      compute: function (clicks) {
        if (clicks && page.selection()) page.commit({ ...page.selection(), optimum: ["oui"] });
        return window.dash_clientside.no_update;
      },
      cancelled: function (clicks) {
        if (clicks && page.selection() && page.selection().optimum) {
          page.commit({ ...page.selection(), optimum: [] });
          say("Calcul arrêté.");
        }
        return window.dash_clientside.no_update;
      },
      /* A click on a territory of the map, or on a new place. */
      clicked: function (click) {
        const [kind, code] = page.clicked(click);
        if (kind === "territoire") opens(code);
        // Records have their details on « Carte ».
        if (kind === "fiche" || kind === "position") window.location.assign(`/?${kind}=${encodeURIComponent(code)}`);
        return window.dash_clientside.no_update;
      },
    },
  });
})();
