/* The page « Zones blanches »: its search box, its map, and the best choice computed on a click. */
(function () {
  "use strict";
  const page = window.solidarity.page("coverage", {
    changed: (keys, query) => {
      box.follow(query);
      if (keys.includes("optimum")) follow(query);
    },
    ready: follow,
  });
  const box = page.searchBox("coverage-search", (query) => (query.territoire || [])[0]);

  // The best choice is computed where the address asks for it; else what was told of it goes.
  function follow(query) {
    const stop = document.getElementById("coverage-arreter");
    say("");
    if (query.optimum) {
      window.dash_clientside.set_props("coverage-optimum-request", { data: { query } });
    } else {
      // A computation nobody waits for any more is stopped.
      if (stop && !stop.hidden) stop.click();
      // Whoever stood in what goes is led to what stays.
      if (within("coverage-optimum")) focus("coverage-nouveaux-lieux");
      page.fill({ "coverage-optimum": "" });
    }
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
      fill: page.fill,
      /* The best choice has come: shown, also on the map, unless another question was asked since. */
      computed: function (answer) {
        if (answer && page.asksTheSame(answer.query)) {
          page.fill(answer.markup);
          say("Calcul terminé.");
          window.dash_clientside.set_props("coverage-map-request", {
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
          if (within("coverage-arreter")) focus("coverage-calculer");
          page.commit({ ...page.selection(), optimum: [] });
          say("Calcul arrêté.");
        }
        return window.dash_clientside.no_update;
      },
      /* A territory chosen in the search box. */
      found: function (code) {
        if (code && page.selection()) {
          box.remember(code);
          page.open({ territoire: [code] });
        }
        return window.dash_clientside.no_update;
      },
      /* A click on a territory of the map, or on a new place. */
      clicked: function (click) {
        const code = page.clicked(click)[1];
        if (code) page.open({ territoire: [code] });
        return window.dash_clientside.no_update;
      },
    },
  });
})();
