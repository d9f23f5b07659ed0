// After an error, begin at the first field that needs a look; the list above leads to all of them.

const first = document.querySelector(".error-links a");

function go(link) {
  const field = document.getElementById(link.hash.slice(1));
  if (!field) return;
  field.closest("details")?.setAttribute("open", "");
  // Of a field with a menu of its own, that is what takes the focus.
  (field.classList.contains("select2-hidden-accessible") ? field.nextElementSibling?.querySelector("[tabindex]") : field)?.focus();
}

document.querySelector(".error-links")?.addEventListener("click", (event) => {
  if (event.target.matches("a")) {
    event.preventDefault();
    go(event.target);
  }
});

// Django's own script puts the focus on the first field when the page is loaded.
if (first) addEventListener("load", () => go(first));
