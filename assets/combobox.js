/* Mantine's search fields behave as comboboxes; this tells assistive technologies so. */
(function () {
  "use strict";
  const FIELDS = 'input[aria-haspopup="listbox"]';

  function tell(field) {
    const expanded = field.dataset.expanded === "true" ? "true" : "false";
    if (field.getAttribute("role") !== "combobox") {
      field.setAttribute("role", "combobox");
      field.setAttribute("aria-autocomplete", "list");
    }
    if (field.getAttribute("aria-expanded") !== expanded) {
      field.setAttribute("aria-expanded", expanded);
    }
  }

  // A list that scrolls would be one more stop of the Tab key, with nothing to do there.
  function skip(list) {
    if (list.getAttribute("tabindex") !== "-1") list.setAttribute("tabindex", "-1");
  }

  new MutationObserver(() => {
    document.querySelectorAll(FIELDS).forEach(tell);
    document.querySelectorAll('[role="listbox"]').forEach(skip);
  }).observe(document.documentElement, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["data-expanded", "aria-haspopup"],
  });
})();
