/* The native file field of the page « Données »: posts a file to be read in memory, shows the answer. */
(function () {
  "use strict";
  const PLACE = "essai-fichier";
  const ADDRESS = "/donnees/essai";
  const LARGEST = 20 * 1024 * 1024;

  function build(place) {
    place.innerHTML =
      '<form><label for="fichier-essai">Fichier à essayer (CSV, JSON, GeoJSON, XLSX ou Parquet)</label>' +
      '<input type="file" id="fichier-essai" name="fichier"' +
      ' accept=".csv,.json,.geojson,.xlsx,.parquet,.txt">' +
      '<button type="submit">Essayer</button></form>' +
      '<p role="status" class="trial-status"></p><div class="trial-result"></div>';
    const form = place.querySelector("form");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(place, form.querySelector("input").files[0]);
    });
  }

  async function send(place, file) {
    const status = place.querySelector('[role="status"]');
    const result = place.querySelector(".trial-result");
    const button = place.querySelector("button");
    result.innerHTML = "";
    if (!file) {
      status.textContent = "Choisissez d’abord un fichier.";
      return;
    }
    if (file.size > LARGEST) {
      status.textContent = "Ce fichier dépasse 20 Mo : importez-le en ligne de commande.";
      return;
    }
    status.textContent = `Lecture de « ${file.name} »…`;
    button.disabled = true;
    try {
      const answer = await fetch(ADDRESS, {
        method: "POST",
        headers: {
          "Content-Type": "application/octet-stream",
          "X-Nom-De-Fichier": encodeURIComponent(file.name),
        },
        body: file,
      });
      // The server writes this markup, and escapes what comes from the file.
      result.innerHTML = await answer.text();
      status.textContent = answer.ok ? "Fichier lu." : "Fichier refusé.";
    } catch {
      status.textContent = "La connexion est perdue : réessayez.";
    } finally {
      button.disabled = false;
    }
  }

  new MutationObserver(() => {
    const place = document.getElementById(PLACE);
    if (place && !place.firstChild) build(place);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
