"""Where the slides are in the window, and that they stay there."""

import pytest
from playwright.sync_api import expect

from tests.browser.reader import expect_full_screen, expect_slide, reader, top

pytestmark = pytest.mark.browser


@pytest.fixture
def session(session):
    """With enough below the slides that the page can be scrolled."""
    session.recap = "\n\n".join(["What was said."] * 40)
    session.save()
    return session


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
