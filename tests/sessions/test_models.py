import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from sessions.models import Group, Material, Presentation, Reading, Session
from sessions.models.material import WRONG_TYPE
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

pytestmark = pytest.mark.django_db
DRAFT, SCHEDULED, CANCELLED = Session.Status
NO_TIME = "No line begins or ends with a time: write a time and a title, such as 12:34 Forward process."


def messages_of(row):
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return caught.value.message_dict


def held(session):
    return Session.objects.held().filter(pk=session.pk).exists()


class TestTimeLine:
    """past() and upcoming() split every session in two, whatever is known of it."""

    @pytest.mark.parametrize(("minutes_ago", "length", "over"), [(61, None, True), (59, None, False)])
    def test_unknown_length_counts_as_an_hour(self, minutes_ago, length, over):
        start = timezone.now() - datetime.timedelta(minutes=minutes_ago)
        assert held(make_session(start=start, length=length)) == over

    @pytest.mark.parametrize(("minutes_ago", "over"), [(121, True), (119, False)])
    def test_known_length(self, minutes_ago, over):
        start = timezone.now() - datetime.timedelta(minutes=minutes_ago)
        assert held(make_session(start=start, length=datetime.timedelta(hours=2))) == over

    def test_date_decides_over_recording_and_number(self):
        coming = make_session(start=1, number=1, recorded=True)
        make_session(start=-1, number=2)
        assert not held(coming)

    def test_undated_with_recording(self):
        assert held(make_session(recorded=True))

    def test_undated_with_slides_only(self):
        session = make_session()
        make_deck(session)
        assert not held(session)

    @pytest.mark.parametrize(("number", "over"), [(4, True), (6, False), (None, False)])
    def test_undated_beside_a_held_number(self, number, over):
        session = make_session(number=number)
        assert held(make_session(number=5, start=-1))
        assert held(session) == over

    def test_undated_after_an_undated_one_with_recording(self):
        earlier, later = make_session(number=1), make_session(number=3)
        make_session(number=2, recorded=True)
        assert (held(earlier), held(later)) == (True, False)

    @pytest.mark.parametrize("status", [DRAFT, CANCELLED])
    def test_only_a_scheduled_session_shows_that_earlier_ones_were_held(self, status):
        earlier = make_session(number=1)
        make_session(number=2, start=-1, status=status)
        assert not held(earlier)

    @pytest.mark.parametrize("status", [DRAFT, CANCELLED])
    def test_draft_and_cancelled_are_never_held(self, status):
        assert not held(make_session(start=-1, recorded=True, status=status))

    def test_split_without_overlap(self):
        for status in Session.Status:
            for start in (None, -1, 1):
                for recorded in (False, True):
                    make_session(start=start, recorded=recorded, status=status)
        for number in range(1, 7):
            make_session(number=number, start=-1 if number == 4 else None)
        past = set(Session.objects.past().values_list("pk", flat=True))
        upcoming = set(Session.objects.upcoming().values_list("pk", flat=True))
        assert past & upcoming == set()
        assert past | upcoming == set(Session.objects.values_list("pk", flat=True))
        assert (len(past), len(upcoming)) == (13, 11)

    def test_upcoming_soonest_first_and_undated_last(self):
        titles = [("undated", None), ("later", 9), ("soon", 2), ("now", 0)]
        for title, start in titles:
            make_session(title=title, start=start)
        assert [session.title for session in Session.objects.upcoming()] == ["now", "soon", "later", "undated"]

    def test_to_come_leaves_out_cancelled_and_drafts(self):
        for status in Session.Status:
            make_session(title=status, start=1, status=status)
        assert [session.title for session in Session.objects.to_come()] == [SCHEDULED]


class TestOrder:
    def test_numbers_decide_and_specials_stand_after_the_one_before(self):
        make_session(title="3", number=3)
        make_session(title="1", number=1, start=-30)
        make_session(title="special", start=-20)
        make_session(title="2", number=2, start=-10)
        make_session(title="first of all", start=-40)
        make_session(title="unknown")
        oldest = [session.title for session in Session.objects.oldest_first()]
        assert oldest == ["first of all", "1", "special", "2", "3", "unknown"]
        newest = [session.title for session in Session.objects.newest_first()]
        assert newest == ["3", "2", "special", "1", "first of all", "unknown"]


class TestVisibility:
    def test_public_hides_drafts_alone(self):
        for status in Session.Status:
            make_session(title=status, status=status)
        assert {session.title for session in Session.objects.public()} == {SCHEDULED, CANCELLED}

    def test_visible_to_organizer(self, organizer):
        draft = make_session(status=DRAFT)
        assert list(Session.objects.visible_to(organizer)) == [draft]

    def test_visible_to_user_without_permission(self, django_user_model):
        make_session(status=DRAFT)
        user = django_user_model.objects.create_user("reader")
        staff = django_user_model.objects.create_user("helper", is_staff=True)
        assert [list(Session.objects.visible_to(one)) for one in (user, staff)] == [[], []]


class TestSession:
    def test_label_in_the_groups_word(self):
        assert make_session(number=13).label == "Week 13"
        make_group(session_word="Session")
        assert make_session(number=14).label == "Session 14"
        assert make_session(number=16, last_number=17).label == "Session 16 & 17"
        assert make_session(number=18, last_number=20).label == "Session 18–20"
        assert make_session(title="A walk").label == ""

    def test_slug_is_the_anchor_of_the_readme(self):
        session = make_session(number=14, title="Q&A with Robin Rombach")
        assert session.slug == "week-14-qa-with-robin-rombach"

    @pytest.mark.parametrize("title", ["Next", "Latest", "42"])
    def test_slug_never_hides_another_page(self, title):
        assert make_session(title=title).slug == f"session-{title.lower()}"
        assert list(messages_of(Session(title="X", slug=title.lower()))) == ["slug"]

    @pytest.mark.parametrize(("number", "last_number"), [(None, 5), (5, 5), (5, 4)])
    def test_span_goes_up(self, number, last_number):
        assert list(messages_of(Session(title="X", number=number, last_number=last_number))) == ["last_number"]
        with pytest.raises(IntegrityError), transaction.atomic():
            make_session(number=number, last_number=last_number)

    @pytest.mark.parametrize(("number", "last_number"), [(16, None), (17, None), (15, 16), (17, 18), (15, 19)])
    def test_numbers_never_overlap(self, number, last_number):
        make_session(number=16, last_number=17, title="Both")
        messages = messages_of(Session(title="X", number=number, last_number=last_number))
        assert messages["number"][0] == "“Week 16 & 17: Both” has this number."

    @pytest.mark.parametrize(("number", "found"), [(15, 0), (16, 1), (17, 1), (18, 0)])
    def test_numbered_finds_a_span(self, number, found):
        make_session(number=16, last_number=17)
        assert Session.objects.numbered(number).count() == found

    def test_length_of_nothing_is_refused(self):
        assert list(messages_of(Session(title="X", length=datetime.timedelta(0)))) == ["length"]
        with pytest.raises(IntegrityError), transaction.atomic():
            make_session(length=datetime.timedelta(0))

    def test_unknown_status_is_refused_by_the_database(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_session(status="maybe")

    def test_lacking_knows_none_was_made(self):
        session = make_session(start=-1)

        def lines():
            return Session.objects.with_rows().get(pk=session.pk).lacking

        assert lines() == ["No recording is posted yet.", "No slides are posted yet."]
        session.expects_slides = False
        session.save()
        make_material(session)
        assert lines() == ["No slides were made."]
        assert [list(Session.objects.lacking(what)) for what in ("recording", "slides")] == [[], []]

    def test_lacking_of_a_coming_session_is_nothing(self):
        session = make_session(start=1)
        assert Session.objects.with_rows().get(pk=session.pk).lacking == []


class TestReading:
    def test_one_of_paper_and_resource(self):
        session, paper, resource = make_session(), make_paper(), make_resource()
        assert list(messages_of(Reading(session=session, paper=paper, resource=resource))) == ["resource"]
        assert list(messages_of(Reading(session=session))) == ["paper"]
        for works in ({}, {"paper": paper, "resource": resource}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Reading.objects.create(session=session, **works)

    def test_once_a_session(self):
        paper, resource = make_paper(), make_resource()
        session = make_session(paper, resource)
        assert list(messages_of(Reading(session=session, position=9, paper=paper))) == ["paper"]
        assert list(messages_of(Reading(session=session, position=9, resource=resource))) == ["resource"]
        with pytest.raises(IntegrityError), transaction.atomic():
            make_reading(session, paper)

    def test_order_is_that_of_adding(self):
        session = make_session(make_paper(), make_resource(), make_paper())
        assert [reading.position for reading in session.readings.all()] == [1, 2, 3]


class TestPresentation:
    @pytest.mark.parametrize("about_a_paper", [True, False])
    def test_once_a_session(self, about_a_paper):
        session, person = make_session(), make_presenter()
        paper = make_paper() if about_a_paper else None
        make_presentation(session, person, paper=paper)
        messages = messages_of(Presentation(session=session, presenter=person, paper=paper))
        assert messages["presenter"] == ["This person has this role in this session already."]
        with pytest.raises(IntegrityError), transaction.atomic():
            make_presentation(session, person, paper=paper)
        make_presentation(session, person, paper=paper, role=Presentation.Role.HOST)


class TestMaterial:
    def test_link_or_file(self):
        session = make_session()
        both = Material(session=session, kind="slides", url="https://x.example", file=SimpleUploadedFile("x.pdf", PDF))
        assert "file" in messages_of(both)
        assert "url" in messages_of(Material(session=session, kind="slides"))
        for fields in ({"url": None, "file": ""}, {"url": "", "file": ""}):
            with pytest.raises(IntegrityError), transaction.atomic():
                make_material(session, **fields)

    def test_same_link_once_a_session(self):
        session = make_session()
        make_material(session, url="https://youtu.be/gTYsWQPeg5s")
        messages = messages_of(
            Material(session=session, kind="recording", url="http://www.youtu.be/gTYsWQPeg5s/", position=2)
        )
        assert messages == {"url": ["This session has this link already."]}
        make_material(make_session(), url="https://youtu.be/gTYsWQPeg5s")

    @pytest.mark.parametrize(
        ("name", "content", "message"),
        [
            ("deck.pdf", b"hello", "This file is not a PDF, whatever its name says. Export the slides as PDF."),
            ("deck.pdf", b"", "This file is not a PDF, whatever its name says. Export the slides as PDF."),
            ("deck.html", b"%PDF-1.4", "This file is not a web page, whatever its name says."),
            ("deck.HTM", b"<p>\x00", "This file is not a web page, whatever its name says."),
            ("code.ipynb", b"[1]", "This file is not a notebook, whatever its name says."),
            ("deck.pptx", b"PK", WRONG_TYPE),
            ("deck", b"%PDF-1.4", WRONG_TYPE),
        ],
    )
    def test_file_that_is_not_what_its_name_says(self, name, content, message):
        material = Material(session=make_session(), kind="slides", file=SimpleUploadedFile(name, content), position=1)
        assert messages_of(material) == {"file": [message]}

    @pytest.mark.parametrize(
        ("name", "content"),
        [("a.PDF", PDF), ("a.html", b"<!DOCTYPE html><p>x"), ("a.htm", b"<p>"), ("a.ipynb", b"\xef\xbb\xbf \n{}")],
    )
    def test_file_that_is_what_its_name_says(self, name, content):
        Material(session=make_session(), kind="slides", file=SimpleUploadedFile(name, content), position=1).full_clean()

    @pytest.mark.parametrize(
        "spelling",
        [
            "https://youtu.be/gTYsWQPeg5s?si=abc",
            "https://m.youtube.com/watch?app=desktop&v=gTYsWQPeg5s&t=60",
            "https://www.youtube.com/live/gTYsWQPeg5s?feature=share",
            "https://www.youtube.com/embed/gTYsWQPeg5s",
            "https://www.youtube.com/shorts/gTYsWQPeg5s/",
            "https://www.youtube-nocookie.com/embed/gTYsWQPeg5s?rel=0",
            "http://youtube.com/v/gTYsWQPeg5s",
        ],
    )
    def test_a_recording_on_youtube_is_one_in_every_spelling(self, spelling):
        session = make_session()
        make_material(session, url="https://www.youtube.com/watch?v=gTYsWQPeg5s")
        twin = Material(session=session, kind="recording", url=spelling, position=2)
        assert twin.youtube_id == "gTYsWQPeg5s"
        assert messages_of(twin) == {"url": ["This session has this link already."]}

    def test_chapters_are_kept_in_one_spelling_and_in_order(self):
        pasted = "Chapters:\n\n1:02:03 - Questions\n[00:00] Welcome\n  (12:34)  Forward\tprocess \n72:00 Late"
        material = Material(
            session=make_session(), kind="recording", url="https://youtu.be/gTYsWQPeg5s", position=1, chapters=pasted
        )
        material.full_clean()
        assert material.chapters == "0:00 Welcome\n12:34 Forward process\n1:02:03 Questions\n1:12:00 Late"
        assert [chapter.seconds for chapter in material.chapter_list] == [0, 754, 3723, 4320]

    @pytest.mark.parametrize(
        ("kind", "text", "message"),
        [
            ("recording", "soon b\nc", NO_TIME),
            ("recording", "Chapters:", NO_TIME),
            ("recording", "See https://x.example/?t=1:23", NO_TIME),
            ("recording", "12:34", "Line 1, “12:34”: write a time and a title, such as 12:34 Forward process."),
            ("recording", "1:75 a", "Line 1, “1:75 a”: write a time and a title, such as 12:34 Forward process."),
            ("recording", "1:99:00 a", "Line 1, “1:99:00 a”: write a time and a title, such as 12:34 Forward process."),
            ("recording", "0:10 a\n00:10 b", "Line 2, “00:10 b”: another chapter begins at this time."),
            ("recording", "1:23:45", "Line 1, “1:23:45”: write a time and a title, such as 12:34 Forward process."),
            (
                "recording",
                "0:00 a\nthen b\n[0:10] -",
                "Line 3, “[0:10] -”: write a time and a title, such as 12:34 Forward process.",
            ),
            ("slides", "0:00 a", "Only a recording has chapters."),
        ],
    )
    def test_chapters_that_cannot_be_read(self, kind, text, message):
        material = Material(session=make_session(), kind=kind, url="https://x.example/1", position=1, chapters=text)
        assert messages_of(material) == {"chapters": [message]}
        assert material.chapters == text

    @pytest.mark.parametrize(
        ("url", "fine"),
        [
            ("https://vimeo.com", False),
            ("https://www.youtube.com/@group", False),
            ("https://www.youtube.com/playlist?list=PL1", True),
            ("https://vimeo.com/1", True),
        ],
    )
    def test_link_of_a_recording_is_that_of_a_video(self, url, fine):
        material = Material(session=make_session(), kind="recording", url=url, position=1)
        if fine:
            material.full_clean()
        else:
            message = "This is not the link of one video. Open the video, and copy its address."
            assert messages_of(material) == {"url": [message]}

    def test_recording_is_no_file(self):
        file = SimpleUploadedFile("x.pdf", PDF)
        material = Material(session=make_session(), kind="recording", file=file, position=1)
        assert messages_of(material) == {"file": ["A recording is a link to where it can be watched."]}

    def test_file_too_large(self, settings):
        settings.MAX_UPLOAD_MEGABYTES = 0
        material = Material(session=make_session(), kind="slides", file=SimpleUploadedFile("x.pdf", PDF), position=1)
        assert messages_of(material) == {"file": ["This file is larger than 0 MB. Link to it instead."]}

    def test_saved_deck_whose_file_is_gone_can_still_be_saved(self):
        deck = make_deck(make_session())
        deck.file.storage.delete(deck.file.name)
        deck = Material.objects.get(pk=deck.pk)
        deck.full_clean()
        deck.save()

    def test_presenters_are_those_of_the_same_paper_or_of_none(self):
        paper, other = make_paper(), make_paper()
        session = make_session(paper, other)
        about, general = make_presentation(session, paper=paper), make_presentation(session)
        deck, film = make_deck(session, paper=paper), make_material(session)
        elsewhere = make_material(session, paper=other)
        assert [material.presentations for material in (deck, film, elsewhere)] == [[about], [general], []]

    @pytest.mark.parametrize(
        ("url", "download"),
        [
            ("https://github.com/a/b/blob/main/%231%20x.pdf", "https://github.com/a/b/raw/main/%231%20x.pdf"),
            ("https://example.org/blob/x.pdf", "https://example.org/blob/x.pdf"),
        ],
    )
    def test_download_of_a_link(self, url, download):
        assert Material(url=url).download_url == download


class TestGroup:
    def test_one_row(self):
        make_group()
        with pytest.raises(IntegrityError), transaction.atomic():
            Group.objects.create(name="Another")
        with pytest.raises(IntegrityError), transaction.atomic():
            Group.objects.create(id=2, name="Another")

    def test_current_without_a_row(self):
        group = Group.objects.current()
        assert (group.exists, group.name, group.time_zone) == (False, "", "UTC")

    def test_current_asks_once_while_active(self, django_assert_num_queries):
        make_group(name="Ours")
        with django_assert_num_queries(1), Group.objects.active():
            assert {Group.objects.current().name for _ in range(3)} == {"Ours"}

    @pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "", "Europe", "posix/Europe/Paris", "localtime"])
    def test_zone_that_does_not_exist(self, zone):
        assert list(messages_of(Group(name="X", time_zone=zone))) == ["time_zone"]

    def test_bad_row_that_was_loaded_takes_no_page_away(self, client):
        make_group(time_zone="Mars/Olympus", accent="red")
        group = Group.objects.get()
        assert (group.zone.key, group.accent_hex) == ("UTC", "a8341b")
        assert client.get("/").status_code == 200

    @pytest.mark.parametrize("accent", ["red", "#12345", "#gggggg", "a8341b", "#a8341b "])
    def test_accent_that_is_no_colour(self, accent):
        assert list(messages_of(Group(name="X", accent=accent))) == ["accent"]
