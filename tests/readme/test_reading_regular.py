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


def test_days_of_one_weekday_are_of_meetings_where_no_word_says_so():
    assert [(day, title) for day, title, *_ in told(table(WEEKLY))] == [
        (day, f"Looms {at}") for at, day in enumerate(WEEKLY)
    ]
    assert told(table(DAILY)) == []
    assert told(table(WEEKLY) + "\nWeaving.\n" * 6_000) == []
    assert [title for title, _, _ in listed(table(DAILY))] == [f"Looms {at}" for at in range(4)]


def test_titles_beside_who_wrote_them_are_papers_without_any_link():
    rows = "".join(f"| Looms that {verb} | add later |\n" for verb in ("see", "hear", "turn"))
    document = f"# Paper study\n\n| Title | Author |\n|---|---|\n{rows}"
    found = read(document)
    assert [(entry.work.title, entry.work.authors) for entry in found.papers] == [
        ("Looms that see", []),
        ("Looms that hear", []),
        ("Looms that turn", []),
    ]
    assert read(document.replace("Author", "Price")).papers == []


@pytest.mark.parametrize("box", ["-[X]", "- [x] "])
def test_boxes_to_tick_are_of_papers_below_a_heading_for_a_checklist(box):
    document = f"# Paper study\n\n### Paper checklist\n\n## Looms\n{box}LoomNet\n-[ ]RodNet\n"
    assert listed(document) == [("LoomNet", "", True), ("RodNet", "", False)]
    assert listed(document.replace("Paper checklist", "Plans")) == []


def test_headings_over_one_link_to_a_paper_are_its_title():
    parts = "".join(f"## Looms that {verb} well\n\n[arXiv]({PAPER[:-1]}{at})\n\n" for at, verb in enumerate("abc"))
    assert listed(f"# Paper study\n\n{parts}") == [
        (f"Looms that {verb} well", f"{PAPER[:-1]}{at}", False) for at, verb in enumerate("abc")
    ]


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


def test_bold_lines_over_one_link_to_a_paper_each_are_papers():
    def paper(number, title, words):
        cited = f"Lovelace, A. (1843). {title}. Memoirs."
        return (
            f"**{number}. {title}**\n```\n{cited}\n```\n> **Abstract**\n>\n> {words}\n>\n> [paper]({PAPER}{number})\n\n"
        )

    titles = ["Looms and their kin", "Rods of the looms", "Gears that turn"]
    papers = "".join(paper(number, title, "We weave.") for number, title in enumerate(titles, 1))
    found = read(f"# Loom reading group\n\n## Papers\n\n{papers}")
    assert found.sessions == []
    assert [(entry.work.title, entry.work.url) for entry in found.papers] == [
        (title, f"{PAPER}{number}") for number, title in enumerate(titles, 1)
    ]


def test_bold_lines_without_a_paper_each_are_none():
    lines = (
        "**How to find us here**\n\nWe meet.\n\n**What we read here**\n\n[Paper](https://arxiv.org/abs/2301.00001)\n\n"
    )
    assert read(f"# Loom reading group\n\n## Papers\n\n{lines}**Who we are here**\n\nWeavers.\n").papers == []


def test_resources_of_a_group_are_what_it_reads_where_half_of_them_are_cited():
    address = "https://looms.example.org/"
    cited = (
        f"[Loom B. 1986/1987. Threads of glass. Memoirs 1: 3-4.]({address}1)\n\n"
        f"[Rod C, Loom B. 2017. Which loom should I use? Looms today]({address}2)\n\n"
    )
    others = "".join(f"[Looms {at}, a course]({address}{at})\n\n" for at in (3, 4))
    head = "# Looms\n\nThe summer reading group.\n\n### Dates:\n\n### Resources:\n\n"
    assert [entry.work.url for entry in read(f"{head}{cited}{others}").papers] == [
        f"{address}{at}" for at in (1, 2, 3, 4)
    ]
    assert read(f"{head}{others}{others.replace('course', 'book')}").papers == []
