"""What looks like a meeting, a paper or a person and is none, and links whose place is doubtful, in our own words."""

import pytest

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told

TABLE = "# Reading group\n\n| Date | Presenter | Title | {more} |\n|---|---|---|---|\n"


def kinds(document):
    (found,) = read(document).sessions
    return [(work.kind, work.url) for work in found.readings], [(one.kind, one.url) for one in found.materials]


def test_words_in_place_of_an_address_are_no_link():
    found = read(f"{TABLE.format(more='Slides')}| 2025-02-07 | Ada | [TBD](TBD) | [slides](link) |\n")
    assert found.links == []
    assert [(one.title, one.readings, one.materials) for one in found.sessions] == [("", [], [])]


def test_a_break_in_place_of_who_presents_is_no_meeting_and_a_kick_off_is_its_title():
    rows = "| 2025-02-03 | Kickoff | - | - |\n| 2025-02-10 | Spring Break | Rods | - |\n"
    rows += f"| 2025-02-17 | Chi | [Looms]({PAPER}) | - |\n| 2025-02-24 | Chi | Gears | - |\n"
    assert told(TABLE.format(more="Room") + rows) == [
        ("2025-02-03", "Kickoff", [], [], []),
        ("2025-02-17", "Looms", [PAPER], [], ["Chi"]),
        ("2025-02-24", "Gears", [], [], ["Chi"]),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "**Put in order by Ada · 2025-02-07 · 20 papers**",
        "- 3.1. Add a part on top",
        "## Meeting times\n\nWednesdays, 5 pm\n\nRemaining dates: Feb 5, Feb 12, Feb 19",
        "第一次接触论文，可以先读下面的。",
    ],
)
def test_a_doubtful_line_that_is_alone_is_no_meeting(words):
    found = read(f"# Reading group\n\n{words}\n")
    assert found.sessions == []
    assert words.lstrip("#- ").partition("\n")[0] in found.group.introduction


def test_doubtful_lines_that_are_several_are_meetings():
    lines = "**Looms that see well: 2025-02-07**\n\nWe talked.\n\n**Rods that hold well: 2025-02-14**\n\nAgain.\n"
    assert [day for day, *_ in told(f"# Reading group\n\n{lines}")] == ["2025-02-07", "2025-02-14"]
    assert len(told("# Reading group\n\n- 7.2. Looms\n- 14.2. Rods\n")) == 2


def test_people_lead_to_their_pages_and_no_papers():
    first, second = "https://scholar.google.de/citations?user=a", "https://scholar.google.de/citations?user=b"
    document = f"# Seminar\n\n**2025-02-07 - [Ada Lovelace]({first}) and [Bo Weaver]({second})**\n\nTitle: Looms\n"
    ((_, _, works, _, names),) = told(document)
    assert (works, names) == ([], ["Ada Lovelace", "Bo Weaver"])


def test_names_in_brackets_before_what_was_shown_present():
    link = "[Notes by Ada Lovelace](https://example.org/a.pdf)"
    document = f"# Seminar\n\n* 2025-02-07 *Looms* (Ada Lovelace, Bo Weaver) {link}\n* 2025-02-14 *Rods* (Cy Gear)\n"
    assert [names for *_, names in told(document)] == [["Ada Lovelace", "Bo Weaver"], ["Cy Gear"]]


def test_what_a_text_speaks_of_and_what_a_number_leaves_are_nobody():
    said = "The picture (as discussed by the guides to reading papers) comes first."
    document = f"# Seminar\n\n1. 2025-02-07 [Looms]({PAPER})\n\n    {said}\n2. 2025-02-14 [Rods]({OTHER})\n"
    assert [names for *_, names in told(document)] == [[], []]
    classes = "**[Class 1: Verification and Testing](/one)**\n\n- Looms\n\n**[Class 2: Weaving](/two)**\n\n- Rods\n"
    assert [names for *_, names in told(f"# Seminar\n\n{classes}")] == [[], []]


def test_groups_in_place_of_names_present_at_a_meeting_to_come():
    rows = "| Friday, June 30, 2023 | 1 and 2 | |\n| Friday, July 7, 2023 | 3 and 4 | |\n| July 14, 2023 | | |\n"
    document = f"# Journal club\n\n| Week | Groups presenting | Paper |\n|---|---|---|\n{rows}"
    assert [(one.date.isoformat(), one.recap) for one in read(document).sessions] == [
        ("2023-06-30", "Groups presenting: 1 and 2"),
        ("2023-07-07", "Groups presenting: 3 and 4"),
    ]


def test_papers_of_a_week_are_counted_and_no_days():
    rows = "| 1-1 | Looms |\n| 1-2 | Rods |\n| 2-1 | Gears |\n"
    found = read(f"# Weekly study\n\n| Week | Paper |\n|---|---|\n{rows}").sessions
    assert [(one.number, one.date, one.title) for one in found] == [
        (1, None, "Looms"),
        (1, None, "Rods"),
        (2, None, "Gears"),
    ]


def test_numbers_beside_days_make_meetings_of_rows_where_no_word_says_so():
    rows = "".join(f"| Class {at} ({day} Mar 2017) | Looms {at} |\n" for at, day in ((8, 17), (9, 24), (10, 31)))
    found = read(f"| Date | Topic |\n|---|---|\n{rows}").sessions
    assert [(one.number, one.title) for one in found] == [(8, "Looms 8"), (9, "Looms 9"), (10, "Looms 10")]


def test_german_ordinals_count_and_an_expert_presents():
    document = (
        f"# Lesegruppe\n\n# Drittes Treffen\n\n* Thema: Looms\n* Experte: Ada\n\n### Vorab\n\n1. [Looms]({PAPER})\n"
    )
    (found,) = read(document).sessions
    assert (found.number, found.title, [one.name for one in found.people]) == (3, "Looms", ["Ada"])
    assert [work.url for work in found.readings] == [PAPER]


def test_a_clock_before_the_day_is_no_hindrance():
    assert [day for day, *_ in told("# Reading group\n\n## Meeting 1\n\n10.00-11.30, 16 February 2017, Room 1.\n")] == [
        "2017-02-16"
    ]


def test_a_paragraph_for_each_row_of_a_table_is_no_meeting_of_its_own():
    rows = "".join(f"| {at} | 2025-02-0{at} | Looms {at} | Ada |\n" for at in (1, 2, 3))
    texts = "".join(f"**Session {at}: Looms {at}**\n\n- [Rods {at}]({PAPER[:-1]}{at})\n\n" for at in (1, 2, 3))
    document = f"# Reading group\n\n| # | Date | Topic | Presenter |\n|---|---|---|---|\n{rows}\n{texts}"
    assert told(document) == [(f"2025-02-0{at}", f"Looms {at}", [f"{PAPER[:-1]}{at}"], [], ["Ada"]) for at in (1, 2, 3)]


def test_a_table_and_its_headings_name_one_work_shortly_and_in_full():
    rows = f"| 2025-02-07 | Looms | [arXiv]({PAPER}) |\n| 2025-02-14 | Rods | [arXiv]({OTHER}) |\n"
    more = "\n\n- **Discussion:** " + "we asked what the loom can see, and whether all that it weaves is cloth " * 2
    texts = "".join(
        f"### {name}\n\n**Paper title:** {name}: {name} that see\n\n**Discussion date:** {day}{more}\n\n"
        for name, day in (("Looms", "2025-02-07"), ("Rods", "2025-02-14"))
    )
    document = f"# Reading group\n\n| Date | Paper title | Paper |\n|---|---|---|\n{rows}\n## Summaries\n\n{texts}"
    assert [(one.title, [work.title for work in one.readings]) for one in read(document).sessions] == [
        ("Looms", ["Looms: Looms that see"]),
        ("Rods", ["Rods: Rods that see"]),
    ]


def test_the_page_of_a_venue_belongs_to_the_meeting():
    row = f"| 2025-02-07 | Ada | [Looms]({PAPER}) | [LOOM19](https://loom19.example.org/) |\n"
    assert kinds(TABLE.format(more="Conference") + row) == (
        [("paper", PAPER)],
        [("other", "https://loom19.example.org/")],
    )


def test_a_presentation_that_one_watches_is_a_recording():
    row = "| 2025-02-07 | Ada | Looms | [presentation](https://vimeo.com/1), [slides](https://example.org/a.pdf) |\n"
    assert kinds(TABLE.format(more="Resources") + row)[1] == [
        ("recording", "https://vimeo.com/1"),
        ("slides", "https://example.org/a.pdf"),
    ]


def test_videos_with_titles_are_to_be_watched_where_nobody_presents():
    def week(at):
        return f"## Week {at}\n\nVideos:\n- [Looms {at}](https://youtu.be/{at})\n\n"

    document = "# Study group\n\n" + "".join(map(week, (1, 2, 3)))
    assert [[work.kind for work in one.readings] for one in read(document).sessions] == [["video"]] * 3
    assert [one.readings for one in read(f"{document}Presenter: Ada\n").sessions] == [[]] * 3


def test_a_tutorial_or_a_post_of_a_day_is_no_paper():
    post = "https://ada.example.org/2015/05/21/looms-that-see/"
    document = "# Study group\n\n## Week 1\n\n* [Looms Tutorial](https://loom.example.org/tutorial/)\n"
    assert kinds(document)[0] == [("other", "https://loom.example.org/tutorial/")]
    assert kinds(f"# Study group\n\n## Week 1\n\n* [Looms that see]({post})\n")[0] == [("blog", post)]


def test_what_one_hears_of_a_meeting_is_a_recording():
    text = f"# Reading group\n\n- 2024-05-01: [Looms]({PAPER}) | [Audio](https://sounds.example/looms)\n"
    assert kinds(text) == ([("paper", PAPER)], [("recording", "https://sounds.example/looms")])


def test_link_that_names_the_place_it_leads_to_is_no_title():
    page, home = "https://threads.example/7", "https://ada.example/"
    text = (
        f"# Weaving group\n\n- 01.05.24 16:00 (MA 5): [Ada Lovelace (London)]({home}) *Looms.* [Threads Link]({page})\n"
    )
    assert told(text) == [("2024-05-01", "Looms", [], [page], ["Ada Lovelace"])]
    text = f"# Weaving group\n\n| Date | Presenter |\n|---|---|\n| 2024-05-01 | [Ada Link]({home}) |\n"
    assert told(text) == [("2024-05-01", "", [], [], ["Ada Link"])]


def test_folder_of_notes_of_the_group_itself_is_no_paper():
    text = "# Weaving group\n\n- [Week 1 - 2: Looms (Ada)](notes/looms)\n"
    text += "- [Week 3: Knots (Bo)](notes/knots)\n- [Week 4: Cards (Cy)](notes/cards)\n"
    found = read(text, "https://github.com/looms/weaving/blob/main/README.md").sessions
    assert [(one.number, one.last_number, one.title, len(one.readings)) for one in found] == [
        (1, 2, "Looms", 0),
        (3, None, "Knots", 0),
        (4, None, "Cards", 0),
    ]
    assert [[material.kind for material in one.materials] for one in found] == [["notes"]] * 3


def test_label_may_say_in_brackets_where_the_paper_is():
    rows = f"| 2024-05-01 | Ada | Looms | [paper (cvf)]({PAPER}), [slides (pptx)](https://example.org/a.pptx) |\n"
    head = TABLE.format(more="Links").replace("Title", "Paper Title")
    assert told(head + rows) == [("2024-05-01", "Looms", [PAPER], ["https://example.org/a.pptx"], ["Ada"])]


def test_paper_of_a_row_that_its_heading_has_again_is_one():
    rows = "".join(
        f"| {at} | 2024-05-0{at} | Ada | {at}, and more | [paper (openreview)]({PAPER}{at}), [arxiv]({OTHER}{at}) |\n"
        for at in (1, 2)
    )
    below = "".join(f"### Session {at}\n\n#### Looms\n\n- **Paper Link:** [arxiv]({OTHER}{at})\n\n" for at in (1, 2))
    head = "# Reading group\n\n| No. | Date | Presenter | Title | Links |\n|---|---|---|---|---|\n"
    found = read(f"{head}{rows}\n## Sessions\n\n{below}").sessions
    assert [[(work.url, [link.url for link in work.also]) for work in one.readings] for one in found] == [
        [(f"{PAPER}{at}", [f"{OTHER}{at}"])] for at in (1, 2)
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "- 시간 : 매주 목요일\n- 발표 : 김하나\n- 자료 : 베틀 논문\n",
        "- Time: every Thursday\n- Presenter: Ada Loom\n- Slides: a folder\n",
        "- Presenters: each week, two of us choose a paper on looms and present it.\n- Slides: a folder\n",
        "- 발표 : 매주 두 명이 베틀 관련 논문을 선정하여 발표한다. 발표자는 핵심 내용을 요약한다.\n- 자료 : 논문\n",
    ],
)
def test_how_a_group_goes_about_its_meetings_is_no_meeting(lines):
    assert told(f"# 베틀 논문 스터디\n\n## 운영방식\n\n{lines}") == []


def test_a_link_in_the_words_of_a_time_is_nothing_to_read():
    text = f"# Reading group\n\n## 18 June 2021 @ [7pm UTC](https://clocks.example.org/?at=7)\n\n[Looms]({PAPER})\n"
    (session,) = read(text).sessions
    assert ([work.url for work in session.readings], session.materials, f"{session.time}") == ([PAPER], [], "19:00:00")
    assert session.recap == "[7pm UTC](https://clocks.example.org/?at=7)"
