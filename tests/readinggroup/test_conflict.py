"""Two people edit one row: the second to save loses nothing and overwrites nothing."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sessions.models import Group, Material, Reading, Session
from tests import factories
from tests.factories import (
    PDF,
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
from tests.forms import filled, send, send_filled

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

CHOOSE = "made this of it:"


@pytest.fixture
def mine(organizer_client):
    return organizer_client


@pytest.fixture
def theirs(db):
    client = Client()
    user = factories.make_organizer("sam")
    user.first_name, user.last_name = "Sam", "Lee"
    user.save()
    client.force_login(user)
    return client


def change(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def told(response):
    """What the page says on top of it."""
    return [str(message) for message in response.context["messages"]]


def errors(response):
    """What is said at the fields: text by the field's name, lines as prefix-number-field."""
    assert response.status_code == 200
    forms = [response.context["adminform"].form]
    forms += [form for inline in response.context["inline_admin_formsets"] for form in inline.formset.forms]
    return {
        form.add_prefix(name): " ".join(BeautifulSoup(str(messages), "html.parser").get_text(" ").split())
        for form in forms
        for name, messages in form.errors.items()
    }


def save(client, row, sent, **typed):
    return send_filled(client, change(row), sent, **typed)


class TestFields:
    def test_different_fields_are_both_saved(self, mine, theirs):
        session = make_session(title="Old", recap="")
        opened = filled(mine.get(change(session)))
        send(theirs, change(session), title="Theirs")
        response = save(mine, session, opened, recap="Mine")
        assert response.status_code == 302
        session.refresh_from_db()
        assert (session.title, session.recap) == ("Theirs", "Mine")
        said = told(mine.get(response.url))
        assert said[-1].startswith("Sam Lee (")
        assert said[-1].endswith("also changed: title. Both are saved.")

    def asked(self, mine, theirs):
        """A session whose title both have changed, and the page that says so."""
        session = make_session(title="Old", recap="")
        opened = filled(mine.get(change(session)))
        send(theirs, change(session), title="Theirs")
        response = save(mine, session, opened, title="Mine", recap="More")
        assert CHOOSE in errors(response)["title"]
        assert "Theirs Keep mine Take theirs" in errors(response)["title"]
        assert any("changed this session while you were editing it" in text for text in told(response))
        listed = BeautifulSoup(response.content, "html.parser").select_one(".error-links li")
        assert listed.get_text().endswith(") changed this, too. Choose which is kept.")
        assert listed.select("input") == []
        session.refresh_from_db()
        assert (session.title, session.recap) == ("Theirs", "")
        assert filled(response)["title"] == ["Mine"]
        return session, response

    def test_same_field_is_asked_and_nothing_is_saved(self, mine, theirs):
        self.asked(mine, theirs)

    def test_keep_mine_is_to_save_again(self, mine, theirs):
        session, response = self.asked(mine, theirs)
        assert save(mine, session, filled(response)).status_code == 302
        session.refresh_from_db()
        assert (session.title, session.recap) == ("Mine", "More")

    def test_take_theirs(self, mine, theirs):
        session, response = self.asked(mine, theirs)
        assert save(mine, session, filled(response), _take__title="theirs").status_code == 302
        session.refresh_from_db()
        assert (session.title, session.recap) == ("Theirs", "More")

    def test_a_third_change_is_asked_again(self, mine, theirs):
        session, response = self.asked(mine, theirs)
        send(theirs, change(session), title="Theirs again")
        again = save(mine, session, filled(response))
        assert "Theirs again" in errors(again)["title"]
        assert Session.objects.get().title == "Theirs again"

    def test_same_change_by_both_is_none(self, mine, theirs):
        session = make_session(title="Old")
        opened = filled(mine.get(change(session)))
        send(theirs, change(session), title="Same")
        assert save(mine, session, opened, title="Same").status_code == 302

    def test_what_they_wrote_is_text(self, mine, theirs):
        session = make_session(title="Old")
        opened = filled(mine.get(change(session)))
        send(theirs, change(session), title="<script>alert(1)</script>")
        response = save(mine, session, opened, title="Mine")
        assert b"<script>alert(1)" not in response.content
        assert b"&lt;script&gt;alert(1)&lt;/script&gt;" in response.content

    @pytest.mark.parametrize(
        ("before", "typed", "name", "after"),
        [
            ({}, {"start_0": "2026-07-01", "start_1": "18:00"}, "start", "2026-07-01 16:00:00+00:00"),
            ({"start": 1}, {"start_0": "", "start_1": ""}, "start", "None"),
            ({}, {"length": "90"}, "length", "1:30:00"),
            ({}, {"status": "draft"}, "status", "draft"),
            ({}, {"expects_slides": None}, "expects_slides", "False"),
            ({"expects_slides": False}, {"expects_slides": "on"}, "expects_slides", "True"),
            ({}, {"number": "7"}, "number", "7"),
            ({"number": 7}, {"number": ""}, "number", "None"),
            ({}, {"recap": "One\r\nTwo"}, "recap", "One\r\nTwo"),
            ({}, {"join_url": "https://a.example/"}, "join_url", "https://a.example/"),
        ],
    )
    def test_theirs_of_each_kind_stays(self, mine, theirs, before, typed, name, after):
        make_group(time_zone="Europe/Paris")
        session = make_session(title="Old", **before)
        opened = filled(mine.get(change(session)))
        assert send(theirs, change(session), **typed).status_code == 302
        assert save(mine, session, opened, title="Mine").status_code == 302
        session.refresh_from_db()
        assert (session.title, str(getattr(session, name)).replace("\r\n", "\n")) == (
            "Mine",
            after.replace("\r\n", "\n"),
        )

    def test_moment_and_its_words(self, mine, theirs):
        make_group(time_zone="Europe/Paris")
        session = make_session(start=1)
        opened = filled(mine.get(change(session)))
        send(theirs, change(session), start_0="2026-07-01", start_1="18:00")
        response = save(mine, session, opened, start_0="2026-07-02", start_1="19:00")
        assert "Wed 1 Jul 2026, 18:00 CEST" in errors(response)["start"]
        save(mine, session, filled(response), _take__start="theirs")
        session.refresh_from_db()
        assert f"{session.start}" == "2026-07-01 16:00:00+00:00"

    def test_references_to_other_sessions(self, mine, theirs):
        one, two = make_session(title="One"), make_session(title="Two")
        session = make_session()
        opened = filled(mine.get(change(session)))
        send(theirs, change(session), readings_from=str(one.pk))
        assert save(mine, session, opened, title="Mine").status_code == 302
        assert list(session.readings_from.all()) == [one]
        opened = filled(mine.get(change(session)))
        send(theirs, change(session), readings_from=[str(one.pk), str(two.pk)])
        response = save(mine, session, opened, readings_from=[])
        assert "One, Two" in errors(response)["readings_from"]
        save(mine, session, filled(response), _take__readings_from="theirs")
        assert set(session.readings_from.all()) == {one, two}

    def test_paper_resource_presenter_group_and_material(self, mine, theirs):
        rows = [
            (make_paper(title="Old"), "title", "venue"),
            (make_resource(title="Old"), "title", "author"),
            (make_presenter(name="Old"), "name", "handle"),
            (make_group(name="Old"), "name", "channel"),
            (make_material(make_session(), title="Old"), "title", "url"),
        ]
        for row, name, other in rows:
            opened = filled(mine.get(change(row)))
            assert send(theirs, change(row), **{name: "Theirs"}).status_code == 302
            value = "https://mine.example/x"
            assert save(mine, row, opened, **{other: value}).status_code == 302, row
            row.refresh_from_db()
            assert (getattr(row, name), getattr(row, other)) == ("Theirs", value)
            opened = filled(mine.get(change(row)))
            send(theirs, change(row), **{name: "Theirs again"})
            assert "Theirs again" in errors(save(mine, row, opened, **{name: "Mine"}))[name]

    def test_change_by_nobody(self, mine):
        session = make_session(title="Old")
        opened = filled(mine.get(change(session)))
        Session.objects.update(title="Theirs")
        response = save(mine, session, opened, title="Mine")
        assert CHOOSE in errors(response)["title"]

    def test_my_other_window(self, mine):
        session = make_session(title="Old")
        opened = filled(mine.get(change(session)))
        send(mine, change(session), title="There")
        assert errors(save(mine, session, opened, title="Here"))["title"].startswith("You (in another window, ")

    def test_nobody_else_is_no_word(self, mine):
        session = make_session(make_paper(), title="Old")
        response = send(mine, change(session), title="New")
        assert len(told(mine.get(response.url))) == 1

    @pytest.mark.parametrize(
        "given",
        ["", "x", "{}", "[]", "null", '{"row": 1, "lines": {}}', '{"row": {"title": [1]}, "lines": {}}', "[" * 9999],
    )
    def test_what_the_form_was_given_is_forged(self, mine, given):
        session = make_session(title="Old")
        opened = filled(mine.get(change(session)))
        assert save(mine, session, opened, _given=given, title="Mine").status_code in (200, 302)

    def test_each_forged_value(self, mine):
        session = make_session(make_paper(), title="Old", start=1)
        material = make_material(session)
        opened = filled(mine.get(change(session)))
        for bad in (None, True, -1, 10**30, "x", [], [[]], {}, "99999-99-99T99:99:99Z"):
            state = json.loads(opened["_given"][0])
            state["row"] = dict.fromkeys(state["row"], bad)
            state["lines"] = {
                prefix: {key: dict.fromkeys(fields, bad) for key, fields in lines.items()} or {str(bad): {}}
                for prefix, lines in state["lines"].items()
            }
            for typed in ({}, {"materials__0__DELETE": "on"}):
                assert save(mine, session, opened, _given=json.dumps(state), **typed).status_code in (200, 302)
        assert material.pk


class TestFiles:
    def test_their_file_stays(self, mine, theirs):
        material = make_deck(make_session(), "old.pdf")
        opened = filled(mine.get(change(material)))
        send(theirs, change(material), file=SimpleUploadedFile("theirs.pdf", PDF))
        save(mine, material, opened, title="Mine")
        material.refresh_from_db()
        assert (material.file.name.rsplit("/")[-1], material.title) == ("theirs.pdf", "Mine")

    def test_two_files_are_asked(self, mine, theirs):
        material = make_deck(make_session(), "old.pdf")
        opened = filled(mine.get(change(material)))
        send(theirs, change(material), file=SimpleUploadedFile("theirs.pdf", PDF))
        response = save(mine, material, opened, file=SimpleUploadedFile("mine.pdf", PDF))
        assert "theirs.pdf" in errors(response)["file"]
        save(mine, material, filled(response), _take__file="theirs")
        material.refresh_from_db()
        assert material.file.name.rsplit("/")[-1] == "theirs.pdf"


class TestLines:
    @pytest.fixture
    def session(self):
        return make_session(make_paper(title="P"), make_paper(title="Q"), title="Old")

    def notes(self, session):
        return {str(reading): reading.note for reading in session.readings.all()}

    def test_a_line_that_they_changed_stays_changed(self, mine, theirs, session):
        opened = filled(mine.get(change(session)))
        send(theirs, change(session), readings__0__note="Theirs")
        response = save(mine, session, opened, readings__1__note="Mine", title="New")
        assert self.notes(session) == {"P": "Theirs", "Q": "Mine"}
        assert "also changed: Reading, note. Both are saved." in told(mine.get(response.url))[-1]

    def test_a_line_that_both_changed_is_asked(self, mine, theirs, session):
        opened = filled(mine.get(change(session)))
        send(theirs, change(session), readings__1__note="Theirs", readings__1__is_optional="on")
        response = save(mine, session, opened, readings__1__note="Mine")
        assert list(errors(response)) == ["readings-1-note"]
        assert self.notes(session) == {"P": "", "Q": "Theirs"}
        save(mine, session, filled(response))
        assert self.notes(session) == {"P": "", "Q": "Mine"}
        assert Reading.objects.get(paper__title="Q").is_optional

    def test_theirs_of_a_line(self, mine, theirs, session):
        opened = filled(mine.get(change(session)))
        send(theirs, change(session), readings__1__note="Theirs")
        response = save(mine, session, opened, readings__1__note="Mine", title="New")
        save(mine, session, filled(response), _take__readings__1__note="theirs")
        session.refresh_from_db()
        assert (session.title, self.notes(session)) == ("New", {"P": "", "Q": "Theirs"})

    def test_a_line_that_they_added_stays(self, mine, theirs, session):
        opened = filled(mine.get(change(session)))
        send(theirs, change(session), readings__2__paper=str(make_paper(title="R").pk))
        response = save(mine, session, opened, title="New")
        assert set(self.notes(session)) == {"P", "Q", "R"}
        assert "also changed: 1 new readings. Both are saved." in told(mine.get(response.url))[-1]

    def test_both_add_the_same(self, mine, theirs, session):
        paper = make_paper(title="R")
        opened = filled(mine.get(change(session)))
        send(theirs, change(session), readings__2__paper=str(paper.pk))
        response = save(mine, session, opened, readings__2__paper=str(paper.pk))
        assert errors(response) == {"readings-2-paper": "This is on the session's list already."}

    def test_a_line_that_they_removed_is_gone(self, mine, theirs, session):
        opened = filled(mine.get(change(session)))
        send(theirs, change(session), readings__0__DELETE="on")
        response = save(mine, session, opened, readings__1__note="Mine", title="New")
        assert response.status_code == 302
        assert self.notes(session) == {"Q": "Mine"}

    def test_a_line_that_they_removed_and_i_changed_is_told(self, mine, theirs, session):
        opened = filled(mine.get(change(session)))
        send(theirs, change(session), readings__0__DELETE="on")
        response = save(mine, session, opened, readings__0__note="Mine", readings__1__note="Too")
        assert "removed this line while you were changing it" in errors(response)["readings-1-__all__"]
        assert self.notes(session) == {"Q": ""}
        assert save(mine, session, filled(response)).status_code == 302
        assert self.notes(session) == {"P": "Mine", "Q": "Too"}

    def test_both_remove_it(self, mine, theirs, session):
        opened = filled(mine.get(change(session)))
        send(theirs, change(session), readings__0__DELETE="on")
        assert save(mine, session, opened, readings__0__DELETE="on").status_code == 302
        assert self.notes(session) == {"Q": ""}

    def test_a_line_that_i_remove_and_they_changed_is_told(self, mine, theirs, session):
        opened = filled(mine.get(change(session)))
        send(theirs, change(session), readings__0__note="Theirs")
        response = save(mine, session, opened, readings__0__DELETE="on")
        assert "changed this line while you were removing it" in errors(response)["readings-0-__all__"]
        assert self.notes(session) == {"P": "Theirs", "Q": ""}
        save(mine, session, filled(response), readings__0__DELETE="on")
        assert self.notes(session) == {"Q": ""}

    def test_a_deck_that_was_uploaded_meanwhile(self, mine, theirs, session):
        material = make_material(session, kind="slides", url="https://a.example/1")
        opened = filled(mine.get(change(session)))
        send(theirs, change(session), materials__0__file=SimpleUploadedFile("deck.pdf", PDF), materials__0__url="")
        assert save(mine, session, opened, materials__0__title="Mine").status_code == 302
        material.refresh_from_db()
        assert (material.url, material.file.name.rsplit("/")[-1], material.title) == (None, "deck.pdf", "Mine")

    def test_all_kinds_of_lines_at_once(self, mine, theirs, session):
        make_presentation(session, make_presenter(name="Ada"))
        make_material(session, url="https://a.example/1")
        opened = filled(mine.get(change(session)))
        bob = make_presenter(name="Bob")
        send(theirs, change(session), presentations__0__presenter=str(bob.pk), materials__0__title="Theirs")
        send_filled(
            mine, change(session), opened, presentations__0__role="host", materials__0__url="https://a.example/2"
        )
        assert str(session.presentations.get()) == "Bob (Host)"
        material = Material.objects.get()
        assert (material.title, material.url) == ("Theirs", "https://a.example/2")

    def test_resources_about_a_paper(self, mine, theirs):
        paper = make_paper()
        resource = make_resource(paper=paper)
        opened = filled(mine.get(change(paper)))
        send(theirs, change(resource), title="Theirs")
        save(mine, paper, opened, resources__0__author="Mine")
        resource.refresh_from_db()
        assert (resource.title, resource.author) == ("Theirs", "Mine")


class TestGone:
    def test_session_that_was_deleted(self, mine, theirs):
        session = make_session(make_paper(title="P"), title="Old")
        opened = filled(mine.get(change(session)))
        theirs.post(reverse("admin:reading_sessions_session_delete", args=[session.pk]), {"post": "yes"})
        response = save(mine, session, opened, recap="What I wrote", readings__0__note="Section 1")
        assert response.status_code == 409
        assert ("Recap", "What I wrote") in response.context["values"]
        assert any("Note: Section 1" in value for _, value in response.context["values"])
        assert response.context["recover"]
        # As a new one: looked at first, then saved.
        add = reverse("admin:reading_sessions_session_add")
        look = send_filled(mine, add, filled(response), _look="1")
        assert (look.status_code, Session.objects.count()) == (200, 0)
        assert b"Nothing is saved yet" in look.content
        assert send_filled(mine, add, filled(look)).status_code == 302
        new = Session.objects.get()
        assert (new.title, new.recap, new.readings.get().note) == ("Old", "What I wrote", "Section 1")

    def test_other_rows(self, mine):
        for row in (make_paper(), make_presenter(), make_resource()):
            opened = filled(mine.get(change(row)))
            row_address = change(row)
            row.delete()
            assert send_filled(mine, row_address, opened).status_code == 409

    def test_to_look_at_it_is_as_ever(self, mine):
        assert mine.get("/admin/papers/paper/12345/change/").status_code == 302
        assert mine.post("/admin/papers/paper/x/change/", {}).status_code == 409

    def test_staff_without_permission(self, staff_client):
        session = make_session(title="Old")
        assert staff_client.post(change(session), {"title": "New"}).status_code == 403
        assert staff_client.post("/admin/reading_sessions/session/999/change/", {}).status_code in (302, 403)


def test_forms_without_memory_work_as_before(mine):
    """A program that sends a form's fields alone."""
    row = make_resource(title="Old", kind="code")
    assert mine.post(change(row), {"title": "New", "url": row.url, "kind": "code"}).status_code == 302
    row.refresh_from_db()
    assert row.title == "New"


def test_group_is_one_row(mine, theirs):
    make_group(name="Old")
    group = Group.objects.get()
    opened = filled(mine.get(change(group)))
    send(theirs, change(group), join_label="Theirs")
    save(mine, group, opened, name="Mine")
    group.refresh_from_db()
    assert (group.name, group.join_label) == ("Mine", "Theirs")


def test_reading_in_its_own_admin(mine, theirs):
    session = make_session()
    reading = make_reading(session, make_paper())
    opened = filled(mine.get(change(reading)))
    send(theirs, change(session), readings__0__note="Theirs")
    assert "Theirs" in errors(save(mine, reading, opened, note="Mine"))["note"]
