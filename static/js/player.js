// A recording plays on the page, from YouTube's player without cookies, once somebody has asked for it. Without this,
// and for films elsewhere, the poster is a link.

const posters = [...document.querySelectorAll("a[data-video]")];
const chapters = [...document.querySelectorAll("a[data-start]")];
const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);

function play(poster, start) {
  const frame = document.createElement("iframe");
  const query = new URLSearchParams({ autoplay: 1, rel: 0, ...(start && { start }) });
  frame.src = `https://www.youtube-nocookie.com/embed/${poster.dataset.video}?${query}`;
  frame.title = poster.dataset.title;
  frame.allow = "autoplay; fullscreen; picture-in-picture; encrypted-media";
  frame.allowFullscreen = true;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  const figure = poster.closest("figure");
  figure.querySelector("iframe")?.remove();
  poster.hidden = true;
  figure.prepend(frame);
  frame.focus();
  return frame;
}

for (const poster of posters) {
  poster.addEventListener("click", (event) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    play(poster, poster.dataset.from);
  });
}

for (const chapter of chapters) {
  const poster = posters.find(({ dataset }) => chapter.href.includes(dataset.video));
  if (!poster) continue;
  chapter.addEventListener("click", (event) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    mark(chapter);
    play(poster, chapter.dataset.start).scrollIntoView({ block: "nearest" });
  });
  // Who came by a link to this chapter plays from there; nothing is loaded before the click.
  if (location.hash === `#${chapter.parentElement.id}`) {
    mark(chapter);
    poster.dataset.from = chapter.dataset.start;
    poster.querySelector(".from").textContent = ` from ${chapter.querySelector("time").textContent}`;
    // After the browser has gone to the chapter's own line.
    addEventListener("load", () => setTimeout(() => poster.scrollIntoView({ block: "center" })));
  }
}

function mark(chapter) {
  for (const other of chapters) other.removeAttribute("aria-current");
  chapter.setAttribute("aria-current", "true");
}
