"""Talks, presenters and papers where no date tells what they are."""

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told


def test_chapters_are_what_a_meeting_is_about_and_no_papers():
    assert told(
        "# Journal club\n\n| Session | Chapters | Slides |\n|---|---|---|\n"
        "| 1 | Chapters 1 & 2 | [View](https://example.org/1-slides.pdf) |\n"
        "| 2 | Chapter 3 | [View](https://example.org/2-slides.pdf) |\n"
    ) == [
        (None, "Chapters 1 & 2", [], ["https://example.org/1-slides.pdf"], []),
        (None, "Chapter 3", [], ["https://example.org/2-slides.pdf"], []),
    ]


def test_a_link_to_a_paper_that_stands_alone_is_listed():
    found = read(f"# journal_club\n\n[Looms of many threads]({PAPER})\n\nSee [our last looms]({OTHER}) and come.\n")
    assert [entry.work.url for entry in found.papers] == [PAPER]
    assert found.sessions == []
