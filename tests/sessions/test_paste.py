import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from papers.models import Paper, Resource
from sessions.models import Session
from sessions.paste import attach, keep_file, lines, look_up, title_of
from tests.factories import PDF, make_material, make_paper, make_resource, make_session
from tests.papers.services import services  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("services")]

FLOW_MATCHING = "Flow Matching for Generative Modeling"


def paste(session, text, role=None):
    session = Session.objects.with_timeline().get(pk=session.pk)
    return attach(session, look_up(session, text, role))


def of(session):
    """What the session has by now: its readings, and its materials' kinds with their links."""
    return (
        [(type(reading.work).__name__, reading.work.title) for reading in session.readings.all()],
        [(material.kind, material.url) for material in session.materials.all()],
    )


def test_lines_of_a_text():
    text = " https://a.example/1\n\n2210.02747 \nhttps://b.example https://c.example\n- [A post](https://d.example)"
    assert list(lines(text)) == [
        "https://a.example/1",
        "2210.02747",
        "https://b.example",
        "https://c.example",
        "- [A post](https://d.example)",
    ]


def test_paste_of_a_new_paper_makes_it_and_reads_it():
    session = make_session(number=16, start=5)
    [done] = paste(session, "https://arxiv.org/pdf/2210.02747v2")
    paper = Paper.objects.get()
    assert (paper.title, paper.arxiv_id, paper.author_list[0]) == (FLOW_MATCHING, "2210.02747", "Yaron Lipman")
    assert of(session) == ([("Paper", FLOW_MATCHING)], [])
    assert (done.line, done.made) == (session.readings.get(), paper)
    assert done.message == f"“{FLOW_MATCHING}” is now a reading of Week 16. Added “{FLOW_MATCHING}”."


def test_paste_of_a_known_paper_finds_it_and_says_so():
    paper = make_paper(title="As we call it", arxiv_id="2210.02747")
    session = make_session(number=16, start=5)
    [done] = paste(session, "arxiv:2210.02747")
    assert of(session) == ([("Paper", "As we call it")], [])
    assert (done.made, Paper.objects.get()) == (None, paper)
    [again] = paste(session, "https://www.alphaxiv.org/abs/2210.02747v1")
    assert again.line is None
    assert again.message == "“As we call it” is on the list of Week 16 already."
    assert session.readings.count() == 1


VIDEO = "https://www.youtube.com/watch?v=gTYsWQPeg5s"
NOTEBOOK = "https://colab.research.google.com/drive/1abc"
TALK = "https://docs.google.com/presentation/d/1abc/edit"
FILE = "https://group.example/deck.pdf"


@pytest.mark.parametrize(
    ("link", "before", "afterwards"),
    [
        (VIDEO, "Resource", "recording"),
        (NOTEBOOK, "Resource", "notebook"),
        (FILE, "Resource", "slides"),
        (TALK, "slides", "slides"),
        ("https://github.com/someone/code", "Resource", "Resource"),
        ("https://blog.example/post", "Resource", "Resource"),
    ],
)
def test_paste_gives_a_link_the_role_that_fits(link, before, afterwards):
    for start, role in [(5, before), (-5, afterwards)]:
        session = make_session(start=start)
        [done] = paste(session, link)
        readings, materials = of(session)
        assert [kind for kind, _ in readings + materials] == [role]
        assert done.line is not None


def test_paste_of_a_second_video_is_a_reading():
    session = make_session(start=-5, recorded=True)
    paste(session, VIDEO)
    assert [resource.kind for resource in session.resources.all()] == ["video"]


def test_paste_in_a_role_that_was_asked_for():
    session = make_session(start=-5)
    paste(session, VIDEO, role="reading")
    paste(session, "https://github.com/someone/code", role="code")
    readings, materials = of(session)
    assert ([kind for kind, _ in readings], materials) == (
        ["Resource"],
        [("code", "https://github.com/someone/code")],
    )


def test_paste_of_what_is_there_says_so_and_of_what_is_no_link_does_nothing():
    session = make_session(number=3, start=-5)
    make_material(session, url=VIDEO)
    post = make_resource(url="https://blog.example/post", title="A post")
    texts = ["https://youtu.be/gTYsWQPeg5s", "http://www.blog.example/post/", "see you there", "javascript:alert(1)"]
    done = paste(session, "\n".join(texts), role=None)
    assert [resource.kind for resource in session.resources.exclude(pk=post.pk)] == ["video"]
    assert [one.line is None for one in done] == [False, False, True, True]
    assert done[2].message.startswith("“see you there”: This is no link")
    [again] = paste(session, VIDEO, role="recording")
    assert (again.line, "already" in again.message) == (None, True)


def test_paste_of_hostile_text_is_harmless():
    session = make_session(start=-5)
    text = "\x00\nhttp://[\nhttps://" + "a" * 9000 + ".example\n" + "x" * 10_000
    assert [one.line for one in paste(session, text)] == [None] * 4
    assert Resource.objects.count() == 0


def test_title_of_what_was_found():
    session = Session(number=1)
    assert title_of(look_up(session, "nothing\nhttps://arxiv.org/abs/2210.02747\n2010.02502")) == FLOW_MATCHING
    assert title_of(look_up(session, "nothing")) == ""


@pytest.mark.parametrize(("name", "kind"), [("deck.pdf", "slides"), ("lab.ipynb", "notebook")])
def test_keep_file_of_a_kind(name, kind):
    session = make_session(number=2)
    content = PDF if name.endswith("pdf") else b'{"cells": []}'
    done = keep_file(session, SimpleUploadedFile(name, content))
    assert session.materials.get().kind == kind
    assert done.line == session.materials.get()


def test_keep_file_refuses_what_is_not_what_its_name_says():
    session = make_session()
    done = keep_file(session, SimpleUploadedFile("deck.pdf", b"hello"))
    assert done.line is None
    assert done.message == "deck.pdf: This file is not a PDF, whatever its name says. Export the slides as PDF."
    assert session.materials.count() == 0
