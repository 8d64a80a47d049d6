/* The page « Près de chez vous »: its keys, its controls, and the reader's own position, asked on a
 * click only and kept nowhere but in the address, to about a hundred metres. */
(function () {
  "use strict";
  const { choice, list, yes } = window.solidarity.controls;
  const HERE = "autour-de-moi";
  const WAIT_MS = 10000;
  const SEARCH = "recherche-lieu";
  const REFUSED = {
    1: "Votre navigateur n’a pas donné votre position. Cherchez plutôt votre commune ou votre code postal.",
    2: "Votre position n’a pas pu être trouvée. Cherchez plutôt votre commune ou votre code postal.",
    3: "Votre position tarde trop à venir. Cherchez plutôt votre commune ou votre code postal.",
  };

  const CONTROLS = {
    rayon: choice("proche-rayon", "10"),
    theme: list("proche-themes"),
    public: list("proche-publics"),
    ouvert: choice("proche-ouvert", "toujours"),
    itinerant: yes("proche-itinerant"),
    vue: choice("proche-vue", "liste"),
  };
  const KEYS = ["territoire", "position", "lieu", "rayon", "theme", "public", "annee", "ouvert", "itinerant",
    "fiche", "page", "vue"];

  // What each key changes: the list of answers, the points of the map.
  const PARTS = {
    territoire: ["list", "map"], position: ["list", "map"], lieu: ["list", "map"], rayon: ["list", "map"],
    theme: ["list", "map"], public: ["list", "map"], annee: ["list", "map"], ouvert: ["list", "map"],
    itinerant: ["list", "map"], fiche: ["list"], page: ["list", "map"], vue: [],
  };

  const PLACE = ["territoire", "position", "lieu"];
  let searched = null;

  // The place of a selection, written as the search box's choices are.
  function placeOf(query) {
    return query.position ? `position:${query.position[0]}` : (query.territoire || [])[0];
  }

  const page = window.solidarity.page({
    store: "proche-selection",
    marker: "proche-resultats",
    title: "Près de chez vous",
    keys: KEYS,
    controls: CONTROLS,
    parts: PARTS,
    requests: { "proche-request": ["list"], "proche-map-request": ["map"] },
    quiet: ["fiche", "vue", "page"],
    panel: { id: "proche-resultats", keys: ["fiche"], keepsPlace: true },
    changed: (keys, query) => {
      if (!keys.some((key) => PLACE.includes(key))) return;
      say("");
      // The search box says which place was searched, as long as it is the one looked from.
      if (searched && searched !== placeOf(query)) {
        searched = null;
        window.dash_clientside.set_props(SEARCH, { value: null });
      }
    },
  });

  function say(sentence) {
    const status = document.getElementById("proche-etat");
    if (status) status.textContent = sentence;
  }

  function goTo(place) {
    page.follow();
    page.commit(page.merge({ territoire: [], position: [], lieu: [], fiche: [], ...place }));
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
          window.dash_clientside.set_props(SEARCH, { value: null });
        } else {
          searched = value;
          const position = value.startsWith("position:") && value.slice("position:".length);
          goTo(position ? { position: [position] } : { territoire: [value] });
        }
        return window.dash_clientside.no_update;
      },
      /* A click on a point of the map opens its record. */
      clicked: function (click) {
        const point = click && click.points && click.points[0];
        const [key, value] = String((point && point.customdata) || "").split(":");
        if (key === "fiche" && page.selection()) {
          page.follow();
          page.commit(page.merge({ fiche: [value] }));
        }
        return window.dash_clientside.no_update;
      },
    },
  });
})();
