// Beside a time in the group's zone, the visitor's own, where the two differ.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const format = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };

function tell() {
  for (const time of document.querySelectorAll("time[data-zone]")) {
    const date = new Date(time.dateTime);
    const show = (timeZone) => date.toLocaleString("en-GB", { ...format, timeZone });
    if (show(zone) !== show(time.dataset.zone)) {
      const note = document.createElement("span");
      note.className = "quiet";
      note.textContent = ` (${show(zone)} your time)`;
      time.after(note);
    }
    delete time.dataset.zone; // told once
  }
}

tell();
document.addEventListener("results", tell);
