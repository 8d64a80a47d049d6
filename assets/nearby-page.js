/* The page « Près de chez vous »: its form, its map, and the reader's own position, asked on a click only and
 * kept nowhere but in the address, to about a hundred metres. */
(function () {
  "use strict";
  const WAIT_MS = 10000;
  const REFUSED = {
    1: "Votre navigateur n’a pas donné votre position. Cherchez plutôt votre commune ou votre code postal.",
    2: "Votre position n’a pas pu être trouvée. Cherchez plutôt votre commune ou votre code postal.",
    3: "Votre position tarde trop à venir. Cherchez plutôt votre commune ou votre code postal.",
  };
  const PLACE = ["territoire", "position", "lieu"];
  const COPIED = "Copié.";
  const NOT_COPIED = "Votre navigateur n’a pas permis la copie : sélectionnez le texte ci-dessus.";

  let fields = null;
  // What the fields showed when they were last answered: only what was typed since is asked.
  const answered = { besoin: "", lieu: "" };
  // The part of the last answer that names its place.
  let seen = null;

  const page = window.solidarity.page("nearby", {
    changed: (keys, query) => {
      if (keys.some((key) => PLACE.includes(key))) say("");
      if (fields && keys.includes("besoin")) show("besoin", (query.besoin || [""])[0]);
      document.body.classList.toggle("place-asked", asksBoth(query));
    },
  });

  function asksBoth(query) {
    return Boolean(query.besoin && PLACE.some((key) => query[key]));
  }

  function say(sentence) {
    const status = document.getElementById("nearby-etat");
    if (status) status.textContent = sentence;
  }

  function show(key, value) {
    const { field, suggesting } = fields[key];
    // What was typed since it was last asked stays, wherever the focus is.
    if (field.value.trim() === answered[key]) suggesting.shown(value);
    answered[key] = value;
    sayAsked();
  }

  // On a phone, one line stands for the form once both are answered: what was asked, which may be modified.
  function sayAsked() {
    const line = document.querySelector(".asked-line span");
    if (line) line.textContent = `${answered.besoin} · ${answered.lieu}`;
  }

  // The form that the server wrote has taken its place in the page: from here on it suggests and asks.
  function settle() {
    const form = document.getElementById("nearby-recherche");
    const query = page.selection();
    if (!form || !query || fields || !form.closest("#nearby-formulaire")) return;
    form.classList.add("alive");
    document.body.classList.toggle("place-asked", asksBoth(query));
    fields = {
      besoin: complete("besoin", "nearby-besoin"),
      lieu: complete("lieu", "nearby-lieu"),
    };
    answered.besoin = (query.besoin || [""])[0];
    answered.lieu = fields.lieu.field.defaultValue;
    form.querySelector("form").addEventListener("submit", submit);
    const here = document.getElementById("nearby-autour");
    here.hidden = false;
    here.addEventListener("click", locate);
  }

  function complete(key, id) {
    const field = document.getElementById(id);
    const suggesting = window.solidarity.suggest(field, {
      searched: key,
      choose: (asks, label) => {
        if (key in asks || key === "lieu") suggesting.shown(label);
        if (key === "besoin" && asks[key] === "") suggesting.shown("");
        answered[key] = field.value;
        ask(asks);
      },
    });
    return { field, suggesting };
  }

  /* Asks with some keys; those of the place exclude one another. What else was typed is asked too. */
  function ask(asks) {
    const changes = { fiche: [] };
    const placed = PLACE.some((key) => key in asks);
    if (placed) for (const key of PLACE) changes[key] = [];
    for (const [key, value] of Object.entries(asks)) changes[key] = value ? [value] : [];
    const place = fields.lieu.field.value.trim();
    if (!placed && place !== answered.lieu) {
      for (const key of PLACE) changes[key] = [];
      if (place) changes.lieu = [place];
    }
    const need = fields.besoin.field.value.trim();
    if (!("besoin" in asks) && need !== answered.besoin) changes.besoin = need ? [need] : [];
    answered.besoin = need;
    answered.lieu = place;
    page.open(changes);
    document.getElementById("nearby-recherche").classList.remove("open");
  }

  function submit(event) {
    event.preventDefault();
    const best = ["besoin", "lieu"]
      .filter((key) => fields[key].field === document.activeElement)
      .map((key) => [key, fields[key].suggesting.best()])
      .find(([, item]) => item);
    for (const { suggesting } of Object.values(fields)) suggesting.close();
    if (best) fields[best[0]].suggesting.shown(best[1].label);
    ask(best ? best[1].asks : {});
  }

  function locate() {
    if (!navigator.geolocation) return say(REFUSED[2]);
    say("Votre position est demandée à votre navigateur…");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        say("");
        // Three decimals: about a hundred metres, enough for a distance in kilometres.
        ask({ position: `${coords.latitude.toFixed(3)}0,${coords.longitude.toFixed(3)}0` });
      },
      (error) => say(REFUSED[error.code] || REFUSED[2]),
      { timeout: WAIT_MS, maximumAge: 0, enableHighAccuracy: false },
    );
  }

  window.addEventListener("solidarity:read", settle);

  // What comes with each answer: the name of the place, how many results, buttons that only scripts can serve.
  new MutationObserver(() => {
    const head = document.querySelector("#nearby-resultats [data-place]");
    if (fields && head && head !== seen) {
      seen = head;
      show("lieu", head.dataset.place);
    }
    const count = document.getElementById("nearby-nombre");
    const button = document.getElementById("nearby-voir");
    const told = count && /^[0-9\s\u202f\u00a0]+/.exec(count.textContent);
    const label = told ? `Voir ${told[0].trim()} résultat${told[0].trim() === "1" ? "" : "s"}` : "Voir les résultats";
    if (button && button.textContent !== label) button.textContent = label;
    for (const button of document.querySelectorAll(".selection button[hidden]")) button.hidden = false;
  }).observe(document.documentElement, { childList: true, subtree: true });

  // A tile is a choice of the first field: what was typed in the second one is asked with it.
  function askTile(event) {
    const tile = event.target.closest ? event.target.closest(".tiles a") : null;
    if (!tile || !fields || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    ask({ besoin: new URL(tile.href).searchParams.get("besoin") });
  }
  document.addEventListener("click", askTile, true);

  // Apple's phones open their map with an address of their own.
  const APPLE = /iPhone|iPad|iPod|Macintosh/.test(navigator.userAgent);
  document.addEventListener("click", (event) => {
    const target = event.target.closest ? event.target : null;
    if (!target) return;
    const link = target.closest('a[href^="geo:"]');
    if (link && APPLE) link.href = link.href.replace(/^geo:[^?]*\?/, "maps:?");
    const modify = target.closest(".asked-line a");
    if (modify && fields) {
      event.preventDefault();
      document.getElementById("nearby-recherche").classList.add("open");
      fields.besoin.field.focus();
    }
    const keep = target.closest(".keep");
    const announced = document.getElementById("nearby-annonce");
    if (keep && announced) {
      announced.textContent = keep.dataset.adds ? "Gardé dans votre sélection." : "Retiré de votre sélection.";
    }
    if (target.closest("#nearby-voir")) {
      const filters = document.getElementById("filtres");
      filters.open = false;
      filters.querySelector("summary").focus({ preventScroll: true });
    }
    const copier = target.closest(".selection button");
    if (copier) copy(copier);
  });

  // A point where several are shows their cards: the first one takes the focus.
  function light(records) {
    const view = page.selection().vue;
    if (view && view[0] === "carte") page.commit(page.merge({ vue: [] }));
    const cards = [...document.querySelectorAll("#nearby-resultats .card")];
    for (const card of cards) card.classList.toggle("lit", records.includes(card.dataset.record));
    const first = cards.find((card) => card.classList.contains("lit"));
    if (!first) return page.open({ fiche: [records[0]] });
    first.scrollIntoView({ block: "center" });
    first.querySelector(".name").focus({ preventScroll: true });
  }

  // The card that is pointed at, or has the focus, shows where it stands on the map, which may move under it.
  let pointed = null;
  const followed = new WeakSet();

  function point(card) {
    pointed = card;
    const frame = document.querySelector(".nearby .map-frame");
    const graph = frame && frame.querySelector(".js-plotly-plot");
    const map = graph && window.solidarity.featureState.mapOf(graph);
    const old = frame && frame.querySelector(".pin-ring");
    if (old) old.remove();
    if (!card || !card.isConnected || !card.dataset.at || !map) return;
    if (!followed.has(map)) {
      followed.add(map);
      for (const change of ["move", "resize"]) map.on(change, () => point(pointed));
    }
    const { x, y } = map.project(card.dataset.at.split(",").map(Number));
    if (x < 0 || y < 0 || x > frame.clientWidth || y > frame.clientHeight) return;
    const ring = document.createElement("span");
    ring.className = "pin-ring";
    ring.setAttribute("aria-hidden", "true");
    ring.style.left = `${x}px`;
    ring.style.top = `${y}px`;
    frame.append(ring);
  }
  // Where none is pointed at, the one whose record is open shows it.
  const openCard = () => document.querySelector('.card[aria-current="true"]');
  for (const kind of ["focusin", "mouseover"]) {
    document.addEventListener(kind, (event) => {
      if (fields && event.target.closest) point(event.target.closest(".card") || openCard());
    });
  }
  for (const told of ["solidarity:filled", "solidarity:drawn"]) {
    window.addEventListener(told, () => point(openCard()));
  }

  async function copy(button) {
    const told = button.closest(".selection").querySelector("[data-copied]");
    const source = button.dataset.copies && document.getElementById(button.dataset.copies);
    try {
      await navigator.clipboard.writeText(source ? source.value : window.location.href);
      told.textContent = COPIED;
    } catch {
      if (source) source.closest("details").open = true;
      told.textContent = source ? NOT_COPIED : window.location.href;
    }
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    nearby: {
      keep: page.keep,
      answered: page.answered,
      /* A click on a point of the map opens its record. */
      clicked: function (click) {
        const [key, value] = page.clicked(click);
        if (key === "fiche") page.open({ fiche: [value] });
        if (key === "cartes") light(value.split(","));
        return window.dash_clientside.no_update;
      },
    },
  });
})();
