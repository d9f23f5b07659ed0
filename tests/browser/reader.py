"""The reader of slides, as its tests see it."""

from playwright.sync_api import expect

TEXTS = ["Title", "Forward process", "Reverse process", "Classifier-free", "Results", "Thank you"]

# What moves without having been asked to, as long as the page is open.
SHIFT = """window.shift = window.shiftInReader = 0;
new PerformanceObserver((list) => list.getEntries().forEach(({ value, sources }) => {
  window.shift += value;
  if (sources.some(({ node }) => node?.parentElement?.closest(".reader"))) window.shiftInReader += value;
})).observe({ type: "layout-shift", buffered: true });"""


def reader(page):
    return page.get_by_role("region", name="Slides")


def number(page):
    return int(reader(page).get_by_role("textbox").input_value())


def in_sight(page):
    """The ids of the slides of which at least half can be seen."""
    return page.evaluate(
        """() => {
          const box = document.querySelector(".slides").getBoundingClientRect();
          return [...document.querySelectorAll(".slides li")].filter((slide) => {
            const { left, right } = slide.getBoundingClientRect();
            return (Math.min(right, box.right) - Math.max(left, box.left)) > box.width / 2;
          }).map((slide) => slide.id);
        }"""
    )


def expect_slide(page, at):
    expect(reader(page).get_by_role("textbox")).to_have_value(str(at))
    page.wait_for_function(
        """(id) => Math.abs(document.getElementById(id).getBoundingClientRect().left
                            - document.querySelector(".slides").getBoundingClientRect().left) < 2""",
        arg=f"slide-{at}",
    )
    assert in_sight(page) == [f"slide-{at}"]
    picture = page.locator(f"#slide-{at} img")
    page.wait_for_function("(img) => img.complete && img.naturalWidth > 0", arg=picture.element_handle())


def expect_full_screen(page, is_on):
    button = reader(page).get_by_role("button", name="Full screen")
    expect(button).to_have_attribute("aria-pressed", "true" if is_on else "false")
    assert page.evaluate("!!document.fullscreenElement?.matches('.reader')") == is_on


def top(page):
    """Where the reader begins in the window, once the page has come to rest."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page.locator(".reader").bounding_box()["y"]


def focused(page):
    return page.evaluate(
        """() => {
          const { textContent, ariaLabel, firstElementChild } = document.activeElement;
          return ariaLabel ?? (textContent.trim() || firstElementChild.alt);
        }"""
    )
