"""Slides by keyboard: where the focus is, and how far it is to the next thing."""

import pytest
from playwright.sync_api import expect

from tests.browser.reader import expect_slide, focused, reader

pytestmark = pytest.mark.browser


def test_reader_is_passed_in_a_few_tabs_however_long_the_deck(session, page):
    page.goto(f"{session.get_absolute_url()}#slide-3")
    expect_slide(page, 3)
    reader(page).get_by_role("link", name="Open the PDF").focus()
    stops = []
    while page.evaluate("!!document.activeElement.closest('.reader')"):
        stops.append(focused(page))
        page.keyboard.press("Tab")
    assert stops == [
        "Open the PDF",
        "Download",
        "Slides, 6 pages",
        "Text of slide 3",
        "Slide before",
        "Slide, of 6",
        "Next slide",
        "Link to this slide",
        "Full screen",
        "Slide 3: Reverse process",
    ]
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "Slide 3: Reverse process"


def test_focus_goes_along_the_film_strip_with_the_keys(session, page):
    page.goto(f"{session.get_absolute_url()}#slide-3")
    expect_slide(page, 3)
    strip = reader(page).get_by_role("navigation", name="All slides")
    strip.locator("[aria-current=true]").focus()
    for key, at, name in [
        ("ArrowRight", 4, "Slide 4: Classifier-free"),
        ("End", 6, "Slide 6: Thank you"),
        ("ArrowLeft", 5, "Slide 5: Results"),
        ("Home", 1, "Slide 1: Title"),
    ]:
        page.keyboard.press(key)
        expect_slide(page, at)
        assert focused(page) == name
        expect(strip.locator("[aria-current=true]")).to_be_focused()
        expect(strip.locator("[tabindex='0']")).to_have_count(1)
        # The focus has told it already.
        expect(reader(page).get_by_role("status")).to_be_empty()
    # What is chosen where the focus is already has to be told.
    page.keyboard.press("ArrowLeft")
    expect(reader(page).get_by_role("status")).to_have_text("Slide 1: Title")


def test_focus_goes_along_from_text_to_text(session, page):
    page.goto(f"{session.get_absolute_url()}#slide-2")
    expect_slide(page, 2)
    page.locator("#slide-2 summary").focus()
    page.keyboard.press("ArrowRight")
    expect_slide(page, 3)
    assert focused(page) == "Text of slide 3"
    expect(reader(page).get_by_role("status")).to_have_text("Slide 3: Reverse process")
