"""The recognisers of the reader, one by one: each has one job."""

import doctest
from datetime import time

import pytest

from readinggroup.readme.reading.links import kinds, sites
from readinggroup.readme.reading.text import addresses, bare, icons
from readinggroup.readme.reading.when import dates, scenes, times
from readinggroup.readme.reading.words import citations, columns, nothing, numbers, people, references


@pytest.mark.parametrize("module", [columns, icons, kinds, nothing, people, sites])
def test_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2023-04-05", (2023, 4, 5)),
        ("Wed, April 5th, 2023", (2023, 4, 5)),
        ("5. April 2023", (2023, 4, 5)),
        ("5 de abril de 2023", (2023, 4, 5)),
        ("le 5 avril 2023", (2023, 4, 5)),
        ("2023年4月5日", (2023, 4, 5)),
        ("2023년 4월 5일", (2023, 4, 5)),
        ("05.04.2023", (2023, 4, 5)),
        ("5-Apr-23", (2023, 4, 5)),
        ("Apr 5", (None, 4, 5)),
        ("Dec 15: GPT-3", (None, 12, 15)),
        ("26 сент.", (None, 9, 26)),
        ("Apr 28 – May 2, 2023", (2023, 4, 28)),
    ],
)
def test_date_is_read(text, parts):
    when = dates.find(text)
    assert (when.year, when.month, when.day) == parts


@pytest.mark.parametrize(
    "text", ["We may read 5 papers", "arXiv:2006.11239", "version 1.2.3", "April 2023", "31 February 2023"]
)
def test_date_is_not_invented(text):
    assert dates.find(text) is None


def test_date_of_numbers_leaves_open_what_it_does_not_say():
    when = dates.find("3/4/2023")
    assert (when.parts(True), when.parts(False), when.parts(None)) == ((4, 3), (3, 4), (None, None))
    assert dates.find("13/4/2023").parts(None) == (4, 13)


@pytest.mark.parametrize(
    ("text", "number", "last"),
    [
        ("Week 3: Scores", 3, None),
        ("Week 16 & 17", 16, 17),
        ("Meeting #12", 12, None),
        ("3rd session", 3, None),
        ("第3回", 3, None),
        ("1주차", 1, None),
        ("Séance 4 – Graphes", 4, None),
        ("Session Four", 4, None),
        ("#7 Flows", 7, None),
    ],
)
def test_number_is_read(text, number, last):
    found = numbers.find(text)
    assert (found.number, found.last) == (number, last)


@pytest.mark.parametrize("text", ["Past meetings (2022)", "This week we read", "Session at 5pm", "GPT-3"])
def test_number_is_not_invented(text):
    assert numbers.find(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5pm CET", (time(17), "Europe/Berlin", None)),
        ("17:00 UTC", (time(17), "UTC", None)),
        ("2-3PM", (time(14), "", 60)),
        ("3-4.30pm", (time(15), "", 90)),
        ("11:30–13:00 (Europe/Paris)", (time(11, 30), "Europe/Paris", 90)),
        ("4:30 p.m. ET", (time(16, 30), "America/New_York", None)),
        ("18 Uhr", (time(18), "", None)),
    ],
)
def test_time_is_read(text, expected):
    clock = times.find(text)
    assert (clock.time, clock.zone, clock.minutes) == expected


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://arxiv.org/abs/2006.11239", "paper"),
        ("https://example.org/~ada/notes-on-engines.pdf", "paper"),
        ("https://example.org/slides/week1.pdf", "slides"),
        ("https://docs.google.com/presentation/d/x/edit", "slides"),
        ("https://youtu.be/B5gfJF8mOPo", "video"),
        ("https://www.youtube.com/playlist?list=PL1", "playlist"),
        ("https://zoom.us/rec/share/x", "recording"),
        ("https://us02web.zoom.us/j/1", "join"),
        ("https://github.com/NVlabs/edm", "code"),
        ("https://colab.research.google.com/drive/1", "notebook"),
        ("https://hackmd.io/x", "notes"),
        ("https://ada.substack.com/p/x", "blog"),
        ("https://drive.google.com/file/d/1", ""),
        ("https://www.google.com/url?sa=t&url=https://ceur-ws.org/Vol-1/looms&ved=2", "paper"),
        ("https://www.google.com/url?q=https%3A%2F%2Fyoutu.be%2FB5gfJF8mOPo", "video"),
    ],
)
def test_kind_by_address(url, kind):
    assert kinds.by_address(url) == kind


def test_kind_by_words_and_icons():
    said = ("[[pdf]]", "🎥", "Slides PDF", "Video recording", "Presentation code")
    assert [kinds.by_words(words) for words in said] == [
        ("paper", True), ("recording", True), ("slides", True), ("recording", True), ("code", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "No meeting",
        "Spring Break - No meeting",
        "Pas de séance (vacances).",
        "entfällt (Osterferien)",
        "はお休みです",
        "Thanksgiving, no meeting",
        "university holiday",
    ],
)
def test_rest_is_no_session(text):
    assert nothing.is_rest(text)


@pytest.mark.parametrize(
    "text", ["Breaking the Softmax Bottleneck", "Off-policy evaluation", "No Free Lunch Theorems", "Kick-off meeting"]
)
def test_rest_is_not_seen_in_titles(text):
    assert not nothing.is_rest(text)


def test_people_are_pulled_out_of_a_line():
    found, rest = people.pull("Title (presented by Ada Lovelace and @mary)")
    assert ([(one.name, one.handle) for one in found], rest) == ([("Ada Lovelace", ""), ("mary", "mary")], "Title")
    assert people.around('Ada Lovelace on "Notes on the Engine" by L. Menabrea')[:2] == (
        ["Ada Lovelace"],
        "Notes on the Engine",
    )
    assert people.around("Deep Learning (NeurIPS 2020)")[0] == []


def test_references():
    assert references.refers("All prior readings") == ([], True, False)
    assert references.refers("Same as Weeks 3-4") == ([3, 4], False, False)
    assert references.refers("Same as last week") == ([], False, True)
    assert references.refers("A seminal paper") == ([], False, False)


def test_citation_is_taken_apart():
    assert citations.split("“Attention is all you need” (Vaswani et al., NeurIPS 2017)")[:3] == (
        "Attention is all you need", ["Vaswani et al."], "NeurIPS 2017",
    )  # fmt: skip
    assert citations.split("On the Opportunities and Risks")[0] == "On the Opportunities and Risks"


def test_scene_gives_the_year():
    assert scenes.year_of(scenes.with_text([], "Fall 2022"), 10) == 2022
    assert scenes.year_of(scenes.with_text([], "Fall 2022"), 1) == 2023
    assert scenes.year_of(scenes.with_text([], "2022–2023"), 3) == 2023
    assert scenes.year_of(scenes.with_text([], "Meetings"), 3) is None


@pytest.mark.parametrize(
    ("base", "href", "url"),
    [
        ("https://github.com/o/r", "slides/a b.pdf", "https://github.com/o/r/blob/HEAD/slides/a%20b.pdf"),
        ("https://github.com/o/r/blob/main/x/README.md", "../s.pdf", "https://github.com/o/r/blob/main/s.pdf"),
        ("https://raw.githubusercontent.com/o/r/main/README.md", "/s.pdf", "https://github.com/o/r/blob/main/s.pdf"),
        ("https://example.org/group", "s.pdf", "https://example.org/group/s.pdf"),
        ("", "s.pdf", "s.pdf"),
        ("", "www.example.org", "https://www.example.org"),
    ],
)
def test_address_is_completed(base, href, url):
    assert addresses.Base(base).complete(href) == url


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", " JaVa\tScript:x", "data:text/html,x", "file:///etc", "java%73cript:x"]
)
def test_address_of_a_program_is_none(href):
    assert addresses.is_program(href)


def test_bare_addresses_end_where_the_sentence_does():
    assert [spot[3] for spot in bare.find("See (https://a.org/b_(c)), https://d.org. And [x](y/z w.pdf)")] == [
        "https://a.org/b_(c)", "https://d.org", "y/z w.pdf",
    ]  # fmt: skip
