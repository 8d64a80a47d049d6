/* The page « Carte »: its search box and its map. */
(function () {
  "use strict";
  /* What the panel tells of; each comes before those that follow. */
  const OPENED = ["fiche", "position", "territoire"];
  const page = window.solidarity.page("map", { changed: (_, query) => box.follow(query) });
  const box = page.searchBox((code) => opens("territoire", code));

  function opens(key, value) {
    const before = OPENED.slice(0, OPENED.indexOf(key)).map((other) => [other, []]);
    page.open({ ...Object.fromEntries(before), [key]: [value], onglet: [] });
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    map: {
      keep: page.keep,
      answered: page.answered,
      /* A click on the map: a territory, or a point where a record stands, or several. */
      clicked: function (click) {
        const [key, value] = page.clicked(click);
        if (OPENED.includes(key)) opens(key, value);
        return window.dash_clientside.no_update;
      },
    },
  });
})();
