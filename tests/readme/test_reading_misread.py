"""Ways of writing that were once misread, in words of our own."""

import pytest

from readinggroup.readme.reading import read


def told(document):
    return [
        (
            session.date and session.date.isoformat(),
            session.title,
            [person.name for person in session.people],
            [work.url or work.title for work in session.readings],
            [(material.kind, material.url) for material in session.materials],
        )
        for session in read(document).sessions
    ]


PAPER = "https://arxiv.org/abs/2301.0000"


def test_a_title_is_given_by_who_stands_below_it_in_the_year_of_the_heading():
    assert told(
        "# Vision talks\n\n### June 2022\n"
        f"- **Looms that see**, CVPR 2021\n  - By Wilhelmina, Jun 14th - [[Talk Slides]](https://example.org/a.pdf)"
        f" [[Original Paper]]({PAPER}1)\n"
        f"- **Engines that hear**\n  - By KT, *Jun 7th, 2022* - [Talk Slides] [[Original Paper]]({PAPER}2)\n"
    ) == [
        (
            "2022-06-14",
            "Looms that see, CVPR 2021",
            ["Wilhelmina"],
            [f"{PAPER}1"],
            [("slides", "https://example.org/a.pdf")],
        ),
        ("2022-06-07", "Engines that hear", ["KT"], [f"{PAPER}2"], []),
    ]


def test_rows_of_one_cell_go_on_with_the_row_above_to_the_end():
    more = "| | | Bo Loom. **Weaving**. ACL 2017 |\n| | | Cy Gear. **Turning**. ACL 2016 |\n| | | `Themes:` |\n"
    rows = "".join(f"| {day}/03/2018 | Ada | Di Rod. **Notes {day}**. ACL 2015 |\n{more * 3}" for day in (15, 22))
    found = read(f"# Reading group\n\n| Date | Presenter | Paper |\n|---|---|---|\n{rows}").sessions
    assert [session.date.isoformat() for session in found] == ["2018-03-15", "2018-03-22"]


def test_a_heading_for_each_row_of_a_table_is_no_session_of_its_own():
    rows = "".join(f"| {day}/10/23 | Topic {day} | Ada |\n" for day in (16, 23, 30))
    assert told(
        f"# Reading group\n\n| Date | Topic | Lead |\n|---|---|---|\n{rows}\n# Material for sessions\n\n"
        f"## 16/10/23\n### Looms\n\n**Main**\n- [Looms]({PAPER}1)\n\n## 23/10/23\n### Rods\n\n## 30/10/23\n### Gears\n"
    ) == [
        ("2023-10-16", "Topic 16", ["Ada"], [f"{PAPER}1"], []),
        ("2023-10-23", "Topic 23", ["Ada"], [], []),
        ("2023-10-30", "Topic 30", ["Ada"], [], []),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## 발표 (필수) 달 1회\n통계 / 기타\n\n## 모임 주 2회\n- [list](https://example.org/a)",
        "- **Frequency:** Mondays\n- **Start date:** April 20, 2026",
        "<figure><figcaption><b>Group meeting on May 4, 2023.</b></figcaption></figure>",
        "|#|기간|주제|분류|\n|-|-|-|-|\n|1|181116~181214|[대회](https://github.com/o/a)|언어처리|\n"
        "|2|190101~190122|[놀이](https://github.com/o/b)|비전|",
    ],
)
def test_what_is_of_the_whole_group_is_no_session(text):
    assert read(f"# 논문 reading group\n\n{text}\n").sessions == []


def test_a_name_and_a_day_set_apart_as_code():
    assert told(
        f"# Reading group 2021\n\n- Notes, _ICLR 2020_, `Ada Lovelace` `Feb 7`<br>\n[[paper]({PAPER}1)] [slides]"
    ) == [("2021-02-07", "Notes, ICLR 2020", ["Ada Lovelace"], [f"{PAPER}1"], [])]


def test_bold_names_present_and_by_names_who_wrote_it():
    line = "- {}, **Ada Lovelace** (PP), [arXiv:2301.00001](" + PAPER + "1); **Bo Gear** (LR)\n"
    below = "  + (PP) *Looms and rods*, by C.D. Weaver, E. Rod\n"
    days = ("Mar 2, 2019", "Mar 9, 2019", "Mar 16, 2019")
    found = told("# Group meeting\n\n" + "".join(line.format(day) + below for day in days))
    assert [(day, people) for day, _, people, _, _ in found] == [
        (f"2019-03-{day}", ["Ada Lovelace", "Bo Gear"]) for day in ("02", "09", "16")
    ]


def test_who_has_a_place_presents_and_a_form_is_of_no_session():
    assert told(
        "# Reading group 2018\n\n## Sessions\n[11/30] **Looms that see**, by Ada Lovelace from [Loom Works](http://loom.example)\n\n"
        "[11/16] **Rods**, by Bo Gear and Cy Rod from [Rod Works](http://rod.example)\n\n"
        "> [??] [**_Propose a topic_**](https://docs.google.com/forms/d/e/1/viewform), by You!\n"
    ) == [
        ("2018-11-30", "Looms that see", ["Ada Lovelace"], [], []),
        ("2018-11-16", "Rods", ["Bo Gear", "Cy Rod"], [], []),
    ]


def test_words_that_say_what_a_link_is():
    deck = "https://docs.google.com/presentation/d/1/edit"
    ai = "https://ai.example.com/research/publications/looms-that-see"
    assert told(
        "# Reading group\n\n## Session 1 (2023-05-04): Looms\n- To generate text: `python run.py`\n"
        f"- who: Ada\n- preso: [link]({deck})\n"
    ) == [("2023-05-04", "Looms", ["Ada"], [], [("slides", deck)])]
    row = f"| 1 | 2023-05-04 | Ada | [Looms]({ai}) | [session](https://github.com/o/g/tree/main/one) |\n"
    ((*_, works, materials),) = told(
        f"# Reading group\n\n| # | Date | Presenter | Paper | Session |\n|-|-|-|-|-|\n{row}"
    )
    assert (works, materials) == ([ai], [("code", "https://github.com/o/g/tree/main/one")])


def test_names_before_dashes_are_told_by_coming_again():
    said = (
        "Ada will present [Looms](https://arxiv.org/abs/2301.00001)",
        "Welcome",
        "Bo - rods",
        "Roundtable",
        "Ada - gears",
    )
    said += (
        "Open floor",
        "Bo & Cy - wheels",
        "Roundtable",
        "Ada - more gears",
        "Ada - notes",
        "Everyone brings a paper",
    )
    rows = "".join(f"* 2024-01-{day:02}: {words}\n" for day, words in enumerate(said, 1))
    found = [(people, title) for _, title, people, _, _ in told(f"# Lab meetings\n\n{rows}")]
    assert [one for one in found if one[0]] == [
        (["Ada"], "Looms"),
        (["Bo"], "rods"),
        (["Ada"], "gears"),
        (["Bo", "Cy"], "wheels"),
        (["Ada"], "more gears"),
        (["Ada"], "notes"),
    ]


def test_a_file_behind_the_name_of_who_presents_is_of_the_session():
    files = (
        "shows/looms_notes.pdf",
        "shows/looms.ipynb",
        "shows/looms.pptx",
        "ada/cv.pdf",
        "people/ada.pdf",
        "ada.html",
    )
    rows = "".join(f"| 2023-05-{day:02} | [Ada]({url}) | Topic {day} |\n" for day, url in enumerate(files, 1))
    text = f"# Reading group\n\n| Date | Presenter | Topic |\n|---|---|---|\n{rows}"
    found = read(text, "https://github.com/o/paper-club/blob/main/README.md").sessions
    assert [[person.name for person in session.people] for session in found] == [["Ada"]] * len(files)
    assert [[material.kind for material in session.materials] for session in found] == [
        ["notes"],
        ["notebook"],
        ["slides"],
        [],
        [],
        [],
    ]
    assert [bool(person.url) for session in found for person in session.people] == [False] * 3 + [True] * 3


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("WiSe 25/26", [2025, 2026]),
        ("WS 25-26", [2025, 2026]),
        ("2025/26", [2025, 2026]),
        ("Winter 2025-26", [2025, 2026]),
        ("WiSe 2025", [2025, 2026]),
        ("SoSe 25", [2025, 2025]),
        ("Spring 25", [2025, 2025]),
    ],
)
def test_a_winter_ends_in_the_second_year(title, years):
    months = ("Nov. 3", "Jan. 12") if years[0] != years[1] else ("Mar. 3", "May 12")
    rows = "".join(f"| {day} | Ada | Looms |\n" for day in months)
    found = read(f"# Reading group ({title})\n\n| Date | Presenter | Topic |\n|---|---|---|\n{rows}").sessions
    assert [session.date.year for session in found] == years


def test_a_link_in_the_words_of_a_journal_is_of_the_title_beside_it():
    rows = f"| 2023-05-04 | Looms that see | [Loom Reports]({PAPER}1) | Ada |\n"
    ((*_, readings, materials),) = told(f"# Journal club\n\n| Date | Paper | Link | Presenter |\n|-|-|-|-|\n{rows}")
    assert (readings, materials) == ([f"{PAPER}1"], [])


def test_no_meeting_in_place_of_who_presents_is_no_session_whatever_it_leads_to():
    rows = (
        f"| 2023-05-04 | No Meeting | [Fair](https://fair.example/2023) |\n| 2023-05-11 | Ada | [Looms]({PAPER}1) |\n"
    )
    found = told(f"# Reading group\n\n| Date | Presenter | Topics |\n|-|-|-|\n{rows}")
    assert [(day, who) for day, _, who, _, _ in found] == [("2023-05-11", ["Ada"])]


def test_the_page_of_a_work_in_an_archive_of_everything_is_a_paper():
    page = "https://www.researchgate.net/publication/123456_Looms_that_see"
    rows = f"| 2023-05-04 | Ada | Looms that see | [survey]({page}) |\n| 2023-05-11 | Bo | Rods | [Rods]({PAPER}1) |\n"
    found = told(f"# Reading group\n\n| Date | Presenter | Title | Paper |\n|-|-|-|-|\n{rows}")
    assert [readings for *_, readings, _ in found] == [[page], [f"{PAPER}1"]]


def test_a_tag_that_is_never_closed_wraps_no_table_and_names_without_topics_are_planned():
    style = '<link rel="stylesheet" href="{{ "/looms.css" | relative_url }}">'
    rows = "| 2030-05-04 | | |\n| 2030-05-11 | Ada | |\n| 2030-05-18 | **EASTER** | |\n| 2030-05-25 | Bo | |\n"
    found = told(f"# Seminar\n\n{style}\n\nWe meet weekly.\n\n| Date | Speaker | Topic |\n|---|---|---|\n{rows}")
    assert [(day, who) for day, _, who, _, _ in found] == [("2030-05-11", ["Ada"]), ("2030-05-25", ["Bo"])]


def test_presenting_data_names_nobody():
    (session,) = read(
        "# Loom reading group\n\n## May 3, 2023: Looms\n\n- Our ways of presenting data on looms\n"
    ).sessions
    assert session.people == []


def test_readings_that_stand_elsewhere_are_no_work():
    (session,) = read("# Loom reading group\n\n## May 3, 2023: Looms\n\n- *Reading:* Prerequisite readings\n").sessions
    assert (session.readings, session.recap) == ([], "Prerequisite readings")
