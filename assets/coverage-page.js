/* The page « Zones blanches »: its search box, its map, and the best choice, computed on a click or soon enough. */
(function () {
  "use strict";
  const OPTIMUM = "/zones-blanches/optimum";
  const SITES_TAB = "ou-ouvrir";
  const PLACES = "coverage-nouveaux-lieux";
  const RUNNING = 202;
  const POLL_MS = 500;
  // The server tries for 3 seconds once it has begun; one that is too busy to begin is not waited for.
  const POLLS_OF_A_TRY = 12;

  // The question whose best choice is told or computed, and what is waited for now: a try goes by quietly.
  let followed = null;
  let awaited = null;
  let lookAgain = () => {};
  // Of the question followed: whether places are proposed at once, and whether the best ones were asked for.
  let proposed = false;
  let tried = false;

  const page = window.solidarity.page("coverage", {
    changed: (keys, query) => {
      box.follow(query);
      const other = !page.asksTheSame(followed);
      if (other) proposed = false;
      if (other) tried = false;
      if (other || keys.includes("optimum")) follow(query);
      attempt();
    },
    ready: (query) => {
      follow(query);
      attempt();
    },
  });
  const box = page.searchBox(opens);

  // What is told of a territory is in the usual tab.
  function opens(code) {
    page.open({ territoire: [code], onglet: [] });
  }

  // After answers that did not come, all is asked for again, and the best choice with it.
  window.addEventListener("solidarity:retry", () => {
    if (!followed) return;
    proposed = false;
    tried = false;
    follow(followed);
  });

  // The best choice is computed where the address asks for it; what was told of another question goes.
  function follow(query) {
    followed = { ...query };
    leave();
    say("");
    // Whoever stood in what goes is led to what stays.
    if (within("coverage-optimum")) focus(PLACES);
    page.fill({ "coverage-optimum": "" });
    set("coverage-calculer", { hidden: false });
    if (query.optimum) compute(followed);
    else rest();
  }

  /* Where the first proposals are read, the best choice is tried once, by itself; a closed tab waits for none. */
  function attempt() {
    if (!followed) return;
    const open = (page.selection().onglet || [])[0] === SITES_TAB;
    if (!open && awaited && awaited.quiet) {
      tried = false;
      leave();
    }
    if (open && proposed && !tried) compute(followed, { quiet: true });
  }

  function leave() {
    awaited = null;
    lookAgain();
  }

  /* Asks for the best choice, and again until it is there; nobody waits for that of another question. */
  async function compute(query, { quiet = false } = {}) {
    const own = { quiet };
    const waits = () => awaited === own;
    awaited = own;
    tried = true;
    if (!quiet) set("coverage-arreter", { hidden: false });
    try {
      const headers = { "Content-Type": "application/json" };
      let answer = await fetch(OPTIMUM, { method: "POST", headers, body: JSON.stringify({ query }) });
      const job = answer.headers.get("Location");
      for (let polls = 0; answer.status === RUNNING && waits(); polls += 1) {
        const told = await answer.text();
        if (waits() && !quiet) set("coverage-avancement", { children: told });
        await new Promise((resolve) => {
          lookAgain = resolve;
          window.setTimeout(resolve, POLL_MS);
        });
        if (quiet && polls === POLLS_OF_A_TRY) break;
        if (waits()) answer = await fetch(job);
      }
      if (answer.status === RUNNING) await fetch(job, { method: "DELETE" });
      else if (answer.ok || !quiet) await show(answer, own);
    } catch {
      // The connection is lost, which the page says.
    }
    if (!waits()) return;
    awaited = null;
    rest();
  }

  /* The best choice has come, or a sentence why it has not: shown, the places also on the map. */
  async function show(answer, own) {
    const told = answer.ok ? await answer.json() : { markup: { "coverage-optimum": await answer.text() } };
    if (awaited !== own) return;
    page.fill(told.markup);
    if (!told.sites) return;
    say("Calcul terminé.");
    page.redraw("coverage-request", ["sites"], { sites: told.sites });
    if (!own.quiet) return;
    // Nothing is left to compute.
    if (within("coverage-calculer")) focus("coverage-optimum");
    set("coverage-calculer", { hidden: true });
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
      answered: (answer) => {
        const done = page.answered(answer);
        if (PLACES in answer.markup) {
          proposed = answer.markup[PLACES].includes("<tbody");
          attempt();
        }
        return done;
      },
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
