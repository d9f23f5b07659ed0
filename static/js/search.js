// The search by keyboard: "/" goes to the box, Escape clears it, the arrows walk through what was found.
// Results come while typing by filters.js; without scripts, the button brings them.

const box = document.querySelector("[role=search] [type=search]");
const results = document.querySelector("[role=search] ~ #results");

function clear() {
  if (!box.value) return;
  box.value = "";
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function walk(event, step) {
  const links = [...results.querySelectorAll(".hit h3 a")];
  const at = links.indexOf(document.activeElement);
  if (at < 0 && (document.activeElement !== box || step < 0)) return;
  event.preventDefault();
  if (at + step < 0) box.focus();
  else links[at + step]?.focus();
}

if (box) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { key, target } = event;
    if (key === "/" && !target.closest("input, select, textarea, [contenteditable]")) {
      event.preventDefault();
      box.focus();
      box.select();
    } else if (key === "Escape" && (target === box || target.closest(".hit"))) {
      event.preventDefault();
      clear();
      box.focus();
    } else if (results && (key === "ArrowDown" || key === "ArrowUp")) {
      walk(event, key === "ArrowDown" ? 1 : -1);
    }
  });
}
