import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from papers.addresses import problem
from sessions.models import Group, Material, Session
from sessions.models.timeline import LACKABLE
from tests import factories
from tests.factories import PDF, make_group, make_material, make_paper, make_presenter, make_resource, make_session
from tests.pdf import EMPTY, LOCKED

pytestmark = pytest.mark.django_db

LIST = "/admin/reading_sessions/session/"
PREFIXES = ("readings", "presentations", "materials")


def form(readings=(), presentations=(), materials=(), **fields):
    """What the form of a session sends; each line is a dict of its fields."""
    sent = {
        "number": "", "last_number": "", "title": "A title", "start_0": "", "start_1": "", "length": "",
        "status": "scheduled", "readings_note": "", "recap": "", **{f"expects_{what}": "on" for what in LACKABLE},
        "join_url": "", "slug": "",
    }  # fmt: skip
    for prefix, lines in zip(PREFIXES, (readings, presentations, materials), strict=True):
        sent |= {f"{prefix}-TOTAL_FORMS": len(lines), f"{prefix}-INITIAL_FORMS": sum("id" in line for line in lines)}
        for number, line in enumerate(lines):
            sent |= {f"{prefix}-{number}-{name}": value for name, value in line.items()}
    return {**sent, **fields}


def line_errors(response):
    """Errors of the lines by prefix, number and field."""
    assert response.status_code == 200
    found = {}
    for inline in response.context["inline_admin_formsets"]:
        for number, line in enumerate(inline.formset.forms):
            for field, messages in line.errors.items():
                found[inline.formset.prefix, number, field] = list(messages)
    return found


def test_each_screen_opens(organizer_client):
    session = make_session(make_paper(), make_resource())
    rows = {
        "session": session,
        "reading": session.readings.first(),
        "presentation": factories.make_presentation(session),
        "material": make_material(session),
        "presenter": make_presenter(),
    }
    for name, row in rows.items():
        for where in ("changelist", "add", "change", "delete", "history"):
            args = [row.pk] if where in ("change", "delete", "history") else []
            url = reverse(f"admin:reading_sessions_{name}_{where}", args=args)
            assert organizer_client.get(url).status_code == 200, url


def test_add_session_with_everything(organizer_client, media_root):
    make_group(time_zone="Europe/Paris")
    paper, resource, person = make_paper(), make_resource(), make_presenter()
    sent = form(
        number=16, title="Flow Matching", start_0="2026-07-01", start_1="18:00", length=90,
        readings=[{"paper": paper.pk}, {"resource": resource.pk, "is_optional": "on", "note": "Section 2"}],
        presentations=[{"presenter": person.pk, "role": "presenter", "paper": paper.pk}],
        materials=[
            {"kind": "recording", "url": "youtu.be/abcdefghijk"},
            {"kind": "slides", "file": SimpleUploadedFile("deck.pdf", PDF), "paper": paper.pk},
        ],
    )  # fmt: skip
    assert organizer_client.post(LIST + "add/", sent).status_code == 302
    session = Session.objects.get()
    assert str(session) == "Week 16: Flow Matching"
    # Typed in the group's zone, kept in UTC.
    assert session.start == datetime.datetime(2026, 7, 1, 16, tzinfo=datetime.UTC)
    assert session.minutes == 90
    assert [(reading.work, reading.position, reading.is_optional) for reading in session.readings.all()] == [
        (paper, 1, False),
        (resource, 2, True),
    ]
    link, deck = session.materials.all()
    assert (link.url, deck.position) == ("https://youtu.be/abcdefghijk", 2)
    assert (media_root / deck.file.name).read_bytes() == PDF
    assert LogEntry.objects.get().object_repr == "Week 16: Flow Matching"


def test_next_number_and_usual_length_are_filled_in(organizer_client):
    make_group(length=datetime.timedelta(minutes=75))
    make_session(number=15, last_number=16)
    shown = organizer_client.get(LIST + "add/").context["adminform"].form
    assert (shown["number"].value(), shown["length"].value()) == (17, 75)


def test_change_is_in_the_history(organizer_client):
    session = make_session(title="Old", number=1)
    organizer_client.post(f"{LIST}{session.pk}/change/", form(title="New", number=1, slug=session.slug))
    assert LogEntry.objects.get().get_change_message() == "Changed Title."


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": ""}, {"title": ["This field is required."]}),
        ({"number": 5}, {"number": ["“Week 5 & 6: Five” has this number."]}),
        ({"number": 6}, {"number": ["“Week 5 & 6: Five” has this number."]}),
        ({"number": "x"}, {"number": ["Enter a whole number."]}),
        ({"number": 99999}, {"number": ["Ensure this value is less than or equal to 32767."]}),
        (
            {"number": 9, "last_number": 8},
            {"last_number": ["Give a number higher than the first, or leave it empty."]},
        ),
        ({"start_0": "2026-02-30", "start_1": "18:00"}, {"start": ["Enter a valid date."]}),
        ({"length": 0}, {"length": ["Ensure this value is greater than or equal to 1."]}),
        ({"length": "an hour"}, {"length": ["Enter a whole number."]}),
        ({"join_url": "javascript:alert(1)"}, {"join_url": [problem("javascript:")]}),
        ({"slug": "latest"}, {"slug": ["This address is used by the site itself. Choose another, with words."]}),
        ({"status": "maybe"}, {"status": ["Select a valid choice. maybe is not one of the available choices."]}),
    ],
)
def test_bad_field_is_told_at_the_field(organizer_client, fields, expected):
    make_session(number=5, last_number=6, title="Five")
    response = organizer_client.post(LIST + "add/", form(**fields))
    assert response.status_code == 200
    assert dict(response.context["adminform"].form.errors) == expected
    assert Session.objects.count() == 1


class TestLines:
    def test_both_or_none_of_paper_and_resource(self, organizer_client):
        paper, resource = make_paper(), make_resource()
        lines = [{"paper": paper.pk, "resource": resource.pk}, {"note": "which one?"}]
        response = organizer_client.post(LIST + "add/", form(readings=lines))
        assert line_errors(response) == {
            ("readings", 0, "resource"): ["Choose a paper or another reading, not both in one line."],
            ("readings", 1, "paper"): ["Choose a paper here, or another reading beside it."],
        }
        assert Session.objects.count() == 0

    def test_same_work_in_two_lines(self, organizer_client):
        paper, resource = make_paper(), make_resource()
        lines = [{"paper": paper.pk}, {"resource": resource.pk}, {"paper": paper.pk}, {"resource": resource.pk}]
        response = organizer_client.post(LIST + "add/", form(readings=lines))
        message = ["This is on the list already, in another line."]
        assert line_errors(response) == {("readings", 2, "paper"): message, ("readings", 3, "resource"): message}

    def test_same_work_as_a_saved_line(self, organizer_client):
        paper = make_paper()
        session = make_session(paper)
        saved = {"id": session.readings.get().pk, "paper": paper.pk, "position": 1}
        sent = form(slug=session.slug, readings=[saved, {"paper": paper.pk}])
        response = organizer_client.post(f"{LIST}{session.pk}/change/", sent)
        assert ("readings", 1, "paper") in line_errors(response)

    def test_same_person_in_two_lines(self, organizer_client):
        line = {"presenter": make_presenter().pk, "role": "host"}
        response = organizer_client.post(LIST + "add/", form(presentations=[line, line]))
        message = ["This person has this role already, in another line."]
        assert line_errors(response) == {("presentations", 1, "presenter"): message}
        line_as_guest = {**line, "role": "guest"}
        assert organizer_client.post(LIST + "add/", form(presentations=[line, line_as_guest])).status_code == 302

    def test_same_link_in_two_spellings(self, organizer_client):
        lines = [
            {"kind": "recording", "url": url}
            for url in ("https://youtu.be/abcdefghijk", "http://www.youtu.be/abcdefghijk/")
        ]
        response = organizer_client.post(LIST + "add/", form(materials=lines))
        assert line_errors(response) == {("materials", 1, "url"): ["This link is there already, in another line."]}

    @pytest.mark.parametrize(
        ("line", "field", "message"),
        [
            ({"url": ""}, "url", "Give a link here, or a file beside it."),
            ({"url": "https://x.example", "file": PDF}, "file", "Give a link or a file, not both in one line."),
            ({"file": b"text"}, "file", "This file is not a PDF, whatever its name says. Export the slides as PDF."),
            ({"file": b""}, "file", "The submitted file is empty."),
            ({"url": "javascript:alert(1)"}, "url", problem("javascript:")),
        ],
    )
    def test_bad_material(self, organizer_client, line, field, message):
        if "file" in line:
            line = {**line, "file": SimpleUploadedFile("deck.pdf", line["file"])}
        response = organizer_client.post(LIST + "add/", form(materials=[{"kind": "slides", **line}]))
        assert line_errors(response)["materials", 0, field][0] == message
        assert Material.objects.count() == 0

    @pytest.mark.django_db(transaction=True)
    def test_deck_that_cannot_be_shown_is_told_by_the_save_that_brings_it(self, organizer_client):
        session = make_session(slug="one")
        address = f"{LIST}{session.pk}/change/"
        message = "Slides: {} The file can still be opened and downloaded."

        def told(**deck):
            lines = [{"id": old.pk, "kind": old.kind, "position": old.position} for old in session.materials.all()]
            lines += [{"kind": "slides", **deck}] if deck else []
            response = organizer_client.post(address, form(slug="one", materials=lines), follow=True)
            return [str(message) for message in response.context["messages"]][1:]

        assert told(file=SimpleUploadedFile("a.pdf", LOCKED)) == [
            message.format("This PDF is protected with a password, so that its pages cannot be shown.")
        ]
        assert told() == []
        assert told(file=SimpleUploadedFile("b.pdf", EMPTY)) == [message.format("This PDF has no pages.")]
        assert told() == []

    @pytest.mark.parametrize(
        ("pasted", "told"),
        [
            ("0:00 Intro\nThanks!", ["One line without a time was left out of the chapters: “Thanks!”."]),
            (
                f"{'In this talk ' * 8}\n0:00 Intro\n\nThanks!",
                [
                    "2 lines without a time were left out of the chapters, the first of them: “"
                    f"{'In this talk ' * 6}I…”."
                ],
            ),
            ("Chapters\n0:00 Intro", []),
        ],
    )
    @pytest.mark.parametrize("of", ["session", "material"])
    def test_lines_that_are_no_chapters_are_told(self, organizer_client, of, pasted, told):
        recording = make_material(make_session(slug="one"))
        line = {"kind": "recording", "url": recording.url, "position": 1, "chapters": pasted}
        if of == "session":
            address, sent = f"{LIST}{recording.session_id}/change/", form(materials=[{"id": recording.pk, **line}])
        else:
            address = reverse("admin:reading_sessions_material_change", args=[recording.pk])
            sent = {**line, "session": recording.session_id}
        response = organizer_client.post(address, sent, follow=True)
        messages = [str(message) for message in response.context["messages"]]
        assert messages[:-1] == [f"Recording: {text}" for text in told]
        recording.refresh_from_db()
        assert recording.chapters == "0:00 Intro"

    def test_lines_change_order_and_go(self, organizer_client):
        first, second, third = (make_paper() for _ in range(3))
        session = make_session(first, second, third)
        lines = [
            {"id": reading.pk, "paper": reading.paper_id, "position": position}
            for reading, position in zip(session.readings.all(), (3, 2, 1), strict=True)
        ]
        lines[1]["DELETE"] = "on"
        sent = form(slug=session.slug, readings=lines)
        assert organizer_client.post(f"{LIST}{session.pk}/change/", sent).status_code == 302
        assert [reading.paper for reading in session.readings.all()] == [third, first]


class TestList:
    @pytest.mark.parametrize(
        ("action", "status", "told"),
        [
            ("schedule", "scheduled", "1 session scheduled."),
            ("cancel", "cancelled", "1 session cancelled."),
            ("back_to_draft", "draft", "2 sessions back to draft."),
        ],
    )
    def test_actions(self, organizer_client, action, status, told):
        sessions = [make_session(status="scheduled"), make_session(status="cancelled")]
        chosen = {"action": action, "_selected_action": [session.pk for session in sessions]}
        response = organizer_client.post(LIST, chosen, follow=True)
        assert [str(message) for message in response.context["messages"]] == [told]
        assert set(Session.objects.values_list("status", flat=True)) == {status}
        assert LogEntry.objects.count() == int(told[0])

    def test_filters(self, organizer_client):
        coming, bare, done = make_session(start=1), make_session(start=-1), make_session(make_paper(), start=-2)
        make_material(done)
        make_material(done, kind="slides")
        for query, found in [
            ({"when": "upcoming"}, [coming]),
            ({"when": "past"}, [bare, done]),
            ({"lacking": "recording"}, [bare]),
            ({"lacking": "slides"}, [bare]),
            ({"lacking": "readings"}, [coming, bare]),
            ({"lacking": "start"}, []),
            ({"status__exact": "draft"}, []),
        ]:
            assert set(organizer_client.get(LIST, query).context["cl"].result_list) == set(found), query

    def test_search_finds_by_paper_and_person(self, organizer_client):
        session = make_session(make_paper(title="Flow Matching"))
        factories.make_presentation(session, make_presenter(name="Zoë"))
        make_session()
        for text in ("flow", "Zoë", session.title):
            assert list(organizer_client.get(LIST, {"q": text}).context["cl"].result_list) == [session]


class TestGroup:
    URL = "/admin/reading_sessions/group/"

    def test_first_is_added_then_edited(self, organizer_client):
        assert organizer_client.get(self.URL).url == self.URL + "add/"
        sent = {"name": "Ours", "session_word": "Week", "time_zone": "Europe/Paris", "accent": "#a8341b"}
        assert organizer_client.post(self.URL + "add/", sent).status_code == 302
        assert Group.objects.get().zone.key == "Europe/Paris"
        assert organizer_client.get(self.URL).url == self.URL + "1/change/"

    def test_neither_doubled_nor_deleted(self, organizer_client):
        make_group()
        assert organizer_client.get(self.URL + "add/").status_code == 403
        assert organizer_client.post(self.URL + "add/", {"name": "Second"}).status_code == 403
        assert organizer_client.post(self.URL + "1/delete/", {"post": "yes"}).status_code == 403
        assert Group.objects.count() == 1

    def test_bad_zone_and_colour_are_told(self, organizer_client):
        make_group()
        sent = {"name": "Ours", "session_word": "Week", "time_zone": "Mars/Olympus", "accent": "red"}
        response = organizer_client.post(self.URL + "1/change/", sent)
        assert set(response.context["adminform"].form.errors) == {"time_zone", "accent"}


@pytest.mark.parametrize("path", ["", "reading_sessions/session/", "reading_sessions/session/add/", "papers/paper/"])
def test_visitor_is_sent_to_the_login(client, path):
    assert client.get(f"/admin/{path}").url == f"/admin/login/?next=/admin/{path}"
