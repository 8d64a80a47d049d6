/* An answer that does not come is said in a sentence with a way to ask again, and unsaid when answers
 * come again. `address.js` asks again for everything on the event « solidarity:retry ».
 */
(function () {
  "use strict";
  const LOST = "La connexion au serveur est interrompue : l’affichage précédent est conservé. ";
  const ANSWERS = /_dash-update-component|\/zones-blanches\/optimum/;
  const fetched = window.fetch;
  let lost = false;

  function retry() {
    window.dispatchEvent(new Event("solidarity:retry"));
  }

  function tell(isLost) {
    const alert = document.getElementById("alerte");
    if (!alert || isLost === lost) return;
    lost = isLost;
    alert.textContent = isLost ? LOST : "";
    if (!isLost) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet-button";
    button.textContent = "Réessayer";
    button.addEventListener("click", retry);
    alert.append(button);
  }

  window.fetch = function (resource, ...rest) {
    const address = String(resource && resource.url ? resource.url : resource);
    const answer = fetched.call(window, resource, ...rest);
    if (!ANSWERS.test(address)) return answer;
    return answer.then(
      (response) => {
        // A server that is busy, and says when to come back, is there.
        tell(response.status >= 500 && !response.headers.has("Retry-After"));
        return response;
      },
      (error) => {
        tell(true);
        throw error;
      },
    );
  };

  window.addEventListener("online", () => {
    if (lost) retry();
  });
})();
