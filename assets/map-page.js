/* The page « Carte »: its search box and its map. */
(function () {
  "use strict";
  const page = window.solidarity.page("map", { changed: (_, query) => box.follow(query) });
  const box = page.searchBox((code) => page.open({ territoire: [code], fiche: [], onglet: [] }));

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    map: {
      keep: page.keep,
      change: (answers) => window.solidarity.mapChanges.change(answers),
      fill: (markups) => window.solidarity.mapChanges.withMaps(() => page.fill(markups)),
      /* A click on the map: a territory, or a point that holds a record or a commune. */
      clicked: function (click) {
        const [key, value] = page.clicked(click);
        if (key === "territoire") page.open({ territoire: [value], fiche: [], onglet: [] });
        if (key === "fiche") page.open({ fiche: [value], onglet: [] });
        return window.dash_clientside.no_update;
      },
    },
  });
})();
