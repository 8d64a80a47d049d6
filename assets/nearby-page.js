/* The page « Près de chez vous »: its search box, its map, and the reader's own position, asked on a
 * click only and kept nowhere but in the address, to about a hundred metres. */
(function () {
  "use strict";
  const HERE = "autour-de-moi";
  const WAIT_MS = 10000;
  const REFUSED = {
    1: "Votre navigateur n’a pas donné votre position. Cherchez plutôt votre commune ou votre code postal.",
    2: "Votre position n’a pas pu être trouvée. Cherchez plutôt votre commune ou votre code postal.",
    3: "Votre position tarde trop à venir. Cherchez plutôt votre commune ou votre code postal.",
  };

  const PLACE = ["territoire", "position", "lieu"];

  // The place of a selection, written as the search box's choices are.
  function placeOf(query) {
    return query.position ? `position:${query.position[0]}` : (query.territoire || [])[0];
  }

  const page = window.solidarity.page("nearby", {
    changed: (keys, query) => {
      if (!keys.some((key) => PLACE.includes(key))) return;
      say("");
      box.follow(query);
    },
  });
  const box = page.searchBox("nearby-search", placeOf);

  function say(sentence) {
    const status = document.getElementById("nearby-etat");
    if (status) status.textContent = sentence;
  }

  function goTo(place) {
    page.open({ territoire: [], position: [], lieu: [], fiche: [], ...place });
  }

  function locate() {
    if (!navigator.geolocation) return say(REFUSED[2]);
    say("Votre position est demandée à votre navigateur…");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // Three decimals: about a hundred metres, enough for a distance in kilometres.
        goTo({ position: [`${coords.latitude.toFixed(3)}0,${coords.longitude.toFixed(3)}0`] });
      },
      (error) => say(REFUSED[error.code] || REFUSED[2]),
      { timeout: WAIT_MS, maximumAge: 0, enableHighAccuracy: false },
    );
  }

  // Apple's phones open their map with an address of their own.
  const APPLE = /iPhone|iPad|iPod|Macintosh/.test(navigator.userAgent);
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="geo:"]');
    if (link && APPLE) link.href = link.href.replace(/^geo:[^?]*\?/, "maps:?");
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    nearby: {
      keep: page.keep,
      fill: page.fill,
      /* A place chosen in the search box: the reader's own, a territory or an address. */
      found: function (value) {
        if (!value || !page.selection()) return window.dash_clientside.no_update;
        if (value === HERE) {
          locate();
          box.empty();
        } else {
          box.remember(value);
          const position = value.startsWith("position:") && value.slice("position:".length);
          goTo(position ? { position: [position] } : { territoire: [value] });
        }
        return window.dash_clientside.no_update;
      },
      /* A click on a point of the map opens its record. */
      clicked: function (click) {
        const [key, value] = page.clicked(click);
        if (key === "fiche") page.open({ fiche: [value] });
        return window.dash_clientside.no_update;
      },
    },
  });
})();
