/* An answer that does not come is said in a sentence, and unsaid when answers come again. */
(function () {
  "use strict";
  const LOST = "La connexion au serveur est interrompue : l’affichage précédent est conservé. "
    + "Vérifiez votre réseau, puis refaites votre choix ou rechargez la page.";
  const fetched = window.fetch;

  function say(text) {
    const alert = document.getElementById("alerte");
    if (alert && alert.textContent !== text) alert.textContent = text;
  }

  window.fetch = function (resource, ...rest) {
    const address = String(resource && resource.url ? resource.url : resource);
    const answer = fetched.call(window, resource, ...rest);
    if (!address.includes("_dash-update-component")) return answer;
    return answer.then(
      (response) => {
        say(response.status >= 500 ? LOST : "");
        return response;
      },
      (error) => {
        say(LOST);
        throw error;
      },
    );
  };
})();
