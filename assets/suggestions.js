/* A field that suggests while one types: the combobox of the ARIA authoring practices, on a plain input
 * of a plain form. What is typed is never changed but by a choice, and the form works without this. */
(function () {
  "use strict";
  const SUGGESTIONS = "/suggestions?champ=";
  const WAIT_MS = 90;
  const SHORTEST = 2;
  const TOO_SHORT = "Tapez au moins deux lettres ou chiffres.";
  const NO_ANSWER = "Le serveur n’a pas répondu : réessayez dans un instant.";

  function plain(text) {
    return text
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  }

  /* Makes a field suggest:
   *   searched  what the server looks for: a need, a place, a territory, by its key in addresses;
   *   choose    called with what a chosen suggestion asks and its label.
   * A field whose data tell what to say where nothing is found says it. */
  function suggest(field, { searched, choose }) {
    const list = document.createElement("ul");
    const status = document.createElement("span");
    const clear = document.createElement("button");
    let options = [];
    let active = -1;
    let timer = 0;
    let asked = 0;
    let shownFor = null;

    list.id = `${field.id}-choix`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.labels[0] ? field.labels[0].textContent : "");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    const nothing = field.dataset.nothing || "";
    clear.type = "button";
    clear.className = "clear";
    clear.textContent = "✕";
    clear.setAttribute("aria-label", `Effacer : ${field.labels[0] ? field.labels[0].textContent : ""}`);
    clear.hidden = field.value === "";
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", list.id);
    field.after(clear, list, status);

    function close() {
      list.hidden = true;
      if (status.className === "visually-hidden") status.textContent = "";
      active = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    }

    function mark(next) {
      if (active >= 0) options[active].element.setAttribute("aria-selected", "false");
      active = next;
      if (active < 0) return field.removeAttribute("aria-activedescendant");
      const { element } = options[active];
      element.setAttribute("aria-selected", "true");
      field.setAttribute("aria-activedescendant", element.id);
      element.scrollIntoView({ block: "nearest" });
    }

    function show(groups, text) {
      // An answer that comes late leaves the mark where the reader has put it.
      const marked = active >= 0 ? options[active].item.label : null;
      options = [];
      list.replaceChildren();
      for (const { group, items } of groups) {
        const heading = document.createElement("li");
        heading.className = "group";
        heading.setAttribute("role", "presentation");
        heading.textContent = group;
        list.append(heading);
        for (const item of items) {
          const element = document.createElement("li");
          element.id = `${list.id}-${options.length}`;
          element.setAttribute("role", "option");
          element.setAttribute("aria-selected", "false");
          element.textContent = item.label;
          if (!canBeChosen(item)) element.setAttribute("aria-disabled", "true");
          // The field keeps the focus: a press must not take it before the click comes.
          element.addEventListener("mousedown", (event) => event.preventDefault());
          element.addEventListener("click", () => take(item));
          list.append(element);
          options.push({ item, element });
        }
      }
      shownFor = text;
      active = -1;
      field.removeAttribute("aria-activedescendant");
      if (marked !== null) mark(options.findIndex(({ item }) => item.label === marked));
      const any = options.length > 0;
      list.hidden = !any;
      field.setAttribute("aria-expanded", any ? "true" : "false");
      const counted = options.length > 1 ? `${options.length} propositions` : "1 proposition";
      const none = text.length < SHORTEST ? "" : nothing || "Aucune proposition";
      status.className = nothing && !any ? "nothing-found" : "visually-hidden";
      status.textContent = any ? counted : none;
    }

    // What is named only to say that it is outside asks nothing.
    function canBeChosen(item) {
      return Object.keys(item.asks).length > 0;
    }

    function take(item) {
      if (!canBeChosen(item)) return;
      close();
      choose(item.asks, item.label);
      clear.hidden = field.value === "";
    }

    function say(sentence) {
      status.className = "nothing-found";
      status.textContent = sentence;
    }

    async function ask() {
      const text = field.value.trim();
      asked += 1;
      if (text.length < SHORTEST) return show([], text);
      const own = asked;
      const groups = await answered(text);
      // A later letter may have been answered first, or the reader may have closed the list.
      if (own !== asked) return;
      show(groups || [], text);
      // Without an answer the field stays a field, and nothing is said not to be there.
      if (!groups) {
        shownFor = null;
        if (nothing) say(NO_ANSWER);
      }
      if (document.activeElement !== field) close();
    }

    async function answered(text) {
      try {
        const answer = await fetch(`${SUGGESTIONS}${searched}&texte=${encodeURIComponent(text)}`);
        return answer.ok ? await answer.json() : null;
      } catch {
        return null;
      }
    }

    // What is asked for and has not come is not shown any more.
    function leave() {
      window.clearTimeout(timer);
      asked += 1;
      close();
    }

    function later() {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, WAIT_MS);
      clear.hidden = field.value === "";
    }

    field.addEventListener("input", later);
    field.addEventListener("blur", close);
    clear.addEventListener("click", () => {
      field.value = "";
      clear.hidden = true;
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    field.addEventListener("keydown", (event) => {
      const open = !list.hidden && options.length > 0;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!open) return void ask();
        const step = event.key === "ArrowDown" ? 1 : -1;
        mark((active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length);
      } else if (event.key === "Escape") {
        if (open) event.preventDefault();
        leave();
      } else if (event.key === "Enter" && active >= 0 && open) {
        event.preventDefault();
        take(options[active].item);
      }
    });

    return {
      /* The first choice for what is typed, once it is known; none where there is none, or it is outside. */
      first: async () => {
        window.clearTimeout(timer);
        field.focus();
        const text = field.value.trim();
        if (text.length < SHORTEST) say(TOO_SHORT);
        else if (shownFor !== text) await ask();
        const [found] = options;
        return found && shownFor === text && canBeChosen(found.item) ? found.item : null;
      },
      say,
      /* The best choice for what is typed: none where it is a name in full, which the server understands. */
      best: () => {
        const text = field.value.trim();
        if (shownFor !== text || options.length === 0) return null;
        const typed = plain(text);
        const exact = options.some(({ item }) => plain(item.label.replace(/[(,].*$/, "")) === typed);
        return exact || !plain(options[0].item.label).startsWith(typed) ? null : options[0].item;
      },
      close: leave,
      shown: (value) => {
        const selected = field.selectionEnd - field.selectionStart;
        const whole = document.activeElement === field && selected > 0 && selected === field.value.length;
        field.value = value;
        // Who has selected all of it is about to type over it.
        if (whole) field.select();
        clear.hidden = value === "";
      },
    };
  }

  window.solidarity = Object.assign({}, window.solidarity, { suggest });
})();
