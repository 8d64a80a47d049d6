/* The selection: one object that the address, the controls, the links and the map write to and follow.
 *
 * `commit` is the only way in: it stores the new selection, asks the server for what changed
 * (the map, the listing, or both), writes the address and sets the controls that differ.
 */
(function () {
  "use strict";

  // Key of the address → control that shows it. `read` turns a control's value into the words of the
  // address, `show` the words into the control's value.
  const CONTROLS = {
    niveau: choice("niveau", "epci"),
    indicateur: choice("indicateur", "taux"),
    compte: choice("compte", "presentes"),
    theme: list("themes"),
    public: list("publics"),
    annee: { id: "annees", prop: "value", read: readYears, show: showYears },
    elargi: {
      id: "elargi", prop: "checked",
      read: (on) => (on ? ["oui"] : []),
      show: (words) => words[0] === "oui",
    },
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

  // What each key changes: the territories' values, the points, the town halls, the place in focus, the table, the panel.
  const PARTS = {
    niveau: ["values", "table"], compte: ["values", "points", "table", "panel"],
    indicateur: ["values", "table"], theme: ["values", "points", "table", "panel"],
    public: ["values", "points", "table", "panel"], annee: ["values", "points", "table", "panel"],
    elargi: ["values", "table", "panel"], points: ["points", "halls"], territoire: ["focus", "panel", "table"],
    fiche: ["panel"], tri: ["table"], page: ["table"], vue: [],
  };
  const ON_MAP = ["values", "points", "halls", "focus"];
  const IN_LISTING = ["table", "panel"];

  const SITE = "Carte de la solidarité en Rhône-Alpes";

  let current = null;
  let searched = null;
  // Where the focus goes when the panel is filled next: to its start, or back to a record's link.
  let follow = false;
  let returnTo = null;

  function choice(id, initial) {
    return {
      id, prop: "value",
      read: (value) => (!value || value === initial ? [] : [value]),
      show: (words) => words[0] || initial,
    };
  }

  function list(id) {
    return { id, prop: "value", read: (values) => values || [], show: (words) => words };
  }

  function span() {
    const slider = document.getElementById("annees-bornes");
    return [Number(slider.dataset.first), Number(slider.dataset.last)];
  }

  function readYears(range) {
    const [first, last] = span();
    if (!range || (range[0] <= first && range[1] >= last)) return [];
    return [range[0] === range[1] ? `${range[0]}` : `${range[0]}-${range[1]}`];
  }

  function showYears(words) {
    const [first, last] = span();
    const found = /^([0-9]{4})(?:-([0-9]{4}))?$/.exec(words[0] || "");
    if (!found) return [first, last];
    const bound = (year) => Math.min(Math.max(year, first), last);
    return [bound(Number(found[1])), bound(Number(found[2] || found[1]))];
  }

  function same(a, b) {
    return JSON.stringify(a || []) === JSON.stringify(b || []);
  }

  function tidy(query) {
    const kept = {};
    for (const key of KEYS) if (query[key] && query[key].length) kept[key] = query[key];
    return kept;
  }

  function parse(search) {
    const query = {};
    for (const [key, value] of new URLSearchParams(search)) {
      if (KEYS.includes(key)) (query[key] = query[key] || []).push(value);
    }
    return query;
  }

  // A link changes the keys it names: what was changed elsewhere since it was drawn is kept.
  function followed(keys, asked) {
    const query = { ...current };
    for (const key of keys === "*" ? KEYS : keys.split(" ")) query[key] = asked[key] || [];
    return query;
  }

  function write(query) {
    const words = new URLSearchParams();
    // Keys that are not ours belong to someone else: they stay.
    for (const [key, value] of new URLSearchParams(window.location.search)) {
      if (!KEYS.includes(key)) words.append(key, value);
    }
    for (const key of KEYS) for (const value of query[key] || []) words.append(key, value);
    const text = words.toString();
    return window.location.pathname + (text ? `?${text}` : "");
  }

  function set(id, props) {
    window.dash_clientside.set_props(id, props);
  }

  function commit(asked, { history = "push" } = {}) {
    const query = tidy(asked);
    const changed = KEYS.filter((key) => !same(query[key], current[key]));
    if (changed.length === 0) return;
    if (changed.includes("fiche") && !query.fiche) [returnTo] = current.fiche;
    current = query;
    set("selection", { data: query });
    if (history === "push") window.history.pushState({}, "", write(query));
    const parts = new Set(changed.flatMap((key) => PARTS[key]));
    const onMap = ON_MAP.filter((part) => parts.has(part));
    const inListing = IN_LISTING.filter((part) => parts.has(part));
    const level = changed.includes("niveau") ? ["level"] : [];
    if (onMap.length) set("map-request", { data: { query, parts: [...onMap, ...level] } });
    if (inListing.length) set("listing-request", { data: { query, parts: inListing } });
    for (const key of changed) {
      const control = CONTROLS[key];
      if (control) set(control.id, { [control.prop]: control.show(query[key] || []) });
    }
    if (changed.includes("territoire") && searched && searched !== (query.territoire || [])[0]) {
      searched = null;
      set("recherche", { value: null });
    }
    if (changed.includes("vue")) showView(query);
    if (changed.includes("fiche") || changed.includes("territoire")) revealPanel(query);
  }

  // After answers that did not come: everything is asked for again.
  window.addEventListener("solidarity:retry", () => {
    if (current === null) return;
    set("map-request", { data: { query: current, parts: [...ON_MAP, "level"] } });
    set("listing-request", { data: { query: current, parts: IN_LISTING } });
  });

  // A change of filter starts the table again at its first page.
  function merge(changes) {
    const restarts = Object.keys(changes).some((key) => !["territoire", "fiche", "vue", "page"].includes(key));
    return { ...current, ...(restarts ? { page: [] } : {}), ...changes };
  }

  function showView(query) {
    const view = (query.vue || ["liste"])[0];
    document.body.dataset.view = view;
    // A map drawn while hidden has no size: tell it that it now has one.
    window.requestAnimationFrame(() => window.dispatchEvent(new Event("resize")));
  }

  // On a narrow screen, and for screen readers, the panel must come to the reader.
  function revealPanel(query) {
    if (!query.fiche && !query.territoire) return;
    const panel = document.getElementById("fiche");
    if (!panel) return;
    const box = panel.getBoundingClientRect();
    if (box.top < 0 || box.top > window.innerHeight * 0.8) {
      const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      panel.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "start" });
    }
  }

  function ready(stored) {
    if (current === null) {
      current = tidy(stored || {});
      showView(current);
      // On a narrow screen the answers come first: the filters wait, folded.
      const narrow = window.matchMedia("(max-width: 48em)").matches;
      const filters = document.getElementById("filtres");
      if (narrow && filters) filters.open = false;
    }
  }

  const FOCUSABLE = "a, button, summary, [tabindex]";

  // Sets a part of the page from markup. Whoever had the focus in it keeps it at the same place.
  function fill(id, markup) {
    const part = document.getElementById(id);
    if (!part) return;
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    const place = focused ? [...part.querySelectorAll(FOCUSABLE)].indexOf(focused) : -1;
    part.innerHTML = markup;
    if (id === "fiche") return fillPanel(part, focused);
    if (!focused) return;
    const again = part.querySelectorAll(FOCUSABLE)[place];
    (again || document.getElementById("fiche")).focus({ preventScroll: true });
  }

  // The panel tells the window its name, and takes the focus of whoever asked for it.
  function fillPanel(panel, focused) {
    const heading = panel.querySelector("h2");
    const named = current.territoire || current.fiche;
    document.title = `${named && heading ? heading.textContent : "Carte"} · ${SITE}`;
    const link = returnTo && panel.querySelector(`a[href*="fiche=${returnTo}"]`);
    if (focused || follow) (link || panel).focus({ preventScroll: true });
    follow = false;
    returnTo = null;
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    selection: {
      /* Controls → selection. The arguments come in the order of the keys of CONTROLS, then the store. */
      keep: function (...values) {
        const stored = values.pop();
        ready(stored);
        const read = {};
        Object.keys(CONTROLS).forEach((key, i) => { read[key] = CONTROLS[key].read(values[i]); });
        const changes = {};
        for (const key of Object.keys(read)) {
          // The slider shows the span it has: an address that asks for more is kept until it is moved.
          const shown = CONTROLS[key].read(CONTROLS[key].show((current[key] || [])));
          if (!same(read[key], shown)) changes[key] = read[key];
        }
        if (Object.keys(changes).length) commit(merge(changes));
        return window.dash_clientside.no_update;
      },
      /* The server's markup → the parts of the page it belongs to. */
      fill: function (markups) {
        for (const [id, markup] of Object.entries(markups || {})) fill(id, markup);
        return window.dash_clientside.no_update;
      },
      /* A territory chosen in the search box. */
      found: function (code) {
        if (code && current) {
          searched = code;
          follow = true;
          commit(merge({ territoire: [code], fiche: [] }));
        }
        return window.dash_clientside.no_update;
      },
      /* A click on the map: a territory, or a point that holds a record or a commune. */
      clicked: function (click) {
        const point = click && click.points && click.points[0];
        if (!point || !current) return window.dash_clientside.no_update;
        const target = point.location ? `territoire:${point.location}` : String(point.customdata || "");
        const [key, value] = target.split(":");
        follow = true;
        if (key === "territoire") commit(merge({ territoire: [value], fiche: [] }));
        if (key === "fiche") commit(merge({ fiche: [value] }));
        return window.dash_clientside.no_update;
      },
    },
  });

  // Links that lead to another selection of this page are followed without loading it again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[data-in-page]");
    if (!link || current === null || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href);
    if (url.pathname !== window.location.pathname) return;
    event.preventDefault();
    follow = /territoire|fiche/.test(link.dataset.inPage);
    commit(followed(link.dataset.inPage, parse(url.search)));
    const goal = url.hash && document.getElementById(url.hash.slice(1));
    if (goal) {
      goal.scrollIntoView({ block: "start" });
      goal.focus({ preventScroll: true });
    }
  });

  // Back and forward within the page: the address is followed; Dash would draw the whole page again.
  window.addEventListener("popstate", (event) => {
    if (current === null || !document.getElementById("annees-bornes")) return;
    event.stopImmediatePropagation();
    commit(parse(window.location.search), { history: "keep" });
  });
})();
