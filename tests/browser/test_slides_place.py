"""Where the slides are in the window, and that they stay there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from tests import factories
from tests.browser.reader import SHIFT, expect_full_screen, expect_slide, reader, top
from tests.pdf import pdf

pytestmark = pytest.mark.browser


@pytest.fixture
def session(session):
    """With enough below the slides that the page can be scrolled."""
    session.recap = "\n\n".join(["What was said."] * 40)
    session.save()
    return session


def test_reader_that_a_link_opens_fits_into_one_view(session, visitors):
    page = visitors.come(viewport={"width": 1280, "height": 800})
    page.goto(f"{session.get_absolute_url()}#slide-3")
    expect_slide(page, 3)
    strip = page.locator(".filmstrip").bounding_box()
    assert top(page) >= 0
    assert strip["y"] + strip["height"] <= 800


def test_reader_goes_to_the_slide_of_a_link_where_the_browser_does_not(session, page):
    """On a busy machine it gives up now and then; by this header it always does."""

    def answer(route):
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "Document-Policy": "force-load-at-top"})

    page.route(f"**{session.get_absolute_url()}", answer)
    page.goto(f"{session.get_absolute_url()}#slide-3")
    expect_slide(page, 3)
    expect(page.locator("#slide-3 img")).to_be_in_viewport(ratio=1)
    assert 0 <= top(page) < 100


def leave_by_button(page):
    reader(page).get_by_role("button", name="Full screen").click()


def leave_by_key(page):
    page.keyboard.press("f")


def leave_as_with_escape(page):
    page.evaluate("document.exitFullscreen()")


@pytest.mark.parametrize("leave", [leave_by_button, leave_by_key, leave_as_with_escape])
@pytest.mark.parametrize("size", [(1280, 800), (375, 700)])
def test_reader_is_where_it_was_after_it_filled_the_screen(session, visitors, size, leave):
    page = visitors.come(viewport={"width": size[0], "height": size[1]})
    page.goto(f"{session.get_absolute_url()}#slide-3")
    expect_slide(page, 3)
    before = top(page)
    reader(page).get_by_role("button", name="Full screen").click()
    expect_full_screen(page, True)
    page.keyboard.press("ArrowRight")
    expect_slide(page, 4)
    leave(page)
    expect_full_screen(page, False)
    expect_slide(page, 4)
    assert top(page) == before
    expect(page.locator("#slide-4 img")).to_be_in_viewport(ratio=1)


def test_reader_is_in_sight_after_it_filled_a_screen_that_was_turned(session, visitors):
    page = visitors.come(viewport={"width": 375, "height": 700})
    page.goto(session.get_absolute_url())
    page.evaluate("scrollBy(0, document.querySelector('.slides').getBoundingClientRect().top - 340)")
    page.locator(".slides").evaluate("(list) => list.focus({ preventScroll: true })")
    page.keyboard.press("f")
    expect_full_screen(page, True)
    page.set_viewport_size({"width": 700, "height": 375})
    page.keyboard.press("f")
    expect_full_screen(page, False)
    top(page)
    expect(page.locator("#slide-1 img")).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize(("size", "word"), [((960, 540), ""), ((800, 620), " https://example.org/a/very/long/address")])
def test_film_strip_stays_as_it_is_when_its_pictures_come(session, visitors, size, word):
    deck = SimpleUploadedFile("long.pdf", pdf(*(f"Page {at}{word}" for at in range(1, 16)), size=size))
    factories.make_material(session, kind="slides", title="Long", file=deck)
    page = visitors.come(viewport={"width": 1280, "height": 800})
    page.add_init_script(SHIFT)
    page.goto(f"{session.get_absolute_url()}#slide-2-12")
    thumb = page.locator(".filmstrip [href='#slide-2-12'] img")
    expect(thumb).to_be_in_viewport()
    page.wait_for_function("(img) => img.complete && img.naturalWidth > 0", arg=thumb.element_handle())
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shiftInReader") == 0
