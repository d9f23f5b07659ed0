"""Documents that only their most regular structure tells, in words of our own."""

import pytest

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told

WEEKLY = ("2024-02-06", "2024-02-13", "2024-02-20", "2024-03-05")
DAILY = ("2024-02-06", "2024-02-15", "2024-02-23", "2024-03-05")


def listed(document):
    return [(entry.work.title, entry.work.url, entry.is_struck) for entry in read(document).papers]


def table(days):
    rows = "".join(f"| {day} | Looms {at} | [Paper]({PAPER[:-1]}{at}) |\n" for at, day in enumerate(days))
    return f"# Robotics\n\n| When | Title | Link |\n|---|---|---|\n{rows}"


def test_rows_below_past_themes_are_meetings_and_below_future_ones_none():
    document = (
        f"# Reading club\n\n# Past themes\n\n| Title | Sources |\n|---|---|\n| Looms | [Looms that see]({PAPER}) |\n"
    )
    assert told(document) == [(None, "Looms", [PAPER], [], [])]
    assert told(document.replace("Past", "Future")) == []


def test_papers_that_all_have_a_deck_of_the_groups_were_presented():
    items = "".join(f"{at}. [Looms {at}]({PAPER[:-1]}{at}) [Slides](/decks/{at}.pdf)\n" for at in (1, 2, 3))
    base = "https://github.com/o/g/blob/main/"
    document = f"# Paper seminar\n\n## Looms\n\n{items}"
    assert [(works, materials) for _, _, works, materials, _ in told(document, base_url=base)] == [
        ([f"{PAPER[:-1]}{at}"], [f"{base}decks/{at}.pdf"]) for at in (1, 2, 3)
    ]
    assert told(f"{document}4. [Rods]({OTHER})\n", base_url=base) == []


def test_links_that_cite_papers_are_listed_wherever_they_lead():
    base = "https://github.com/o/g/blob/main/notes"
    items = f"* [Looms. Ada Lovelace, Bo Loom. ICLR 2018.]({base}/a.md)\n* [Rods. Cy Gear. 2012.]({base}/b.md)\n"
    assert [url for _, url, _ in listed(f"# Papers we discussed\n\n{items}")] == [f"{base}/a.md", f"{base}/b.md"]
    assert listed("# Papers we discussed\n\n* [Looms](https://example.org/a)\n* [Rods](https://example.org/b)\n") == []


def test_a_line_that_cites_two_papers_lists_both():
    item = f"- Looms ([Lovelace, Gear, 2020]({PAPER}), [Loom, Rod, Weaver, 2015]({OTHER}))\n"
    assert [url for _, url, _ in listed(f"# Study group\n\n{item}")] == [PAPER, OTHER]


def test_a_page_about_a_listed_work_comes_before_what_was_made_of_it():
    links = "[[Slides]](https://example.org/a-slides.pdf) [[Project Page]](https://example.org/looms)"
    items = f"* Looms for weaving. Ada Lovelace. 2014. {links}\n* Rods for all. Bo Loom. 2015. [[Paper]]({PAPER})\n"
    assert [url for _, url, _ in listed(f"# Papers\n\n{items}")] == ["https://example.org/looms", PAPER]
