"""Reading slides and watching recordings, as visitors do; uploading a deck, as an organizer does."""

import re

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from playwright.sync_api import expect

from sessions.models import Deck, Session
from tests import factories
from tests.browser.reader import SHIFT, TEXTS, expect_full_screen, expect_slide, number, reader
from tests.pdf import LOCKED, pdf

pytestmark = pytest.mark.browser


def test_reader_shows_one_slide_at_a_time_and_turns_with_buttons(session, page):
    page.goto(session.get_absolute_url())
    expect_slide(page, 1)
    assert "#" not in page.url
    reader(page).get_by_role("button", name="Next slide").click()
    expect_slide(page, 2)
    expect(page).to_have_url(re.compile("#slide-2$"))
    reader(page).get_by_role("button", name="Slide before").click()
    expect_slide(page, 1)
    expect(reader(page).get_by_role("button", name="Slide before")).to_have_attribute("aria-disabled", "true")


def test_reader_turns_with_keys(session, page):
    page.goto(session.get_absolute_url())
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect_slide(page, 3)
    page.keyboard.press("ArrowLeft")
    expect_slide(page, 2)
    page.locator(".slides").focus()
    page.keyboard.press("End")
    expect_slide(page, 6)
    page.keyboard.press("ArrowRight")
    expect_slide(page, 6)
    page.keyboard.press("Home")
    expect_slide(page, 1)
    page.keyboard.press("PageDown")
    expect_slide(page, 2)


def test_reader_goes_to_a_number(session, page):
    page.goto(session.get_absolute_url())
    field = reader(page).get_by_role("textbox", name="Slide, of 6")
    for typed, at in [("4", 4), ("99", 6), ("x", 6), ("-1", 6), ("2.4", 2)]:
        field.fill(typed)
        field.press("Enter")
        expect_slide(page, at)
    expect(reader(page).get_by_role("status")).to_have_text("Slide 2: Forward process")


def test_reader_keeps_up_with_a_key_that_is_held(session, page):
    page.goto(session.get_absolute_url())
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect_slide(page, 6)
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    expect_slide(page, 2)


def test_reader_fits_into_one_view(session, visitors):
    page = visitors.come(viewport={"width": 1366, "height": 768})
    page.goto(session.get_absolute_url())
    boxes = [page.locator(selector).bounding_box() for selector in ("#slide-1", ".filmstrip")]
    assert boxes[1]["y"] + boxes[1]["height"] - boxes[0]["y"] <= 768


def test_reader_copies_the_link_of_a_slide(session, visitors):
    page = visitors.come(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{session.get_absolute_url()}#slide-3")
    expect_slide(page, 3)
    before = page.evaluate("scrollY")
    reader(page).get_by_role("link", name="Link to this slide").click()
    expect(reader(page).get_by_role("status")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.evaluate("scrollY") == before


def test_reader_leaves_the_keys_of_a_field_alone(session, page):
    page.goto(f"{session.get_absolute_url()}#slide-3")
    expect_slide(page, 3)
    page.get_by_role("searchbox").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    assert number(page) == 3


def test_reader_opens_the_slide_of_a_link_and_of_the_film_strip(session, page):
    page.goto(f"{session.get_absolute_url()}#slide-4")
    expect_slide(page, 4)
    expect(page.locator("#slide-4")).to_be_in_viewport()
    strip = reader(page).get_by_role("navigation", name="All slides")
    expect(strip).to_be_visible()
    expect(strip.get_by_role("link")).to_have_count(6)
    expect(strip.locator("[aria-current=true]")).to_have_attribute("href", "#slide-4")
    strip.get_by_role("link", name="Slide 6: Thank you").click()
    expect_slide(page, 6)
    page.evaluate("location.hash = '#slide-2'")
    expect_slide(page, 2)


def test_reader_is_swiped_on_a_phone(session, visitors):
    page = visitors.come(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(session.get_absolute_url())
    slides = page.locator(".slides")
    slides.scroll_into_view_if_needed()
    box = slides.bounding_box()
    touch = page.context.new_cdp_session(page)
    y, x = box["y"] + 40, box["x"] + box["width"]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x - 20, "y": y}]})
    for step in range(1, 11):
        touch.send(
            "Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x - 20 - step * 28, "y": y}]}
        )
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    # How far a finger's momentum carries is the browser's affair; it ends on a slide.
    expect(reader(page).get_by_role("textbox")).to_have_value(re.compile("[23]"))
    expect_slide(page, number(page))


def test_reader_fills_the_screen(session, page):
    page.goto(session.get_absolute_url())
    page.locator(".slides").focus()
    page.keyboard.press("f")
    expect_full_screen(page, True)
    page.keyboard.press("ArrowRight")
    expect_slide(page, 2)
    page.keyboard.press("f")
    expect_full_screen(page, False)
    expect_slide(page, 2)


def test_reader_shows_the_slide_whose_text_is_found(session, page):
    """As the browser's search in the page does: it goes through what is not in sight, too."""
    page.goto(f"{session.get_absolute_url()}#:~:text=Results")
    expect_slide(page, 5)
    expect(page.locator("#slide-5 details p")).to_be_in_viewport()


def test_reader_tells_the_text_of_a_slide(session, page):
    page.goto(f"{session.get_absolute_url()}#slide-2")
    slide = page.locator("#slide-2")
    expect(slide.get_by_role("img")).to_have_accessible_name("Slide 2: Forward process")
    slide.get_by_text("Text of slide 2").click()
    expect(slide.locator("details p")).to_have_text("Forward process")


def test_reader_moves_nothing_and_loads_only_what_is_near(session, visitors):
    page = visitors.come(viewport={"width": 390, "height": 844})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(SHIFT)
    page.goto(session.get_absolute_url())
    expect_slide(page, 1)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shift") == 0
    pictures = {url.rpartition("/")[2] for url in asked if url.endswith(".webp")}
    assert "1-480.webp" in pictures
    assert not pictures & {"4-480.webp", "5-480.webp", "6-480.webp"}
    assert not [picture for picture in pictures if "1600" in picture]  # a small screen needs no large picture
    reader(page).get_by_role("navigation").scroll_into_view_if_needed()
    expect(reader(page).get_by_role("navigation").get_by_role("img").first).to_have_js_property("complete", True)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shift") == 0


def test_without_scripts_the_slides_stand_in_order(session, visitors):
    page = visitors.come(java_script_enabled=False)
    page.goto(session.get_absolute_url())
    slides = page.locator(".slides li")
    expect(slides).to_have_count(6)
    boxes = [slides.nth(at).bounding_box() for at in range(6)]
    assert [box["x"] for box in boxes] == [boxes[0]["x"]] * 6
    assert [box["y"] for box in boxes] == sorted(box["y"] for box in boxes)
    expect(page.locator(".reader-bar")).to_be_hidden()
    poster = page.get_by_role("link", name="Watch the recording")
    expect(poster).to_have_attribute("href", "https://youtu.be/gTYsWQPeg5s")


# Recordings


@pytest.fixture
def player(visitors):
    """A visitor whose requests to YouTube's player are answered; the list of them."""
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(body="<p>the player</p>", content_type="text/html")

    page = visitors.come()
    page.route("https://www.youtube-nocookie.com/**", answer)
    return page, asked


def test_recording_plays_after_a_click_and_not_before(session, player):
    page, asked = player
    page.goto(session.get_absolute_url())
    expect(page.locator(".poster img")).to_be_visible()
    assert asked == []
    page.get_by_role("link", name="Watch the recording").click()
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("title", "Recording, Week 1: Diffusion")
    expect(page.frame_locator("iframe").get_by_text("the player")).to_be_visible()
    assert asked == ["https://www.youtube-nocookie.com/embed/gTYsWQPeg5s?autoplay=1&rel=0"]
    expect(page.locator(".poster")).to_be_hidden()
    assert frame.bounding_box()["width"] > 800


def test_chapter_plays_from_its_second(session, player):
    page, asked = player
    page.goto(session.get_absolute_url())
    page.get_by_role("link", name="12:34 Forward process").click()
    expect(page.frame_locator("iframe").get_by_text("the player")).to_be_visible()
    page.get_by_role("link", name="Questions").click()
    expect(page.locator("iframe")).to_have_count(1)
    page.wait_for_function("document.querySelector('iframe').src.includes('start=3723')")
    expect(page.frame_locator("iframe").get_by_text("the player")).to_be_visible()
    assert [url.partition("start=")[2] for url in asked] == ["754", "3723"]


def test_link_to_a_chapter_waits_for_the_click(session, player):
    page, asked = player
    page.goto(f"{session.get_absolute_url()}#t-754")
    expect(page.locator("#t-754 a")).to_have_attribute("aria-current", "true")
    poster = page.get_by_role("link", name="Watch the recording from 12:34")
    expect(poster).to_be_in_viewport()
    assert asked == []
    poster.click()
    expect(page.frame_locator("iframe").get_by_text("the player")).to_be_visible()
    assert asked == ["https://www.youtube-nocookie.com/embed/gTYsWQPeg5s?autoplay=1&rel=0&start=754"]


# The handout


def test_session_prints_on_one_page(seed, page):
    factories.make_material(
        Session.objects.get(number=13), kind="notes", file=SimpleUploadedFile("deck.pdf", pdf(*TEXTS))
    )
    for path in ("/sessions/4/", "/sessions/6/", "/sessions/11/", "/sessions/13/"):
        page.goto(path)
        document = pypdfium2.PdfDocument(page.pdf(format="A4"))
        text = document[0].get_textpage().get_text_bounded()
        assert len(document) == 1, path
        assert page.url.partition("#")[0] in text.replace("\r\n", "")
        assert "Full screen" not in text


def test_session_prints_no_heading_above_nothing(transactional_db, page):
    factories.make_group()
    coming = factories.make_session(title="Coming", start=7)
    factories.make_material(coming, kind="slides", file=SimpleUploadedFile("deck.pdf", pdf("Title")))
    linked = factories.make_session(title="Linked", start=7)
    factories.make_material(linked, kind="slides", url="https://slides.example/1")
    held = factories.make_session(title="Held", start=-7)
    factories.make_material(held, kind="slides", file=SimpleUploadedFile("deck.pdf", pdf("Title")))
    page.emulate_media(media="print")
    for session, is_there in [(coming, False), (linked, True), (held, True)]:
        page.goto(session.get_absolute_url())
        expect(page.get_by_text("Materials")).to_be_visible(visible=is_there)


# The organizers' side


def upload(desk, session, file):
    desk.goto(f"/admin/reading_sessions/session/{session.pk}/change/")
    desk.get_by_role("button", name="Add another Material").click()
    desk.locator("#id_materials-2-kind").select_option("slides")
    desk.locator("#id_materials-2-file").set_input_files(file)
    desk.get_by_role("button", name="Save and continue editing").first.click()


def test_organizer_uploads_a_deck_and_it_can_be_read(session, desk):
    file = {"name": "second.pdf", "mimeType": "application/pdf", "buffer": pdf("Second deck", "End")}
    upload(desk, session, file)
    expect(desk.locator("#materials-2 .fieldBox.field-pages")).to_contain_text("2 slides are shown.")
    desk.goto(f"{session.get_absolute_url()}#slide-2-2")
    expect(desk.locator("#slide-2-2")).to_be_in_viewport()
    expect(desk.locator("#slide-2-2").get_by_role("img")).to_have_accessible_name("Slide 2: End")


def test_organizer_is_told_why_a_deck_cannot_be_read(session, desk):
    upload(desk, session, {"name": "locked.pdf", "mimeType": "application/pdf", "buffer": LOCKED})
    expect(desk.locator(".messagelist .warning")).to_have_text(
        "Slides: This PDF is protected with a password, so that its pages cannot be shown. "
        "The file can still be opened and downloaded."
    )


def test_organizer_sees_how_far_a_deck_is(session, desk):
    """As with a worker of its own: the page is there before the slides are."""
    deck = Deck.objects.get()
    Deck.objects.update(state=Deck.State.RUNNING, pages_done=2, pages_in_all=6)
    desk.goto(f"/admin/reading_sessions/material/{deck.material_id}/change/")
    pages = desk.locator(".field-pages [data-progress]")
    expect(pages).to_have_text("Page 2 of 6 is made.")
    Deck.objects.update(pages_done=5)
    expect(pages).to_have_text("Page 5 of 6 is made.")
    call_command("make_slides")
    expect(pages).to_have_text("6 slides are shown.")
