// Small comforts. Every page works without this file; nothing here decides anything.
"use strict";

// Forms whose controls act at once need no button.
function quietButtons(root) {
  for (const form of root.querySelectorAll("form[data-autosubmit]")) {
    for (const button of form.querySelectorAll("button[type=submit]")) button.hidden = true;
  }
}

// After a refused form the reader stands at the list of what is wrong.
function focusProblems(root) {
  const problems = root.querySelector("[data-focus]");
  if (problems) problems.focus();
}

function prepare(root) {
  quietButtons(root);
  focusProblems(root);
}

document.addEventListener("DOMContentLoaded", () => prepare(document));
document.addEventListener("htmx:afterSettle", (event) => prepare(event.target));
// Empty filters stay out of the address.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") return;
  for (const [name, value] of [...event.detail.formData.entries()]) if (value === "") event.detail.formData.delete(name);
});
// A refusal is a page too: show it.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 400) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
