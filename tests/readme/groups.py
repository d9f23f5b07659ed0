"""Groups as hypothesis makes them up: words that mean something to Markdown, every kind of session and material.

@given(groups())
def test_x(group):
    with in_database(group): ...
"""

import datetime
import zoneinfo
from contextlib import contextmanager

from django.db import transaction
from hypothesis import strategies as st

from papers.identifiers import url_key
from papers.models import Paper, Resource
from papers.titles import title_key
from sessions.models import Group, Material, Presentation, Presenter, Reading, Session

WORDS = [
    "Denoising", "diffusion", "Models", "Schrödinger", "Brücke", "扩散模型", "نماذج", "הפצה", "🙂", "DPM-Solver++",
    "β-VAE", "e\u0301tude", "²", "don’t", "Q&A", "2", "2023", "10%", "C#", "on", "of", "and", "a", "I",
]  # fmt: skip
NASTY = [
    "*stars*", "**bold**", "_low_", "snake_case_name", "__init__", "[x]", "[a](b)", "![i](j)", "<b>", "</div>",
    "<!-- no -->", "`code`", "``", "~~gone~~", "~5", "a|b", "| a | b |", "#1", "# one", "1.", "1)", "- x", "+", ">",
    "---", "===", "\\", "\\*", "\\\\", "&amp;", "&lt;", "&#35;", "AT&T", "$5", "$x_1$", "$\\ell_2$", "^2", "{a}",
    "(b)", ")", "(", "]", "[", "!", "\"q\"", "'s", ":", " – ", " - ", ";", ",", "?", "…", "[^1]", "[x]: y", "@ada",
    "100*2*3", "a * b * c", "www", "=",
]  # fmt: skip
TITLES = [
    "2023-04-05", "5 April 2023", "Review", "C#", "1. Introduction", "*", "Diffusion | Score", "Papers",
    "Optional reading", "List of things", "Schedule of 2024", "Week of code", "Part 2: SDEs",
    "Recording of a lattice", "Slides and ladders", "42",
]  # fmt: skip
NAMES = [
    "Ada Lovelace", "marii", "Griffin Floto", "Ludwig van der Berg", "J. R. Smith", "O'Neill", "Jean-Luc Picard",
    "李雷", "Zoë Å.", "Smith, John", "Vahdat and Kreis", "A & B", "Anne_Marie *x*", "محمد علي", "Dr. No (MIT)",
    "@handle", "Guest", "Name; Other",
]  # fmt: skip
RECAPS = [
    "We met.",
    "# What was said\n\nMuch, and *loudly*.\n\n## And done\n\nLess.",
    "* one\n  * two\n* [Recording](https://evil.example/r)\n\n1. first\n2. second",
    "```python\n# Week 99: no heading\nprint('* x')\n\n    deep\n```",
    "A quote:\n\n> Week 3: a paper\n\n---\n\n    code",
    "See [the paper](https://arxiv.org/abs/2006.11239) by X (presented by Y).\nThe next line.",
    "Setext\n======\n\ntext\n\n| a | b |\n| - | - |\n| 1 | [2](https://cell.example) |",
    "* Readings:\n  * [No](https://no.example)",
    "Questions & answers: what is $x_1$? <https://auto.example/> 100 % sure.",
]
INTRODUCTIONS = [
    "We read papers.",
    "We read *papers* every week.\n\nEverybody is welcome, see [the rules](https://rules.example/).",
    "# Who we are\n\nPeople.\n\n* in Paris\n* in Lyon\n\n## What we read\n\nPapers.",
]
ZONES = ["UTC", "Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]

line = st.lists(st.sampled_from(WORDS) | st.sampled_from(NASTY), min_size=1, max_size=6).map(" ".join)
titles = st.sampled_from(TITLES) | line | st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(" ".join)
notes = st.just("") | st.sampled_from(["Sections 1 to 3", "skip the appendix", "§ 2 (b)", "with *care*", "a – b - c"])
paths = st.text("abcXYZ012-_~.%()'!*äé", min_size=1, max_size=8).map(lambda path: path.replace("%", "%20"))
addresses = st.builds("https://{}.example/{}".format, st.sampled_from(["one", "two", "three"]), paths)
moments = st.datetimes(
    datetime.datetime(2019, 1, 1),
    datetime.datetime(2030, 12, 31),
    timezones=st.just(datetime.UTC),
    allow_imaginary=False,
).map(lambda moment: moment.replace(second=0, microsecond=0))
# The hours in which clocks are put back.
FALLING_BACK = [datetime.datetime(2024, 10, 27, hour, 30, tzinfo=datetime.UTC) for hour in (0, 1)]


def unique(strategy, key, **sizes):
    return st.lists(strategy, unique_by=lambda row: key(row) or repr(row), **sizes)


def one_line(text):
    return " ".join(text.split())


@st.composite
def groups(draw, most=5):
    """A dictionary of dictionaries: what make() needs. Rows refer to each other by their index in a list."""
    zone = draw(st.sampled_from(ZONES))
    papers = draw(unique(paper(), lambda row: title_key(row["title"]), max_size=most))
    papers = [{**row, "arxiv_id": f"20{at:02}.1234{at}"} if row.pop("has_id") else row for at, row in enumerate(papers)]
    resources = draw(unique(resource(len(papers)), lambda row: row["url"], max_size=most))
    for at, row in enumerate(resources):
        row["url"] += f"/{at}"
    people = draw(unique(person(), lambda row: row["name"].casefold(), max_size=4))
    for row in [row for row in people if row["handle"]][1:]:
        row["handle"] = ""  # nobody has another's
    sessions, number = [], 0
    for _ in range(draw(st.integers(0, most))):
        row = draw(session(zone, len(papers), len(resources), len(people)))
        if row.pop("is_numbered"):
            number += draw(st.sampled_from([1, 1, 1, 2, 9]))
            row["number"] = number
            if draw(st.integers(0, 5)) == 0:
                number += draw(st.sampled_from([1, 2]))
                row["last_number"] = number
        numbered = [at for at, other in enumerate(sessions) if "number" in other]
        row["from"] = draw(st.just([]) | st.lists(st.sampled_from(numbered), unique=True)) if numbered else []
        if row["from"] and draw(st.booleans()):
            numbers = [str(sessions[at]["number"]) for at in sorted(row["from"])]
            row["readings_note"] = f"Same as Week {' and Week '.join(numbers)}" if len(numbers) < 3 else "Much of it"
        elif len(numbered) > 1 and "number" in row and draw(st.booleans()):
            row["from"], row["readings_note"] = numbered, "All prior readings"
        sessions.append(row)
    return {
        "group": {
            "name": one_line(draw(st.sampled_from(["Reading group", "Diffusion Reading Group"]) | line)),
            "introduction": draw(st.just("") | st.sampled_from(INTRODUCTIONS)),
            "time_zone": zone,
            "join_url": draw(st.sampled_from(["", "https://discord.gg/zBGx3azzUn"])),
            "join_label": draw(st.sampled_from(["Join us", "Join the Discord"])),
            "channel": draw(st.sampled_from(["", "the #reading thread"])),
            "playlist_url": draw(st.sampled_from(["", "https://www.youtube.com/playlist?list=PLx_y-z"])),
            "repository_url": draw(st.sampled_from(["", "https://github.com/one/two"])),
        },
        "papers": papers,
        "resources": resources,
        "people": people,
        "sessions": sessions,
    }


@st.composite
def paper(draw):
    # A title of signs alone is taken for no title.
    row = {"title": one_line(f"{draw(titles)} {draw(st.sampled_from(WORDS[:5]))}"), "has_id": draw(st.booleans())}
    if not row["has_id"] and draw(st.booleans()):
        row["doi"] = "10.1000/" + draw(st.text("abc123().-_", min_size=3, max_size=8)).strip(".")
    if draw(st.integers(0, 4)) == 0:
        row["dropped_on"], row["dropped_reason"] = (
            datetime.date(2026, 1, 1),
            draw(st.sampled_from(["Too long", "*No*"])),
        )
    return row


@st.composite
def resource(draw, papers):
    return {
        "title": one_line(draw(titles)),
        "url": draw(addresses),
        "kind": draw(st.sampled_from(Resource.Kind.values)),
        "paper": draw(st.none() | st.integers(0, papers - 1)) if papers else None,
    }


@st.composite
def person(draw):
    return {
        "name": draw(st.sampled_from(NAMES)),
        "homepage": draw(st.just("") | st.just("") | addresses),
        "handle": draw(st.sampled_from(["", "", "", "@ada_1"])),
    }


@st.composite
def session(draw, zone, papers, resources, people):
    row = {"title": one_line(draw(titles)), "is_numbered": draw(st.integers(0, 3)) > 0}
    start = draw(st.none() | moments | st.sampled_from(FALLING_BACK))
    if start and draw(st.integers(0, 3)) == 0:
        here = start.astimezone(zoneinfo.ZoneInfo(zone))
        start, row["has_time"] = here.replace(hour=0, minute=0), False
    elif start and draw(st.booleans()):
        row["length"] = datetime.timedelta(minutes=draw(st.sampled_from([45, 60, 90, 125])))
    read = draw(works(papers, resources))
    # What is tied to a paper is mostly tied to one that the session reads.
    own = [None, *(index for kind, index in read if kind == "paper")]
    about = st.none() | st.sampled_from(own) | st.sampled_from([None, *range(papers)])
    row |= {
        "start": start,
        "status": draw(st.sampled_from(["scheduled", "scheduled", "scheduled", "cancelled", "draft"])),
        "join_url": draw(st.sampled_from(["", "", "https://zoom.us/j/1234567890"])),
        "recap": draw(st.just("") | st.sampled_from(RECAPS)),
        "readings_note": draw(st.sampled_from(["", "", "Bring a paper of your own", "*Two* of these"])),
        "expects_recording": draw(st.booleans()),
        "expects_slides": draw(st.booleans()),
        "readings": [{"work": work, "is_optional": draw(st.booleans()), "note": draw(notes)} for work in read],
        "people": draw(roles(people, about)),
        "materials": draw(unique(material(about), lambda row: row["url"], max_size=4)),
    }
    return row


def works(papers, resources):
    """Pairs of "paper" or "resource" and an index."""
    there = [("paper", at) for at in range(papers)] + [("resource", at) for at in range(resources)]
    return st.lists(st.sampled_from(there), unique=True, max_size=5) if there else st.just([])


def roles(people, about):
    if not people:
        return st.just([])
    return st.lists(
        st.tuples(st.integers(0, people - 1), st.sampled_from(Presentation.Role.values), about),
        unique=True,
        max_size=3,
    )


@st.composite
def material(draw, about):
    kind = draw(st.sampled_from(Material.Kind.values))
    has_chapters = kind == "recording" and draw(st.booleans())
    return {
        "kind": kind,
        "url": draw(addresses) + draw(st.sampled_from(["", "/%231%20DDPM.pdf", "?a=1&copy;=2", "/(x", "#slide-2"])),
        "title": one_line(draw(st.just("") | st.just("EDM paper") | titles)),
        "paper": draw(about),
        "chapters": "0:00 Intro\n12:34 *Forward* process\n1:02:03 Q&A" if has_chapters else "",
    }


def make(spec):
    """The rows, in bulk: a test makes hundreds of them."""
    Group.objects.create(**spec["group"])
    papers = Paper.objects.bulk_create(
        Paper(**fields, slug=f"paper-{place}", position=place) for place, fields in enumerate(spec["papers"])
    )
    resources = Resource.objects.bulk_create(
        Resource(**{**fields, "paper": at(papers, fields["paper"])}, url_key=url_key(fields["url"]))
        for fields in spec["resources"]
    )
    people = Presenter.objects.bulk_create(
        Presenter(**fields, slug=f"person-{place}") for place, fields in enumerate(spec["people"])
    )
    lines = ("from", "readings", "people", "materials")
    sessions = Session.objects.bulk_create(
        Session(**{name: value for name, value in fields.items() if name not in lines}, slug=f"session-{place}")
        for place, fields in enumerate(spec["sessions"])
    )
    refers, readings, shown, materials = Session.readings_from.through, [], [], []
    references = []
    for session, fields in zip(sessions, spec["sessions"], strict=True):
        references += [refers(from_session=session, to_session=sessions[index]) for index in fields["from"]]
        for place, reading in enumerate(fields["readings"]):
            kind, index = reading["work"]
            work = {kind: (papers if kind == "paper" else resources)[index]}
            said = {name: reading[name] for name in ("is_optional", "note")}
            readings.append(Reading(session=session, position=place, **work, **said))
        shown += [
            Presentation(session=session, presenter=people[index], role=role, paper=at(papers, about))
            for index, role, about in fields["people"]
        ]
        materials += [
            Material(session=session, position=place, **{**material, "paper": at(papers, material["paper"])})
            for place, material in enumerate(fields["materials"])
        ]
    refers.objects.bulk_create(references)
    Reading.objects.bulk_create(readings)
    Presentation.objects.bulk_create(shown)
    Material.objects.bulk_create(materials)


def at(rows, index):
    return None if index is None else rows[index]


@contextmanager
def in_database(spec):
    """The rows are there within it, and gone after it."""
    with transaction.atomic():
        make(spec)
        yield
        transaction.set_rollback(True)


def empty():
    """As a database is before anything is imported."""
    for model in (Material, Presentation, Reading, Session, Presenter, Resource, Paper, Group):
        model.objects.all().delete()
