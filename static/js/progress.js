// In the admin: how far a deck's pages are, asked for every second while they are being made.

for (const place of document.querySelectorAll("[data-progress]")) {
  if (place.dataset.progress) follow(place);
}

async function follow(place) {
  place.setAttribute("role", "status");
  for (let status = 202; status === 202; ) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    try {
      // Who is logged out by now is led to a form, which is no progress.
      const answer = await fetch(place.dataset.progress, { redirect: "error" });
      status = answer.status;
      if (answer.ok) place.textContent = await answer.text();
    } catch {
      return;
    }
  }
}
