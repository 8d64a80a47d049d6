/* A view in the page of another site: the code to copy follows the address and the part that is chosen, and in
 * the embedded view every link that leaves it opens a new tab. Listens to « solidarity:address », which
 * `address.js` sends.
 */
(function () {
  "use strict";
  const COPIED = "Code copié.";
  const SELECTED = "Le code est sélectionné : copiez-le avec Ctrl + C (ou Cmd + C).";
  let current = null;

  function addressOf(query, view, part) {
    const words = new URLSearchParams();
    for (const [key, values] of Object.entries(query)) {
      if (key !== "vue") for (const value of values) words.append(key, value);
    }
    if (view) words.append("vue", view);
    if (part) words.append("partie", part);
    const text = words.toString();
    return window.location.origin + window.location.pathname + (text ? `?${text}` : "");
  }

  // The browser itself writes the element, so that no word of an address or a title can leave its place.
  function code(query) {
    const part = document.getElementById("integrer-partie").selectedOptions[0];
    const frame = document.createElement("iframe");
    const attributes = {
      src: addressOf(query, "integree", part.value),
      title: document.title,
      width: "100%",
      height: part.dataset.height,
      loading: "lazy",
      style: "border:0",
    };
    for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
    return frame.outerHTML;
  }

  // A page offers the parts it has; those it draws with an answer come later.
  function offer() {
    for (const option of document.querySelectorAll("#integrer-partie option")) {
      option.hidden = !document.querySelector(option.dataset.shows);
      option.disabled = option.hidden;
    }
  }

  function write() {
    const box = document.getElementById("integrer-code");
    if (box) offer();
    const written = box && current && code(current);
    if (written && box.value !== written) {
      box.value = written;
      say("");
    }
  }

  function say(sentence) {
    document.getElementById("integrer-etat").textContent = sentence;
  }

  function select() {
    const box = document.getElementById("integrer-code");
    box.focus();
    box.select();
    say(SELECTED);
  }

  // A page served without encryption has no clipboard.
  function copy() {
    const { value } = document.getElementById("integrer-code");
    if (!navigator.clipboard) return select();
    return navigator.clipboard.writeText(value).then(() => say(COPIED), select);
  }

  function leaves(link) {
    const here = link.origin === window.location.origin && link.pathname === window.location.pathname;
    return !link.hasAttribute("download") && !(here && "inPage" in link.dataset);
  }

  function open(root) {
    for (const link of root.querySelectorAll('a[href^="/"], a[href^="http"]')) {
      if (leaves(link)) Object.assign(link, { target: "_blank", rel: "noopener" });
    }
  }

  function openAll() {
    open(document);
    new MutationObserver((changes) => {
      for (const { target } of changes) open(target);
    }).observe(document.body, { childList: true, subtree: true });
  }

  function follow({ detail }) {
    const first = current === null;
    current = detail.query;
    if (detail.embedded) {
      document.getElementById("page-complete").href = addressOf(current);
      if (first) openAll();
    } else {
      write();
      // The frame's name is the window's, which an answer changes after the address.
      if (first) new MutationObserver(write).observe(document.head, { childList: true, subtree: true });
    }
  }

  window.addEventListener("solidarity:address", follow);
  document.addEventListener("click", (event) => {
    if (event.target.closest && event.target.closest("#integrer-copier")) copy();
  });
  document.addEventListener("change", (event) => {
    if (event.target.id === "integrer-partie") write();
  });
  // What a page offers is looked up again when somebody comes to choose.
  document.addEventListener("toggle", (event) => event.target.id === "partager" && write(), true);
})();
