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


def test_speakers_stand_before_or_behind_the_titles_of_talks():
    talks = (
        f"- [Looms that see]({PAPER}) - Ada Lovelace\n"
        "- Engines that hear (Bo Weaver) [slides](https://example.org/b.pdf)\n"
        f"- Cy Spindle: [Rods that hold]({OTHER})\n"
    )
    assert told(f"# Journal club\n\n## Past talks\n\n{talks}") == [
        (None, "Looms that see", [PAPER], [], ["Ada Lovelace"]),
        (None, "Engines that hear", [], ["https://example.org/b.pdf"], ["Bo Weaver"]),
        (None, "Rods that hold", [OTHER], [], ["Cy Spindle"]),
    ]


def test_a_presenter_follows_the_word_for_one_without_a_sign_between():
    assert told(
        f"# 논문 스터디\n\n## 2022-03-11 발표자 가나다\n- [Gears]({PAPER})\n\n## 2022-03-18 (발표자: 라마바)\n"
    ) == [
        ("2022-03-11", "Gears", [PAPER], [], ["가나다"]),
        ("2022-03-18", "", [], [], ["라마바"]),
    ]


def test_a_table_below_a_heading_says_in_its_head_what_its_cells_are():
    assert told(
        f"# Reading group\n\n## Week 1: 2024-01-04\n\n| Paper | Presenter |\n|---|---|\n| [Looms]({PAPER}) | Ada |\n\n"
        "## Week 2: 2024-01-11\n\n| Paper | Presenter |\n|---|---|\n| TBD | TBD |\n"
    ) == [("2024-01-04", "Looms", [PAPER], [], ["Ada"])]


def test_what_is_called_as_people_are_behind_an_article_is_nobody():
    items = (
        "- May 3, 2021: Screening of [Coded Looms](https://looms.example.org/), and tea afterwards\n"
        "- May 10, 2021: [Ada Lovelace](https://ada.example.org/) with thoughts on looms, rods and gears\n"
    )
    found = told(f"# Loom reading group\n\n{items}")
    assert [(title, names) for _, title, _, _, names in found] == [
        ("Screening of Coded Looms", []),
        ("with thoughts on looms, rods and gears", ["Ada Lovelace"]),
    ]
