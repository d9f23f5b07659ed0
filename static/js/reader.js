// The slides of a deck, one at a time. The list scrolls sideways and snaps (reader.css), so that swiping, scrolling,
// links to a slide and finding its text are the browser's own; this adds the bar, the film strip and the keys.

// Small pictures are loaded when they come into sight, not thousands of pixels before, as the browser would.
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    target.src = target.dataset.src;
    seen.unobserve(target);
  }
});

const readers = [...document.querySelectorAll("[data-reader]")].map(build);

function build(reader) {
  const list = reader.querySelector(".slides");
  const slides = [...list.querySelectorAll("li")];
  const texts = slides.map((slide) => slide.querySelector("summary"));
  const bar = reader.querySelector(".reader-bar");
  const strip = reader.querySelector(".filmstrip");
  const number = bar.querySelector("input");
  const told = bar.querySelector("[role=status]");
  const link = bar.querySelector("[data-link]");
  const full = bar.querySelector("[data-full]");
  let now = 0;

  const thumbs = slides.map((slide, at) => {
    const item = document.createElement("li");
    const a = document.createElement("a");
    const large = slide.querySelector("img");
    // Its own size and not the one that it has in the list, so that the strip stays as it is when the picture is there.
    const small = new Image(large.getAttribute("width"), large.getAttribute("height"));
    small.alt = large.alt;
    small.dataset.src = large.getAttribute("src");
    seen.observe(small);
    a.href = `#${slide.id}`;
    a.addEventListener("click", (event) => {
      event.preventDefault();
      go(at);
    });
    a.append(small);
    item.append(a);
    return item;
  });
  const items = document.createElement("ol");
  items.append(...thumbs);
  strip.append(items);
  slides.forEach((_, at) => stop(at, -1));
  bar.hidden = strip.hidden = false;

  // What moves is the list alone; the page stays where it is. At once: a key that is held outruns a smooth scroll.
  function go(at) {
    const to = Math.max(0, Math.min(at, slides.length - 1));
    list.scrollTo({ left: slides[to].offsetLeft - list.offsetLeft, behavior: "instant" });
    show(to);
  }

  // Of all slides one is in the way of the Tab key, with its text and its place on the strip. The others are not inert:
  // they stay there to be swiped to, found on the page and read out.
  function stop(at, tabIndex) {
    thumbs[at].firstChild.tabIndex = tabIndex;
    if (texts[at]) texts[at].tabIndex = tabIndex;
  }

  function show(at, byHand = true) {
    const focused = document.activeElement;
    thumbs[now].firstChild.removeAttribute("aria-current");
    stop(now, -1);
    now = at;
    stop(now, 0);
    const thumb = thumbs[at].firstChild;
    thumb.setAttribute("aria-current", "true");
    strip.scrollLeft = thumb.offsetLeft - strip.offsetLeft - (strip.clientWidth - thumb.clientWidth) / 2;
    number.value = at + 1;
    link.href = `#${slides[at].id}`;
    if (byHand) {
      history.replaceState(null, "", link.href);
      // On the strip the focus goes along, and tells it by itself; from the text of one slide to that of the other.
      const follows = focused !== thumb && strip.contains(focused);
      told.textContent = follows ? "" : slides[at].querySelector("img").alt;
      if (follows) thumb.focus({ preventScroll: true });
      else if (texts.includes(focused)) (texts[at] ?? list).focus({ preventScroll: true });
    }
    for (const button of bar.querySelectorAll("[data-step]")) {
      const target = at + Number(button.dataset.step);
      button.setAttribute("aria-disabled", target < 0 || target >= slides.length);
    }
  }

  // A swipe, or the browser's own scrolling to a link or to found text, ends on a slide: that one is shown.
  let settled;
  list.addEventListener("scroll", () => {
    clearTimeout(settled);
    settled = setTimeout(() => {
      const at = Math.round(list.scrollLeft / list.clientWidth);
      if (at !== now) show(at);
    }, 80);
  });
  // A slide keeps its place when the width changes.
  let width = list.clientWidth;
  new ResizeObserver(() => {
    if (list.clientWidth === width) return;
    width = list.clientWidth;
    list.scrollTo({ left: slides[now].offsetLeft - list.offsetLeft, behavior: "instant" });
  }).observe(list);

  bar.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-step]");
    if (button) go(now + Number(button.dataset.step));
  });

  // Without a clipboard it stays a link.
  link.addEventListener("click", (event) => {
    if (!navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    navigator.clipboard.writeText(link.href).then(() => {
      told.textContent = "Link copied";
      link.dataset.copied = "";
      setTimeout(() => delete link.dataset.copied, 2000);
    }, () => location.assign(link.href));
  });

  number.addEventListener("change", () => {
    if (Number(number.value) > 0) go(Math.round(number.value) - 1);
    else number.value = now + 1;
  });

  // A reader that fills the screen is not in the page, which closes up meanwhile. Afterwards it is where it was in the
  // window, or as near as the window, which may have been turned, has room for a slide.
  const top = () => reader.getBoundingClientRect().top;
  let was;
  if (reader.requestFullscreen) {
    full.addEventListener("click", toggle);
    document.addEventListener("fullscreenchange", () => {
      const on = document.fullscreenElement === reader;
      if (on) list.focus();
      else if (full.getAttribute("aria-pressed") === "true") {
        scrollBy({ top: top() - was, behavior: "instant" });
        list.scrollIntoView({ block: "nearest", behavior: "instant" });
      }
      full.setAttribute("aria-pressed", on);
    });
  } else full.remove();

  function toggle() {
    if (document.fullscreenElement) document.exitFullscreen();
    else {
      was = top();
      reader.requestFullscreen?.();
    }
  }

  function open() {
    const at = slides.findIndex((slide) => `#${slide.id}` === location.hash);
    if (at >= 0) go(at);
    return at >= 0;
  }
  window.addEventListener("hashchange", open);
  if (!open()) show(0, false);
  // A busy browser now and then leaves out its own way to the slide. When a page is loaded again, it is where it was.
  else if (performance.getEntriesByType("navigation")[0]?.type === "navigate") slides[now].scrollIntoView();

  return { reader, go, toggle, now: () => now, last: slides.length - 1 };
}

// Arrow keys work anywhere on the page and mean the deck that has the focus, else the first one in sight. The other
// keys could mean something else elsewhere: they need the focus.
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable], iframe, .prose pre")) return;
  const inside = readers.find(({ reader }) => reader.contains(event.target));
  const deck = inside ?? readers.find(({ reader }) => isInSight(reader));
  if (!deck) return;
  const does = {
    ArrowLeft: () => deck.go(deck.now() - 1),
    ArrowRight: () => deck.go(deck.now() + 1),
    ...(inside && {
      PageUp: () => deck.go(deck.now() - 1),
      PageDown: () => deck.go(deck.now() + 1),
      Home: () => deck.go(0),
      End: () => deck.go(deck.last),
      f: () => deck.toggle(),
    }),
  }[event.key];
  if (!does) return;
  event.preventDefault();
  does();
});

function isInSight(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top < innerHeight * 0.7 && bottom > innerHeight * 0.3;
}
