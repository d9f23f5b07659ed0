// Pasting one link after the other: each goes to a line of its own, and the box grows with them.

for (const box of document.querySelectorAll("textarea[data-links]")) {
  const grow = () => (box.rows = Math.max(2, box.value.split("\n").length));
  box.addEventListener("input", grow);
  box.addEventListener("paste", () => {
    // The text is there only after this event.
    setTimeout(() => {
      if (box.selectionEnd === box.value.length && box.value && !box.value.endsWith("\n")) {
        box.value += "\n";
        grow();
      }
    });
  });
  grow();
}
