"""Nothing that an organizer types is lost: by somebody else's save, an expired log-in, or a page left by a slip."""

import pytest
from django.contrib.sessions.models import Session as LogIn
from django.test import Client
from playwright.sync_api import expect

from sessions.models import Session
from tests import factories

pytestmark = pytest.mark.browser


def change(session):
    return f"/admin/reading_sessions/session/{session.pk}/change/"


def save(page):
    page.get_by_role("button", name="Save", exact=True).first.click()


def told(page):
    return page.locator(".messagelist li")


@pytest.fixture
def session(db):
    return factories.make_session(factories.make_paper(title="Flow Matching"), title="Old", number=1)


def test_two_organizers_edit_one_session(desk, visitors, session):
    other = visitors.log_in(Client(), factories.make_organizer("sam"))
    desk.goto(change(session))
    other.goto(change(session))
    other.locator("#id_title").fill("Theirs")
    other.locator("#id_readings-0-note").fill("Section 2")
    save(other)
    expect(told(other)).to_contain_text("was changed successfully")

    desk.locator("#id_title").fill("Mine")
    save(desk)
    expect(told(desk)).to_contain_text("sam")
    theirs = desk.locator(".field-title .theirs")
    expect(theirs).to_contain_text("Theirs")
    expect(desk.locator("#id_title")).to_have_value("Mine")
    # By the keyboard alone, which a page that is still loading does not hear.
    desk.wait_for_load_state()
    theirs.get_by_label("Keep mine").focus()
    desk.keyboard.press("ArrowRight")
    expect(theirs.get_by_label("Take theirs")).to_be_checked()
    save(desk)
    expect(told(desk).first).to_contain_text("was changed successfully")
    session.refresh_from_db()
    assert (session.title, session.readings.get().note) == ("Theirs", "Section 2")


def test_log_in_expires_while_writing(desk, session):
    desk.goto(change(session))
    desk.locator("#id_title").fill("Mine")
    desk.locator("#id_readings-0-note").fill("Section 1")
    LogIn.objects.all().delete()
    save(desk)
    expect(desk.get_by_text("your form is there again as you left it")).to_be_visible()
    desk.get_by_label("Username").fill("organizer")
    desk.get_by_label("Password").fill("correct horse")
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_title")).to_have_value("Mine")
    expect(desk.locator("#id_readings-0-note")).to_have_value("Section 1")
    assert Session.objects.get().title == "Old"
    # The Enter key saves, and does not press the button that forgets.
    desk.locator("#id_title").press("Enter")
    expect(told(desk)).to_contain_text("was changed successfully")
    session.refresh_from_db()
    assert (session.title, session.readings.get().note) == ("Mine", "Section 1")


def test_page_that_was_left_by_a_slip(desk, session):
    desk.goto(change(session))
    desk.locator("#id_title").fill("Mine")
    desk.get_by_role("link", name="Add another Reading").or_(
        desk.get_by_role("button", name="Add another Reading")
    ).click()
    desk.locator("#id_readings-2-note").fill("Section 3")
    desk.wait_for_function("() => Object.values(sessionStorage).some((text) => text.includes('Section 3'))")
    desk.goto("/admin/")
    desk.goto(change(session))
    note = desk.locator(".draft-note")
    expect(note).to_contain_text("was not saved")
    expect(desk.locator("#id_title")).to_have_value("Old")
    note.get_by_role("button", name="Bring it back").click()
    expect(desk.locator("#id_title")).to_have_value("Mine")
    expect(desk.locator("#id_readings-2-note")).to_have_value("Section 3")
    desk.locator("#id_readings-2-note").fill("")
    save(desk)
    expect(told(desk)).to_contain_text("was changed successfully")
    # Once it is saved, there is nothing to bring back.
    desk.goto(change(session))
    expect(desk.locator("#id_title")).to_have_value("Mine")
    expect(note).to_have_count(0)


def test_go_back_and_bring_back(desk, session):
    desk.goto(change(session))
    desk.locator("#id_title").fill("New")
    save(desk)
    expect(told(desk)).to_contain_text("was changed successfully")
    desk.goto(change(session).replace("change", "history"))
    steps = desk.locator(".step")
    expect(steps.first).to_contain_text("Title")
    steps.nth(1).get_by_role("link", name="Go back to this").click()
    desk.get_by_role("button", name="Go back to this").click()
    expect(told(desk)).to_contain_text("is again as it was")
    expect(desk.locator("#id_title")).to_have_value("Old")

    desk.get_by_role("link", name="Delete").click()
    desk.get_by_role("button", name="Yes, I’m sure").click()
    desk.get_by_role("link", name="Deleted").click()
    desk.get_by_role("link", name="Bring back").click()
    expect(desk.get_by_text("Reading: Flow Matching")).to_be_visible()
    desk.get_by_role("button", name="Bring it back").click()
    expect(told(desk)).to_contain_text("is back")
    assert [str(reading) for reading in Session.objects.get().readings.all()] == ["Flow Matching"]
