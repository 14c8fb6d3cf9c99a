// The matrix by keyboard: arrows move, Enter follows the link, e explains the weakest link. Without this file every cell is a plain link.
"use strict";

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function cellAt(table, row, column) {
  return table.tBodies[0].rows[row]?.cells[column]?.querySelector("a.cell") ?? null;
}

// The next cell in a direction; the diagonal has none and is stepped over.
function neighbour(link, [down, right]) {
  const place = link.closest("td");
  let row = place.parentElement.sectionRowIndex + down;
  let column = place.cellIndex + right;
  const table = link.closest("table");
  const found = cellAt(table, row, column);
  return found ?? cellAt(table, row + down, column + right);
}

// One stop for the Tab key instead of hundreds.
function enter(link) {
  for (const other of link.closest("table").querySelectorAll("a.cell[tabindex='0']")) other.tabIndex = -1;
  link.tabIndex = 0;
}

function prepareMatrix() {
  for (const table of document.querySelectorAll("table[data-matrix]")) {
    const links = table.querySelectorAll("a.cell");
    for (const link of links) link.tabIndex = -1;
    if (links.length > 0) links[0].tabIndex = 0;
  }
}

// Frozen heads lie over the cells: leave room for them when a cell scrolls into view.
function reveal(link) {
  const table = link.closest("table");
  const box = link.closest(".scroll").getBoundingClientRect();
  const head = table.tHead.rows[0].cells[0].getBoundingClientRect();
  const place = link.getBoundingClientRect();
  const left = Math.min(place.left - (box.left + head.width), 0);
  const top = Math.min(place.top - (box.top + head.height), 0);
  link.closest(".scroll").scrollBy(left, top);
}

document.addEventListener("keydown", (event) => {
  const link = event.target.closest?.("table[data-matrix] a.cell");
  if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "e") {
    window.location.assign(link.dataset.explain ?? link.href);
  } else if (STEPS[event.key]) {
    const next = neighbour(link, STEPS[event.key]);
    if (next) {
      next.focus();
      reveal(next);
    }
  } else {
    return;
  }
  event.preventDefault();
});
document.addEventListener("focusin", (event) => {
  const link = event.target.closest?.("table[data-matrix] a.cell");
  if (link) enter(link);
});
document.addEventListener("DOMContentLoaded", prepareMatrix);
document.addEventListener("htmx:afterSettle", prepareMatrix);
