import re

import pytest
from playwright.sync_api import expect

from papers.models import Paper
from tests import factories

pytestmark = pytest.mark.browser

LIST = "/admin/papers/paper/"


@pytest.fixture
def papers(db):
    return {letter: factories.make_paper(title=letter * 3) for letter in "abcdef"}


def titles(page):
    """The first letters of the rows, as they stand, once the page has them in this order."""
    return page.locator("#result_list .field-title")


def expect_order(page, letters):
    expect(titles(page)).to_have_text([letter * 3 for letter in letters])


def expect_saved(page, letters, said):
    """What the page shows, says and has saved."""
    expect(page.locator("#result_list tbody[aria-busy=true]")).to_have_count(0)
    expect(page.locator("#order-said")).to_have_text(said)
    expect_order(page, letters)
    assert "".join(title[0] for title in Paper.objects.values_list("title", flat=True)) == letters


def handle(page, letter):
    return page.get_by_role("button", name=re.compile(f"^Move {letter * 3}, number"))


def middle(page, letter):
    box = handle(page, letter).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_row_is_dragged(papers, desk):
    desk.goto(LIST)
    desk.mouse.move(*middle(desk, "e"))
    desk.mouse.down()
    for letter in "dcb":
        x, y = middle(desk, letter)
        desk.mouse.move(x, y - 8, steps=4)
    expect_order(desk, "aebcdf")
    assert "".join(title[0] for title in Paper.objects.values_list("title", flat=True)) == "abcdef"
    desk.mouse.up()
    expect_saved(desk, "aebcdf", "eee is now number 2 of 6.")
    expect(desk.locator(".place")).to_have_text(list("123456"))
    expect(handle(desk, "b")).to_have_accessible_name("Move bbb, number 3")

    # In one leap to the end, and no further.
    desk.mouse.move(*middle(desk, "a"))
    desk.mouse.down()
    x, y = middle(desk, "f")
    desk.mouse.move(x, y + 30)
    desk.mouse.up()
    expect_saved(desk, "ebcdfa", "aaa is now number 6 of 6.")
    desk.reload()
    expect_order(desk, "ebcdfa")


def test_row_is_dragged_with_a_finger(papers, organizer, visitors, client):
    page = visitors.log_in(client, organizer, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    page.goto(LIST)
    handle(page, "d").scroll_into_view_if_needed()
    box = handle(page, "d").bounding_box()
    assert (box["width"], box["height"]) >= (44, 44)
    (x, y), (_, target) = middle(page, "d"), middle(page, "b")
    touch = page.context.new_cdp_session(page)
    for kind, at in [("Start", y), ("Move", y - 10), ("Move", (y + target) / 2), ("Move", target - 5)]:
        touch.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": [{"x": x, "y": at}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect_saved(page, "adbcef", "ddd is now number 2 of 6.")


def test_row_is_moved_with_the_keyboard(papers, desk):
    desk.goto(LIST)
    handle(desk, "b").focus()
    said = desk.locator("#order-said")
    desk.keyboard.press("Space")
    expect(said).to_have_text("bbb is lifted. Arrow keys move it, Space puts it down, Escape puts it back.")
    for row in (3, 4):
        desk.keyboard.press("ArrowDown")
        expect(said).to_have_text(f"bbb: row {row} of 6.")
    expect_order(desk, "acdbef")
    desk.keyboard.press("Escape")
    expect_saved(desk, "abcdef", "bbb is back where it was.")

    for key in ("Enter", "ArrowDown", "Enter"):
        desk.keyboard.press(key)
    expect_saved(desk, "acbdef", "bbb is now number 3 of 6.")
    expect(handle(desk, "b")).to_be_focused()
    # Faster than the site answers, and past the top.
    for _ in range(4):
        desk.keyboard.press("Alt+ArrowUp")
    expect(desk.locator(".place")).to_have_text(list("123456"))
    expect_saved(desk, "bacdef", "bbb is now number 1 of 6.")

    desk.keyboard.press("Space")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Tab")
    expect_saved(desk, "bacdef", "bbb is back where it was.")


def test_row_is_moved_by_its_buttons_with_no_new_page(papers, desk):
    desk.goto(LIST)
    desk.evaluate("window.same = true")
    desk.get_by_role("button", name="To the top: eee").click()
    expect_saved(desk, "eabcdf", "eee is now number 1 of 6.")
    desk.get_by_role("button", name="Down: eee").click()
    expect_saved(desk, "aebcdf", "eee is now number 2 of 6.")
    assert desk.evaluate("window.same")


def test_row_moves_among_those_that_are_shown(papers, desk):
    """Under a filter, one step up is past the row that is seen above, whatever stands between them."""
    for letter in "ae":
        factories.make_session(papers[letter], start=-1)
    desk.goto(f"{LIST}?status=covered")
    expect(desk.locator(".place")).to_have_text(["1", "5"])
    handle(desk, "e").focus()
    desk.keyboard.press("Alt+ArrowUp")
    expect(desk.locator("#order-said")).to_have_text("eee is now number 1 of 6.")
    expect(desk.locator(".place")).to_have_text(["1", "2"])
    # Sorted by something else, a row has no neighbours to be put between.
    desk.goto(f"{LIST}?o=-1")
    expect(desk.locator(".handle")).to_have_count(0)
    expect(desk.locator(".place")).to_have_text(list("654321"))


def test_failure_is_said_and_the_row_put_back(papers, visitors, desk):
    desk.goto(LIST)
    address = f"{LIST}{papers['c'].pk}/move/before/"
    visitors.refused.add(f"{visitors.address}{address}")
    Paper.objects.filter(title="bbb").delete()
    handle(desk, "c").focus()
    desk.keyboard.press("Alt+ArrowUp")
    expect(desk.locator("#order-said")).to_have_text(
        "ccc was not moved. This paper, or the one beside it, is no longer there. Load the page again."
    )
    expect_order(desk, "abcdef")
    # Who is logged out meanwhile is led to a form, which is no answer.
    desk.context.clear_cookies()
    desk.keyboard.press("Alt+ArrowUp")
    expect(desk.locator("#order-said")).to_have_text(
        "ccc was not moved. The site did not answer, or you are logged out. Load the page again."
    )
    expect_order(desk, "abcdef")


def test_list_works_without_a_script(papers, organizer, visitors, client):
    page = visitors.log_in(client, organizer, java_script_enabled=False)
    page.goto(f"{LIST}?q=ccc")
    page.get_by_role("link", name="Move after…: ccc").click()
    page.get_by_label("Put it after").select_option("1. aaa")
    page.get_by_role("button", name="Move it").click()
    expect(page).to_have_url(re.compile(r"\?q=ccc$"))
    expect(page.locator(".messagelist li")).to_have_text("ccc is now number 2.")
    page.get_by_role("button", name="Up: ccc").click()
    expect(page.locator(".messagelist li")).to_have_text("ccc is now number 1.")
    expect(page.locator(".place")).to_have_text("1")


def test_two_papers_are_merged_from_the_list(papers, desk):
    session = factories.make_session(papers["b"], number=7)
    desk.goto(LIST)
    for letter in "ab":
        desk.locator("tr", has=desk.get_by_role("link", name=letter * 3, exact=True)).get_by_role("checkbox").check()
    desk.get_by_label("Action:").select_option("Merge two into one…")
    desk.locator("button[name=index]").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Merge two papers into one")
    expect(desk.get_by_role("radio", name="aaa")).to_be_checked()
    desk.get_by_role("radio", name="bbb").check()
    desk.get_by_role("button", name="Show it this way round").click()
    expect(desk.get_by_role("heading", level=2)).to_have_text("What becomes of “aaa”")
    desk.get_by_role("radio", name="aaa").check()
    desk.get_by_role("button", name="Show it this way round").click()
    expect(desk.locator("#content")).to_contain_text("bbb Week 7")
    desk.get_by_role("button", name="Merge them, and keep “aaa”").click()
    expect(desk.locator(".messagelist li")).to_have_text("“bbb” is now one with “aaa”: 1 line moved.")
    assert session.papers.get().title == "aaa"
