"""What the README says of the public data."""

import datetime
import re
import zoneinfo

import pytest
from django.utils import translation
from markdown_it import MarkdownIt

from readinggroup.readme.writing import write
from readinggroup.readme.writing.anchors import Anchors
from readinggroup.readme.writing.prose import introduction
from sessions.models import Session
from tests.clock import LATER, stopped
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
from tests.readme.groups import empty

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

SITE = "https://site.example"
PARIS = zoneinfo.ZoneInfo("Europe/Paris")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    return stopped(monkeypatch, datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC))


def sections(text):
    """The document's sections by their headings."""
    parts = re.split(r"(?m)^## ", text)
    return {heading: body.strip("\n") for heading, _, body in (part.partition("\n") for part in parts[1:])}


def only(text):
    return next(iter(sections(text).values()))


def test_whole_document():
    make_group(
        name="Diffusion *Reading* Group",
        introduction="We read papers.\n\nJoin us!",
        join_url="https://discord.gg/x",
        join_label="Join the Discord",
        channel="the “Diffusion” thread",
        playlist_url="https://www.youtube.com/playlist?list=PL",
        repository_url="https://github.com/a/b",
        time_zone="Europe/Paris",
    )
    ddpm = make_paper(title="Denoising", arxiv_id="2006.11239")
    edm = make_paper(title="Elucidating", doi="10.1000/edm")
    make_paper(title="1. Nothing")
    make_paper(title="Long", url="https://long.example/", dropped_on="2026-01-01", dropped_reason="Too [long]")
    post = make_resource(title="Ada's blog post", url="https://ada.example/post", paper=ddpm)
    video = make_resource(title="A talk", url="https://talk.example/", kind="video", paper=edm)
    start = datetime.datetime(2026, 5, 4, 18, tzinfo=PARIS)
    session = make_session(ddpm, video, post, number=1, title="Noise & scores", start=start)
    session.length = datetime.timedelta(minutes=90)
    session.recap = "# Said\n\n* much"
    session.save()
    make_reading(session, edm, is_optional=True, note="Sections 1 to 3")
    ada = make_presenter(name="Ada Lovelace", handle="@ada")
    make_presentation(session, ada, paper=ddpm)
    make_presentation(session, make_presenter(name="Smith, John"), role="walk-through", paper=ddpm)
    make_presentation(session, make_presenter(name="Robin", homepage="https://robin.example"), role="guest")
    make_presentation(session, make_presenter(name="Alan"), role="guest")
    make_material(session, url="https://youtu.be/x", chapters="0:00 Intro\n12:34 Forward")
    make_material(session, kind="slides", url="https://x.example/%231.pdf", title="EDM paper", paper=edm)
    make_session(edm, number=2, last_number=3, title="More", start=30, status="cancelled")

    assert (
        write(SITE)
        == """\
# Diffusion \\*Reading\\* Group

We read papers.

Join us!

To take part: [Join the Discord](https://discord.gg/x), then find the “Diffusion” thread.

[Here is a playlist](https://www.youtube.com/playlist?list=PL) of the previous session recordings.

[Source repository](https://github.com/a/b).

Times are in Europe/Paris.

<!--ts-->
* [Diffusion \\*Reading\\* Group](#diffusion-reading-group)
   * [Week 1: Noise & scores](#week-1-noise--scores)
   * [Week 2 & 3: More](#week-2--3-more)
   * [List of papers to cover](#list-of-papers-to-cover)
<!--te-->

## Week 1: Noise & scores
* When: Monday 4 May 2026, 18:00 Europe/Paris, 90 minutes
* Guest: [Robin](https://robin.example) and Alan
* Readings:
  * [Denoising](https://arxiv.org/abs/2006.11239) (presented by Ada Lovelace, @ada) (walk-through by **Smith, John**)
    * [Ada's blog post](https://ada.example/post)
  * [Elucidating](https://doi.org/10.1000/edm) (optional) – Sections 1 to 3
    * [A talk](https://talk.example/) (video)
* [Recording](https://youtu.be/x)
  * 0:00 Intro
  * 12:34 Forward
* [Slides - EDM paper](https://x.example/%231.pdf) (about Elucidating)

- Recap:

  # Said

  * much

## Week 2 & 3: More
* When: Wednesday 1 July 2026, 14:00 Europe/Paris
* **Cancelled**
* Readings:
  * [Elucidating](https://doi.org/10.1000/edm)

## List of papers to cover
1. ~~[Denoising](https://arxiv.org/abs/2006.11239)~~
2. ~~[Elucidating](https://doi.org/10.1000/edm)~~
3. 1\\. Nothing
4. [Long](https://long.example/) (dropped: Too \\[long\\])
"""
    )


def test_nothing_there():
    assert write(SITE) == "# Reading group\n\n<!--ts-->\n* [Reading group](#reading-group)\n<!--te-->\n"


def test_draft_is_nowhere():
    make_group()
    held = make_session(number=1, title="Held", start=-7)
    review = make_session(number=3, title="Review", start=-1)
    before = write(SITE)
    draft = make_session(make_resource(title="Secret post"), number=2, title="Secret", start=7, status="draft")
    make_presentation(draft, make_presenter(name="Secret speaker"))
    make_deck(draft, "secret.pdf")
    review.readings_from.add(draft)

    assert write(SITE) == before

    draft.status = "scheduled"
    draft.readings_from.add(held)
    draft.save()
    assert sections(write(SITE))["Week 2: Secret"] == (
        f"* When: {draft.start:%A} {draft.start.day} June 2026, 12:00 UTC\n* Presented by Secret speaker\n* Readings:\n"
        f"  * [Secret post]({draft.resources.get().url}) (blog post)\n  * The readings of Week 1\n"
        "* [Slides](https://site.example/media/sessions/week-2-secret/secret.pdf)"
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"start": datetime.datetime(2026, 7, 1, 9, 5, tzinfo=PARIS)}, "Wednesday 1 July 2026, 09:05 Europe/Paris"),
        (
            {"start": datetime.datetime(2026, 7, 1, 9, 5, 7, tzinfo=PARIS)},
            "Wednesday 1 July 2026, 09:05:07 Europe/Paris",
        ),
        ({"start": datetime.datetime(2026, 7, 1, tzinfo=PARIS), "has_time": False}, "Wednesday 1 July 2026"),
        # The hour that Paris has twice: 2:30 in summer time, then in winter time.
        ({"start": datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.UTC)}, "Sunday 25 October 2026, 00:30 UTC"),
        ({"start": datetime.datetime(2026, 10, 25, 1, 30, tzinfo=datetime.UTC)}, "Sunday 25 October 2026, 01:30 UTC"),
        (
            {"start": datetime.datetime(2026, 10, 25, 2, 0, tzinfo=datetime.UTC)},
            "Sunday 25 October 2026, 03:00 Europe/Paris",
        ),
    ],
)
def test_date_and_time(fields, said):
    make_group(time_zone="Europe/Paris")
    make_session(number=1, title="A", **fields)

    assert only(write(SITE)) == f"* When: {said}"


def test_sessions_without_a_number_stand_by_their_date():
    make_group()
    make_session(title="Zoo")
    make_session(title="Party", start=datetime.datetime(2026, 3, 2, 18, tzinfo=datetime.UTC))
    make_session(title="Aquarium")
    make_session(number=2, title="Later", start=datetime.datetime(2026, 4, 1, 18, tzinfo=datetime.UTC))
    make_session(number=1, title="Sooner", start=datetime.datetime(2026, 3, 1, 18, tzinfo=datetime.UTC))

    found = sections(write(SITE))

    assert list(found) == ["Week 1: Sooner", "2026-03-02: Party", "Week 2: Later", "Aquarium", "Zoo"]
    assert found["Zoo"] == "* When: not known"


def test_readings_by_reference():
    make_group()
    first, second = (make_session(number=number, title="A") for number in (1, 2))
    for number, note, others in [
        (3, "Same as Week 2", [second]),
        (4, "Much of it", [second, first]),
        (5, "", [first]),
        (6, "All prior readings", Session.objects.filter(number__lt=6)),
        (7, "Bring *one*", []),
    ]:
        make_session(number=number, title="A", readings_note=note).readings_from.set(others)

    assert list(sections(write(SITE)).values()) == [
        "",
        "",
        "* Readings: Same as Week 2",
        "* Readings: Much of it\n  * The readings of Week 1\n  * The readings of Week 2",
        "* Readings:\n  * The readings of Week 1",
        "* Readings: All prior readings",
        "* Readings: Bring \\*one\\*",
    ]


@pytest.mark.parametrize("numbers", [[1], [1, 2]])
def test_all_prior_readings_with_or_without_the_sessions_that_have_none(numbers):
    make_group()
    make_session(make_paper(title="Flows"), number=1, title="A")
    make_session(number=2, title="A")
    last = make_session(number=3, title="A", readings_note="All prior readings")
    last.readings_from.set(Session.objects.filter(number__in=numbers))

    assert sections(write(SITE))["Week 3: A"] == "* Readings: All prior readings"


def test_join_link_of_a_session_while_there_is_something_to_join(clock):
    make_group(join_url="https://discord.gg/x")
    coming = make_session(number=1, title="A", join_url="https://zoom.us/j/1", start=0.5)
    make_session(number=2, title="B", join_url="https://zoom.us/j/2", status="cancelled", start=1)

    assert sections(write(SITE))["Week 1: A"].endswith("* [Join](https://zoom.us/j/1)")
    clock(coming.start + datetime.timedelta(days=2))
    assert "zoom.us" not in write(SITE)


def test_what_is_not_expected_of_a_held_session(clock):
    make_group()
    make_session(number=1, title="A", start=-1, expects_recording=False, expects_slides=False)
    make_session(number=2, title="B", start=1, expects_recording=False)
    make_session(number=3, title="C", start=-1, expects_recording=False, recorded=True)

    found = list(sections(write(SITE)).values())

    assert [body.partition("\n")[2] for body in found[:2]] == ["* No recording was made\n* No slides were made", ""]
    assert "No recording" not in found[2]


def test_struck_through_once_it_is_held(clock):
    make_group()
    paper, gone = make_paper(title="Read"), make_paper(title="Cancelled")
    session = make_session(paper, number=1, title="A", start=1)
    make_session(gone, number=2, title="B", start=-1, status="cancelled")

    assert sections(write(SITE))["List of papers to cover"] == "1. Read\n2. Cancelled"
    clock(session.start + datetime.timedelta(hours=2))
    assert sections(write(SITE))["List of papers to cover"] == "1. ~~Read~~\n2. Cancelled"


def test_person_of_a_paper_that_is_not_read():
    make_group()
    session = make_session(number=1, title="A")
    make_presentation(session, make_presenter(name="Ada"), paper=make_paper(title="Other (work)"))
    make_presentation(session, make_presenter(name="Alan"), role="host")

    assert only(write(SITE)) == "* Presented by Ada (about Other (work))\n* Host: Alan"


def test_no_order_depends_on_keys():
    """Sessions, the list and what is at one moment stand the same, in whatever order they came."""

    def text(order):
        make_group()
        for title in order:
            number = {"One": 1, "Two": 2}.get(title)
            make_session(number=number, title=title, start=None if title in "XY" else LATER)
            make_paper(title=title, position=["One", "Two", "Party", "Fair", "X", "Y"].index(title))
        text = write(SITE)
        empty()
        return text

    first = text(["One", "Two", "Party", "Fair", "X", "Y"])

    assert text(["Y", "Fair", "Two", "X", "Party", "One"]) == first
    assert list(sections(first))[:-1] == [
        "Week 1: One",
        "Week 2: Two",
        "2026-01-02: Fair",
        "2026-01-02: Party",
        "X",
        "Y",
    ]


def test_same_data_gives_the_same_bytes(seed):
    text = write(SITE)

    Session.objects.get(number=3).save()
    with translation.override("de"):
        assert write(SITE) == text


def test_change_of_a_session_changes_its_lines_only(seed):
    before = write(SITE).split("\n")
    session = Session.objects.get(number=10)
    session.title, session.recap = "Paella *again*", "Good.\n\n## Very"
    session.save()

    after = write(SITE).split("\n")

    assert [line for line in before if line not in after] == [
        "   * [Week 10: Paella](#week-10-paella)",
        "## Week 10: Paella",
    ]
    assert [line for line in after if line not in before] == [
        "   * [Week 10: Paella \\*again\\*](#week-10-paella-again)",
        "## Week 10: Paella \\*again\\*",
        "- Recap:",
        "  Good.",
        "  ## Very",
    ]


def test_contents_lead_to_the_headings():
    make_group(name="A", introduction="# Review\n\nx\n\n## Week 1: Review")
    make_session(number=1, title="Review", recap="## Week 2: Review\n\n```\n## no\n```")
    make_session(number=2, title="Review")
    make_session(title="Review")
    make_session(title="List of papers to cover")
    make_paper(title="One")
    text = write(SITE)

    parser, anchors, headings = MarkdownIt("commonmark"), Anchors(), []
    tokens = parser.parse(text)
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            headings.append((tokens[at + 1].content, anchors.add(tokens[at + 1].content), token.level))
    contents = re.findall(r"(?m)^ *\* \[(.*)\]\(#(.*)\)$", text.partition("<!--te-->")[0])

    # Not those of the introduction and of a recap, which count all the same.
    own = [(words, anchor) for words, anchor, level in headings if not level]
    assert contents == [own[0], *own[3:]]
    assert [anchor for _, anchor in contents] == [
        "a",
        "week-1-review-1",
        "week-2-review-1",
        "list-of-papers-to-cover",
        "review-1",
        "list-of-papers-to-cover-1",
    ]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("", ""),
        ("Text.\r\n\r\n### Three\r\n", "Text.\n\n### Three"),
        (
            "# One\n\nTwo\nlines\n---\n\n> # quoted\n\n##### Five",
            "### One\n\n#### Two lines\n\n> # quoted\n\n###### Five",
        ),
        ("```\n# open", "> ```\n> # open"),
        ("Hello <!-- open", "Hello <!-- open"),
        ("<!-- open\n\n# x", "> <!-- open\n>\n> # x"),
        ("\tcode\n* a\n\t* b", "    code\n* a\n    * b"),
    ],
)
def test_introduction_ends_where_it_ends(typed, written):
    assert introduction(typed) == written
    assert introduction(written) == written


@pytest.mark.parametrize(
    "recap", ["```\nopen", "<!-- open", "## Week 9: No\n\n* [Recording](https://no.example)", "[x]: y", "1. a\n2. b"]
)
def test_recap_takes_nothing_elses_place(recap):
    make_group()
    make_session(number=1, title="A", recap=recap)
    make_session(number=2, title="B")

    tokens = MarkdownIt("commonmark").parse(write(SITE))

    own = [
        tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open" and not token.level
    ]
    assert own == ["Example group", "Week 1: A", "Week 2: B"]


def test_later_is_the_same(clock):
    make_group()
    make_session(number=1, title="A", start=-5, recorded=True)
    text = write(SITE)

    clock(LATER + datetime.timedelta(days=999))

    assert write(SITE) == text
