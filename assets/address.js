/* The address of a page is its only durable state: one object that the address, the controls, the links
 * and the answers write to and follow.
 *
 * `commit` is the only way in: it stores the new selection, asks the server for what changed, writes
 * the address and sets the controls that differ. The server describes each page (module `page_scripts`).
 */
(function () {
  "use strict";

  // The server names the window « page · site »: which site it is, only the server knows.
  const SITE = document.title.split(" · ").pop();
  const FOCUSABLE = "a, button, summary, [tabindex]";

  function same(a, b) {
    return JSON.stringify(a || []) === JSON.stringify(b || []);
  }

  // What an anchor has led to, until an answer or the reader goes on: what comes above it would push it away.
  let led = null;

  function lead(goal) {
    goal.scrollIntoView({ block: "start" });
    goal.focus({ preventScroll: true });
    led = goal;
  }

  for (const event of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    window.addEventListener(event, () => {
      led = null;
    });
  }

  function set(id, props) {
    window.dash_clientside.set_props(id, props);
  }

  /* How each kind of control shows one key of the address. `read` turns a control's value into the words
   * of the address, `show` the words into the control's value, both beside the rest of the selection. */
  function choice({ initial }) {
    return {
      read: (value) => (!value || value === initial ? [] : [value]),
      show: (words) => words[0] || initial,
    };
  }

  /* Among choices that only the data know, the usual one may not be: the page tells what stands for it. It may
   * also depend on another key of the selection. */
  function knownChoice({ initial, id, usual: by }) {
    const usual = (query) => {
      const told = document.getElementById(`${id}-usual`);
      return by?.words?.[(query[by.key] || [])[0]] || told?.dataset.usual || initial;
    };
    return {
      read: (value, query) => (!value || value === usual(query) ? [] : [value]),
      show: (words, query) => words[0] || usual(query),
    };
  }

  const KINDS = {
    one: choice,
    select: knownChoice,
    tabs: choice,
    many: () => ({ read: (values) => values || [], show: (words) => words }),
    switch: () => ({ read: (on) => (on ? ["oui"] : []), show: (words) => words[0] === "oui" }),
    /* Any number among a few: the usual ones are not written, and none of them has a word of its own. */
    boxes: ({ choices, initial, nothing }) => ({
      read: (values) => {
        const shown = choices.filter((word) => (values || []).includes(word));
        if (shown.length === 0) return [nothing];
        return shown.length === 1 && shown[0] === initial ? [] : shown;
      },
      show: (words) => (words.length === 0 ? [initial] : words.filter((word) => word !== nothing)),
    }),
    /* A range of years, all of them for none; a part of the page tells the first and the last. */
    years: ({ span: box }) => ({
      read: (range) => {
        const [first, last] = span(box);
        if (!range || (range[0] <= first && range[1] >= last)) return [];
        return [range[0] === range[1] ? `${range[0]}` : `${range[0]}-${range[1]}`];
      },
      show: (words) => {
        const [first, last] = span(box);
        const found = /^([0-9]{4})(?:-([0-9]{4}))?$/.exec(words[0] || "");
        if (!found) return [first, last];
        const bound = (year) => Math.min(Math.max(year, first), last);
        return [bound(Number(found[1])), bound(Number(found[2] || found[1]))];
      },
    }),
    /* One year; the slider goes one step beyond the last: all of them. */
    year: ({ span: box }) => ({
      read: (year) => (!year || year > span(box)[1] ? [] : [`${year}`]),
      show: (words) => {
        const [first, last] = span(box);
        const found = /([0-9]{4})$/.exec(words[0] || "");
        return found ? Math.min(Math.max(Number(found[1]), first), last) : last + 1;
      },
    }),
  };

  function controlOf(described) {
    return { ...described, ...KINDS[described.kind](described) };
  }

  function span(box) {
    const { first, last } = document.getElementById(box).dataset;
    return [Number(first), Number(last)];
  }

  /* Makes a page from what the server tells of it (see the module `page_scripts`), and from what its own
   * script does besides:
   *   changed     called with the keys that changed and the new selection;
   *   ready       called with the first selection, once the controls stand.
   */
  function page(subject, own = {}) {
    const about = { ...window.solidarity.pages[subject], ...own };
    about.controls = Object.fromEntries(
      Object.entries(about.controls).map(([key, described]) => [key, controlOf(described)]),
    );
    let current = null;
    // Where the focus goes when the panel is filled next: to its start, or back to a record's link.
    let follow = false;
    let returnTo = null;
    // By request that draws maps, what it asked for that is not drawn yet, with what else it told: a new request
    // makes Dash drop the answer to the one before, and what that one was to change would be lost.
    const undrawn = {};
    // By part, the markup it was filled with last.
    const said = new WeakMap();
    // By request, what has changed in closed tabs: it is asked for once they are opened.
    const outOfSight = {};

    // A map that is drawn shows what was answered: what was asked for since is still to come.
    window.addEventListener("solidarity:drawn", (event) => {
      if (!event.detail.filled) return;
      for (const [request, { answered }] of Object.entries(undrawn)) if (answered) delete undrawn[request];
    });

    function inSight(part, query) {
      const opened = Object.entries(about.showing).map(([key, usual]) => (query[key] || [usual])[0]);
      return !about.readIn[part] || about.readIn[part].some((word) => opened.includes(word));
    }

    // Keeps what is out of sight for later, and returns the rest.
    function due(request, parts, query) {
      const all = [...new Set([...(outOfSight[request] || []), ...parts])];
      outOfSight[request] = all.filter((part) => !inSight(part, query));
      return all.filter((part) => inSight(part, query));
    }

    // What the page itself asked for as it opened.
    function opened() {
      for (const [request, first] of Object.entries(about.first)) {
        const asked = due(request, first, current);
        if (about.drawing.includes(request)) undrawn[request] = { parts: asked, more: {} };
      }
    }

    function tidy(query) {
      const kept = {};
      for (const key of about.keys) if (query[key] && query[key].length) kept[key] = query[key];
      // What is usual now is not written: it was chosen beside something else.
      for (const [key, { usual, read }] of Object.entries(about.controls)) {
        if (usual?.key && kept[key] && !read(kept[key][0], kept).length) delete kept[key];
      }
      return kept;
    }

    function parse(search) {
      const query = {};
      for (const [key, value] of new URLSearchParams(search)) {
        if (about.keys.includes(key)) (query[key] = query[key] || []).push(value);
      }
      return query;
    }

    // A link changes the keys it names: what was changed elsewhere since it was drawn is kept. One that
    // adds words, or removes one, keeps the other words of its key: the next click may come first.
    function followed(link, asked) {
      const { inPage, adds, removes } = link.dataset;
      const query = { ...current };
      for (const key of inPage.split(" ")) {
        const words = current[key] || [];
        if (adds) query[key] = [...new Set([...words, ...adds.split(" ")])];
        else if (removes) query[key] = words.filter((word) => word !== removes);
        else query[key] = asked[key] || [];
      }
      // In the page of another site, no link brings back what surrounds the view.
      return embedded(current) ? { ...query, vue: current.vue } : query;
    }

    function embedded(query) {
      return (query.vue || [])[0] === "integree";
    }

    // Whoever writes the address of this view elsewhere follows it.
    function tell() {
      const detail = { query: current, embedded: embedded(current) };
      window.dispatchEvent(new CustomEvent("solidarity:address", { detail }));
    }

    function write(query) {
      const words = new URLSearchParams();
      // Keys that are not ours belong to someone else: they stay.
      for (const [key, value] of new URLSearchParams(window.location.search)) {
        if (!about.keys.includes(key)) words.append(key, value);
      }
      for (const key of about.keys) for (const value of query[key] || []) words.append(key, value);
      const text = words.toString();
      return window.location.pathname + (text ? `?${text}` : "");
    }

    function ask(changed, query) {
      // What was found for another question is not told with this one.
      if (changed.some((key) => about.asks.includes(key))) {
        for (const asked of Object.values(undrawn)) asked.more = {};
      }
      const parts = new Set(changed.flatMap((key) => about.parts[key]));
      for (const [request, drawn] of Object.entries(about.requests)) {
        const asked = due(
          request,
          drawn.filter((part) => parts.has(part)),
          query,
        );
        if (asked.length) send(request, query, asked);
      }
    }

    function send(request, query, asked, more = {}) {
      const before = undrawn[request] || { parts: [], more: {} };
      const parts = [...new Set([...before.parts, ...asked])];
      const told = { ...before.more, ...more };
      if (about.drawing.includes(request)) undrawn[request] = { parts, more: told };
      set(request, { data: { query, parts, ...told } });
    }

    function commit(asked, { history = "push" } = {}) {
      const query = tidy(asked);
      const changed = about.keys.filter((key) => !same(query[key], current[key]));
      if (changed.length === 0) return;
      if (changed.includes("fiche") && !query.fiche) [returnTo] = current.fiche;
      current = query;
      set(about.store, { data: query });
      if (history === "push") window.history.pushState({}, "", write(query));
      if (history === "replace") window.history.replaceState({}, "", write(query));
      tell();
      ask(changed, query);
      for (const [key, control] of Object.entries(about.controls)) {
        if (!changed.includes(key) && !changed.includes(control.usual?.key)) continue;
        set(control.id, { [control.prop]: control.show(query[key] || [], query) });
      }
      if (about.changed) about.changed(changed, query);
      if (changed.includes("vue")) showView(query);
      if (about.panel.keys.some((key) => changed.includes(key))) revealPanel(query);
    }

    // A change of filter starts the list again at its first page.
    function merge(changes) {
      const changed = Object.keys(changes);
      const restarts = changed.some((key) => !about.quiet.includes(key));
      const again = changed.some((key) => about.asks.includes(key)) ? about.again : {};
      return { ...current, ...(restarts ? { page: [] } : {}), ...again, ...changes };
    }

    function showView(query) {
      document.body.dataset.view = (query.vue || ["liste"])[0];
      // A map drawn while hidden has no size: tell it that it now has one.
      window.requestAnimationFrame(() => window.dispatchEvent(new Event("resize")));
    }

    // On a narrow screen, and for screen readers, the panel must come to the reader.
    function revealPanel(query) {
      const panel = document.getElementById(about.panel.id);
      if (!panel || !about.panel.keys.some((key) => query[key])) return;
      // Where there is room, what is opened stands beside what it was opened from, always in sight.
      if (window.getComputedStyle(panel).getPropertyValue("--opens-beside")) return;
      const box = panel.getBoundingClientRect();
      if (box.top < 0 || box.top > window.innerHeight * 0.8) {
        const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
        panel.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "start" });
      }
    }

    function ready(stored) {
      if (current !== null) return;
      current = tidy(stored || {});
      opened();
      showView(current);
      // On a narrow screen the answers come first: the filters wait, folded.
      const narrow = window.matchMedia("(max-width: 48em)").matches;
      const filters = document.getElementById("filtres");
      if (narrow && filters) filters.open = false;
      tell();
      if (about.ready) about.ready(current);
    }

    // Sets a part of the page from markup. Whoever had the focus in it keeps it at the same place.
    function fill(id, markup) {
      const part = document.getElementById(id);
      // What is said aloud when it changes is not said again.
      if (!part || (part.getAttribute("role") === "status" && said.get(part) === markup)) return;
      said.set(part, markup);
      // A part that has the focus itself keeps it; the panel says where in it the focus goes.
      const active = document.activeElement;
      const held = part.contains(active) && (active !== part || id === about.panel.id);
      const focused = held ? active : null;
      const place = focused ? [...part.querySelectorAll(FOCUSABLE)].indexOf(focused) : -1;
      part.innerHTML = markup;
      if (id === about.panel.id) return fillPanel(part, focused, place);
      if (!focused) return;
      const again = part.querySelectorAll(FOCUSABLE)[place];
      (again || document.getElementById(about.panel.id)).focus({ preventScroll: true });
    }

    /* The server's markup → the parts of the page it belongs to. */
    function fillParts(markups) {
      for (const [id, markup] of Object.entries(markups)) fill(id, markup);
      led?.scrollIntoView({ block: "start" });
      led = null;
      if (about.panel.id in markups) window.dispatchEvent(new Event("solidarity:filled"));
    }

    // What did the same of the same record before: what is added above moves all places.
    function alike(panel, focused) {
      const card = focused && focused.closest("[data-record]");
      if (!card) return null;
      const [kind] = focused.classList;
      return panel.querySelector(`[data-record="${window.CSS.escape(card.dataset.record)}"] .${kind}`);
    }

    // The panel tells the window its name, and takes the focus of whoever asked for it.
    function fillPanel(panel, focused, place) {
      const opened = panel.querySelector(".opened");
      const heading = (opened || panel).querySelector("h2");
      const named = about.panel.keys.some((key) => current[key]);
      document.title = `${named && heading ? heading.textContent : about.title} · ${SITE}`;
      const link = returnTo && panel.querySelector(`a[href*="fiche=${returnTo}"]`);
      const kept =
        about.panel.keepsPlace && !follow && (alike(panel, focused) || panel.querySelectorAll(FOCUSABLE)[place]);
      if (focused || follow) (link || kept || opened || panel).focus({ preventScroll: !link });
      const from = opened && panel.querySelector('[aria-current="true"]');
      if (from && follow) from.scrollIntoView({ block: "nearest" });
      follow = false;
      returnTo = null;
    }

    // Whoever types again while an answer is awaited, or is about to, keeps the focus.
    document.addEventListener("input", () => {
      follow = false;
    });
    // Before the field itself hears of it: the key that asks makes the answer take the focus.
    const backInField = ({ target }) => {
      if (target.matches?.("input")) follow = false;
    };
    for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, backInField, { capture: true });

    // After answers that did not come: everything is asked for again.
    window.addEventListener("solidarity:retry", () => {
      if (current === null) return;
      for (const [request, parts] of Object.entries(about.requests)) {
        send(request, current, due(request, parts, current));
      }
    });

    // Links that lead to another selection of this page are followed without loading it again.
    document.addEventListener("click", (event) => {
      const link = event.target.closest && event.target.closest("a[data-in-page]");
      if (!link || current === null || event.defaultPrevented || event.button !== 0) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const url = new URL(link.href);
      if (url.pathname !== window.location.pathname) return;
      event.preventDefault();
      follow = about.panel.keys.some((key) => link.dataset.inPage.split(" ").includes(key));
      commit(followed(link, parse(url.search)));
      const goal = url.hash && document.getElementById(url.hash.slice(1));
      if (goal) lead(goal);
    });

    // Back and forward within the page: the address is followed; Dash would draw the whole page again.
    window.addEventListener("popstate", (event) => {
      if (current === null || !document.getElementById(about.marker)) return;
      event.stopImmediatePropagation();
      led = null;
      commit(parse(window.location.search), { history: "keep" });
    });

    /* The search for a territory, in the form that the server wrote: `choose` is called with the code found. Its
     * name stays in the field, where it is kept, as long as the page shows it. `refusal` may say why one is not
     * taken, from its code, its name and the form. */
    function searchBox(choose, { keeps = true, refusal = () => "" } = {}) {
      let suggesting = null;
      let searched = null;

      function settle() {
        const form = document.querySelector(`#${about.search} form`);
        if (!form || suggesting) return;
        const field = form.querySelector('input[type="text"]');

        function take({ territoire }, label) {
          suggesting.close();
          const refused = refusal(territoire, label, form);
          if (refused) return suggesting.say(refused);
          choose(territoire);
          searched = keeps ? { territoire, label } : null;
          suggesting.shown(keeps ? label : "");
        }

        form.classList.add("alive");
        suggesting = window.solidarity.suggest(field, { searched: "territoire", choose: take });
        form.addEventListener("submit", async (event) => {
          event.preventDefault();
          if (searched && field.value === searched.label) return suggesting.close();
          const item = await suggesting.first();
          if (item) take(item.asks, item.label);
        });
      }

      window.addEventListener("solidarity:read", settle);
      return {
        follow: (query) => {
          if (!searched || same(query.territoire, [searched.territoire])) return;
          searched = null;
          suggesting.shown("");
        },
      };
    }

    /* What a click on the map was on: a territory, or the target that a point holds. */
    function clicked(click) {
      const point = click && click.points && click.points[0];
      if (!point || current === null) return [];
      return point.location ? ["territoire", point.location] : String(point.customdata || "").split(":");
    }

    /* Whether another selection puts the same question, whatever it shows of the answer. */
    function asksTheSame(other) {
      return about.asks.every((key) => same(other[key], (current || {})[key]));
    }

    return {
      commit,
      merge,
      asksTheSame,
      searchBox,
      clicked,
      follow: () => {
        follow = true;
      },
      control: (key) => about.controls[key],
      // Opens something: the panel takes the focus once it is filled.
      open: (changes, options) => {
        follow = true;
        commit(merge(changes), options);
      },
      selection: () => current,
      /* Asks for parts of a page that more than the selection tells of. */
      redraw: (request, parts, more) => send(request, current, parts, more),
      /* Controls → selection. The arguments come in the order of `controls`, then the store. */
      keep: function (...values) {
        const stored = values.pop();
        ready(stored);
        const changes = {};
        Object.entries(about.controls).forEach(([key, control], i) => {
          const read = control.read(values[i], current);
          // A control may not be able to show what an address asks for, which is kept until it is moved.
          if (!same(read, control.read(control.show(current[key] || [], current), current))) changes[key] = read;
        });
        if (Object.keys(changes).length) commit(merge(changes));
        return window.dash_clientside.no_update;
      },
      fill: fillParts,
      /* What the server answers → the maps, and the parts of the page, in the frame that the maps show it in. */
      answered: function ({ changes, markup, failed }) {
        if (!failed) for (const asked of Object.values(undrawn)) asked.answered = true;
        const { change, whenShown } = window.solidarity.mapChanges;
        if (changes) change(changes);
        whenShown(() => fillParts(markup));
        return window.dash_clientside.no_update;
      },
    };
  }

  window.solidarity = Object.assign({}, window.solidarity, { lead, page, span });
})();
