/* The native file field of the page « Données »: posts a file to be read in memory, shows the answer. */
(function () {
  "use strict";
  const PLACE = "essai-fichier";
  const ADDRESS = "/donnees/essai";
  const LARGEST = 20_000_000;
  /* Answers whose markup is about the file; any other is a page of its own. */
  const ABOUT_THE_FILE = [200, 400, 413, 422, 503];

  function build(place) {
    place.innerHTML =
      '<form><label for="fichier-essai">Fichier à essayer (CSV, JSON, GeoJSON, XLSX ou Parquet)</label>' +
      '<input type="file" id="fichier-essai" name="fichier"' +
      ' accept=".csv,.json,.geojson,.xlsx,.parquet,.txt">' +
      '<button type="submit">Essayer</button></form>' +
      '<p role="status" class="trial-status"></p>' +
      '<div class="trial-result" role="region" aria-label="Résultat de l’essai" tabindex="-1" hidden></div>';
    const form = place.querySelector("form");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(place, form.querySelector("input"));
    });
  }

  async function send(place, input) {
    const file = input.files[0];
    const status = place.querySelector('[role="status"]');
    const result = place.querySelector(".trial-result");
    const button = place.querySelector("button");
    result.innerHTML = "";
    result.hidden = true;
    if (!file) {
      status.textContent = "Choisissez d’abord un fichier.";
      input.focus();
      return;
    }
    if (file.size > LARGEST) {
      status.textContent = "Ce fichier dépasse 20\u00a0Mo : importez-le en ligne de commande.";
      return;
    }
    if (button.getAttribute("aria-disabled") === "true") return;
    status.textContent =
      `« ${file.name} » : envoi, lecture et rattachement aux communes en cours. ` +
      "Un gros fichier peut demander une minute.";
    /* Not « disabled », which would take the focus away from who pressed it. */
    button.setAttribute("aria-disabled", "true");
    try {
      const answer = await fetch(ADDRESS, {
        method: "POST",
        headers: {
          "Content-Type": "application/octet-stream",
          "X-Nom-De-Fichier": encodeURIComponent(file.name),
        },
        body: file,
      });
      if (!ABOUT_THE_FILE.includes(answer.status)) {
        status.textContent = "Le serveur n’a pas pu lire ce fichier : réessayez dans un instant.";
        return;
      }
      // The server writes this markup, and escapes what comes from the file.
      result.innerHTML = await answer.text();
      result.hidden = false;
      status.textContent = answer.ok
        ? "Fichier lu : le résultat suit."
        : "Fichier refusé : la raison suit.";
      result.focus();
    } catch {
      status.textContent = "La connexion est perdue : réessayez.";
    } finally {
      button.removeAttribute("aria-disabled");
    }
  }

  new MutationObserver(() => {
    const place = document.getElementById(PLACE);
    if (place && !place.firstChild) build(place);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
