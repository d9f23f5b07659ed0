"""What raises a session's SEQUENCE and `modified`, and what does not."""

import datetime

import pytest
from bs4 import BeautifulSoup

from papers.models import Paper
from sessions.models import Group, Material, Presenter, Session
from tests.clock import EARLIER, LATER, stopped
from tests.factories import (
    make_deck,
    make_group,
    make_material,
    make_paper,
    make_presentation,
    make_presenter,
    make_reading,
    make_resource,
    make_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    return stopped(monkeypatch)


@pytest.fixture
def session(clock):
    """A session with a row of everything, made EARLIER; it is LATER now."""
    make_group(session_word="Week", join_url="https://call.example/group", time_zone="Europe/Paris")
    session = make_session(
        make_paper(title="Denoising", authors="Ho\nJain", abstract="Long"),
        make_resource(title="A post"),
        number=1,
        title="First",
        slug="first",
        start=datetime.datetime(2026, 3, 1, 17, tzinfo=datetime.UTC),
        length=datetime.timedelta(minutes=90),
        recap="One\n\ntwo",
    )
    make_presentation(session, make_presenter(name="Ada", slug="ada"))
    make_material(session, url="https://video.example/1", chapters="0:00 Start")
    make_deck(session)
    settle()
    clock(LATER)
    return session


def settle():
    """As if all sessions had been left alone since EARLIER."""
    Session.objects.update(sequence=0, modified=EARLIER)


def rises():
    """How often each session has changed, by slug; LAST-MODIFIED must say the same."""
    found = {}
    for row in Session.objects.all():
        assert row.modified == (LATER if row.sequence else EARLIER), row
        found[row.slug] = row.sequence
    return found


def change(row, **values):
    row = type(row).objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


class TestLines:
    @pytest.mark.parametrize("name", ["readings", "presentations", "materials"])
    def test_saved_as_it_is(self, session, name):
        for line in getattr(session, name).all():
            line.save()

        assert rises() == {"first": 0}

    def test_new(self, session):
        make_reading(session, make_paper())
        assert rises() == {"first": 1}
        make_presentation(session)
        assert rises() == {"first": 2}
        make_material(session)
        assert rises() == {"first": 3}

    def test_changed(self, session):
        change(session.readings.first(), note="Section 2")
        assert rises() == {"first": 1}
        change(session.readings.first(), position=9)
        assert rises() == {"first": 2}
        change(session.presentations.first(), role="guest")
        assert rises() == {"first": 3}
        change(session.materials.first(), title="First half")
        assert rises() == {"first": 4}

    @pytest.mark.parametrize("name", ["readings", "presentations", "materials"])
    def test_deleted(self, session, name):
        getattr(session, name).first().delete()

        assert rises() == {"first": 1}

    def test_what_no_visitor_sees_of_a_material(self, session):
        change(session.materials.first(), position=9, copy="copies/1.pdf")

        assert rises() == {"first": 0}

    def test_moved_to_another_session(self, session):
        make_session(slug="second")
        settle()
        change(session.materials.first(), session=Session.objects.get(slug="second"))

        assert rises() == {"first": 1, "second": 1}


class TestNames:
    def test_what_sessions_show(self, session):
        make_session(slug="other")
        settle()
        change(session.papers.get(), title="Denoising, again")
        assert rises() == {"first": 1, "other": 0}
        change(session.resources.get(), title="A better post")
        assert rises() == {"first": 2, "other": 0}
        change(session.presenters.get(), name="Ada Lovelace")
        assert rises() == {"first": 3, "other": 0}

    def test_what_they_do_not(self, session):
        change(session.papers.get(), abstract="Longer", reason="Why not", position=9)
        change(session.presenters.get(), biography="She wrote the first program.", homepage="https://ada.example")
        for row in (session.papers.get(), session.resources.get(), session.presenters.get()):
            row.save()

        assert rises() == {"first": 0}

    def test_saved_field_by_field(self, session):
        paper = Paper.objects.get()
        paper.title = "New"
        paper.save(update_fields=["abstract"])
        assert rises() == {"first": 0}
        paper.save(update_fields=["title"])
        assert rises() == {"first": 1}


class TestGroup:
    @pytest.fixture(autouse=True)
    def sessions(self, session):
        make_session(slug="past", number=2, start=datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC))
        make_session(slug="own-link", join_url="https://call.example/own", start=session.start)
        settle()

    def test_word_before_the_number(self):
        change(Group.objects.get(), session_word="Session")

        assert rises() == {"first": 1, "past": 1, "own-link": 0}

    @pytest.mark.parametrize("name", ["join_url", "channel"])
    def test_join_link(self, name):
        change(Group.objects.get(), **{name: "https://call.example/new"})

        assert rises() == {"first": 1, "past": 0, "own-link": 0}

    def test_anything_else(self):
        change(Group.objects.get(), accent="#000000", introduction="Hello", name="Another")

        assert rises() == {"first": 0, "past": 0, "own-link": 0}


class TestReadingsOfAnother:
    @pytest.fixture
    def review(self, session):
        review = make_session(title="Review", slug="review")
        review.readings_from.add(session)
        settle()
        return review

    def test_added_and_removed(self, session, review):
        other = make_session(slug="other")
        settle()
        review.readings_from.add(other)
        assert rises() == {"first": 0, "other": 0, "review": 1}
        review.readings_from.remove(other)
        assert rises() == {"first": 0, "other": 0, "review": 2}
        review.readings_from.set([session])
        assert rises() == {"first": 0, "other": 0, "review": 2}
        review.readings_from.clear()
        assert rises() == {"first": 0, "other": 0, "review": 3}

    def test_from_the_other_end(self, session, review):
        session.readings_taken_by.remove(review)
        assert rises() == {"first": 0, "review": 1}
        session.readings_taken_by.add(review)
        assert rises() == {"first": 0, "review": 2}
        session.readings_taken_by.clear()
        assert rises() == {"first": 0, "review": 3}

    def test_what_it_shows_of_the_other(self, session, review):
        make_reading(session, make_paper())
        assert rises() == {"first": 1, "review": 1}
        change(session.papers.first(), title="New")
        assert rises() == {"first": 2, "review": 2}
        change(session, title="New")
        assert rises() == {"first": 3, "review": 3}

    def test_what_it_does_not_show(self, session, review):
        change(session, recap="Other words")
        make_material(session)
        change(session.presenters.get(), name="Ada Lovelace")

        assert rises() == {"first": 3, "review": 0}

    def test_deleted(self, session, review):
        session.delete()

        assert rises() == {"review": 1}

    def test_draft_is_not_told(self, session, review):
        """Until it is public, nothing of it shows, nor when it was worked on."""
        draft = make_session(slug="draft", status="draft")
        settle()
        review.readings_from.add(draft)
        make_reading(draft, make_paper())
        change(draft, title="Secret")
        assert rises()["review"] == 0

        change(draft, status="scheduled")
        assert rises()["review"] == 1
        change(draft, status="draft")
        assert rises()["review"] == 2
        draft.delete()
        assert rises()["review"] == 2


def shown(client, url):
    """What a browser would send of the admin's form at once: every field as it is shown."""
    page = BeautifulSoup(client.get(url).content, "html.parser").find("form", id=lambda name: name.endswith("_form"))
    sent = {}
    for field in page.find_all(["input", "select", "textarea"]):
        name, kind = field.get("name"), field.get("type", "")
        if not name or kind in ("submit", "file") or (kind in ("checkbox", "radio") and not field.has_attr("checked")):
            continue
        if field.name == "select":
            chosen = [option.get("value", "") for option in field.find_all("option", selected=True)]
            if chosen:
                sent[name] = chosen
        elif field.name == "textarea":
            # HTML leaves out the line end after the tag; browsers send the others as CR LF.
            sent[name] = "\r\n".join(field.text.replace("\r\n", "\n").removeprefix("\n").split("\n"))
        else:
            sent[name] = field.get("value", "on" if kind == "checkbox" else "")
    return sent


def post(client, row, **values):
    url = f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"
    sent = shown(client, url)
    unknown = values.keys() - sent.keys()
    assert not unknown, sorted(sent)
    response = client.post(url, {**sent, **values})
    assert response.status_code == 302, response.context["errors"]


class TestForms:
    def test_session_as_it_is_shown(self, organizer_client, session):
        other = make_session(slug="other")
        session.readings_from.add(other)
        settle()
        before = {row.pk: row.modified for row in Material.objects.all()}
        post(organizer_client, session)

        assert rises() == {"first": 0, "other": 0}
        assert {row.pk: row.modified for row in Material.objects.all()} == before
        assert session.readings.count() == 2

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("title", "New"),
            ("start_1", "19:00:00"),
            ("status", "cancelled"),
            ("recap", "Other"),
            ("readings-0-note", "Section 2"),
            ("presentations-0-role", "host"),
            ("materials-0-title", "First half"),
        ],
    )
    def test_one_field_of_a_session(self, organizer_client, session, field, value):
        post(organizer_client, session, **{field: value})
        assert rises() == {"first": 1}
        post(organizer_client, session)
        assert rises() == {"first": 1}

    def test_two_changes_within_a_second(self, organizer_client, session):
        post(organizer_client, session, title="New")
        post(organizer_client, session, title="Newer")

        assert rises() == {"first": 2}

    def test_field_and_line_at_once(self, organizer_client, session):
        post(organizer_client, session, **{"title": "New", "readings-0-note": "Section 2"})

        assert rises() == {"first": 2}

    def test_other_rows_as_they_are_shown(self, organizer_client, session):
        rows = [Group.objects.get(), Paper.objects.get(), Presenter.objects.get(), *session.materials.all()]
        for row in [*rows, session.resources.get(), session.readings.first(), session.presentations.get()]:
            post(organizer_client, row)

        assert rises() == {"first": 0}
        for row in rows:
            row.refresh_from_db()
            assert row.modified == EARLIER, row

    def test_list_action(self, organizer_client, session):
        data = {"action": "cancel", "_selected_action": [session.pk]}
        organizer_client.post("/admin/reading_sessions/session/", data)
        assert rises() == {"first": 1}
        organizer_client.post("/admin/reading_sessions/session/", data)
        assert rises() == {"first": 1}
