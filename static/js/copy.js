// A button that copies the code below a summary, where the browser lets us; it says so when it has.

if (navigator.clipboard) {
  for (const code of document.querySelectorAll(".cite code")) {
    const button = document.createElement("input");
    button.className = "button";
    button.type = "button";
    button.value = "Copy BibTeX";
    const note = document.createElement("span");
    note.className = "quiet";
    note.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      note.textContent = "";
      try {
        await navigator.clipboard.writeText(code.textContent);
        note.textContent = "Copied";
      } catch {
        code.closest("details").open = true;
        getSelection().selectAllChildren(code);
        note.textContent = "Selected: copy it with your keyboard";
      }
    });
    const line = document.createElement("p");
    line.className = "cite-copy";
    line.append(button, note);
    code.closest("details").before(line);
  }
}
