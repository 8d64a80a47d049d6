/* The native file field of the page « Données »: posts a file to be read in memory, shows the answer, and
   posts it again with the columns its reader corrected. */
(function () {
  "use strict";
  const PLACE = "essai-fichier";
  const PUBLISHING = "publication";
  const ADDRESS = "/donnees/essai";
  const LARGEST = 20_000_000;
  const LARGEST_CHOICES = 200_000;
  const VERSION = 1;
  /* Answers whose markup is about the file; any other is a page of its own. */
  const ABOUT_THE_FILE = [200, 400, 413, 422, 503];
  const ACCEPTED = ".csv,.tsv,.txt,.json,.geojson,.umap,.kml,.kmz,.gpx,.gpkg,.xlsx,.xls,.xlsb,.ods,.parquet,.zip";

  function build(place) {
    place.innerHTML =
      '<form class="trial-form"><label for="fichier-essai">Fichier à essayer (tableur, CSV, JSON, carte…)</label>' +
      `<input type="file" id="fichier-essai" name="fichier" accept="${ACCEPTED}">` +
      '<button type="submit">Essayer</button>' +
      '<details class="kept-choices"><summary>J’ai déjà enregistré les colonnes d’un fichier semblable</summary>' +
      '<label for="choix-essai">Choix de colonnes enregistrés (JSON)</label>' +
      '<input type="file" id="choix-essai" name="choix" accept=".json"></details></form>' +
      '<p role="status" class="trial-status"></p>' +
      '<div class="trial-result" role="region" aria-label="Résultat de l’essai" tabindex="-1" hidden></div>';
    place.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      start(place);
    });
    place.querySelector(".trial-result").addEventListener("submit", (event) => {
      if (!event.target.classList.contains("columns-form")) return;
      event.preventDefault();
      if (place.tried) send(place, place.tried, choicesOf(event.target));
    });
  }

  async function start(place) {
    const input = place.querySelector("#fichier-essai");
    const choices = place.querySelector("#choix-essai").files[0];
    const [file] = input.files;
    const status = place.querySelector('[role="status"]');
    forget(place);
    if (!file) {
      status.textContent = "Choisissez d’abord un fichier.";
      input.focus();
    } else if (file.size > LARGEST) {
      status.textContent =
        "Ce fichier dépasse 20\u00a0Mo, ce que cette page peut lire\u00a0: découpez-le, ou confiez-le à la " +
        "personne qui tient ce site.";
    } else if (choices && choices.size > LARGEST_CHOICES) {
      status.textContent = "Le fichier de choix n’en est pas un\u00a0: il est trop gros.";
    } else {
      await send(place, file, choices ? await choices.text() : "");
    }
  }

  /* What each column is, as the server writes it in the file that keeps it. */
  function choicesOf(form) {
    const columns = {};
    for (const select of form.querySelectorAll("select[data-colonne]")) {
      if (select.value) (columns[select.value] ||= []).push(select.dataset.colonne);
    }
    return JSON.stringify({ version: VERSION, format: form.dataset.format, columns });
  }

  function forget(place) {
    const result = place.querySelector(".trial-result");
    result.innerHTML = "";
    result.hidden = true;
    place.tried = null;
  }

  async function send(place, file, choices) {
    const status = place.querySelector('[role="status"]');
    const buttons = place.querySelectorAll('button[type="submit"]');
    if ([...buttons].some((button) => button.getAttribute("aria-disabled") === "true")) return;
    status.textContent =
      `« ${file.name} » : envoi, lecture et rattachement aux communes en cours. ` +
      "Un gros fichier peut demander une minute.";
    /* Not « disabled », which would take the focus away from who pressed it. */
    for (const button of buttons) button.setAttribute("aria-disabled", "true");
    try {
      const body = new FormData();
      if (choices) body.append("correspondance", choices);
      body.append("fichier", file, file.name);
      const answer = await fetch(ADDRESS, { method: "POST", body });
      if (!ABOUT_THE_FILE.includes(answer.status)) {
        status.textContent = "Le serveur n’a pas pu lire ce fichier : réessayez dans un instant.";
        return;
      }
      show(place, file, choices, answer.ok, await answer.text());
    } catch {
      status.textContent = "La connexion est perdue : réessayez.";
    } finally {
      for (const button of buttons) button.removeAttribute("aria-disabled");
    }
  }

  function show(place, file, choices, read, markup) {
    const result = place.querySelector(".trial-result");
    // The server writes this markup, and escapes what comes from the file.
    result.innerHTML = markup;
    result.hidden = false;
    place.tried = file;
    place.querySelector('[role="status"]').textContent = read
      ? "Fichier lu : le résultat suit."
      : "Fichier refusé : la raison suit.";
    result.focus();
    const slot = document.getElementById(PUBLISHING);
    const form = result.querySelector(".columns-form");
    const publish = window.solidarity && window.solidarity.publish;
    /* What is published is what is shown: the columns as they were read, not as they are being changed. */
    if (slot && publish) publish.offer(slot, { file, mapping: form ? choicesOf(form) : choices });
  }

  new MutationObserver(() => {
    const place = document.getElementById(PLACE);
    if (place && !place.firstChild) build(place);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
