/* The page « Zones blanches »: its keys, its controls, and the best choice computed on a click. */
(function () {
  "use strict";
  const { choice, list, yes } = window.solidarity.controls;
  const SEARCH = "recherche-zone";

  const CONTROLS = {
    theme: list("zones-themes"),
    public: list("zones-publics"),
    rayon: choice("zones-rayon", "10"),
    niveau: choice("zones-niveau", "communes"),
    indicateur: choice("zones-indicateur", "couverture"),
    besoin: choice("zones-besoin", "taux-pauvrete"),
    fragile: yes("zones-fragile"),
    annee: choice("zones-annee", "aujourdhui"),
    source: list("zones-sources"),
    elargi: yes("zones-elargi"),
    lieux: choice("zones-lieux", "3"),
    service: choice("zones-service", "fixe"),
    vue: choice("zones-vue", "liste"),
  };
  const KEYS = ["niveau", "indicateur", "rayon", "theme", "public", "source", "annee", "elargi", "fragile",
    "besoin", "territoire", "lieux", "service", "exclure", "optimum", "tri", "page", "vue"];

  // Keys that only change what is shown of the same answers.
  const DISPLAY = ["niveau", "indicateur", "fragile", "besoin", "tri", "page", "vue", "optimum"];

  // What each key changes: the panel and the table, the territories' colours and shapes, the new places
  // on the map and in their list, the place in focus, equity.
  const RECORDS = ["list", "values", "sites", "places", "fairness"];
  const PARTS = {
    niveau: ["list", "values", "level"], indicateur: ["values"], rayon: RECORDS, theme: RECORDS,
    public: RECORDS, source: RECORDS, annee: RECORDS, elargi: RECORDS, fragile: ["list", "values"],
    besoin: ["list", "values"], territoire: ["list", "focus", "sites", "places", "fairness"],
    lieux: ["sites", "places"], service: ["sites", "places"], exclure: ["sites", "places"], optimum: [],
    tri: ["list"], page: ["list"], vue: [],
  };

  let searched = null;

  const page = window.solidarity.page({
    store: "zones-selection",
    marker: "zones-definition",
    title: "Zones blanches",
    keys: KEYS,
    controls: CONTROLS,
    parts: PARTS,
    requests: {
      "zones-request": ["list"],
      "zones-map-request": ["values", "level", "sites", "focus"],
      "zones-lieux-request": ["places"],
      "zones-equite-request": ["fairness"],
    },
    maps: { "zones-map-request": ["all"] },
    quiet: ["vue", "page", "optimum"],
    asks: KEYS.filter((key) => !DISPLAY.includes(key)),
    again: { optimum: [] },
    panel: { id: "zones-fiche", keys: ["territoire"] },
    changed: (keys, query) => {
      if (keys.includes("territoire") && searched && searched !== (query.territoire || [])[0]) {
        searched = null;
        window.dash_clientside.set_props(SEARCH, { value: null });
      }
      if (keys.includes("optimum")) follow(query);
    },
    ready: follow,
  });

  // The best choice is computed where the address asks for it; else what was told of it goes.
  function follow(query) {
    const stop = document.getElementById("zones-arreter");
    say("");
    if (query.optimum) {
      window.dash_clientside.set_props("zones-optimum-request", { data: { query } });
    } else {
      // A computation nobody waits for any more is stopped.
      if (stop && !stop.hidden) stop.click();
      // Whoever stood in what goes is led to what stays.
      if (within("zones-optimum")) focus("zones-nouveaux-lieux");
      page.fill({ "zones-optimum": "" });
    }
  }

  function within(id) {
    return document.getElementById(id).contains(document.activeElement);
  }

  function focus(id) {
    document.getElementById(id).focus({ preventScroll: true });
  }

  function say(sentence) {
    const status = document.getElementById("zones-etat");
    if (status) status.textContent = sentence;
  }

  function sameQuestion(asked) {
    const question = (query) => JSON.stringify(
      KEYS.filter((key) => !DISPLAY.includes(key)).map((key) => query[key] || []),
    );
    return question(asked) === question(page.selection() || {});
  }

  function goTo(code) {
    page.follow();
    page.commit(page.merge({ territoire: [code] }));
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    gaps: {
      keep: page.keep,
      fill: page.fill,
      /* The best choice has come: shown, also on the map, unless another question was asked since. */
      computed: function (answer) {
        if (answer && sameQuestion(answer.query)) {
          page.fill(answer.markup);
          say("Calcul terminé.");
          window.dash_clientside.set_props("zones-map-request", {
            data: { query: answer.query, parts: ["sites"], sites: answer.sites },
          });
        }
        return window.dash_clientside.no_update;
      },
      compute: function (clicks) {
        if (clicks && page.selection()) page.commit({ ...page.selection(), optimum: ["oui"] });
        return window.dash_clientside.no_update;
      },
      cancelled: function (clicks) {
        if (clicks && page.selection() && page.selection().optimum) {
          // The button is about to hide.
          if (within("zones-arreter")) focus("zones-calculer");
          page.commit({ ...page.selection(), optimum: [] });
          say("Calcul arrêté.");
        }
        return window.dash_clientside.no_update;
      },
      /* A territory chosen in the search box. */
      found: function (code) {
        if (code && page.selection()) {
          searched = code;
          goTo(code);
        }
        return window.dash_clientside.no_update;
      },
      /* A click on a territory of the map, or on a new place. */
      clicked: function (click) {
        const point = click && click.points && click.points[0];
        if (!point || !page.selection()) return window.dash_clientside.no_update;
        goTo(point.location || String(point.customdata || "").split(":")[1]);
        return window.dash_clientside.no_update;
      },
    },
  });
})();
