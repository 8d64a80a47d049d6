/* The library that draws maps is large: it is fetched where a map is seen, once the page can be read.
 *
 * `dcc.Graph` waits for `window.Plotly`, which until then is a promise that asks for the library when it is
 * waited for. Dash's own way would give up after thirty seconds, which a slow line takes.
 */
(function () {
  "use strict";
  if (window.Plotly) return;
  let library = null;

  // On a phone that opens on its list, the map is seen once its tab is opened.
  function seen() {
    return new Promise((resolve) => {
      const watch = new ResizeObserver((changes) => {
        if (changes.every(({ contentRect }) => contentRect.width === 0)) return;
        watch.disconnect();
        come.disconnect();
        resolve();
      });
      const look = () => {
        for (const frame of document.querySelectorAll(".map-frame")) watch.observe(frame);
      };
      const come = new MutationObserver(look);
      come.observe(document.body, { childList: true, subtree: true });
      look();
    });
  }

  function load() {
    return new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = window.solidarity.mapLibrary;
      script.addEventListener("load", () => {
        window.dispatchEvent(new Event("solidarity:map-library"));
        resolve(window.Plotly);
      });
      // Asked for again when the reader tries again, or when the line is back.
      script.addEventListener("error", () => {
        const again = () => {
          for (const name of ["solidarity:retry", "online"]) window.removeEventListener(name, again);
          script.remove();
          resolve(load());
        };
        for (const name of ["solidarity:retry", "online"]) window.addEventListener(name, again);
      });
      document.head.append(script);
    });
  }

  function fetched() {
    library = library || seen().then(load);
    return library;
  }

  window.Plotly = {
    // biome-ignore lint/suspicious/noThenProperty: whoever waits for the library is what asks for it.
    then: (resolve, reject) => {
      return fetched().then(resolve, reject);
    },
  };

  // The other scripts have come by then: they are what the page's own controls wait for.
  document.addEventListener("DOMContentLoaded", () => {
    if (document.querySelector(".map-frame")) fetched();
  });
})();
