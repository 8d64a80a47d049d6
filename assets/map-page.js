/* The page « Carte »: its keys, its controls, and what each of them changes. */
(function () {
  "use strict";
  const { choice, list, yes, years } = window.solidarity.controls;

  const CONTROLS = {
    niveau: choice("niveau", "epci"),
    indicateur: choice("indicateur", "taux"),
    compte: choice("compte", "presentes"),
    theme: list("themes"),
    public: list("publics"),
    annee: years("annees", "annees-bornes"),
    elargi: yes("elargi"),
    points: {
      id: "points", prop: "value",
      read: (layers) => {
        const shown = ["initiatives", "mairies"].filter((layer) => (layers || []).includes(layer));
        if (shown.length === 0) return ["aucun"];
        return shown.length === 1 && shown[0] === "initiatives" ? [] : shown;
      },
      show: (words) => (words.length === 0 ? ["initiatives"] : words.filter((w) => w !== "aucun")),
    },
    vue: choice("vue", "liste"),
  };
  const KEYS = ["niveau", "compte", "indicateur", "theme", "public", "annee", "elargi", "points",
    "territoire", "fiche", "tri", "page", "vue"];

  // What each key changes: the territories' values, their shapes, the points, the town halls,
  // the place in focus, the table, the panel.
  const PARTS = {
    niveau: ["values", "level", "table"], compte: ["values", "points", "table", "panel"],
    indicateur: ["values", "table"], theme: ["values", "points", "table", "panel"],
    public: ["values", "points", "table", "panel"], annee: ["values", "points", "table", "panel"],
    elargi: ["values", "table", "panel"], points: ["points", "halls"], territoire: ["focus", "panel", "table"],
    fiche: ["panel"], tri: ["table"], page: ["table"], vue: [],
  };

  let searched = null;

  const page = window.solidarity.page({
    store: "selection",
    marker: "annees-bornes",
    title: "Carte",
    keys: KEYS,
    controls: CONTROLS,
    parts: PARTS,
    requests: {
      "map-request": ["values", "points", "halls", "focus", "level"],
      "listing-request": ["table", "panel"],
    },
    maps: { "map-request": ["all"] },
    quiet: ["territoire", "fiche", "vue", "page"],
    panel: { id: "fiche", keys: ["territoire", "fiche"] },
    // The search box says which territory was searched, as long as it is the one shown.
    changed: (keys, query) => {
      if (keys.includes("territoire") && searched && searched !== (query.territoire || [])[0]) {
        searched = null;
        window.dash_clientside.set_props("recherche", { value: null });
      }
    },
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    selection: {
      keep: page.keep,
      fill: page.fill,
      /* A territory chosen in the search box. */
      found: function (code) {
        if (code && page.selection()) {
          searched = code;
          page.follow();
          page.commit(page.merge({ territoire: [code], fiche: [] }));
        }
        return window.dash_clientside.no_update;
      },
      /* A click on the map: a territory, or a point that holds a record or a commune. */
      clicked: function (click) {
        const point = click && click.points && click.points[0];
        if (!point || !page.selection()) return window.dash_clientside.no_update;
        const target = point.location ? `territoire:${point.location}` : String(point.customdata || "");
        const [key, value] = target.split(":");
        page.follow();
        if (key === "territoire") page.commit(page.merge({ territoire: [value], fiche: [] }));
        if (key === "fiche") page.commit(page.merge({ fiche: [value] }));
        return window.dash_clientside.no_update;
      },
    },
  });
})();
