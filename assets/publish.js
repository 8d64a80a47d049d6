/* « Publier sur la carte », under what was read of a file: window.solidarity.publish.offer(slot, chosen). */
(function () {
  "use strict";
  const STATE = "/editeurs/etat";
  const PLAN = "/editeurs/publier/apercu";
  const PUBLISH = "/editeurs/publier";
  const SIGN_IN = "/connexion?suivant=/connexion";
  const JOURNAL = "/editeurs/journal";
  const REPORTS = "/editeurs/signalements";
  const LOST = "La connexion est perdue\u00a0: réessayez.";
  const FAILED = "Le serveur n’a pas pu répondre\u00a0: réessayez dans un instant.";
  const SIGNED_OUT = 401;

  const FIELDS = [
    {
      name: "source",
      value: "source",
      label: "Source\u00a0: qui tient cette liste",
      help:
        "Toujours écrit de la même façon, comme «\u00a0CCAS de Vif\u00a0»\u00a0: une liste publiée plus tard sous ce " +
        "nom prend la suite de celle-ci. Sans nom, celui du fichier.",
    },
    { name: "titre", value: "title", label: "Titre de la liste" },
    { name: "editeur", value: "publisher", label: "Organisme qui la publie" },
    { name: "licence", value: "licence", label: "Licence", help: "Par exemple Licence Ouverte 2.0." },
    {
      name: "edition",
      value: "edition",
      label: "Date de la liste",
      type: "date",
      help: "Le jour où elle était à jour. Sans date, celle que porte le fichier.",
    },
  ];

  /* What waits for its reader to sign in, in another tab. */
  let waiting = null;

  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function list(sentences) {
    return make("ul", {}, ...sentences.map((sentence) => make("li", {}, sentence)));
  }

  /* Draws the form for a file, or why there is none.
     chosen: file (a File), mapping (JSON text or object, if columns were matched), and what is known of
     the list: source, title, publisher, licence, edition. */
  async function offer(slot, chosen) {
    waiting = null;
    slot.classList.add("publish");
    slot.offered = chosen;
    const state = await stateNow();
    if (slot.offered !== chosen) return;
    slot.replaceChildren(make("h3", {}, "Publier sur la carte"));
    if (!state) {
      slot.append(turnedOff(LOST));
    } else if (!state.publishing) {
      slot.append(turnedOff("Ce serveur ne publie pas\u00a0: la liste s’importe en ligne de commande."));
    } else if (!state.editors_exist) {
      slot.append(
        turnedOff(
          "Aucun compte d’éditeur n’existe encore. La personne qui tient ce site en crée un avec la commande ",
          make("code", {}, "python -m dashboard editors add COURRIEL"),
        ),
      );
    } else if (!state.signed_in) {
      waiting = { slot, chosen };
      slot.append(signInLink());
    } else {
      slot.append(form(slot, chosen, state));
    }
  }

  async function stateNow() {
    try {
      const answer = await fetch(STATE, { cache: "no-store", credentials: "same-origin" });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  function turnedOff(...why) {
    const note = make("p", { class: "note", id: "publier-pourquoi" }, ...why);
    const button = make(
      "button",
      { type: "button", class: "main-button", disabled: "", "aria-describedby": "publier-pourquoi" },
      "Publier sur la carte",
    );
    return make("div", {}, make("p", {}, button), note);
  }

  function signInLink() {
    const link = make(
      "a",
      { href: SIGN_IN, target: "_blank", rel: "noopener" },
      "Se connecter pour publier (nouvel onglet)",
    );
    const note = "Ce qui est préparé ici reste prêt\u00a0: revenez à cet onglet une fois connecté.";
    return make("div", {}, make("p", {}, link), make("p", { class: "note" }, note));
  }

  function form(slot, chosen, state) {
    const plan = make("div", { class: "publish-plan", tabindex: "-1" });
    const status = make("div", { role: "status", class: "trial-status" });
    const see = make("button", { type: "submit", class: "main-button" }, "Voir ce qui changera");
    const fields = make(
      "form",
      { class: "fields" },
      make("p", {}, `Connecté avec ${state.email}. `, journalLink(), " · ", reportsLink()),
      ...FIELDS.map((field) => textField(field, chosen[field.value] || "")),
      tick(
        "complete",
        "Cette liste est complète",
        "À cocher seulement pour une liste officielle qui n’oublie personne\u00a0: un service qui n’y est plus " +
          "sera dit «\u00a0retiré de la liste officielle\u00a0». Sinon il est dit «\u00a0plus listé\u00a0», sans être fermé.",
      ),
      make("p", {}, see),
    );
    const work = { slot, chosen, fields, plan, status, see };
    fields.addEventListener("submit", (event) => {
      event.preventDefault();
      showPlan(work);
    });
    /* A plan is of what was written when it was asked for. */
    fields.addEventListener("input", () => plan.replaceChildren());
    return make("div", {}, fields, status, plan);
  }

  function journalLink() {
    return make("a", { href: JOURNAL }, "Journal et annulation");
  }

  function reportsLink() {
    return make("a", { href: REPORTS }, "Signalements des lecteurs");
  }

  function textField({ name, label, help, type = "text" }, value) {
    const id = `publier-${name}`;
    const input = make("input", { id, name, type, value, autocomplete: "off" });
    if (type === "text") input.maxLength = 200;
    const parts = [make("label", { for: id }, label), input];
    if (help) {
      input.setAttribute("aria-describedby", `${id}-aide`);
      parts.push(make("span", { class: "note", id: `${id}-aide` }, help));
    }
    return make("p", { class: "field" }, ...parts);
  }

  function tick(name, label, help) {
    const id = `publier-${name}`;
    const input = make("input", { id, name, type: "checkbox", value: "oui", "aria-describedby": `${id}-aide` });
    return make(
      "p",
      { class: "tick" },
      input,
      make("label", { for: id }, label),
      make("span", { class: "note", id: `${id}-aide` }, help),
    );
  }

  async function showPlan(work) {
    const { plan, status, see } = work;
    if (see.getAttribute("aria-disabled") === "true") return;
    plan.replaceChildren();
    const answer = await post(work, PLAN, "Lecture du fichier et comparaison avec la carte en cours…");
    if (!answer) return;
    plan.append(make("h4", {}, "Ce qui changera"), list(answer.sentences));
    if (answer.refused) {
      plan.append(make("p", { class: "empty-answer" }, answer.refused));
    } else {
      plan.append(confirmation(work, answer.needs_replace));
    }
    status.textContent = "Rien n’est encore publié\u00a0: ce qui changera suit.";
    plan.focus();
  }

  function confirmation(work, needsReplace) {
    const button = make("button", { type: "submit", class: "main-button" }, "Publier sur la carte");
    const parts = [make("p", {}, button)];
    if (needsReplace) {
      parts.unshift(
        tick(
          "remplacer",
          "Remplacer ce qui est déjà publié",
          "Une autre liste de la même source et de la même date est sur la carte. Le journal permet de la " +
            "rétablir.",
        ),
      );
      parts[0].querySelector("input").required = true;
    }
    const confirm = make("form", { class: "fields" }, ...parts);
    confirm.addEventListener("submit", (event) => {
      event.preventDefault();
      publish({ ...work, see: button, confirm });
    });
    return confirm;
  }

  async function publish(work) {
    if (work.see.getAttribute("aria-disabled") === "true") return;
    const answer = await post(work, PUBLISH, "Publication en cours. Un gros fichier peut demander une minute.");
    if (!answer) return;
    const done = make(
      "div",
      { class: "publish-done", tabindex: "-1" },
      make("h4", {}, answer.replaced ? "C’est publié, à la place de l’ancienne liste" : "C’est publié"),
      list(answer.sentences),
      make("p", {}, make("a", { href: answer.map }, "Voir la carte"), " · ", journalLink()),
      make("p", { class: "note" }, "La carte se met à jour en quelques secondes."),
    );
    work.slot.replaceChildren(make("h3", {}, "Publier sur la carte"), done);
    done.focus();
  }

  /* Posts the file and the form; null, and a sentence in the status, where it is refused. */
  async function post({ chosen, fields, confirm, status, see }, address, doing) {
    status.textContent = doing;
    see.setAttribute("aria-disabled", "true");
    try {
      const state = await stateNow();
      const answer = await fetch(address, {
        method: "POST",
        headers: { "X-CSRFToken": (state && state.csrf) || "" },
        credentials: "same-origin",
        body: bodyOf(chosen, fields, confirm),
      });
      const told = (answer.headers.get("Content-Type") || "").startsWith("application/json")
        ? await answer.json()
        : { error: FAILED };
      if (answer.ok) return told;
      status.textContent = told.error || FAILED;
      /* What is written stays: the same button asks again, once its reader is back. */
      if (answer.status === SIGNED_OUT) status.append(" ", signInLink());
    } catch {
      status.textContent = LOST;
    } finally {
      see.removeAttribute("aria-disabled");
    }
    return null;
  }

  function bodyOf(chosen, fields, confirm) {
    const body = new FormData(fields);
    for (const [name, value] of confirm ? new FormData(confirm) : []) body.append(name, value);
    const { mapping } = chosen;
    if (mapping) body.append("correspondance", typeof mapping === "string" ? mapping : JSON.stringify(mapping));
    body.append("fichier", chosen.file, chosen.file.name);
    return body;
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || !waiting) return;
    const { slot, chosen } = waiting;
    if (slot.isConnected) offer(slot, chosen);
  });

  window.solidarity = Object.assign({}, window.solidarity, { publish: { offer } });
})();
